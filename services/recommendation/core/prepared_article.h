// PreparedArticle: what the index keeps of an article, made outside of its
// locks: terms with their weights by zone (headline x3, standfirst, tags and
// first three sentences x1.5, body x1), names, spellings for reasons, shingles.
// A value: thread-safe as such. Never fails: an article without text has no
// terms.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_PREPARED_ARTICLE_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_PREPARED_ARTICLE_H_

#include <absl/time/time.h>
#include <absl/types/optional.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "byline/article/v1/article.pb.h"

namespace byline::recommendation {

// One term of an article: a folded word, a CJK bigram, or a name of several
// words joined by spaces.
struct PreparedTerm {
  std::string term;
  float weight = 0;  // 1 + ln(count weighted by zone)
  bool in_headline = false;
  bool is_name = false;
  std::string spelling;  // as the article writes it; empty: the term itself
};

// A verdict that an article bears, and the words for it: "thin: 27 words".
struct ArticleVerdict {
  article::v1::Verdict::Kind kind = article::v1::Verdict::KIND_UNSPECIFIED;
  std::string text;
};

// What is known of an article apart from its text.
struct ArticleFacts {
  std::string name;  // "articles/{article}"
  std::string headline;
  std::string slug;
  std::string section;
  std::string language;  // primary subtag, "en"; empty when unknown
  article::v1::State state = article::v1::STATE_UNSPECIFIED;
  std::vector<ArticleVerdict> verdicts;  // empty when all is well
  absl::optional<absl::Time> publish_time;
  int64_t revision = 0;
};

struct PreparedArticle {
  ArticleFacts facts;
  std::vector<PreparedTerm> terms;  // by term
  std::vector<uint64_t> shingles;   // sorted
};

// Whether it may stand in others' lists at all.
inline bool IsOfferable(const ArticleFacts& facts) {
  return facts.state == article::v1::STATE_PUBLISHED && facts.verdicts.empty();
}

// Whether a verdict leaves it without a list of its own: it is a placeholder,
// or so thin that nothing can be said to be like it.
inline bool HasTooLittleText(const ArticleVerdict& verdict) {
  return verdict.kind == article::v1::Verdict::KIND_THIN ||
         verdict.kind == article::v1::Verdict::KIND_PLACEHOLDER;
}
inline bool HasOwnList(const ArticleFacts& facts) {
  return std::none_of(facts.verdicts.begin(), facts.verdicts.end(),
                      HasTooLittleText);
}

// "thin", "placeholder", "no_headline" ...
std::string VerdictWord(article::v1::Verdict::Kind kind);

// Marks a first paragraph that only repeats the headline, as the article
// service does for stored articles: for a text that is not stored.
void MarkRepeatedHeadline(article::v1::Article& article);

PreparedArticle PrepareArticle(const article::v1::Article& article);

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_PREPARED_ARTICLE_H_
