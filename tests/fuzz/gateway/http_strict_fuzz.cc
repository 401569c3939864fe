// The strict layer on any bytes, however they are cut: it never reads outside
// them, its views lie within them, and what it lets through Beast's parser
// takes apart in the same way.
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>

#include "services/gateway/http/strict_chunks.h"
#include "services/gateway/http/strict_head.h"

namespace {

namespace http = boost::beast::http;
using byline::gateway::FindHeadEnd;
using byline::gateway::HeadEnd;
using byline::gateway::HeadLimits;
using byline::gateway::JudgeHead;
using byline::gateway::RequestHead;
using byline::gateway::StrictChunks;

void Require(bool holds) {
  if (!holds) std::abort();
}

void CheckAgainstBeast(absl::string_view bytes, size_t head_size,
                       const RequestHead& head) {
  const absl::string_view body = bytes.substr(head_size);
  size_t raw_size = head_size;
  if (head.chunked) {
    StrictChunks whole(1024 * 1024), by_byte(1024 * 1024);
    const size_t used = whole.Feed(body);
    size_t used_by_byte = 0;
    for (size_t i = 0; i < body.size() && !by_byte.IsDone() && !by_byte.fault();
         ++i) {
      used_by_byte += by_byte.Feed(body.substr(i, 1));
    }
    Require(used == used_by_byte && whole.IsDone() == by_byte.IsDone());
    if (!whole.IsDone()) return;
    raw_size += used;
  } else {
    if (body.size() < head.content_length) return;
    raw_size += head.content_length;
  }
  http::request_parser<http::string_body> parser;
  parser.header_limit(64 * 1024);
  boost::system::error_code error;
  size_t used = parser.put(boost::asio::buffer(bytes.data(), raw_size), error);
  while (!error && !parser.is_header_done()) {
    used += parser.put(
        boost::asio::buffer(bytes.data() + used, raw_size - used), error);
  }
  if (error)
    return;  // Beast may be stricter, such as with lists in Connection: then
             // the request is refused as well
  Require(used == head_size);
  size_t fields = 0;
  for (const auto& field : parser.get()) {
    static_cast<void>(field);
    ++fields;
  }
  Require(fields == head.fields.size());
  parser.eager(true);
  if (!parser.is_done())
    used += parser.put(
        boost::asio::buffer(bytes.data() + used, raw_size - used), error);
  if (error) return;  // the same in a trailer
  Require(parser.is_done() && used == raw_size);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view bytes(reinterpret_cast<const char*>(data), size);
  size_t scanned = 0, scanned_by_byte = 0;
  const HeadEnd end = FindHeadEnd(bytes, HeadLimits{}, &scanned);
  HeadEnd by_byte;
  for (size_t i = 1; i <= size && !by_byte.size && !by_byte.fault; ++i) {
    by_byte = FindHeadEnd(bytes.substr(0, i), HeadLimits{}, &scanned_by_byte);
  }
  Require(end.size == by_byte.size);
  if (!end.size) return 0;
  RequestHead head;
  if (JudgeHead(bytes.substr(0, *end.size), HeadLimits{}, &head)) return 0;
  Require(head.path == "*" || head.path.substr(0, 1) == "/");
  CheckAgainstBeast(bytes, *end.size, head);
  return 0;
}
