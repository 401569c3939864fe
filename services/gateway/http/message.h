// Request and Response as handlers see them, and the Responder that brings one
// to the other. Free of Beast. Functions are pure; Responder is thread-safe.
//
//   const Handler handler = [](const Request&, const Responder& responder) {
//     responder.Send(TextResponse(200, "ok\n"));
//   };
#ifndef BYLINE_SERVICES_GATEWAY_HTTP_MESSAGE_H_
#define BYLINE_SERVICES_GATEWAY_HTTP_MESSAGE_H_

#include <absl/strings/string_view.h>
#include <absl/time/time.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "services/gateway/http/executor.h"
#include "services/gateway/http/strict_head.h"

namespace byline::gateway {

// A request that passed the strict layer. Its views, and the object itself,
// live until its Responder has sent or is gone.
struct Request {
  RequestHead head;
  absl::string_view body;
  // The client's x-request-id where valid, made up otherwise.
  std::string request_id;
  absl::Time received;
  std::shared_ptr<Executor> executor;  // of the connection
};

using FieldList = std::vector<std::pair<absl::string_view, absl::string_view>>;

// An answer as bytes, so that a kept page is sent without being built again.
// `head` and `body` are shared and never change.
struct Response {
  int status = 200;
  // Status line and fields, each ended by CRLF; without Date, Connection,
  // x-request-id and the final empty line.
  std::shared_ptr<const std::string> head;
  // Not sent for HEAD, 204 and 304. May be null.
  std::shared_ptr<const std::string> body;
  // Further field lines of this answer alone, each ended by CRLF.
  std::string extra;
  // Template of the route, for metrics: a literal.
  absl::string_view route = "";
  // Where the answer came from, for metrics and the access log: a literal.
  absl::string_view source = "";
};

// "GET", "HEAD" ...
absl::string_view MethodName(Method method);

// The reason phrase of a status.
absl::string_view ReasonPhrase(int status);

// The bytes of a head; with a Content-Length of `content_length`, except for
// 204, where RFC 9110 wants none, and 304, where it wants none or the same.
std::shared_ptr<const std::string> MakeHead(int status, const FieldList& fields,
                                            size_t content_length);

// A whole response of one piece.
Response MakeResponse(int status, const FieldList& fields, std::string body);
// text/plain, not to be kept by anybody.
Response TextResponse(int status, std::string text,
                      const FieldList& more_fields = {});

// IMF-fixdate of RFC 9110 5.6.7.
std::string HttpDate(absl::Time time);

// Sends the answer, once, from any thread. Copies share the one chance; if all
// are gone unused, 500 is sent.
class Responder {
 public:
  using Sink = std::function<void(Response)>;
  explicit Responder(Sink sink);
  void Send(Response response) const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

// Called on the thread of the request's connection, for many connections at the
// same time; must not block.
using Handler = std::function<void(const Request&, Responder)>;

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_HTTP_MESSAGE_H_
