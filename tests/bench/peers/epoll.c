/* The same echo on epoll, level-triggered: the kernel keeps the list, and is told only what changes. */
#include "echo.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>

enum { AT_ONCE = 512 };

static unsigned char waits_for_room[MOST_FDS];

static void control(int epoll, int operation, int fd, unsigned events) {
    struct epoll_event event = {.events = events, .data.fd = fd};
    if (epoll_ctl(epoll, operation, fd, &event) != 0) {
        perror("epoll_ctl");
        exit(1);
    }
}

int main(void) {
    int listener = echo_listen(), epoll = epoll_create1(EPOLL_CLOEXEC);
    control(epoll, EPOLL_CTL_ADD, listener, EPOLLIN);
    for (;;) {
        struct epoll_event ready[AT_ONCE];
        int count = epoll_wait(epoll, ready, AT_ONCE, 1000), accepts = 0;
        for (int at = 0; at < count; at++) {
            int fd = ready[at].data.fd, gone = 0;
            if (fd == listener) {
                accepts = 1;
                continue;
            }
            if (ready[at].events & EPOLLOUT) gone = echo_write(fd) < 0;
            if (!gone && (ready[at].events & (EPOLLIN | EPOLLHUP | EPOLLERR))) gone = echo_read(fd, 1) < 0;
            if (gone) {
                waits_for_room[fd] = 0;
                echo_close(fd);
            } else if (echo_owes(fd) != waits_for_room[fd]) {
                waits_for_room[fd] = (unsigned char)echo_owes(fd);
                control(epoll, EPOLL_CTL_MOD, fd, waits_for_room[fd] ? EPOLLIN | EPOLLOUT : EPOLLIN);
            }
        }

        if (accepts) {
            for (int fd; (fd = echo_accept(listener)) >= 0;) control(epoll, EPOLL_CTL_ADD, fd, EPOLLIN);
        }
    }
}
