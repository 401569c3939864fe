#include "services/recommendation/core/prepared_article.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/strip.h>

#include <cmath>
#include <utility>

#include "common/article/article_text.h"
#include "common/base/timestamps.h"
#include "common/text/fold.h"
#include "common/text/language.h"
#include "common/text/near_copy.h"
#include "services/recommendation/core/article_words.h"

namespace byline::recommendation {
namespace {

std::string VerdictText(const article::v1::Verdict& verdict) {
  std::string text = VerdictWord(verdict.kind());
  if (!verdict.reason().empty()) absl::StrAppend(&text, ": ", verdict.reason());
  if (!verdict.canonical_article().empty()) {
    absl::StrAppend(&text, " (", verdict.canonical_article(), ")");
  }
  return text;
}

// Of length 1; empty where the values have no length.
ModelVector VectorOf(const article::v1::EmbeddingVector& vector) {
  double square = 0;
  for (const float value : vector.values()) {
    square += static_cast<double>(value) * value;
  }
  if (!(square > 0) || !std::isfinite(square)) return {};
  const double length = std::sqrt(square);
  ModelVector made{vector.model(), {}};
  made.values.reserve(static_cast<size_t>(vector.values_size()));
  for (const float value : vector.values()) {
    made.values.push_back(static_cast<float>(value / length));
  }
  return made;
}

}  // namespace

std::string VerdictWord(article::v1::Verdict::Kind kind) {
  const std::string name = article::v1::Verdict::Kind_Name(kind);
  return absl::AsciiStrToLower(absl::StripPrefix(name, "KIND_"));
}

void MarkRepeatedHeadline(article::v1::Article& article) {
  if (article.blocks().empty()) return;
  article::v1::Block& first = *article.mutable_blocks(0);
  if (!first.has_paragraph()) return;
  first.set_repeats_headline(text::RepeatsHeadline(
      first.paragraph().text().text(), article.headline()));
}

PreparedArticle PrepareArticle(const article::v1::Article& article) {
  PreparedArticle prepared;
  ArticleFacts& facts = prepared.facts;
  facts.name = article.name();
  facts.headline = article.headline();
  facts.slug = article.slug();
  facts.section = article.section();
  facts.state = article.state();
  for (const article::v1::Verdict& verdict : article.verdicts()) {
    facts.verdicts.push_back({verdict.kind(), VerdictText(verdict)});
  }
  facts.revision = article.revision();
  if (article.has_publish_time()) {
    facts.publish_time = ToTime(article.publish_time());
  }
  for (const article::v1::Correction& correction : article.corrections()) {
    facts.correct_time = ToTime(correction.correct_time());
  }
  facts.language = text::PrimaryLanguage(article.language_code());
  if (facts.language.empty() || facts.language == "und") {
    facts.language = text::RecognizeLanguage(
        absl::StrCat(article.headline(), "\n\n", PlainText(article)));
  }

  const std::vector<TextBlock> blocks = TextBlocks(article);
  size_t size = article.headline().size();
  for (const TextBlock& block : blocks) size += block.text.size();
  ArticleWords words(facts.language);
  CopyWordReader reader(size);
  reader.Add(article.headline());
  for (const TextBlock& block : blocks) {
    words.AddBody(block.text);
    // As in PlainText.
    if (block.kind != TextBlock::Kind::kCaption) {
      reader.Add(block.text, words.scanned());
    }
  }
  words.AddLead(article.standfirst());
  for (const std::string& tag : article.tags()) words.AddLead(tag);
  words.AddHeadline(article.headline());
  std::move(words).Finish(prepared);
  prepared.copy_words = std::move(reader).Finish();
  prepared.sketch = MakeCopySketch(prepared.copy_words);
  prepared.vector = VectorOf(article.embedding_vector());
  prepared.settings = article.similarity_settings();
  return prepared;
}

}  // namespace byline::recommendation
