// Judges the framing of a chunked body (RFC 9112 7.1) as it came over the wire:
// sizes are hexadecimal digits and nothing else, extensions keep to the
// grammar, each chunk ends in CRLF, and trailers may neither frame nor route a
// message. Decodes nothing. Pure; fed with bytes as they come; not thread-safe.
#ifndef BYLINE_SERVICES_GATEWAY_HTTP_STRICT_CHUNKS_H_
#define BYLINE_SERVICES_GATEWAY_HTTP_STRICT_CHUNKS_H_

#include <absl/strings/string_view.h>
#include <absl/types/optional.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "services/gateway/http/strict_head.h"

namespace byline::gateway {

class StrictChunks {
 public:
  explicit StrictChunks(uint64_t body_limit) : body_limit_(body_limit) {}

  // Reads on. Returns how many of the bytes belong to this body; fewer than
  // given only when it is done or faulty.
  size_t Feed(absl::string_view bytes);

  bool IsDone() const { return state_ == State::kDone; }
  const absl::optional<HttpFault>& fault() const { return fault_; }

 private:
  enum class State { kLine, kData, kDataCr, kDataLf, kTrailer, kDone };

  void JudgeSizeLine();
  void JudgeTrailerLine();
  void Refuse(int status, absl::string_view reason) {
    fault_ = HttpFault{status, reason};
  }

  const uint64_t body_limit_;
  State state_ = State::kLine;
  std::string line_;
  uint64_t remaining_ = 0;
  uint64_t total_ = 0;
  uint64_t line_bytes_ = 0;
  absl::optional<HttpFault> fault_;
};

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_HTTP_STRICT_CHUNKS_H_
