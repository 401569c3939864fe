// IndexUpkeep: a thread that keeps the index in shape: packs new articles and
// makes term weights, vectors and stories anew when enough has changed. Looks
// once a second, and when it is hurried.
//
// Start and Stop are for the owner's thread, Hurry for any.
#ifndef BYLINE_SERVICES_RECOMMENDATION_RPC_INDEX_UPKEEP_H_
#define BYLINE_SERVICES_RECOMMENDATION_RPC_INDEX_UPKEEP_H_

#include <thread>

#include "common/base/mutex.h"
#include "services/recommendation/core/similarity_index.h"

namespace byline::recommendation {

class IndexUpkeep {
 public:
  // `index` must outlive it.
  explicit IndexUpkeep(SimilarityIndex& index) : index_(index) {}
  // Stops.
  ~IndexUpkeep();
  IndexUpkeep(const IndexUpkeep&) = delete;
  IndexUpkeep& operator=(const IndexUpkeep&) = delete;

  void Start();
  // Waits for a piece of upkeep that runs; again: nothing.
  void Stop();
  // Looks at once.
  void Hurry();

 private:
  void Run();

  SimilarityIndex& index_;
  std::thread thread_;
  Mutex mutex_;
  CondVar changed_;
  bool stopping_ GUARDED_BY(mutex_) = false;
  bool hurried_ GUARDED_BY(mutex_) = false;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_RPC_INDEX_UPKEEP_H_
