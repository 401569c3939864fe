// ArticleRpc: the gRPC service over commands, queries, fragments and feed. Each
// method calls one of them; ServerCall does the rest (roles, metrics, errors).
// Thread-safe; what is passed in must outlive it.
//
// Watch keeps a thread a watcher. Stop ends all streams.
#ifndef BYLINE_SERVICES_ARTICLE_RPC_ARTICLE_RPC_H_
#define BYLINE_SERVICES_ARTICLE_RPC_ARTICLE_RPC_H_

#include "byline/article/v1/article_service.grpc.pb.h"
#include "common/server/server_call.h"
#include "common/server/watcher_table.h"
#include "services/article/commands/article_commands.h"
#include "services/article/commands/section_commands.h"
#include "services/article/reads/article_fragments.h"
#include "services/article/reads/article_queries.h"
#include "services/article/reads/follower_table.h"
#include "services/article/reads/truth_judge.h"
#include "services/article/store/article_store.h"

namespace byline::article {

class ArticleRpc final : public v1::ArticleService::Service {
 public:
  // What the service stands on.
  struct Parts {
    ArticleStore& store;
    const Clock& clock;
    const TruthJudge& judge;
    ArticleCommands& commands;
    SectionCommands& sections;
    const ArticleQueries& queries;
    ArticleFragments& fragments;
    FollowerTable& followers;
    WatcherTable& watchers;
  };

  ArticleRpc(const RpcEdge& edge, const Parts& parts);

  grpc::Status CreateArticle(grpc::ServerContext* context,
                             const v1::CreateArticleRequest* request,
                             v1::Article* response) override;
  grpc::Status GetArticle(grpc::ServerContext* context,
                          const v1::GetArticleRequest* request,
                          v1::Article* response) override;
  grpc::Status BatchGetArticles(
      grpc::ServerContext* context, const v1::BatchGetArticlesRequest* request,
      v1::BatchGetArticlesResponse* response) override;
  grpc::Status ListArticles(grpc::ServerContext* context,
                            const v1::ListArticlesRequest* request,
                            v1::ListArticlesResponse* response) override;
  grpc::Status UpdateArticle(grpc::ServerContext* context,
                             const v1::UpdateArticleRequest* request,
                             v1::Article* response) override;
  grpc::Status PublishArticle(grpc::ServerContext* context,
                              const v1::PublishArticleRequest* request,
                              v1::Article* response) override;
  grpc::Status WithdrawArticle(grpc::ServerContext* context,
                               const v1::WithdrawArticleRequest* request,
                               v1::WithdrawArticleResponse* response) override;
  grpc::Status ImportArticles(
      grpc::ServerContext* context,
      grpc::ServerReader<v1::ImportArticlesRequest>* reader,
      v1::ImportArticlesResponse* response) override;
  grpc::Status GetSectionSettings(grpc::ServerContext* context,
                                  const v1::GetSectionSettingsRequest* request,
                                  v1::SectionSettings* response) override;
  grpc::Status UpdateSectionSettings(
      grpc::ServerContext* context,
      const v1::UpdateSectionSettingsRequest* request,
      v1::SectionSettings* response) override;
  grpc::Status LookupArticle(grpc::ServerContext* context,
                             const v1::LookupArticleRequest* request,
                             v1::LookupArticleResponse* response) override;
  grpc::Status Watch(grpc::ServerContext* context,
                     const v1::WatchRequest* request,
                     grpc::ServerWriter<v1::WatchResponse>* writer) override;
  grpc::Status GetRevision(grpc::ServerContext* context,
                           const v1::GetRevisionRequest* request,
                           v1::GetRevisionResponse* response) override;
  grpc::Status GetPropagation(grpc::ServerContext* context,
                              const v1::GetPropagationRequest* request,
                              v1::Propagation* response) override;
  grpc::Status GetArticleFragment(grpc::ServerContext* context,
                                  const v1::GetArticleFragmentRequest* request,
                                  fragment::v1::Fragment* response) override;
  grpc::Status GetArticleListFragment(
      grpc::ServerContext* context,
      const v1::GetArticleListFragmentRequest* request,
      fragment::v1::Fragment* response) override;

 private:
  absl::Status StreamChanges(grpc::ServerContext& context,
                             const v1::WatchRequest& request,
                             const ServerCall& call,
                             grpc::ServerWriter<v1::WatchResponse>& writer);

  const Parts parts_;
  RpcMethod create_;
  RpcMethod get_;
  RpcMethod batch_get_;
  RpcMethod list_;
  RpcMethod update_;
  RpcMethod publish_;
  RpcMethod withdraw_;
  RpcMethod import_;
  RpcMethod get_section_settings_;
  RpcMethod update_section_settings_;
  RpcMethod lookup_;
  RpcMethod watch_;
  RpcMethod get_revision_;
  RpcMethod get_propagation_;
  RpcMethod get_fragment_;
  RpcMethod get_list_fragment_;
};

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_RPC_ARTICLE_RPC_H_
