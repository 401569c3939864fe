// PageHandler: HTTP for readers: pages, fragments, style sheet, health. Turns
// outcomes into answers: 200, 304, 301, 404, 410, 503, in the coding that the
// client accepts. Never blocks. Thread-safe.
#ifndef BYLINE_SERVICES_GATEWAY_PAGE_PAGE_HANDLER_H_
#define BYLINE_SERVICES_GATEWAY_PAGE_PAGE_HANDLER_H_

#include <functional>

#include "services/gateway/http/message.h"
#include "services/gateway/page/frame.h"
#include "services/gateway/page/page_outcome.h"
#include "services/gateway/page/page_service.h"

namespace byline::gateway {

class PageHandler {
 public:
  // `is_ready`: whether pages can be given (quick, any thread). All referenced
  // outlive it.
  PageHandler(const PageFrame& frame, PageService& pages,
              std::function<bool()> is_ready)
      : frame_(frame), pages_(pages), is_ready_(std::move(is_ready)) {}

  void Handle(const Request& request, Responder responder);

 private:
  const PageFrame& frame_;
  PageService& pages_;
  const std::function<bool()> is_ready_;
};

// The answer for an outcome. `if_none_match`: the request's field, or empty.
Response ToResponse(const PageOutcome& outcome, const PageFrame& frame,
                    bool accepts_gzip, absl::string_view if_none_match);

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_PAGE_PAGE_HANDLER_H_
