// Errors as they leave the suite: an absl::Status whose payloads are
// google.rpc.ErrorInfo and google.rpc.BadRequest, so that every error names a
// reason for programs, the field at fault, and what would be right. Pure: no
// gRPC. The edges convert once, with common/server/grpc_status.h.
//
//   return InvalidField("article.slug", "has a space; a slug matches
//   [a-z0-9-]{1,80}");
#ifndef BYLINE_COMMON_BASE_ERRORS_H_
#define BYLINE_COMMON_BASE_ERRORS_H_

#include <absl/status/status.h>
#include <absl/strings/string_view.h>

#include <map>
#include <string>
#include <vector>

namespace byline {

// One fault of a request: the field's path ("article.blocks[2].paragraph.text")
// and what is wrong and would be right.
struct FieldViolation {
  std::string field;
  std::string description;

  bool operator==(const FieldViolation&) const = default;
};

// INVALID_ARGUMENT with reason INVALID_FIELD. The message lists the violations
// as "field: description; ...".
absl::Status InvalidFields(const std::vector<FieldViolation>& violations);
absl::Status InvalidField(absl::string_view field,
                          absl::string_view description);

// Any code with a reason (SCREAMING_SNAKE) and metadata for
// google.rpc.ErrorInfo; domain is "byline.dev".
absl::Status ErrorWithReason(
    absl::StatusCode code, absl::string_view reason, absl::string_view message,
    const std::map<std::string, std::string>& metadata = {});

// The error with the field at fault besides, for those that are not
// INVALID_ARGUMENT: replaces the violations that it has.
absl::Status WithViolation(absl::Status status, absl::string_view field,
                           absl::string_view description);

// The reason of such an error; empty where it has none.
std::string ErrorReason(const absl::Status& status);
// A metadata value of such an error; empty where it has none.
std::string ErrorMetadata(const absl::Status& status, absl::string_view key);
// The violations of such an error; empty where it has none.
std::vector<FieldViolation> ErrorViolations(const absl::Status& status);

}  // namespace byline

#endif  // BYLINE_COMMON_BASE_ERRORS_H_
