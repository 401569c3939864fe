#include "tests/testing/four_programs.h"

#include <absl/strings/str_cat.h>

#include <utility>

namespace byline::testing {
namespace {

std::string Server(const std::string& service, int port) {
  return absl::StrCat("--", service, "_server=127.0.0.1:", port);
}

}  // namespace

FourPrograms::FourPrograms(Options options)
    : options_(std::move(options)), token_(*EnsureAdminToken(folder_.path())) {
  WriteFile(folder_.File("fragment.key"), std::string(64, 'k'));
  StartArticle();
  if (options_.with_proxies) {
    gateway_line_ = std::make_unique<TcpProxy>(article_.port);
    summary_line_ = std::make_unique<TcpProxy>(article_.port);
    recommendation_line_ = std::make_unique<TcpProxy>(article_.port);
  }
  StartSummary();
  StartRecommendation();
  StartGateway();
}

void FourPrograms::StartArticle() {
  article_.process.reset();
  article_ =
      StartProgram("byline-article",
                   WithRedis(Flags({"--data=" + folder_.path()}, article_)));
}

void FourPrograms::StartSummary() {
  summary_.process.reset();
  summary_ =
      StartProgram("byline-summary",
                   WithRedis(Flags({ArticleServer(summary_line_)}, summary_)));
}

void FourPrograms::StartRecommendation() {
  recommendation_.process.reset();
  recommendation_ =
      StartProgram("byline-recommendation",
                   WithRedis(Flags({ArticleServer(recommendation_line_),
                                    Server("summary", summary_.port),
                                    "--index_dir=" + folder_.path() + "/index"},
                                   recommendation_)));
}

void FourPrograms::StartGateway() {
  gateway_.process.reset();
  std::vector<std::string> flags = {
      ArticleServer(gateway_line_), Server("summary", summary_.port),
      Server("recommendation", recommendation_.port)};
  flags.insert(flags.end(), options_.gateway_flags.begin(),
               options_.gateway_flags.end());
  gateway_ = StartProgram("byline-gateway", Flags(flags, gateway_));
}

RunResult FourPrograms::Byline(std::vector<std::string> words) const {
  words.insert(words.begin(), BinaryPath("byline"));
  words.push_back(absl::StrCat("--server=127.0.0.1:", article_.port));
  words.push_back("--token_file=" + token_.raw_path);
  return RunProgram(words);
}

std::vector<std::string> FourPrograms::Flags(
    const std::vector<std::string>& more, const Program& program) const {
  std::vector<std::string> flags = {
      absl::StrCat("--listen=127.0.0.1:", program.port), "--admin_listen=none",
      absl::StrCat("--token_file=", token_.table_path),
      absl::StrCat("--service_token_file=", token_.raw_path)};
  flags.insert(flags.end(), more.begin(), more.end());
  return flags;
}

std::vector<std::string> FourPrograms::WithRedis(
    std::vector<std::string> flags) const {
  flags.push_back("--redis=" + redis_.address());
  flags.push_back("--fragment_key_file=" + folder_.File("fragment.key"));
  return flags;
}

std::string FourPrograms::ArticleServer(
    const std::unique_ptr<TcpProxy>& line) const {
  return Server("article", line ? line->port() : article_.port);
}

}  // namespace byline::testing
