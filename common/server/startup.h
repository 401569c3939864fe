// Faults of a start are fatal: one clear line on standard error, "PROGRAM: what
// is wrong", and exit code 1. For main only.
//
//   ExitOnError(tokens.Load());
//   const std::string key = ValueOrExit(ReadToken(path));
#ifndef BYLINE_COMMON_SERVER_STARTUP_H_
#define BYLINE_COMMON_SERVER_STARTUP_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <utility>

namespace byline {

void ExitOnError(const absl::Status& status);

template <typename T>
T ValueOrExit(absl::StatusOr<T> value) {
  ExitOnError(value.status());
  return *std::move(value);
}

}  // namespace byline

#endif  // BYLINE_COMMON_SERVER_STARTUP_H_
