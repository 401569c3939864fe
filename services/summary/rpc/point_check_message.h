// CheckKeyPoints: its limits, and the checker's answers as messages. Pure.
#ifndef BYLINE_SERVICES_SUMMARY_RPC_POINT_CHECK_MESSAGE_H_
#define BYLINE_SERVICES_SUMMARY_RPC_POINT_CHECK_MESSAGE_H_

#include <absl/status/status.h>

#include <string>

#include "byline/summary/v1/summary.pb.h"
#include "byline/summary/v1/summary_service.pb.h"
#include "services/summary/core/point_check.h"

namespace byline::summary {

// INVALID_ARGUMENT unless the request names one article, stored or not, and 1
// to 20 points within their limits.
absl::Status CheckPointsRequest(const v1::CheckKeyPointsRequest& request);

// The answer for these points, without the article's revision.
v1::CheckKeyPointsResponse CheckPoints(
    const SourceDocument& document,
    const google::protobuf::RepeatedPtrField<std::string>& points);

v1::PointFault FaultMessage(const PointFault& fault);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_RPC_POINT_CHECK_MESSAGE_H_
