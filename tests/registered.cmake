# A source file that no CMakeLists.txt names is never built, a test in it never run, and a header
# outside the file sets is never compiled alone. Lists are written by hand, so this looks.
#   cmake -DROOT=<source tree> -P registered.cmake
cmake_minimum_required(VERSION 3.25)

file(GLOB_RECURSE files RELATIVE "${ROOT}" "${ROOT}/core/*.h" "${ROOT}/core/*.cpp"
  "${ROOT}/gui/*.h" "${ROOT}/gui/*.cpp" "${ROOT}/tests/*.cpp")
set(forgotten "")
foreach(file IN LISTS files)
  cmake_path(GET file PARENT_PATH folder)
  cmake_path(GET file FILENAME name)
  set(list "")
  if(EXISTS "${ROOT}/${folder}/CMakeLists.txt")
    file(STRINGS "${ROOT}/${folder}/CMakeLists.txt" list)
  endif()
  string(REPLACE "." "\\." name "${name}")
  if(NOT list MATCHES "(^|[ ;(])${name}([ ;)]|$)")
    list(APPEND forgotten "${file}")
  endif()
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
