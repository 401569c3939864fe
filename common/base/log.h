// One-line JSON logs on standard error:
//   {"time":"2026-01-02T03:04:05.678Z","severity":"INFO","message":"...","request_id":"...","key":"value"}
// The request id is that of the current thread's RequestIdScope, where there is
// one. Values are escaped, so that text from outside can neither end a line nor
// forge a field; invalid UTF-8 is replaced. Thread-safe.
//
//   Log(Severity::kInfo, "listening", {{"address", address}});
#ifndef BYLINE_COMMON_BASE_LOG_H_
#define BYLINE_COMMON_BASE_LOG_H_

#include <absl/strings/string_view.h>

#include <initializer_list>
#include <string>
#include <utility>

namespace byline {

enum class Severity { kDebug, kInfo, kWarning, kError };

using LogFields =
    std::initializer_list<std::pair<absl::string_view, absl::string_view>>;

// Writes one line, if `severity` is at least the least one.
void Log(Severity severity, absl::string_view message, LogFields fields = {});

// Sets the least severity that is written; kInfo at the start.
void SetLeastSeverity(Severity severity);

// `text` as a JSON string with its quotes; invalid UTF-8 becomes U+FFFD.
std::string JsonQuote(absl::string_view text);

// Names the request that the current thread works for, for its lifetime.
class RequestIdScope {
 public:
  explicit RequestIdScope(std::string request_id);
  ~RequestIdScope();
  RequestIdScope(const RequestIdScope&) = delete;
  RequestIdScope& operator=(const RequestIdScope&) = delete;

 private:
  std::string previous_;
};

// The current thread's request id; empty where there is none.
const std::string& CurrentRequestId();

// Whether `id` may be used as a request id: 1 to 128 characters of
// [A-Za-z0-9._-].
bool IsValidRequestId(absl::string_view id);

// 32 random hexadecimal digits.
std::string NewRequestId();

}  // namespace byline

#endif  // BYLINE_COMMON_BASE_LOG_H_
