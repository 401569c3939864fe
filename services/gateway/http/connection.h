// Connection: reads requests off one socket, hands them to the handler one at a
// time, and writes the answers in order. Lives on its worker's thread; only the
// answer of a handler may come from another one and is posted over. While a
// handler works nothing is read, so the views of its Request stay valid. Kept
// alive by its worker until it is closed, and by what it waits for.
#ifndef BYLINE_SERVICES_GATEWAY_HTTP_CONNECTION_H_
#define BYLINE_SERVICES_GATEWAY_HTTP_CONNECTION_H_

#include <absl/types/optional.h>

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <string>
#include <utility>  // Boost 1.74's Asio needs it first under C++20
#include <vector>

#include "services/gateway/http/io_worker.h"
#include "services/gateway/http/message.h"
#include "services/gateway/http/request_reader.h"

namespace byline::gateway {

class Connection final : public std::enable_shared_from_this<Connection> {
 public:
  Connection(std::shared_ptr<IoWorker> worker, IoWorker::Tcp::socket socket);

  void Start();
  void BeginDrain();
  void Close();
  void CheckDeadline(IoWorker::SteadyTime now);

 private:
  enum class Phase { kIdle, kHeader, kBody, kHandling, kWriting, kLingering };

  // An answer that waits to be written.
  struct Output {
    Response response;
    std::string tail;  // the fields of this answer alone, and the empty line
    bool has_body;
  };

  void Enter(Phase phase, absl::Duration timeout);
  void Read();
  void OnRead(boost::system::error_code error, size_t size);
  // Answers what lies in the buffer, then writes or reads on.
  void Process();
  void SendContinue();
  void Dispatch();
  void OnAnswer(uint64_t serial, Response response);
  void Append(Response response);
  void Refuse(const HttpFault& fault);
  void Write();
  void OnWritten(boost::system::error_code error);
  void Linger();
  void Discard();

  const std::shared_ptr<IoWorker> worker_;
  const HttpServerOptions& options_;
  absl::optional<IoWorker::Tcp::socket> socket_;
  Phase phase_ = Phase::kIdle;
  IoWorker::SteadyTime deadline_;

  RequestReader reader_;
  Request request_;
  IoWorker::SteadyTime handling_since_;
  uint64_t serial_ = 0;
  int requests_ = 0;
  bool sent_continue_ = false;
  bool is_dispatching_ = false;
  bool is_handling_ = false;
  bool is_writing_ = false;
  bool closes_ = false;

  std::vector<Output> outputs_;
  std::vector<Output> written_;
  std::vector<boost::asio::const_buffer> gather_;
  size_t discarded_ = 0;
};

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_HTTP_CONNECTION_H_
