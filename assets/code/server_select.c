/* @hide */
/* A sum server that serves several clients at once: select() names the handles that are ready. */
#define _POSIX_C_SOURCE 200809L
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#ifndef CLIENTS
#define CLIENTS 1 /* the server leaves after that many clients have gone */
#endif
#ifndef SLOTS
#define SLOTS 4 /* handles beside the master */
#endif
#define PATH "demo.sock"
#define BACKLOG 5

/* The table of client handles. Slot 0 holds the master, -1 marks a free slot. */
static int slot[1 + SLOTS];
static int32_t sum[1 + SLOTS];
static char part[1 + SLOTS][4]; /* the next integer, as far as it has come */
static size_t have[1 + SLOTS];  /* how many of its bytes are here already */

/* The walk shows each call as it is. Here, aside, each call that must not fail says why it did. */
static int must(const char *call, long result) {
  if (result < 0) {
    perror(call);
    exit(1);
  }
  return (int)result;
}
#define socket(...) must("socket", socket(__VA_ARGS__))
#define bind(...) must("bind", bind(__VA_ARGS__))
#define listen(...) must("listen", listen(__VA_ARGS__))
#define select(...) must("select", select(__VA_ARGS__))
#define accept(...) must("accept", accept(__VA_ARGS__))
#define write(...) must("write", write(__VA_ARGS__))

static int free_slot(void) {
  for (int i = 1; i <= SLOTS; i++)
    if (slot[i] < 0) return i;
  return 0;
}

/* Puts the handles of the table into the set and returns the highest. The master stays out while
   all slots are taken: the clients that come then wait in the accept queue. */
static int rebuild(fd_set *set) {
  int highest = 0;
  FD_ZERO(set);
  for (int i = free_slot() ? 0 : 1; i <= SLOTS; i++) {
    if (slot[i] < 0) continue;
    FD_SET(slot[i], set);
    if (slot[i] > highest) highest = slot[i];
  }
  return highest;
}

static void add(int handle) {
  int i = free_slot();
  slot[i] = handle;
  sum[i] = 0;
  have[i] = 0;
}

static int ready(int handle, const fd_set *set) { return handle >= 0 && FD_ISSET(handle, set); }

/* Takes in the bytes that came for a slot. True when they complete a 0: the client asks. */
static int asks(int i, ssize_t got) {
  int32_t value;
  have[i] += got;
  if (have[i] < sizeof value) return 0;
  have[i] = 0;
  memcpy(&value, part[i], sizeof value);
  sum[i] += value;
  return value == 0;
}

int main(void) {
  struct sockaddr_un addr = {0};
  int master, highest, i, gone = 0;
  ssize_t got;
  fd_set set;
  /* What bind and connect are told to read: the family, the name, and the 0 at its end. */
  const socklen_t length = offsetof(struct sockaddr_un, sun_path) + sizeof PATH;
  for (i = 1; i <= SLOTS; i++) slot[i] = -1;
/* @show */
  unlink(PATH);                                /* @remove 1 */
  master = socket(AF_UNIX, SOCK_STREAM, 0);    /* @socket 2 */
  addr.sun_family = AF_UNIX;
  strcpy(addr.sun_path, PATH);                 /* @name 3 */
  bind(master, (struct sockaddr *)&addr,       /* @bind 4 */
       length);
  listen(master, BACKLOG);                     /* @listen 5 */
  slot[0] = master;
  while (gone < CLIENTS) {
    highest = rebuild(&set);
    select(highest + 1, &set, 0, 0, 0);        /* @select */
    if (FD_ISSET(master, &set))
      add(accept(master, NULL, NULL));         /* @accept 6 */
    for (i = 1; i <= SLOTS; i++) {
      if (!ready(slot[i], &set)) continue;
      got = read(slot[i], part[i] + have[i],   /* @read 7 */
                 4 - have[i]);
      if (got <= 0) {
        close(slot[i]);                        /* @close_handle 9 */
        slot[i] = -1;
        gone++;
      } else if (asks(i, got)) {
        write(slot[i], &sum[i], 4);            /* @write 8 */
        sum[i] = 0;
      }
    }
  }
  close(master);                               /* @close_master 10 */
  unlink(PATH);                                /* @remove_name 11 */
  return 0;                                    /* @exit 12 */
/* @hide */
}
/* @show */
