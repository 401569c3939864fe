#include "services/gateway/http/message.h"

#include <absl/strings/str_cat.h>

#include <atomic>

namespace byline::gateway {

struct Responder::State {
  explicit State(Sink sink) : sink(std::move(sink)) {}
  ~State() {
    if (!sent.exchange(true)) sink(TextResponse(500, "The answer was lost.\n"));
  }
  Sink sink;
  std::atomic<bool> sent{false};
};

Responder::Responder(Sink sink)
    : state_(std::make_shared<State>(std::move(sink))) {}

void Responder::Send(Response response) const {
  if (!state_->sent.exchange(true)) state_->sink(std::move(response));
}

absl::string_view MethodName(Method method) {
  switch (method) {
    case Method::kGet:
      return "GET";
    case Method::kHead:
      return "HEAD";
    case Method::kPost:
      return "POST";
    case Method::kOptions:
      return "OPTIONS";
    case Method::kPut:
      return "PUT";
    case Method::kDelete:
      return "DELETE";
    case Method::kPatch:
      return "PATCH";
    case Method::kTrace:
      return "TRACE";
  }
  return "";
}

absl::string_view ReasonPhrase(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 204:
      return "No Content";
    case 301:
      return "Moved Permanently";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 499:
      return "Client Closed Request";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 504:
      return "Gateway Timeout";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Status";
  }
}

std::shared_ptr<const std::string> MakeHead(int status, const FieldList& fields,
                                            size_t content_length) {
  auto head = std::make_shared<std::string>();
  absl::StrAppend(head.get(), "HTTP/1.1 ", status, " ", ReasonPhrase(status),
                  "\r\n");
  for (const auto& [name, value] : fields)
    absl::StrAppend(head.get(), name, ": ", value, "\r\n");
  if (status != 204 && status != 304)
    absl::StrAppend(head.get(), "Content-Length: ", content_length, "\r\n");
  return head;
}

Response MakeResponse(int status, const FieldList& fields, std::string body) {
  Response response;
  response.status = status;
  response.head = MakeHead(status, fields, body.size());
  response.body = std::make_shared<const std::string>(std::move(body));
  return response;
}

Response TextResponse(int status, std::string text,
                      const FieldList& more_fields) {
  FieldList fields = {{"Content-Type", "text/plain; charset=utf-8"},
                      {"Cache-Control", "no-store"},
                      {"X-Content-Type-Options", "nosniff"}};
  fields.insert(fields.end(), more_fields.begin(), more_fields.end());
  return MakeResponse(status, fields, std::move(text));
}

std::string HttpDate(absl::Time time) {
  return absl::FormatTime("%a, %d %b %E4Y %H:%M:%S GMT", time,
                          absl::UTCTimeZone());
}

}  // namespace byline::gateway
