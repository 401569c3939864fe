// A progress line on standard error: a bar where it is a terminal, nothing
// where it is not (a log wants no bars). Not thread-safe.
#ifndef BYLINE_SERVICES_CLI_PROGRESS_H_
#define BYLINE_SERVICES_CLI_PROGRESS_H_

#include <absl/strings/string_view.h>
#include <absl/time/time.h>

#include <cstdint>
#include <string>

namespace byline::cli {

// The bar for `done` of `total` units (bytes, lines); total 0 means unknown.
// For example "import  [=========>          ]  47%  1,204 lines  850/s".
std::string ProgressLine(absl::string_view label, int64_t done, int64_t total,
                         int64_t items, absl::Duration elapsed);

class Progress {
 public:
  // `total` as in ProgressLine.
  Progress(std::string label, int64_t total);
  // Clears the line.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // Shows the state, at most ten times a second.
  void Update(int64_t done, int64_t items);

 private:
  std::string label_;
  int64_t total_;
  bool is_terminal_;
  absl::Time begin_;
  absl::Time shown_ = absl::InfinitePast();
};

}  // namespace byline::cli

#endif  // BYLINE_SERVICES_CLI_PROGRESS_H_
