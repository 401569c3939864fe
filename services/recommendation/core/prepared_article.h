// PreparedArticle: what the index needs of an article, made outside of its
// locks: every term with its weight by zone (headline x3, standfirst, tags and
// first sentences x1.5, body x1), names, spellings for reasons, words for
// shingles, the publisher's own vector. Says nothing of how rare a term is:
// that is the index's knowledge. A value: thread-safe as such. Never fails: an
// article without text has no terms.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_PREPARED_ARTICLE_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_PREPARED_ARTICLE_H_

#include <absl/strings/string_view.h>
#include <absl/time/time.h>
#include <absl/types/optional.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "byline/article/v1/article.pb.h"
#include "services/recommendation/core/copy_sketch.h"

namespace byline::recommendation {

// Bytes of a term's spelling, at most.
inline constexpr size_t kLongestSpelling = 200;

// One term of an article: a folded word, a CJK bigram, or a name of several
// words.
struct PreparedTerm {
  uint64_t term = 0;  // text::TermFingerprint of it
  // 1 + ln(count weighted by zone), to 8 binary digits.
  float weight = 0;
  // As the article writes it: a range of PreparedArticle::spellings.
  uint32_t spelling_begin = 0;
  uint16_t spelling_size = 0;
  bool in_headline = false;
  bool in_lead = false;  // headline, standfirst or first sentences
  bool is_name = false;
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
  absl::optional<absl::Time> correct_time;  // of the last correction
  int64_t revision = 0;
};

// The publisher's own vector of a text; empty where there is none.
struct ModelVector {
  std::string model;
  std::vector<float> values;  // of length 1
};

struct PreparedArticle {
  ArticleFacts facts;
  std::vector<PreparedTerm> terms;  // in the order of the text
  std::string spellings;
  CopyWords copy_words;  // of headline and text
  CopySketch sketch;
  ModelVector vector;
  article::v1::SimilaritySettings settings;  // the editors'

  absl::string_view Spelling(const PreparedTerm& term) const {
    return absl::string_view(spellings).substr(term.spelling_begin,
                                               term.spelling_size);
  }
  std::vector<uint32_t> Shingles() const { return CopyShingles(copy_words); }
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
