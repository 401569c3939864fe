#include "services/article/core/verdicts.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>

#include <string>

#include "common/article/article_text.h"
#include "common/text/fold.h"
#include "common/text/near_copy.h"
#include "common/text/placeholder.h"
#include "common/text/words.h"

namespace byline::article {
namespace {

void Add(v1::Article& article, v1::Verdict::Kind kind, std::string reason) {
  v1::Verdict& verdict = *article.add_verdicts();
  verdict.set_kind(kind);
  verdict.set_reason(std::move(reason));
}

std::vector<std::string> Paragraphs(const v1::Article& article) {
  std::vector<std::string> paragraphs;
  for (const TextBlock& block : TextBlocks(article)) {
    if (block.kind == TextBlock::Kind::kCaption) continue;
    paragraphs.push_back(std::string(block.text));
  }
  return paragraphs;
}

}  // namespace

int CountArticleWords(const v1::Article& article) {
  return text::CountWords(PlainText(article));
}

void SetOwnVerdicts(v1::Article& article) {
  article.clear_verdicts();
  if (text::Fold(article.headline()).empty()) {
    Add(article, v1::Verdict::KIND_NO_HEADLINE, "the headline is empty");
  }
  const auto placeholder = text::PlaceholderReason(
      article.headline(), Paragraphs(article), article.language_code());
  if (placeholder) {
    Add(article, v1::Verdict::KIND_PLACEHOLDER, *placeholder);
  }
  const int words = CountArticleWords(article);
  if (words < kThinWords) {
    Add(article, v1::Verdict::KIND_THIN,
        absl::StrCat("the text has ", words, words == 1 ? " word" : " words",
                     "; fewer than ", kThinWords, " are thin"));
  }
}

void SetDuplicate(v1::Article& article, absl::string_view canonical,
                  double similarity) {
  ClearDuplicate(article);
  Add(article, v1::Verdict::KIND_DUPLICATE,
      absl::StrFormat("a near-copy of %s, with which it shares %.0f%% of its "
                      "runs of four words",
                      std::string(canonical), similarity * 100));
  article.mutable_verdicts(article.verdicts_size() - 1)
      ->set_canonical_article(std::string(canonical));
}

void ClearDuplicate(v1::Article& article) {
  auto& verdicts = *article.mutable_verdicts();
  for (int i = verdicts.size() - 1; i >= 0; --i) {
    if (verdicts[i].kind() == v1::Verdict::KIND_DUPLICATE) {
      verdicts.DeleteSubrange(i, 1);
    }
  }
}

std::vector<uint64_t> ArticleShingles(const v1::Article& article) {
  return text::Shingles(
      absl::StrCat(article.headline(), " ", PlainText(article)));
}

}  // namespace byline::article
