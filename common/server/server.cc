#include "common/server/server.h"

#include <absl/strings/str_cat.h>
#include <absl/time/clock.h>
#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/resource_quota.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include <chrono>
#include <thread>
#include <utility>

#include "common/base/log.h"
#include "common/server/callback_queue.h"

namespace byline {
namespace {

int Millis(absl::Duration duration) {
  return static_cast<int>(absl::ToInt64Milliseconds(duration));
}

void SetArguments(grpc::ServerBuilder& builder,
                  const GrpcServerOptions& options) {
  const auto set = [&](const char* name, int value) {
    builder.AddChannelArgument(name, value);
  };
  set(GRPC_ARG_MAX_CONNECTION_AGE_MS, Millis(options.max_connection_age));
  set(GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS,
      Millis(options.max_connection_age_grace));
  set(GRPC_ARG_KEEPALIVE_TIME_MS, Millis(options.keepalive_time));
  set(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, Millis(options.keepalive_timeout));
  // Our channels ask for a sign of life every 10 s, also between calls.
  set(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  set(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, 5000);
  // A second process on the same port must fail, not share it.
  set(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.SetMaxReceiveMessageSize(options.max_message_bytes);
  builder.SetMaxSendMessageSize(options.max_message_bytes);
  grpc::ResourceQuota quota;
  quota.SetMaxThreads(options.max_threads);
  builder.SetResourceQuota(quota);
}

}  // namespace

GrpcServer::GrpcServer(GrpcServerOptions options, Metrics& metrics)
    : options_(std::move(options)), metrics_(metrics) {}

GrpcServer::~GrpcServer() {
  DrainWithin(absl::ZeroDuration(), absl::ZeroDuration());
}

void GrpcServer::Add(grpc::Service& service, const std::string& full_name,
                     ServiceFunctions functions) {
  services_.push_back({&service, std::move(functions.begin_stop)});
  readiness_.Add(full_name, std::move(functions.ready));
}

absl::Status GrpcServer::Start() {
  // A setting of the process, the same for all its servers.
  static const bool reflection = [] {
    grpc::reflection::InitProtoReflectionServerBuilderPlugin();
    return true;
  }();
  static_cast<void>(reflection);
  KeepCallbackQueue();

  grpc::ServerBuilder builder;
  SetArguments(builder, options_);
  builder.AddListeningPort(options_.address, grpc::InsecureServerCredentials(),
                           &port_);
  if (!options_.local_address.empty()) {
    builder.AddListeningPort(options_.local_address,
                             grpc::InsecureServerCredentials());
  }
  builder.RegisterService(&health_);
  for (const Added& added : services_) builder.RegisterService(added.service);
  server_ = builder.BuildAndStart();
  if (server_ == nullptr) {
    return absl::UnavailableError(
        absl::StrCat("cannot listen on ", options_.address,
                     ": it must be free, and one of this machine's"));
  }
  health_.Set("", true);
  health_.Set("liveness", true);
  readiness_.Start([this](const std::string& name, bool ready) {
    health_.Set(name, ready);
    Log(Severity::kInfo, ready ? "ready" : "not ready", {{"service", name}});
  });
  if (!options_.admin_address.empty()) {
    auto admin = AdminServer::Listen(options_.admin_address, metrics_,
                                     [this] { return readiness_.NotReady(); });
    if (!admin.ok()) return admin.status();
    admin_ = *std::move(admin);
  }
  Log(Severity::kInfo, "listening",
      {{"address", options_.address},
       {"port", absl::StrCat(port_)},
       {"admin_port", absl::StrCat(admin_port())}});
  return absl::OkStatus();
}

std::shared_ptr<grpc::Channel> GrpcServer::InProcessChannel(
    const ChannelOptions& options) {
  return server_->InProcessChannel(MakeChannelArguments(options));
}

void GrpcServer::Drain() { DrainWithin(options_.notice, options_.drain); }

void GrpcServer::DrainWithin(absl::Duration notice, absl::Duration drain) {
  if (server_ == nullptr) return;
  Log(Severity::kInfo, "draining");
  readiness_.Stop();
  std::this_thread::sleep_for(absl::ToChronoNanoseconds(notice));
  for (const Added& added : services_) {
    if (added.begin_stop) added.begin_stop();
  }
  health_.EndWatches();
  server_->Shutdown(absl::ToChronoTime(absl::Now() + drain));
  server_->Wait();
  // A scrape may still be running; it ends before what it reads does.
  admin_.reset();
  server_.reset();
  Log(Severity::kInfo, "drained");
}

}  // namespace byline
