/* @hide */
/* A client that is too early twice: it writes before it is connected, and it comes before there is
   a server. The same socket serves for all its tries. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
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

/* After a connect() that failed: no name yet, or nobody listening yet, are worth another try. */
static void wait_a_moment(void) {
  const struct timespec moment = {.tv_nsec = 10 * 1000 * 1000};
  must("connect", errno == ENOENT || errno == ECONNREFUSED ? 0 : -1);
  nanosleep(&moment, NULL);
}
#define socket(...) must("socket", socket(__VA_ARGS__))
#define read(...) must("read", read(__VA_ARGS__))

int main(void) {
  struct sockaddr_un addr = {0};
  int32_t value, sum;
  size_t have = 0; /* how many bytes of the answer are here already */
  ssize_t put, got;
  int fd;
  /* What bind and connect are told to read: the family, the name, and the 0 at its end. */
  const socklen_t length = offsetof(struct sockaddr_un, sun_path) + sizeof PATH;
/* @show */
  fd = socket(AF_UNIX, SOCK_STREAM, 0);        /* @socket */
  value = 7;
  put = write(fd, &value, sizeof value);       /* @early_write */
/* @hide */
  if (put < 0) perror("write before connect");
/* @show */
  addr.sun_family = AF_UNIX;
  strcpy(addr.sun_path, PATH);                 /* @name */
  while (connect(fd, (struct sockaddr *)&addr, /* @connect */
                 length) < 0)
    wait_a_moment();
  put = write(fd, &value, sizeof value);       /* @write */
/* @hide */
  must("write", put);
/* @show */
  value = 0;
  put = write(fd, &value, sizeof value);       /* @ask */
/* @hide */
  must("write", put);
/* @show */
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
