#include "services/gateway/http/connection.h"

#include <absl/strings/str_cat.h>
#include <absl/time/clock.h>

#include <algorithm>
#include <boost/asio/write.hpp>

#include "common/base/log.h"

namespace byline::gateway {
namespace {

namespace net = boost::asio;
using ErrorCode = boost::system::error_code;

constexpr size_t kOutputsAtOnce = 32;
constexpr size_t kDiscardLimit = 1024 * 1024;
constexpr absl::Duration kLingerTime = absl::Seconds(1);
constexpr absl::Duration kDrainIdleTime = absl::Milliseconds(300);
constexpr absl::Duration kNoLimit = absl::Hours(24);

}  // namespace

Connection::Connection(std::shared_ptr<IoWorker> worker,
                       IoWorker::Tcp::socket socket)
    : worker_(std::move(worker)),
      options_(worker_->shared().options),
      socket_(std::move(socket)),
      reader_(options_) {
  request_.executor = worker_;
}

void Connection::Start() {
  Enter(Phase::kHeader, options_.header_timeout);
  Read();
}

void Connection::Enter(Phase phase, absl::Duration timeout) {
  phase_ = phase;
  deadline_ =
      std::chrono::steady_clock::now() + absl::ToChronoNanoseconds(timeout);
}

void Connection::BeginDrain() {
  if (phase_ == Phase::kIdle) Enter(Phase::kIdle, kDrainIdleTime);
}

void Connection::CheckDeadline(IoWorker::SteadyTime now) {
  if (now < deadline_) return;
  const bool has_part = phase_ == Phase::kBody ||
                        (phase_ == Phase::kHeader && !reader_.IsEmpty());
  if (!has_part || is_writing_) return Close();
  Refuse({408, "The request did not arrive in time."});
  Write();
}

void Connection::Close() {
  if (!socket_) return;
  ErrorCode ignored;
  socket_->close(ignored);
  socket_.reset();
  if (is_handling_) worker_->shared().active_requests.fetch_sub(1);
  worker_->Forget(this);
}

void Connection::Read() {
  if (!socket_) return;
  socket_->async_read_some(reader_.Room(), [self = shared_from_this()](
                                               ErrorCode error, size_t size) {
    self->OnRead(error, size);
  });
}

void Connection::OnRead(ErrorCode error, size_t size) {
  if (!socket_ || closes_) return;
  if (error) return Close();
  reader_.Add(size);
  if (phase_ == Phase::kIdle) Enter(Phase::kHeader, options_.header_timeout);
  Process();
}

void Connection::Process() {
  while (socket_ && !closes_ && !is_handling_ &&
         outputs_.size() < kOutputsAtOnce) {
    HttpFault fault{};
    const RequestReader::Result result = reader_.Read(&request_, &fault);
    if (result == RequestReader::Result::kNeedsHead) break;
    if (result == RequestReader::Result::kNeedsBody) {
      if (phase_ != Phase::kBody) Enter(Phase::kBody, options_.body_timeout);
      SendContinue();
      break;
    }
    if (result == RequestReader::Result::kFault) {
      Refuse(fault);
    } else {
      Dispatch();
    }
  }
  if (!socket_) return;
  if (is_writing_) {
    if (!is_handling_ && phase_ != Phase::kWriting)
      Enter(Phase::kWriting, options_.write_timeout);
    return;
  }
  if (!outputs_.empty()) return Write();
  if (is_handling_) return;
  if (closes_) return Linger();
  Read();
}

void Connection::SendContinue() {
  if (!request_.head.expects_continue || sent_continue_ || !outputs_.empty())
    return;
  sent_continue_ = true;
  constexpr absl::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
  ErrorCode ignored;
  socket_->write_some(net::buffer(kContinue.data(), kContinue.size()), ignored);
}

void Connection::Dispatch() {
  ++requests_;
  const absl::string_view given = request_.head.Field("x-request-id");
  request_.request_id =
      IsValidRequestId(given) ? std::string(given) : worker_->NextRequestId();
  request_.received = absl::Now();
  handling_since_ = std::chrono::steady_clock::now();
  is_handling_ = true;
  worker_->shared().active_requests.fetch_add(1);
  Enter(Phase::kHandling, kNoLimit);
  is_dispatching_ = true;
  const uint64_t serial = ++serial_;
  worker_->shared().handler(
      request_,
      Responder([self = shared_from_this(), serial](Response response) {
        if (self->worker_->IsThisThread())
          return self->OnAnswer(serial, std::move(response));
        auto moved = std::make_shared<Response>(std::move(response));
        self->worker_->Post([self, serial, moved] {
          self->OnAnswer(serial, std::move(*moved));
        });
      }));
  is_dispatching_ = false;
}

void Connection::OnAnswer(uint64_t serial, Response response) {
  if (!socket_ || serial != serial_ || !is_handling_) return;
  Append(std::move(response));
  reader_.Finish();
  request_.body = {};
  sent_continue_ = false;
  is_handling_ = false;
  worker_->shared().active_requests.fetch_sub(1);
  if (!is_dispatching_) Process();
}

void Connection::Append(Response response) {
  if (!request_.head.keep_alive || worker_->is_draining() ||
      requests_ >= options_.requests_per_connection) {
    closes_ = true;
  }
  if (worker_->shared().observer) {
    worker_->shared().observer(
        request_, response,
        absl::FromChrono(std::chrono::steady_clock::now() - handling_since_));
  }
  Output output;
  output.tail.reserve(160 + response.extra.size());
  absl::StrAppend(&output.tail, worker_->date_line());
  if (!request_.request_id.empty())
    absl::StrAppend(&output.tail, "x-request-id: ", request_.request_id,
                    "\r\n");
  absl::StrAppend(&output.tail, response.extra,
                  closes_ ? "Connection: close\r\n\r\n" : "\r\n");
  output.has_body = request_.head.method != Method::kHead &&
                    response.status != 204 && response.status != 304 &&
                    response.body != nullptr;
  output.response = std::move(response);
  outputs_.push_back(std::move(output));
}

void Connection::Refuse(const HttpFault& fault) {
  FieldList fields;
  if (fault.status == 405) fields.emplace_back("Allow", "GET, HEAD");
  Response response =
      TextResponse(fault.status, absl::StrCat(fault.reason, "\n"), fields);
  response.route = "refused";
  request_.head = RequestHead();
  request_.head.keep_alive = false;
  request_.body = {};
  request_.request_id = worker_->NextRequestId();
  handling_since_ = std::chrono::steady_clock::now();
  Append(std::move(response));
}

void Connection::Write() {
  written_.swap(outputs_);
  outputs_.clear();
  gather_.clear();
  for (const Output& output : written_) {
    gather_.emplace_back(output.response.head->data(),
                         output.response.head->size());
    gather_.emplace_back(output.tail.data(), output.tail.size());
    if (output.has_body)
      gather_.emplace_back(output.response.body->data(),
                           output.response.body->size());
  }
  is_writing_ = true;
  if (!is_handling_) Enter(Phase::kWriting, options_.write_timeout);
  net::async_write(*socket_, gather_,
                   [self = shared_from_this()](ErrorCode error, size_t) {
                     self->OnWritten(error);
                   });
}

void Connection::OnWritten(ErrorCode error) {
  is_writing_ = false;
  written_.clear();
  if (!socket_) return;
  if (error) return Close();
  if (!is_handling_ && !closes_) {
    if (worker_->is_draining() && reader_.IsEmpty()) {
      Enter(Phase::kIdle, kDrainIdleTime);
    } else if (reader_.IsEmpty()) {
      Enter(Phase::kIdle, options_.idle_timeout);
    } else {
      Enter(Phase::kHeader, options_.header_timeout);
    }
  }
  Process();
}

// Closing with unread bytes would reset the connection and could take the
// answer back from the client.
void Connection::Linger() {
  if (phase_ == Phase::kLingering) return;
  Enter(Phase::kLingering, kLingerTime);
  ErrorCode ignored;
  socket_->shutdown(IoWorker::Tcp::socket::shutdown_send, ignored);
  Discard();
}

void Connection::Discard() {
  socket_->async_read_some(
      reader_.Discard(),
      [self = shared_from_this()](ErrorCode error, size_t size) {
        if (!self->socket_) return;
        self->discarded_ += size;
        if (error || self->discarded_ > kDiscardLimit) return self->Close();
        self->Discard();
      });
}

}  // namespace byline::gateway
