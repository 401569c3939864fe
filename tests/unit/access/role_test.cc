#include "common/access/role.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/errors.h"

namespace byline {
namespace {

using ::testing::HasSubstr;

TEST(RoleTest, EachRoleMayDoWhatTheOnesBeforeItMay) {
  EXPECT_TRUE(RequireRole(Role::kNone, Role::kNone).ok());
  EXPECT_TRUE(RequireRole(Role::kEditor, Role::kReader).ok());
  EXPECT_TRUE(RequireRole(Role::kAdmin, Role::kAdmin).ok());
  EXPECT_FALSE(RequireRole(Role::kReader, Role::kEditor).ok());
  EXPECT_FALSE(RequireRole(Role::kEditor, Role::kAdmin).ok());
}

TEST(RoleTest, TooLowARoleIsToldWhichIsNeeded) {
  const absl::Status status = RequireRole(Role::kReader, Role::kEditor);
  EXPECT_EQ(status.code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(ErrorReason(status), "ROLE_MISSING");
  EXPECT_EQ(ErrorMetadata(status, "needed_role"), "editor");
  EXPECT_THAT(std::string(status.message()), HasSubstr("role editor"));
  EXPECT_THAT(std::string(status.message()), HasSubstr("role reader"));
}

TEST(RoleTest, ACallerWithoutATokenIsAskedForOne) {
  const absl::Status status = RequireRole(Role::kNone, Role::kReader);
  EXPECT_EQ(status.code(), absl::StatusCode::kUnauthenticated);
  EXPECT_EQ(ErrorReason(status), "TOKEN_MISSING");
  EXPECT_EQ(ErrorMetadata(status, "needed_role"), "reader");
}

TEST(RoleTest, NamesAreReadBackButNoneIsNoRoleOfAToken) {
  for (const Role role : {Role::kReader, Role::kEditor, Role::kAdmin}) {
    EXPECT_EQ(ParseRole(RoleName(role)), role);
  }
  EXPECT_EQ(ParseRole("none"), absl::nullopt);
  EXPECT_EQ(ParseRole("Admin"), absl::nullopt);
  EXPECT_EQ(ParseRole(""), absl::nullopt);
}

}  // namespace
}  // namespace byline
