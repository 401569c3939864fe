#include "tests/rpc/server/raw_call.h"

#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/slice.h>

#include <chrono>

#include "common/server/grpc_status.h"

namespace byline {
namespace {

// HealthCheckRequest {string service = 1;}
std::string HealthRequest(const std::string& name) {
  return std::string("\x0a") + static_cast<char>(name.size()) + name;
}

// HealthCheckResponse {ServingStatus status = 1;}
std::string ServingStatus(const std::string& response) {
  if (response == "\x08\x01") return "SERVING";
  if (response == "\x08\x02") return "NOT_SERVING";
  if (response == "\x08\x03") return "SERVICE_UNKNOWN";
  return "?";
}

}  // namespace

RawCall::RawCall(const std::shared_ptr<grpc::Channel>& channel,
                 const std::string& method)
    : stub_(channel) {
  context_.set_deadline(std::chrono::system_clock::now() +
                        std::chrono::seconds(10));
  stream_ = stub_.PrepareCall(&context_, method, &queue_);
  stream_->StartCall(this);
  Done();
}

RawCall::~RawCall() {
  context_.TryCancel();
  stream_.reset();
  queue_.Shutdown();
  void* tag = nullptr;
  bool ok = false;
  while (queue_.Next(&tag, &ok)) {
  }
}

bool RawCall::Done() {
  void* tag = nullptr;
  bool ok = false;
  return queue_.Next(&tag, &ok) && ok;
}

bool RawCall::Write(const std::string& message) {
  const grpc::Slice slice(message);
  stream_->Write(grpc::ByteBuffer(&slice, 1), this);
  return Done();
}

absl::optional<std::string> RawCall::Read() {
  grpc::ByteBuffer buffer;
  stream_->Read(&buffer, this);
  if (!Done()) return absl::nullopt;
  grpc::Slice slice;
  if (!buffer.DumpToSingleSlice(&slice).ok()) return absl::nullopt;
  return std::string(reinterpret_cast<const char*>(slice.begin()),
                     slice.size());
}

grpc::Status RawCall::Finish() {
  grpc::Status status;
  stream_->Finish(&status, this);
  Done();
  return status;
}

std::string CheckHealth(const std::shared_ptr<grpc::Channel>& channel,
                        const std::string& name) {
  RawCall call(channel, "/grpc.health.v1.Health/Check");
  call.Write(HealthRequest(name));
  const auto response = call.Read();
  if (response.has_value()) return ServingStatus(*response);
  return std::string(GrpcCodeName(call.Finish().error_code()));
}

HealthWatch::HealthWatch(const std::shared_ptr<grpc::Channel>& channel,
                         const std::string& name)
    : call_(channel, "/grpc.health.v1.Health/Watch") {
  call_.Write(HealthRequest(name));
}

std::string HealthWatch::Next() {
  const auto response = call_.Read();
  return response.has_value() ? ServingStatus(*response) : "END";
}

}  // namespace byline
