#include "services/article/core/article_edit.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>

#include <algorithm>
#include <array>

#include "common/base/errors.h"

namespace byline::article {
namespace {

constexpr std::array<const char*, 15> kEditableFields = {"headline",
                                                         "slug",
                                                         "standfirst",
                                                         "authors",
                                                         "section",
                                                         "tags",
                                                         "language_code",
                                                         "publish_time",
                                                         "canonical_uri",
                                                         "external_id",
                                                         "blocks",
                                                         "corrections",
                                                         "editorial_summary",
                                                         "similarity_settings",
                                                         "embedding_vector"};

const google::protobuf::FieldDescriptor* FieldOf(const std::string& name) {
  return v1::Article::descriptor()->FindFieldByName(name);
}

bool IsSet(const v1::Article& article, const std::string& name) {
  const auto* field = FieldOf(name);
  const auto* reflection = article.GetReflection();
  return field->is_repeated() ? reflection->FieldSize(article, field) > 0
                              : reflection->HasField(article, field);
}

bool IsEditable(const std::string& name) {
  return std::find(kEditableFields.begin(), kEditableFields.end(), name) !=
         kEditableFields.end();
}

// What readers see as text, alone in a message.
v1::Article TextPart(const v1::Article& article) {
  v1::Article text;
  CopyFields({"headline", "standfirst", "blocks", "corrections"}, article,
             text);
  return text;
}

std::string Bytes(const v1::Article& article) {
  // No map fields, so that the bytes of equal messages are equal.
  return article.SerializeAsString();
}

}  // namespace

absl::StatusOr<std::vector<std::string>> EditedFields(
    const google::protobuf::FieldMask& mask, const v1::Article& article) {
  std::vector<std::string> fields;
  if (mask.paths().empty()) {
    for (const char* name : kEditableFields) {
      if (IsSet(article, name)) fields.push_back(name);
    }
    return fields;
  }
  for (const std::string& path : mask.paths()) {
    if (path == "*") {
      return std::vector<std::string>(kEditableFields.begin(),
                                      kEditableFields.end());
    }
    if (!IsEditable(path)) {
      return InvalidField(
          "update_mask",
          absl::StrCat("names \"", path.substr(0, 60),
                       "\", which is not a field that can be changed: ",
                       absl::StrJoin(kEditableFields, ", "), " or *"));
    }
    fields.push_back(path);
  }
  return fields;
}

void CopyFields(const std::vector<std::string>& fields, const v1::Article& from,
                v1::Article& article) {
  for (const std::string& name : fields) {
    const auto* field = FieldOf(name);
    const auto* reflection = article.GetReflection();
    reflection->ClearField(&article, field);
    if (field->cpp_type() ==
        google::protobuf::FieldDescriptor::CPPTYPE_MESSAGE) {
      if (field->is_repeated()) {
        for (int i = 0; i < reflection->FieldSize(from, field); ++i) {
          reflection->AddMessage(&article, field)
              ->CopyFrom(reflection->GetRepeatedMessage(from, field, i));
        }
      } else if (reflection->HasField(from, field)) {
        reflection->MutableMessage(&article, field)
            ->CopyFrom(reflection->GetMessage(from, field));
      }
    } else if (field->is_repeated()) {
      for (int i = 0; i < reflection->FieldSize(from, field); ++i) {
        reflection->AddString(&article, field,
                              reflection->GetRepeatedString(from, field, i));
      }
    } else {
      reflection->SetString(&article, field,
                            reflection->GetString(from, field));
    }
  }
}

v1::Article EditablePart(const v1::Article& article) {
  v1::Article part = article;
  part.clear_state();
  part.clear_verdicts();
  part.clear_withdrawal();
  part.clear_etag();
  part.clear_revision();
  part.clear_create_time();
  for (v1::Block& block : *part.mutable_blocks()) {
    block.clear_repeats_headline();
  }
  return part;
}

bool SameText(const v1::Article& a, const v1::Article& b) {
  return Bytes(TextPart(a)) == Bytes(TextPart(b));
}

bool SameArticle(const v1::Article& a, const v1::Article& b) {
  return Bytes(a) == Bytes(b);
}

}  // namespace byline::article
