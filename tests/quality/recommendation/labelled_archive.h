// An archive of articles with labels: which of them tell of one event, which of
// one topic. Read from JSON Lines with id, title, body, published, language,
// section, and event, topic, topics or category. Errors name file and line.
#ifndef BYLINE_TESTS_QUALITY_RECOMMENDATION_LABELLED_ARCHIVE_H_
#define BYLINE_TESTS_QUALITY_RECOMMENDATION_LABELLED_ARCHIVE_H_

#include <absl/status/statusor.h>

#include <set>
#include <string>
#include <vector>

#include "services/recommendation/core/offline.h"

namespace byline::recommendation {

struct LabelledArchive {
  std::vector<OfflineArticle> articles;
  // Of each article; empty where it has none.
  std::vector<std::string> events;
  std::vector<std::set<std::string>> topics;
};

absl::StatusOr<LabelledArchive> ReadLabelledArchive(const std::string& path);

}  // namespace byline::recommendation

#endif  // BYLINE_TESTS_QUALITY_RECOMMENDATION_LABELLED_ARCHIVE_H_
