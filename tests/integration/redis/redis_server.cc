#include "tests/integration/redis/redis_server.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <thread>
#include <utility>
#include <vector>

namespace byline {
namespace {

bool Listens(const std::string& path) {
  const int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  std::memcpy(name.sun_path, path.data(), path.size());
  const bool connected =
      connect(fd, reinterpret_cast<const sockaddr*>(&name), sizeof(name)) == 0;
  close(fd);
  return connected;
}

}  // namespace

bool Eventually(const std::function<bool()>& condition) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return true;
}

std::string RedisServer::Program() {
  for (const char* path :
       {"/usr/bin/redis-server", "/usr/local/bin/redis-server"}) {
    if (access(path, X_OK) == 0) return path;
  }
  return "";
}

RedisServer::RedisServer(std::string password)
    : password_(std::move(password)) {
  std::string name =
      (std::filesystem::temp_directory_path() / "byline-redis-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) std::abort();
  directory_ = name;
  Start();
}

RedisServer::~RedisServer() {
  Kill();
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

void RedisServer::Start() {
  const std::string program = Program();
  const std::string path = socket();
  std::vector<const char*> arguments = {program.c_str(),
                                        "--port",
                                        "0",
                                        "--unixsocket",
                                        path.c_str(),
                                        "--save",
                                        "",
                                        "--dir",
                                        directory_.c_str(),
                                        "--loglevel",
                                        "warning",
                                        "--enable-debug-command",
                                        "yes"};
  if (!password_.empty()) {
    arguments.push_back("--requirepass");
    arguments.push_back(password_.c_str());
  }
  arguments.push_back(nullptr);
  std::filesystem::remove(path);
  pid_ = fork();
  if (pid_ == 0) {
    // Ends with the test, however that ends.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int null = open("/dev/null", O_RDWR);
    dup2(null, STDOUT_FILENO);
    execv(program.c_str(), const_cast<char* const*>(arguments.data()));
    _exit(127);
  }
  if (!Eventually([&] { return Listens(path); })) std::abort();
}

void RedisServer::Kill() {
  if (pid_ <= 0) return;
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

void RedisServer::Signal(int number) { kill(pid_, number); }

}  // namespace byline
