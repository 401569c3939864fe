#include "services/cli/progress.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>
#include <absl/time/clock.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace byline::cli {
namespace {

constexpr int kBarWidth = 24;

std::string WithThousands(int64_t number) {
  std::string digits = absl::StrCat(number);
  for (int at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<size_t>(at), ",");
  return digits;
}

}  // namespace

std::string ProgressLine(absl::string_view label, int64_t done, int64_t total,
                         int64_t items, absl::Duration elapsed) {
  std::string line(label);
  if (total > 0) {
    const double share = std::clamp(
        static_cast<double>(done) / static_cast<double>(total), 0.0, 1.0);
    const int filled = static_cast<int>(share * kBarWidth);
    absl::StrAppend(
        &line, "  [", std::string(static_cast<size_t>(filled), '='),
        filled < kBarWidth
            ? ">" +
                  std::string(static_cast<size_t>(kBarWidth - filled - 1), ' ')
            : "",
        "] ", absl::StrFormat("%3d%%", static_cast<int>(share * 100)));
  }
  absl::StrAppend(&line, "  ", WithThousands(items), " lines");
  const double seconds = absl::ToDoubleSeconds(elapsed);
  if (seconds > 0.5)
    absl::StrAppend(&line, "  ",
                    WithThousands(static_cast<int64_t>(
                        static_cast<double>(items) / seconds)),
                    "/s");
  return line;
}

Progress::Progress(std::string label, int64_t total)
    : label_(std::move(label)),
      total_(total),
      is_terminal_(isatty(STDERR_FILENO) == 1),
      begin_(absl::Now()) {}

Progress::~Progress() {
  if (is_terminal_) std::fputs("\r\x1b[K", stderr);
}

void Progress::Update(int64_t done, int64_t items) {
  const absl::Time now = absl::Now();
  if (!is_terminal_ || now - shown_ < absl::Milliseconds(100)) return;
  shown_ = now;
  std::fprintf(stderr, "\r\x1b[K%s",
               ProgressLine(label_, done, total_, items, now - begin_).c_str());
}

}  // namespace byline::cli
