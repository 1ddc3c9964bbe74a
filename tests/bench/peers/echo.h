/* What all the C servers here share: a listener on 127.0.0.1, one state per client, and what one turn of a client does. */
#ifndef ECHO_H
#define ECHO_H

#include <stddef.h>

enum { ROOM = 64 * 1024, MOST_FDS = 65536 };

/* Bytes received and not sent yet. The buffer exists only while there are any. */
struct client {
    unsigned char *pending;
    size_t start, length, size;
    int open;
};

extern struct client clients[MOST_FDS];

/* Opens the listener on a free port, prints "listening on 127.0.0.1:PORT", and asks for as many fds as the system gives. */
int echo_listen(void);

/* Accepts one client, non-blocking. -1 if none waits. Whoever cannot watch its fd closes it. */
int echo_accept(int listener);

void echo_close(int fd);

/* Receives once. With at_once it sends what it received without asking whether there is room, and keeps what was not
 * taken; without, it keeps everything. -1: the client is gone, or has said EOF and is owed nothing. */
int echo_read(int fd, int at_once);

/* Sends what is pending, once. -1: the client is gone. */
int echo_write(int fd);

static inline int echo_owes(int fd) { return clients[fd].length > 0; }

#endif
