#include "services/gateway/http/strict_head.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/strings/numbers.h>
#include <absl/strings/str_split.h>
#include <absl/strings/strip.h>

#include <array>
#include <cstring>
#include <utility>

#include "services/gateway/http/strict_request_line.h"

namespace byline::gateway {
namespace {

std::array<bool, 256> MakeTokenTable() {
  std::array<bool, 256> table{};
  for (int c = 0; c < 256; ++c) {
    table[c] = absl::ascii_isalnum(static_cast<unsigned char>(c)) ||
               (c != 0 && std::strchr("!#$%&'*+-.^_`|~", c) != nullptr);
  }
  return table;
}

const std::array<bool, 256>& TokenTable() {
  static const std::array<bool, 256> table = MakeTokenTable();
  return table;
}

absl::optional<HttpFault> JudgeField(absl::string_view line,
                                     RequestHead* head) {
  if (line[0] == ' ' || line[0] == '\t')
    return HttpFault{400, "A header line begins with white space."};
  const size_t colon = line.find(':');
  if (colon == absl::string_view::npos || colon == 0)
    return HttpFault{400, "A header line has no name."};
  const absl::string_view name = line.substr(0, colon);
  for (const char c : name) {
    if (!IsTokenChar(c) || c == '_')
      return HttpFault{400,
                       "A header name has a character that is not allowed."};
  }
  absl::string_view value = line.substr(colon + 1);
  for (const char c : value) {
    if (!IsFieldValueChar(c))
      return HttpFault{400, "A header value has a control character."};
  }
  while (!value.empty() && (value.front() == ' ' || value.front() == '\t'))
    value.remove_prefix(1);
  while (!value.empty() && (value.back() == ' ' || value.back() == '\t'))
    value.remove_suffix(1);
  head->fields.emplace_back(name, value);
  return absl::nullopt;
}

// What the fields say about where the message ends, and which of them may stand
// only once.
class FramingFields {
 public:
  absl::optional<HttpFault> Read(absl::string_view name,
                                 absl::string_view value, RequestHead* head) {
    const auto is = [&](absl::string_view known) {
      return absl::EqualsIgnoreCase(name, known);
    };
    if (is("Host")) {
      if (hosts_++ > 0)
        return HttpFault{400, "There is more than one Host field."};
      if (!IsValidHost(value))
        return HttpFault{400,
                         "The Host field is not a host with an optional port."};
      if (head->host.empty()) head->host = value;
    } else if (is("Content-Length")) {
      if (lengths_++ > 0)
        return HttpFault{400, "There is more than one Content-Length field."};
      if (value.empty() || value.size() > 18 ||
          value.find_first_not_of("0123456789") != absl::string_view::npos ||
          !absl::SimpleAtoi(value, &head->content_length)) {
        return HttpFault{400, "Content-Length is not a number."};
      }
    } else if (is("Transfer-Encoding")) {
      if (head->chunked || !absl::EqualsIgnoreCase(value, "chunked")) {
        return HttpFault{400,
                         "Transfer-Encoding may only be \"chunked\", once."};
      }
      head->chunked = true;
    } else if (is("Connection")) {
      for (const absl::string_view option : absl::StrSplit(value, ',')) {
        if (absl::EqualsIgnoreCase(absl::StripAsciiWhitespace(option), "close"))
          head->keep_alive = false;
      }
    } else if (is("Expect")) {
      head->expects_continue = absl::EqualsIgnoreCase(value, "100-continue");
    } else if (is("Content-Type")) {
      if (types_++ > 0)
        return HttpFault{400, "There is more than one Content-Type field."};
    } else if (is("Authorization")) {
      if (credentials_++ > 0)
        return HttpFault{400, "There is more than one Authorization field."};
    }
    return absl::nullopt;
  }

  absl::optional<HttpFault> Finish(RequestHead* head) const {
    if (head->minor_version == 1 && hosts_ == 0)
      return HttpFault{400, "The Host field is missing."};
    if (head->chunked && head->minor_version == 0)
      return HttpFault{400, "HTTP/1.0 has no Transfer-Encoding."};
    if (head->chunked && lengths_ > 0) {
      return HttpFault{
          400, "Transfer-Encoding and Content-Length do not go together."};
    }
    if (head->minor_version == 0)
      head->keep_alive = head->expects_continue = false;
    return absl::nullopt;
  }

 private:
  int hosts_ = 0, lengths_ = 0, types_ = 0, credentials_ = 0;
};

}  // namespace

absl::string_view RequestHead::Field(absl::string_view name) const {
  for (const auto& [known, value] : fields) {
    if (absl::EqualsIgnoreCase(known, name)) return value;
  }
  return {};
}

bool IsTokenChar(unsigned char c) { return TokenTable()[c]; }

bool IsFieldValueChar(unsigned char c) {
  return c == '\t' || (c >= 0x20 && c != 0x7f);
}

HeadEnd FindHeadEnd(absl::string_view bytes, const HeadLimits& limits,
                    size_t* scanned) {
  const absl::string_view within = bytes.substr(0, limits.head_bytes);
  while (*scanned < within.size()) {
    const size_t newline = within.find('\n', *scanned);
    if (newline == absl::string_view::npos) {
      *scanned = within.size();
      break;
    }
    if (newline == 0 || within[newline - 1] != '\r') {
      return {
          absl::nullopt,
          HttpFault{400,
                    "A line of the request ends without a carriage return."}};
    }
    *scanned = newline + 1;
    if (newline >= 3 && within[newline - 2] == '\n')
      return {newline + 1, absl::nullopt};
  }
  if (bytes.size() >= limits.head_bytes) {
    const bool in_first_line = within.find('\n') == absl::string_view::npos;
    return {absl::nullopt,
            in_first_line
                ? HttpFault{414, "The address is too long."}
                : HttpFault{431, "The request's header is too large."}};
  }
  return {};
}

absl::optional<HttpFault> JudgeHead(absl::string_view bytes,
                                    const HeadLimits& limits,
                                    RequestHead* head) {
  auto fields =
      std::move(head->fields);  // its memory serves one request after another
  fields.clear();
  *head = RequestHead();
  head->fields = std::move(fields);
  FramingFields framing;
  bool is_first = true;
  while (true) {
    const size_t end = bytes.find("\r\n");
    if (end == absl::string_view::npos)
      return HttpFault{400, "The request's header does not end."};
    const absl::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end + 2);
    if (line.find_first_of(absl::string_view("\r\n\0", 3)) !=
        absl::string_view::npos) {
      return HttpFault{400, "A line of the request has a control character."};
    }
    if (is_first) {
      if (const auto fault = JudgeRequestLine(line, limits, head)) return fault;
      is_first = false;
      continue;
    }
    if (line.empty()) break;
    if (head->fields.size() >= limits.fields)
      return HttpFault{431, "The request has too many header fields."};
    if (const auto fault = JudgeField(line, head)) return fault;
    const auto& [name, value] = head->fields.back();
    if (const auto fault = framing.Read(name, value, head)) return fault;
  }
  if (!bytes.empty())
    return HttpFault{400, "Bytes follow the request's header."};
  return framing.Finish(head);
}

}  // namespace byline::gateway
