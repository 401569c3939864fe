# Headers compiled once. Parsing them takes most of a build's time, so each target of ours reads those of its layer from one precompiled
# file. What a target links decides its layer, so that a core never sees gRPC this way either:
#   base      the standard library and Abseil
#   messages  base and the messages of the contracts
#   calls     messages, gRPC and the stubs
# and the same three with GoogleTest for tests. Precompiled headers need the same flags in all of their readers (-pthread and
# _FILE_OFFSET_BITS come from byline_flags); a program whose flags differ reads the headers themselves instead.
set(CMAKE_PCH_WARN_INVALID OFF)

set(byline_headers_base
  <absl/status/statusor.h> <absl/strings/str_cat.h> <absl/strings/str_split.h> <absl/time/time.h> <algorithm> <functional> <map> <memory>
  <optional> <set> <string> <utility> <vector>)
set(byline_headers_messages
  ${byline_headers_base} <absl/strings/str_format.h> <chrono> <mutex> <thread>
  <byline/article/v1/article.pb.h> <byline/fragment/v1/fragment.pb.h> <byline/fragment/v1/revision.pb.h>)
set(byline_headers_calls
  ${byline_headers_messages} <absl/flags/flag.h> <grpcpp/grpcpp.h>
  <byline/article/v1/article_service.grpc.pb.h> <byline/recommendation/v1/recommendation_service.grpc.pb.h>
  <byline/summary/v1/summary_service.grpc.pb.h>)
set(byline_headers_tests <gmock/gmock.h> <gtest/gtest.h>)

set(byline_layer_libs_base absl::statusor absl::strings absl::time)
set(byline_layer_libs_messages ${byline_layer_libs_base} byline_article_proto byline_fragment_proto)
set(byline_layer_libs_calls
  ${byline_layer_libs_messages} absl::flags byline_article_grpc byline_recommendation_grpc byline_summary_grpc)

# byline_layer(TARGET base|messages|calls): the layer of a library; those that link it are of it or above.
function(byline_layer target layer)
  set_target_properties(${target} PROPERTIES BYLINE_LAYER ${layer})
endfunction()

# byline_precompile(TARGET [TESTS] LIBS ...): the highest layer among LIBS becomes the target's, and it reads that layer's headers.
function(byline_precompile target)
  cmake_parse_arguments(arg "TESTS" "" "LIBS" ${ARGN})
  set(layer base)
  foreach(lib ${arg_LIBS})
    if(NOT TARGET ${lib})
      continue()
    endif()
    get_target_property(below ${lib} BYLINE_LAYER)
    if(below STREQUAL "calls" OR (below STREQUAL "messages" AND layer STREQUAL "base"))
      set(layer ${below})
    endif()
  endforeach()
  byline_layer(${target} ${layer})

  set(headers ${byline_headers_${layer}})
  set(libs ${byline_layer_libs_${layer}})
  set(owner byline_headers_of_${layer})
  if(arg_TESTS)
    list(APPEND headers ${byline_headers_tests})
    list(APPEND libs GTest::gmock)
    string(APPEND owner _tests)
  endif()
  if(NOT TARGET ${owner})
    file(WRITE "${PROJECT_BINARY_DIR}/${owner}.cc" "")
    add_library(${owner} OBJECT "${PROJECT_BINARY_DIR}/${owner}.cc")
    target_link_libraries(${owner} PRIVATE byline_flags ${libs})
    target_precompile_headers(${owner} PRIVATE ${headers})
  endif()
  target_precompile_headers(${target} REUSE_FROM ${owner})
endfunction()
