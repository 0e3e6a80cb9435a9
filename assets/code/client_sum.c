/* @hide */
/* Sends the integers of its command line, asks for their sum, prints the answer. */
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

/* The walk shows each call as it is. Here, aside, each call that must not fail says why it did. */
static int must(const char *call, long result) {
  if (result < 0) {
    perror(call);
    exit(1);
  }
  return (int)result;
}
#define socket(...) must("socket", socket(__VA_ARGS__))
#define connect(...) must("connect", connect(__VA_ARGS__))
#define read(...) must("read", read(__VA_ARGS__))
#define write(...) must("write", write(__VA_ARGS__))

int main(int argc, char *argv[]) {
  struct sockaddr_un addr = {0};
  int32_t value, sum;
  size_t have = 0; /* how many bytes of the answer are here already */
  ssize_t got;
  int fd;
  /* What bind and connect are told to read: the family, the name, and the 0 at its end. */
  const socklen_t length = offsetof(struct sockaddr_un, sun_path) + sizeof PATH;
/* @show */
  fd = socket(AF_UNIX, SOCK_STREAM, 0);        /* @socket */
  addr.sun_family = AF_UNIX;
  strcpy(addr.sun_path, PATH);                 /* @name */
  connect(fd, (struct sockaddr *)&addr,        /* @connect */
          length);
  for (int i = 1; i < argc; i++) {
    value = atoi(argv[i]);
    write(fd, &value, sizeof value);           /* @write */
  }
  value = 0;
  write(fd, &value, sizeof value);             /* @ask */
  do {
    got = read(fd, (char *)&sum + have,        /* @read */
               sizeof sum - have);
    have += got;
  } while (got > 0 && have < sizeof sum);
  close(fd);                                   /* @close */
/* @hide */
  if (have < sizeof sum) {
    fprintf(stderr, "the server left without an answer\n");
    return 1;
  }
/* @show */
  printf("%d\n", (int)sum);
  return 0;                                    /* @exit */
/* @hide */
}
/* @show */
