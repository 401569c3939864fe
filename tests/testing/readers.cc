#include "tests/testing/readers.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/time/clock.h>

#include <algorithm>
#include <map>
#include <utility>

#include "common/base/clock.h"
#include "tests/testing/http.h"

namespace byline::testing {
namespace {

constexpr int kThreads = 3;
// Between two requests of a thread: the programs need the machine too.
constexpr absl::Duration kRest = absl::Milliseconds(4);

}  // namespace

absl::Duration BootTime() { return SystemClock().SinceBoot(); }

Readers::Readers(int port, std::vector<std::string> targets,
                 std::vector<std::string> words)
    : port_(port), targets_(std::move(targets)), words_(std::move(words)) {
  for (size_t thread = 0; thread < kThreads; ++thread) {
    threads_.emplace_back([this, thread] {
      // Each begins elsewhere.
      for (size_t i = thread * targets_.size() / kThreads;; ++i) {
        {
          MutexLock lock(mutex_);
          if (ending_) return;
        }
        Ask(targets_[i % targets_.size()]);
        absl::SleepFor(kRest);
      }
    });
  }
}

Readers::~Readers() { Finish(); }

void Readers::AskForAll() {
  for (const std::string& target : targets_)
    threads_.emplace_back([this, target] { Ask(target); });
}

void Readers::Finish() {
  {
    MutexLock lock(mutex_);
    ending_ = true;
  }
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void Readers::Ask(const std::string& target) {
  Reading reading;
  reading.target = target;
  reading.sent = BootTime();
  const HttpResponse response = HttpGet(port_, target);
  reading.status = response.status;
  reading.is_stale = response.headers.count("byline-stale") > 0;
  reading.has_age = response.headers.count("age") > 0;
  const std::string body = absl::AsciiStrToLower(response.body);
  for (const std::string& word : words_) {
    if (absl::StrContains(body, absl::AsciiStrToLower(word)))
      reading.words.insert(word);
  }
  MutexLock lock(mutex_);
  readings_.push_back(std::move(reading));
}

std::vector<Reading> Readers::readings() const {
  MutexLock lock(mutex_);
  return readings_;
}

int Readers::FewestAnswers(absl::Duration since) const {
  std::map<std::string, int> answers;
  for (const std::string& target : targets_) answers[target] = 0;
  MutexLock lock(mutex_);
  for (const Reading& reading : readings_) {
    if (reading.sent > since && reading.status != 0) ++answers[reading.target];
  }
  return std::min_element(
             answers.begin(), answers.end(),
             [](const auto& a, const auto& b) { return a.second < b.second; })
      ->second;
}

std::vector<std::string> Readers::NotSeenIn(
    const std::vector<std::string>& targets, const std::string& word) const {
  std::set<std::string> left(targets.begin(), targets.end());
  MutexLock lock(mutex_);
  for (const Reading& reading : readings_) {
    if (reading.words.count(word) > 0) left.erase(reading.target);
  }
  return {left.begin(), left.end()};
}

}  // namespace byline::testing
