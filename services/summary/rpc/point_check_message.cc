#include "services/summary/rpc/point_check_message.h"

#include <absl/strings/str_cat.h>

#include <string>
#include <vector>

#include "common/base/errors.h"
#include "common/text/fold.h"
#include "services/summary/rpc/summary_message.h"

namespace byline::summary {
namespace {

constexpr int kMostCheckedPoints = 20;
constexpr size_t kMostCharacters = 1000;

v1::PointFault::Kind KindOf(FaultKind kind) {
  switch (kind) {
    case FaultKind::kName:
      return v1::PointFault::KIND_NAME;
    case FaultKind::kNumber:
      return v1::PointFault::KIND_NUMBER;
    case FaultKind::kUnit:
      return v1::PointFault::KIND_UNIT;
    case FaultKind::kDate:
      return v1::PointFault::KIND_DATE;
    case FaultKind::kQuote:
      return v1::PointFault::KIND_QUOTE;
    case FaultKind::kSpeaker:
      return v1::PointFault::KIND_SPEAKER;
    case FaultKind::kNegation:
      return v1::PointFault::KIND_NEGATION;
    case FaultKind::kHedge:
      return v1::PointFault::KIND_HEDGE;
    case FaultKind::kNoSource:
      return v1::PointFault::KIND_NO_SOURCE;
  }
  return v1::PointFault::KIND_UNSPECIFIED;
}

}  // namespace

absl::Status CheckPointsRequest(const v1::CheckKeyPointsRequest& request) {
  std::vector<FieldViolation> violations;
  if (request.name().empty() != request.has_article()) {
    violations.push_back(
        {"name", request.has_article()
                     ? "is given beside article; give one of them"
                     : "is missing, and so is article; give one of them"});
  }
  if (request.points().empty() || request.points_size() > kMostCheckedPoints) {
    violations.push_back(
        {"points", absl::StrCat("has ", request.points_size(),
                                " elements; 1 to ", kMostCheckedPoints)});
    return InvalidFields(violations);
  }
  for (int i = 0; i < request.points_size(); ++i) {
    const size_t characters = text::CountCharacters(request.points(i));
    if (characters > 0 && characters <= kMostCharacters) continue;
    violations.push_back({absl::StrCat("points[", i, "]"),
                          absl::StrCat("has ", characters, " characters; 1 to ",
                                       kMostCharacters)});
  }
  return violations.empty() ? absl::OkStatus() : InvalidFields(violations);
}

v1::CheckKeyPointsResponse CheckPoints(
    const SourceDocument& document,
    const google::protobuf::RepeatedPtrField<std::string>& points) {
  const PointChecker checker(document);
  v1::CheckKeyPointsResponse response;
  for (const std::string& point : points) {
    const CheckedPoint checked = checker.Check(point);
    v1::CheckedKeyPoint& message = *response.add_points();
    for (const SourceSpan& source : checked.sources)
      *message.add_sources() = RangeOf(source);
    for (const PointFault& fault : checked.faults)
      *message.add_faults() = FaultMessage(fault);
    message.set_showable(checked.IsShowable());
  }
  return response;
}

v1::PointFault FaultMessage(const PointFault& fault) {
  v1::PointFault message;
  message.set_kind(KindOf(fault.kind));
  message.set_hard(fault.hard);
  message.set_begin(static_cast<int>(fault.begin));
  message.set_end(static_cast<int>(fault.end));
  message.set_article_text(fault.expected);
  return message;
}

}  // namespace byline::summary
