#include "tests/testing/process.h"

#include <absl/strings/str_cat.h>
#include <absl/time/clock.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>

namespace byline::testing {

std::unique_ptr<Process> Process::Start(const std::vector<std::string>& words) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) std::abort();
  std::vector<char*> argv;
  for (const std::string& word : words)
    argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  const pid_t pid = fork();
  if (pid == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    dup2(ends[1], STDOUT_FILENO);
    dup2(ends[1], STDERR_FILENO);
    execv(argv[0], argv.data());
    _exit(127);
  }
  close(ends[1]);
  std::unique_ptr<Process> process(new Process);
  process->pid_ = pid;
  process->pipe_ = ends[0];
  return process;
}

Process::~Process() {
  if (!ended_) {
    Signal(SIGKILL);
    Wait();
  }
  close(pipe_);
}

bool Process::Read(absl::Duration timeout) {
  pollfd wanted{pipe_, POLLIN, 0};
  if (poll(&wanted, 1, static_cast<int>(absl::ToInt64Milliseconds(timeout))) <=
      0)
    return true;
  char buffer[65536];
  const ssize_t got = read(pipe_, buffer, sizeof(buffer));
  if (got <= 0) return false;
  output_.append(buffer, static_cast<size_t>(got));
  return true;
}

absl::StatusOr<std::string> Process::WaitForLine(const std::string& text,
                                                 absl::Duration timeout) {
  const absl::Time deadline = absl::Now() + timeout;
  bool open = true;
  for (;;) {
    for (size_t end = output_.find('\n', searched_); end != std::string::npos;
         end = output_.find('\n', searched_)) {
      const std::string line = output_.substr(searched_, end - searched_);
      searched_ = end + 1;
      if (line.find(text) != std::string::npos) return line;
    }
    if (!open)
      return absl::AbortedError(
          absl::StrCat("it ended without \"", text, "\":\n", output_));
    if (absl::Now() >= deadline)
      return absl::DeadlineExceededError(
          absl::StrCat("no \"", text, "\" in time:\n", output_));
    open = Read(std::min(absl::Milliseconds(200), deadline - absl::Now()));
  }
}

void Process::Signal(int signal) {
  if (!ended_) kill(pid_, signal);
}

int Process::Wait() {
  if (ended_) return exit_code_;
  while (Read(absl::Seconds(60))) {
  }
  int status = 0;
  waitpid(pid_, &status, 0);
  ended_ = true;
  exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  return exit_code_;
}

RunResult RunProgram(const std::vector<std::string>& words) {
  const std::unique_ptr<Process> process = Process::Start(words);
  const int exit_code = process->Wait();
  return {exit_code, process->output()};
}

std::string BinaryPath(const std::string& name) {
  return (std::filesystem::read_symlink("/proc/self/exe").parent_path() / name)
      .string();
}

std::string DataFolder() {
  const char* data = std::getenv("BYLINE_DATA");
  const std::filesystem::path folder =
      std::filesystem::absolute(data == nullptr ? "../shared/data" : data);
  return std::filesystem::is_directory(folder) ? folder.string() : "";
}

TempFolder::TempFolder() {
  std::string path =
      (std::filesystem::temp_directory_path() / "byline-test-XXXXXX").string();
  if (mkdtemp(path.data()) == nullptr) std::abort();
  path_ = path;
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace byline::testing
