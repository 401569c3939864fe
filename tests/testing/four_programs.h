// FourPrograms: the suite as four programs with a real Redis, on free ports and
// a folder of its own, for e2e tests. Each program can be stopped and started
// again on its port. Where asked for, the lines to the article service run
// through proxies. Not thread-safe.
#ifndef BYLINE_TESTS_TESTING_FOUR_PROGRAMS_H_
#define BYLINE_TESTS_TESTING_FOUR_PROGRAMS_H_

#include <memory>
#include <string>
#include <vector>

#include "common/access/admin_token.h"
#include "tests/testing/http.h"
#include "tests/testing/programs.h"
#include "tests/testing/redis_server.h"
#include "tests/testing/tcp_proxy.h"
#include "tests/testing/temp_folder.h"

namespace byline::testing {

class FourPrograms {
 public:
  struct Options {
    bool with_proxies = false;
    std::vector<std::string> gateway_flags = {};
  };

  FourPrograms() : FourPrograms(Options()) {}
  explicit FourPrograms(Options options);

  // Starts it, on the port that it had; one that still runs is killed first.
  void StartArticle();
  void StartSummary();
  void StartRecommendation();
  void StartGateway();

  RedisServer& redis() { return redis_; }
  Program& article() { return article_; }
  Program& summary() { return summary_; }
  Program& recommendation() { return recommendation_; }
  Program& gateway() { return gateway_; }
  // The lines to the article service, with proxies only.
  TcpProxy& gateway_line() { return *gateway_line_; }
  TcpProxy& summary_line() { return *summary_line_; }
  TcpProxy& recommendation_line() { return *recommendation_line_; }

  // Where tokens and the store (articles.db) are.
  const std::string& folder() const { return folder_.path(); }
  const AdminToken& token() const { return token_; }

  // Runs `byline COMMAND ...` against the article service, as admin.
  RunResult Byline(std::vector<std::string> words) const;
  HttpResponse Get(const std::string& path) const {
    return HttpGet(gateway_.port, path);
  }

 private:
  // What all programs have, and `more`.
  std::vector<std::string> Flags(const std::vector<std::string>& more,
                                 const Program& program) const;
  std::vector<std::string> WithRedis(std::vector<std::string> flags) const;
  std::string ArticleServer(const std::unique_ptr<TcpProxy>& line) const;

  const Options options_;
  TempFolder folder_;
  AdminToken token_;
  RedisServer redis_{RedisServer::Options{.on_port = true}};
  Program article_;
  std::unique_ptr<TcpProxy> gateway_line_;
  std::unique_ptr<TcpProxy> summary_line_;
  std::unique_ptr<TcpProxy> recommendation_line_;
  Program summary_;
  Program recommendation_;
  Program gateway_;
};

}  // namespace byline::testing

#endif  // BYLINE_TESTS_TESTING_FOUR_PROGRAMS_H_
