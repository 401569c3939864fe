// What readers and the newsroom get of the editors' word, over real connections
// to a fake article service.
#include <absl/strings/str_cat.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <memory>

#include "common/access/token_list.h"
#include "common/access/token_table.h"
#include "common/article/points_digest.h"
#include "common/base/errors.h"
#include "common/server/channel.h"
#include "common/server/grpc_status.h"
#include "common/server/server.h"
#include "services/summary/summary_process.h"
#include "tests/testing/fake_articles.h"
#include "tests/testing/temp_folder.h"
#include "tests/testing/within.h"

namespace byline::summary {
namespace {

using article::v1::Article;
using article::v1::EditorialSummary;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kVoteText[] =
    "The council of Port Ann voted in open session to rebuild the old pier.";
constexpr char kStormText[] = "Storm Hedda sank two ferries in March.";

class NewsroomTest : public ::testing::Test {
 protected:
  NewsroomTest() : articles_server_({}, articles_metrics_) {
    std::ofstream(folder_.File("tokens"))
        << TokenLine(Role::kReader, "reader-token", "");
    EXPECT_TRUE(tokens_.Load().ok());
    articles_server_.Add(articles_,
                         article::v1::ArticleService::service_full_name(), {});
    EXPECT_TRUE(articles_server_.Start().ok());
    process_ = std::make_unique<SummaryProcess>(
        SummaryProcessOptions{.follower = "summary/test",
                              .service_token = "service"},
        SummaryChannels{articles_server_.InProcessChannel(),
                        articles_server_.InProcessChannel()},
        RpcEdge{tokens_, metrics_}, clock_, nullptr);
    server_ = std::make_unique<GrpcServer>(GrpcServerOptions{}, metrics_);
    server_->Add(process_->service(), SummaryProcess::ServiceName(), {});
    EXPECT_TRUE(server_->Start().ok());
    stub_ = v1::SummaryService::NewStub(server_->InProcessChannel());
    process_->Start();
    EXPECT_TRUE(byline::testing::Within(absl::Seconds(10),
                                        [this] { return process_->Ready(); }));
  }
  ~NewsroomTest() override {
    process_->Stop();
    server_->Drain();
    server_.reset();
    process_.reset();
    articles_server_.Drain();
  }

  // Stores the article with the texts as paragraphs; what is asked from now on
  // knows of it.
  void Put(const std::vector<std::string>& paragraphs,
           const EditorialSummary& editorial,
           article::v1::State state = article::v1::STATE_PUBLISHED) {
    Article article;
    article.set_name("articles/a");
    article.set_language_code("en");
    article.set_state(state);
    for (const std::string& text : paragraphs)
      article.add_blocks()->mutable_paragraph()->mutable_text()->set_text(text);
    if (editorial.ByteSizeLong() > 0)
      *article.mutable_editorial_summary() = editorial;
    newest_ = articles_.Put(std::move(article));
  }
  static EditorialSummary Replaced(const std::vector<std::string>& texts) {
    EditorialSummary editorial;
    editorial.set_mode(EditorialSummary::MODE_REPLACED);
    for (const std::string& text : texts)
      editorial.add_points()->set_text(text);
    return editorial;
  }

  static void Prepare(grpc::ClientContext& context, const std::string& token) {
    PrepareClientContext(context, absl::Now() + absl::Seconds(20), "", token);
  }
  absl::Status Get(const std::string& token, v1::Summary* summary) {
    v1::GetSummaryRequest request;
    request.set_name("articles/a/summary");
    *request.mutable_min_revision() = newest_;
    grpc::ClientContext context;
    Prepare(context, token);
    return FromGrpcStatus(stub_->GetSummary(&context, request, summary));
  }
  // The texts of the key points, one a line, and the state.
  std::string Seen(const std::string& token) {
    v1::Summary summary;
    const absl::Status status = Get(token, &summary);
    if (!status.ok())
      return std::string(absl::StatusCodeToString(status.code()));
    std::string seen;
    for (const auto& point : summary.key_points())
      absl::StrAppend(&seen, point.text(), "\n");
    return absl::StrCat(
        seen, v1::Summary::PointsState_Name(summary.points_state()).substr(13));
  }
  std::string Html() {
    v1::GetSummaryFragmentRequest request;
    request.set_name("articles/a/summary");
    *request.mutable_min_revision() = newest_;
    fragment::v1::Fragment fragment;
    grpc::ClientContext context;
    Prepare(context, "");
    const absl::Status status =
        FromGrpcStatus(stub_->GetSummaryFragment(&context, request, &fragment));
    EXPECT_TRUE(status.ok()) << status;
    return fragment.html();
  }
  absl::Status Check(const std::string& token,
                     const v1::CheckKeyPointsRequest& request,
                     v1::CheckKeyPointsResponse* response) {
    grpc::ClientContext context;
    Prepare(context, token);
    return FromGrpcStatus(stub_->CheckKeyPoints(&context, request, response));
  }

  static constexpr char kReader[] = "reader-token";
  byline::testing::TempFolder folder_;
  SystemClock clock_;
  byline::testing::FakeArticles articles_;
  Metrics articles_metrics_;
  Metrics metrics_;
  GrpcServer articles_server_;
  TokenTable tokens_{folder_.File("tokens"), clock_};
  std::unique_ptr<SummaryProcess> process_;
  std::unique_ptr<GrpcServer> server_;
  std::unique_ptr<v1::SummaryService::Stub> stub_;
  fragment::v1::Revision newest_;
};

TEST_F(NewsroomTest, ReplacedPointsAreOnThePageAndHiddenOnesAreNot) {
  Put({kVoteText, kStormText, "Anglers keep a platform."}, {});
  EXPECT_THAT(Html(), HasSubstr("chosen automatically"));
  Put({kVoteText, kStormText, "Anglers keep a platform."},
      Replaced({kStormText}));
  EXPECT_EQ(Seen(""), absl::StrCat(kStormText, "\nSHOWN"));
  EXPECT_THAT(Html(), HasSubstr("Chosen by the editors."));
  EXPECT_THAT(Html(), Not(HasSubstr(kVoteText)));
  EditorialSummary hidden;
  hidden.set_mode(EditorialSummary::MODE_HIDDEN);
  Put({kVoteText, kStormText}, hidden);
  EXPECT_EQ(Seen(""), "HIDDEN");
  EXPECT_EQ(Seen(kReader), "HIDDEN");
  EXPECT_EQ(Html(), "");
}

TEST_F(NewsroomTest, AfterAnUpdateAPointThatLostItsSourceIsGoneAtOnce) {
  const EditorialSummary editorial = Replaced({kVoteText, kStormText});
  Put({kVoteText, kStormText}, editorial);
  EXPECT_EQ(Seen(""), absl::StrCat(kVoteText, "\n", kStormText, "\nSHOWN"));
  EXPECT_THAT(Html(), HasSubstr(kStormText));
  Put({kVoteText, "Anglers keep a platform."}, editorial);
  EXPECT_EQ(Seen(""), absl::StrCat(kVoteText, "\nSHOWN"));
  EXPECT_THAT(Html(), Not(HasSubstr(kStormText)));
  v1::Summary summary;
  ASSERT_TRUE(Get("", &summary).ok());
  EXPECT_TRUE(summary.dropped_points().empty());
  ASSERT_TRUE(Get(kReader, &summary).ok());
  ASSERT_EQ(summary.dropped_points_size(), 1);
  EXPECT_EQ(summary.dropped_points(0).text(), kStormText);
}

TEST_F(NewsroomTest, UntilTheyAreApprovedOnlyTheNewsroomSeesPoints) {
  EditorialSummary editorial = Replaced({kVoteText});
  editorial.set_approval_required(true);
  Put({kVoteText, kStormText}, editorial);
  EXPECT_EQ(Seen(""), "AWAITING_APPROVAL");
  EXPECT_EQ(Html(), "");
  EXPECT_EQ(Seen(kReader), absl::StrCat(kVoteText, "\nAWAITING_APPROVAL"));
  // What the newsroom was told is not kept for readers.
  EXPECT_EQ(Seen(""), "AWAITING_APPROVAL");
  editorial.set_approved_digest(PointsDigest(editorial));
  Put({kVoteText, kStormText}, editorial);
  EXPECT_EQ(Seen(""), absl::StrCat(kVoteText, "\nSHOWN"));
  Put({kStormText}, editorial);
  EXPECT_EQ(Seen(""), "AWAITING_APPROVAL");
}

TEST_F(NewsroomTest, TheNewsroomSeesTheSummaryOfADraft) {
  Put({kVoteText}, {}, article::v1::STATE_DRAFT);
  EXPECT_EQ(Seen(""), "NOT_FOUND");
  EXPECT_EQ(Seen(kReader), absl::StrCat(kVoteText, "\nSHOWN"));
  EXPECT_EQ(Seen(""), "NOT_FOUND");
  Put({kVoteText}, {}, article::v1::STATE_WITHDRAWN);
  EXPECT_EQ(Seen(kReader), "NOT_FOUND");
}

TEST_F(NewsroomTest, OptionsAreCheckedAndTheirSummariesAreNotKept) {
  Put({kVoteText, kStormText}, {});
  EXPECT_THAT(Seen(""), HasSubstr("SHOWN"));
  v1::GetSummaryRequest request;
  request.set_name("articles/a/summary");
  request.set_language_code("fr");
  v1::Summary summary;
  {
    grpc::ClientContext context;
    Prepare(context, "");
    ASSERT_TRUE(stub_->GetSummary(&context, request, &summary).ok());
    EXPECT_EQ(summary.language_code(), "fr");
  }
  ASSERT_TRUE(Get("", &summary).ok());
  EXPECT_EQ(summary.language_code(), "en");
  request.set_abstract_words(5);
  request.set_language_code("no language");
  grpc::ClientContext context;
  Prepare(context, "");
  const auto violations = ErrorViolations(
      FromGrpcStatus(stub_->GetSummary(&context, request, &summary)));
  ASSERT_EQ(violations.size(), 2u);
  EXPECT_EQ(violations[0].field, "abstract_words");
  EXPECT_EQ(violations[1].field, "language_code");
}

TEST_F(NewsroomTest, PointsAreCheckedAgainstAStoredArticle) {
  Put({"Anglers cheered.", kVoteText}, {});
  v1::CheckKeyPointsRequest request;
  request.set_name("articles/a/summary");
  *request.mutable_min_revision() = newest_;
  request.add_points(kVoteText);
  request.add_points("Zebras won the regatta at Quillon.");
  v1::CheckKeyPointsResponse response;
  ASSERT_TRUE(Check("", request, &response).ok());
  EXPECT_EQ(response.article_revision(), newest_.number());
  ASSERT_EQ(response.points_size(), 2);
  EXPECT_TRUE(response.points(0).showable());
  EXPECT_TRUE(response.points(0).faults().empty());
  ASSERT_FALSE(response.points(0).sources().empty());
  EXPECT_EQ(response.points(0).sources(0).block(), 1);
  EXPECT_FALSE(response.points(1).showable());
  EXPECT_FALSE(response.points(1).faults().empty());
}

TEST_F(NewsroomTest, WhatIsNotPublishedIsCheckedForReadersOnly) {
  Put({kVoteText}, {}, article::v1::STATE_DRAFT);
  v1::CheckKeyPointsRequest request;
  request.set_name("articles/a/summary");
  request.add_points(kVoteText);
  v1::CheckKeyPointsResponse response;
  EXPECT_TRUE(absl::IsNotFound(Check("", request, &response)));
  EXPECT_TRUE(Check(kReader, request, &response).ok());
  request.clear_name();
  request.mutable_article()
      ->add_blocks()
      ->mutable_paragraph()
      ->mutable_text()
      ->set_text(kVoteText);
  EXPECT_TRUE(absl::IsUnauthenticated(Check("", request, &response)));
  ASSERT_TRUE(Check(kReader, request, &response).ok());
  EXPECT_TRUE(response.points(0).showable());
  EXPECT_EQ(response.article_revision(), 0);
}

TEST_F(NewsroomTest, AWrongCheckNamesTheField) {
  const auto fields = [this](const v1::CheckKeyPointsRequest& request) {
    v1::CheckKeyPointsResponse response;
    std::string joined;
    for (const auto& one : ErrorViolations(Check(kReader, request, &response)))
      absl::StrAppend(&joined, one.field, " ");
    return joined;
  };
  v1::CheckKeyPointsRequest request;
  EXPECT_EQ(fields(request), "name points ");
  request.set_name("articles/a/summary");
  request.add_points("");
  request.add_points(std::string(1000, 'p'));
  request.add_points(std::string(1001, 'p'));
  EXPECT_EQ(fields(request), "points[0] points[2] ");
  request.clear_points();
  request.add_points("x");
  request.mutable_article()->set_headline("both");
  EXPECT_EQ(fields(request), "name ");
  request.clear_article();
  request.set_name("articles/a");
  EXPECT_EQ(fields(request), "name ");
  request.set_name("articles/a/summary");
  for (int i = 0; i < 20; ++i) request.add_points("x");
  EXPECT_EQ(fields(request), "points ");
}

}  // namespace
}  // namespace byline::summary
