#include "services/gateway/page/page_handler.h"

#include <absl/strings/str_cat.h>

#include <string>
#include <utility>

#include "services/gateway/page/assets.h"
#include "services/gateway/page/compose.h"
#include "services/gateway/page/negotiation.h"
#include "services/gateway/page/route.h"

namespace byline::gateway {
namespace {

Response Redirect(const std::string& location) {
  Response response = TextResponse(301, absl::StrCat("See ", location, "\n"),
                                   {{"Location", location}});
  return response;
}

Response MethodNotAllowed() {
  return TextResponse(405, "Only GET and HEAD are served here.\n",
                      {{"Allow", "GET, HEAD"}});
}

}  // namespace

Response ToResponse(const PageOutcome& outcome, const PageFrame& frame,
                    bool accepts_gzip, absl::string_view if_none_match) {
  Response response;
  switch (outcome.kind) {
    case PageOutcome::Kind::kPage: {
      const PageBytes& bytes =
          accepts_gzip ? outcome.page->gzip : outcome.page->plain;
      if (MatchesEtag(if_none_match, bytes.etag)) {
        response.status = 304;
        response.head = bytes.not_modified_head;
      } else {
        response.head = bytes.head;
        response.body = bytes.body;
      }
      if (outcome.is_stale) {
        absl::StrAppend(&response.extra,
                        "Age: ", absl::ToInt64Seconds(outcome.age),
                        "\r\nByline-Stale: 1\r\n");
      }
      response.source = outcome.is_stale ? "stale" : "page";
      break;
    }
    case PageOutcome::Kind::kRedirect:
      response = Redirect(outcome.location);
      break;
    case PageOutcome::Kind::kGone:
      response = ErrorPage(frame, 410, outcome.language, outcome.notice,
                           outcome.article);
      break;
    case PageOutcome::Kind::kNotFound:
      response = ErrorPage(frame, 404, outcome.language, "", outcome.article);
      break;
    case PageOutcome::Kind::kBadRequest:
      response = ErrorPage(frame, 400, outcome.language);
      break;
    case PageOutcome::Kind::kUnavailable:
      response = ErrorPage(frame, 503, outcome.language);
      break;
  }
  if (!outcome.timing.empty())
    absl::StrAppend(&response.extra, "Server-Timing: ", outcome.timing, "\r\n");
  return response;
}

void PageHandler::Handle(const Request& request, Responder responder) {
  const Route route = ParseRoute(request.head.path, request.head.query);
  const auto send = [pattern = route.pattern](const Responder& to,
                                              Response response) {
    response.route = pattern;
    to.Send(std::move(response));
  };
  if (request.head.method != Method::kGet &&
      request.head.method != Method::kHead) {
    return send(responder, MethodNotAllowed());
  }
  const absl::string_view if_none_match = request.head.Field("If-None-Match");
  const bool accepts_gzip = AcceptsGzip(request.head.Field("Accept-Encoding"));
  switch (route.kind) {
    case Route::Kind::kNotFound:
      return send(responder, ErrorPage(frame_, 404, ""));
    case Route::Kind::kBadQuery:
      return send(responder, ErrorPage(frame_, 400, ""));
    case Route::Kind::kAsset:
      return send(
          responder,
          AssetResponse(route.detail, route.name,
                        request.head.Field("Accept-Encoding"), if_none_match));
    case Route::Kind::kFavicon:
      return send(
          responder,
          AssetResponse("", "icon.svg", request.head.Field("Accept-Encoding"),
                        if_none_match));
    case Route::Kind::kBeaconScript:
      if (!frame_.site().reader_events)
        return send(responder, ErrorPage(frame_, 404, ""));
      return send(
          responder,
          AssetResponse("", "beacon.js", request.head.Field("Accept-Encoding"),
                        if_none_match));
    case Route::Kind::kRobots:
      return send(
          responder,
          TextResponse(
              200, "User-agent: *\nDisallow: /v1/\nDisallow: /fragments/\n"));
    case Route::Kind::kHealth:
      return send(responder, TextResponse(200, "ok\n"));
    case Route::Kind::kReadiness:
      return send(
          responder,
          is_ready_()
              ? TextResponse(200, "ready\n")
              : TextResponse(503, "not ready: no lease on the truth yet\n"));
    default:
      break;
  }
  if (const auto kept = pages_.FindKept(route.key)) {
    return send(responder,
                ToResponse(*kept, frame_, accepts_gzip, if_none_match));
  }
  pages_.Get(
      route, request.request_id, request.executor,
      [this, send, responder, accepts_gzip,
       condition = std::string(if_none_match)](const PageOutcome& outcome) {
        send(responder, ToResponse(outcome, frame_, accepts_gzip, condition));
      });
}

}  // namespace byline::gateway
