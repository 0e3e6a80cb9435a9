/* @hide */
/* A sum server with an abstract name: one that is no file, so there is nothing to remove. */
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
#ifndef NAME
#define NAME "demo"
#endif
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
  size_t have; /* how many bytes of the next integer are here already */
  size_t done; /* how many bytes of the answer have been sent */
  ssize_t got, put;
  int master, handle;
  /* What bind and connect are told to read: the family, a 0, and the name, which may hold any byte. */
  const socklen_t length = offsetof(struct sockaddr_un, sun_path) + 1 + strlen(NAME);
/* @show */
  /* step 1: an abstract name is never stale */
  master = socket(AF_UNIX, SOCK_STREAM, 0);    /* @socket 2 */
  addr.sun_family = AF_UNIX;
  memcpy(addr.sun_path + 1, NAME, strlen(NAME)); /* @name 3 */
  bind(master, (struct sockaddr *)&addr,       /* @bind 4 */
       length);
  listen(master, BACKLOG);                     /* @listen 5 */
  for (int n = 0; n < CLIENTS; n++) {
    handle = accept(master, NULL, NULL);       /* @accept 6 */
    sum = have = 0;
    for (;;) {
      got = read(handle,                       /* @read 7 */
          (char *)&value + have,
          sizeof value - have);
      if (got <= 0) break;
      have += got;
      if (have < sizeof value) continue;
      have = 0;
      sum += value;
      if (value != 0) continue;
      for (done = 0; done < sizeof sum; done += put)
        put = write(handle,                    /* @write 8 */
            (char *)&sum + done,
            sizeof sum - done);
      sum = 0;
    }
    close(handle);                             /* @close_handle 9 */
  }
  close(master);                               /* @close_master 10 */
  /* step 11: the name went with the socket */
  return 0;                                    /* @exit 12 */
/* @hide */
}
/* @show */
