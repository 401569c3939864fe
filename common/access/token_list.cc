#include "common/access/token_list.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_split.h>
#include <absl/strings/strip.h>

#include <algorithm>
#include <utility>

#include "common/base/crypto.h"

namespace byline {
namespace {

constexpr size_t kSha256HexDigits = 64;
constexpr char kSpaces[] = " \t";

absl::Status LineError(absl::string_view source, int line,
                       absl::string_view what) {
  return absl::InvalidArgumentError(
      absl::StrCat(source, ":", line, ": ", what));
}

// Takes the first word off `text`.
absl::string_view TakeWord(absl::string_view& text) {
  const size_t end = std::min(text.find_first_of(kSpaces), text.size());
  const absl::string_view word = text.substr(0, end);
  text = absl::StripLeadingAsciiWhitespace(text.substr(end));
  return word;
}

bool IsSha256Hex(absl::string_view word) {
  return word.size() == kSha256HexDigits &&
         std::all_of(word.begin(), word.end(),
                     [](unsigned char c) { return absl::ascii_isxdigit(c); });
}

}  // namespace

absl::StatusOr<TokenList> TokenList::Parse(absl::string_view text,
                                           absl::string_view source) {
  TokenList list;
  int number = 0;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    ++number;
    line = absl::StripAsciiWhitespace(line);
    if (line.empty() || line[0] == '#') continue;
    const absl::optional<Role> role = ParseRole(TakeWord(line));
    if (!role.has_value()) {
      return LineError(source, number,
                       "begins with no role; a line is `role sha256hex "
                       "comment`, the role reader, editor or admin");
    }
    const absl::string_view hash = TakeWord(line);
    if (!IsSha256Hex(hash)) {
      return LineError(source, number,
                       absl::StrCat("the second word has ", hash.size(),
                                    " characters; it is the SHA-256 of the "
                                    "token in 64 hexadecimal digits"));
    }
    list.entries_.push_back({*role, absl::AsciiStrToLower(hash)});
  }
  return list;
}

absl::optional<Role> TokenList::Find(absl::string_view token) const {
  const std::string hash = Sha256Hex(token);
  // Goes through all of them, so that the time does not tell which one it was.
  int found = -1;
  for (const Entry& entry : entries_) {
    const bool equal = ConstantTimeEquals(entry.sha256_hex, hash);
    found = std::max(found, equal ? static_cast<int>(entry.role) : -1);
  }
  if (found < 0) return absl::nullopt;
  return static_cast<Role>(found);
}

std::string TokenLine(Role role, absl::string_view token,
                      absl::string_view comment) {
  return absl::StrCat(RoleName(role), " ", Sha256Hex(token), " ", comment,
                      "\n");
}

}  // namespace byline
