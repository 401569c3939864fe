#include "tests/quality/summary/rouge/summary_files.h"

#include <absl/container/flat_hash_set.h>
#include <absl/status/status.h>
#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_split.h>

#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>

#include "common/text/language.h"

namespace byline::quality {
namespace {

using nlohmann::json;

std::string TextOf(const json& object, const char* name) {
  const auto at = object.find(name);
  return at != object.end() && at->is_string() ? at->get<std::string>() : "";
}

std::optional<text::ByteRange> RangeOf(const json& object) {
  if (!object.is_object()) return std::nullopt;
  const auto begin = object.find("begin");
  const auto end = object.find("end");
  if (begin == object.end() || end == object.end() ||
      !begin->is_number_unsigned() || !end->is_number_unsigned())
    return std::nullopt;
  return text::ByteRange{begin->get<size_t>(), end->get<size_t>()};
}

WrittenPoint PointOf(const json& value) {
  WrittenPoint point;
  if (value.is_string()) {
    point.text = value.get<std::string>();
    return point;
  }
  if (!value.is_object()) return point;
  point.text = TextOf(value, "text");
  point.source = RangeOf(value);
  const auto deletions = value.find("deletions");
  if (deletions != value.end() && deletions->is_array()) {
    point.deletions.emplace();
    for (const json& deletion : *deletions) {
      if (const auto range = RangeOf(deletion))
        point.deletions->push_back(*range);
    }
  }
  return point;
}

// Gives each line's object to `take`.
absl::Status ReadLines(
    const std::string& path,
    const std::function<void(const std::string& id, const json& line)>& take) {
  std::ifstream file(path);
  if (!file) return absl::NotFoundError(absl::StrCat(path, ": cannot be read"));
  absl::flat_hash_set<std::string> ids;
  int number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (absl::StripAsciiWhitespace(line).empty()) continue;
    const json object = json::parse(line, nullptr, false);
    if (!object.is_object() || !object.contains("id") ||
        !object["id"].is_string()) {
      return absl::InvalidArgumentError(absl::StrCat(
          path, ":", number, ": not a JSON object with a text \"id\""));
    }
    const std::string id = object["id"].get<std::string>();
    if (!ids.insert(id).second) {
      return absl::InvalidArgumentError(
          absl::StrCat(path, ":", number, ": id ", id, " is given twice"));
    }
    take(id, object);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<ReferenceArticle>> ReadReferenceArticles(
    const std::string& path) {
  std::vector<ReferenceArticle> articles;
  const absl::Status status =
      ReadLines(path, [&](const std::string& id, const json& line) {
        ReferenceArticle article;
        article.id = id;
        article.title = TextOf(line, "title");
        article.body = TextOf(line, "body");
        article.language = TextOf(line, "language");
        if (article.language.empty()) article.language = TextOf(line, "lang");
        if (article.language.empty())
          article.language = text::RecognizeLanguage(article.body);
        article.references = absl::StrSplit(TextOf(line, "summary"), '\n',
                                            absl::SkipWhitespace());
        articles.push_back(std::move(article));
      });
  if (!status.ok()) return status;
  return articles;
}

absl::StatusOr<WrittenSummaries> ReadWrittenSummaries(const std::string& path) {
  WrittenSummaries summaries;
  const absl::Status status =
      ReadLines(path, [&](const std::string& id, const json& line) {
        WrittenSummary summary;
        const auto points = line.find("key_points");
        if (points != line.end() && points->is_array()) {
          for (const json& point : *points)
            summary.points.push_back(PointOf(point));
        }
        const auto milliseconds = line.find("ms");
        if (milliseconds != line.end() && milliseconds->is_number())
          summary.milliseconds = milliseconds->get<double>();
        summaries.emplace(id, std::move(summary));
      });
  if (!status.ok()) return status;
  return summaries;
}

}  // namespace byline::quality
