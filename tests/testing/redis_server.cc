#include "tests/testing/redis_server.h"

#include <absl/strings/str_cat.h>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>

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

RedisServer::RedisServer() : port_(FreePort()) { Start(); }

RedisServer::~RedisServer() { Resume(); }

std::string RedisServer::address() const {
  return absl::StrCat("127.0.0.1:", port_);
}

void RedisServer::Start() {
  process_ = Process::Start({"/usr/bin/redis-server", "--port",
                             absl::StrCat(port_), "--bind", "127.0.0.1",
                             "--save", "", "--dir", folder_.path()});
  const auto line = process_->WaitForLine("Ready to accept connections");
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

std::string RedisServer::Call(std::vector<std::string> words) const {
  words.insert(words.begin(),
               {"/usr/bin/redis-cli", "-p", absl::StrCat(port_)});
  return RunProgram(words).output;
}

}  // namespace byline::testing
