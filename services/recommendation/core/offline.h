// Similar articles without any server: the given texts are the whole archive.
// For a newsroom that tries Byline on its own file first. The same index,
// score, floor and reasons as in the service; on top of it placeholders and
// thin texts are taken out, and of a cluster of near-copies only the most
// complete one stands in others' lists. Pure: no gRPC, no files. Not
// thread-safe (nothing is shared). Never fails: any bytes are a text.
//
//   for (const OfflineList& list : FindSimilarOffline(archive, {.top = 10}))
//   Print(list);
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_OFFLINE_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_OFFLINE_H_

#include <absl/time/time.h>
#include <absl/types/optional.h>

#include <functional>
#include <string>
#include <vector>

namespace byline::recommendation {

// One text of the archive. `id` and `body` are needed; what else is missing
// excludes nothing.
struct OfflineArticle {
  std::string id;     // unique in the archive
  std::string title;  // may be empty
  std::string body;   // paragraphs apart by a blank line
  absl::optional<absl::Time> published;
  std::string language;  // BCP 47; recognised from the text where empty
  std::string section;   // may be empty
};

struct OfflineOptions {
  int top = 10;        // at most so many in a list; at least 1
  int min_words = 40;  // texts with fewer words get an empty list
  // Scores every article that shares a term, without a budget: what the way
  // lists are found is measured against.
  bool exhaustive = false;
};

struct OfflineSimilar {
  std::string id;
  double score = 0;
  std::vector<std::string> reasons;  // in the article's language, most
                                     // telling first
};

struct OfflineList {
  std::string id;
  std::vector<OfflineSimilar> similar;  // best first
};

// One list for each article, in the order of `archive`. `progress`, where
// given, is called now and then with the share that is done, from 0 to 1.
std::vector<OfflineList> FindSimilarOffline(
    const std::vector<OfflineArticle>& archive,
    const OfflineOptions& options = {},
    const std::function<void(double)>& progress = nullptr);

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_OFFLINE_H_
