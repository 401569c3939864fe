#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <string>
#include <thread>

#include "common/server/channel.h"
#include "common/server/metrics.h"
#include "common/server/server.h"

namespace byline {
namespace {

// The threads that wait on gRPC's queue of callbacks, by the name it gives
// them.
std::set<std::string> QueueThreads() {
  std::set<std::string> threads;
  for (const auto& task :
       std::filesystem::directory_iterator("/proc/self/task")) {
    std::string name;
    std::getline(std::ifstream(task.path() / "comm"), name);
    if (name == "nexting_thread") threads.insert(task.path());
  }
  return threads;
}

// A server whose health is told by callbacks, and a channel to it: all that
// there is, while it lasts.
void ServeAndAsk() {
  Metrics metrics;
  GrpcServer server({}, metrics);
  ASSERT_TRUE(server.Start().ok());
  EXPECT_TRUE(MakeChannel("127.0.0.1:" + std::to_string(server.port()))
                  ->WaitForConnected(std::chrono::system_clock::now() +
                                     std::chrono::seconds(10)));
}

TEST(CallbackQueueTest, OutlivesTheLastServerAndChannel) {
  ServeAndAsk();
  std::set<std::string> threads;
  // A thread gets its name a moment after it starts.
  for (int i = 0; i < 1'000 && threads.empty(); ++i) {
    threads = QueueThreads();
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  ASSERT_FALSE(threads.empty());
  ServeAndAsk();
  const std::set<std::string> later = QueueThreads();
  EXPECT_TRUE(std::includes(later.begin(), later.end(), threads.begin(),
                            threads.end()));
}

}  // namespace
}  // namespace byline
