#include "common/access/role.h"

#include <absl/strings/str_cat.h>

#include <string>

#include "common/base/errors.h"

namespace byline {

absl::string_view RoleName(Role role) {
  switch (role) {
    case Role::kNone:
      return "none";
    case Role::kReader:
      return "reader";
    case Role::kEditor:
      return "editor";
    case Role::kAdmin:
      return "admin";
  }
  return "none";
}

absl::optional<Role> ParseRole(absl::string_view name) {
  for (const Role role : {Role::kReader, Role::kEditor, Role::kAdmin}) {
    if (name == RoleName(role)) return role;
  }
  return absl::nullopt;
}

absl::Status RequireRole(Role has, Role needs) {
  if (has >= needs) return absl::OkStatus();
  const std::string needed(RoleName(needs));
  if (has == Role::kNone) {
    return ErrorWithReason(
        absl::StatusCode::kUnauthenticated, "TOKEN_MISSING",
        absl::StrCat("this needs the role ", needed,
                     ": send `authorization: Bearer TOKEN` with a token that "
                     "has it"),
        {{"needed_role", needed}});
  }
  return ErrorWithReason(
      absl::StatusCode::kPermissionDenied, "ROLE_MISSING",
      absl::StrCat("this needs the role ", needed, "; the token has the role ",
                   RoleName(has)),
      {{"needed_role", needed}});
}

}  // namespace byline
