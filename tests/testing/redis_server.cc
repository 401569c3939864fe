#include "tests/testing/redis_server.h"

#include <absl/strings/str_cat.h>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <utility>

namespace byline::testing {
namespace {

// A port that was free just now: redis-server cannot choose one itself.
int FreePort() {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  if (bind(fd, reinterpret_cast<sockaddr*>(&address), size) != 0) std::abort();
  getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
  close(fd);
  return ntohs(address.sin_port);
}

}  // namespace

std::string RedisServer::Program() {
  for (const char* path :
       {"/usr/bin/redis-server", "/usr/local/bin/redis-server"}) {
    if (access(path, X_OK) == 0) return path;
  }
  return "";
}

RedisServer::RedisServer(Options options)
    : options_(std::move(options)), port_(options_.on_port ? FreePort() : 0) {
  Start();
}

std::string RedisServer::address() const {
  return options_.on_port ? absl::StrCat("127.0.0.1:", port_)
                          : absl::StrCat("unix:", socket());
}

void RedisServer::Start() {
  std::vector<std::string> words = {Program(),   "--dir",  folder_.path(),
                                    "--save",    "",       "--bind",
                                    "127.0.0.1", "--port", absl::StrCat(port_)};
  if (!options_.on_port) {
    words.insert(words.end(), {"--unixsocket", socket()});
  }
  if (!options_.password.empty()) {
    words.insert(words.end(), {"--requirepass", options_.password});
  }
  process_ = Process::Start(words);
  // "Ready to ..." for a port, "The server is now ready to ..." for a socket.
  const auto line = process_->WaitForLine("eady to accept connections");
  if (line.ok()) return;
  std::fprintf(stderr, "redis-server: %s\n", line.status().ToString().c_str());
  std::abort();
}

void RedisServer::Kill() {
  process_->Signal(SIGKILL);
  process_->Wait();
}

void RedisServer::Pause() { process_->Signal(SIGSTOP); }

void RedisServer::Resume() { process_->Signal(SIGCONT); }

std::string RedisServer::Call(const std::vector<std::string>& words) const {
  std::vector<std::string> client = {
      std::filesystem::path(Program()).replace_filename("redis-cli").string()};
  if (options_.on_port) {
    client.insert(client.end(), {"-p", absl::StrCat(port_)});
  } else {
    client.insert(client.end(), {"-s", socket()});
  }
  if (!options_.password.empty()) {
    client.insert(client.end(), {"--no-auth-warning", "-a", options_.password});
  }
  client.insert(client.end(), words.begin(), words.end());
  return RunProgram(client).output;
}

}  // namespace byline::testing
