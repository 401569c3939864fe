// An archive of articles with labels: which of them tell of one event, which of
// one topic, which language each is in. Read from JSON Lines with id, title,
// body, published, language, section, and event, topic, topics or category.
// "label_language" is known to the labels alone: the text must tell whoever
// makes lists. Errors name file and line.
#ifndef BYLINE_TESTS_QUALITY_RECOMMENDATION_LABELLED_ARCHIVE_H_
#define BYLINE_TESTS_QUALITY_RECOMMENDATION_LABELLED_ARCHIVE_H_

#include <absl/status/statusor.h>

#include <cstdint>
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
  // Primary subtags: as labelled, else as given, else as the text tells; empty
  // where it tells nothing.
  std::vector<std::string> languages;
};

absl::StatusOr<LabelledArchive> ReadLabelledArchive(const std::string& path);

// About `share` of the archive's events, each with all of its articles; of
// those without an event as many by themselves. The same for the same seed, and
// a greater share holds all of a smaller one.
LabelledArchive SampleOf(const LabelledArchive& archive, double share,
                         uint64_t seed);

}  // namespace byline::recommendation

#endif  // BYLINE_TESTS_QUALITY_RECOMMENDATION_LABELLED_ARCHIVE_H_
