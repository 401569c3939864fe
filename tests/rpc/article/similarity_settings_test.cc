// The editors' word on similar articles, of articles and of sections, as it is
// written, read and followed over gRPC.
#include "common/feed/follower.h"
#include "tests/rpc/article/suite_of_one.h"
#include "tests/testing/within.h"

namespace byline::article {
namespace {

using byline::testing::Eventually;
using ::testing::HasSubstr;

constexpr char kObituaries[] = "sectionSettings/obituaries";

class SimilaritySettingsRpcTest : public SuiteOfOne {
 protected:
  // Updates what `change` sets, by a mask of the two fields.
  absl::Status Set(const v1::Article& change, v1::Article* article,
                   const std::string& role = "editor") {
    v1::UpdateArticleRequest request;
    *request.mutable_article() = change;
    request.mutable_article()->set_name(article->name());
    request.mutable_article()->set_etag(article->etag());
    request.mutable_update_mask()->add_paths("similarity_settings");
    request.mutable_update_mask()->add_paths("embedding_vector");
    return Call(role, &Stub::UpdateArticle, request, article);
  }
  static v1::Article Decisions() {
    v1::Article change;
    auto& settings = *change.mutable_similarity_settings();
    settings.add_pinned()->set_article("articles/b");
    *settings.mutable_pinned(0)->mutable_expire_time() = At(2'000'000'000);
    settings.add_blocked()->set_article("articles/c");
    change.mutable_embedding_vector()->set_model("house-model-2");
    change.mutable_embedding_vector()->add_values(0.5);
    return change;
  }
  static bool HasDecisions(const v1::Article& article) {
    return article.has_similarity_settings() && article.has_embedding_vector();
  }
  static bool HasAnyDecision(const v1::Article& article) {
    return article.has_similarity_settings() || article.has_embedding_vector();
  }

  absl::Status GetSection(const std::string& role, const std::string& name,
                          v1::SectionSettings* settings) {
    v1::GetSectionSettingsRequest request;
    request.set_name(name);
    return Call(role, &Stub::GetSectionSettings, request, settings);
  }
  // Decides about kObituaries; `settings` is what holds then.
  absl::Status SwitchOff(bool off, v1::SectionSettings* settings,
                         const std::string& role = "editor") {
    v1::UpdateSectionSettingsRequest request;
    *request.mutable_section_settings() = *settings;
    request.mutable_section_settings()->set_name(kObituaries);
    request.mutable_section_settings()->set_similar_articles_off(off);
    return Call(role, &Stub::UpdateSectionSettings, request, settings);
  }
  // The first change of a stream from `number` of the present epoch on; 0: of
  // the present state.
  v1::Change FirstChange(const std::string& role, int64_t number,
                         v1::WatchView view) {
    v1::WatchRequest request;
    request.set_view(view);
    request.set_follower("test");
    if (number > 0) {
      request.mutable_from()->set_epoch(Newest().epoch());
      request.mutable_from()->set_number(number);
    }
    grpc::ClientContext context;
    Prepare(context, role);
    const auto reader = stub_->Watch(&context, request);
    v1::WatchResponse message;
    while (message.changes().empty() && reader->Read(&message)) continue;
    context.TryCancel();
    return message.changes().empty() ? v1::Change() : message.changes(0);
  }
};

TEST_F(SimilaritySettingsRpcTest, AnEditorSetsThemByTheirMask) {
  v1::Article article = Create("a", 1);
  const v1::Article before = article;
  ASSERT_TRUE(Set(Decisions(), &article).ok());
  EXPECT_GT(article.revision(), before.revision());
  EXPECT_EQ(article.headline(), before.headline());
  EXPECT_FALSE(article.has_update_time());  // the text is the same
  Stop();
  Start();
  v1::Article read;
  ASSERT_TRUE(Get("reader", "articles/a", &read).ok());
  EXPECT_EQ(read.similarity_settings().SerializeAsString(),
            Decisions().similarity_settings().SerializeAsString());
  EXPECT_EQ(read.embedding_vector().SerializeAsString(),
            Decisions().embedding_vector().SerializeAsString());

  // The text's update leaves them; their mask alone takes them back.
  v1::UpdateArticleRequest update;
  update.mutable_article()->set_name("articles/a");
  AddParagraph(*update.mutable_article(), Prose(2, 60));
  ASSERT_TRUE(Call("editor", &Stub::UpdateArticle, update, &article).ok());
  EXPECT_TRUE(HasDecisions(article));
  ASSERT_TRUE(Set({}, &article).ok());
  EXPECT_FALSE(HasAnyDecision(article));
}

TEST_F(SimilaritySettingsRpcTest, RightsEtagAndLimitsGuardThem) {
  v1::Article article = Create("a", 1);
  v1::Article stale = article;
  EXPECT_TRUE(absl::IsPermissionDenied(Set(Decisions(), &article, "reader")));
  v1::Article wrong = Decisions();
  wrong.mutable_similarity_settings()->mutable_blocked(0)->set_article(
      "articles/a");
  wrong.mutable_embedding_vector()->set_values(0, 0);
  const auto violations = ErrorViolations(Set(wrong, &article));
  ASSERT_EQ(violations.size(), 2u);
  EXPECT_EQ(violations[0].field,
            "article.similarity_settings.blocked[0].article");
  EXPECT_EQ(violations[1].field, "article.embedding_vector.values");
  ASSERT_TRUE(Set(Decisions(), &article).ok());
  EXPECT_EQ(ErrorReason(Set({}, &stale)), "ETAG_MISMATCH");

  v1::UpdateArticleRequest update;
  update.mutable_article()->set_name("articles/a");
  update.mutable_update_mask()->add_paths("similarity_settings.off");
  const absl::Status refused =
      Call("editor", &Stub::UpdateArticle, update, &article);
  ASSERT_EQ(ErrorViolations(refused).size(), 1u);
  EXPECT_EQ(ErrorViolations(refused)[0].field, "update_mask");
  EXPECT_THAT(ErrorViolations(refused)[0].description,
              HasSubstr("similarity_settings"));
}

TEST_F(SimilaritySettingsRpcTest, ANewArticleMayBringThemAlong) {
  v1::CreateArticleRequest request;
  *request.mutable_article() = MakeArticle("", 1);
  request.mutable_article()->MergeFrom(Decisions());
  request.set_article_id("a");
  v1::Article article;
  ASSERT_TRUE(Call("editor", &Stub::CreateArticle, request, &article).ok());
  EXPECT_TRUE(HasDecisions(article));
  request.set_article_id("b");  // which the settings pin
  const auto violations =
      ErrorViolations(Call("editor", &Stub::CreateArticle, request, &article));
  ASSERT_EQ(violations.size(), 1u);
  EXPECT_EQ(violations[0].field,
            "article.similarity_settings.pinned[0].article");
}

TEST_F(SimilaritySettingsRpcTest, OnlyTheNewsroomReadsThem) {
  v1::Article article = Create("a", 1);
  ASSERT_TRUE(Set(Decisions(), &article).ok());
  for (const std::string role : {"", "reader"}) {
    std::vector<v1::Article> seen(1);
    EXPECT_TRUE(Get(role, "articles/a", &seen[0]).ok());
    v1::BatchGetArticlesRequest batch;
    batch.add_names("articles/a");
    v1::BatchGetArticlesResponse articles;
    EXPECT_TRUE(Call(role, &Stub::BatchGetArticles, batch, &articles).ok());
    seen.push_back(articles.articles(0));
    v1::ListArticlesResponse list;
    EXPECT_TRUE(
        Call(role, &Stub::ListArticles, v1::ListArticlesRequest(), &list).ok());
    seen.push_back(list.articles(0));
    for (const int64_t from : {int64_t{0}, article.revision()}) {
      seen.push_back(FirstChange(role, from, v1::WATCH_VIEW_FULL).article());
    }
    for (const v1::Article& one : seen) {
      EXPECT_EQ(one.name(), "articles/a");
      EXPECT_EQ(HasDecisions(one), !role.empty());
      EXPECT_EQ(HasAnyDecision(one), !role.empty());
    }
  }
}

TEST_F(SimilaritySettingsRpcTest, ASectionIsDecidedAboutByEditors) {
  v1::SectionSettings settings;
  EXPECT_TRUE(absl::IsUnauthenticated(GetSection("", kObituaries, &settings)));
  ASSERT_TRUE(GetSection("reader", kObituaries, &settings).ok());
  v1::SectionSettings undecided;
  undecided.set_name(kObituaries);
  EXPECT_EQ(settings.SerializeAsString(), undecided.SerializeAsString());
  EXPECT_TRUE(absl::IsPermissionDenied(SwitchOff(true, &settings, "reader")));

  *settings.mutable_similar_articles_off_expire_time() = At(2'000'000'000);
  ASSERT_TRUE(SwitchOff(true, &settings).ok());
  EXPECT_EQ(settings.revision(), 1);
  EXPECT_EQ(Newest().number(), 1);
  v1::SectionSettings same = settings;
  ASSERT_TRUE(SwitchOff(true, &same).ok());
  EXPECT_EQ(same.SerializeAsString(), settings.SerializeAsString());
  EXPECT_EQ(Newest().number(), 1);  // no write

  Stop();
  Start();
  v1::SectionSettings read;
  ASSERT_TRUE(GetSection("reader", kObituaries, &read).ok());
  EXPECT_EQ(read.SerializeAsString(), settings.SerializeAsString());
  v1::SectionSettings stale = settings;
  settings.clear_similar_articles_off_expire_time();
  ASSERT_TRUE(SwitchOff(false, &settings).ok());
  EXPECT_EQ(settings.revision(), 2);
  EXPECT_FALSE(settings.similar_articles_off());
  EXPECT_EQ(ErrorReason(SwitchOff(true, &stale)), "ETAG_MISMATCH");
  // Without an etag it replaces.
  stale.clear_etag();
  EXPECT_TRUE(SwitchOff(true, &stale).ok());
}

TEST_F(SimilaritySettingsRpcTest, AnEtagOfWhatWasNeverDecidedIsRefused) {
  v1::SectionSettings settings;
  settings.set_etag("0123abcd-7");
  EXPECT_EQ(ErrorReason(SwitchOff(true, &settings)), "ETAG_MISMATCH");
  settings.clear_etag();
  // To leave on what is on is no decision.
  ASSERT_TRUE(SwitchOff(false, &settings).ok());
  EXPECT_EQ(settings.revision(), 0);
  EXPECT_EQ(Newest().number(), 0);
}

TEST_F(SimilaritySettingsRpcTest, FaultsOfSectionSettingsNameTheField) {
  v1::SectionSettings settings;
  auto violations =
      ErrorViolations(GetSection("reader", "sections/obituaries", &settings));
  ASSERT_EQ(violations.size(), 1u);
  EXPECT_EQ(violations[0].field, "name");
  v1::UpdateSectionSettingsRequest request;
  request.mutable_section_settings()->set_name("sectionSettings/Obituaries");
  violations = ErrorViolations(
      Call("editor", &Stub::UpdateSectionSettings, request, &settings));
  ASSERT_EQ(violations.size(), 1u);
  EXPECT_EQ(violations[0].field, "section_settings.name");
  *settings.mutable_similar_articles_off_expire_time() = At(5);
  violations = ErrorViolations(SwitchOff(false, &settings));
  ASSERT_EQ(violations.size(), 1u);
  EXPECT_EQ(violations[0].field,
            "section_settings.similar_articles_off_expire_time");
}

TEST_F(SimilaritySettingsRpcTest, TheFeedTellsOfSectionsFromZeroAndResumed) {
  v1::SectionSettings settings;
  ASSERT_TRUE(SwitchOff(true, &settings).ok());
  for (const int64_t from : {0, 1}) {
    for (const auto view : {v1::WATCH_VIEW_REVISIONS, v1::WATCH_VIEW_FULL}) {
      const v1::Change change = FirstChange("reader", from, view);
      EXPECT_EQ(change.name(), kObituaries);
      EXPECT_EQ(change.section_settings().SerializeAsString(),
                settings.SerializeAsString());
    }
    const v1::Change bare = FirstChange("", from, v1::WATCH_VIEW_FULL);
    EXPECT_EQ(bare.name(), kObituaries);
    EXPECT_FALSE(bare.has_section_settings());
  }
}

// What the gateway and the other services know by: a follower learns of a
// decision, at the start and live, and says so.
TEST_F(SimilaritySettingsRpcTest, FollowersApplyThemAndTellTheirProgress) {
  v1::SectionSettings settings;
  ASSERT_TRUE(SwitchOff(true, &settings).ok());
  const SystemClock clock;
  FollowedTruth truth(clock, {});
  FeedFollower follower(*stub_, *stub_, truth, nullptr, metrics_,
                        {.follower = "test/1",
                         .token = "reader-token",
                         .ask_every = absl::Milliseconds(5)});
  follower.Start();
  ASSERT_TRUE(Eventually([&] { return truth.Ready(); }));
  const Revision first = truth.AsOf();
  EXPECT_EQ(first.number, 1);
  EXPECT_EQ(truth.Judge(first, {kObituaries}), Freshness::kFresh);

  ASSERT_TRUE(SwitchOff(false, &settings).ok());
  EXPECT_TRUE(Eventually([&] {
    v1::Propagation propagation;
    EXPECT_TRUE(Call("reader", &Stub::GetPropagation,
                     v1::GetPropagationRequest(), &propagation)
                    .ok());
    return propagation.followers_size() == 1 && propagation.complete();
  }));
  EXPECT_EQ(truth.Judge(first, {kObituaries}), Freshness::kChanged);
  EXPECT_TRUE(truth
                  .WaitFor({first.epoch, settings.revision()},
                           absl::Now() + absl::Seconds(20))
                  .ok());
  follower.Stop();
}

}  // namespace
}  // namespace byline::article
