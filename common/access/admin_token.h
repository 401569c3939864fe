// The tokens of a suite that runs on one machine: an admin token that was made
// by the first start, so that whoever may read the data directory may write.
#ifndef BYLINE_COMMON_ACCESS_ADMIN_TOKEN_H_
#define BYLINE_COMMON_ACCESS_ADMIN_TOKEN_H_

#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>

#include <string>

namespace byline {

struct AdminToken {
  std::string raw;       // the token itself
  std::string raw_path;  // DIR/admin.token, mode 0600: the token and a newline
  std::string table_path;  // DIR/tokens: its hash, for TokenTable
};

// Makes DIR/admin.token and DIR/tokens (both mode 0600, written aside and then
// renamed) where they are absent, and returns them. Where only the table lacks
// the token's hash, a line is appended; other lines are kept. DIR must exist.
// Errors: those of the file system, with the path.
absl::StatusOr<AdminToken> EnsureAdminToken(absl::string_view dir);

// The first line of a file that holds a raw token. Errors: NOT_FOUND,
// INVALID_ARGUMENT (empty, or with white space inside), with the path.
absl::StatusOr<std::string> ReadToken(absl::string_view path);

}  // namespace byline

#endif  // BYLINE_COMMON_ACCESS_ADMIN_TOKEN_H_
