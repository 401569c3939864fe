#include "services/gateway/rpc/grpc_part_source.h"

#include <utility>

#include "common/server/channel.h"
#include "common/server/grpc_status.h"

namespace byline::gateway {
namespace {

template <typename Request>
void SetMinRevision(const PartSource::Call& call, Request* request) {
  if (call.min_revision.number == 0) return;
  request->mutable_min_revision()->set_epoch(call.min_revision.epoch);
  request->mutable_min_revision()->set_number(call.min_revision.number);
}

// One unary call by the callback API. It owns itself until its answer has been
// handled.
template <typename Async, typename Request, typename Reply, typename Done>
void StartUnary(CallSet* calls, Async* async,
                void (Async::*method)(grpc::ClientContext*, const Request*,
                                      Reply*,
                                      std::function<void(grpc::Status)>),
                const PartSource::Call& call, Request request, Done done) {
  struct State {
    grpc::ClientContext context;
    Request request;
    Reply reply;
  };
  auto state = std::make_shared<State>();
  state->request = std::move(request);
  SetMinRevision(call, &state->request);
  PrepareClientContext(state->context, call.deadline, call.request_id);
  calls->Add(&state->context);
  (async->*method)(
      &state->context, &state->request, &state->reply,
      [calls, state, done = std::move(done)](const grpc::Status& status) {
        if (status.ok()) {
          done(std::move(state->reply));
        } else {
          done(FromGrpcStatus(status));
        }
        calls->Remove(&state->context);
      });
}

}  // namespace

GrpcPartSource::GrpcPartSource(
    const std::shared_ptr<grpc::ChannelInterface>& article,
    const std::shared_ptr<grpc::ChannelInterface>& summary,
    const std::shared_ptr<grpc::ChannelInterface>& recommendation)
    : article_(article::v1::ArticleService::NewStub(article)),
      summary_(summary::v1::SummaryService::NewStub(summary)),
      recommendation_(
          recommendation::v1::RecommendationService::NewStub(recommendation)) {}

void GrpcPartSource::Lookup(const std::string& slug, const Call& call,
                            LookupDone done) {
  article::v1::LookupArticleRequest request;
  request.set_slug(slug);
  using Async = article::v1::ArticleService::StubInterface::async_interface;
  StartUnary<Async, article::v1::LookupArticleRequest,
             article::v1::LookupArticleResponse>(
      &calls_, article_->async(), &Async::LookupArticle, call,
      std::move(request), std::move(done));
}

void GrpcPartSource::Body(const std::string& article, const Call& call,
                          FragmentDone done) {
  article::v1::GetArticleFragmentRequest request;
  request.set_name(article);
  using Async = article::v1::ArticleService::StubInterface::async_interface;
  StartUnary<Async, article::v1::GetArticleFragmentRequest, Fragment>(
      &calls_, article_->async(), &Async::GetArticleFragment, call,
      std::move(request), std::move(done));
}

void GrpcPartSource::List(const std::string& collection,
                          const std::string& page_token, const Call& call,
                          FragmentDone done) {
  article::v1::GetArticleListFragmentRequest request;
  request.set_collection(collection);
  request.set_page_token(page_token);
  using Async = article::v1::ArticleService::StubInterface::async_interface;
  StartUnary<Async, article::v1::GetArticleListFragmentRequest, Fragment>(
      &calls_, article_->async(), &Async::GetArticleListFragment, call,
      std::move(request), std::move(done));
}

void GrpcPartSource::Summary(const std::string& article, const Call& call,
                             FragmentDone done) {
  summary::v1::GetSummaryFragmentRequest request;
  request.set_name(article + "/summary");
  using Async = summary::v1::SummaryService::StubInterface::async_interface;
  StartUnary<Async, summary::v1::GetSummaryFragmentRequest, Fragment>(
      &calls_, summary_->async(), &Async::GetSummaryFragment, call,
      std::move(request), std::move(done));
}

void GrpcPartSource::Similar(const std::string& article, const Call& call,
                             FragmentDone done) {
  recommendation::v1::GetSimilarArticlesFragmentRequest request;
  request.set_article(article);
  using Async =
      recommendation::v1::RecommendationService::StubInterface::async_interface;
  StartUnary<Async, recommendation::v1::GetSimilarArticlesFragmentRequest,
             Fragment>(&calls_, recommendation_->async(),
                       &Async::GetSimilarArticlesFragment, call,
                       std::move(request), std::move(done));
}

void GrpcPartSource::Trending(const std::string& language, const Call& call,
                              FragmentDone done) {
  recommendation::v1::GetTrendingArticlesFragmentRequest request;
  request.set_language_code(language);
  using Async =
      recommendation::v1::RecommendationService::StubInterface::async_interface;
  StartUnary<Async, recommendation::v1::GetTrendingArticlesFragmentRequest,
             Fragment>(&calls_, recommendation_->async(),
                       &Async::GetTrendingArticlesFragment, call,
                       std::move(request), std::move(done));
}

}  // namespace byline::gateway
