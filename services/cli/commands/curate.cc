#include <absl/flags/flag.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/strip.h>
#include <absl/time/clock.h>

#include <cstdio>

#include "byline/article/v1/article_service.grpc.pb.h"
#include "common/article/section_settings_name.h"
#include "common/server/grpc_status.h"
#include "services/cli/commands/commands.h"
#include "services/cli/connection.h"
#include "services/cli/curation.h"
#include "services/cli/flags.h"
#include "services/cli/output.h"

namespace byline::cli {
namespace {

using article::v1::Article;
using article::v1::ArticleService;
using article::v1::SectionSettings;
using Choose = CurationEdit::Choose;
using Everywhere = CurationEdit::Everywhere;

absl::Status Wrong(absl::string_view what) {
  return absl::InvalidArgumentError(what);
}

absl::StatusOr<Everywhere> ReadEverywhere() {
  const std::string value = absl::GetFlag(FLAGS_everywhere);
  if (value.empty()) return Everywhere::kAsItIs;
  if (value == "pinned") return Everywhere::kPinned;
  if (value == "blocked") return Everywhere::kBlocked;
  if (value == "automatic") return Everywhere::kAutomatic;
  return Wrong("--everywhere must be pinned, blocked or automatic");
}

absl::StatusOr<Choose> ReadChoose() {
  const bool pin = absl::GetFlag(FLAGS_pin);
  const bool block = absl::GetFlag(FLAGS_block);
  const bool release = absl::GetFlag(FLAGS_release);
  if (int{pin} + int{block} + int{release} > 1)
    return Wrong("--pin, --block and --release exclude one another");
  return pin       ? Choose::kPin
         : block   ? Choose::kBlock
         : release ? Choose::kRelease
                   : Choose::kNothing;
}

// What the command line asks for; an error says what is wrong with it.
absl::StatusOr<CurationEdit> ReadEdit(const std::vector<std::string>& arguments,
                                      absl::Time now) {
  const bool of_section = !absl::GetFlag(FLAGS_section).empty();
  if (of_section != arguments.empty())
    return Wrong("give either an article or --section");
  CurationEdit edit;
  edit.reset = absl::GetFlag(FLAGS_reset);
  const absl::StatusOr<Choose> choose = ReadChoose();
  if (!choose.ok()) return choose.status();
  edit.choose = *choose;
  if (!of_section) edit.others.assign(arguments.begin() + 1, arguments.end());
  if ((edit.choose == Choose::kNothing) != edit.others.empty())
    return Wrong(
        "--pin, --block and --release need the articles that they are about, "
        "behind the first one, and those need one of these flags");
  const absl::StatusOr<Everywhere> everywhere = ReadEverywhere();
  if (!everywhere.ok()) return everywhere.status();
  edit.everywhere = *everywhere;
  if (of_section && edit.everywhere != Everywhere::kAsItIs)
    return Wrong("--everywhere is for an article, not for --section");
  if (absl::GetFlag(FLAGS_off) && absl::GetFlag(FLAGS_on))
    return Wrong("--off and --on exclude one another");
  if (absl::GetFlag(FLAGS_off)) edit.off = true;
  if (absl::GetFlag(FLAGS_on)) edit.off = false;
  if (const std::string expires = absl::GetFlag(FLAGS_expires);
      !expires.empty()) {
    if (!edit.SetsSomething())
      return Wrong(
          "--expires needs --pin, --block, --off or --everywhere, whose end it "
          "tells");
    const absl::StatusOr<absl::Time> time = ParseExpiry(expires, now);
    if (!time.ok())
      return Wrong(absl::StrCat("--expires: ", time.status().message()));
    edit.expire_time = *time;
  }
  return edit;
}

std::unique_ptr<ArticleService::Stub> NewStub() {
  return ArticleService::NewStub(OpenChannel(Service::kArticle));
}

// One call of the article service.
template <typename Method, typename Request, typename Response>
absl::Status Call(Method method, const Request& request, Response* response) {
  grpc::ClientContext context;
  if (absl::Status status = Prepare(context); !status.ok()) return status;
  return FromGrpcStatus(((*NewStub()).*method)(&context, request, response));
}

// Answers without a token lack what editors decided: that must not look as if
// they had decided nothing.
absl::Status RequireToken() {
  const absl::StatusOr<std::string> token = ReadToken();
  if (!token.ok()) return token.status();
  if (!token->empty()) return absl::OkStatus();
  return absl::UnauthenticatedError(
      "what editors decided is shown with a reader's token only");
}

absl::Status Edit(const CurationEdit& edit, absl::Time now, Article& article) {
  article::v1::UpdateArticleRequest request;
  Article& change = *request.mutable_article();
  change.set_name(article.name());
  change.set_etag(article.etag());
  *change.mutable_similarity_settings() = article.similarity_settings();
  ApplyCuration(edit, now, *change.mutable_similarity_settings());
  // Where nothing is left, nothing is decided.
  if (change.similarity_settings().ByteSizeLong() == 0)
    change.clear_similarity_settings();
  request.mutable_update_mask()->add_paths("similarity_settings");
  return Call(&ArticleService::Stub::UpdateArticle, request, &article);
}

// The articles that the settings choose, as far as they are there.
absl::StatusOr<KnownArticles> ReadChosen(
    const article::v1::SimilaritySettings& settings) {
  article::v1::BatchGetArticlesRequest request;
  for (const auto& choice : settings.pinned())
    request.add_names(choice.article());
  for (const auto& choice : settings.blocked())
    request.add_names(choice.article());
  KnownArticles known;
  if (request.names().empty()) return known;
  article::v1::BatchGetArticlesResponse response;
  const absl::Status status =
      Call(&ArticleService::Stub::BatchGetArticles, request, &response);
  if (!status.ok()) return status;
  for (Article& article : *response.mutable_articles())
    known[article.name()] = article;
  return known;
}

absl::Status Print(const Article& article, absl::Time now) {
  if (WantsJson()) {
    Article decided;
    decided.set_name(article.name());
    decided.set_etag(article.etag());
    decided.set_revision(article.revision());
    *decided.mutable_similarity_settings() = article.similarity_settings();
    PrintJson(decided);
    return absl::OkStatus();
  }
  const auto known = ReadChosen(article.similarity_settings());
  if (!known.ok()) return known.status();
  std::printf("%s  %s  (revision %lld)\n", article.name().c_str(),
              Printable(article.headline()).c_str(),
              static_cast<long long>(article.revision()));
  for (const std::string& line :
       CurationLines(article.similarity_settings(), *known, now))
    std::printf("  %s\n", line.c_str());
  return absl::OkStatus();
}

absl::Status CurateArticle(const std::string& name, const CurationEdit& edit,
                           absl::Time now) {
  article::v1::GetArticleRequest request;
  request.set_name(name);
  Article article;
  absl::Status status =
      Call(&ArticleService::Stub::GetArticle, request, &article);
  if (status.ok() && edit.ChangesSomething()) status = Edit(edit, now, article);
  return status.ok() ? Print(article, now) : status;
}

// A slip of the pen must not look like a decision about the section.
absl::Status NoteEmptySection(absl::string_view id) {
  article::v1::ListArticlesRequest request;
  request.set_collection(absl::StrCat("sections/", id));
  request.set_page_size(1);
  article::v1::ListArticlesResponse response;
  const absl::Status status =
      Call(&ArticleService::Stub::ListArticles, request, &response);
  if (status.ok() && response.articles().empty())
    std::fprintf(stderr, "note: no article is listed in %s at present\n",
                 request.collection().c_str());
  return status;
}

absl::Status CurateSection(absl::string_view section, const CurationEdit& edit,
                           absl::Time now) {
  // As they stand in addresses and answers.
  for (const absl::string_view prefix : {"sections/", kSectionSettingsPrefix})
    absl::ConsumePrefix(&section, prefix);
  article::v1::GetSectionSettingsRequest request;
  request.set_name(SectionSettingsName(section));
  SectionSettings settings;
  absl::Status status =
      Call(&ArticleService::Stub::GetSectionSettings, request, &settings);
  if (status.ok() && edit.ChangesSomething()) {
    article::v1::UpdateSectionSettingsRequest update;
    *update.mutable_section_settings() = settings;
    ApplyCuration(edit, now, *update.mutable_section_settings());
    status =
        Call(&ArticleService::Stub::UpdateSectionSettings, update, &settings);
  }
  if (!status.ok()) return status;
  if (WantsJson()) {
    PrintJson(settings);
  } else {
    std::printf("%s  (revision %lld)\n  %s\n", settings.name().c_str(),
                static_cast<long long>(settings.revision()),
                SectionLine(settings, now).c_str());
  }
  std::fflush(stdout);
  return NoteEmptySection(
      settings.name().substr(sizeof(kSectionSettingsPrefix) - 1));
}

int Run(const std::vector<std::string>& arguments) {
  const absl::Time now = absl::Now();
  const absl::StatusOr<CurationEdit> edit = ReadEdit(arguments, now);
  if (!edit.ok()) {
    std::fprintf(stderr, "byline curate: %s\n",
                 std::string(edit.status().message()).c_str());
    return kUsage;
  }
  absl::Status status = RequireToken();
  if (status.ok()) {
    status = arguments.empty()
                 ? CurateSection(absl::GetFlag(FLAGS_section), *edit, now)
                 : CurateArticle(arguments[0], *edit, now);
  }
  return status.ok() ? kOk : Fail("curate", status);
}

}  // namespace

Command CurateCommand() {
  return {
      "curate",
      "what editors decide about similar articles: shows, pins, blocks, "
      "switches off",
      "articles/ID [articles/OTHER...]",
      "Without a flag it shows what is decided (with a reader's token). The "
      "flags decide, for readers at once; that needs an editor's\n"
      "token. What has expired is dropped with the next decision.\n"
      "  byline curate articles/bridge-reopens --pin articles/bridge-closes "
      "--expires=7d\n"
      "  byline curate articles/bridge-reopens --block articles/bridge-quiz\n"
      "  byline curate articles/bridge-reopens --release "
      "articles/bridge-quiz\n"
      "  byline curate articles/orla-venn-dies --off --everywhere=blocked\n"
      "  byline curate --section=Obituaries --off",
      {"pin", "block", "release", "off", "on", "everywhere", "reset", "expires",
       "section", "server", "article_server", "token_file", "timeout",
       "format"},
      0,
      101,
      Run};
}

}  // namespace byline::cli
