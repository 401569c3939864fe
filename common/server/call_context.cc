#include "common/server/call_context.h"

#include <absl/strings/string_view.h>
#include <absl/time/clock.h>
#include <absl/types/optional.h>

#include <algorithm>
#include <chrono>

#include "common/base/log.h"

namespace byline {
namespace {

constexpr size_t kSchemeBytes = sizeof("Bearer ") - 1;

absl::optional<absl::string_view> Metadata(
    const grpc::ServerContextBase& context, const char* key) {
  const auto found = context.client_metadata().find(key);
  if (found == context.client_metadata().end()) return absl::nullopt;
  return absl::string_view(found->second.data(), found->second.size());
}

absl::Time Deadline(const grpc::ServerContextBase& context) {
  const auto deadline = context.deadline();
  // gRPC says "none" by the greatest time there is.
  return deadline == std::chrono::system_clock::time_point::max()
             ? absl::InfiniteFuture()
             : absl::FromChrono(deadline);
}

}  // namespace

CallContext ReadCallContext(const grpc::ServerContextBase& context,
                            const TokenTable& tokens) {
  CallContext out;
  const auto request_id = Metadata(context, "x-request-id");
  out.request_id = request_id.has_value() && IsValidRequestId(*request_id)
                       ? std::string(*request_id)
                       : NewRequestId();
  out.deadline = Deadline(context);
  const auto authorization = Metadata(context, "authorization");
  const auto role = tokens.RoleOf(authorization);
  out.authentication = role.status();
  if (role.ok() && authorization.has_value()) {
    out.role = *role;
    out.token = std::string(authorization->substr(kSchemeBytes));
  }
  return out;
}

absl::Time EarlierDeadline(absl::Time deadline, absl::Duration limit) {
  return std::min(deadline, absl::Now() + limit);
}

}  // namespace byline
