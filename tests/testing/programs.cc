#include "tests/testing/programs.h"

#include <absl/strings/numbers.h>

#include <cstdio>
#include <cstdlib>

namespace byline::testing {

int PortInLogLine(const std::string& line) {
  const std::string key = "\"port\":\"";
  const size_t at = line.find(key);
  if (at == std::string::npos) return 0;
  const size_t begin = at + key.size();
  int port = 0;
  return absl::SimpleAtoi(line.substr(begin, line.find('"', begin) - begin),
                          &port)
             ? port
             : 0;
}

Program StartProgram(const std::string& name,
                     const std::vector<std::string>& flags) {
  std::vector<std::string> words = {BinaryPath(name)};
  words.insert(words.end(), flags.begin(), flags.end());
  Program program{Process::Start(words), 0};
  const auto line = program.process->WaitForLine("\"message\":\"listening\"");
  if (!line.ok()) {
    std::fprintf(stderr, "%s: %s\n", name.c_str(),
                 line.status().ToString().c_str());
    std::abort();
  }
  program.port = PortInLogLine(*line);
  return program;
}

}  // namespace byline::testing
