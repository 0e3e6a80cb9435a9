# A source file that no CMakeLists.txt names is never built, a test in it never run, and a header
# outside the file sets is never compiled alone. A doctest suite that is no CTest test is never run
# either. Lists are written by hand, so this looks.
#   cmake -DROOT=<source tree> -P registered.cmake
cmake_minimum_required(VERSION 3.25)

file(GLOB_RECURSE files RELATIVE "${ROOT}" "${ROOT}/core/*.h" "${ROOT}/core/*.cpp"
  "${ROOT}/gui/*.h" "${ROOT}/gui/*.cpp" "${ROOT}/tests/*.cpp")
file(READ "${ROOT}/tests/CMakeLists.txt" tests)
set(forgotten "")
foreach(file IN LISTS files)
  cmake_path(GET file PARENT_PATH folder)
  cmake_path(GET file FILENAME name)
  set(list "")
  if(EXISTS "${ROOT}/${folder}/CMakeLists.txt")
    file(READ "${ROOT}/${folder}/CMakeLists.txt" list)
  endif()
  string(REPLACE "." "\\." name "${name}")
  if(NOT list MATCHES "[ (\n]${name}[ )\n]")
    list(APPEND forgotten "${file}")
  endif()
  file(STRINGS "${ROOT}/${file}" suites REGEX "TEST_SUITE(_BEGIN)?\\(\"")
  foreach(suite IN LISTS suites)
    string(REGEX REPLACE ".*TEST_SUITE(_BEGIN)?\\(\"([^\"]*)\".*" "\\2" suite "${suite}")
    if(NOT tests MATCHES "[ (\n]${suite}[ )\n]")
      list(APPEND forgotten "the suite ${suite} of ${file}")
    endif()
  endforeach()
endforeach()

if(NOT files)
  message(FATAL_ERROR "no source file under ${ROOT}: nothing was checked")
endif()
if(forgotten)
  list(JOIN forgotten "\n  " forgotten)
  message(FATAL_ERROR "not named in the CMakeLists.txt of their folder:\n  ${forgotten}")
endif()
list(LENGTH files count)
message(STATUS "${count} files are named")
