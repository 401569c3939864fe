// TermCounts: over a set of articles, how many hold each term, and when they
// were published. The same whatever their order. Not thread-safe.
//
// Terms of some ten thousand articles are kept by their leading bits and
// counted share by share: a share's table stays in the processor's cache, that
// of all terms of a million articles does not.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_TERM_COUNTS_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_TERM_COUNTS_H_

#include <absl/container/flat_hash_map.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "common/text/term_scanner.h"
#include "services/recommendation/core/index/date_density.h"
#include "services/recommendation/core/prepared_article.h"

namespace byline::recommendation {

class TermCounts {
 public:
  // A term and how many articles hold it.
  struct Held {
    uint64_t term = 0;
    uint32_t holders = 0;
  };

  // `publish_second`: Document::publish_second.
  void Add(const std::vector<PreparedTerm>& terms, int64_t publish_second);

  int64_t articles() const { return articles_; }
  const DateDensity& dates() const { return dates_; }
  // By term. `without_singles`: leaves out what only one article holds, unless
  // it is a name in that article's lead.
  std::vector<Held> Terms(bool without_singles);

 private:
  static constexpr int kShareBits = 8;

  // The terms that have the same leading bits.
  struct Share {
    std::vector<uint64_t> waiting;
    // Of these an article has the name in its lead.
    std::vector<uint64_t> waiting_names;
    absl::flat_hash_map<uint64_t, uint32_t, text::FingerprintHash> holders;
  };
  static void Count(Share& share);

  int64_t articles_ = 0;
  DateDensity dates_;
  std::vector<Share> shares_ = std::vector<Share>(1 << kShareBits);
  size_t waiting_ = 0;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_TERM_COUNTS_H_
