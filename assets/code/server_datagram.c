/* @hide */
/* A sum server of datagrams: there is no connection, and so no handle. Each datagram tells the name
   of its sender; the server keeps a sum for each name, and sends the answer there. */
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
#define CLIENTS 1 /* the server leaves after that many answers */
#endif
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
#define bind(...) must("bind", bind(__VA_ARGS__))
#define recvfrom(...) must("recvfrom", recvfrom(__VA_ARGS__))

#define SENDERS 64 /* whoever comes when so many are known shares the last sum */

/* The sum of a sender, who is known by name. */
static int32_t *sum_of(const struct sockaddr_un *from, socklen_t size) {
  static struct sender {
    struct sockaddr_un name;
    socklen_t size;
    int32_t sum;
  } sender[SENDERS];
  static int known;
  for (int i = 0; i < known; i++)
    if (sender[i].size == size && memcmp(&sender[i].name, from, size) == 0) return &sender[i].sum;
  if (known == SENDERS) return &sender[SENDERS - 1].sum;
  sender[known].size = size;
  memcpy(&sender[known].name, from, size);
  return &sender[known++].sum;
}

int main(void) {
  struct sockaddr_un addr = {0}, from;
  int32_t value, *sum;
  socklen_t size;
  ssize_t got;
  int master;
  /* What bind and connect are told to read: the family, the name, and the 0 at its end. */
  const socklen_t length = offsetof(struct sockaddr_un, sun_path) + sizeof PATH;
/* @show */
  unlink(PATH);                                /* @remove 1 */
  master = socket(AF_UNIX, SOCK_DGRAM, 0);     /* @socket 2 */
  addr.sun_family = AF_UNIX;
  strcpy(addr.sun_path, PATH);                 /* @name 3 */
  bind(master, (struct sockaddr *)&addr,       /* @bind 4 */
       length);
  for (int n = 0; n < CLIENTS;) {
    size = sizeof from;
    got = recvfrom(master, &value,             /* @read 7 */
        sizeof value, 0,
        (struct sockaddr *)&from, &size);
    if (got < (ssize_t)sizeof value) continue;
    sum = sum_of(&from, size);
    *sum += value;
    if (value != 0) continue;
    sendto(master, sum, sizeof *sum, 0,        /* @write 8 */
        (struct sockaddr *)&from, size);
    *sum = 0;
    n++;
  }
  close(master);                               /* @close_master 10 */
  unlink(PATH);                                /* @remove_name 11 */
  return 0;                                    /* @exit 12 */
/* @hide */
}
/* @show */
