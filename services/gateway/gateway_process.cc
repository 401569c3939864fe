#include "services/gateway/gateway_process.h"

#include <absl/strings/match.h>

#include "byline/recommendation/v1/recommendation_service.pb.h"
#include "byline/summary/v1/summary_service.pb.h"
#include "common/server/channel.h"

namespace byline::gateway {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::ServiceDescriptor;

const ServiceDescriptor* Descriptor(const char* full_name) {
  return DescriptorPool::generated_pool()->FindServiceByName(full_name);
}

std::vector<Transcoder::Service> ApiServices(const GatewayChannels& channels) {
  return {{Descriptor(article::v1::ArticleService::service_full_name()),
           channels.article, true},
          {Descriptor(summary::v1::SummaryService::service_full_name()),
           channels.summary},
          {Descriptor(
               recommendation::v1::RecommendationService::service_full_name()),
           channels.recommendation}};
}

bool IsApiPath(absl::string_view path) {
  return path == "/v1" || absl::StartsWith(path, "/v1/");
}

}  // namespace

GatewayChannels MakeGatewayChannels(const std::string& article,
                                    const std::string& summary,
                                    const std::string& recommendation) {
  ChannelOptions own;
  own.own_connections = true;
  return {MakeChannel(article, own), MakeChannel(article), MakeChannel(summary),
          MakeChannel(recommendation)};
}

GatewayProcess::GatewayProcess(const GatewayOptions& options,
                               const GatewayChannels& channels,
                               Metrics& metrics, const Clock& clock)
    : feed_stub_(article::v1::ArticleService::NewStub(channels.feed)),
      article_stub_(article::v1::ArticleService::NewStub(channels.article)),
      truth_(clock, {.max_stale = options.max_stale}),
      follower_(*feed_stub_, *article_stub_, truth_, nullptr, metrics,
                {.follower = options.follower,
                 .view = article::v1::WATCH_VIEW_REVISIONS,
                 .token = options.token}),
      lists_follower_(
          channels.recommendation, truth_, metrics,
          {.watcher = options.follower, .patience = options.lists_patience}),
      frame_(options.site),
      source_(channels.article, channels.summary, channels.recommendation),
      pages_(
          options.pages, frame_, source_, truth_,
          [this] { return truth_.StaleAge(); }, clock),
      page_handler_(frame_, pages_, [this] { return Ready(); }),
      beacon_({.is_on = options.site.reader_events}, channels.recommendation),
      transcoder_(Transcoder::Create(ApiServices(channels), truth_,
                                     options.api_deadline)),
      metrics_(metrics, pages_, options.access_log),
      server_(std::make_unique<HttpServer>(
          options.http,
          [this](const Request& request, Responder responder) {
            Handle(request, std::move(responder));
          },
          [this](const Request& request, const Response& response,
                 absl::Duration handled) {
            metrics_.Record(request, response, handled);
          })) {
  server_metrics_.push_back(
      metrics.Callback(Metrics::Kind::kGauge, "http_server_active_requests",
                       "Requests that are being answered.", {},
                       [this] { return server_->active_requests(); }));
  server_metrics_.push_back(
      metrics.Callback(Metrics::Kind::kGauge, "http_server_open_connections",
                       "Open connections of readers.", {},
                       [this] { return server_->open_connections(); }));
  server_metrics_.push_back(metrics.Callback(
      Metrics::Kind::kCounter, "gateway_api_stale_replies_total",
      "Replies under /v1 that a service marked as stale.", {}, [this] {
        return transcoder_.ok() ? (*transcoder_)->stale_replies() : 0;
      }));
}

GatewayProcess::~GatewayProcess() { Stop(); }

absl::Status GatewayProcess::Start() {
  if (!transcoder_.ok()) return transcoder_.status();
  follower_.Start();
  lists_follower_.Start();
  return server_->Start();
}

std::vector<std::string> GatewayProcess::NotReady() const {
  return Ready() ? std::vector<std::string>()
                 : std::vector<std::string>{"gateway"};
}

void GatewayProcess::Drain(absl::Duration limit) {
  is_draining_ = true;
  server_->Drain(limit);
}

void GatewayProcess::Stop() {
  server_->Stop();
  lists_follower_.Stop();
  follower_.Stop();
}

void GatewayProcess::Handle(const Request& request, Responder responder) {
  if (IsApiPath(request.head.path)) {
    (*transcoder_)->Handle(request, std::move(responder));
  } else if (request.head.path == "/beacon") {
    beacon_.Handle(request, std::move(responder));
  } else {
    page_handler_.Handle(request, std::move(responder));
  }
}

}  // namespace byline::gateway
