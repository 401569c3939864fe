// The editors' word on key points, as it is written and read over gRPC.
#include "tests/rpc/article/suite_of_one.h"

namespace byline::article {
namespace {

using E = v1::EditorialSummary;

class EditorialSummaryRpcTest : public SuiteOfOne {
 protected:
  absl::Status Set(const E& editorial, v1::Article* article,
                   const std::string& role = "editor") {
    v1::UpdateArticleRequest request;
    request.mutable_article()->set_name(article->name());
    request.mutable_article()->set_etag(article->etag());
    *request.mutable_article()->mutable_editorial_summary() = editorial;
    request.mutable_update_mask()->add_paths("editorial_summary");
    return Call(role, &Stub::UpdateArticle, request, article);
  }
  static E Replaced(const std::string& text) {
    E editorial;
    editorial.set_mode(E::MODE_REPLACED);
    editorial.add_points()->set_text(text);
    return editorial;
  }
};

TEST_F(EditorialSummaryRpcTest, AnEditorSetsItByItsMaskAndNothingElseChanges) {
  v1::Article article = Create("a", 1);
  const v1::Article before = article;
  ASSERT_TRUE(Set(Replaced("The pier fell."), &article).ok());
  EXPECT_GT(article.revision(), before.revision());
  EXPECT_EQ(article.headline(), before.headline());
  EXPECT_FALSE(article.has_update_time());  // the text is the same
  v1::Article read;
  ASSERT_TRUE(Get("reader", "articles/a", &read).ok());
  EXPECT_EQ(read.editorial_summary().points(0).text(), "The pier fell.");

  v1::UpdateArticleRequest clear;
  clear.mutable_article()->set_name("articles/a");
  clear.mutable_update_mask()->add_paths("editorial_summary");
  ASSERT_TRUE(Call("editor", &Stub::UpdateArticle, clear, &article).ok());
  EXPECT_FALSE(article.has_editorial_summary());
}

TEST_F(EditorialSummaryRpcTest, ItOutlivesARestartAndAnUpdateOfTheText) {
  v1::Article article = Create("a", 1);
  ASSERT_TRUE(Set(Replaced("The pier fell."), &article).ok());
  Stop();
  Start();
  v1::UpdateArticleRequest update;
  update.mutable_article()->set_name("articles/a");
  AddParagraph(*update.mutable_article(), Prose(2, 60));
  ASSERT_TRUE(Call("editor", &Stub::UpdateArticle, update, &article).ok());
  EXPECT_EQ(article.editorial_summary().points(0).text(), "The pier fell.");
}

TEST_F(EditorialSummaryRpcTest, RightsEtagAndLimitsGuardIt) {
  v1::Article article = Create("a", 1);
  v1::Article stale = article;
  EXPECT_TRUE(absl::IsPermissionDenied(
      Set(Replaced("The pier fell."), &article, "reader")));
  const absl::Status refused = Set(Replaced(""), &article);
  EXPECT_TRUE(absl::IsInvalidArgument(refused));
  ASSERT_EQ(ErrorViolations(refused).size(), 1u);
  EXPECT_EQ(ErrorViolations(refused)[0].field,
            "article.editorial_summary.points[0].text");
  ASSERT_TRUE(Set(Replaced("The pier fell."), &article).ok());
  EXPECT_EQ(ErrorReason(Set(Replaced("The pier stood."), &stale)),
            "ETAG_MISMATCH");
}

TEST_F(EditorialSummaryRpcTest, OnlyTheNewsroomReadsThePoints) {
  v1::Article article = Create("a", 1);
  ASSERT_TRUE(Set(Replaced("The pier fell."), &article).ok());

  const auto points = [this](const std::string& role) {
    std::vector<int> sizes;
    v1::Article read;
    EXPECT_TRUE(Get(role, "articles/a", &read).ok());
    sizes.push_back(read.editorial_summary().points_size());
    v1::BatchGetArticlesRequest batch;
    batch.add_names("articles/a");
    v1::BatchGetArticlesResponse articles;
    EXPECT_TRUE(Call(role, &Stub::BatchGetArticles, batch, &articles).ok());
    sizes.push_back(articles.articles(0).editorial_summary().points_size());
    v1::ListArticlesResponse list;
    EXPECT_TRUE(
        Call(role, &Stub::ListArticles, v1::ListArticlesRequest(), &list).ok());
    sizes.push_back(list.articles(0).editorial_summary().points_size());
    v1::WatchRequest watch;
    watch.set_view(v1::WATCH_VIEW_FULL);
    watch.set_follower("test");
    grpc::ClientContext context;
    Prepare(context, role);
    const auto reader = stub_->Watch(&context, watch);
    v1::WatchResponse message;
    while (message.changes().empty() && reader->Read(&message)) continue;
    sizes.push_back(
        message.changes(0).article().editorial_summary().points_size());
    context.TryCancel();
    return sizes;
  };
  EXPECT_EQ(points(""), (std::vector<int>{0, 0, 0, 0}));
  EXPECT_EQ(points("reader"), (std::vector<int>{1, 1, 1, 1}));
}

}  // namespace
}  // namespace byline::article
