#include "services/article/rpc/article_rpc.h"

#include <algorithm>
#include <utility>

#include "common/base/errors.h"
#include "common/fragment/revision_message.h"
#include "services/article/core/validation.h"
#include "services/article/reads/watch_feed.h"
#include "services/article/rpc/import_stream.h"

namespace byline::article {
namespace {

const char* const kService = v1::ArticleService::service_full_name();
constexpr absl::Duration kMaxWait = absl::Seconds(10);
// Without a deadline of the caller's a fragment takes at most so long.
constexpr absl::Duration kFragmentTime = absl::Seconds(10);
// How often a watcher without changes is looked after.
constexpr absl::Duration kWatchStep = absl::Milliseconds(200);

// Moves a result into the response.
template <typename Message>
absl::Status Give(absl::StatusOr<Message> result, Message* response) {
  if (!result.ok()) return result.status();
  *response = *std::move(result);
  return absl::OkStatus();
}

absl::Status Give(const absl::StatusOr<GivenFragment>& result,
                  fragment::v1::Fragment* response) {
  if (!result.ok()) return result.status();
  *response = **result;
  return absl::OkStatus();
}

absl::StatusOr<absl::Duration> WaitOf(
    const v1::WithdrawArticleRequest& request) {
  if (!request.has_wait()) return absl::ZeroDuration();
  const absl::Duration wait = absl::Seconds(request.wait().seconds()) +
                              absl::Nanoseconds(request.wait().nanos());
  if (wait < absl::ZeroDuration() || wait > kMaxWait) {
    return InvalidField("wait", "must be from 0 s to 10 s");
  }
  return wait;
}

}  // namespace

ArticleRpc::ArticleRpc(const RpcEdge& edge, const Parts& parts)
    : parts_(parts),
      create_(edge, kService, "CreateArticle", Role::kEditor),
      get_(edge, kService, "GetArticle"),
      batch_get_(edge, kService, "BatchGetArticles"),
      list_(edge, kService, "ListArticles"),
      update_(edge, kService, "UpdateArticle", Role::kEditor),
      publish_(edge, kService, "PublishArticle", Role::kEditor),
      withdraw_(edge, kService, "WithdrawArticle", Role::kEditor),
      import_(edge, kService, "ImportArticles", Role::kAdmin),
      get_section_settings_(edge, kService, "GetSectionSettings",
                            Role::kReader),
      update_section_settings_(edge, kService, "UpdateSectionSettings",
                               Role::kEditor),
      lookup_(edge, kService, "LookupArticle"),
      watch_(edge, kService, "Watch"),
      get_revision_(edge, kService, "GetRevision"),
      get_propagation_(edge, kService, "GetPropagation", Role::kReader),
      get_fragment_(edge, kService, "GetArticleFragment"),
      get_list_fragment_(edge, kService, "GetArticleListFragment") {}

grpc::Status ArticleRpc::CreateArticle(grpc::ServerContext* context,
                                       const v1::CreateArticleRequest* request,
                                       v1::Article* response) {
  return Serve(create_, *context, [&](ServerCall&) {
    return Give(
        parts_.commands.Create({request->article(), request->article_id(),
                                request->request_id(), request->publish()}),
        response);
  });
}

grpc::Status ArticleRpc::GetArticle(grpc::ServerContext* context,
                                    const v1::GetArticleRequest* request,
                                    v1::Article* response) {
  return Serve(get_, *context, [&](ServerCall& call) {
    return parts_.queries.Get(*request, call.role(), *response);
  });
}

grpc::Status ArticleRpc::BatchGetArticles(
    grpc::ServerContext* context, const v1::BatchGetArticlesRequest* request,
    v1::BatchGetArticlesResponse* response) {
  return Serve(batch_get_, *context, [&](ServerCall& call) {
    return parts_.queries.BatchGet(*request, call.role(), *response);
  });
}

grpc::Status ArticleRpc::ListArticles(grpc::ServerContext* context,
                                      const v1::ListArticlesRequest* request,
                                      v1::ListArticlesResponse* response) {
  return Serve(list_, *context, [&](ServerCall& call) {
    return parts_.queries.List(*request, call.role(), *response);
  });
}

grpc::Status ArticleRpc::UpdateArticle(grpc::ServerContext* context,
                                       const v1::UpdateArticleRequest* request,
                                       v1::Article* response) {
  return Serve(update_, *context, [&](ServerCall&) {
    return Give(
        parts_.commands.Update({request->article(), request->update_mask()}),
        response);
  });
}

grpc::Status ArticleRpc::PublishArticle(
    grpc::ServerContext* context, const v1::PublishArticleRequest* request,
    v1::Article* response) {
  return Serve(publish_, *context, [&](ServerCall&) {
    PublishCommand command{request->name(), std::nullopt, request->request_id(),
                           request->etag()};
    if (request->has_publish_time()) {
      command.publish_time = request->publish_time();
    }
    return Give(parts_.commands.Publish(command), response);
  });
}

grpc::Status ArticleRpc::WithdrawArticle(
    grpc::ServerContext* context, const v1::WithdrawArticleRequest* request,
    v1::WithdrawArticleResponse* response) {
  return Serve(withdraw_, *context, [&](ServerCall& call) -> absl::Status {
    const auto wait = WaitOf(*request);
    if (!wait.ok()) return wait.status();
    const absl::Status status = Give(
        parts_.commands.Withdraw({request->name(), request->reason(),
                                  request->public_notice(), request->etag()}),
        response->mutable_article());
    if (!status.ok()) return status;
    const Revision revision =
        parts_.judge.RevisionOf(response->article().revision());
    // The receipt should arrive before the caller gives up.
    const absl::Duration left =
        call.deadline() - absl::Now() - absl::Milliseconds(100);
    *response->mutable_propagation() = parts_.followers.WaitForAll(
        revision, std::min(*wait, left),
        [&] { return context->IsCancelled() || parts_.watchers.stopping(); });
    return absl::OkStatus();
  });
}

grpc::Status ArticleRpc::ImportArticles(
    grpc::ServerContext* context,
    grpc::ServerReader<v1::ImportArticlesRequest>* reader,
    v1::ImportArticlesResponse* response) {
  return Serve(import_, *context, [&](ServerCall&) -> absl::Status {
    ImportStream stream(parts_.store, parts_.clock);
    v1::ImportArticlesRequest message;
    while (reader->Read(&message)) {
      const absl::Status status = stream.Add(message, *response);
      if (!status.ok()) return status;
      if (parts_.watchers.stopping()) {
        return absl::UnavailableError(
            "the service stops; run the import again, it makes no doubles");
      }
    }
    *response->mutable_revision() = ToMessage(parts_.judge.AsOf());
    return absl::OkStatus();
  });
}

grpc::Status ArticleRpc::GetSectionSettings(
    grpc::ServerContext* context, const v1::GetSectionSettingsRequest* request,
    v1::SectionSettings* response) {
  return Serve(get_section_settings_, *context, [&](ServerCall&) {
    return parts_.queries.GetSectionSettings(*request, *response);
  });
}

grpc::Status ArticleRpc::UpdateSectionSettings(
    grpc::ServerContext* context,
    const v1::UpdateSectionSettingsRequest* request,
    v1::SectionSettings* response) {
  return Serve(update_section_settings_, *context, [&](ServerCall&) {
    return Give(parts_.sections.Update(request->section_settings()), response);
  });
}

grpc::Status ArticleRpc::LookupArticle(grpc::ServerContext* context,
                                       const v1::LookupArticleRequest* request,
                                       v1::LookupArticleResponse* response) {
  return Serve(lookup_, *context, [&](ServerCall&) {
    return parts_.queries.Lookup(*request, *response);
  });
}

grpc::Status ArticleRpc::Watch(grpc::ServerContext* context,
                               const v1::WatchRequest* request,
                               grpc::ServerWriter<v1::WatchResponse>* writer) {
  return Serve(watch_, *context, [&](ServerCall& call) {
    return StreamChanges(*context, *request, call, *writer);
  });
}

absl::Status ArticleRpc::StreamChanges(
    grpc::ServerContext& context, const v1::WatchRequest& request,
    const ServerCall& call, grpc::ServerWriter<v1::WatchResponse>& writer) {
  const absl::Status status = CheckFollower(request.follower());
  if (!status.ok()) return status;
  auto watcher = parts_.watchers.Enter(request.follower(),
                                       [&context] { context.TryCancel(); });
  if (!watcher.ok()) return watcher.status();
  WatchFeed::Options options;
  options.full = request.view() == v1::WATCH_VIEW_FULL;
  options.sees_unpublished = call.role() >= Role::kReader;
  auto feed = WatchFeed::Begin(parts_.store, parts_.judge,
                               FromMessage(request.from()), options);
  if (!feed.ok()) return feed.status();
  while (!context.IsCancelled()) {
    if (parts_.watchers.stopping()) {
      return absl::UnavailableError("the service stops; resume");
    }
    auto message = feed->Next(kWatchStep);
    if (!message.ok()) return message.status();
    if (!*message) continue;
    (*watcher)->BeforeWrite();
    const bool sent = writer.Write(**message);
    (*watcher)->AfterWrite();
    if (!sent) break;
  }
  return absl::CancelledError((*watcher)->CutOff()
                                  ? "the watcher did not read; resume"
                                  : "the watcher has gone");
}

grpc::Status ArticleRpc::GetRevision(grpc::ServerContext* context,
                                     const v1::GetRevisionRequest* request,
                                     v1::GetRevisionResponse* response) {
  return Serve(get_revision_, *context, [&](ServerCall& call) -> absl::Status {
    if (!request->follower().empty()) {
      const absl::Status status = CheckFollower(request->follower());
      if (!status.ok()) return status;
      // A stranger who only says that he follows must not hold up a takedown's
      // receipt.
      if (call.role() >= Role::kReader ||
          parts_.watchers.Watches(request->follower())) {
        parts_.followers.Heard(request->follower(),
                               FromMessage(request->applied()));
      }
    }
    *response->mutable_revision() = ToMessage(parts_.judge.AsOf());
    response->set_current_epoch(parts_.judge.epochs().current_epoch());
    response->set_store_id(parts_.store.StoreId());
    return absl::OkStatus();
  });
}

grpc::Status ArticleRpc::GetPropagation(
    grpc::ServerContext* context, const v1::GetPropagationRequest* request,
    v1::Propagation* response) {
  return Serve(get_propagation_, *context, [&](ServerCall&) -> absl::Status {
    const absl::Status status =
        parts_.judge.CheckKnown(FromMessage(request->revision()), "revision");
    if (!status.ok()) return status;
    *response = parts_.followers.PropagationOf(
        request->has_revision() ? FromMessage(request->revision())
                                : parts_.judge.AsOf());
    return absl::OkStatus();
  });
}

grpc::Status ArticleRpc::GetArticleFragment(
    grpc::ServerContext* context, const v1::GetArticleFragmentRequest* request,
    fragment::v1::Fragment* response) {
  return Serve(get_fragment_, *context, [&](ServerCall& call) {
    return Give(
        parts_.fragments.Body(*request, call.DeadlineWithin(kFragmentTime)),
        response);
  });
}

grpc::Status ArticleRpc::GetArticleListFragment(
    grpc::ServerContext* context,
    const v1::GetArticleListFragmentRequest* request,
    fragment::v1::Fragment* response) {
  return Serve(get_list_fragment_, *context, [&](ServerCall& call) {
    return Give(
        parts_.fragments.List(*request, call.DeadlineWithin(kFragmentTime)),
        response);
  });
}

}  // namespace byline::article
