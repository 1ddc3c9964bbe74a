/* The same echo on libevent's event loop, told to use select: what a library's generality costs. */
#include "echo.h"

#include <event2/event.h>
#include <stdio.h>
#include <string.h>

struct watch {
    struct event *readable, *writable;
    int watches_room;
};

static struct watch watches[MOST_FDS];
static struct event_base *base;

static void end(int fd) {
    event_free(watches[fd].readable);
    event_free(watches[fd].writable);
    memset(&watches[fd], 0, sizeof watches[fd]);
    echo_close(fd);
}

static void settle(int fd, int gone) {
    struct watch *watch = &watches[fd];
    if (gone) {
        end(fd);
    } else if (echo_owes(fd) != watch->watches_room) {
        watch->watches_room = echo_owes(fd);
        if (watch->watches_room) event_add(watch->writable, NULL);
        else event_del(watch->writable);
    }
}

static void on_readable(evutil_socket_t fd, short what, void *none) {
    (void)what, (void)none;
    settle(fd, echo_read(fd, 1) < 0);
}

static void on_writable(evutil_socket_t fd, short what, void *none) {
    (void)what, (void)none;
    settle(fd, echo_owes(fd) && echo_write(fd) < 0);
}

static void on_client(evutil_socket_t listener, short what, void *none) {
    (void)what, (void)none;
    for (int fd; (fd = echo_accept(listener)) >= 0;) {
        watches[fd].readable = event_new(base, fd, EV_READ | EV_PERSIST, on_readable, NULL);
        watches[fd].writable = event_new(base, fd, EV_WRITE | EV_PERSIST, on_writable, NULL);
        event_add(watches[fd].readable, NULL);
    }
}

int main(void) {
    struct event_config *config = event_config_new();
    const char **methods = event_get_supported_methods();
    for (int at = 0; methods[at] != NULL; at++) {
        if (strcmp(methods[at], "select") != 0) event_config_avoid_method(config, methods[at]);
    }
    base = event_base_new_with_config(config);
    if (base == NULL || strcmp(event_base_get_method(base), "select") != 0) {
        fprintf(stderr, "this libevent has no select backend\n");
        return 1;
    }

    event_add(event_new(base, echo_listen(), EV_READ | EV_PERSIST, on_client, NULL), NULL);
    return event_base_dispatch(base);
}
