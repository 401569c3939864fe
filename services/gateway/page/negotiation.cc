#include "services/gateway/page/negotiation.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/strings/numbers.h>
#include <absl/strings/str_split.h>
#include <absl/strings/strip.h>

#include <string>

namespace byline::gateway {
namespace {

// The weight of a coding's parameters, in thousandths; 1000 where there is
// none, -1 where it is malformed.
int Weight(absl::string_view parameters) {
  for (const absl::string_view raw :
       absl::StrSplit(parameters, ';', absl::SkipWhitespace())) {
    absl::string_view parameter = absl::StripAsciiWhitespace(raw);
    if (!absl::ConsumePrefix(&parameter, "q=") &&
        !absl::ConsumePrefix(&parameter, "Q="))
      continue;
    double weight;
    if (!absl::SimpleAtod(parameter, &weight) || !(weight >= 0 && weight <= 1))
      return -1;
    return static_cast<int>(weight * 1000);
  }
  return 1000;
}

}  // namespace

bool AcceptsGzip(absl::string_view accept_encoding) {
  int gzip = -1, identity = -1, any = -1;
  for (const absl::string_view item :
       absl::StrSplit(accept_encoding, ',', absl::SkipWhitespace())) {
    const size_t semicolon = item.find(';');
    const absl::string_view coding =
        absl::StripAsciiWhitespace(item.substr(0, semicolon));
    const int weight = semicolon == absl::string_view::npos
                           ? 1000
                           : Weight(item.substr(semicolon + 1));
    if (weight < 0) continue;
    if (absl::EqualsIgnoreCase(coding, "gzip") ||
        absl::EqualsIgnoreCase(coding, "x-gzip"))
      gzip = weight;
    if (absl::EqualsIgnoreCase(coding, "identity")) identity = weight;
    if (coding == "*") any = weight;
  }
  if (gzip < 0) gzip = any;
  return gzip > 0 && gzip >= identity;
}

bool MatchesEtag(absl::string_view if_none_match, absl::string_view etag) {
  absl::string_view rest = absl::StripAsciiWhitespace(if_none_match);
  if (rest == "*") return true;
  // An etag may hold commas, so the list is read tag by tag.
  while (!rest.empty()) {
    rest = absl::StripLeadingAsciiWhitespace(rest);
    if (absl::ConsumePrefix(&rest, ",")) continue;
    absl::ConsumePrefix(&rest, "W/");
    if (!absl::StartsWith(rest, "\"")) return false;
    const size_t close = rest.find('"', 1);
    if (close == absl::string_view::npos) return false;
    if (rest.substr(0, close + 1) == etag) return true;
    rest.remove_prefix(close + 1);
  }
  return false;
}

}  // namespace byline::gateway
