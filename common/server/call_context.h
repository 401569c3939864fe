// CallContext: who asks, by when, and under which id: what an RPC's metadata
// say. A plain value. See server_call.h for its use in a method.
#ifndef BYLINE_COMMON_SERVER_CALL_CONTEXT_H_
#define BYLINE_COMMON_SERVER_CALL_CONTEXT_H_

#include <absl/status/status.h>
#include <absl/time/time.h>
#include <grpcpp/server_context.h>

#include <string>

#include "common/access/role.h"
#include "common/access/token_table.h"

namespace byline {

struct CallContext {
  // Metadata `x-request-id` where it is valid (IsValidRequestId), else a new
  // one.
  std::string request_id;
  // InfiniteFuture where the caller gave none.
  absl::Time deadline = absl::InfiniteFuture();
  // The raw token, to be passed on; empty where there is none.
  std::string token;
  Role role = Role::kNone;
  // Not OK: the token is bad (UNAUTHENTICATED), and `role` is kNone.
  absl::Status authentication;
};

CallContext ReadCallContext(const grpc::ServerContextBase& context,
                            const TokenTable& tokens);

// The earlier of `deadline` and `limit` from now.
absl::Time EarlierDeadline(absl::Time deadline, absl::Duration limit);

}  // namespace byline

#endif  // BYLINE_COMMON_SERVER_CALL_CONTEXT_H_
