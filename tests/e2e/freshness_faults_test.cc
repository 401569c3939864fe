// The promise of freshness over the real programs: no request sent later than
// 1 s after an acknowledged withdrawal gets the article, on any page, list,
// fragment or JSON, whatever breaks. Readers ask for all of these all the time;
// afterwards every answer is held against the rule. Only waits are generous.
#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <absl/time/clock.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "byline/article/v1/article_service.grpc.pb.h"
#include "common/server/channel.h"
#include "tests/testing/four_programs.h"
#include "tests/testing/readers.h"
#include "tests/testing/within.h"

namespace byline::testing {
namespace {

namespace v1 = byline::article::v1;
using Mode = TcpProxy::Mode;

constexpr absl::Duration kPromise = absl::Seconds(1);
constexpr absl::Duration kPatience = absl::Seconds(30);
// Occurs in the first bytes of the connection that carries a follower's stream.
constexpr char kWatch[] = "ArticleService/Watch";

// An article about a ship, whose name is in headline, slug and all sentences,
// and in no other article.
struct Ship {
  std::string name;
  std::string body;
  std::string id() const { return "ship-" + std::to_string(body.size()); }
  std::string slug() const {
    return absl::AsciiStrToLower(name) + "-towed-into-saltreach";
  }
};

const Ship& Quorvane() {
  static const Ship* const ship = new Ship{
      "Quorvane",
      "The Quorvane was towed into Saltreach after her rudder broke on the "
      "Venn bank. Harbour master Orla Kestrow met the Quorvane at the north "
      "mole before dawn. Nobody aboard the Quorvane was hurt. The crew of the "
      "Quorvane waits for a new rudder from the yard at Dunmarrow."};
  return *ship;
}
const Ship& Brellishaw() {
  static const Ship* const ship = new Ship{
      "Brellishaw",
      "Fog hid the Venn bank when the Brellishaw ran onto it with nine people. "
      "Two tugs from Saltreach pulled the Brellishaw free at high water. Her "
      "owners will pay, said harbour master Orla Kestrow of the Brellishaw, "
      "and not the town. Welders from Dunmarrow are patching the Brellishaw "
      "where she lies."};
  return *ship;
}
const Ship& Tamsolder() {
  static const Ship* const ship = new Ship{
      "Tamsolder",
      "A lamp gave out, and the Tamsolder lost her way off Saltreach on "
      "Sunday night. Orla Kestrow, the harbour master, had the Tamsolder "
      "brought behind the north mole. Salt had eaten the wiring of the "
      "Tamsolder since spring. The yard at Dunmarrow refused the Tamsolder, "
      "as two ships from the Venn bank fill its docks."};
  return *ship;
}

std::string Line(const std::string& id, const std::string& title,
                 const std::string& body) {
  return absl::StrCat("{\"id\":\"", id, "\",\"title\":\"", title,
                      "\",\"body\":\"", body,
                      "\",\"published\":\"2026-11-01\",\"section\":"
                      "\"Harbour\",\"language\":\"en\"}\n");
}
std::string Line(const Ship& ship) {
  return Line(ship.id(), ship.name + " towed into Saltreach", ship.body);
}
// An article whose similar posts show the ships, and others beside it.
std::string OtherLines() {
  return absl::StrCat(
      Line("sibling", "Saltreach counts ships lost on the Venn bank",
           "Every winter ships run onto the Venn bank off Saltreach, and "
           "harbour master Orla Kestrow has had enough. From the north mole "
           "she has watched crews come ashore for nine years. A second light "
           "on the Venn bank would cost less than one tow, Orla Kestrow told "
           "the council. The yard at Dunmarrow earns well by the repairs."),
      Line("ovens", "Three schools get bread ovens",
           "Teachers asked for the ovens after a trial that pupils loved. The "
           "bricks are made of local clay. Parents may bake at weekends. "
           "Lessons begin after the holidays, with rye."),
      Line("owls", "Owls nest again in the old observatory",
           "A pair of owls has returned to the dome. Astronomers moved their "
           "telescope by two metres to make room. The young are expected to "
           "fly in June. Visitors are asked to whisper on the stairs."));
}

constexpr char kSiblingPage[] =
    "/articles/saltreach-counts-ships-lost-on-the-venn-bank";
constexpr char kSiblingJson[] = "/v1/articles/sibling/similarArticles";

// Where the ship is to be seen as soon as it is published.
std::vector<std::string> OwnPlacesOf(const Ship& ship) {
  const std::string name = "articles/" + ship.id();
  return {"/",
          "/sections/harbour",
          "/articles/" + ship.slug(),
          "/fragments/" + name + "/body",
          "/fragments/" + name + "/summary",
          "/v1/" + name,
          "/v1/" + name + "/fragments/body",
          "/v1/" + name + "/summary",
          "/v1/" + name + "/summary/fragment",
          "/v1/articles"};
}
// And where besides, at the latest when the kept fragment has expired.
std::vector<std::string> PlacesOf(const Ship& ship) {
  std::vector<std::string> places = OwnPlacesOf(ship);
  places.insert(
      places.end(),
      {kSiblingPage, kSiblingJson, "/fragments/articles/sibling/similar",
       "/v1/articles/sibling/similarArticles:fragment"});
  return places;
}

class FreshnessFaultsTest : public ::testing::Test {
 protected:
  // Starts the programs, publishes the ships, and lets readers ask; returns
  // once every ship has been seen at all of its places.
  void Start(std::vector<Ship> ships, FourPrograms::Options options = {}) {
    suite_ = std::make_unique<FourPrograms>(std::move(options));
    std::string lines = OtherLines();
    for (const Ship& ship : ships) lines += Line(ship);
    Import(lines);
    StartReaders({Quorvane(), Brellishaw(), Tamsolder()});
    for (const Ship& ship : ships) ExpectSeenAt(PlacesOf(ship), ship);
  }

  void StartReaders(const std::vector<Ship>& ships) {
    std::vector<std::string> targets, words;
    for (const Ship& ship : ships) {
      words.push_back(ship.name);
      for (const std::string& place : PlacesOf(ship)) {
        if (std::find(targets.begin(), targets.end(), place) == targets.end())
          targets.push_back(place);
      }
    }
    readers_ =
        std::make_unique<Readers>(suite_->gateway().port, targets, words);
  }

  void ExpectSeenAt(const std::vector<std::string>& places, const Ship& ship) {
    std::vector<std::string> missing;
    ASSERT_TRUE(Within(kPatience,
                       [&] {
                         missing = readers_->NotSeenIn(places, ship.name);
                         return missing.empty();
                       }))
        << ship.name << " is not to be seen at "
        << ::testing::PrintToString(missing);
  }

  void Import(const std::string& lines) {
    const std::string path = suite_->folder() + "/lines.jsonl";
    std::ofstream(path) << lines;
    const RunResult result = suite_->Byline({"import", "--quiet", path});
    ASSERT_EQ(result.exit_code, 0) << result.output;
  }

  // When the withdrawal was acknowledged.
  absl::Duration Withdraw(const Ship& ship) {
    const auto stub = v1::ArticleService::NewStub(
        MakeChannel(absl::StrCat("127.0.0.1:", suite_->article().port),
                    {.own_connections = true}));
    grpc::ClientContext context;
    PrepareClientContext(context, absl::Now() + kPatience, "",
                         suite_->token().raw);
    context.set_wait_for_ready(true);
    v1::WithdrawArticleRequest request;
    request.set_name("articles/" + ship.id());
    request.set_reason("error");
    v1::WithdrawArticleResponse response;
    const grpc::Status status =
        stub->WithdrawArticle(&context, request, &response);
    const absl::Duration acknowledged = BootTime();
    EXPECT_TRUE(status.ok()) << status.error_message();
    withdrawn_[ship.name] = acknowledged;
    return acknowledged;
  }

  // Until `end`, and until everything has been answered that was asked for when
  // the promise begins to hold. Readers may hang on what is broken, so all is
  // asked for anew again and again.
  void ReadUntil(absl::Duration acknowledged, absl::Duration end) {
    const absl::Duration since = acknowledged + kPromise;
    absl::SleepFor(since - BootTime() + absl::Milliseconds(10));
    do {
      readers_->AskForAll();
      absl::SleepFor(std::min(absl::Milliseconds(700), end - BootTime()));
    } while (BootTime() < end);
    EXPECT_TRUE(
        Within(kPatience, [&] { return readers_->FewestAnswers(since) > 0; }));
  }
  void ReadOn(absl::Duration acknowledged) {
    ReadUntil(acknowledged, acknowledged + kPromise * 2);
  }

  // All is well again: every part is there, and fresh.
  void ExpectHeals() {
    std::string left;
    EXPECT_TRUE(Within(kPatience, [&] {
      left.clear();
      for (const char* target :
           {kSiblingPage, kSiblingJson, "/fragments/articles/sibling/similar",
            "/fragments/articles/sibling/summary"}) {
        const HttpResponse response = suite_->Get(target);
        if (response.status != 200 ||
            response.headers.count("byline-stale") > 0)
          absl::StrAppend(&left, response.status, " ", target, "\n");
      }
      if (!absl::StrContains(suite_->Get(kSiblingPage).body, "key-points"))
        left += "no key points";
      return left.empty();
    })) << left;
  }

  // Every reading against the rule.
  void TearDown() override {
    if (readers_ == nullptr) return;
    readers_->Finish();
    int late = 0;
    for (const Reading& reading : readers_->readings()) {
      for (const auto& [name, acknowledged] : withdrawn_) {
        const absl::Duration after = reading.sent - acknowledged;
        if (after <= kPromise || reading.words.count(name) == 0) continue;
        if (++late > 20) continue;
        ADD_FAILURE() << name << " was given at " << reading.target
                      << " to a request sent " << after
                      << " after the withdrawal was acknowledged"
                      << (reading.is_stale ? ", marked as stale" : "");
      }
      const bool is_page = !absl::StartsWith(reading.target, "/v1/");
      EXPECT_FALSE(is_page && reading.is_stale && !reading.has_age)
          << reading.target;
    }
    EXPECT_LE(late, 20) << "and " << late - 20 << " more";
  }

  std::unique_ptr<FourPrograms> suite_;
  std::unique_ptr<Readers> readers_;
  std::map<std::string, absl::Duration> withdrawn_;  // by name of the ship
};

TEST_F(FreshnessFaultsTest, InHealthAPublishIsSeenAndAWithdrawalIsGone) {
  Start({Quorvane(), Brellishaw()});
  Import(Line(Tamsolder()));
  ExpectSeenAt(OwnPlacesOf(Tamsolder()), Tamsolder());
  ReadOn(Withdraw(Quorvane()));
  ExpectHeals();
}

TEST_F(FreshnessFaultsTest, AnOldRedisBringsNothingBack) {
  Start({Quorvane(), Brellishaw(), Tamsolder()});
  // A list that was made before Redis was reached is made anew after 60 s.
  ASSERT_TRUE(Within(absl::Seconds(90), [&] {
    return absl::StrContains(suite_->redis().Call({"KEYS", "f:*"}),
                             "similar/articles/sibling");
  }));
  // A dump from before the withdrawals.
  suite_->redis().Call({"SAVE"});
  const absl::Duration first = Withdraw(Quorvane());
  suite_->redis().Call({"FLUSHALL"});
  ReadOn(first);
  const absl::Duration second = Withdraw(Brellishaw());
  suite_->redis().Kill();
  ReadOn(second);
  suite_->redis().Start();
  ASSERT_THAT(suite_->redis().Call({"KEYS", "f:*"}),
              ::testing::HasSubstr("similar/articles/sibling"));
  // Nobody remembers the withdrawals but the truth.
  suite_->StartArticle();
  suite_->StartSummary();
  suite_->StartRecommendation();
  suite_->StartGateway();
  ReadOn(BootTime());
  ReadOn(Withdraw(Tamsolder()));
  ExpectHeals();
}

TEST_F(FreshnessFaultsTest, PausedSummaryAndRecommendationGiveNothingOld) {
  Start({Quorvane(), Brellishaw()});
  suite_->summary().process->Signal(SIGSTOP);
  suite_->recommendation().process->Signal(SIGSTOP);
  const absl::Duration first = Withdraw(Quorvane());
  ReadUntil(first, first + absl::Seconds(3));
  suite_->summary().process->Signal(SIGCONT);
  suite_->recommendation().process->Signal(SIGCONT);
  ReadOn(BootTime());
  ReadOn(Withdraw(Brellishaw()));
  ExpectHeals();
}

TEST_F(FreshnessFaultsTest, AGatewayThatWakesAnswersWaitingRequestsByTheRule) {
  Start({Quorvane(), Brellishaw()});
  suite_->gateway().process->Signal(SIGSTOP);
  const absl::Duration acknowledged = Withdraw(Quorvane());
  absl::SleepFor(absl::Milliseconds(1100));
  // They wait in its sockets.
  readers_->AskForAll();
  absl::SleepFor(absl::Milliseconds(1900));
  readers_->AskForAll();
  suite_->gateway().process->Signal(SIGCONT);
  ReadUntil(acknowledged, acknowledged + absl::Seconds(4));
  ExpectHeals();
}

TEST_F(FreshnessFaultsTest, AKilledArticleServiceTakesNoWithdrawalBack) {
  Start({Quorvane(), Brellishaw()});
  const absl::Duration first = Withdraw(Quorvane());
  ReadOn(first);
  suite_->article().process->Signal(SIGKILL);
  suite_->article().process->Wait();
  // What is kept is given while the truth is silent, and says so; not what is
  // known to be withdrawn.
  EXPECT_TRUE(Within(kPatience, [&] {
    const HttpResponse page = suite_->Get(kSiblingPage);
    return page.status == 200 && page.headers.count("byline-stale") > 0 &&
           page.headers.count("age") > 0;
  }));
  const absl::Duration down = BootTime();
  ReadUntil(down, down + absl::Seconds(2));
  suite_->StartArticle();
  // The gateway is in touch again.
  EXPECT_TRUE(Within(kPatience, [&] {
    return suite_->Get(kSiblingPage).headers.count("byline-stale") == 0;
  }));
  ExpectHeals();
  ReadOn(Withdraw(Brellishaw()));
  ExpectHeals();
}

TEST_F(FreshnessFaultsTest, AKillJustAfterTheAcknowledgementLosesNothing) {
  Start({Quorvane(), Brellishaw()}, {.gateway_flags = {"--max_stale=0"}});
  const absl::Duration acknowledged = Withdraw(Quorvane());
  suite_->article().process->Signal(SIGKILL);
  suite_->article().process->Wait();
  ReadOn(acknowledged);
  suite_->StartArticle();
  ReadOn(BootTime());
  ExpectHeals();
}

TEST_F(FreshnessFaultsTest, AFeedThatIsLateOrHeldMakesNothingStale) {
  Start({Quorvane(), Brellishaw(), Tamsolder()}, {.with_proxies = true});
  TcpProxy& line = suite_->gateway_line();
  ASSERT_GT(line.Connections(kWatch), 0);
  ASSERT_GT(line.Connections(), line.Connections(kWatch));
  // The truth still answers the gateway's questions.
  line.SetMode(Mode::kFreeze, kWatch);
  const absl::Duration first = Withdraw(Quorvane());
  ReadUntil(first, first + absl::Seconds(4));
  EXPECT_EQ(suite_->Get(kSiblingPage).headers.count("byline-stale"), 0u);
  line.SetMode(Mode::kCut, kWatch);
  const absl::Duration second = Withdraw(Brellishaw());
  ReadUntil(second, second + absl::Seconds(3));
  line.SetMode(Mode::kPass);
  ExpectHeals();
  line.SetDelay(absl::Milliseconds(200));
  ReadOn(Withdraw(Tamsolder()));
  line.SetDelay(absl::ZeroDuration());
  ExpectHeals();
}

TEST_F(FreshnessFaultsTest, WithoutStaleAnswersACutLineHidesToo) {
  Start({Quorvane(), Brellishaw()},
        {.with_proxies = true,
         .gateway_flags = {"--max_stale=0", "--api_deadline=2s"}});
  TcpProxy& line = suite_->gateway_line();
  line.SetMode(Mode::kFreeze);
  const absl::Duration first = Withdraw(Quorvane());
  ReadUntil(first, first + absl::Seconds(3));
  // What waited arrives, all of it old.
  line.SetMode(Mode::kPass);
  ReadOn(BootTime());
  ExpectHeals();
  line.SetMode(Mode::kCut);
  ReadOn(Withdraw(Brellishaw()));
  line.SetMode(Mode::kPass);
  ExpectHeals();
}

TEST_F(FreshnessFaultsTest, ServicesCutOffFromTheTruthAreNotBelieved) {
  Start({Quorvane(), Brellishaw()},
        {.with_proxies = true, .gateway_flags = {"--api_deadline=2s"}});
  suite_->recommendation_line().SetMode(Mode::kFreeze);
  suite_->summary_line().SetMode(Mode::kFreeze);
  const absl::Duration first = Withdraw(Quorvane());
  // Long enough for them to find the truth silent and to give stale answers.
  ReadUntil(first, first + absl::Seconds(5));
  suite_->recommendation_line().SetMode(Mode::kPass);
  suite_->summary_line().SetMode(Mode::kPass);
  ExpectHeals();
  // In touch, but their feed is late.
  suite_->recommendation_line().SetMode(Mode::kFreeze, kWatch);
  suite_->summary_line().SetMode(Mode::kFreeze, kWatch);
  const absl::Duration second = Withdraw(Brellishaw());
  ReadUntil(second, second + absl::Seconds(3));
  suite_->recommendation_line().SetMode(Mode::kPass);
  suite_->summary_line().SetMode(Mode::kPass);
  ExpectHeals();
}

// A restored copy of the store is the truth from then on: what it has lost is
// not given as fresh, and what it never heard of withdrawing is there again.
TEST_F(FreshnessFaultsTest, ARestoredStoreDecidesWhatThereIs) {
  namespace fs = std::filesystem;
  Start({Quorvane(), Brellishaw()});
  const fs::path store = suite_->folder() + "/articles.db";
  const fs::path backup = suite_->folder() + "/backup.db";
  const auto stop = [&] {
    suite_->article().process->Signal(SIGTERM);
    EXPECT_EQ(suite_->article().process->Wait(), 0);
  };
  // A clean end leaves everything in the one file.
  stop();
  ASSERT_FALSE(fs::exists(store.string() + "-wal"));
  fs::copy_file(store, backup);
  suite_->StartArticle();
  // The history that will be lost.
  Import(Line(Tamsolder()));
  ExpectSeenAt(OwnPlacesOf(Tamsolder()), Tamsolder());
  ReadOn(Withdraw(Quorvane()));
  stop();
  const absl::Duration lost = BootTime();
  // It was withdrawn in the lost history only, so its readings are of that one.
  const std::vector<Reading> before = readers_->readings();
  for (const Reading& reading : before) {
    EXPECT_FALSE(reading.words.count("Quorvane") > 0 &&
                 reading.sent > withdrawn_["Quorvane"] + kPromise)
        << reading.target;
  }
  withdrawn_.clear();
  fs::copy_file(backup, store, fs::copy_options::overwrite_existing);
  suite_->StartArticle();
  // New changes take the numbers of the lost ones.
  Import(Line("tide", "Tide table corrected", "High water comes late."));
  const absl::Duration second = Withdraw(Brellishaw());
  EXPECT_TRUE(Within(kPatience, [&] {
    for (const std::string& place : PlacesOf(Tamsolder())) {
      const HttpResponse response = suite_->Get(place);
      if (absl::StrContains(response.body, "Tamsolder") ||
          response.headers.count("byline-stale") > 0)
        return false;
    }
    return absl::StrContains(suite_->Get("/").body, "Quorvane") &&
           suite_->Get("/articles/" + Quorvane().slug()).status == 200;
  }));
  ReadOn(second);
  ExpectHeals();
  const absl::Duration settled = BootTime();
  ReadOn(settled);
  readers_->Finish();
  for (const Reading& reading : readers_->readings()) {
    if (reading.words.count("Tamsolder") == 0) continue;
    EXPECT_TRUE(reading.sent < lost + kPromise || reading.is_stale)
        << reading.target << " gave what the restored store does not have "
        << reading.sent - lost << " after the old one's end, as fresh";
    EXPECT_LT(reading.sent, settled) << reading.target;
  }
}

}  // namespace
}  // namespace byline::testing
