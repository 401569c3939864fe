#include "services/summary/rpc/editorial_points.h"

#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>

#include <algorithm>
#include <string>

#include "common/article/points_digest.h"
#include "services/summary/core/point_check.h"
#include "services/summary/core/point_context.h"
#include "services/summary/rpc/point_check_message.h"
#include "services/summary/rpc/summary_message.h"

namespace byline::summary {
namespace {

using article::v1::EditorialPoint;
using article::v1::EditorialSummary;

constexpr size_t kVersionDigits = 16;

std::string DigestOfShown(const v1::Summary& summary) {
  std::vector<absl::string_view> texts;
  for (const v1::KeyPoint& point : summary.key_points())
    texts.emplace_back(point.text());
  return PointsDigest(texts);
}

// Of several sentences the first one in the block that the editors named leads;
// one that has the point word for word needs no others.
std::vector<SourceSpan> SourcesOf(const SourceDocument& document,
                                  std::vector<SourceSpan> sources,
                                  const EditorialPoint& point) {
  if (point.has_source_block()) {
    if (const auto same =
            SentenceWith(document, point.source_block(), point.text()))
      return {*same};
    std::stable_partition(sources.begin(), sources.end(),
                          [&point](const SourceSpan& source) {
                            return source.block == point.source_block();
                          });
  }
  if (absl::StrContains(TextOf(document, sources[0]), point.text()))
    sources.resize(1);
  return sources;
}

v1::KeyPoint KeptPoint(const SourceDocument& document,
                       const std::vector<SourceSpan>& sources,
                       const std::string& text) {
  v1::KeyPoint key_point;
  key_point.set_text(text);
  *key_point.mutable_source() = RangeOf(sources[0]);
  for (size_t i = 1; i < sources.size(); ++i)
    *key_point.add_other_sources() = RangeOf(sources[i]);
  // Only the very words of a quotation are its speaker's.
  const SourceBlock* const block = BlockOf(document, sources[0]);
  if (block != nullptr && block->kind == BlockKind::kQuote &&
      TextOf(document, sources[0]) == text) {
    key_point.set_speaker(std::string(block->speaker));
  }
  AddContext(document, sources, key_point);
  return key_point;
}

// Replaces the automatic points by those of the editors that the text supports.
void TakeKeptPoints(const EditorialSummary& editorial,
                    const SourceDocument& document, int point_count,
                    v1::Summary& summary) {
  summary.clear_key_points();
  const PointChecker checker(document);
  for (const EditorialPoint& point : editorial.points()) {
    const CheckedPoint checked = checker.Check(point.text());
    if (!checked.IsShowable() || checked.sources.empty()) {
      v1::DroppedPoint& dropped = *summary.add_dropped_points();
      dropped.set_text(point.text());
      for (const PointFault& fault : checked.faults)
        *dropped.add_faults() = FaultMessage(fault);
    } else if (point_count == 0 || summary.key_points_size() < point_count) {
      *summary.add_key_points() = KeptPoint(
          document, SourcesOf(document, checked.sources, point), point.text());
    }
  }
}

std::string VersionOf(const EditorialSummary& editorial,
                      const v1::Summary& summary) {
  if (!editorial.version().empty()) return editorial.version();
  return KeepsPoints(editorial)
             ? absl::StrCat("editors-",
                            summary.points_digest().substr(0, kVersionDigits))
             : summary.algorithm();
}

// An approval is of the points as a whole: with one of them gone it is of
// others.
bool IsApproved(const EditorialSummary& editorial, const v1::Summary& summary) {
  return !editorial.approval_required() ||
         (summary.dropped_points().empty() &&
          summary.points_digest() == editorial.approved_digest());
}

void Hide(v1::Summary& summary) {
  summary.clear_key_points();
  summary.clear_own_key_points();
  summary.set_origin(v1::Summary::ORIGIN_EDITORS);
  summary.set_points_state(v1::Summary::POINTS_STATE_HIDDEN);
}

}  // namespace

void FollowEditors(const article::v1::Article& article,
                   const SourceDocument& document, int point_count,
                   v1::Summary& summary) {
  const EditorialSummary& editorial = article.editorial_summary();
  if (editorial.mode() == EditorialSummary::MODE_HIDDEN) return Hide(summary);
  summary.set_origin(editorial.mode() == EditorialSummary::MODE_REPLACED
                         ? v1::Summary::ORIGIN_EDITORS
                         : v1::Summary::ORIGIN_AUTOMATIC);
  if (KeepsPoints(editorial)) {
    TakeKeptPoints(editorial, document, point_count, summary);
    summary.set_points_digest(PointsDigest(editorial));
  } else {
    summary.set_points_digest(DigestOfShown(summary));
  }
  summary.set_version(VersionOf(editorial, summary));
  summary.set_points_state(IsApproved(editorial, summary)
                               ? v1::Summary::POINTS_STATE_SHOWN
                               : v1::Summary::POINTS_STATE_AWAITING_APPROVAL);
}

void AddContext(const SourceDocument& document,
                const std::vector<SourceSpan>& sources, v1::KeyPoint& point) {
  std::string whole;
  for (const SourceSpan& source : sources) {
    absl::StrAppend(&whole, whole.empty() ? "" : " … ",
                    TextOf(document, source));
  }
  if (whole != point.text()) point.set_source_text(std::move(whole));
  if (sources.size() > 1) return;
  const PointContext context = ContextOf(document, sources[0]);
  point.set_context_before(std::string(context.before));
  point.set_context_after(std::string(context.after));
}

}  // namespace byline::summary
