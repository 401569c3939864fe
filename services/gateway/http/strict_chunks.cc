#include "services/gateway/http/strict_chunks.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>

#include <algorithm>

namespace byline::gateway {
namespace {

constexpr size_t kLineLimit = 4096;
// Sizes, extensions and trailers together: a body in one-byte chunks must not
// cost more than it is worth.
constexpr uint64_t kLinesLimit = 1024 * 1024;

void SkipBlanks(absl::string_view* text) {
  while (!text->empty() && (text->front() == ' ' || text->front() == '\t'))
    text->remove_prefix(1);
}

bool ReadToken(absl::string_view* text) {
  size_t size = 0;
  while (size < text->size() && IsTokenChar((*text)[size])) ++size;
  text->remove_prefix(size);
  return size > 0;
}

bool ReadQuoted(absl::string_view* text) {
  for (size_t i = 1; i < text->size(); ++i) {
    if (!IsFieldValueChar((*text)[i])) return false;
    if ((*text)[i] == '\\') {
      ++i;
      if (i == text->size() || !IsFieldValueChar((*text)[i])) return false;
    } else if ((*text)[i] == '"') {
      text->remove_prefix(i + 1);
      return true;
    }
  }
  return false;
}

// *( BWS ";" BWS name [ BWS "=" BWS ( token / quoted-string ) ] )
bool AreExtensions(absl::string_view text) {
  while (!text.empty()) {
    SkipBlanks(&text);
    if (text.empty() || text.front() != ';') return false;
    text.remove_prefix(1);
    SkipBlanks(&text);
    if (!ReadToken(&text)) return false;
    absl::string_view rest = text;
    SkipBlanks(&rest);
    if (rest.empty() || rest.front() != '=') continue;
    rest.remove_prefix(1);
    SkipBlanks(&rest);
    if (rest.empty() ||
        !(rest.front() == '"' ? ReadQuoted(&rest) : ReadToken(&rest)))
      return false;
    text = rest;
  }
  return true;
}

}  // namespace

size_t StrictChunks::Feed(absl::string_view bytes) {
  size_t i = 0;
  while (i < bytes.size() && !fault_ && state_ != State::kDone) {
    switch (state_) {
      case State::kLine:
      case State::kTrailer: {
        const char c = bytes[i++];
        line_.push_back(c);
        if (++line_bytes_ > kLinesLimit || line_.size() > kLineLimit) {
          Refuse(413, "The body has too many or too long chunk lines.");
        } else if (c == '\n') {
          if (line_.size() < 2 || line_[line_.size() - 2] != '\r') {
            Refuse(400, "A chunk's line ends without a carriage return.");
            break;
          }
          line_.resize(line_.size() - 2);
          state_ == State::kLine ? JudgeSizeLine() : JudgeTrailerLine();
          line_.clear();
        }
        break;
      }
      case State::kData: {
        const uint64_t taken = std::min<uint64_t>(remaining_, bytes.size() - i);
        remaining_ -= taken;
        i += taken;
        if (remaining_ == 0) state_ = State::kDataCr;
        break;
      }
      case State::kDataCr:
        if (bytes[i++] != '\r') Refuse(400, "A chunk is longer than its size.");
        state_ = State::kDataLf;
        break;
      case State::kDataLf:
        if (bytes[i++] != '\n') Refuse(400, "A chunk is longer than its size.");
        state_ = State::kLine;
        break;
      case State::kDone:
        break;
    }
  }
  return i;
}

void StrictChunks::JudgeSizeLine() {
  uint64_t size = 0;
  size_t digits = 0;
  for (; digits < line_.size() && absl::ascii_isxdigit(line_[digits]);
       ++digits) {
    const char c = absl::ascii_tolower(line_[digits]);
    size = size * 16 + (c <= '9' ? c - '0' : c - 'a' + 10);
    if (size > body_limit_) return Refuse(413, "The body is too large.");
  }
  if (digits == 0 || digits > 16)
    return Refuse(400, "A chunk's size is not a hexadecimal number.");
  if (!AreExtensions(absl::string_view(line_).substr(digits))) {
    return Refuse(
        400, "A chunk's size is followed by something that is no extension.");
  }
  total_ += size;
  if (total_ > body_limit_) return Refuse(413, "The body is too large.");
  remaining_ = size;
  state_ = size == 0 ? State::kTrailer : State::kData;
}

void StrictChunks::JudgeTrailerLine() {
  if (line_.empty()) {
    state_ = State::kDone;
    return;
  }
  const absl::string_view line = line_;
  const size_t colon = line.find(':');
  if (colon == absl::string_view::npos || colon == 0)
    return Refuse(400, "A trailer line has no name.");
  const absl::string_view name = line.substr(0, colon);
  for (const char c : name) {
    if (!IsTokenChar(c) || c == '_')
      return Refuse(400,
                    "A trailer's name has a character that is not allowed.");
  }
  for (const char c : line.substr(colon + 1)) {
    if (!IsFieldValueChar(c))
      return Refuse(400, "A trailer's value has a control character.");
  }
  // RFC 9110 6.5.1: what frames or routes a message is no trailer. All others
  // are dropped unread.
  for (const absl::string_view forbidden :
       {"Content-Length", "Transfer-Encoding", "Host"}) {
    if (absl::EqualsIgnoreCase(name, forbidden))
      return Refuse(400, "A trailer may not be that field.");
  }
}

}  // namespace byline::gateway
