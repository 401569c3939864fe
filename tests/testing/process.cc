#include "tests/testing/process.h"

#include <absl/strings/str_cat.h>
#include <absl/time/clock.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>

namespace byline::testing {

std::unique_ptr<Process> Process::Start(const std::vector<std::string>& words) {
  // A file in memory, not a pipe: who writes much never waits for a reader.
  const int file = memfd_create("output", MFD_CLOEXEC);
  if (file < 0) std::abort();
  std::vector<char*> argv;
  for (const std::string& word : words)
    argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  const pid_t pid = fork();
  if (pid == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    dup2(file, STDOUT_FILENO);
    dup2(file, STDERR_FILENO);
    execv(argv[0], argv.data());
    _exit(127);
  }
  std::unique_ptr<Process> process(new Process);
  process->pid_ = pid;
  process->file_ = file;
  return process;
}

Process::~Process() {
  if (!ended_) {
    Signal(SIGKILL);
    Wait();
  }
  close(file_);
}

bool Process::Read(absl::Duration timeout) {
  const absl::Time deadline = absl::Now() + timeout;
  for (;;) {
    // Asked first: what it wrote before its end is there then.
    siginfo_t info{};
    const bool has_ended =
        ended_ || (waitid(P_PID, static_cast<id_t>(pid_), &info,
                          WEXITED | WNOHANG | WNOWAIT) == 0 &&
                   info.si_pid == pid_);
    char buffer[65536];
    const ssize_t got = pread(file_, buffer, sizeof(buffer),
                              static_cast<off_t>(output_.size()));
    if (got > 0) {
      output_.append(buffer, static_cast<size_t>(got));
      return true;
    }
    if (has_ended) return false;
    if (absl::Now() >= deadline) return true;
    absl::SleepFor(absl::Milliseconds(2));
  }
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

}  // namespace byline::testing
