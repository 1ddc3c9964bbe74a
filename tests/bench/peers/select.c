/* An echo on select, as one would write it by hand. "select at-once" sends what it received without asking whether there
 * is room and watches for room only after that failed; "select wait" watches for room first, every time. */
#include "echo.h"

#include <stdio.h>
#include <string.h>
#include <sys/select.h>

int main(int count, char **words) {
    int at_once = count == 2 && strcmp(words[1], "at-once") == 0;
    if (!at_once && !(count == 2 && strcmp(words[1], "wait") == 0)) {
        fprintf(stderr, "usage: select at-once|wait\n");
        return 2;
    }

    int listener = echo_listen(), highest = listener;
    for (;;) {
        fd_set read, write, error;
        FD_ZERO(&read);
        FD_ZERO(&write);
        FD_ZERO(&error);
        FD_SET(listener, &read);
        for (int fd = 0; fd <= highest; fd++) {
            if (!clients[fd].open) continue;
            FD_SET(fd, &read);
            FD_SET(fd, &error);
            if (echo_owes(fd)) FD_SET(fd, &write);
        }

        struct timeval timeout = {.tv_sec = 1};
        if (select(highest + 1, &read, &write, &error, &timeout) <= 0) continue;

        int until = highest;
        for (int fd = 0; fd <= until; fd++) {
            if (!clients[fd].open) continue;
            int gone = FD_ISSET(fd, &error);
            if (!gone && FD_ISSET(fd, &write)) gone = echo_write(fd) < 0;
            if (!gone && FD_ISSET(fd, &read)) gone = echo_read(fd, at_once) < 0;
            if (gone) {
                echo_close(fd);
                while (highest > listener && !clients[highest].open) highest--;
            }
        }

        if (FD_ISSET(listener, &read)) {
            for (int fd; (fd = echo_accept(listener)) >= 0;) {
                if (fd >= FD_SETSIZE) echo_close(fd);
                else if (fd > highest) highest = fd;
            }
        }
    }
}
