# What only the window needs. Targets: imgui (drawing lists, no window), imgui_backend (GLFW and
# OpenGL 3), glfw, glad, egl, stb.
find_package(glfw3 3.3 REQUIRED)
pkg_check_modules(egl REQUIRED IMPORTED_TARGET GLOBAL egl)
add_library(egl ALIAS PkgConfig::egl)
pkg_check_modules(stb REQUIRED IMPORTED_TARGET GLOBAL stb)
add_library(stb ALIAS PkgConfig::stb)

set(SOCKWALK_IMGUI_DIR "" CACHE PATH "Dear ImGui source tree to use instead of the package")
if(SOCKWALK_IMGUI_DIR)
  if(NOT EXISTS "${SOCKWALK_IMGUI_DIR}/imgui.cpp")
    message(FATAL_ERROR "SOCKWALK_IMGUI_DIR=${SOCKWALK_IMGUI_DIR} has no imgui.cpp: "
      "give the top folder of a Dear ImGui checkout.")
  endif()
  add_library(imgui STATIC)
  target_sources(imgui PRIVATE
    "${SOCKWALK_IMGUI_DIR}/imgui.cpp"
    "${SOCKWALK_IMGUI_DIR}/imgui_demo.cpp"
    "${SOCKWALK_IMGUI_DIR}/imgui_draw.cpp"
    "${SOCKWALK_IMGUI_DIR}/imgui_tables.cpp"
    "${SOCKWALK_IMGUI_DIR}/imgui_widgets.cpp")
  target_include_directories(imgui PUBLIC "${SOCKWALK_IMGUI_DIR}")
  add_library(imgui_backend STATIC)
  target_sources(imgui_backend PRIVATE
    "${SOCKWALK_IMGUI_DIR}/backends/imgui_impl_glfw.cpp"
    "${SOCKWALK_IMGUI_DIR}/backends/imgui_impl_opengl3.cpp")
  target_link_libraries(imgui_backend PUBLIC imgui glfw ${CMAKE_DL_LIBS})
else()
  pkg_check_modules(imgui REQUIRED IMPORTED_TARGET GLOBAL imgui)
  add_library(imgui ALIAS PkgConfig::imgui)
  # Debian's libimgui.a holds the backends as well.
  add_library(imgui_backend INTERFACE)
  target_link_libraries(imgui_backend INTERFACE imgui glfw ${CMAKE_DL_LIBS})
endif()

# --reproducible keeps glad on its own copy of the specification; without it, it downloads one.
find_program(GLAD_PROGRAM glad REQUIRED)
set(glad_dir "${CMAKE_CURRENT_BINARY_DIR}/glad")
add_custom_command(
  OUTPUT "${glad_dir}/src/gl.c" "${glad_dir}/include/glad/gl.h"
         "${glad_dir}/include/KHR/khrplatform.h"
  COMMAND "${GLAD_PROGRAM}" --quiet --api gl:core=3.3 --extensions "" --reproducible
          --out-path "${glad_dir}" c
  COMMENT "Generating the OpenGL 3.3 loader"
  VERBATIM)
add_library(glad STATIC "${glad_dir}/src/gl.c" "${glad_dir}/include/glad/gl.h")
target_include_directories(glad PUBLIC "${glad_dir}/include")
