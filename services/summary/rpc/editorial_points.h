// The editors' last word on the key points of an article: automatic, replaced,
// locked, hidden, and shown only once approved. What they keep is checked
// against the article's present text each time, so that a point that has lost
// its source is gone with the next answer. Pure.
#ifndef BYLINE_SERVICES_SUMMARY_RPC_EDITORIAL_POINTS_H_
#define BYLINE_SERVICES_SUMMARY_RPC_EDITORIAL_POINTS_H_

#include <vector>

#include "byline/article/v1/article.pb.h"
#include "byline/summary/v1/summary.pb.h"
#include "services/summary/core/source_document.h"
#include "services/summary/core/summarizer.h"

namespace byline::summary {

// Makes of a summary with automatic key points the one that the editors want,
// and sets origin, version, digest, state and dropped points. Of the points
// that the editors keep, the first `point_count` that may be shown; 0: all.
void FollowEditors(const article::v1::Article& article,
                   const SourceDocument& document, int point_count,
                   v1::Summary& summary);

// Sets what stands beside the point in the article. `sources` are those of the
// point, at least one.
void AddContext(const SourceDocument& document,
                const std::vector<SourceSpan>& sources, v1::KeyPoint& point);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_RPC_EDITORIAL_POINTS_H_
