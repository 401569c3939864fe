// A small blocking HTTP/1.1 client for tests: one request on one connection.
#ifndef BYLINE_TESTS_TESTING_HTTP_H_
#define BYLINE_TESTS_TESTING_HTTP_H_

#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>

#include <map>
#include <string>
#include <vector>

namespace byline::testing {

struct HttpResponse {
  int status = 0;
  // Names in lower case.
  std::map<std::string, std::string> headers;
  std::string body;
};

// Sends a request to 127.0.0.1:`port` and reads the answer to its end.
// `headers` are whole lines without line ends.
absl::StatusOr<HttpResponse> HttpCall(
    int port, const std::string& method, const std::string& target,
    const std::vector<std::string>& headers = {}, const std::string& body = "");

// GET; a response of status 0 where nobody answered.
HttpResponse HttpGet(int port, const std::string& target,
                     const std::vector<std::string>& headers = {});

}  // namespace byline::testing

#endif  // BYLINE_TESTS_TESTING_HTTP_H_
