// IndexFiles: the directory in which an index outlives its process, so that it
// starts in seconds and reads of the change feed only what is new:
//
//   records-ID.cards      the articles' records, added to as they come
//   records-ID.texts
//   similarity.snapshot   all else, and what the follower of the feed knows, as
//                         of one moment; replaced in one step
//   lock                  held while a process uses the directory
//
// A snapshot that is damaged, of another format, without its records, or most
// of whose records are of articles that have changed since, is not used: the
// index is then filled from the feed, into new files. Files in a directory of
// one's own; nobody else writes there. Not thread-safe.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_FILES_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_FILES_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <cstdint>
#include <memory>
#include <string>

#include "common/freshness/followed_truth.h"
#include "common/snapshot/snapshot_reader.h"
#include "services/recommendation/core/index/article_records.h"
#include "services/recommendation/core/similarity_index.h"

namespace byline::recommendation {

class IndexFiles {
 public:
  // Makes the directory where it is not there. UNAVAILABLE where that, or the
  // files in it, cannot be made; FAILED_PRECONDITION while another process uses
  // it.
  static absl::StatusOr<std::unique_ptr<IndexFiles>> Open(
      const std::string& directory);
  ~IndexFiles();
  IndexFiles(const IndexFiles&) = delete;
  IndexFiles& operator=(const IndexFiles&) = delete;

  // The records of the index that is then loaded and saved; once.
  std::unique_ptr<ArticleRecords> TakeRecords() { return std::move(records_); }

  // Fills an empty index, and what is known, from the snapshot; false, and
  // neither holds anything, where there is none that can be used.
  bool Load(SimilarityIndex& index, FollowedTruth& truth);
  // Writes a snapshot. Nothing while `truth` does not know the present state.
  // UNAVAILABLE where it cannot be written; the one before it stands then.
  absl::Status Save(const SimilarityIndex& index,
                    const FollowedTruth& truth) const;

 private:
  IndexFiles(std::string directory, int lock);
  std::string Path(const std::string& file) const;
  absl::Status OpenSnapshot();
  absl::Status BeginRecords();
  void RemoveOtherRecords() const;

  const std::string directory_;
  const int lock_;
  std::string records_id_;
  std::unique_ptr<ArticleRecords> records_;
  std::unique_ptr<SnapshotReader> snapshot_;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_FILES_H_
