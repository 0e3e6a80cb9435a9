/* @hide */
/* A server of several clients at once: poll() tells which handles of its array are ready. */
#define _GNU_SOURCE
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <poll.h>
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

/* The table of client handles, and beside it what poll() is asked. Slot 0 holds the master. */
static struct client client[1 + SLOTS];
static struct pollfd watched[1 + SLOTS];

#define socket(...) must("socket", socket(__VA_ARGS__))
#define bind(...) must("bind", bind(__VA_ARGS__))
#define listen(...) must("listen", listen(__VA_ARGS__))
#define poll(...) must("poll", poll(__VA_ARGS__))
#define accept(...) must("accept", accept(__VA_ARGS__))

static int free_slot(void) {
  for (int i = 1; i <= SLOTS; i++)
    if (client[i].handle < 0) return i;
  return 0;
}

/* poll() passes over negative numbers. So it passes over the master while all slots are taken: the
   clients that come then wait in the accept queue. */
static void watch(int i, int handle, int master) {
  client[i] = (struct client){.handle = handle};
  watched[i] = (struct pollfd){.fd = handle, .events = POLLIN};
  watched[0] = (struct pollfd){.fd = free_slot() ? master : -1, .events = POLLIN};
}

int main(void) {
  struct sockaddr_un addr = {0};
  struct client *c;
  int master, handle, i, gone = 0;
  ssize_t n;
  /* What bind and connect are told to read: the family, the name, and the 0 at its end. */
  const socklen_t length = offsetof(struct sockaddr_un, sun_path) + sizeof PATH;
/* @show */
  unlink(PATH);                                /* @remove 1 */
  master = socket(AF_UNIX, SOCK_STREAM, 0);    /* @socket 2 */
  addr.sun_family = AF_UNIX;
  strcpy(addr.sun_path, PATH);                 /* @name 3 */
  bind(master, (struct sockaddr *)&addr,       /* @bind 4 */
       length);
  listen(master, BACKLOG);                     /* @listen 5 */
  for (i = 1; i <= SLOTS; i++)
    watch(i, -1, master);
  while (gone < CLIENTS) {
    poll(watched, 1 + SLOTS, -1);              /* @poll */
    if (watched[0].revents) {
      handle = accept(master, NULL, NULL);     /* @accept 6 */
      watch(free_slot(), handle, master);
    }
    for (i = 1; i <= SLOTS; i++) {
      if (!watched[i].revents) continue;
      c = &client[i];
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
      watch(i, -1, master);
      gone++;
    }
  }
  close(master);                               /* @close_master 10 */
  unlink(PATH);                                /* @remove_name 11 */
  return 0;                                    /* @exit 12 */
/* @hide */
}
/* @show */
