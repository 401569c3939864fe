// Suite: `byline dev` on free ports and a folder of its own, ready when the
// constructor returns. For e2e tests.
#ifndef BYLINE_TESTS_TESTING_SUITE_H_
#define BYLINE_TESTS_TESTING_SUITE_H_

#include <memory>
#include <string>
#include <vector>

#include "tests/testing/http.h"
#include "tests/testing/process.h"
#include "tests/testing/temp_folder.h"

namespace byline::testing {

class Suite {
 public:
  // `flags` are further flags of `byline dev`. `data` is its folder; empty: a
  // temporary one.
  explicit Suite(const std::vector<std::string>& flags = {},
                 const std::string& data = "");

  // Runs `byline COMMAND ...` against the suite, with its admin token.
  RunResult Byline(std::vector<std::string> words) const;

  HttpResponse Get(const std::string& target,
                   const std::vector<std::string>& headers = {}) const {
    return HttpGet(http_port_, target, headers);
  }

  Process& process() { return *process_; }
  int http_port() const { return http_port_; }
  int grpc_port() const { return grpc_port_; }
  const std::string& data() const { return data_; }

 private:
  TempFolder folder_;
  std::string data_;
  std::unique_ptr<Process> process_;
  int http_port_ = 0;
  int grpc_port_ = 0;
};

}  // namespace byline::testing

#endif  // BYLINE_TESTS_TESTING_SUITE_H_
