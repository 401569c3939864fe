#include "tests/quality/recommendation/labelled_archive.h"

#include <absl/container/flat_hash_map.h>
#include <absl/strings/str_cat.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <utility>

#include "common/text/language.h"

namespace byline::recommendation {
namespace {

using nlohmann::json;

// A field's text; empty where it is absent, null or no text.
std::string Text(const json& record, const char* key) {
  const auto found = record.find(key);
  return found != record.end() && found->is_string() ? found->get<std::string>()
                                                     : "";
}

std::set<std::string> Topics(const json& record) {
  for (const char* key : {"topics", "topic", "category"}) {
    const auto found = record.find(key);
    if (found == record.end()) continue;
    std::set<std::string> topics;
    for (const json& value :
         found->is_array() ? *found : json::array({*found})) {
      if (value.is_string() && !value.get<std::string>().empty()) {
        topics.insert(value.get<std::string>());
      }
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

std::string Language(const json& record, const OfflineArticle& article) {
  for (const std::string& language :
       {Text(record, "label_language"), article.language}) {
    if (!language.empty()) return text::PrimaryLanguage(language);
  }
  return text::RecognizeLanguage(
      absl::StrCat(article.title, "\n\n", article.body));
}

}  // namespace

absl::StatusOr<LabelledArchive> ReadLabelledArchive(const std::string& path) {
  std::ifstream file(path);
  if (!file) return absl::NotFoundError(absl::StrCat(path, ": cannot be read"));
  LabelledArchive archive;
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    if (line.empty()) continue;
    const json record = json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (!record.is_object() || Text(record, "id").empty()) {
      return absl::InvalidArgumentError(absl::StrCat(
          path, ":", number, ": is no JSON object with a string \"id\""));
    }
    OfflineArticle& article = archive.articles.emplace_back();
    article.id = Text(record, "id");
    article.title = Text(record, "title");
    article.body = Text(record, "body");
    article.published = Date(Text(record, "published"));
    article.language = Text(record, "language");
    article.section = Text(record, "section");
    archive.events.push_back(Text(record, "event"));
    archive.topics.push_back(Topics(record));
    archive.languages.push_back(Language(record, article));
  }
  return archive;
}

LabelledArchive SampleOf(const LabelledArchive& archive, double share,
                         uint64_t seed) {
  LabelledArchive sample;
  std::mt19937_64 random(seed);
  absl::flat_hash_map<std::string, bool> taken;
  for (size_t i = 0; i < archive.articles.size(); ++i) {
    const std::string& event = archive.events[i];
    const auto known = event.empty() ? taken.end() : taken.find(event);
    bool take = false;
    if (known != taken.end()) {
      take = known->second;
    } else {
      take = static_cast<double>(random() >> 11) * 0x1.0p-53 < share;
      if (!event.empty()) taken[event] = take;
    }
    if (!take) continue;
    sample.articles.push_back(archive.articles[i]);
    sample.events.push_back(event);
    sample.topics.push_back(archive.topics[i]);
    sample.languages.push_back(archive.languages[i]);
  }
  return sample;
}

}  // namespace byline::recommendation
