#pragma once

#include <cstdio>
#include <cstdlib>

/// A promise inside our own program. Stays on in release: it documents the code and stops the
/// program before a wrong picture is shown. Never for user input, never for a system call.
#define SOCKWALK_ASSERT(condition, sentence)                                                 \
  do {                                                                                       \
    if (!(condition)) [[unlikely]] {                                                         \
      std::fprintf(stderr, "sockwalk: %s:%d: %s (broken promise: %s)\n", __FILE__, __LINE__, \
                   sentence, #condition);                                                    \
      std::abort();                                                                          \
    }                                                                                        \
  } while (false)
