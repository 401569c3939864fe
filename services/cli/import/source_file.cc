#include "services/cli/import/source_file.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/strip.h>

#include <filesystem>
#include <iostream>
#include <iterator>

#include "services/cli/import/json_line.h"
#include "services/cli/import/markdown.h"

namespace byline::cli {

absl::StatusOr<std::unique_ptr<SourceFile>> SourceFile::Open(
    const std::string& path) {
  std::unique_ptr<SourceFile> source(new SourceFile);
  if (path == "-") {
    source->in_ = &std::cin;
    return source;
  }
  const std::filesystem::path name(path);
  const std::string extension =
      absl::AsciiStrToLower(name.extension().string());
  source->is_markdown_ = extension == ".md" || extension == ".markdown";
  if (!source->is_markdown_ && extension != ".jsonl" &&
      extension != ".ndjson" && extension != ".json") {
    return absl::InvalidArgumentError(
        absl::StrCat(path,
                     " is of no known kind; must end in .jsonl, .ndjson, .json "
                     "(one object a line), .md or .markdown, or be -"));
  }
  std::error_code error;
  if (!std::filesystem::is_regular_file(name, error))
    return absl::NotFoundError(absl::StrCat(path, " is not there, or no file"));
  source->size_ = static_cast<int64_t>(std::filesystem::file_size(name, error));
  source->file_.open(path, std::ios::binary);
  if (!source->file_)
    return absl::NotFoundError(absl::StrCat(path, " cannot be read"));
  source->in_ = &source->file_;
  source->stem_ = name.stem().string();
  return source;
}

bool SourceFile::ReadLine(std::string* line) {
  line->clear();
  std::streambuf* buffer = in_->rdbuf();
  bool any = false;
  for (int c = buffer->sbumpc(); c != std::char_traits<char>::eof();
       c = buffer->sbumpc()) {
    any = true;
    ++bytes_read_;
    if (c == '\n') break;
    if (line->size() <= kMaxLineBytes) line->push_back(static_cast<char>(c));
  }
  return any;
}

bool SourceFile::Next(ParsedArticle* article) {
  if (is_markdown_) {
    if (line_ > 0) return false;
    line_ = 1;
    std::string text((std::istreambuf_iterator<char>(*in_)),
                     std::istreambuf_iterator<char>());
    bytes_read_ = static_cast<int64_t>(text.size());
    *article = ParseMarkdown(
        absl::StripPrefix(absl::string_view(text), "\xEF\xBB\xBF"), stem_);
    return true;
  }
  std::string line;
  while (ReadLine(&line)) {
    ++line_;
    absl::string_view text = line;
    if (line_ == 1) text = absl::StripPrefix(text, "\xEF\xBB\xBF");
    if (absl::StripAsciiWhitespace(text).empty()) continue;
    *article = ParseJsonLine(text, line_);
    return true;
  }
  return false;
}

}  // namespace byline::cli
