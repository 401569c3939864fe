// Client side of our calls: channels with keepalive, spread over all addresses
// of the target, and contexts that pass on deadline, request id and token.
// Thread-safe.
//
//   auto stub = ArticleService::NewStub(MakeChannel("dns:///article:50051"));
//   grpc::ClientContext context;
//   PrepareClientContext(context, call.DeadlineWithin(absl::Seconds(1)),
//                        call.context().request_id, call.context().token);
#ifndef BYLINE_COMMON_SERVER_CHANNEL_H_
#define BYLINE_COMMON_SERVER_CHANNEL_H_

#include <absl/strings/string_view.h>
#include <absl/time/time.h>
#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/support/channel_arguments.h>

#include <memory>
#include <string>

namespace byline {

inline constexpr int kMaxMessageBytes = 64 << 20;

struct ChannelOptions {
  // A silent connection is asked for a sign of life this often ...
  absl::Duration keepalive_time = absl::Seconds(10);
  // ... and given up when none comes for so long.
  absl::Duration keepalive_timeout = absl::Seconds(3);
  int max_message_bytes = kMaxMessageBytes;
  // Whether the channel has connections of its own instead of sharing those of
  // other channels to the same address: for a stream that may fill one.
  bool own_connections = false;
};

// The arguments of such a channel, also for Server::InProcessChannel.
grpc::ChannelArguments MakeChannelArguments(const ChannelOptions& options = {});

// A channel to "host:port", "dns:///host:port" or "unix:/path", without TLS. It
// connects lazily and goes on trying.
std::shared_ptr<grpc::Channel> MakeChannel(const std::string& target,
                                           const ChannelOptions& options = {});

// Sets the deadline (none where infinite), `x-request-id` (the current thread's
// where `request_id` is empty; a new one where there is none) and, where
// `token` is not empty, `authorization`.
void PrepareClientContext(grpc::ClientContext& context, absl::Time deadline,
                          absl::string_view request_id = "",
                          absl::string_view token = "");

}  // namespace byline

#endif  // BYLINE_COMMON_SERVER_CHANNEL_H_
