#include "services/article/render/shown_text.h"

#include <absl/strings/str_cat.h>

#include "common/article/article_text.h"
#include "common/base/crypto.h"
#include "common/base/timestamps.h"
#include "common/text/fold.h"
#include "common/text/language.h"
#include "services/article/core/article_state.h"

namespace byline::article {
namespace {

constexpr size_t kDescriptionBytes = 200;
constexpr size_t kTitleBytes = 70;

// The first words of `text` within `max_bytes`, with an ellipsis where it was
// cut.
std::string FirstWords(absl::string_view text, size_t max_bytes) {
  if (text.size() <= max_bytes) return std::string(text);
  absl::string_view cut = text::TruncateUtf8(text, max_bytes);
  const size_t space = cut.find_last_of(" \n");
  if (space != absl::string_view::npos && space > max_bytes / 2) {
    cut = cut.substr(0, space);
  }
  return absl::StrCat(cut, "…");
}

std::string FirstText(const v1::Article& article, size_t max_bytes) {
  for (const TextBlock& block : TextBlocks(article)) {
    if (block.kind == TextBlock::Kind::kParagraph ||
        block.kind == TextBlock::Kind::kQuote) {
      return FirstWords(block.text, max_bytes);
    }
  }
  return "";
}

}  // namespace

std::string ArticlePath(const v1::Article& article) {
  return absl::StrCat("/articles/", article.slug());
}

std::string TitleOf(const v1::Article& article) {
  if (!article.headline().empty()) return article.headline();
  if (!article.standfirst().empty()) {
    return FirstWords(article.standfirst(), kTitleBytes);
  }
  return FirstText(article, kTitleBytes);
}

std::string DescriptionOf(const v1::Article& article) {
  if (!article.standfirst().empty()) {
    return FirstWords(article.standfirst(), kDescriptionBytes);
  }
  return FirstText(article, kDescriptionBytes);
}

const char* DirectionOf(absl::string_view language) {
  return text::IsRightToLeft(language) ? "rtl" : "ltr";
}

std::string MachineTime(const google::protobuf::Timestamp& time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", ToTime(time),
                          absl::UTCTimeZone());
}

std::string FragmentEtag(const fragment::v1::Fragment& fragment) {
  return Sha256Hex(absl::StrCat(fragment.html().size(), "\n", fragment.html(),
                                fragment.head_html()))
      .substr(0, 32);
}

}  // namespace byline::article
