/* @hide */
/* A server that serves several clients at once: select() names the handles that are ready. */
#define _GNU_SOURCE
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
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
#define select(...) must("select", select(__VA_ARGS__))
#define accept(...) must("accept", accept(__VA_ARGS__))

static int free_slot(void) {
  for (int i = 1; i <= SLOTS; i++)
    if (client[i].handle < 0) return i;
  return 0;
}

/* Puts the handles of the table into the set and returns the highest. The master stays out while
   all slots are taken: the clients that come then wait in the accept queue. */
static int rebuild(fd_set *set) {
  int highest = 0;
  FD_ZERO(set);
  for (int i = free_slot() ? 0 : 1; i <= SLOTS; i++) {
    if (client[i].handle < 0) continue;
    FD_SET(client[i].handle, set);
    if (client[i].handle > highest) highest = client[i].handle;
  }
  return highest;
}

static void add(int handle) { client[free_slot()] = (struct client){.handle = handle}; }

static int ready(int handle, const fd_set *set) { return handle >= 0 && FD_ISSET(handle, set); }

int main(void) {
  struct sockaddr_un addr = {0};
  struct client *c;
  int master, highest, i, gone = 0;
  ssize_t n;
  fd_set set;
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
  while (gone < CLIENTS) {
    highest = rebuild(&set);
    select(highest + 1, &set, 0, 0, 0);        /* @select */
    if (FD_ISSET(master, &set))
      add(accept(master, NULL, NULL));         /* @accept 6 */
    for (i = 1; i <= SLOTS; i++) {
      c = &client[i];
      if (!ready(c->handle, &set)) continue;
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
      c->handle = -1;
      gone++;
    }
  }
  close(master);                               /* @close_master 10 */
  unlink(PATH);                                /* @remove_name 11 */
  return 0;                                    /* @exit 12 */
/* @hide */
}
/* @show */
