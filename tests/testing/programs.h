// The suite as separate programs on free ports, for e2e tests: each is started,
// found by its log line, killed and started again.
#ifndef BYLINE_TESTS_TESTING_PROGRAMS_H_
#define BYLINE_TESTS_TESTING_PROGRAMS_H_

#include <memory>
#include <string>
#include <vector>

#include "tests/testing/process.h"

namespace byline::testing {

// A running program of the suite and the port that it said it listens on.
struct Program {
  std::unique_ptr<Process> process;
  int port = 0;
};

// Starts build/<preset>/bin/NAME with `flags` and waits for its "listening"
// line. Ends the test program where it does not come.
Program StartProgram(const std::string& name,
                     const std::vector<std::string>& flags);

// The port in a log line: "port":"N"; 0 where there is none.
int PortInLogLine(const std::string& line);

}  // namespace byline::testing

#endif  // BYLINE_TESTS_TESTING_PROGRAMS_H_
