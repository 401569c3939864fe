#include "services/gateway/page/target.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_split.h>

#include <cstring>

namespace byline::gateway {
namespace {

int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = absl::ascii_tolower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool IsReserved(char c) {
  return c != '\0' && std::strchr(":/?#[]@!$&'()*+,;=", c) != nullptr;
}

absl::optional<std::string> Decode(absl::string_view text, bool plus_is_space,
                                   bool keep_reserved) {
  std::string decoded;
  decoded.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded.push_back(plus_is_space && text[i] == '+' ? ' ' : text[i]);
      continue;
    }
    const int high = i + 2 < text.size() ? HexValue(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? HexValue(text[i + 2]) : -1;
    if (high < 0 || low < 0) return absl::nullopt;
    const char c = static_cast<char>(high * 16 + low);
    if (keep_reserved && IsReserved(c)) {
      decoded.append(text.data() + i, 3);
    } else {
      decoded.push_back(c);
    }
    i += 2;
  }
  return decoded;
}

}  // namespace

absl::optional<std::string> PercentDecode(absl::string_view text) {
  return Decode(text, false, false);
}

absl::optional<std::string> PercentDecodeUnreserved(absl::string_view text) {
  return Decode(text, false, true);
}

absl::optional<QueryParameters> ParseQuery(absl::string_view query) {
  QueryParameters parameters;
  for (const absl::string_view pair :
       absl::StrSplit(query, '&', absl::SkipEmpty())) {
    const size_t equals = pair.find('=');
    auto name = Decode(pair.substr(0, equals), true, false);
    auto value =
        Decode(equals == absl::string_view::npos ? "" : pair.substr(equals + 1),
               true, false);
    if (!name || !value) return absl::nullopt;
    parameters.emplace_back(*std::move(name), *std::move(value));
  }
  return parameters;
}

}  // namespace byline::gateway
