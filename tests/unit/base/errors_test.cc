#include "common/base/errors.h"

#include <gtest/gtest.h>

namespace byline {
namespace {

TEST(ErrorsTest, AnInvalidFieldNamesFieldAndRemedy) {
  const absl::Status status = InvalidField(
      "article.slug", "has a space; a slug matches [a-z0-9-]{1,80}");
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status.message(),
            "article.slug: has a space; a slug matches [a-z0-9-]{1,80}");
  EXPECT_EQ(ErrorReason(status), "INVALID_FIELD");
  ASSERT_EQ(ErrorViolations(status).size(), 1u);
  EXPECT_EQ(ErrorViolations(status)[0].field, "article.slug");
}

TEST(ErrorsTest, SeveralViolationsAreAllKept) {
  const absl::Status status = InvalidFields({{"a", "x"}, {"b", "y"}});
  EXPECT_EQ(status.message(), "a: x; b: y");
  EXPECT_EQ(ErrorViolations(status),
            (std::vector<FieldViolation>{{"a", "x"}, {"b", "y"}}));
}

TEST(ErrorsTest, ReasonAndMetadataAreReadBack) {
  const absl::Status status =
      ErrorWithReason(absl::StatusCode::kNotFound, "ARTICLE_WITHDRAWN", "gone",
                      {{"notice", "Withdrawn."}});
  EXPECT_EQ(ErrorReason(status), "ARTICLE_WITHDRAWN");
  EXPECT_EQ(ErrorMetadata(status, "notice"), "Withdrawn.");
  EXPECT_EQ(ErrorMetadata(status, "other"), "");
}

TEST(ErrorsTest, AnyErrorCanNameItsField) {
  const absl::Status status =
      WithViolation(ErrorWithReason(absl::StatusCode::kAborted, "STALE",
                                    "etag: old", {{"etag", "new"}}),
                    "etag", "old");
  EXPECT_TRUE(absl::IsAborted(status));
  EXPECT_EQ(status.message(), "etag: old");
  EXPECT_EQ(ErrorReason(status), "STALE");
  EXPECT_EQ(ErrorMetadata(status, "etag"), "new");
  EXPECT_EQ(ErrorViolations(status),
            (std::vector<FieldViolation>{{"etag", "old"}}));
}

TEST(ErrorsTest, AnErrorWithoutDetailsHasNone) {
  const absl::Status status = absl::InternalError("x");
  EXPECT_EQ(ErrorReason(status), "");
  EXPECT_TRUE(ErrorViolations(status).empty());
}

}  // namespace
}  // namespace byline
