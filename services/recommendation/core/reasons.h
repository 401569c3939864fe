// Why an article is offered, as a reader understands it: shared names, shared
// terms, the same section, newer or older. Structured; whoever shows them words
// them. Pure and thread-safe.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_REASONS_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_REASONS_H_

#include <absl/container/flat_hash_map.h>
#include <absl/strings/string_view.h>

#include <string>
#include <vector>

#include "byline/recommendation/v1/similarity.pb.h"
#include "common/text/term_scanner.h"
#include "services/recommendation/core/prepared_article.h"
#include "services/recommendation/core/score.h"

namespace byline::recommendation {

// An article's facts and how it spells its terms. Keeps a pointer: the article
// must outlive it.
class ArticleText {
 public:
  explicit ArticleText(const PreparedArticle& article);

  const ArticleFacts& facts() const { return article_->facts; }
  // Empty for a term that the article does not hold.
  absl::string_view Spelling(uint64_t term) const;

 private:
  const PreparedArticle* article_;
  absl::flat_hash_map<uint64_t, uint32_t, text::FingerprintHash> places_;
};

// What is known of a pair beside its texts.
struct PairFacts {
  bool pinned = false;
  bool same_story = false;
  bool also_read = false;
};

// The reasons for a pair, most telling first. Terms are spelled as the article
// of the query spells them: `text` is that article, with spellings.
std::vector<v1::Reason> MakeReasons(const ArticleText& text,
                                    const ArticleFacts& other,
                                    const Score& score,
                                    const std::vector<SharedTerm>& shared,
                                    const PairFacts& pair);

// A reason in the words of `language` (English where that is not known), as
// plain text: "Both mention Gaza and Hamas".
std::string WordReason(const v1::Reason& reason, absl::string_view language);

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_REASONS_H_
