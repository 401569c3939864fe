#include "tests/quality/recommendation/labelled_archive.h"

#include <absl/strings/str_cat.h>
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>

#include <fstream>
#include <utility>

namespace byline::recommendation {
namespace {

using Fields = google::protobuf::Map<std::string, google::protobuf::Value>;

std::string Text(const Fields& fields, const char* key) {
  const auto found = fields.find(key);
  return found == fields.end() ? "" : found->second.string_value();
}

std::set<std::string> Topics(const Fields& fields) {
  for (const char* key : {"topics", "topic", "category"}) {
    const auto found = fields.find(key);
    if (found == fields.end()) continue;
    std::set<std::string> topics;
    for (const auto& value : found->second.list_value().values()) {
      topics.insert(value.string_value());
    }
    if (!found->second.string_value().empty()) {
      topics.insert(found->second.string_value());
    }
    if (!topics.empty()) return topics;
  }
  return {};
}

absl::optional<absl::Time> Date(const std::string& text) {
  absl::Time time;
  std::string error;
  for (const size_t length : {text.size(), size_t{10}}) {
    if (absl::ParseTime(absl::RFC3339_full, text.substr(0, length), &time,
                        &error) ||
        absl::ParseTime("%Y-%m-%d", text.substr(0, length), &time, &error)) {
      return time;
    }
  }
  return absl::nullopt;
}

}  // namespace

absl::StatusOr<LabelledArchive> ReadLabelledArchive(const std::string& path) {
  std::ifstream file(path);
  if (!file) return absl::NotFoundError(absl::StrCat(path, ": cannot be read"));
  LabelledArchive archive;
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    if (line.empty()) continue;
    google::protobuf::Struct record;
    const auto parsed =
        google::protobuf::util::JsonStringToMessage(line, &record);
    const Fields& fields = record.fields();
    if (!parsed.ok() || Text(fields, "id").empty()) {
      return absl::InvalidArgumentError(absl::StrCat(
          path, ":", number, ": is no JSON object with a string \"id\""));
    }
    OfflineArticle& article = archive.articles.emplace_back();
    article.id = Text(fields, "id");
    article.title = Text(fields, "title");
    article.body = Text(fields, "body");
    article.published = Date(Text(fields, "published"));
    article.language = Text(fields, "language");
    article.section = Text(fields, "section");
    archive.events.push_back(Text(fields, "event"));
    archive.topics.push_back(Topics(fields));
  }
  return archive;
}

}  // namespace byline::recommendation
