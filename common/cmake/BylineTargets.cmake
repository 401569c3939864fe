# byline_flags: the one INTERFACE target that carries include path and warnings of our own code.
add_library(byline_flags INTERFACE)
target_include_directories(byline_flags INTERFACE "${PROJECT_SOURCE_DIR}" "${PROJECT_BINARY_DIR}/protos")
target_compile_options(byline_flags INTERFACE -Wall -Wextra -Wpedantic -Werror)

# byline_library(NAME SOURCES a.cc b.h ... LIBS x y ...)
# A static library of our own code; LIBS are PUBLIC.
function(byline_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBS" ${ARGN})
  add_library(${name} STATIC ${arg_SOURCES})
  target_link_libraries(${name} PUBLIC byline_flags ${arg_LIBS})
endfunction()

# byline_program(NAME SOURCES ... LIBS ...): an executable in build/<preset>/bin.
function(byline_program name)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBS" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE byline_flags ${arg_LIBS})
endfunction()

# The headers that nearly every test includes, compiled once.
file(WRITE "${PROJECT_BINARY_DIR}/byline_test_headers.cc" "")
add_library(byline_test_headers OBJECT "${PROJECT_BINARY_DIR}/byline_test_headers.cc")
target_link_libraries(byline_test_headers PRIVATE byline_flags GTest::gmock absl::statusor absl::strings absl::time)
target_precompile_headers(byline_test_headers PRIVATE
  <gmock/gmock.h> <gtest/gtest.h> <absl/status/statusor.h> <absl/strings/str_cat.h> <absl/time/time.h> <map> <memory> <string> <vector>)
# A program whose flags differ reads the headers themselves instead.
set(CMAKE_PCH_WARN_INVALID OFF)

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
  byline_program(${name} SOURCES ${arg_SOURCES} LIBS ${arg_LIBS} GTest::gmock GTest::gtest_main)
  target_precompile_headers(${name} REUSE_FROM byline_test_headers)
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
  set_tests_properties(${name} PROPERTIES LABELS "${arg_LABEL}" TIMEOUT ${arg_TIMEOUT} ENVIRONMENT "${arg_ENV}")
endfunction()
