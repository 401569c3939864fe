// RequestReader: the bytes that come over one connection, taken apart into
// requests, one after the other. Judges each by the strict layer and lets
// Beast's parser take it apart as well: two parsers must agree. Free of
// sockets; the connection brings the bytes. Used on one thread.
#ifndef BYLINE_SERVICES_GATEWAY_HTTP_REQUEST_READER_H_
#define BYLINE_SERVICES_GATEWAY_HTTP_REQUEST_READER_H_

#include <absl/strings/string_view.h>
#include <absl/types/optional.h>

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <cstddef>
#include <vector>

#include "services/gateway/http/http_server.h"
#include "services/gateway/http/message.h"
#include "services/gateway/http/strict_chunks.h"
#include "services/gateway/http/strict_head.h"

namespace byline::gateway {

class RequestReader {
 public:
  enum class Result { kNeedsHead, kNeedsBody, kReady, kFault };

  // `options` outlives it.
  explicit RequestReader(const HttpServerOptions& options);

  // Room for the next bytes, at least one, until the next call. Moves those
  // that wait: no request may be in work.
  boost::asio::mutable_buffer Room();
  // `size` bytes were put into the room.
  void Add(size_t size) { end_ += size; }
  // Whether no byte waits to be taken apart.
  bool IsEmpty() const { return begin_ == end_; }

  // Takes the next request apart into head and body of `request`; its views
  // stay valid until Finish, and Room is not to be called before. kNeedsHead,
  // kNeedsBody: more bytes are needed; the head is known at kNeedsBody. kFault:
  // only Discard may be called after it.
  Result Read(Request* request, HttpFault* fault);
  // The request that was ready is done with; on to the next one.
  void Finish();
  // Forgets all bytes that wait, and gives the room for bytes that nobody will
  // look at. Moves nothing, since a read into an earlier Room may still be
  // under way.
  boost::asio::mutable_buffer Discard();

 private:
  using BodyParser =
      boost::beast::http::request_parser<boost::beast::http::string_body>;

  Result ReadHead(RequestHead* head, HttpFault* fault);
  Result ReadBody(Request* request, HttpFault* fault);
  absl::string_view Pending() const {
    return {buffer_.data() + begin_, end_ - begin_};
  }

  const HttpServerOptions& options_;
  std::vector<char> buffer_;
  size_t begin_ = 0;
  size_t end_ = 0;

  // The message that is being read.
  size_t scanned_ = 0;
  size_t head_size_ = 0;  // 0: not judged yet
  size_t raw_size_ = 0;   // of head and body, as far as known
  bool head_moved_ = false;
  bool skipped_empty_line_ = false;
  absl::optional<StrictChunks> chunks_;
  absl::optional<BodyParser> parser_;
};

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_HTTP_REQUEST_READER_H_
