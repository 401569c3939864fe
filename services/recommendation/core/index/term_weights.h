// TermWeights: how telling each term is in one language, and the latent space
// that was trained with it. Frozen: made once from a set of articles, used for
// all articles until it is made anew, so that scores of one time compare. Its
// version names what it was made from.
//
// A term's idf is ln((N + k) / (df + k * p)), with N and df of the archive, p
// the share of articles that hold the term in news at large, and k = 200
// articles that the background counts as: an archive of two is weighed by the
// background, one of 100,000 by itself. Without an archive k alone decides.
//
// Immutable once made: thread-safe.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_TERM_WEIGHTS_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_TERM_WEIGHTS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "services/recommendation/core/index/date_density.h"
#include "services/recommendation/core/index/fingerprint_list.h"
#include "services/recommendation/core/index/latent_cells.h"
#include "services/recommendation/core/index/latent_space.h"
#include "services/recommendation/core/index/term_counts.h"
#include "services/recommendation/core/index/term_lookup.h"
#include "services/recommendation/core/index/weighted_article.h"
#include "services/recommendation/core/prepared_article.h"

namespace byline::recommendation {

class TermWeights {
 public:
  // Background only.
  explicit TermWeights(std::string language);
  // Of an archive. From 1,000 articles on, a term that only one article holds
  // counts only where it is a name in its lead: it leads nowhere else.
  TermWeights(std::string language, TermCounts& counts);

  void Save(SnapshotWriter& writer) const;
  // Null where the bytes are none of weights.
  static std::shared_ptr<TermWeights> Load(SnapshotReader& reader);

  // Trains the latent space, and its cells, from what Sparse gives of some
  // of `articles` articles; not while another thread uses this.
  void TrainLatentSpace(const std::vector<SparseVector>& sample,
                        size_t articles);

  // Makes Weigh quicker for as long as the lookup, which takes 43 bytes a term,
  // is there; as TrainLatentSpace, and after it.
  void MakeLookup();
  void DropLookup() { lookup_.reset(); }
  // Asks memory for what Weigh will read of an article in the lookup.
  void Prefetch(const std::vector<PreparedTerm>& terms) const {
    for (const PreparedTerm& term : terms) lookup_->Prefetch(term.term);
  }

  // An article's strongest terms and, where a latent space is trained, its
  // place there, by all of its terms. `counted`: it is one of those that were
  // counted, so that a term without a weight of its own is one that leads
  // nowhere.
  WeightedArticle Weigh(const std::vector<PreparedTerm>& terms,
                        bool counted = false) const;
  // All terms that have a weight of their own.
  SparseVector Sparse(const std::vector<PreparedTerm>& terms) const;

  double Idf(uint64_t term) const;
  // How telling nearness in time is.
  const DateDensity& dates() const { return dates_; }
  // The terms that have a weight of their own, sorted.
  const std::shared_ptr<const FingerprintList>& terms() const { return terms_; }
  // Cells of the latent space.
  const std::shared_ptr<const LatentCells>& cells() const { return cells_; }
  const std::string& language() const { return language_; }
  bool HasLatentSpace() const { return !latent_.empty(); }
  // 16 hexadecimal digits; the same for the same articles.
  const std::string& version() const { return version_; }
  // The same of the latent space; empty without one.
  const std::string& latent_version() const { return latent_version_; }

 private:
  // A term of an article.
  struct Valued {
    uint64_t term = 0;
    float value = 0;
    uint32_t place = 0;  // in terms_; its size: none
    uint32_t row = 0;    // in latent_
    uint8_t weight = 0;  // the value, where 255 is the article's greatest
    const PreparedTerm* source = nullptr;
  };
  void Value(const std::vector<PreparedTerm>& terms, bool counted,
             std::vector<Valued>& valued) const;
  // The same by the lookup, for terms that were counted.
  void LookUp(const std::vector<PreparedTerm>& terms,
              std::vector<Valued>& valued) const;
  // Sets the weights and leaves the kMostTerms strongest.
  static void KeepStrongest(std::vector<Valued>& terms);
  static void SortByTerm(std::vector<Valued>& terms);

  std::string MakeVersion() const;

  std::string language_;
  double log_articles_ = 0;
  bool drops_single_ = false;
  std::shared_ptr<const FingerprintList> terms_;
  std::vector<float> idf_;  // of terms_
  DateDensity dates_;
  LatentSpace latent_;
  std::unique_ptr<TermLookup> lookup_;  // null: there is none
  std::shared_ptr<const LatentCells> cells_ = std::make_shared<LatentCells>();
  std::string version_;
  std::string latent_version_;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_TERM_WEIGHTS_H_
