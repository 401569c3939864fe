#include "tests/quality/recommendation/story_archive.h"

#include <absl/container/flat_hash_map.h>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "common/article/article_text.h"
#include "common/article/plain_body.h"
#include "common/text/background_terms.h"
#include "common/text/fold.h"
#include "common/text/words.h"
#include "services/recommendation/core/prepared_article.h"

namespace byline::recommendation {
namespace {

// So many articles of news at large stand behind the archive's own counts, as
// in TermWeights.
constexpr double kBackground = 200;
// Shorter ones are thin: the article service keeps them out of all lists.
constexpr int kMinWords = 40;

article::v1::Article ToArticle(const OfflineArticle& text) {
  article::v1::Article article;
  article.set_name(text.id);
  article.set_headline(text.title);
  article.set_language_code(text.language);
  const std::string body = text::RepairUtf8(text.body);
  for (const PlainBlock& block : BlocksOfBody(body)) {
    AppendBlock(body, block, article);
  }
  MarkRepeatedHeadline(article);
  return article;
}

// Terms of an archive: numbers for them, and how many articles hold each.
class TermTable {
 public:
  void Count(const PreparedArticle& article) {
    ++articles_;
    for (const PreparedTerm& term : article.terms) {
      Entry& entry =
          entries_.try_emplace(term.term, Entry{entries_.size(), 0, 0})
              .first->second;
      if (entry.holders++ == 0) {
        entry.background =
            kBackground *
            std::exp(-text::BackgroundIdf(term.term, article.facts.language));
      }
    }
  }

  std::vector<StoryTerm> Weigh(const PreparedArticle& article) const {
    std::vector<StoryTerm> terms;
    for (const PreparedTerm& term : article.terms) {
      const Entry& entry = entries_.at(term.term);
      const double idf = std::log((articles_ + kBackground) /
                                  (entry.holders + entry.background));
      terms.push_back({static_cast<uint32_t>(entry.id),
                       static_cast<float>(term.weight * idf), term.is_name,
                       term.in_headline});
    }
    std::sort(terms.begin(), terms.end(),
              [](const StoryTerm& a, const StoryTerm& b) {
                return std::tie(b.weight, a.id) < std::tie(a.weight, b.id);
              });
    if (terms.size() > kStoryTerms) terms.resize(kStoryTerms);
    double square = 0;
    for (const StoryTerm& term : terms) square += term.weight * term.weight;
    for (StoryTerm& term : terms) {
      term.weight = static_cast<float>(term.weight / std::sqrt(square));
    }
    std::sort(
        terms.begin(), terms.end(),
        [](const StoryTerm& a, const StoryTerm& b) { return a.id < b.id; });
    return terms;
  }

 private:
  struct Entry {
    size_t id = 0;
    double holders = 0;
    double background = 0;
  };
  absl::flat_hash_map<uint64_t, Entry> entries_;
  double articles_ = 0;
};

}  // namespace

std::vector<StoryArticle> PrepareStoryArchive(const LabelledArchive& archive) {
  std::vector<StoryArticle> articles;
  std::vector<PreparedArticle> prepared;
  TermTable table;
  for (size_t i = 0; i < archive.articles.size(); ++i) {
    const OfflineArticle& text = archive.articles[i];
    if (!text.published.has_value()) continue;
    const article::v1::Article article = ToArticle(text);
    if (text::CountWords(PlainText(article)) < kMinWords) continue;
    articles.push_back({text.id,
                        text.title,
                        archive.events[i],
                        archive.topics[i],
                        absl::ToUnixSeconds(*text.published),
                        {}});
    prepared.push_back(PrepareArticle(article));
    table.Count(prepared.back());
  }
  for (size_t i = 0; i < articles.size(); ++i) {
    articles[i].terms = table.Weigh(prepared[i]);
  }
  std::sort(articles.begin(), articles.end(),
            [](const StoryArticle& a, const StoryArticle& b) {
              return std::tie(a.publish_seconds, a.id) <
                     std::tie(b.publish_seconds, b.id);
            });
  return articles;
}

}  // namespace byline::recommendation
