# Compiles every C listing that the code walk shows: what is taught must be a program.
cmake_minimum_required(VERSION 3.25)

file(GLOB listings "${ROOT}/assets/code/*.c")
if(NOT listings)
  message(FATAL_ERROR "no listing in ${ROOT}/assets/code: nothing was checked")
endif()
set(failed "")
foreach(listing IN LISTS listings)
  execute_process(
    COMMAND cc -std=c11 -Wall -Wextra -Werror -fsyntax-only "${listing}"
    RESULT_VARIABLE result ERROR_VARIABLE errors)
  if(NOT result EQUAL 0)
    message("${errors}")
    list(APPEND failed "${listing}")
  endif()
endforeach()
if(failed)
  message(FATAL_ERROR "do not compile: ${failed}")
endif()
list(LENGTH listings count)
message(STATUS "${count} listings compile")
