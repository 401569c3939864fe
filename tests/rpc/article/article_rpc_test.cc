#include <absl/strings/str_cat.h>

#include <set>

#include "common/base/timestamps.h"
#include "tests/rpc/article/suite_of_one.h"

namespace byline::article {
namespace {

using ::testing::HasSubstr;

class ArticleRpcTest : public SuiteOfOne {
 protected:
  absl::Status Body(const std::string& name, fragment::v1::Fragment* fragment) {
    v1::GetArticleFragmentRequest request;
    request.set_name(name);
    return Call("", &Stub::GetArticleFragment, request, fragment);
  }
  absl::Status ListFragment(const std::string& collection,
                            fragment::v1::Fragment* fragment,
                            const std::string& token = "", int size = 0) {
    v1::GetArticleListFragmentRequest request;
    request.set_collection(collection);
    request.set_page_token(token);
    request.set_page_size(size);
    return Call("", &Stub::GetArticleListFragment, request, fragment);
  }
  absl::Status Lookup(const std::string& slug,
                      v1::LookupArticleResponse* response) {
    v1::LookupArticleRequest request;
    request.set_slug(slug);
    return Call("", &Stub::LookupArticle, request, response);
  }
  absl::Status Import(const std::string& role,
                      const std::vector<v1::ImportArticlesRequest>& messages,
                      v1::ImportArticlesResponse* response) {
    grpc::ClientContext context;
    Prepare(context, role);
    const auto writer = stub_->ImportArticles(&context, response);
    for (const auto& message : messages) {
      if (!writer->Write(message)) break;
    }
    writer->WritesDone();
    return FromGrpcStatus(writer->Finish());
  }
};

TEST_F(ArticleRpcTest, WritingNeedsItsRole) {
  v1::Article article;
  v1::CreateArticleRequest create;
  *create.mutable_article() = MakeArticle("", 1);
  EXPECT_TRUE(absl::IsUnauthenticated(
      Call("", &Stub::CreateArticle, create, &article)));
  EXPECT_TRUE(absl::IsPermissionDenied(
      Call("reader", &Stub::CreateArticle, create, &article)));
  EXPECT_TRUE(absl::IsUnauthenticated(
      Call("unknown", &Stub::CreateArticle, create, &article)));
  v1::ImportArticlesResponse imported;
  EXPECT_TRUE(absl::IsPermissionDenied(Import("editor", {}, &imported)));
  v1::Propagation propagation;
  EXPECT_TRUE(absl::IsUnauthenticated(Call(
      "", &Stub::GetPropagation, v1::GetPropagationRequest(), &propagation)));
  EXPECT_EQ(Newest().number(), 0);
}

TEST_F(ArticleRpcTest, AnArticleGoesFromDraftToPublishedToWithdrawn) {
  v1::Article article = Create("a", 1, /*publish=*/false);
  v1::Article read;
  absl::Status status = Get("", "articles/a", &read);
  EXPECT_TRUE(absl::IsNotFound(status));
  EXPECT_EQ(ErrorReason(status), "ARTICLE_NOT_FOUND");
  ASSERT_TRUE(Get("reader", "articles/a", &read).ok());
  EXPECT_EQ(read.state(), v1::STATE_DRAFT);

  v1::PublishArticleRequest publish;
  publish.set_name("articles/a");
  publish.set_etag(article.etag());
  ASSERT_TRUE(Call("editor", &Stub::PublishArticle, publish, &article).ok());
  ASSERT_TRUE(Get("", "articles/a", &read).ok());
  EXPECT_EQ(read.SerializeAsString(), article.SerializeAsString());

  const auto withdrawn = Withdraw("articles/a");
  EXPECT_EQ(withdrawn.article().state(), v1::STATE_WITHDRAWN);
  EXPECT_TRUE(withdrawn.propagation().complete());
  status = Get("", "articles/a", &read);
  EXPECT_TRUE(absl::IsNotFound(status));
  EXPECT_EQ(ErrorReason(status), "ARTICLE_WITHDRAWN");
  EXPECT_EQ(ErrorMetadata(status, "public_notice"),
            "Taken down for légal reasons.");
  ASSERT_TRUE(Get("reader", "articles/a", &read).ok());
  EXPECT_EQ(read.withdrawal().reason(), "It was wrong.");
}

TEST_F(ArticleRpcTest, AWithdrawnDraftWasNeverThereForReaders) {
  Create("a", 1, /*publish=*/false);
  const std::string slug = Withdraw("articles/a").article().slug();
  v1::Article read;
  EXPECT_EQ(ErrorReason(Get("", "articles/a", &read)), "ARTICLE_NOT_FOUND");
  v1::LookupArticleResponse found;
  EXPECT_TRUE(absl::IsNotFound(Lookup(slug, &found)));
}

TEST_F(ArticleRpcTest, ErrorsNameReasonFieldAndRemedy) {
  v1::CreateArticleRequest create;
  *create.mutable_article() = MakeArticle("", 1);
  create.mutable_article()->set_slug("Not a slug");
  create.mutable_article()->add_authors("");
  v1::Article article;
  const absl::Status status =
      Call("editor", &Stub::CreateArticle, create, &article);
  EXPECT_TRUE(absl::IsInvalidArgument(status));
  EXPECT_EQ(ErrorReason(status), "INVALID_FIELD");
  const auto violations = ErrorViolations(status);
  ASSERT_EQ(violations.size(), 2u);
  EXPECT_EQ(violations[0].field, "article.slug");
  EXPECT_THAT(violations[0].description, HasSubstr("[a-z0-9-]{1,80}"));
  EXPECT_EQ(violations[1].field, "article.authors[0]");
  EXPECT_EQ(ErrorViolations(Get("", "a", &article))[0].field, "name");
}

TEST_F(ArticleRpcTest, RequestIdsAndEtagsGuardWrites) {
  v1::CreateArticleRequest create;
  *create.mutable_article() = MakeArticle("", 1);
  create.set_request_id("r-1");
  v1::Article first;
  v1::Article again;
  ASSERT_TRUE(Call("editor", &Stub::CreateArticle, create, &first).ok());
  ASSERT_TRUE(Call("editor", &Stub::CreateArticle, create, &again).ok());
  EXPECT_EQ(first.SerializeAsString(), again.SerializeAsString());
  create.mutable_article()->set_section("Other");
  EXPECT_EQ(ErrorReason(Call("editor", &Stub::CreateArticle, create, &again)),
            "REQUEST_ID_REUSED");

  v1::UpdateArticleRequest update;
  *update.mutable_article() = first;
  update.mutable_article()->set_section("Harbour");
  update.mutable_update_mask()->add_paths("section");
  v1::Article updated;
  ASSERT_TRUE(Call("editor", &Stub::UpdateArticle, update, &updated).ok());
  EXPECT_EQ(updated.section(), "Harbour");
  const absl::Status stale =
      Call("editor", &Stub::UpdateArticle, update, &updated);
  EXPECT_TRUE(absl::IsAborted(stale));
  EXPECT_EQ(ErrorReason(stale), "ETAG_MISMATCH");
  update.mutable_update_mask()->add_paths("verdicts");
  EXPECT_EQ(
      ErrorViolations(Call("editor", &Stub::UpdateArticle, update, &updated))[0]
          .field,
      "update_mask");
}

TEST_F(ArticleRpcTest, BatchGetNamesWhatIsMissing) {
  Create("a", 1);
  Create("draft", 2, false);
  Create("b", 3);
  v1::BatchGetArticlesRequest request;
  for (const char* id : {"b", "draft", "none", "a"}) {
    request.add_names(ArticleName(id));
  }
  v1::BatchGetArticlesResponse response;
  ASSERT_TRUE(Call("", &Stub::BatchGetArticles, request, &response).ok());
  ASSERT_EQ(response.articles_size(), 2);
  EXPECT_EQ(response.articles(0).name(), "articles/b");
  EXPECT_EQ(response.articles(1).name(), "articles/a");
  EXPECT_THAT(response.missing(),
              ::testing::ElementsAre("articles/draft", "articles/none"));
  EXPECT_EQ(response.revision().number(), 3);
  response.Clear();
  ASSERT_TRUE(Call("reader", &Stub::BatchGetArticles, request, &response).ok());
  EXPECT_EQ(response.articles_size(), 3);
  EXPECT_EQ(ErrorViolations(Call("", &Stub::BatchGetArticles,
                                 v1::BatchGetArticlesRequest(), &response))[0]
                .field,
            "names");
}

TEST_F(ArticleRpcTest, PagesStayWholeWhileArticlesAreAdded) {
  for (int i = 0; i < 20; ++i) {
    clock_.Advance(absl::Minutes(1));
    Create(absl::StrCat("a", i), i);
  }
  std::vector<std::string> names;
  v1::ListArticlesRequest request;
  request.set_page_size(3);
  do {
    v1::ListArticlesResponse page;
    ASSERT_TRUE(Call("", &Stub::ListArticles, request, &page).ok());
    EXPECT_LE(page.articles_size(), 3);
    for (const auto& article : page.articles()) names.push_back(article.name());
    request.set_page_token(page.next_page_token());
    clock_.Advance(absl::Minutes(1));
    Create(absl::StrCat("new", names.size()),
           100 + static_cast<int>(names.size()));
  } while (!request.page_token().empty());
  ASSERT_EQ(names.size(), 20u);
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(names[i], absl::StrCat("articles/a", 19 - i));
  }
}

TEST_F(ArticleRpcTest, ListsTakeTheirConditionsSeriously) {
  Create("a", 1);
  Create("draft", 2, false);
  v1::ListArticlesRequest request;
  v1::ListArticlesResponse page;
  request.set_state(v1::STATE_DRAFT);
  EXPECT_TRUE(
      absl::IsUnauthenticated(Call("", &Stub::ListArticles, request, &page)));
  ASSERT_TRUE(Call("reader", &Stub::ListArticles, request, &page).ok());
  EXPECT_EQ(page.articles(0).name(), "articles/draft");
  request.Clear();
  request.set_show_with_verdicts(true);
  EXPECT_TRUE(
      absl::IsUnauthenticated(Call("", &Stub::ListArticles, request, &page)));

  const auto field_of = [&](const v1::ListArticlesRequest& bad) {
    const auto violations =
        ErrorViolations(Call("reader", &Stub::ListArticles, bad, &page));
    return violations.empty() ? "" : violations[0].field;
  };
  request.Clear();
  request.set_page_size(-1);
  EXPECT_EQ(field_of(request), "page_size");
  request.Clear();
  request.set_page_token("made up");
  EXPECT_EQ(field_of(request), "page_token");
  request.Clear();
  request.set_collection("shelves/x");
  EXPECT_EQ(field_of(request), "collection");
  // A token of one list is not one of another.
  Create("b", 3);
  request.Clear();
  request.set_page_size(1);
  page.Clear();
  ASSERT_TRUE(Call("", &Stub::ListArticles, request, &page).ok());
  request.set_page_token(page.next_page_token());
  request.set_collection("sections/harbour");
  EXPECT_EQ(field_of(request), "page_token");
}

TEST_F(ArticleRpcTest, AnAddressLeadsToItsArticleForEver) {
  v1::Article article = Create("a", 1);
  const std::string old_slug = article.slug();
  v1::UpdateArticleRequest update;
  update.mutable_article()->set_name("articles/a");
  update.mutable_article()->set_slug("new-address");
  ASSERT_TRUE(Call("editor", &Stub::UpdateArticle, update, &article).ok());
  v1::LookupArticleResponse found;
  ASSERT_TRUE(Lookup(old_slug, &found).ok());
  EXPECT_EQ(found.name(), "articles/a");
  EXPECT_EQ(found.slug(), "new-address");
  EXPECT_EQ(found.state(), v1::STATE_PUBLISHED);
  EXPECT_EQ(found.language_code(), "en");
  EXPECT_EQ(found.article_revision(), 2);
  EXPECT_EQ(found.revision().number(), 2);
  Withdraw("articles/a");
  found.Clear();
  ASSERT_TRUE(Lookup(old_slug, &found).ok());
  EXPECT_EQ(found.state(), v1::STATE_WITHDRAWN);
  EXPECT_EQ(found.public_notice(), "Taken down for légal reasons.");
  EXPECT_TRUE(absl::IsNotFound(Lookup("nobody", &found)));
  EXPECT_EQ(ErrorViolations(Lookup("../etc", &found))[0].field, "slug");
}

TEST_F(ArticleRpcTest, AnImportTellsEveryLine) {
  v1::ImportArticlesRequest first;
  for (int i = 0; i < 3; ++i) {
    auto& item = *first.add_items();
    item.set_line(10 + i);
    *item.mutable_article() = MakeArticle(absl::StrCat("i", i), i);
  }
  first.mutable_items(1)->mutable_article()->set_headline("a\tb");
  v1::ImportArticlesRequest second;
  auto& thin = *second.add_items();
  thin.set_line(20);
  *thin.mutable_article() = MakeArticle("thin", 9, 5);
  v1::ImportArticlesResponse response;
  const absl::Status status = Import("admin", {first, second}, &response);
  ASSERT_TRUE(status.ok()) << status;
  ASSERT_EQ(response.outcomes_size(), 4);
  EXPECT_EQ(response.outcomes(0).line(), 10);
  EXPECT_EQ(response.outcomes(0).kind(), v1::ImportOutcome::KIND_CREATED);
  EXPECT_EQ(response.outcomes(1).kind(), v1::ImportOutcome::KIND_REJECTED);
  EXPECT_EQ(response.outcomes(1).violations(0).field(), "headline");
  EXPECT_EQ(response.outcomes(3).line(), 20);
  EXPECT_EQ(response.outcomes(3).verdicts(0).kind(), v1::Verdict::KIND_THIN);
  EXPECT_EQ(response.revision().number(), 3);
  response.Clear();
  ASSERT_TRUE(Import("admin", {first, second}, &response).ok());
  EXPECT_EQ(response.outcomes(0).kind(), v1::ImportOutcome::KIND_UNCHANGED);
  EXPECT_EQ(Newest().number(), 3);
}

TEST_F(ArticleRpcTest, AnImportOfTooManyItemsIsRefused) {
  std::vector<v1::ImportArticlesRequest> messages(2);
  for (int i = 0; i < 10'001; ++i) {
    // Items that are rejected take no time.
    messages[i < 10'000 ? 0 : 1].add_items()->mutable_article()->set_slug("X");
  }
  v1::ImportArticlesResponse response;
  const absl::Status status = Import("admin", messages, &response);
  EXPECT_TRUE(absl::IsInvalidArgument(status)) << status;
  EXPECT_EQ(ErrorViolations(status)[0].field, "items");
}

TEST_F(ArticleRpcTest, TheBodyFragmentFollowsTheArticle) {
  v1::Article article = Create("a", 1);
  fragment::v1::Fragment fragment;
  ASSERT_TRUE(Body("articles/a", &fragment).ok());
  EXPECT_THAT(fragment.html(), HasSubstr("Harbour story number 1"));
  EXPECT_EQ(fragment.as_of_revision().number(), 1);
  EXPECT_FALSE(fragment.as_of_revision().epoch().empty());
  EXPECT_EQ(fragment.article_revision(), 1);
  EXPECT_FALSE(fragment.renderer().empty());
  EXPECT_TRUE(fragment.has_rendered_at());
  EXPECT_THAT(fragment.depends_on(), ::testing::ElementsAre("articles/a"));

  v1::UpdateArticleRequest update;
  update.mutable_article()->set_name("articles/a");
  update.mutable_article()->set_headline("Quite another headline");
  ASSERT_TRUE(Call("editor", &Stub::UpdateArticle, update, &article).ok());
  fragment.Clear();
  ASSERT_TRUE(Body("articles/a", &fragment).ok());
  EXPECT_THAT(fragment.html(), HasSubstr("Quite another headline"));
  Withdraw("articles/a");
  EXPECT_EQ(ErrorReason(Body("articles/a", &fragment)), "ARTICLE_WITHDRAWN");
  Create("draft", 2, false);
  EXPECT_EQ(ErrorReason(Body("articles/draft", &fragment)),
            "ARTICLE_NOT_FOUND");
}

TEST_F(ArticleRpcTest, AListFragmentFollowsItsCollection) {
  fragment::v1::Fragment fragment;
  ASSERT_TRUE(ListFragment("articles/-", &fragment).ok());
  EXPECT_THAT(fragment.html(), HasSubstr("class=\"empty\""));
  EXPECT_EQ(ErrorReason(ListFragment("sections/harbour", &fragment)),
            "COLLECTION_EMPTY");
  Create("a", 1);
  clock_.Advance(absl::Minutes(1));
  Create("b", 2);
  fragment.Clear();
  ASSERT_TRUE(ListFragment("articles/-", &fragment).ok());
  EXPECT_THAT(fragment.html(), HasSubstr("/articles/harbour-story-number-1\""));
  EXPECT_THAT(fragment.html(), HasSubstr("/articles/harbour-story-number-2\""));
  Withdraw("articles/b");
  fragment.Clear();
  ASSERT_TRUE(ListFragment("articles/-", &fragment).ok());
  EXPECT_THAT(fragment.html(),
              ::testing::Not(HasSubstr("/articles/harbour-story-number-2\"")));
  EXPECT_EQ(
      ErrorViolations(ListFragment("articles/-", &fragment, "bad"))[0].field,
      "page_token");
  EXPECT_EQ(
      ErrorViolations(ListFragment("articles/-", &fragment, "", -1))[0].field,
      "page_size");
}

TEST_F(ArticleRpcTest, ADuplicatesFragmentFollowsItsOriginalToo) {
  v1::CreateArticleRequest create;
  *create.mutable_article() = MakeArticle("", 1, 80);
  create.set_publish(true);
  create.set_article_id("original");
  v1::Article article;
  ASSERT_TRUE(Call("editor", &Stub::CreateArticle, create, &article).ok());
  create.set_article_id("zz-copy");
  ASSERT_TRUE(Call("editor", &Stub::CreateArticle, create, &article).ok());
  fragment::v1::Fragment fragment;
  ASSERT_TRUE(Body("articles/zz-copy", &fragment).ok());
  EXPECT_THAT(fragment.head_html(), HasSubstr("noindex"));
  EXPECT_THAT(fragment.head_html(),
              HasSubstr("href=\"/articles/harbour-story-number-1\""));
  Withdraw("articles/original");
  fragment.Clear();
  ASSERT_TRUE(Body("articles/zz-copy", &fragment).ok());
  EXPECT_THAT(fragment.head_html(), ::testing::Not(HasSubstr("noindex")));
}

TEST_F(ArticleRpcTest, ARevisionThatIsNotThereYetIsRefusedAtOnce) {
  Create("a", 1);
  fragment::v1::Revision revision = Newest();
  v1::GetArticleRequest get;
  get.set_name("articles/a");
  *get.mutable_min_revision() = revision;
  v1::Article article;
  EXPECT_TRUE(Call("", &Stub::GetArticle, get, &article).ok());
  revision.set_number(2);
  *get.mutable_min_revision() = revision;
  EXPECT_TRUE(absl::IsOutOfRange(Call("", &Stub::GetArticle, get, &article)));
  get.mutable_min_revision()->set_number(1);
  get.mutable_min_revision()->set_epoch("0123456789abcdef");
  EXPECT_TRUE(absl::IsOutOfRange(Call("", &Stub::GetArticle, get, &article)));
  v1::GetArticleFragmentRequest body;
  body.set_name("articles/a");
  *body.mutable_min_revision() = revision;
  fragment::v1::Fragment fragment;
  EXPECT_TRUE(
      absl::IsOutOfRange(Call("", &Stub::GetArticleFragment, body, &fragment)));
  v1::LookupArticleRequest lookup;
  lookup.set_slug("x");
  *lookup.mutable_min_revision() = revision;
  v1::LookupArticleResponse found;
  EXPECT_TRUE(
      absl::IsOutOfRange(Call("", &Stub::LookupArticle, lookup, &found)));
}

TEST_F(ArticleRpcTest, AScheduledArticleBecomesVisibleByItselfAfterARestart) {
  v1::CreateArticleRequest create;
  *create.mutable_article() = MakeArticle("", 1);
  *create.mutable_article()->mutable_publish_time() =
      ToTimestamp(clock_.Now() + absl::Hours(1));
  create.set_publish(true);
  create.set_article_id("a");
  v1::Article article;
  ASSERT_TRUE(Call("editor", &Stub::CreateArticle, create, &article).ok());
  EXPECT_EQ(article.state(), v1::STATE_SCHEDULED);
  EXPECT_TRUE(absl::IsNotFound(Get("", "articles/a", &article)));
  Stop();
  clock_.Advance(absl::Hours(2));
  Start();
  grpc::ClientContext context;
  Prepare(context, "");
  v1::WatchRequest watch;
  watch.set_follower("test");
  const auto reader = stub_->Watch(&context, watch);
  v1::WatchResponse message;
  bool visible = false;
  while (!visible && reader->Read(&message)) {
    for (const auto& change : message.changes()) {
      visible |= change.state() == v1::STATE_PUBLISHED;
    }
  }
  EXPECT_TRUE(visible);
  EXPECT_TRUE(Get("", "articles/a", &article).ok());
  context.TryCancel();
  while (reader->Read(&message)) {
  }
  reader->Finish();
}

}  // namespace
}  // namespace byline::article
