#include "services/article/article_process.h"

#include <absl/strings/str_cat.h>

#include <filesystem>
#include <system_error>
#include <utility>

#include "services/article/store/sqlite_article_store.h"

namespace byline::article {

absl::StatusOr<std::unique_ptr<ArticleProcess>> ArticleProcess::Open(
    const ArticleProcessOptions& options, const RpcEdge& edge,
    const Clock& clock) {
  if (options.data_dir.empty()) {
    return absl::InvalidArgumentError(
        "the data directory is not given; name one with --data");
  }
  std::error_code error;
  std::filesystem::create_directories(options.data_dir, error);
  if (error) {
    return absl::UnavailableError(absl::StrCat(
        "cannot make the directory ", options.data_dir, ": ", error.message()));
  }
  auto store = SqliteArticleStore::Open(
      {.path = absl::StrCat(options.data_dir, "/articles.db"),
       .log_changes = options.log_changes});
  if (!store.ok()) return store.status();
  return std::unique_ptr<ArticleProcess>(
      new ArticleProcess(options, edge, clock, *std::move(store)));
}

ArticleProcess::ArticleProcess(const ArticleProcessOptions& options,
                               const RpcEdge& edge, const Clock& clock,
                               std::unique_ptr<ArticleStore> store)
    : store_(std::move(store)),
      judge_(*store_),
      commands_(*store_, clock),
      sections_(*store_, clock),
      queries_(*store_, judge_),
      fragments_(judge_, queries_, options.site, clock, options.fragment_bytes,
                 options.fragment_store),
      followers_(judge_, clock),
      watchers_(options.watchers, clock),
      rpc_(edge, {*store_, clock, judge_, commands_, sections_, queries_,
                  fragments_, followers_, watchers_}),
      scheduler_(commands_, *store_, clock) {
  metrics_.push_back(edge.metrics.Callback(
      Metrics::Kind::kGauge, "article_store_revision",
      "Number of the newest write of the store.", {},
      [this] { return static_cast<double>(store_->NewestNumber()); }));
  metrics_.push_back(edge.metrics.Callback(
      Metrics::Kind::kGauge, "article_watchers", "Open Watch streams.", {},
      [this] { return static_cast<double>(watchers_.size()); }));
  scheduler_.Start();
}

ArticleProcess::~ArticleProcess() { Stop(); }

GrpcServer::ServiceFunctions ArticleProcess::functions() {
  // The store is open as long as this object lives.
  return {.ready = [] { return true; }, .begin_stop = [this] { Stop(); }};
}

void ArticleProcess::Stop() {
  watchers_.Stop();
  store_->Wake();
  scheduler_.Stop();
}

}  // namespace byline::article
