// Upkeep of the index of similar articles.
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "services/recommendation/core/hubs.h"
#include "services/recommendation/core/similarity_index.h"

namespace byline::recommendation {

template <typename Begin>
bool SimilarityIndex::RunUpkeep(const Begin& begin, bool joins_copies) {
  std::shared_ptr<LanguageIndex::Upkeep> upkeep;
  LanguageIndex* index = nullptr;
  uint64_t clears = 0;
  {
    const WriterLock lock(mutex_);
    if (filling_ || ends_upkeep_) return false;
    clears = clears_;
    for (auto& [language, candidate] : indexes_) {
      upkeep = begin(candidate);
      index = &candidate;
      if (upkeep != nullptr) break;
    }
  }
  if (upkeep == nullptr) return false;
  LanguageIndex::ReindexHooks hooks;
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
  if (clears_ != clears) return true;
  if (!is_made) return false;
  index->Finish(*upkeep, [&](uint64_t name, const Location& location)
                             EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
                               places_[name] = {index, location};
                             });
  return true;
}

bool SimilarityIndex::Maintain() {
  const MutexLock lock(upkeep_mutex_);
  return RunUpkeep(
             [](LanguageIndex& index) { return index.BeginReindex(false); },
             /*joins_copies=*/false) ||
         RunUpkeep([](LanguageIndex& index) { return index.BeginMerge(); },
                   /*joins_copies=*/false);
}

bool SimilarityIndex::Reindex() {
  const MutexLock lock(upkeep_mutex_);
  JoinLoosenedCopies();
  ReindexAll(/*joins_copies=*/false);
  return !ends_upkeep_;
}

void SimilarityIndex::ReindexAll(bool joins_copies) {
  std::vector<std::string> done;
  while (RunUpkeep(
      [&](LanguageIndex& index) {
        std::shared_ptr<LanguageIndex::Upkeep> upkeep;
        if (std::find(done.begin(), done.end(), index.language()) ==
            done.end()) {
          done.push_back(index.language());
          upkeep = index.BeginReindex(/*forced=*/true);
        }
        return upkeep;
      },
      joins_copies)) {
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
  ReindexAll(/*joins_copies=*/true);
  const WriterLock write_lock(mutex_);
  if (!filling_) records_->SetPassing(false);
  filling_ = filling_ || ends_upkeep_;
  return !filling_;
}

bool SimilarityIndex::IsFilled() const {
  const ReaderLock lock(mutex_);
  return !filling_;
}

}  // namespace byline::recommendation
