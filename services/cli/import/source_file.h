// SourceFile: reads the articles of one file, one at a time, in constant
// memory: JSON Lines (*.jsonl, *.ndjson, *.json, "-" for standard input) or one
// Markdown article (*.md, *.markdown). Blank lines are skipped, a byte order
// mark is taken off.
#ifndef BYLINE_SERVICES_CLI_IMPORT_SOURCE_FILE_H_
#define BYLINE_SERVICES_CLI_IMPORT_SOURCE_FILE_H_

#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>

#include <cstdint>
#include <fstream>
#include <istream>
#include <memory>
#include <string>

#include "services/cli/import/parsed_article.h"

namespace byline::cli {

class SourceFile {
 public:
  // NOT_FOUND where it cannot be read; INVALID_ARGUMENT where its kind is not
  // known by its name.
  static absl::StatusOr<std::unique_ptr<SourceFile>> Open(
      const std::string& path);

  // The next article; false at the end.
  bool Next(ParsedArticle* article);

  // Bytes of the file, 0 where unknown; and those read.
  int64_t size() const { return size_; }
  int64_t bytes_read() const { return bytes_read_; }

 private:
  SourceFile() = default;

  // Reads a line of at most kMaxLineBytes + 1 bytes; what is longer is read
  // over.
  bool ReadLine(std::string* line);

  std::ifstream file_;
  std::istream* in_ = nullptr;
  bool is_markdown_ = false;
  std::string stem_;
  int64_t size_ = 0;
  int64_t bytes_read_ = 0;
  int64_t line_ = 0;
};

}  // namespace byline::cli

#endif  // BYLINE_SERVICES_CLI_IMPORT_SOURCE_FILE_H_
