// LanguageIndex: the articles of one language and their inverted index: a
// dictionary of terms, for each the articles that hold it, and how telling each
// term is. Articles are added and removed at once; slots and term ids are used
// again.
//
// A term's idf is ln((N + k) / (df + k * p)), with N and df of the searchable
// articles, p the share of documents that hold the term in news at large, and k
// = 200 articles that the background counts as: an archive of two is weighed by
// the background, one of 100,000 by itself.
//
// Not thread-safe: SimilarityIndex holds the lock.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_LANGUAGE_INDEX_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_LANGUAGE_INDEX_H_

#include <absl/container/node_hash_map.h>
#include <absl/strings/string_view.h>
#include <absl/types/optional.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "services/recommendation/core/prepared_article.h"
#include "services/recommendation/core/shingle_set.h"

namespace byline::recommendation {

using TermId = uint32_t;
using Slot = uint32_t;

// A term of a stored article.
struct StoredTerm {
  TermId id = 0;
  float weight = 0;
  bool in_headline = false;
  bool is_name = false;
};

// An article in the index.
struct StoredArticle {
  ArticleFacts facts;
  bool searchable = false;
  std::vector<StoredTerm> terms;                          // by id
  std::vector<std::pair<TermId, std::string>> spellings;  // by id
  ShingleSet shingles;

  // The article's own spelling of a term; empty: the term itself.
  absl::string_view Spelling(TermId id) const;
};

// An article that holds a term.
struct Posting {
  Slot slot = 0;
  float weight = 0;
};

class LanguageIndex {
 public:
  explicit LanguageIndex(std::string language);

  // Stores an article. Only searchable ones are found and counted.
  Slot Add(PreparedArticle article, bool searchable);
  // Removes it. `slot` is one that Add gave and that was not removed yet.
  void Remove(Slot slot);

  const StoredArticle& At(Slot slot) const { return articles_[slot]; }
  // Greater than every slot in use.
  size_t SlotCount() const { return articles_.size(); }

  absl::optional<TermId> Find(absl::string_view term) const;
  const std::string& Text(TermId id) const { return *terms_[id].text; }
  const std::vector<Posting>& Postings(TermId id) const {
    return terms_[id].postings;
  }
  double Idf(TermId id) const { return log_articles_ - terms_[id].log_holders; }
  // Of any term, also one that no article holds.
  double Idf(absl::string_view term) const;
  // Length of the article's vector by the weights of a while ago: good enough
  // to choose candidates by.
  float RoughNorm(Slot slot) const { return rough_norms_[slot]; }

 private:
  struct Term {
    const std::string* text = nullptr;  // key in `ids_`; null: id is free
    double background = 0;              // k * p
    double log_holders = 0;             // ln(df + k * p)
    uint32_t references = 0;            // articles stored with it
    std::vector<Posting> postings;      // by slot
  };

  TermId Intern(const std::string& term);
  void Release(TermId id);
  void CountSearchable(int change);
  void RefreshRoughNorm(Slot slot);

  const std::string language_;
  absl::node_hash_map<std::string, TermId> ids_;
  std::vector<Term> terms_;
  std::vector<TermId> free_ids_;
  std::vector<StoredArticle> articles_;
  std::vector<Slot> free_slots_;
  std::vector<float> rough_norms_;
  int64_t searchable_ = 0;
  int64_t searchable_at_refresh_ = 0;
  double log_articles_ = 0;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_LANGUAGE_INDEX_H_
