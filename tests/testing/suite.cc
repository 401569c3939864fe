#include "tests/testing/suite.h"

#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>

#include <cstdio>
#include <cstdlib>

namespace byline::testing {
namespace {

// The port at the end of "... http://127.0.0.1:8080/" or "... 127.0.0.1:50051".
int PortOf(const absl::StatusOr<std::string>& line) {
  if (!line.ok()) {
    std::fprintf(stderr, "%s\n", line.status().ToString().c_str());
    std::abort();
  }
  std::string digits = line->substr(line->rfind(':') + 1);
  if (!digits.empty() && digits.back() == '/') digits.pop_back();
  int port = 0;
  if (!absl::SimpleAtoi(digits, &port)) std::abort();
  return port;
}

}  // namespace

Suite::Suite(const std::vector<std::string>& flags, const std::string& data)
    : data_(data.empty() ? folder_.path() : data) {
  std::vector<std::string> words = {BinaryPath("byline"), "dev",
                                    "--http=127.0.0.1:0", "--grpc=127.0.0.1:0",
                                    absl::StrCat("--data=", data_)};
  words.insert(words.end(), flags.begin(), flags.end());
  process_ = Process::Start(words);
  http_port_ = PortOf(process_->WaitForLine("front page"));
  grpc_port_ = PortOf(process_->WaitForLine("gRPC"));
  const auto ready = process_->WaitForLine("ready");
  if (!ready.ok()) {
    std::fprintf(stderr, "%s\n", ready.status().ToString().c_str());
    std::abort();
  }
}

RunResult Suite::Byline(std::vector<std::string> words) const {
  words.insert(words.begin(), BinaryPath("byline"));
  words.push_back(absl::StrCat("--server=127.0.0.1:", grpc_port_));
  words.push_back(absl::StrCat("--token_file=", data_, "/admin.token"));
  return RunProgram(words);
}

}  // namespace byline::testing
