#include "tests/testing/http.h"

#include <absl/strings/ascii.h>
#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_split.h>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace byline::testing {
namespace {

class Socket {
 public:
  explicit Socket(int port)
      : fd_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    timeval timeout{20, 0};
    setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof(timeout));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = connect(fd_, reinterpret_cast<sockaddr*>(&address),
                         sizeof(address)) == 0;
  }
  ~Socket() { close(fd_); }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  bool connected() const { return connected_; }
  bool Send(absl::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t sent = send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<size_t>(sent));
    }
    return true;
  }
  // Appends what comes; false at the end.
  bool Receive(std::string* out) const {
    char buffer[65536];
    const ssize_t got = recv(fd_, buffer, sizeof(buffer), 0);
    if (got <= 0) return false;
    out->append(buffer, static_cast<size_t>(got));
    return true;
  }

 private:
  int fd_;
  bool connected_;
};

}  // namespace

absl::StatusOr<HttpResponse> HttpCall(int port, const std::string& method,
                                      const std::string& target,
                                      const std::vector<std::string>& headers,
                                      const std::string& body) {
  const Socket socket(port);
  if (!socket.connected())
    return absl::UnavailableError(
        absl::StrCat("nobody listens on port ", port));
  std::string request =
      absl::StrCat(method, " ", target, " HTTP/1.1\r\nHost: 127.0.0.1:", port,
                   "\r\nConnection: close\r\n");
  for (const std::string& header : headers)
    absl::StrAppend(&request, header, "\r\n");
  if (!body.empty())
    absl::StrAppend(&request, "Content-Length: ", body.size(), "\r\n");
  absl::StrAppend(&request, "\r\n", body);
  if (!socket.Send(request))
    return absl::UnavailableError("the connection broke while sending");
  std::string raw;
  while (socket.Receive(&raw)) {
  }
  const size_t head_end = raw.find("\r\n\r\n");
  if (head_end == std::string::npos)
    return absl::DataLossError(
        absl::StrCat("no complete answer: ", raw.substr(0, 200)));
  HttpResponse response;
  const std::vector<std::string> lines =
      absl::StrSplit(raw.substr(0, head_end), "\r\n");
  if (!absl::SimpleAtoi(
          lines[0].substr(std::min<size_t>(9, lines[0].size()), 3),
          &response.status)) {
    return absl::DataLossError(absl::StrCat("no status line: ", lines[0]));
  }
  for (size_t i = 1; i < lines.size(); ++i) {
    const std::pair<std::string, std::string> field =
        absl::StrSplit(lines[i], absl::MaxSplits(':', 1));
    response.headers[absl::AsciiStrToLower(field.first)] =
        std::string(absl::StripAsciiWhitespace(field.second));
  }
  response.body = raw.substr(head_end + 4);
  return response;
}

HttpResponse HttpGet(int port, const std::string& target,
                     const std::vector<std::string>& headers) {
  return HttpCall(port, "GET", target, headers).value_or(HttpResponse());
}

}  // namespace byline::testing
