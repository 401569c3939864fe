#include "services/summary/rpc/summary_rpc.h"

#include <absl/status/statusor.h>
#include <absl/strings/str_cat.h>

#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/base/errors.h"
#include "common/fragment/revision_message.h"
#include "common/text/fold.h"
#include "services/summary/core/article_document.h"
#include "services/summary/rpc/point_check_message.h"
#include "services/summary/rpc/request_options.h"
#include "services/summary/rpc/summary_message.h"

namespace byline::summary {
namespace {

// A caller without a deadline waits no longer than this.
constexpr absl::Duration kPatience = absl::Seconds(5);
constexpr int kMostNames = 100;
// As for stored articles.
constexpr size_t kMostHeadlineBytes = 500;
constexpr int kMostBlocks = 5000;
constexpr size_t kMostTextBytes = 1 << 20;

absl::Status CheckText(const article::v1::Article& article) {
  if (article.headline().size() > kMostHeadlineBytes) {
    return InvalidField("article.headline",
                        absl::StrCat("has ", article.headline().size(),
                                     " bytes; at most ", kMostHeadlineBytes));
  }
  if (article.blocks_size() > kMostBlocks) {
    return InvalidField("article.blocks",
                        absl::StrCat("has ", article.blocks_size(),
                                     " blocks; at most ", kMostBlocks));
  }
  if (const size_t bytes = article.ByteSizeLong(); bytes > kMostTextBytes) {
    return InvalidField(
        "article",
        absl::StrCat("has ", bytes, " bytes; at most ", kMostTextBytes));
  }
  return absl::OkStatus();
}

// A text that is not stored: its name and revision mean nothing.
article::v1::Article TextAlone(const article::v1::Article& article) {
  article::v1::Article text;
  text.set_headline(article.headline());
  text.set_language_code(article.language_code());
  *text.mutable_blocks() = article.blocks();
  if (!text.blocks().empty() && text.blocks(0).has_paragraph()) {
    text.mutable_blocks(0)->set_repeats_headline(text::RepeatsHeadline(
        text.blocks(0).paragraph().text().text(), text.headline()));
  }
  return text;
}

// The caller's token where it may see what readers do not; empty otherwise.
std::string NewsroomToken(const ServerCall& call) {
  return call.role() >= Role::kReader ? call.context().token : std::string();
}

}  // namespace

SummaryRpc::SummaryRpc(const RpcEdge& edge, Summaries& summaries,
                       StaleReplies::Age stale_age)
    : summaries_(summaries),
      stale_replies_(edge.metrics, "summary_stale_replies_total",
                     std::move(stale_age)),
      get_summary_(edge, v1::SummaryService::service_full_name(), "GetSummary"),
      batch_get_summaries_(edge, v1::SummaryService::service_full_name(),
                           "BatchGetSummaries"),
      summarize_(edge, v1::SummaryService::service_full_name(), "Summarize",
                 Role::kReader),
      check_key_points_(edge, v1::SummaryService::service_full_name(),
                        "CheckKeyPoints"),
      get_summary_fragment_(edge, v1::SummaryService::service_full_name(),
                            "GetSummaryFragment") {}

grpc::Status SummaryRpc::GetSummary(grpc::ServerContext* context,
                                    const v1::GetSummaryRequest* request,
                                    v1::Summary* response) {
  return Serve(get_summary_, *context, [&](ServerCall& call) -> absl::Status {
    const absl::StatusOr<std::string> article =
        ArticleOfSummaryName("name", request->name());
    if (!article.ok()) return article.status();
    const RequestOptions options = OptionsOf(*request);
    if (absl::Status status = CheckOptions(options); !status.ok())
      return status;
    const absl::Time deadline = call.DeadlineWithin(kPatience);
    const absl::StatusOr<Summaries::Found> found = summaries_.Get(
        {*article}, options, FromMessage(request->min_revision()),
        NewsroomToken(call), deadline);
    if (!found.ok()) return found.status();
    const auto at = found->summaries.find(*article);
    if (at == found->summaries.end()) {
      return summaries_.WhyMissing(*article, deadline);
    }
    if (found->stale) stale_replies_.Mark(*context);
    *response = *at->second;
    return absl::OkStatus();
  });
}

grpc::Status SummaryRpc::BatchGetSummaries(
    grpc::ServerContext* context, const v1::BatchGetSummariesRequest* request,
    v1::BatchGetSummariesResponse* response) {
  return Serve(
      batch_get_summaries_, *context, [&](ServerCall& call) -> absl::Status {
        if (request->names().empty() || request->names_size() > kMostNames) {
          return InvalidField("names",
                              absl::StrCat("has ", request->names_size(),
                                           " names; 1 to ", kMostNames));
        }
        const RequestOptions options = OptionsOf(*request);
        if (absl::Status status = CheckOptions(options); !status.ok())
          return status;
        std::vector<std::string> articles;
        for (int i = 0; i < request->names_size(); ++i) {
          absl::StatusOr<std::string> article = ArticleOfSummaryName(
              absl::StrCat("names[", i, "]"), request->names(i));
          if (!article.ok()) return article.status();
          articles.push_back(*std::move(article));
        }
        const absl::StatusOr<Summaries::Found> found = summaries_.Get(
            articles, options, FromMessage(request->min_revision()),
            NewsroomToken(call), call.DeadlineWithin(kPatience));
        if (!found.ok()) return found.status();
        for (size_t i = 0; i < articles.size(); ++i) {
          const auto at = found->summaries.find(articles[i]);
          if (at == found->summaries.end()) {
            response->add_missing(request->names(static_cast<int>(i)));
          } else {
            *response->add_summaries() = *at->second;
          }
        }
        *response->mutable_as_of_revision() = ToMessage(found->as_of);
        if (found->stale) stale_replies_.Mark(*context);
        return absl::OkStatus();
      });
}

grpc::Status SummaryRpc::Summarize(grpc::ServerContext* context,
                                   const v1::SummarizeRequest* request,
                                   v1::Summary* response) {
  return Serve(summarize_, *context, [&](ServerCall&) -> absl::Status {
    const RequestOptions options = OptionsOf(*request);
    if (absl::Status status = CheckOptions(options); !status.ok())
      return status;
    if (absl::Status status = CheckText(request->article()); !status.ok())
      return status;
    *response = SummaryOf(TextAlone(request->article()), options);
    return absl::OkStatus();
  });
}

grpc::Status SummaryRpc::CheckKeyPoints(
    grpc::ServerContext* context, const v1::CheckKeyPointsRequest* request,
    v1::CheckKeyPointsResponse* response) {
  return Serve(
      check_key_points_, *context, [&](ServerCall& call) -> absl::Status {
        if (absl::Status status = CheckPointsRequest(*request); !status.ok())
          return status;
        if (request->has_article()) {
          absl::Status status = call.Require(Role::kReader);
          if (status.ok()) status = CheckText(request->article());
          if (!status.ok()) return status;
          const article::v1::Article text = TextAlone(request->article());
          *response = CheckPoints(DocumentOf(text), request->points());
          return absl::OkStatus();
        }
        const absl::StatusOr<std::string> name =
            ArticleOfSummaryName("name", request->name());
        if (!name.ok()) return name.status();
        const absl::StatusOr<article::v1::Article> article =
            summaries_.ReadArticle(*name, FromMessage(request->min_revision()),
                                   NewsroomToken(call),
                                   call.DeadlineWithin(kPatience));
        if (!article.ok()) return article.status();
        *response = CheckPoints(DocumentOf(*article), request->points());
        response->set_article_revision(article->revision());
        return absl::OkStatus();
      });
}

grpc::Status SummaryRpc::GetSummaryFragment(
    grpc::ServerContext* context, const v1::GetSummaryFragmentRequest* request,
    fragment::v1::Fragment* response) {
  return Serve(get_summary_fragment_, *context,
               [&](ServerCall& call) -> absl::Status {
                 const absl::StatusOr<std::string> article =
                     ArticleOfSummaryName("name", request->name());
                 if (!article.ok()) return article.status();
                 const auto fragment = summaries_.GetFragment(
                     *article, FromMessage(request->min_revision()),
                     call.DeadlineWithin(kPatience));
                 if (!fragment.ok()) return fragment.status();
                 if (fragment->is_stale) stale_replies_.Mark(*context);
                 *response = **fragment;
                 return absl::OkStatus();
               });
}

}  // namespace byline::summary
