#include "common/article/article_name.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/strip.h>

#include <algorithm>

#include "common/base/errors.h"

namespace byline {
namespace {

constexpr char kPrefix[] = "articles/";
constexpr size_t kMaxIdLength = 128;

}  // namespace

bool IsArticleId(absl::string_view id) {
  return !id.empty() && id.size() <= kMaxIdLength &&
         absl::ascii_isalnum(static_cast<unsigned char>(id[0])) &&
         std::all_of(id.begin(), id.end(), [](unsigned char c) {
           return absl::ascii_isalnum(c) || c == '.' || c == '_' || c == '-';
         });
}

std::string ArticleName(absl::string_view id) {
  return absl::StrCat(kPrefix, id);
}

bool IsArticleName(absl::string_view name) {
  return absl::ConsumePrefix(&name, kPrefix) && IsArticleId(name);
}

absl::Status CheckArticleName(absl::string_view field, absl::string_view name) {
  if (IsArticleName(name)) return absl::OkStatus();
  return InvalidField(field,
                      "must be articles/{article}, the id matching "
                      "[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
}

}  // namespace byline
