// Process: a program that a test starts, reads and stops. It dies with the
// test. Not thread-safe.
#ifndef BYLINE_TESTS_TESTING_PROCESS_H_
#define BYLINE_TESTS_TESTING_PROCESS_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>
#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

namespace byline::testing {

class Process {
 public:
  // Starts `words[0]` with the rest as arguments; standard output and error
  // are kept in the order in which they were written.
  static std::unique_ptr<Process> Start(const std::vector<std::string>& words);
  // Kills it if it still runs.
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  // The first line, from those not read so far, that has `text` in it.
  // DEADLINE_EXCEEDED or ABORTED (it ended) with all of the output.
  absl::StatusOr<std::string> WaitForLine(
      const std::string& text, absl::Duration timeout = absl::Seconds(30));

  void Signal(int signal);
  // Waits until it has ended and returns its exit code, or minus the signal
  // that ended it.
  int Wait();

  // All output so far.
  const std::string& output() const { return output_; }
  pid_t pid() const { return pid_; }

 private:
  Process() = default;
  // Reads what is there, waiting at most `timeout`. False at the end of the
  // output.
  bool Read(absl::Duration timeout);

  pid_t pid_ = -1;
  int file_ = -1;  // of its output, in memory
  bool ended_ = false;
  int exit_code_ = 0;
  std::string output_;
  size_t searched_ = 0;
};

// Runs a program to its end.
struct RunResult {
  int exit_code;
  std::string output;
};
RunResult RunProgram(const std::vector<std::string>& words);

// build/<preset>/bin/NAME beside the running test.
std::string BinaryPath(const std::string& name);

// The folder of the real data; empty where it is not there.
std::string DataFolder();

}  // namespace byline::testing

#endif  // BYLINE_TESTS_TESTING_PROCESS_H_
