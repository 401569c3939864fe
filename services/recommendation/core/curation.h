// Curation: what editors decided about similar articles: pins and blocks for
// one list or all of them, lists that are off for an article or a section, each
// until its time is over. Pure: the time comes with each question. Not
// thread-safe.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_CURATION_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_CURATION_H_

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>
#include <absl/strings/string_view.h>
#include <absl/time/time.h>

#include <cstdint>
#include <string>
#include <vector>

#include "byline/article/v1/article.pb.h"
#include "byline/article/v1/article_service.pb.h"
#include "common/snapshot/snapshot_reader.h"
#include "common/snapshot/snapshot_writer.h"

namespace byline::recommendation {

class Curation {
 public:
  // Replaces what was decided at an article; default settings: nothing was.
  void Put(const std::string& article,
           const article::v1::SimilaritySettings& settings);
  // The same of a section; its name is "sectionSettings/{section}".
  void PutSection(const article::v1::SectionSettings& settings);
  void Remove(const std::string& article);
  void Clear();

  void Save(SnapshotWriter& writer) const;
  bool Load(SnapshotReader& reader);

  // Articles that stand first in the list of `article`, in this order.
  std::vector<std::string> PinnedIn(const std::string& article,
                                    absl::Time now) const;
  // Articles that ask to stand in every list, in no order.
  std::vector<std::string> PinnedEverywhere(absl::Time now) const;
  // Lists that an article is pinned in, by name.
  std::vector<std::string> ListsWithPin(absl::string_view article,
                                        absl::Time now) const;
  bool IsBlockedIn(const std::string& article, absl::string_view other,
                   absl::Time now) const;
  bool IsBlockedEverywhere(const std::string& article, absl::Time now) const;
  // Whether the article, or its section (as it is shown), has no list.
  bool IsOff(const std::string& article, const std::string& section,
             absl::Time now) const;

  // When the first decision ends that holds for the list of `article` at `now`:
  // of its own, of its section (as it is shown), or of all lists;
  // absl::InfiniteFuture() where none does.
  absl::Time NextEnd(const std::string& article, const std::string& section,
                     absl::Time now) const;

  // Fingerprints of the names that are blocked in the list of `article`, or in
  // all lists; sorted.
  std::vector<uint64_t> Blocked(const std::string& article,
                                absl::Time now) const;

 private:
  const article::v1::SimilaritySettings* Find(const std::string& article) const;
  // Null where nothing was decided about the section.
  const article::v1::SectionSettings* FindSection(
      const std::string& section) const;

  // Of articles that something was decided at.
  absl::flat_hash_map<std::string, article::v1::SimilaritySettings> articles_;
  // Those of them that are pinned or blocked in all lists: few.
  absl::flat_hash_set<std::string> everywhere_;
  // By collection, "sections/{section}".
  absl::flat_hash_map<std::string, article::v1::SectionSettings> sections_;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_CURATION_H_
