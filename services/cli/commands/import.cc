#include <absl/flags/flag.h>
#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>

#include "byline/article/v1/article_service.grpc.pb.h"
#include "services/cli/commands/commands.h"
#include "services/cli/connection.h"
#include "services/cli/flags.h"
#include "services/cli/import/source_file.h"
#include "services/cli/output.h"
#include "services/cli/progress.h"

namespace byline::cli {
namespace {

namespace v1 = byline::article::v1;
using Kind = v1::ImportOutcome::Kind;

// One stream carries so many articles or bytes, whichever is reached first:
// what is in memory at a time, and what an interruption leaves untold.
constexpr size_t kBatchArticles = 500;
constexpr size_t kBatchBytes = size_t{8} << 20;
constexpr size_t kMessageBytes = size_t{1} << 20;

// The name that a field of the article has in the files that are read.
std::string SourceField(const std::string& field) {
  static constexpr std::pair<const char*, const char*> kNames[] = {
      {"headline", "title"},
      {"blocks", "body"},
      {"publish_time", "published"},
      {"language_code", "language"},
      {"canonical_uri", "canonical_url"},
      {"embedding_vector", "embedding"},
      {"name", "id"}};
  for (const auto& [ours, theirs] : kNames) {
    if (field == ours) return theirs;
    // "blocks[2].paragraph.text" keeps what says where in the body it is.
    const std::string rest = field.substr(std::min(field.size(), strlen(ours)));
    if (absl::StartsWith(field, ours) && (rest[0] == '[' || rest[0] == '.')) {
      return absl::StrCat(theirs, rest);
    }
  }
  return field;
}

// Sends articles in batches and tells each one's outcome.
class Importer {
 public:
  Importer()
      : stub_(v1::ArticleService::NewStub(OpenChannel(Service::kArticle))) {}

  // Reads the whole file. An error means that the suite could not be reached or
  // refused the call; lines before it are imported.
  absl::Status ImportFile(const std::string& path) {
    absl::StatusOr<std::unique_ptr<SourceFile>> source = SourceFile::Open(path);
    if (!source.ok()) return source.status();
    path_ = path;
    Progress progress("import " + path, (*source)->size());
    int64_t read = 0;
    ParsedArticle article;
    while ((*source)->Next(&article)) {
      for (const std::string& field : article.ignored_fields) ++ignored_[field];
      for (const std::string& what : article.dropped) ++dropped_[what];
      if (article.named_by_content) ++named_by_content_;
      batch_bytes_ += article.article.ByteSizeLong();
      batch_.push_back(std::move(article));
      article = ParsedArticle();
      if (batch_.size() >= kBatchArticles || batch_bytes_ >= kBatchBytes) {
        if (absl::Status status = SendBatch(); !status.ok()) return status;
      }
      progress.Update((*source)->bytes_read(), ++read);
    }
    return SendBatch();
  }

  // To standard error where standard output is for machines.
  void PrintTotals() const {
    std::FILE* out = WantsJson() ? stderr : stdout;
    std::fflush(stdout);  // where both are one file, no line ends up in another
    std::fprintf(out,
                 "%lld created, %lld updated, %lld unchanged, %lld rejected\n",
                 Count(v1::ImportOutcome::KIND_CREATED),
                 Count(v1::ImportOutcome::KIND_UPDATED),
                 Count(v1::ImportOutcome::KIND_UNCHANGED),
                 Count(v1::ImportOutcome::KIND_REJECTED));
    if (verdicts_ > 0)
      std::fprintf(
          out,
          "%lld stored with a verdict: at their address, but in no list and no "
          "similar post\n",
          static_cast<long long>(verdicts_));
    if (named_by_content_ > 0) {
      std::fprintf(
          out,
          "%lld without id, external_id and canonical_url: such a line "
          "becomes a new article when its text changes\n",
          static_cast<long long>(named_by_content_));
    }
    PrintCounts(out, "ignored fields", ignored_);
    PrintCounts(out, "dropped", dropped_);
  }

  long long Count(Kind kind) const {
    const auto found = counts_.find(kind);
    return found == counts_.end() ? 0 : static_cast<long long>(found->second);
  }

 private:
  static void PrintCounts(std::FILE* out, const char* what,
                          const std::map<std::string, int64_t>& counts) {
    if (counts.empty()) return;
    std::fprintf(
        out, "%s: %s\n", what,
        absl::StrJoin(counts, ", ", [](std::string* out, const auto& entry) {
          absl::StrAppend(out, Printable(entry.first), " (", entry.second, ")");
        }).c_str());
  }

  absl::Status SendBatch() {
    if (batch_.empty()) return absl::OkStatus();
    v1::ImportArticlesResponse response;
    if (absl::Status status = Call(&response); !status.ok()) return status;
    // Outcomes come in the order of the articles sent; those that were faulty
    // here were not sent.
    int next = 0;
    for (const ParsedArticle& article : batch_) {
      if (article.violations.empty() && next < response.outcomes_size()) {
        auto* outcome = response.mutable_outcomes(next++);
        for (auto& violation : *outcome->mutable_violations()) {
          violation.set_field(SourceField(violation.field()));
        }
        Tell(*outcome);
        continue;
      }
      v1::ImportOutcome outcome;
      outcome.set_line(article.line);
      outcome.set_kind(v1::ImportOutcome::KIND_REJECTED);
      outcome.set_name(article.article.name());
      for (const FieldViolation& violation : article.violations) {
        auto* added = outcome.add_violations();
        added->set_field(violation.field);
        added->set_description(violation.description);
      }
      Tell(outcome);
    }
    batch_.clear();
    batch_bytes_ = 0;
    return absl::OkStatus();
  }

  // Sends the sound articles of the batch on one stream.
  absl::Status Call(v1::ImportArticlesResponse* response) {
    const auto sound = [](const ParsedArticle& article) {
      return article.violations.empty();
    };
    if (std::none_of(batch_.begin(), batch_.end(), sound))
      return absl::OkStatus();
    grpc::ClientContext context;
    if (absl::Status status = Prepare(context, /*with_deadline=*/false);
        !status.ok())
      return status;
    const auto writer = stub_->ImportArticles(&context, response);
    v1::ImportArticlesRequest request;
    request.set_draft(absl::GetFlag(FLAGS_draft));
    size_t bytes = 0;
    for (const ParsedArticle& article : batch_) {
      if (!sound(article)) continue;
      auto* item = request.add_items();
      item->set_line(article.line);
      *item->mutable_article() = article.article;
      bytes += article.article.ByteSizeLong();
      if (bytes < kMessageBytes) continue;
      if (!writer->Write(request)) break;  // Finish says why
      request.clear_items();
      bytes = 0;
    }
    if (request.items_size() > 0) writer->Write(request);
    writer->WritesDone();
    const grpc::Status status = writer->Finish();
    if (status.ok()) return absl::OkStatus();
    return absl::Status(
        static_cast<absl::StatusCode>(status.error_code()),
        absl::StrCat(
            path_, ": lines from ", batch_.front().line,
            " on are not imported: ", status.error_message(),
            "; running the same import again goes on without doubles"));
  }

  void Tell(const v1::ImportOutcome& outcome) {
    ++counts_[outcome.kind()];
    if (outcome.verdicts_size() > 0) ++verdicts_;
    const bool needs_attention =
        outcome.kind() == v1::ImportOutcome::KIND_REJECTED ||
        outcome.verdicts_size() > 0;
    if (absl::GetFlag(FLAGS_quiet) && !needs_attention) return;
    if (WantsJson()) return PrintJson(outcome);
    std::string text = absl::StrCat(
        Printable(path_), ":", outcome.line(), ": ",
        absl::AsciiStrToLower(
            v1::ImportOutcome::Kind_Name(outcome.kind()).substr(5)),
        " ", Printable(outcome.name()));
    for (const auto& violation : outcome.violations()) {
      absl::StrAppend(&text, "; ", Printable(violation.field()), ": ",
                      Printable(violation.description()));
    }
    for (const auto& verdict : outcome.verdicts()) {
      absl::StrAppend(&text, "; verdict ",
                      absl::AsciiStrToLower(
                          v1::Verdict::Kind_Name(verdict.kind()).substr(5)),
                      ": ", Printable(verdict.reason()));
    }
    std::printf("%s\n", text.c_str());
  }

  std::unique_ptr<v1::ArticleService::Stub> stub_;
  std::string path_;
  std::vector<ParsedArticle> batch_;
  size_t batch_bytes_ = 0;
  std::map<Kind, int64_t> counts_;
  std::map<std::string, int64_t> ignored_;
  std::map<std::string, int64_t> dropped_;
  int64_t verdicts_ = 0;
  int64_t named_by_content_ = 0;
};

int Run(const std::vector<std::string>& files) {
  Importer importer;
  for (const std::string& file : files) {
    if (absl::Status status = importer.ImportFile(file); !status.ok()) {
      importer.PrintTotals();
      return Fail("import", status);
    }
  }
  importer.PrintTotals();
  return importer.Count(v1::ImportOutcome::KIND_REJECTED) == 0 ? kOk : kFailed;
}

}  // namespace

Command ImportCommand() {
  return {
      "import",
      "creates and updates articles from files",
      "FILE...",
      "Files: JSON Lines (*.jsonl; - is standard input) or Markdown with front "
      "matter (*.md). Needs an admin's token.\n"
      "A line has id, title, body (paragraphs apart by a blank line, lines "
      "with a bullet become a list) or blocks, and may have standfirst,\n"
      "published (ISO 8601; in the future: scheduled), language, section, "
      "tags, authors, canonical_url, external_id,\n"
      "embedding ({\"model\": \"NAME-VERSION\", \"values\": [1 to 1,536 "
      "numbers]}, a vector of the text by a model of your own); other fields\n"
      "are ignored and counted. Each line's outcome is told: created, updated, "
      "unchanged, "
      "or rejected with field and reason; also verdicts (thin,\n"
      "placeholder, duplicate ...), which keep an article out of lists. The "
      "same import run again makes no doubles, also after an\n"
      "interruption. Exit code 1 when a line was rejected.\n"
      "  byline import archive.jsonl --token_file=data/admin.token",
      {"draft", "quiet", "server", "article_server", "token_file", "timeout",
       "format"},
      1,
      std::numeric_limits<size_t>::max(),
      Run};
}

}  // namespace byline::cli
