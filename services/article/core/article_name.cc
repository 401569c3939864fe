#include "services/article/core/article_name.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/strip.h>

#include <algorithm>

#include "common/article/article_text.h"
#include "common/base/crypto.h"
#include "common/base/errors.h"

namespace byline::article {
namespace {

constexpr char kPrefix[] = "articles/";
constexpr size_t kMaxIdLength = 128;

std::string NameFrom(absl::string_view kind, absl::string_view text) {
  return ArticleName(absl::StrCat(kind, Sha256Hex(text).substr(0, 24)));
}

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

std::string MakeArticleName() { return ArticleName(RandomHex(8)); }

absl::Status CheckArticleName(absl::string_view field, absl::string_view name) {
  if (absl::ConsumePrefix(&name, kPrefix) && IsArticleId(name)) {
    return absl::OkStatus();
  }
  return InvalidField(field,
                      "must be articles/{article}, the id matching "
                      "[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
}

std::string ImportName(const v1::Article& item) {
  if (CheckArticleName("name", item.name()).ok()) return item.name();
  if (!item.external_id().empty()) return NameFrom("e-", item.external_id());
  if (!item.name().empty()) return NameFrom("n-", item.name());
  return NameFrom("c-", absl::StrCat(item.headline(), "\n\n", PlainText(item)));
}

}  // namespace byline::article
