#include "services/cli/connection.h"

#include <absl/flags/flag.h>
#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>
#include <absl/time/clock.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "common/base/crypto.h"
#include "common/server/channel.h"
#include "common/server/grpc_status.h"
#include "services/cli/command_line.h"
#include "services/cli/flags.h"

namespace byline::cli {
namespace {

std::string Address(Service service) {
  const std::string own = service == Service::kArticle
                              ? absl::GetFlag(FLAGS_article_server)
                          : service == Service::kSummary
                              ? absl::GetFlag(FLAGS_summary_server)
                              : absl::GetFlag(FLAGS_recommendation_server);
  return own.empty() ? absl::GetFlag(FLAGS_server) : own;
}

}  // namespace

std::shared_ptr<grpc::Channel> OpenChannel(Service service) {
  return MakeChannel(Address(service));
}

absl::StatusOr<std::string> ReadToken() {
  const std::string path = absl::GetFlag(FLAGS_token_file);
  if (path.empty()) {
    const char* token = std::getenv("BYLINE_TOKEN");
    return std::string(token == nullptr ? "" : token);
  }
  std::ifstream file(path);
  std::stringstream content;
  content << file.rdbuf();
  const std::string token(absl::StripAsciiWhitespace(content.str()));
  if (!file || token.empty()) {
    return absl::NotFoundError(absl::StrCat(
        "--token_file=", path,
        " cannot be read or is empty; byline dev makes DIR/admin.token"));
  }
  return token;
}

absl::Status Prepare(grpc::ClientContext& context, bool with_deadline) {
  absl::StatusOr<std::string> token = ReadToken();
  if (!token.ok()) return token.status();
  PrepareClientContext(context,
                       with_deadline
                           ? absl::Now() + absl::GetFlag(FLAGS_timeout)
                           : absl::InfiniteFuture(),
                       absl::StrCat("cli-", RandomHex(6)), *token);
  return absl::OkStatus();
}

int Fail(const char* command, const absl::Status& status) {
  std::string hint;
  if (absl::IsUnavailable(status))
    hint = absl::StrCat(
        " (is the suite running? --server=", absl::GetFlag(FLAGS_server), ")");
  if (absl::IsUnauthenticated(status) || absl::IsPermissionDenied(status))
    hint = " (give --token_file=DIR/admin.token or BYLINE_TOKEN)";
  std::fprintf(
      stderr, "byline %s: %s%s\n", command,
      status.ToString(absl::StatusToStringMode::kWithNoExtraData).c_str(),
      hint.c_str());
  return kFailed;
}

int Fail(const char* command, const grpc::Status& status) {
  return Fail(command, FromGrpcStatus(status));
}

}  // namespace byline::cli
