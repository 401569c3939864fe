#include "services/gateway/http/strict_head.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/strings/numbers.h>
#include <absl/strings/str_split.h>
#include <absl/strings/strip.h>

#include <array>
#include <cstring>
#include <string>

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

HttpFault Fault(int status, absl::string_view reason) {
  return {status, reason};
}

int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Checks characters and escapes of a target, and the path for dot segments as
// they are after decoding.
absl::optional<HttpFault> JudgeTarget(absl::string_view path,
                                      absl::string_view query) {
  std::string segment;
  const auto is_dots = [&] { return segment == "." || segment == ".."; };
  for (int part = 0; part < 2; ++part) {
    const absl::string_view text = part == 0 ? path : query;
    for (size_t i = 0; i < text.size(); ++i) {
      auto c = static_cast<unsigned char>(text[i]);
      if (c <= 0x20 || c >= 0x7f || c == '\\' || c == '#') {
        return Fault(400,
                     "The address has a byte that must be written as an escape "
                     "such as %20.");
      }
      if (c == '%') {
        const int high = i + 2 < text.size() ? HexValue(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? HexValue(text[i + 2]) : -1;
        if (high < 0 || low < 0)
          return Fault(400,
                       "The address has a % without two hexadecimal digits.");
        c = static_cast<unsigned char>(high * 16 + low);
        if (c == 0) return Fault(400, "The address has the escape %00.");
        if (c == '\\' && part == 0)
          return Fault(400, "The address has an escaped backslash.");
        i += 2;
      }
      if (part == 1) continue;
      if (c == '/') {
        if (is_dots()) return Fault(400, "The address has a dot segment.");
        segment.clear();
      } else if (segment.size() < 3) {
        segment.push_back(static_cast<char>(c));
      }
    }
    if (part == 0 && is_dots())
      return Fault(400, "The address has a dot segment.");
  }
  return absl::nullopt;
}

// uri-host [ ":" port ] of RFC 3986; an empty host is allowed by RFC 9112 3.2.
bool IsValidHost(absl::string_view host) {
  size_t port_begin;
  if (absl::StartsWith(host, "[")) {
    const size_t close = host.find(']');
    if (close == absl::string_view::npos || close < 3) return false;
    for (const char c : host.substr(1, close - 1)) {
      if (HexValue(c) < 0 && c != ':' && c != '.') return false;
    }
    port_begin = close + 1;
  } else {
    port_begin = std::min(host.find(':'), host.size());
    for (size_t i = 0; i < port_begin; ++i) {
      const auto c = static_cast<unsigned char>(host[i]);
      if (absl::ascii_isalnum(c) ||
          std::strchr("-._~!$&'()*+,;=", c) != nullptr)
        continue;
      if (c != '%' || i + 2 >= port_begin || HexValue(host[i + 1]) < 0 ||
          HexValue(host[i + 2]) < 0)
        return false;
      i += 2;
    }
  }
  if (port_begin == host.size()) return true;
  const absl::string_view port = host.substr(port_begin + 1);
  return host[port_begin] == ':' && port.size() <= 5 &&
         port.find_first_not_of("0123456789") == absl::string_view::npos;
}

absl::optional<HttpFault> JudgeMethod(absl::string_view method, Method* out) {
  for (const char c : method) {
    if (!IsTokenChar(c)) return Fault(400, "The method is not a token.");
  }
  if (method == "GET")
    *out = Method::kGet;
  else if (method == "HEAD")
    *out = Method::kHead;
  else if (method == "POST")
    *out = Method::kPost;
  else if (method == "OPTIONS")
    *out = Method::kOptions;
  else if (method == "PUT" || method == "DELETE" || method == "PATCH" ||
           method == "CONNECT" || method == "TRACE")
    return Fault(405, "This method is not served here; GET and HEAD are.");
  else
    return Fault(501, "This method is not known here; GET and HEAD are.");
  return absl::nullopt;
}

// Request line without its CRLF.
absl::optional<HttpFault> JudgeRequestLine(absl::string_view line,
                                           const HeadLimits& limits,
                                           RequestHead* head) {
  const size_t first = line.find(' ');
  if (first == absl::string_view::npos || first == 0)
    return Fault(400, "The request line has no method.");
  const size_t second = line.find(' ', first + 1);
  if (second == absl::string_view::npos)
    return Fault(400, "The request line has no HTTP version.");
  absl::string_view target = line.substr(first + 1, second - first - 1);
  const absl::string_view version = line.substr(second + 1);
  if (version.size() != 8 || !absl::StartsWith(version, "HTTP/") ||
      !absl::ascii_isdigit(version[5]) || version[6] != '.' ||
      !absl::ascii_isdigit(version[7])) {
    return Fault(
        400,
        "The request line does not end in an HTTP version such as HTTP/1.1.");
  }
  if (version != "HTTP/1.1" && version != "HTTP/1.0")
    return Fault(505, "Only HTTP/1.1 is spoken here.");
  head->minor_version = version[7] - '0';
  if (target.size() > limits.target_bytes)
    return Fault(414, "The address is too long.");
  if (const auto fault = JudgeMethod(line.substr(0, first), &head->method))
    return fault;
  if (target == "*") {
    head->path = target;
    if (head->method != Method::kOptions)
      return Fault(400, "The address * goes with OPTIONS only.");
    return absl::nullopt;
  }
  // A server must accept the absolute form (RFC 9112 3.2.2); its host then
  // counts, not that of the Host field.
  for (const absl::string_view scheme : {"http://", "https://"}) {
    if (!absl::StartsWithIgnoreCase(target, scheme)) continue;
    target.remove_prefix(scheme.size());
    head->host = target.substr(0, target.find_first_of("/?"));
    if (head->host.empty() || !IsValidHost(head->host))
      return Fault(400, "The address names no valid host.");
    target.remove_prefix(head->host.size());
    if (target.empty() || target.front() == '?') {
      head->path = "/";
      head->query = target.empty() ? target : target.substr(1);
      return JudgeTarget(head->path, head->query);
    }
    break;
  }
  if (!absl::StartsWith(target, "/"))
    return Fault(400, "The address must begin with a slash.");
  const size_t mark = target.find('?');
  head->path = target.substr(0, mark);
  head->query = mark == absl::string_view::npos ? absl::string_view()
                                                : target.substr(mark + 1);
  return JudgeTarget(head->path, head->query);
}

absl::optional<HttpFault> JudgeField(absl::string_view line,
                                     RequestHead* head) {
  if (line[0] == ' ' || line[0] == '\t')
    return Fault(400, "A header line begins with white space.");
  const size_t colon = line.find(':');
  if (colon == absl::string_view::npos || colon == 0)
    return Fault(400, "A header line has no name.");
  const absl::string_view name = line.substr(0, colon);
  for (const char c : name) {
    if (!IsTokenChar(c) || c == '_')
      return Fault(400, "A header name has a character that is not allowed.");
  }
  absl::string_view value = line.substr(colon + 1);
  for (const char c : value) {
    if (!IsFieldValueChar(c))
      return Fault(400, "A header value has a control character.");
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
      if (hosts_++ > 0) return Fault(400, "There is more than one Host field.");
      if (!IsValidHost(value))
        return Fault(400,
                     "The Host field is not a host with an optional port.");
      if (head->host.empty()) head->host = value;
    } else if (is("Content-Length")) {
      if (lengths_++ > 0)
        return Fault(400, "There is more than one Content-Length field.");
      if (value.empty() || value.size() > 18 ||
          value.find_first_not_of("0123456789") != absl::string_view::npos ||
          !absl::SimpleAtoi(value, &head->content_length)) {
        return Fault(400, "Content-Length is not a number.");
      }
    } else if (is("Transfer-Encoding")) {
      if (head->chunked || !absl::EqualsIgnoreCase(value, "chunked")) {
        return Fault(400, "Transfer-Encoding may only be \"chunked\", once.");
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
        return Fault(400, "There is more than one Content-Type field.");
    } else if (is("Authorization")) {
      if (credentials_++ > 0)
        return Fault(400, "There is more than one Authorization field.");
    }
    return absl::nullopt;
  }

  absl::optional<HttpFault> Finish(RequestHead* head) const {
    if (head->minor_version == 1 && hosts_ == 0)
      return Fault(400, "The Host field is missing.");
    if (head->chunked && head->minor_version == 0)
      return Fault(400, "HTTP/1.0 has no Transfer-Encoding.");
    if (head->chunked && lengths_ > 0) {
      return Fault(400,
                   "Transfer-Encoding and Content-Length do not go together.");
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
          Fault(400, "A line of the request ends without a carriage return.")};
    }
    *scanned = newline + 1;
    if (newline >= 3 && within[newline - 2] == '\n')
      return {newline + 1, absl::nullopt};
  }
  if (bytes.size() >= limits.head_bytes) {
    const bool in_first_line = within.find('\n') == absl::string_view::npos;
    return {absl::nullopt,
            in_first_line ? Fault(414, "The address is too long.")
                          : Fault(431, "The request's header is too large.")};
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
      return Fault(400, "The request's header does not end.");
    const absl::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end + 2);
    if (line.find_first_of(absl::string_view("\r\n\0", 3)) !=
        absl::string_view::npos) {
      return Fault(400, "A line of the request has a control character.");
    }
    if (is_first) {
      if (const auto fault = JudgeRequestLine(line, limits, head)) return fault;
      is_first = false;
      continue;
    }
    if (line.empty()) break;
    if (head->fields.size() >= limits.fields)
      return Fault(431, "The request has too many header fields.");
    if (const auto fault = JudgeField(line, head)) return fault;
    const auto& [name, value] = head->fields.back();
    if (const auto fault = framing.Read(name, value, head)) return fault;
  }
  if (!bytes.empty()) return Fault(400, "Bytes follow the request's header.");
  return framing.Finish(head);
}

}  // namespace byline::gateway
