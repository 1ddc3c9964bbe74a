/* The same echo on poll: the array of who is watched is kept from round to round. */
#define _GNU_SOURCE
#include "echo.h"

#include <poll.h>

static struct pollfd watched[MOST_FDS];

int main(void) {
    int listener = echo_listen();
    nfds_t count = 1;
    watched[0] = (struct pollfd){.fd = listener, .events = POLLIN};
    for (;;) {
        int ready = poll(watched, count, 1000);
        if (ready <= 0) continue;

        int accepts = watched[0].revents != 0;
        ready -= accepts;
        for (nfds_t at = 1; at < count && ready > 0;) {
            short events = watched[at].revents;
            if (events == 0) {
                at++;
                continue;
            }
            ready--;
            int fd = watched[at].fd, gone = 0;
            if (events & POLLOUT) gone = echo_write(fd) < 0;
            if (!gone && (events & (POLLIN | POLLHUP | POLLERR))) gone = echo_read(fd, 1) < 0;
            if (gone) {
                echo_close(fd);
                watched[at] = watched[--count]; /* Its own events are still to be seen: stay at this place. */
            } else {
                watched[at++].events = echo_owes(fd) ? POLLIN | POLLOUT : POLLIN;
            }
        }

        if (accepts) {
            for (int fd; (fd = echo_accept(listener)) >= 0;)
                watched[count++] = (struct pollfd){.fd = fd, .events = POLLIN};
        }
    }
}
