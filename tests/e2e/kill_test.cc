// What was acknowledged survives a kill at any point, and revisions have no
// gap.
#include <absl/random/random.h>
#include <absl/strings/str_cat.h>
#include <absl/time/clock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <csignal>
#include <map>
#include <set>
#include <thread>

#include "byline/article/v1/article_service.grpc.pb.h"
#include "common/access/admin_token.h"
#include "common/server/channel.h"
#include "tests/testing/programs.h"
#include "tests/testing/temp_folder.h"

namespace byline::testing {
namespace {

namespace v1 = byline::article::v1;

constexpr int kPublishes = 1000;
constexpr int kKills = 12;

class KillTest : public ::testing::Test {
 protected:
  KillTest() : token_(*EnsureAdminToken(folder_.path())) {}

  void Start() {
    program_ = StartProgram(
        "byline-article",
        {absl::StrCat("--listen=127.0.0.1:", port_),
         "--admin_listen=", absl::StrCat("--data=", folder_.path()),
         absl::StrCat("--token_file=", token_.table_path)});
    port_ = program_.port;
  }

  std::unique_ptr<v1::ArticleService::Stub> Stub() const {
    return v1::ArticleService::NewStub(MakeChannel(
        absl::StrCat("127.0.0.1:", port_), {.own_connections = true}));
  }

  // Publishes article `index`; true once it is acknowledged.
  bool Publish(v1::ArticleService::Stub& stub, int index,
               v1::Article* article) const {
    v1::CreateArticleRequest request;
    request.set_article_id(absl::StrCat("a", index));
    request.set_request_id(absl::StrCat("r", index));
    request.set_publish(true);
    request.mutable_article()->set_headline(
        absl::StrCat("Lighthouse report ", index));
    request.mutable_article()
        ->add_blocks()
        ->mutable_paragraph()
        ->mutable_text()
        ->set_text(absl::StrCat("The lamp was lit ", index, " times."));
    grpc::ClientContext context;
    PrepareClientContext(context, absl::Now() + absl::Seconds(5), "",
                         token_.raw);
    return stub.CreateArticle(&context, request, article).ok();
  }

  TempFolder folder_;
  AdminToken token_;
  Program program_;
  int port_ = 0;
};

TEST_F(KillTest,
       EveryAcknowledgedPublishIsThereAfterwardsAndRevisionsHaveNoGap) {
  Start();
  std::map<std::string, int64_t> acknowledged;  // name -> revision
  absl::BitGen random;
  int next = 0;
  for (int round = 0; round <= kKills; ++round) {
    const bool last = round == kKills;
    std::atomic<bool> killed = false;
    std::thread killer;
    if (!last) {
      const absl::Duration delay =
          absl::Milliseconds(absl::Uniform(random, 5, 250));
      killer = std::thread([&, delay] {
        absl::SleepFor(delay);
        program_.process->Signal(SIGKILL);
        killed = true;
      });
    }
    const auto stub = Stub();
    // A share of the publishes for each life, all the rest for the last one.
    const int stop =
        last ? kPublishes : std::min(kPublishes, next + kPublishes / kKills);
    while (next < stop) {
      v1::Article article;
      if (Publish(*stub, next, &article)) {
        acknowledged[article.name()] = article.revision();
        ++next;
      } else {
        ASSERT_TRUE(killed || !last) << program_.process->output();
        if (killed)
          break;  // the same article again in the next life, under the same
                  // request id
      }
    }
    if (killer.joinable()) killer.join();
    if (!last) {
      program_.process->Wait();
      Start();
    }
  }
  ASSERT_EQ(acknowledged.size(), static_cast<size_t>(kPublishes));

  // The store, read back in full from its first change on.
  grpc::ClientContext context;
  PrepareClientContext(context, absl::Now() + absl::Seconds(30), "",
                       token_.raw);
  v1::WatchRequest request;
  request.set_follower("test");
  request.set_view(v1::WATCH_VIEW_FULL);
  const auto stub = Stub();
  const auto reader = stub->Watch(&context, request);
  std::map<std::string, int64_t> found;
  int64_t newest = 0;
  v1::WatchResponse response;
  while (reader->Read(&response)) {
    for (const auto& change : response.changes())
      found[change.name()] = change.number();
    if (response.marker()) {
      newest = response.complete_to();
      break;
    }
  }
  context.TryCancel();
  for (const auto& [name, revision] : acknowledged) {
    ASSERT_TRUE(found.count(name)) << name << " was acknowledged and is lost";
    EXPECT_GE(found[name], revision);
  }

  // Every number from 1 to the newest is one change in the log.
  std::string epoch;
  {
    grpc::ClientContext ask;
    PrepareClientContext(ask, absl::Now() + absl::Seconds(5), "", token_.raw);
    v1::GetRevisionResponse answer;
    ASSERT_TRUE(stub->GetRevision(&ask, {}, &answer).ok());
    EXPECT_EQ(answer.revision().number(), newest);
  }
  grpc::ClientContext state;
  PrepareClientContext(state, absl::Now() + absl::Seconds(30), "", token_.raw);
  const auto first = stub->Watch(&state, request);
  ASSERT_TRUE(first->Read(&response));
  ASSERT_GT(response.epochs_size(), 0);
  // The first epoch in which something was written holds number 1.
  for (const auto& entry : response.epochs()) {
    if (entry.first_number() <= 1) epoch = entry.id();
  }
  state.TryCancel();
  grpc::ClientContext log;
  PrepareClientContext(log, absl::Now() + absl::Seconds(30), "", token_.raw);
  request.mutable_from()->set_epoch(epoch);
  request.mutable_from()->set_number(1);
  const auto changes = stub->Watch(&log, request);
  std::set<int64_t> numbers;
  while (static_cast<int64_t>(numbers.size()) < newest &&
         changes->Read(&response)) {
    for (const auto& change : response.changes())
      EXPECT_TRUE(numbers.insert(change.number()).second) << change.number();
  }
  log.TryCancel();
  ASSERT_EQ(static_cast<int64_t>(numbers.size()), newest);
  EXPECT_EQ(*numbers.begin(), 1);
  EXPECT_EQ(*numbers.rbegin(), newest);
}

}  // namespace
}  // namespace byline::testing
