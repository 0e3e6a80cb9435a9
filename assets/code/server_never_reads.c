/* @hide */
/* A server with a mistake: it accepts whoever comes and never reads a byte. It never leaves either.
   */
#define _POSIX_C_SOURCE 200809L
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

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

int main(void) {
  struct sockaddr_un addr = {0};
  int master, handle __attribute__((unused));
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
  for (;;) {
    handle = accept(master, NULL, NULL);       /* @accept 6 */
    /* mistake: nobody reads from it */
  }
/* @hide */
}
/* @show */
