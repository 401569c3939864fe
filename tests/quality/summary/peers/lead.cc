#include "tests/quality/summary/peers/lead.h"

#include "common/text/sentences.h"
#include "common/text/words.h"

namespace byline::quality {

WrittenSummary LeadSummary(const ReferenceArticle& article, size_t count) {
  WrittenSummary summary;
  for (const text::ByteRange& place :
       text::SplitSentences(article.body, article.language)) {
    if (summary.points.size() == count) break;
    WrittenPoint point;
    point.text = article.body.substr(place.begin, place.end - place.begin);
    if (text::SplitWords(point.text).empty()) continue;
    point.source = place;
    summary.points.push_back(std::move(point));
  }
  return summary;
}

}  // namespace byline::quality
