// Calls by a method's path with bytes in and out, for the services that gRPC
// brings along without headers for their clients: health and reflection.
#ifndef BYLINE_TESTS_RPC_SERVER_RAW_CALL_H_
#define BYLINE_TESTS_RPC_SERVER_RAW_CALL_H_

#include <absl/types/optional.h>
#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/completion_queue.h>
#include <grpcpp/generic/generic_stub.h>

#include <memory>
#include <string>

namespace byline {

// A stream to `method` ("/package.Service/Method"). Every wait ends within 10
// s.
class RawCall {
 public:
  RawCall(const std::shared_ptr<grpc::Channel>& channel,
          const std::string& method);
  ~RawCall();

  bool Write(const std::string& message);
  // The next message; nothing at the stream's end.
  absl::optional<std::string> Read();
  grpc::Status Finish();

 private:
  bool Done();

  grpc::ClientContext context_;
  grpc::CompletionQueue queue_;
  grpc::GenericStub stub_;
  std::unique_ptr<grpc::GenericClientAsyncReaderWriter> stream_;
};

// What Check of grpc.health.v1 answers for a name: "SERVING", "NOT_SERVING", or
// the name of the error.
std::string CheckHealth(const std::shared_ptr<grpc::Channel>& channel,
                        const std::string& name);

// Watch of grpc.health.v1: Next gives the same words, "END" at the end.
class HealthWatch {
 public:
  HealthWatch(const std::shared_ptr<grpc::Channel>& channel,
              const std::string& name);
  std::string Next();

 private:
  RawCall call_;
};

}  // namespace byline

#endif  // BYLINE_TESTS_RPC_SERVER_RAW_CALL_H_
