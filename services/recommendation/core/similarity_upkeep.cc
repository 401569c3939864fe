// Upkeep of the index of similar articles.
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "services/recommendation/core/hubs.h"
#include "services/recommendation/core/similarity_index.h"

namespace byline::recommendation {

template <typename Begin>
SimilarityIndex::Outcome SimilarityIndex::RunUpkeep(const Begin& begin,
                                                    bool joins_copies) {
  std::shared_ptr<LanguageIndex::Upkeep> upkeep;
  LanguageIndex* index = nullptr;
  uint64_t clears = 0;
  {
    const WriterLock lock(mutex_);
    if (filling_ || ends_upkeep_) return Outcome::kGivenUp;
    clears = clears_;
    for (auto& [language, candidate] : indexes_) {
      upkeep = begin(candidate);
      index = &candidate;
      if (upkeep != nullptr) break;
    }
  }
  if (upkeep == nullptr) return Outcome::kNoneDue;
  LanguageIndex::UpkeepHooks hooks;
  if (joins_copies) {
    hooks.join_copies = [this](const std::vector<CopyPair>& pairs,
                               BaseSegment& segment) {
      JoinAllCopies(pairs, segment);
    };
  }
  hooks.mark_hubs = [this](const TermWeights& weights, BaseSegment& segment) {
    return MarkHubs(weights, *records_, options_, segment);
  };
  hooks.gives_up = [this] { return ends_upkeep_.load(); };
  const bool is_made = LanguageIndex::Run(*upkeep, hooks);
  const WriterLock lock(mutex_);
  if (clears_ != clears) {
    // What it met was of before.
    damaged_before_ = records_->damaged();
    return Outcome::kDone;
  }
  if (!is_made) return Outcome::kGivenUp;
  index->Finish(*upkeep, [&](uint64_t name, const Location& location)
                             EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
                               places_[name] = {index, location};
                             });
  return Outcome::kDone;
}

bool SimilarityIndex::Maintain() {
  const MutexLock lock(upkeep_mutex_);
  const auto runs =
      [this](const auto& begin) EXCLUSIVE_LOCKS_REQUIRED(upkeep_mutex_) {
        return RunUpkeep(begin, /*joins_copies=*/false) == Outcome::kDone;
      };
  return runs([](LanguageIndex& index) { return index.BeginReindex(false); }) ||
         runs([](LanguageIndex& index) { return index.BeginMerge(); });
}

bool SimilarityIndex::Reindex() {
  const MutexLock lock(upkeep_mutex_);
  JoinLoosenedCopies();
  return ReindexAll(/*joins_copies=*/false);
}

bool SimilarityIndex::ReindexAll(bool joins_copies) {
  std::vector<std::string> begun;
  const auto begin_next = [&begun](LanguageIndex& index) {
    std::shared_ptr<LanguageIndex::Upkeep> upkeep;
    if (std::find(begun.begin(), begun.end(), index.language()) ==
        begun.end()) {
      begun.push_back(index.language());
      upkeep = index.BeginReindex(/*forced=*/true);
    }
    return upkeep;
  };
  for (;;) {
    const Outcome outcome = RunUpkeep(begin_next, joins_copies);
    if (outcome != Outcome::kDone) return outcome == Outcome::kNoneDue;
    const ReaderLock lock(mutex_);
    if (begun.size() >= indexes_.size()) return true;
  }
}

void SimilarityIndex::BeginFill() {
  const WriterLock lock(mutex_);
  Forget();
  filling_ = true;
  // The texts of a whole archive are read once more, at the end.
  records_->SetPassing(true);
}

bool SimilarityIndex::EndFill() {
  const MutexLock lock(upkeep_mutex_);
  {
    const WriterLock write_lock(mutex_);
    if (!filling_) return true;
    filling_ = false;
  }
  const bool is_made = ReindexAll(/*joins_copies=*/true);
  const WriterLock write_lock(mutex_);
  filling_ = filling_ || !is_made;
  if (!filling_) records_->SetPassing(false);
  return !filling_;
}

}  // namespace byline::recommendation
