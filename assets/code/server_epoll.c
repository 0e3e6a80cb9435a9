/* @hide */
/* A server of several clients at once: epoll keeps the list of what is watched, and epoll_wait()
   tells of a descriptor as long as it is ready (level-triggered). */
#define _GNU_SOURCE
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "service.h"

#ifndef CLIENTS
#define CLIENTS 1 /* the server leaves after that many clients have gone */
#endif
#ifndef SLOTS
#define SLOTS 4 /* handles beside the master */
#endif
#define PATH "demo.sock"
#define BACKLOG 5

/* The table of client handles. Slot 0 holds the master. */
static struct client client[1 + SLOTS];

#define socket(...) must("socket", socket(__VA_ARGS__))
#define bind(...) must("bind", bind(__VA_ARGS__))
#define listen(...) must("listen", listen(__VA_ARGS__))
#define epoll_create1(...) must("epoll_create1", epoll_create1(__VA_ARGS__))
#define epoll_ctl(...) must("epoll_ctl", epoll_ctl(__VA_ARGS__))
#define epoll_wait(...) must("epoll_wait", epoll_wait(__VA_ARGS__))
#define accept(...) must("accept", accept(__VA_ARGS__))

/* The slot that holds a handle; of -1: the first free slot. NULL: there is none. */
static struct client *slot_of(int handle) {
  for (int i = 1; i <= SLOTS; i++)
    if (client[i].handle == handle) return &client[i];
  return NULL;
}

static int full(void) { return slot_of(-1) == NULL; }

static void put_in_slot(int handle) {
  *slot_of(-1) = (struct client){.handle = handle};
}

/* What epoll_ctl() is told: for what to watch a descriptor, and by what it shall be named. */
static struct epoll_event *in(int fd) {
  static struct epoll_event event;
  event = (struct epoll_event){.events = EPOLLIN, .data.fd = fd};
  return &event;
}

int main(void) {
  struct sockaddr_un addr = {0};
  struct epoll_event ready[1 + SLOTS];
  struct client *c;
  int master, epoll, handle, count, i, gone = 0;
  ssize_t n;
  /* What bind and connect are told to read: the family, the name, and the 0 at its end. */
  const socklen_t length = offsetof(struct sockaddr_un, sun_path) + sizeof PATH;
  for (i = 1; i <= SLOTS; i++) client[i].handle = -1;
/* @show */
  unlink(PATH);                                /* @remove 1 */
  master = socket(AF_UNIX, SOCK_STREAM, 0);    /* @socket 2 */
  addr.sun_family = AF_UNIX;
  strcpy(addr.sun_path, PATH);                 /* @name 3 */
  bind(master, (struct sockaddr *)&addr,       /* @bind 4 */
       length);
  listen(master, BACKLOG);                     /* @listen 5 */
  client[0].handle = master;
  epoll = epoll_create1(0);                    /* @epoll */
  epoll_ctl(epoll, EPOLL_CTL_ADD, master,      /* @watch_master */
            in(master));
  while (gone < CLIENTS) {
    count = epoll_wait(epoll, ready,           /* @wait */
                       1 + SLOTS, -1);
    for (i = 0; i < count; i++) {
      if (ready[i].data.fd == master) {
        handle = accept(master, NULL, NULL);   /* @accept 6 */
        put_in_slot(handle);
        epoll_ctl(epoll, EPOLL_CTL_ADD,        /* @watch */
                  handle, in(handle));
        if (full())
          epoll_ctl(epoll, EPOLL_CTL_DEL,      /* @unwatch_master */
                    master, NULL);
        continue;
      }
      c = slot_of(ready[i].data.fd);
      n = read(c->handle, room(c),             /* @read 7 */
               missing(c));
      took(c, n);
      while (n > 0 && c->size > 0) {
        n = write(c->handle, c->answer,        /* @write 8 */
                  c->size);
        sent(c, n);
      }
      if (n > 0) continue;
      close(c->handle);                        /* @close_handle 9 */
      if (full())
        epoll_ctl(epoll, EPOLL_CTL_ADD,        /* @watch_again */
                  master, in(master));
      c->handle = -1;
      gone++;
    }
  }
  close(epoll);                                /* @close_epoll */
  close(master);                               /* @close_master 10 */
  unlink(PATH);                                /* @remove_name 11 */
  return 0;                                    /* @exit 12 */
/* @hide */
}
/* @show */
