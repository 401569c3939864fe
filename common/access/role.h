// Role: what a caller may do, in order: each role may do what the ones before
// it may.
//   none    reads what is published (no token)
//   reader  also drafts, Summarize, FindSimilarArticles, Watch in full
//   editor  also writes
//   admin   also imports
// Pure values, thread-safe.
#ifndef BYLINE_COMMON_ACCESS_ROLE_H_
#define BYLINE_COMMON_ACCESS_ROLE_H_

#include <absl/status/status.h>
#include <absl/strings/string_view.h>
#include <absl/types/optional.h>

namespace byline {

enum class Role { kNone = 0, kReader, kEditor, kAdmin };

// "none", "reader", "editor" or "admin".
absl::string_view RoleName(Role role);

// The role of a token file's line; nothing for "none" and unknown words.
absl::optional<Role> ParseRole(absl::string_view name);

// OK where `has` is at least `needs`. Otherwise PERMISSION_DENIED (reason
// ROLE_MISSING) or, where the caller sent no token at all and so has kNone,
// UNAUTHENTICATED (reason TOKEN_MISSING); both name the role that is needed in
// message and metadata "needed_role".
absl::Status RequireRole(Role has, Role needs);

}  // namespace byline

#endif  // BYLINE_COMMON_ACCESS_ROLE_H_
