#include "services/cli/import/json_line.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_split.h>
#include <google/protobuf/util/json_util.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>

#include "common/article/article_name.h"
#include "common/article/plain_body.h"
#include "common/base/crypto.h"
#include "common/base/timestamps.h"
#include "services/cli/import/timestamps.h"

namespace byline::cli {
namespace {

using byline::article::v1::Article;
using nlohmann::json;

std::string JsonTypeName(const json& value) {
  return absl::StrCat("is of type ", value.type_name());
}

// The fields of one line, each read once; what is never read is ignored.
class Fields {
 public:
  Fields(const json& object, ParsedArticle& out) : object_(object), out_(out) {}

  // The value under the first of `names` that is there and not null.
  const json* Find(std::initializer_list<const char*> names) {
    const json* found = nullptr;
    for (const char* name : names) {
      known_.insert(name);
      const auto at = object_.find(name);
      if (found == nullptr && at != object_.end() && !at->is_null()) {
        found = &*at;
        last_name_ = name;
      }
    }
    return found;
  }

  // A text; a number where `or_number` says so.
  std::string Text(std::initializer_list<const char*> names,
                   bool or_number = false) {
    const json* value = Find(names);
    if (value == nullptr) return "";
    if (value->is_string()) return value->get<std::string>();
    if (or_number && value->is_number_integer()) return value->dump();
    Violate(last_name_,
            absl::StrCat(JsonTypeName(*value), "; must be a string"));
    return "";
  }

  // A list of texts; a single text counts as a list of one, an object gives its
  // "name".
  template <typename Add>
  void Texts(const char* name, Add add) {
    const json* value = Find({name});
    if (value == nullptr) return;
    if (value->is_string()) return add(value->get<std::string>());
    if (!value->is_array())
      return Violate(name, absl::StrCat(JsonTypeName(*value),
                                        "; must be an array of strings"));
    for (size_t i = 0; i < value->size(); ++i) {
      const json& item = (*value)[i];
      if (item.is_string()) {
        add(item.get<std::string>());
      } else if (item.is_object() && item.contains("name") &&
                 item["name"].is_string()) {
        add(item["name"].get<std::string>());
      } else {
        Violate(absl::StrCat(name, "[", i, "]"),
                absl::StrCat(JsonTypeName(item), "; must be a string"));
      }
    }
  }

  void Violate(std::string field, std::string description) {
    out_.violations.push_back({std::move(field), std::move(description)});
  }

  void NameIgnored() {
    for (const auto& [name, value] : object_.items()) {
      if (known_.count(name) == 0) out_.ignored_fields.push_back(name);
    }
  }

 private:
  const json& object_;
  ParsedArticle& out_;
  std::set<std::string> known_;
  std::string last_name_;
};

void ReadBlocks(Fields& fields, Article& article) {
  if (const json* blocks = fields.Find({"blocks"}); blocks != nullptr) {
    if (!blocks->is_array()) {
      return fields.Violate(
          "blocks",
          absl::StrCat(JsonTypeName(*blocks), "; must be an array of blocks"));
    }
    Article parsed;
    const auto status = google::protobuf::util::JsonStringToMessage(
        json{{"blocks", *blocks}}.dump(), &parsed);
    if (!status.ok()) {
      return fields.Violate("blocks",
                            absl::StrCat("is not the JSON form of blocks: ",
                                         std::string(status.message())));
    }
    *article.mutable_blocks() = std::move(*parsed.mutable_blocks());
    if (fields.Find({"body"}) != nullptr)
      fields.Violate("body", "stands beside blocks; give one of them");
    return;
  }
  const std::string body = fields.Text({"body"});
  for (const PlainBlock& block : BlocksOfBody(body))
    AppendBlock(body, block, article);
}

void ReadTime(Fields& fields, Article& article) {
  const std::string published = fields.Text({"published"});
  if (published.empty()) return;
  const auto time = ParseIsoTime(published);
  if (!time.has_value()) {
    return fields.Violate("published",
                          absl::StrCat("\"", published.substr(0, 40),
                                       "\" is not a time; must be ISO 8601, "
                                       "for example 2026-11-02T08:30:00Z"));
  }
  *article.mutable_publish_time() = ToTimestamp(*time);
}

// {"model": "...", "values": [...]}; the limits are for the service to check.
void ReadEmbedding(Fields& fields, Article& article) {
  const json* embedding = fields.Find({"embedding"});
  if (embedding == nullptr) return;
  if (!embedding->is_object()) {
    return fields.Violate(
        "embedding", absl::StrCat(JsonTypeName(*embedding),
                                  "; must be an object with model and values"));
  }
  auto& vector = *article.mutable_embedding_vector();
  const auto model = embedding->find("model");
  if (model == embedding->end() || !model->is_string()) {
    fields.Violate("embedding.model", "is missing or no string");
  } else {
    vector.set_model(model->get<std::string>());
  }
  const auto values = embedding->find("values");
  if (values == embedding->end() || !values->is_array()) {
    return fields.Violate("embedding.values",
                          "is missing or no array of numbers");
  }
  for (size_t i = 0; i < values->size(); ++i) {
    const json& value = (*values)[i];
    const double number = value.is_number() ? value.get<double>() : 0;
    if (!value.is_number() ||
        std::abs(number) > std::numeric_limits<float>::max()) {
      return fields.Violate(absl::StrCat("embedding.values[", i, "]"),
                            "is no number of 32 bits");
    }
    vector.add_values(static_cast<float>(number));
  }
}

}  // namespace

std::string ImportedName(absl::string_view id, const Article& article) {
  if (IsArticleId(id)) return ArticleName(id);
  if (id.empty() && !article.external_id().empty()) return "";
  std::string origin(id);
  if (origin.empty()) origin = article.canonical_uri();
  if (origin.empty()) origin = article.SerializeAsString();
  return ArticleName(absl::StrCat("i-", Sha256Hex(origin).substr(0, 24)));
}

ParsedArticle ParseJsonLine(absl::string_view text, int64_t line) {
  ParsedArticle out;
  out.line = line;
  if (text.size() > kMaxLineBytes) {
    out.violations.push_back(
        {"line", absl::StrCat("has ", text.size(), " bytes; at most ",
                              kMaxLineBytes, " are taken")});
    return out;
  }
  const json object = json::parse(text.begin(), text.end(), nullptr,
                                  /*allow_exceptions=*/false);
  if (!object.is_object()) {
    out.violations.push_back(
        {"line", "is not one JSON object (RFC 8259, UTF-8)"});
    return out;
  }
  Fields fields(object, out);
  Article& article = out.article;
  const std::string id = fields.Text({"id"}, /*or_number=*/true);
  article.set_headline(fields.Text({"title"}));
  article.set_standfirst(fields.Text({"standfirst"}));
  ReadBlocks(fields, article);
  ReadTime(fields, article);
  article.set_language_code(fields.Text({"language", "lang"}));
  article.set_section(fields.Text({"section", "category"}));
  fields.Texts("tags",
               [&](std::string tag) { article.add_tags(std::move(tag)); });
  fields.Texts("authors", [&](std::string author) {
    article.add_authors(std::move(author));
  });
  ReadEmbedding(fields, article);
  article.set_canonical_uri(fields.Text({"canonical_url"}));
  article.set_external_id(fields.Text({"external_id"}, /*or_number=*/true));
  article.set_name(ImportedName(id, article));
  out.named_by_content = id.empty() && article.external_id().empty() &&
                         article.canonical_uri().empty();
  // An id that cannot be a name is not lost.
  if (article.external_id().empty() && !id.empty() &&
      article.name() != ArticleName(id))
    article.set_external_id(id);
  fields.NameIgnored();
  return out;
}

}  // namespace byline::cli
