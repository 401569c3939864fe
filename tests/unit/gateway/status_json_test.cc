#include "services/gateway/transcode/status_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/errors.h"

namespace byline::gateway {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(StatusJsonTest, WhatTheTransportSaysIsNotForReaders) {
  const absl::Status down = PublicStatus(absl::UnavailableError(
      "failed to connect to all addresses; last error: ipv4:10.0.0.3:50051: "
      "Failed to connect"));
  EXPECT_EQ(down.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(ErrorReason(down), "BACKEND_UNAVAILABLE");
  EXPECT_THAT(StatusJson(down),
              AllOf(HasSubstr("\"code\":14"), HasSubstr("ErrorInfo"),
                    Not(HasSubstr("ipv4")), Not(HasSubstr("50051"))));
  const absl::Status slow =
      PublicStatus(absl::DeadlineExceededError("Deadline Exceeded"));
  EXPECT_EQ(slow.code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(ErrorReason(slow), "BACKEND_TIMEOUT");
}

TEST(StatusJsonTest, WhatAServiceSaysItselfStays) {
  const absl::Status refused =
      ErrorWithReason(absl::StatusCode::kUnavailable, "NO_LEASE", "not now");
  EXPECT_EQ(PublicStatus(refused), refused);
  const absl::Status bare = absl::NotFoundError("none");
  EXPECT_EQ(PublicStatus(bare), bare);
}

}  // namespace
}  // namespace byline::gateway
