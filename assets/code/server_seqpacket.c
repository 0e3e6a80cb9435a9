/* @hide */
/* A sum server whose socket keeps the boundaries of messages: one read() gives one message, an
   integer. */
#define _POSIX_C_SOURCE 200809L
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#ifndef CLIENTS
#define CLIENTS 1 /* the server leaves after that many clients have gone */
#endif
#define PATH "demo.sock"
#define BACKLOG 5

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
#define accept(...) must("accept", accept(__VA_ARGS__))
#define write(...) must("write", write(__VA_ARGS__))

int main(void) {
  struct sockaddr_un addr = {0};
  int32_t value, sum;
  ssize_t got;
  int master, handle;
  /* What bind and connect are told to read: the family, the name, and the 0 at its end. */
  const socklen_t length = offsetof(struct sockaddr_un, sun_path) + sizeof PATH;
/* @show */
  unlink(PATH);                                /* @remove 1 */
  master = socket(AF_UNIX, SOCK_SEQPACKET, 0); /* @socket 2 */
  addr.sun_family = AF_UNIX;
  strcpy(addr.sun_path, PATH);                 /* @name 3 */
  bind(master, (struct sockaddr *)&addr,       /* @bind 4 */
       length);
  listen(master, BACKLOG);                     /* @listen 5 */
  for (int n = 0; n < CLIENTS; n++) {
    handle = accept(master, NULL, NULL);       /* @accept 6 */
    sum = 0;
    for (;;) {
      got = read(handle, &value, sizeof value);/* @read 7 */
      if (got <= 0) break;
      if (got < (ssize_t)sizeof value) continue;
      sum += value;
      if (value != 0) continue;
      write(handle, &sum, sizeof sum);         /* @write 8 */
      sum = 0;
    }
    close(handle);                             /* @close_handle 9 */
  }
  close(master);                               /* @close_master 10 */
  unlink(PATH);                                /* @remove_name 11 */
  return 0;                                    /* @exit 12 */
/* @hide */
}
/* @show */
