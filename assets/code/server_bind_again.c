/* @hide */
/* A sum server that removes a stale name only when bind() has met one.
   EADDRINUSE does not tell a dead server's name from a living one's. Where two servers could be
   started, try connect() first: ECONNREFUSED means that the name is stale. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
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
#define listen(...) must("listen", listen(__VA_ARGS__))
#define accept(...) must("accept", accept(__VA_ARGS__))
#define write(...) must("write", write(__VA_ARGS__))

int main(void) {
  struct sockaddr_un addr = {0};
  int32_t value, sum;
  size_t have; /* how many bytes of the next integer are here already */
  size_t done; /* how many bytes of the answer have been sent */
  ssize_t got, put;
  int master, handle, error;
  /* What bind and connect are told to read: the family, the name, and the 0 at its end. */
  const socklen_t length = offsetof(struct sockaddr_un, sun_path) + sizeof PATH;
/* @show */
  master = socket(AF_UNIX, SOCK_STREAM, 0);    /* @socket 2 */
  addr.sun_family = AF_UNIX;
  strcpy(addr.sun_path, PATH);                 /* @name 3 */
  error = bind(master,                         /* @bind 4 */
      (struct sockaddr *)&addr, length);
  if (error && errno == EADDRINUSE) {
    unlink(PATH);                              /* @remove 1 */
    error = bind(master,                       /* @bind_again 4 */
        (struct sockaddr *)&addr, length);
  }
/* @hide */
  must("bind", error);
/* @show */
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
  unlink(PATH);                                /* @remove_name 11 */
  return 0;                                    /* @exit 12 */
/* @hide */
}
/* @show */
