/* @hide */
/* A server that makes a thread for each client. All threads share the table of descriptors, so that
   each can use the handle that accept() gave to another. Compile it with -pthread. */
#define _GNU_SOURCE
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <pthread.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "service.h"

#ifndef CLIENTS
#define CLIENTS 1 /* the server leaves after that many clients have gone */
#endif
#define PATH "demo.sock"
#define BACKLOG 5

/* The table of client handles: a slot and a thread for each client. Slot 0 holds the master. */
static struct client client[1 + CLIENTS];
static pthread_t thread[1 + CLIENTS];

#define socket(...) must("socket", socket(__VA_ARGS__))
#define bind(...) must("bind", bind(__VA_ARGS__))
#define listen(...) must("listen", listen(__VA_ARGS__))

static int made(int error) {
  if (error == 0) return 0;
  fprintf(stderr, "pthread_create: %s\n", strerror(error));
  exit(1);
}
#define pthread_create(...) made(pthread_create(__VA_ARGS__))

/* @show */
static void *serve(void *slot) {
  struct client *c = slot;
  ssize_t n;
  do {
    if (c->size > 0) {
      n = write(c->handle, c->answer, c->size);/* @write 8 */
      sent(c, n);
    } else {
      n = read(c->handle, room(c),             /* @read 7 */
               missing(c));
      took(c, n);
    }
  } while (n > 0);
  close(c->handle);                            /* @close_handle 9 */
  return NULL;                                 /* @leave */
}

/* @hide */
int main(void) {
  struct sockaddr_un addr = {0};
  int master, handle, i, count;
  /* What bind and connect are told to read: the family, the name, and the 0 at its end. */
  const socklen_t length = offsetof(struct sockaddr_un, sun_path) + sizeof PATH;
/* @show */
  signal(SIGPIPE, SIG_IGN);
  unlink(PATH);                                /* @remove 1 */
  master = socket(AF_UNIX, SOCK_STREAM, 0);    /* @socket 2 */
  addr.sun_family = AF_UNIX;
  strcpy(addr.sun_path, PATH);                 /* @name 3 */
  bind(master, (struct sockaddr *)&addr,       /* @bind 4 */
       length);
  listen(master, BACKLOG);                     /* @listen 5 */
  client[0].handle = master;
  for (count = 1; count <= CLIENTS; count++) {
    handle = accept(master, NULL, NULL);       /* @accept 6 */
    if (handle < 0) break;
    client[count].handle = handle;
    pthread_create(&thread[count], NULL,       /* @create */
                   serve, &client[count]);
  }
  for (i = 1; i < count; i++)
    pthread_join(thread[i], NULL);             /* @join */
  close(master);                               /* @close_master 10 */
  unlink(PATH);                                /* @remove_name 11 */
  return 0;                                    /* @exit 12 */
/* @hide */
}
/* @show */
