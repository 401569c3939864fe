#include "common/server/admin_server.h"

#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>
#include <absl/strings/string_view.h>
#include <civetweb.h>

#include <atomic>
#include <chrono>
#include <thread>
#include <utility>

namespace byline {
namespace {

constexpr std::chrono::milliseconds kCallEvery{10};

void Answer(mg_connection* connection, int code, absl::string_view reason,
            absl::string_view type, const std::string& body, bool with_body) {
  const std::string head =
      absl::StrCat("HTTP/1.1 ", code, " ", reason, "\r\nContent-Type: ", type,
                   "\r\nContent-Length: ", body.size(),
                   "\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n");
  mg_write(connection, head.data(), head.size());
  if (with_body) mg_write(connection, body.data(), body.size());
}

}  // namespace

class AdminServer::Handlers {
 public:
  Handlers(const Metrics& metrics, NotReady not_ready)
      : metrics_(metrics), not_ready_(std::move(not_ready)) {}
  ~Handlers() {
    if (server_ != nullptr) Stop();
  }
  Handlers(const Handlers&) = delete;
  Handlers& operator=(const Handlers&) = delete;

  bool Listen(const std::string& address) {
    mg_callbacks callbacks{};
    callbacks.begin_request = [](mg_connection* connection) {
      const mg_request_info* request = mg_get_request_info(connection);
      static_cast<Handlers*>(request->user_data)->Handle(connection, *request);
      return 1;  // answered
    };
    const char* options[] = {
        "listening_ports",    address.c_str(), "num_threads", "2",
        "request_timeout_ms", "5000",          nullptr};
    host_ = address.substr(0, address.rfind(':'));
    server_ = mg_start(&callbacks, this, options);
    return server_ != nullptr;
  }

  int port() const {
    mg_server_port bound{};
    return mg_get_server_ports(server_, 1, &bound) == 1 ? bound.port : 0;
  }

 private:
  void Handle(mg_connection* connection, const mg_request_info& request) {
    constexpr absl::string_view kPlain = "text/plain; charset=utf-8";
    const absl::string_view method = request.request_method;
    const absl::string_view path = request.local_uri;
    const bool with_body = method == "GET";
    if (!with_body && method != "HEAD") {
      Answer(connection, 405, "Method Not Allowed", kPlain, "GET or HEAD\n",
             true);
    } else if (path == "/metrics") {
      Answer(connection, 200, "OK", "text/plain; version=0.0.4; charset=utf-8",
             metrics_.Text(), with_body);
    } else if (path == "/healthz") {
      Answer(connection, 200, "OK", kPlain, "ok\n", with_body);
    } else if (path == "/readyz") {
      const std::vector<std::string> waiting = not_ready_();
      if (waiting.empty()) {
        Answer(connection, 200, "OK", kPlain, "ok\n", with_body);
      } else {
        Answer(connection, 503, "Service Unavailable", kPlain,
               absl::StrCat("not ready: ", absl::StrJoin(waiting, ", "), "\n"),
               with_body);
      }
    } else {
      Answer(connection, 404, "Not Found", kPlain,
             "/metrics, /healthz or /readyz\n", with_body);
    }
  }

  // The server looks whether it is to stop only every 2 s, or when somebody
  // connects: so somebody does.
  void Stop() {
    std::atomic<bool> stopped = false;
    std::thread caller([this, &stopped, port = port()] {
      while (!stopped) {
        char error[128];
        mg_connection* connection = mg_connect_client(
            host_.c_str(), port, /*use_ssl=*/0, error, sizeof(error));
        if (connection != nullptr) mg_close_connection(connection);
        std::this_thread::sleep_for(kCallEvery);
      }
    });
    mg_stop(server_);
    stopped = true;
    caller.join();
  }

  const Metrics& metrics_;
  const NotReady not_ready_;
  std::string host_;
  mg_context* server_ = nullptr;
};

AdminServer::AdminServer(std::unique_ptr<Handlers> handlers)
    : handlers_(std::move(handlers)) {}

AdminServer::~AdminServer() = default;

absl::StatusOr<std::unique_ptr<AdminServer>> AdminServer::Listen(
    const std::string& address, const Metrics& metrics, NotReady not_ready) {
  auto handlers = std::make_unique<Handlers>(metrics, std::move(not_ready));
  if (!handlers->Listen(address)) {
    return absl::UnavailableError(
        absl::StrCat("cannot listen on the admin address ", address,
                     ": it must be free, and one of this machine's"));
  }
  return std::unique_ptr<AdminServer>(new AdminServer(std::move(handlers)));
}

int AdminServer::port() const { return handlers_->port(); }

}  // namespace byline
