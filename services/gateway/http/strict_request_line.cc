#include "services/gateway/http/strict_request_line.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>

#include <algorithm>
#include <cstring>
#include <string>

namespace byline::gateway {
namespace {

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
        return HttpFault{
            400,
            "The address has a byte that must be written as an escape "
            "such as %20."};
      }
      if (c == '%') {
        const int high = i + 2 < text.size() ? HexValue(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? HexValue(text[i + 2]) : -1;
        if (high < 0 || low < 0)
          return HttpFault{
              400, "The address has a % without two hexadecimal digits."};
        c = static_cast<unsigned char>(high * 16 + low);
        if (c == 0) return HttpFault{400, "The address has the escape %00."};
        if (c == '\\' && part == 0)
          return HttpFault{400, "The address has an escaped backslash."};
        i += 2;
      }
      if (part == 1) continue;
      if (c == '/') {
        if (is_dots()) return HttpFault{400, "The address has a dot segment."};
        segment.clear();
      } else if (segment.size() < 3) {
        segment.push_back(static_cast<char>(c));
      }
    }
    if (part == 0 && is_dots())
      return HttpFault{400, "The address has a dot segment."};
  }
  return absl::nullopt;
}

absl::optional<HttpFault> JudgeMethod(absl::string_view method, Method* out) {
  for (const char c : method) {
    if (!IsTokenChar(c)) return HttpFault{400, "The method is not a token."};
  }
  if (method == "GET")
    *out = Method::kGet;
  else if (method == "HEAD")
    *out = Method::kHead;
  else if (method == "POST")
    *out = Method::kPost;
  else if (method == "OPTIONS")
    *out = Method::kOptions;
  else if (method == "PUT")
    *out = Method::kPut;
  else if (method == "DELETE")
    *out = Method::kDelete;
  else if (method == "PATCH")
    *out = Method::kPatch;
  else if (method == "TRACE")
    *out = Method::kTrace;
  else if (method == "CONNECT")  // what follows it is no request
    return HttpFault{405, "This method is not served here; GET and HEAD are."};
  else
    return HttpFault{501, "This method is not known here; GET and HEAD are."};
  return absl::nullopt;
}

}  // namespace

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

absl::optional<HttpFault> JudgeRequestLine(absl::string_view line,
                                           const HeadLimits& limits,
                                           RequestHead* head) {
  const size_t first = line.find(' ');
  if (first == absl::string_view::npos || first == 0)
    return HttpFault{400, "The request line has no method."};
  const size_t second = line.find(' ', first + 1);
  if (second == absl::string_view::npos)
    return HttpFault{400, "The request line has no HTTP version."};
  absl::string_view target = line.substr(first + 1, second - first - 1);
  const absl::string_view version = line.substr(second + 1);
  if (version.size() != 8 || !absl::StartsWith(version, "HTTP/") ||
      !absl::ascii_isdigit(version[5]) || version[6] != '.' ||
      !absl::ascii_isdigit(version[7])) {
    return HttpFault{
        400,
        "The request line does not end in an HTTP version such as HTTP/1.1."};
  }
  if (version != "HTTP/1.1" && version != "HTTP/1.0")
    return HttpFault{505, "Only HTTP/1.1 is spoken here."};
  head->minor_version = version[7] - '0';
  if (target.size() > limits.target_bytes)
    return HttpFault{414, "The address is too long."};
  if (const auto fault = JudgeMethod(line.substr(0, first), &head->method))
    return fault;
  if (target == "*") {
    head->path = target;
    if (head->method != Method::kOptions)
      return HttpFault{400, "The address * goes with OPTIONS only."};
    return absl::nullopt;
  }
  // A server must accept the absolute form (RFC 9112 3.2.2); its host then
  // counts, not that of the Host field.
  for (const absl::string_view scheme : {"http://", "https://"}) {
    if (!absl::StartsWithIgnoreCase(target, scheme)) continue;
    target.remove_prefix(scheme.size());
    head->host = target.substr(0, target.find_first_of("/?"));
    if (head->host.empty() || !IsValidHost(head->host))
      return HttpFault{400, "The address names no valid host."};
    target.remove_prefix(head->host.size());
    if (target.empty() || target.front() == '?') {
      head->path = "/";
      head->query = target.empty() ? target : target.substr(1);
      return JudgeTarget(head->path, head->query);
    }
    break;
  }
  if (!absl::StartsWith(target, "/"))
    return HttpFault{400, "The address must begin with a slash."};
  const size_t mark = target.find('?');
  head->path = target.substr(0, mark);
  head->query = mark == absl::string_view::npos ? absl::string_view()
                                                : target.substr(mark + 1);
  return JudgeTarget(head->path, head->query);
}

}  // namespace byline::gateway
