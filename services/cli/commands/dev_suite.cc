#include "services/cli/commands/dev_suite.h"

#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <absl/time/clock.h>

#include <filesystem>
#include <fstream>
#include <utility>

#include "common/base/crypto.h"
#include "common/server/channel.h"

namespace byline::cli {
namespace {

using article::ArticleProcess;
using recommendation::RecommendationProcess;
using summary::SummaryProcess;

// The key that seals fragments in Redis: made by the first start.
absl::StatusOr<std::string> EnsureFragmentKey(const std::string& data) {
  const std::filesystem::path path =
      std::filesystem::path(data) / "fragment.key";
  std::string key;
  if (std::ifstream(path) >> key) return key;
  key = RandomHex(32);
  // Made for its owner alone before anything is in it.
  { std::ofstream created(path); }
  std::error_code error;
  std::filesystem::permissions(
      path,
      std::filesystem::perms::owner_read | std::filesystem::perms::owner_write,
      error);
  std::ofstream file(path);
  file << key << "\n";
  file.close();
  if (error || !file) {
    return absl::UnavailableError(
        absl::StrCat(path.string(), " cannot be written"));
  }
  return key;
}

// The site's address as far as it is known before the port is.
std::string SiteUrl(const DevOptions& options) {
  if (!options.site_url.empty()) return options.site_url;
  if (absl::EndsWith(options.http, ":0")) return "";
  return absl::StrCat("http://", options.http);
}

}  // namespace

absl::StatusOr<std::unique_ptr<DevSuite>> DevSuite::Start(
    const DevOptions& options) {
  std::error_code error;
  std::filesystem::create_directories(options.data, error);
  if (error) {
    return absl::InvalidArgumentError(absl::StrCat(
        "--data=", options.data, " cannot be made: ", error.message()));
  }
  absl::StatusOr<AdminToken> token = EnsureAdminToken(options.data);
  if (!token.ok()) return token.status();
  std::unique_ptr<DevSuite> suite(new DevSuite(options, *std::move(token)));
  absl::Status status = suite->tokens_.Load();
  if (status.ok()) status = suite->OpenRedis();
  if (status.ok()) status = suite->OpenServices();
  if (status.ok()) status = suite->StartServer();
  if (status.ok()) status = suite->StartGateway();
  if (!status.ok()) return status;
  return suite;
}

DevSuite::DevSuite(DevOptions options, AdminToken admin_token)
    : options_(std::move(options)),
      admin_token_(std::move(admin_token)),
      local_address_(absl::StrCat("unix-abstract:byline-", RandomHex(8))),
      tokens_(admin_token_.table_path, clock_) {}

DevSuite::~DevSuite() {
  if (gateway_) gateway_->Stop();
  if (recommendation_) recommendation_->Stop();
  if (summary_) summary_->Stop();
  if (article_) article_->Stop();
}

absl::Status DevSuite::OpenRedis() {
  if (options_.redis.empty()) return absl::OkStatus();
  absl::StatusOr<std::string> key = EnsureFragmentKey(options_.data);
  if (!key.ok()) return key.status();
  RedisSharedValues::Options counts;
  counts.address = options_.redis;
  counts.seal_secret = *key;
  counts.kind = "r";
  counts.connection.password = options_.redis_password;
  auto shared = RedisSharedValues::Create(std::move(counts));
  if (!shared.ok()) return shared.status();
  shared_counts_ = *std::move(shared);
  RedisFragmentStore::Options redis;
  redis.address = options_.redis;
  redis.seal_secret = *std::move(key);
  redis.connection.password = options_.redis_password;
  auto store = RedisFragmentStore::Create(std::move(redis));
  if (!store.ok()) return store.status();
  redis_ = *std::move(store);
  redis_metrics_ = std::make_unique<RedisMetrics>(metrics_, redis_.get());
  return absl::OkStatus();
}

absl::Status DevSuite::OpenServices() {
  article::ArticleProcessOptions article;
  article.data_dir = options_.data;
  article.site.name = options_.site_name;
  article.site.base_url = SiteUrl(options_);
  article.fragment_store = redis_.get();
  auto process = ArticleProcess::Open(article, edge(), clock_);
  if (!process.ok()) return process.status();
  article_ = *std::move(process);
  if (redis_) {
    redis_->SetStoreId(article_->store_id());
    shared_counts_->SetStoreId(article_->store_id());
  }
  const auto channel = MakeChannel(local_address_);
  const auto feed = [this] {
    return MakeChannel(local_address_, {.own_connections = true});
  };
  summary_ = std::make_unique<SummaryProcess>(
      summary::SummaryProcessOptions{.service_token = admin_token_.raw,
                                     .max_stale = options_.max_stale},
      summary::SummaryChannels{feed(), channel}, edge(), clock_, redis_.get());
  if (!options_.data.empty()) {
    auto files =
        recommendation::IndexFiles::Open(options_.data + "/recommendation");
    if (!files.ok()) return files.status();
    index_files_ = *std::move(files);
  }
  recommendation_ = std::make_unique<RecommendationProcess>(
      recommendation::RecommendationOptions{
          .service_token = admin_token_.raw,
          .max_stale = options_.max_stale,
          .shared_counts = shared_counts_.get(),
          .files = index_files_.get()},
      recommendation::RecommendationChannels{feed(), channel, channel}, edge(),
      clock_, redis_.get());
  return absl::OkStatus();
}

absl::Status DevSuite::StartServer() {
  server_ = std::make_unique<GrpcServer>(
      GrpcServerOptions{.address = options_.grpc,
                        .local_address = local_address_,
                        .admin_address = options_.admin},
      metrics_);
  server_->Add(article_->rpc(),
               article::v1::ArticleService::service_full_name(),
               article_->functions());
  server_->Add(summary_->service(), SummaryProcess::ServiceName(),
               {.ready = [this] { return summary_->Ready(); }});
  server_->Add(recommendation_->service(), RecommendationProcess::ServiceName(),
               {.ready = [this] { return recommendation_->Ready(); },
                .begin_stop = [this] { recommendation_->BeginStop(); }});
  absl::Status status = server_->Start();
  if (!status.ok()) return status;
  summary_->Start();
  recommendation_->Start();
  return absl::OkStatus();
}

absl::Status DevSuite::StartGateway() {
  gateway::GatewayOptions options;
  options.http.address = options_.http;
  options.http.threads = options_.http_threads;
  options.site.name = options_.site_name;
  options.site.footer = options_.footer;
  options.site.reader_events = options_.reader_events;
  options.site.reader_consent = options_.reader_consent;
  options.max_stale = options_.max_stale;
  options.access_log = options_.access_log;
  gateway_ = std::make_unique<gateway::GatewayProcess>(
      options,
      gateway::MakeGatewayChannels(local_address_, local_address_,
                                   local_address_),
      metrics_, clock_);
  return gateway_->Start();
}

bool DevSuite::WaitReady(absl::Duration limit) const {
  for (const absl::Time end = absl::Now() + limit; absl::Now() < end;
       absl::SleepFor(absl::Milliseconds(20))) {
    if (gateway_->Ready() && summary_->Ready() && recommendation_->Ready()) {
      return true;
    }
  }
  return false;
}

void DevSuite::Drain() {
  gateway_->Drain(absl::Seconds(15));
  gateway_->Stop();
  recommendation_->Stop();
  summary_->Stop();
  server_->Drain();
}

}  // namespace byline::cli
