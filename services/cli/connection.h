// Connection: how a command reaches the services: address, token and deadline
// from the flags.
#ifndef BYLINE_SERVICES_CLI_CONNECTION_H_
#define BYLINE_SERVICES_CLI_CONNECTION_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>

namespace byline::cli {

enum class Service { kArticle, kSummary, kRecommendation };

// A channel to the service, by --server or the service's own flag.
std::shared_ptr<grpc::Channel> OpenChannel(Service service);

// The token of --token_file or BYLINE_TOKEN; empty where there is none.
// NOT_FOUND where the file cannot be read.
absl::StatusOr<std::string> ReadToken();

// Sets deadline (from now, --timeout), token and request id. `with_deadline`
// false for endless streams.
absl::Status Prepare(grpc::ClientContext& context, bool with_deadline = true);

// Prints "byline COMMAND: CODE: message" to standard error, with the address
// where nobody answered; returns kFailed.
int Fail(const char* command, const absl::Status& status);
int Fail(const char* command, const grpc::Status& status);

}  // namespace byline::cli

#endif  // BYLINE_SERVICES_CLI_CONNECTION_H_
