#define _GNU_SOURCE
#include "echo.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

struct client clients[MOST_FDS];

static unsigned char room[ROOM];

static void fail(const char *call) {
    perror(call);
    exit(1);
}

int echo_listen(void) {
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
    }

    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), on = 1;
    if (fd < 0) fail("socket");
    /* Clients inherit it: an echo is small and must not wait for the receipt of the one before. */
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    if (bind(fd, (struct sockaddr *)&address, length) != 0) fail("bind");
    if (listen(fd, 4096) != 0) fail("listen");
    if (getsockname(fd, (struct sockaddr *)&address, &length) != 0) fail("getsockname");
    printf("listening on 127.0.0.1:%d\n", ntohs(address.sin_port));
    fflush(stdout);
    return fd;
}

int echo_accept(int listener) {
    int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd >= MOST_FDS) {
        close(fd);
        return -1;
    }
    if (fd >= 0) clients[fd].open = 1;
    return fd;
}

void echo_close(int fd) {
    free(clients[fd].pending);
    memset(&clients[fd], 0, sizeof clients[fd]);
    close(fd);
}

static void keep(struct client *client, const unsigned char *bytes, size_t count) {
    if (client->start + client->length + count > client->size) {
        if (client->length + count > client->size / 2) {
            size_t size = (client->length + count) * 2;
            unsigned char *larger = malloc(size);
            if (larger == NULL) fail("malloc");
            if (client->length > 0) memcpy(larger, client->pending + client->start, client->length);
            free(client->pending);
            client->pending = larger;
            client->size = size;
        } else {
            memmove(client->pending, client->pending + client->start, client->length);
        }
        client->start = 0;
    }
    memcpy(client->pending + client->start + client->length, bytes, count);
    client->length += count;
}

int echo_read(int fd, int at_once) {
    struct client *client = &clients[fd];
    ssize_t received = recv(fd, room, sizeof room, 0);
    if (received <= 0) return received < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : -1;

    ssize_t sent = 0;
    if (at_once && client->length == 0) {
        sent = send(fd, room, (size_t)received, MSG_NOSIGNAL);
        if (sent < 0) {
            if (errno != EAGAIN && errno != EINTR) return -1;
            sent = 0;
        }
    }
    if (sent < received) keep(client, room + sent, (size_t)(received - sent));
    return 0;
}

int echo_write(int fd) {
    struct client *client = &clients[fd];
    ssize_t sent = send(fd, client->pending + client->start, client->length, MSG_NOSIGNAL);
    if (sent < 0) return errno == EAGAIN || errno == EINTR ? 0 : -1;
    client->start += (size_t)sent;
    client->length -= (size_t)sent;
    if (client->length == 0) client->start = 0;
    return 0;
}
