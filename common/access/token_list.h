// TokenList: the content of a token file, immutable. One token a line:
//
//   # comment
//   editor 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 the
//   newsroom
//
// that is role, SHA-256 of the token in hexadecimal, and a comment (optional).
// Empty lines and lines that begin with '#' are skipped. Thread-safe.
#ifndef BYLINE_COMMON_ACCESS_TOKEN_LIST_H_
#define BYLINE_COMMON_ACCESS_TOKEN_LIST_H_

#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>
#include <absl/types/optional.h>

#include <cstddef>
#include <string>
#include <vector>

#include "common/access/role.h"

namespace byline {

class TokenList {
 public:
  // Knows no token.
  TokenList() = default;

  // Errors: INVALID_ARGUMENT "SOURCE:LINE: what is wrong; what would be right".
  // The text of a faulty line is not repeated: it may be a token in the clear.
  static absl::StatusOr<TokenList> Parse(absl::string_view text,
                                         absl::string_view source);

  // The role of a raw token, nothing if it is unknown. Takes a time that does
  // not depend on which token it is, nor on how much of a hash agrees.
  absl::optional<Role> Find(absl::string_view token) const;

  size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    Role role;
    std::string sha256_hex;
  };
  std::vector<Entry> entries_;
};

// The line of a token file for a raw token, with its newline.
std::string TokenLine(Role role, absl::string_view token,
                      absl::string_view comment);

}  // namespace byline

#endif  // BYLINE_COMMON_ACCESS_TOKEN_LIST_H_
