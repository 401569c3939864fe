# The presets compile the files of a target a few at a time (unity builds), which halves the time of a cold build; names in their anonymous
# namespaces must therefore differ. While one file changes often, configure with -DCMAKE_UNITY_BUILD=OFF.

# byline_flags: the one INTERFACE target that carries include path, warnings and threads of our own code.
add_library(byline_flags INTERFACE)
target_include_directories(byline_flags INTERFACE "${PROJECT_SOURCE_DIR}" "${PROJECT_BINARY_DIR}/protos")
target_compile_options(byline_flags INTERFACE -Wall -Wextra -Wpedantic -Werror $<$<CXX_COMPILER_ID:Clang>:-Wthread-safety>)
target_compile_definitions(byline_flags INTERFACE _FILE_OFFSET_BITS=64)
target_link_libraries(byline_flags INTERFACE Threads::Threads)

include(BylinePrecompiled)

# byline_library(NAME SOURCES a.cc b.h ... LIBS x y ...)
# A static library of our own code; LIBS are PUBLIC.
function(byline_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBS" ${ARGN})
  add_library(${name} STATIC ${arg_SOURCES})
  target_link_libraries(${name} PUBLIC byline_flags ${arg_LIBS})
  byline_precompile(${name} LIBS ${arg_LIBS})
endfunction()

# byline_program(NAME SOURCES ... LIBS ...): an executable in build/<preset>/bin.
function(byline_program name)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBS" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE byline_flags ${arg_LIBS})
  byline_precompile(${name} LIBS ${arg_LIBS})
endfunction()

# byline_test(NAME LABEL unit|rpc|integration|e2e SOURCES ... LIBS ... [TIMEOUT seconds] [ENV K=V ...])
# One GoogleTest program, one CTest test of the same name. The working directory is the source root.
function(byline_test name)
  cmake_parse_arguments(arg "" "LABEL;TIMEOUT" "SOURCES;LIBS;ENV" ${ARGN})
  if(NOT arg_LABEL)
    message(FATAL_ERROR "byline_test(${name}): LABEL is missing")
  endif()
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 120)
  endif()
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE byline_flags ${arg_LIBS} GTest::gmock GTest::gtest_main)
  byline_precompile(${name} TESTS LIBS ${arg_LIBS})
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
  set_tests_properties(${name} PROPERTIES LABELS "${arg_LABEL}" TIMEOUT ${arg_TIMEOUT} ENVIRONMENT "${arg_ENV}")
endfunction()
