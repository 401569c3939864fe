#include "services/article/core/article_name.h"

#include <absl/strings/str_cat.h>

#include "common/article/article_name.h"
#include "common/article/article_text.h"
#include "common/base/crypto.h"

namespace byline::article {
namespace {

std::string NameFrom(absl::string_view kind, absl::string_view text) {
  return ArticleName(absl::StrCat(kind, Sha256Hex(text).substr(0, 24)));
}

}  // namespace

std::string MakeArticleName() { return ArticleName(RandomHex(8)); }

std::string ImportName(const v1::Article& item) {
  if (IsArticleName(item.name())) return item.name();
  if (!item.external_id().empty()) return NameFrom("e-", item.external_id());
  if (!item.name().empty()) return NameFrom("n-", item.name());
  return NameFrom("c-", absl::StrCat(item.headline(), "\n\n", PlainText(item)));
}

}  // namespace byline::article
