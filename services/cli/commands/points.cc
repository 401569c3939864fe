#include <absl/flags/flag.h>
#include <absl/strings/str_cat.h>

#include <cstdio>

#include "byline/article/v1/article_service.grpc.pb.h"
#include "byline/summary/v1/summary_service.grpc.pb.h"
#include "common/article/points_digest.h"
#include "common/server/grpc_status.h"
#include "services/cli/commands/commands.h"
#include "services/cli/commands/fault_text.h"
#include "services/cli/connection.h"
#include "services/cli/flags.h"
#include "services/cli/output.h"

namespace byline::cli {
namespace {

using article::v1::Article;
using article::v1::ArticleService;
using article::v1::EditorialSummary;
using summary::v1::Summary;
using summary::v1::SummaryService;

// What is wrong with the command line; empty when all is well.
std::string Misuse(const std::vector<std::string>& arguments) {
  const bool replace = absl::GetFlag(FLAGS_replace);
  const bool hide = absl::GetFlag(FLAGS_hide);
  const bool automatic = absl::GetFlag(FLAGS_automatic);
  const std::string approval = absl::GetFlag(FLAGS_approval);
  if (int{replace} + int{hide} + int{automatic} +
          int{absl::GetFlag(FLAGS_lock)} >
      1)
    return "--replace, --hide, --lock and --automatic exclude one another";
  if (replace && arguments.size() < 2)
    return "--replace needs the points, each as one argument";
  if (!replace && arguments.size() > 1)
    return "points are given, but not --replace";
  if (!approval.empty() && approval != "required" && approval != "off")
    return "--approval must be required or off";
  if (absl::GetFlag(FLAGS_approve) && (hide || automatic))
    return "--approve says yes to the points of today; give it alone, or with "
           "--replace or --lock";
  return "";
}

absl::StatusOr<Summary> ReadSummary(const std::string& article) {
  summary::v1::GetSummaryRequest request;
  request.set_name(absl::StrCat(article, "/summary"));
  grpc::ClientContext context;
  if (absl::Status status = Prepare(context); !status.ok()) return status;
  Summary summary;
  const grpc::Status status =
      SummaryService::NewStub(OpenChannel(Service::kSummary))
          ->GetSummary(&context, request, &summary);
  if (!status.ok()) return FromGrpcStatus(status);
  return summary;
}

absl::StatusOr<Article> ReadArticle(const std::string& name) {
  article::v1::GetArticleRequest request;
  request.set_name(name);
  grpc::ClientContext context;
  if (absl::Status status = Prepare(context); !status.ok()) return status;
  Article article;
  const grpc::Status status =
      ArticleService::NewStub(OpenChannel(Service::kArticle))
          ->GetArticle(&context, request, &article);
  if (!status.ok()) return FromGrpcStatus(status);
  return article;
}

void SetMode(EditorialSummary::Mode mode, EditorialSummary& editorial) {
  editorial.set_mode(mode);
  editorial.clear_points();
  editorial.clear_version();
}

// The points as they stand, with the places that they come from.
absl::Status Lock(const Summary& summary, EditorialSummary& editorial) {
  if (summary.origin() != Summary::ORIGIN_AUTOMATIC ||
      summary.key_points().empty()) {
    return absl::FailedPreconditionError(
        "there are no automatic points to lock; give --automatic first");
  }
  SetMode(EditorialSummary::MODE_LOCKED, editorial);
  editorial.set_version(summary.version());
  for (const auto& point : summary.key_points()) {
    auto& locked = *editorial.add_points();
    locked.set_text(point.text());
    locked.set_source_block(point.source().block());
  }
  return absl::OkStatus();
}

absl::Status Approve(const Summary& summary, bool are_new,
                     EditorialSummary& editorial) {
  if (!editorial.approval_required()) {
    return absl::FailedPreconditionError(
        "these key points need no approval; --approval=required asks for it");
  }
  if (!are_new && !summary.dropped_points().empty()) {
    return absl::FailedPreconditionError(absl::StrCat(
        "the article does not support ", summary.dropped_points_size(),
        " of the points; give a list without them: --replace --approve"));
  }
  editorial.set_approved_digest(KeepsPoints(editorial)
                                    ? PointsDigest(editorial)
                                    : summary.points_digest());
  return absl::OkStatus();
}

// What the flags make of the article's editorial summary.
absl::Status Change(const std::vector<std::string>& arguments,
                    const Summary& summary, EditorialSummary& editorial) {
  const bool replace = absl::GetFlag(FLAGS_replace);
  if (replace) {
    SetMode(EditorialSummary::MODE_REPLACED, editorial);
    for (size_t i = 1; i < arguments.size(); ++i)
      editorial.add_points()->set_text(arguments[i]);
  }
  if (absl::GetFlag(FLAGS_hide))
    SetMode(EditorialSummary::MODE_HIDDEN, editorial);
  if (absl::GetFlag(FLAGS_automatic))
    SetMode(EditorialSummary::MODE_AUTOMATIC, editorial);
  if (absl::GetFlag(FLAGS_lock)) {
    if (absl::Status status = Lock(summary, editorial); !status.ok())
      return status;
  }
  if (const std::string approval = absl::GetFlag(FLAGS_approval);
      !approval.empty()) {
    editorial.set_approval_required(approval == "required");
    if (approval == "off") editorial.clear_approved_digest();
  }
  return absl::GetFlag(FLAGS_approve) ? Approve(summary, replace, editorial)
                                      : absl::OkStatus();
}

absl::Status Store(const Article& article, const EditorialSummary& editorial) {
  article::v1::UpdateArticleRequest request;
  request.mutable_article()->set_name(article.name());
  request.mutable_article()->set_etag(article.etag());
  // Points that are automatic and need no approval are no word of the editors.
  if (editorial.mode() > EditorialSummary::MODE_AUTOMATIC ||
      editorial.approval_required())
    *request.mutable_article()->mutable_editorial_summary() = editorial;
  request.mutable_update_mask()->add_paths("editorial_summary");
  grpc::ClientContext context;
  if (absl::Status status = Prepare(context); !status.ok()) return status;
  Article stored;
  return FromGrpcStatus(ArticleService::NewStub(OpenChannel(Service::kArticle))
                            ->UpdateArticle(&context, request, &stored));
}

void Print(const std::string& article, const Summary& summary) {
  std::printf(
      "%s  (%s, %s, revision %lld)\n", article.c_str(),
      summary.origin() == Summary::ORIGIN_EDITORS ? "by the editors"
                                                  : "chosen automatically",
      summary.points_state() == Summary::POINTS_STATE_HIDDEN ? "hidden"
      : summary.points_state() == Summary::POINTS_STATE_AWAITING_APPROVAL
          ? "awaiting approval"
          : "shown",
      static_cast<long long>(summary.article_revision()));
  for (const auto& point : summary.key_points())
    std::printf("  - %s\n", Printable(point.text()).c_str());
  for (const auto& point : summary.dropped_points()) {
    std::printf("  not shown: %s\n", Printable(point.text()).c_str());
    for (const auto& fault : point.faults())
      std::printf("      %s\n", FaultText(point.text(), fault).c_str());
  }
}

int Run(const std::vector<std::string>& arguments) {
  if (const std::string misuse = Misuse(arguments); !misuse.empty()) {
    std::fprintf(stderr, "byline points: %s\n", misuse.c_str());
    return kUsage;
  }
  const std::string& name = arguments[0];
  absl::StatusOr<Summary> summary = ReadSummary(name);
  if (!summary.ok()) return Fail("points", summary.status());
  const bool changes =
      absl::GetFlag(FLAGS_replace) || absl::GetFlag(FLAGS_hide) ||
      absl::GetFlag(FLAGS_lock) || absl::GetFlag(FLAGS_automatic) ||
      absl::GetFlag(FLAGS_approve) || !absl::GetFlag(FLAGS_approval).empty();
  if (changes) {
    const absl::StatusOr<Article> article = ReadArticle(name);
    if (!article.ok()) return Fail("points", article.status());
    if (article->revision() != summary->article_revision())
      return Fail("points",
                  absl::AbortedError(absl::StrCat(
                      name, " has been changed meanwhile; try again")));
    EditorialSummary editorial = article->editorial_summary();
    absl::Status status = Change(arguments, *summary, editorial);
    if (status.ok()) status = Store(*article, editorial);
    if (!status.ok()) return Fail("points", status);
    summary = ReadSummary(name);
    if (!summary.ok()) return Fail("points", summary.status());
  }
  if (WantsJson()) {
    PrintJson(*summary);
  } else {
    Print(name, *summary);
  }
  return kOk;
}

}  // namespace

Command PointsCommand() {
  return {
      "points",
      "the key points of an article: shows, replaces, hides, locks or "
      "approves them",
      "articles/ID [POINT...]",
      "Without a flag it shows the key points, also those that wait for "
      "approval and those that the article's text no longer\n"
      "supports (with a reader's token). The flags change them for "
      "readers at once; that needs an editor's token.\n"
      "  byline points articles/bridge-reopens --replace 'The bridge "
      "reopens on Friday.' 'Repairs cost 4 million.'\n"
      "  byline points articles/bridge-reopens --approval=required\n"
      "  byline points articles/bridge-reopens --approve",
      {"replace", "hide", "lock", "automatic", "approval", "approve", "server",
       "article_server", "summary_server", "token_file", "timeout", "format"},
      1,
      11,
      Run};
}

}  // namespace byline::cli
