// RawClient: a blocking TCP connection that sends any bytes and reads what
// comes back. For tests of the server's behaviour on the wire. Reads end after
// five seconds at the latest.
#ifndef BYLINE_TESTS_INTEGRATION_GATEWAY_RAW_CLIENT_H_
#define BYLINE_TESTS_INTEGRATION_GATEWAY_RAW_CLIENT_H_

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <vector>

namespace byline::gateway {

// One parsed answer.
struct RawResponse {
  int status = 0;
  std::string head;
  std::string body;
};

class RawClient {
 public:
  explicit RawClient(int port) : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
    const timeval limit{5, 0};
    ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(fd_, reinterpret_cast<sockaddr*>(&address),
                           sizeof(address)) == 0;
  }
  ~RawClient() { ::close(fd_); }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  bool connected() const { return connected_; }
  void Send(const std::string& bytes) {
    size_t sent = 0;
    while (sent < bytes.size()) {
      const ssize_t n =
          ::send(fd_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
      if (n <= 0) return;
      sent += static_cast<size_t>(n);
    }
  }
  void FinishSending() { ::shutdown(fd_, SHUT_WR); }

  // All bytes until the server closes.
  std::string ReadAll() {
    while (Fill()) {
    }
    std::string all;
    all.swap(buffer_);
    return all;
  }

  // Whether the server has closed; true also after a reset.
  bool ReadsEnd() { return buffer_.empty() && !Fill() && !timed_out_; }

  // The next answer; status 0 when the connection ends before it is whole.
  RawResponse ReadResponse(bool head_only = false) {
    RawResponse response;
    size_t end;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
      if (!Fill()) return response;
    }
    response.head = buffer_.substr(0, end + 2);
    buffer_.erase(0, end + 4);
    const int status = std::atoi(response.head.c_str() + 9);
    const size_t field = response.head.find("Content-Length: ");
    const size_t length =
        head_only || field == std::string::npos
            ? 0
            : std::strtoul(response.head.c_str() + field + 16, nullptr, 10);
    while (buffer_.size() < length) {
      if (!Fill()) return response;
    }
    response.body = buffer_.substr(0, length);
    buffer_.erase(0, length);
    response.status = status;
    return response;
  }

 private:
  bool Fill() {
    char chunk[16384];
    const ssize_t n = ::recv(fd_, chunk, sizeof(chunk), 0);
    timed_out_ = n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
    if (n <= 0) return false;
    buffer_.append(chunk, static_cast<size_t>(n));
    return true;
  }

  const int fd_;
  bool connected_ = false;
  bool timed_out_ = false;
  std::string buffer_;
};

// The statuses of all answers in `bytes`, in order; 1xx left out.
inline std::vector<int> StatusesIn(std::string bytes) {
  std::vector<int> statuses;
  while (true) {
    const size_t end = bytes.find("\r\n\r\n");
    if (end == std::string::npos) return statuses;
    const int status = std::atoi(bytes.c_str() + 9);
    const size_t field = bytes.substr(0, end + 2).find("Content-Length: ");
    const size_t length =
        field == std::string::npos
            ? 0
            : std::strtoul(bytes.c_str() + field + 16, nullptr, 10);
    if (status >= 200) statuses.push_back(status);
    bytes.erase(0, end + 4 + length);
  }
}

}  // namespace byline::gateway

#endif  // BYLINE_TESTS_INTEGRATION_GATEWAY_RAW_CLIENT_H_
