// Reads one line of a newsroom's archive for the commands that work without a
// server: `id`, `title`, `body`, `published`, `language` (or `lang`), `section`
// (or `category`) and `points` as they stand, so that offsets into the body
// hold. Pure.
#ifndef BYLINE_SERVICES_CLI_IMPORT_ARCHIVE_LINE_H_
#define BYLINE_SERVICES_CLI_IMPORT_ARCHIVE_LINE_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>
#include <absl/time/time.h>
#include <absl/types/optional.h>

#include <functional>
#include <string>
#include <vector>

namespace byline::cli {

struct ArchiveLine {
  std::string id;
  std::string title;
  std::string body;
  absl::optional<absl::Time> published;
  std::string language;
  std::string section;
  // Key points that somebody wrote; empty where it is no list of texts.
  std::vector<std::string> points;
};

// INVALID_ARGUMENT names the field and what would be right. A time that cannot
// be read counts as absent.
absl::StatusOr<ArchiveLine> ParseArchiveLine(absl::string_view json);

// Calls `take` with every line of `path` ("-": standard input) and the share of
// the file that is read. Blank lines are skipped; faulty ones are told on
// standard error by file and line. NOT_FOUND where the file cannot be read;
// otherwise OK, or INVALID_ARGUMENT with the number of faulty lines, after all
// others were taken.
absl::Status ReadArchive(
    const std::string& path,
    const std::function<void(ArchiveLine, double share)>& take);

}  // namespace byline::cli

#endif  // BYLINE_SERVICES_CLI_IMPORT_ARCHIVE_LINE_H_
