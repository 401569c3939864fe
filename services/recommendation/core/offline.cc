#include "services/recommendation/core/offline.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <utility>

#include "common/article/article_text.h"
#include "common/article/plain_body.h"
#include "common/text/fold.h"
#include "common/text/placeholder.h"
#include "common/text/words.h"
#include "services/recommendation/core/prepared_article.h"
#include "services/recommendation/core/reasons.h"
#include "services/recommendation/core/similarity_index.h"

namespace byline::recommendation {
namespace {

// A text of the archive as the index takes it.
struct OfflineText {
  PreparedArticle prepared;
  int words = 0;
  bool counts = false;  // has a list, and may stand in others'
};

article::v1::Article ToArticle(const OfflineArticle& text) {
  article::v1::Article article;
  article.set_name(text.id);
  article.set_headline(text.title);
  article.set_section(text.section);
  article.set_language_code(text.language);
  article.set_state(article::v1::STATE_PUBLISHED);
  const std::string body = text::RepairUtf8(text.body);
  for (const PlainBlock& block : BlocksOfBody(body)) {
    AppendBlock(body, block, article);
  }
  MarkRepeatedHeadline(article);
  return article;
}

OfflineText Prepare(const OfflineArticle& text, int min_words) {
  const article::v1::Article article = ToArticle(text);
  std::vector<std::string> paragraphs;
  for (const TextBlock& block : TextBlocks(article)) {
    paragraphs.emplace_back(block.text);
  }
  OfflineText prepared;
  prepared.prepared = PrepareArticle(article);
  prepared.prepared.facts.publish_time = text.published;
  // Near-copies are judged by the whole line, as whoever checks them sees it.
  prepared.prepared.copy_words =
      CopyWordsOf(absl::StrCat(text.title, " ", text.body));
  prepared.prepared.sketch = MakeCopySketch(prepared.prepared.copy_words);
  prepared.words = text::CountWords(PlainText(article));
  prepared.counts = prepared.words >= min_words &&
                    !text::PlaceholderReason(text.title, paragraphs,
                                             prepared.prepared.facts.language)
                         .has_value();
  return prepared;
}

}  // namespace

std::vector<OfflineList> FindSimilarOffline(
    const std::vector<OfflineArticle>& archive, const OfflineOptions& options,
    const std::function<void(double)>& progress) {
  const double steps = 2.0 * static_cast<double>(archive.size());
  double done = 0;
  const auto step = [&] {
    ++done;
    if (progress) progress(done / steps);
  };

  std::vector<OfflineText> texts;
  texts.reserve(archive.size());
  for (const OfflineArticle& text : archive) {
    texts.push_back(Prepare(text, options.min_words));
    step();
  }
  // Some candidates fall away as near-copies: twice as many as are wanted.
  SimilarityOptions search;
  search.candidates = std::max(
      search.candidates, 2 * static_cast<size_t>(std::max(1, options.top)));
  SimilarityIndex index(search);
  std::vector<std::string> languages;
  for (OfflineText& text : texts) {
    languages.push_back(text.prepared.facts.language);
    if (!text.counts) continue;
    index.Put(text.prepared);
    text.prepared = {};  // the index has it
  }
  index.Reindex();
  std::vector<OfflineList> lists;
  lists.reserve(archive.size());
  for (size_t i = 0; i < archive.size(); ++i) {
    OfflineList& list = lists.emplace_back();
    list.id = archive[i].id;
    step();
    if (!texts[i].counts) continue;
    const auto similar =
        index.List(list.id, {.page_size = std::max(1, options.top),
                             .exhaustive = options.exhaustive});
    if (!similar.ok()) continue;
    for (const SimilarResult& result : *similar) {
      OfflineSimilar& entry = list.similar.emplace_back();
      entry.id = result.article.article();
      entry.score = result.article.score();
      for (const v1::Reason& reason : result.article.reasons()) {
        entry.reasons.push_back(WordReason(reason, languages[i]));
      }
    }
  }
  return lists;
}

}  // namespace byline::recommendation
