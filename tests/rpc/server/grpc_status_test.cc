#include "common/server/grpc_status.h"

#include <absl/strings/cord.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/base/errors.h"
#include "google/rpc/status.pb.h"

namespace byline {
namespace {

absl::Status RoundTrip(const absl::Status& status) {
  return FromGrpcStatus(ToGrpcStatus(status));
}

TEST(GrpcStatusTest, EveryCodeComesBack) {
  EXPECT_TRUE(RoundTrip(absl::OkStatus()).ok());
  for (int code = 1; code <= 16; ++code) {
    const absl::Status status(static_cast<absl::StatusCode>(code), "why");
    EXPECT_EQ(RoundTrip(status), status);
    EXPECT_EQ(GrpcCodeName(static_cast<grpc::StatusCode>(code)),
              absl::StatusCodeToString(status.code()));
  }
}

TEST(GrpcStatusTest, ReasonMetadataAndViolationsComeBack) {
  const absl::Status withdrawn =
      RoundTrip(ErrorWithReason(absl::StatusCode::kNotFound, "GONE", "is gone",
                                {{"notice", "taken down"}}));
  EXPECT_EQ(withdrawn.message(), "is gone");
  EXPECT_EQ(ErrorReason(withdrawn), "GONE");
  EXPECT_EQ(ErrorMetadata(withdrawn, "notice"), "taken down");

  const std::vector<FieldViolation> violations = {{"a", "is 1; up to 0"},
                                                  {"b[2].c", "is empty"}};
  const absl::Status invalid = RoundTrip(InvalidFields(violations));
  EXPECT_EQ(ErrorViolations(invalid), violations);
  EXPECT_EQ(ErrorReason(invalid), "INVALID_FIELD");
}

TEST(GrpcStatusTest, DetailsAreAGoogleRpcStatusAsOtherLanguagesExpect) {
  const grpc::Status status = ToGrpcStatus(InvalidField("slug", "is taken"));
  google::rpc::Status details;
  ASSERT_TRUE(details.ParseFromString(status.error_details()));
  EXPECT_EQ(details.code(), 3);
  EXPECT_EQ(details.message(), status.error_message());
  ASSERT_EQ(details.details_size(), 2);
  EXPECT_EQ(details.details(0).type_url(),
            "type.googleapis.com/google.rpc.ErrorInfo");
  EXPECT_EQ(details.details(1).type_url(),
            "type.googleapis.com/google.rpc.BadRequest");
}

TEST(GrpcStatusTest, ALongErrorStaysBelowWhatClientsTake) {
  std::vector<FieldViolation> violations;
  for (int i = 0; i < 500; ++i) {
    violations.push_back({"blocks[" + std::to_string(i) + "]", "is empty"});
  }
  const grpc::Status status = ToGrpcStatus(InvalidFields(violations));
  EXPECT_LE(status.error_message().size(), 1024u);
  EXPECT_LE(status.error_details().size(), 3500u);
  const auto kept = ErrorViolations(FromGrpcStatus(status));
  ASSERT_GT(kept.size(), 10u);
  EXPECT_EQ(kept[0], violations[0]);
  EXPECT_EQ(ErrorReason(FromGrpcStatus(status)), "INVALID_FIELD");
}

TEST(GrpcStatusTest, AMessageIsCutAtACharacterAndMadeValid) {
  std::string accents;
  for (int i = 0; i < 1000; ++i) accents += "\xC3\xA9";
  const std::string cut =
      ToGrpcStatus(absl::NotFoundError("x" + accents)).error_message();
  EXPECT_EQ(cut, "x" + accents.substr(0, 1022));
  EXPECT_EQ(ToGrpcStatus(absl::NotFoundError("a\xFF")).error_message(),
            "a\xEF\xBF\xBD");
}

TEST(GrpcStatusTest, APeersBrokenDetailsOrCodeLeaveTheRest) {
  const absl::Status status = FromGrpcStatus(
      grpc::Status(grpc::StatusCode::NOT_FOUND, "gone", "\xFF\xFFnonsense"));
  EXPECT_EQ(status, absl::NotFoundError("gone"));
  EXPECT_EQ(FromGrpcStatus(grpc::Status(grpc::StatusCode::DO_NOT_USE, "odd")),
            absl::UnknownError("odd"));
}

}  // namespace
}  // namespace byline
