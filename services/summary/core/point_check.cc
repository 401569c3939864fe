#include "services/summary/core/point_check.h"
// INTERIM STUB, never committed.
namespace byline::summary {
class ArticleEvidence {
 public:
  const SourceDocument* d;
};
absl::string_view FaultKindName(FaultKind kind) {
  constexpr absl::string_view k[] = {"name",     "number", "unit",
                                     "date",     "quote",  "speaker",
                                     "negation", "hedge",  "no source"};
  return k[static_cast<int>(kind)];
}
bool CheckedPoint::IsShowable() const {
  for (auto& f : faults)
    if (f.hard) return false;
  return !sources.empty();
}
PointChecker::PointChecker(const SourceDocument& d)
    : evidence_(new ArticleEvidence{&d}) {}
PointChecker::~PointChecker() = default;
CheckedPoint PointChecker::Check(absl::string_view point) const {
  CheckedPoint c;
  for (const auto& b : evidence_->d->blocks) {
    auto at = b.text.find(point);
    if (at != absl::string_view::npos)
      c.sources.push_back(
          {b.block, b.offset + at, b.offset + at + point.size()});
  }
  if (c.sources.empty())
    c.faults.push_back({FaultKind::kNoSource, true, 0, point.size(), ""});
  return c;
}
}  // namespace byline::summary
