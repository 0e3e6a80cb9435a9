/* What the servers of this folder do with the bytes of one client. Integers that come in are added
   up, and a 0 asks for their sum. With -DSERVICE=ECHO whatever comes is sent back, with
   -DSERVICE=UPPER it is sent back in capital letters. */
#ifndef SERVICE_H
#define SERVICE_H

#include <ctype.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

#define SUM 0
#define ECHO 1
#define UPPER 2
#ifndef SERVICE
#define SERVICE SUM
#endif
#define ROOM (SERVICE == SUM ? 4 : 64) /* the most that one read asks for */

struct client {
  int handle; /* -1: this slot is free */
  int32_t sum;
  char bytes[64];
  size_t have;  /* how many bytes of the next integer are here already */
  size_t size;  /* how many bytes of the answer are still to be sent; 0: nothing is asked */
  char *answer; /* where they are */
};

/* Where the next read() puts its bytes, and how many it asks for. */
static inline char *room(struct client *c) { return c->bytes + c->have; }
static inline size_t missing(const struct client *c) { return ROOM - c->have; }

/* After a read(): takes in what it gave. Afterwards there may be something to answer. */
static inline void took(struct client *c, ssize_t got) {
  int32_t value;
  if (got <= 0) return;
  c->have += (size_t)got;
  if (SERVICE == SUM && c->have < sizeof value) return;
  c->size = c->have;
  c->answer = c->bytes;
  c->have = 0;
  if (SERVICE == UPPER)
    for (size_t i = 0; i < c->size; i++) c->bytes[i] = (char)toupper((unsigned char)c->bytes[i]);
  if (SERVICE != SUM) return;
  memcpy(&value, c->bytes, sizeof value);
  c->sum += value;
  c->answer = (char *)&c->sum;
  if (value != 0) c->size = 0;
}

/* After a write(): it may have sent only a part of the answer. */
static inline void sent(struct client *c, ssize_t put) {
  if (put <= 0) return;
  c->size -= (size_t)put;
  c->answer += put;
  if (c->size == 0) c->sum = 0;
}

/* The walk shows each call as it is. Aside, each call that must not fail says why it did. */
static inline int must(const char *call, long result) {
  if (result < 0) {
    perror(call);
    exit(1);
  }
  return (int)result;
}

#endif
