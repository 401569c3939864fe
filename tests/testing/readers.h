// Readers: threads that ask the gateway for the same targets again and again,
// and note of every answer when it had been asked for and which of some words
// it holds. They end with the destructor.
#ifndef BYLINE_TESTS_TESTING_READERS_H_
#define BYLINE_TESTS_TESTING_READERS_H_

#include <absl/time/time.h>

#include <set>
#include <string>
#include <thread>
#include <vector>

#include "common/base/mutex.h"

namespace byline::testing {

// Time since boot, by which requests and acknowledgements are compared.
absl::Duration BootTime();

struct Reading {
  absl::Duration sent;  // read just before the request was sent
  std::string target;
  int status = 0;         // 0: nobody answered
  bool is_stale = false;  // marked by Byline-Stale
  bool has_age = false;
  std::set<std::string> words;  // those that occur in the body
};

class Readers {
 public:
  // `words` are looked for without regard to case, so that a slug counts too.
  Readers(int port, std::vector<std::string> targets,
          std::vector<std::string> words);
  ~Readers();
  Readers(const Readers&) = delete;
  Readers& operator=(const Readers&) = delete;

  // Asks for every target once, all at the same time, on connections of its
  // own; the answers come among the readings, at the latest with Finish.
  void AskForAll();
  // Ends asking; returns when all answers have come.
  void Finish();

  std::vector<Reading> readings() const;
  // Of those sent later than `since`, how many answers came for the target
  // with the fewest.
  int FewestAnswers(absl::Duration since) const;
  // Of `targets`, those where no answer had the word yet.
  std::vector<std::string> NotSeenIn(const std::vector<std::string>& targets,
                                     const std::string& word) const;

 private:
  void Ask(const std::string& target);

  const int port_;
  const std::vector<std::string> targets_;
  const std::vector<std::string> words_;
  mutable Mutex mutex_;
  bool ending_ GUARDED_BY(mutex_) = false;
  std::vector<Reading> readings_ GUARDED_BY(mutex_);
  std::vector<std::thread> threads_;
};

}  // namespace byline::testing

#endif  // BYLINE_TESTS_TESTING_READERS_H_
