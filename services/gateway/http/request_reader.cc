#include "services/gateway/http/request_reader.h"

#include <absl/strings/match.h>

#include <cstdint>
#include <cstring>
#include <string>

namespace byline::gateway {
namespace {

constexpr size_t kFirstBuffer = 4 * 1024;
constexpr size_t kKeptBuffer = 64 * 1024;

}  // namespace

RequestReader::RequestReader(const HttpServerOptions& options)
    : options_(options), buffer_(kFirstBuffer) {}

boost::asio::mutable_buffer RequestReader::Room() {
  if (IsEmpty()) {
    begin_ = end_ = 0;
    if (buffer_.size() > kKeptBuffer)
      std::vector<char>(kFirstBuffer).swap(buffer_);
  } else if (end_ == buffer_.size() && begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ == buffer_.size()) buffer_.resize(buffer_.size() * 2);
  head_moved_ = true;
  return boost::asio::buffer(buffer_.data() + end_, buffer_.size() - end_);
}

RequestReader::Result RequestReader::Read(Request* request, HttpFault* fault) {
  if (!skipped_empty_line_ && head_size_ == 0 &&
      absl::StartsWith(Pending(), "\r\n")) {
    begin_ += 2;  // RFC 9112 2.2: at least one empty line before the request
                  // line is ignored
    skipped_empty_line_ = true;
  }
  if (IsEmpty()) return Result::kNeedsHead;
  if (head_size_ == 0) {
    const Result result = ReadHead(&request->head, fault);
    if (result != Result::kReady) return result;
  }
  return ReadBody(request, fault);
}

RequestReader::Result RequestReader::ReadHead(RequestHead* head,
                                              HttpFault* fault) {
  const HeadEnd end = FindHeadEnd(Pending(), options_.head, &scanned_);
  if (end.fault) {
    *fault = *end.fault;
    return Result::kFault;
  }
  if (!end.size) return Result::kNeedsHead;
  const auto judged =
      JudgeHead(Pending().substr(0, *end.size), options_.head, head);
  if (judged) {
    *fault = *judged;
    return Result::kFault;
  }
  if (head->content_length > options_.body_bytes) {
    *fault = {413, "The body is too large."};
    return Result::kFault;
  }
  head_size_ = raw_size_ = *end.size;
  head_moved_ = false;
  if (head->chunked) {
    chunks_.emplace(options_.body_bytes);
  } else {
    raw_size_ += head->content_length;
  }
  return Result::kReady;
}

RequestReader::Result RequestReader::ReadBody(Request* request,
                                              HttpFault* fault) {
  if (chunks_) {
    raw_size_ += chunks_->Feed(Pending().substr(raw_size_));
    if (chunks_->fault()) {
      *fault = *chunks_->fault();
      return Result::kFault;
    }
  }
  if (Pending().size() < raw_size_ || (chunks_ && !chunks_->IsDone()))
    return Result::kNeedsBody;
  // Reading on may have moved the buffer under the views of the head.
  if (head_moved_)
    JudgeHead(Pending().substr(0, head_size_), options_.head, &request->head);
  parser_.emplace();
  parser_->header_limit(static_cast<uint32_t>(options_.head.head_bytes + 1));
  parser_->body_limit(options_.body_bytes);
  parser_->eager(true);
  boost::system::error_code error;
  const size_t used =
      parser_->put(boost::asio::buffer(Pending().data(), raw_size_), error);
  if (error || used != raw_size_ || !parser_->is_done()) {
    *fault = {400, "The request is malformed."};
    return Result::kFault;
  }
  const std::string& body = parser_->get().body();
  request->body = absl::string_view(body.data(), body.size());
  return Result::kReady;
}

void RequestReader::Finish() {
  begin_ += raw_size_;
  scanned_ = head_size_ = raw_size_ = 0;
  skipped_empty_line_ = false;
  chunks_.reset();
}

boost::asio::mutable_buffer RequestReader::Discard() {
  begin_ = end_ = 0;
  return boost::asio::buffer(buffer_);
}

}  // namespace byline::gateway
