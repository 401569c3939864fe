// What every ArticleStore must do. A backend's test program includes this
// header and instantiates the suite with a maker of stores:
//
//   INSTANTIATE_TEST_SUITE_P(Sqlite, ArticleStoreContractTest,
//                            ::testing::Values(MakeSqliteForTest));
#ifndef BYLINE_TESTS_UNIT_ARTICLE_ARTICLE_STORE_CONTRACT_H_
#define BYLINE_TESTS_UNIT_ARTICLE_ARTICLE_STORE_CONTRACT_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "services/article/store/article_store.h"
#include "tests/unit/article/test_articles.h"

namespace byline::article {

// A store that can be closed and opened again, with what it held.
class StoreUnderTest {
 public:
  virtual ~StoreUnderTest() = default;
  virtual ArticleStore& store() = 0;
  virtual void Reopen() = 0;
};

// Makes an empty store that keeps so many changes in its log.
using MakeStoreUnderTest = std::unique_ptr<StoreUnderTest> (*)(int64_t log);

class ArticleStoreContractTest
    : public ::testing::TestWithParam<MakeStoreUnderTest> {
 protected:
  void SetUp() override { UseLog(1'000'000); }
  void UseLog(int64_t changes) { under_test_ = GetParam()(changes); }
  ArticleStore& store() { return under_test_->store(); }
  void Reopen() { under_test_->Reopen(); }

  absl::Status Put(v1::Article& article) {
    return store().Write(
        now_, [&](ArticleWriter& writer) { return writer.Put(article); });
  }
  // What a write transaction finds; empty where it fails, which is a failure.
  std::string Found(
      const std::function<absl::StatusOr<std::string>(ArticleWriter&)>& find) {
    std::string found;
    const absl::Status status = store().Write(now_, [&](ArticleWriter& writer) {
      const auto value = find(writer);
      if (value.ok()) found = *value;
      return value.status();
    });
    EXPECT_TRUE(status.ok()) << status;
    return found;
  }
  v1::Article PutNew(const std::string& id, v1::State state,
                     const std::string& slug = "") {
    v1::Article article = MakeArticle(id, 1);
    article.set_state(state);
    article.set_slug(slug.empty() ? id : slug);
    EXPECT_TRUE(Put(article).ok());
    return article;
  }
  std::vector<std::string> ListNames(const ListQuery& query) {
    std::vector<std::string> names;
    const auto list = store().List(query);
    EXPECT_TRUE(list.ok()) << list.status();
    if (!list.ok()) return names;
    for (const auto& article : list->articles) names.push_back(article.name());
    return names;
  }
  std::vector<StoredChange> Log(int64_t from) {
    const auto changes = store().ReadChanges(from, {}, false);
    EXPECT_TRUE(changes.ok()) << changes.status();
    return changes.ok() ? *changes : std::vector<StoredChange>();
  }

  std::unique_ptr<StoreUnderTest> under_test_;
  absl::Time now_ = absl::FromUnixSeconds(1'700'000'000);
};

TEST_P(ArticleStoreContractTest, AnEmptyStoreHasNoRevisionAndOneEpoch) {
  EXPECT_EQ(store().NewestNumber(), 0);
  ASSERT_EQ(store().Epochs().size(), 1u);
  EXPECT_EQ(store().Epochs()[0].first_number, 1);
  EXPECT_EQ(store().Epochs()[0].id.size(), 16u);
  EXPECT_FALSE(store().StoreId().empty());
  EXPECT_TRUE(Log(1).empty());
}

TEST_P(ArticleStoreContractTest, AnArticleIsReadBackAsItWasPut) {
  v1::Article article = MakeArticle("a", 1);
  article.set_state(v1::STATE_DRAFT);
  article.set_slug("a");
  ASSERT_TRUE(Put(article).ok());
  EXPECT_EQ(article.revision(), 1);
  EXPECT_FALSE(article.etag().empty());
  const auto read = store().Get("articles/a");
  ASSERT_TRUE(read.ok() && read->has_value());
  EXPECT_EQ((*read)->article.SerializeAsString(), article.SerializeAsString());
  EXPECT_FALSE((*read)->was_published);
  EXPECT_FALSE(store().Get("articles/b")->has_value());
}

TEST_P(ArticleStoreContractTest, EveryPutTakesTheNextNumberAndANewEtag) {
  v1::Article article = PutNew("a", v1::STATE_DRAFT);
  std::set<std::string> etags = {article.etag()};
  for (int number = 2; number <= 5; ++number) {
    ASSERT_TRUE(Put(article).ok());
    EXPECT_EQ(article.revision(), number);
    EXPECT_EQ(store().NewestNumber(), number);
    EXPECT_TRUE(etags.insert(article.etag()).second);
  }
}

TEST_P(ArticleStoreContractTest, SeveralPutsOfOneTransactionHaveNumbersEach) {
  v1::Article a = MakeArticle("a", 1);
  v1::Article b = MakeArticle("b", 2);
  a.set_slug("a");
  b.set_slug("b");
  ASSERT_TRUE(store()
                  .Write(now_,
                         [&](ArticleWriter& writer) {
                           const absl::Status status = writer.Put(a);
                           EXPECT_EQ(store().NewestNumber(), 0);
                           return status.ok() ? writer.Put(b) : status;
                         })
                  .ok());
  EXPECT_EQ(a.revision(), 1);
  EXPECT_EQ(b.revision(), 2);
  EXPECT_EQ(store().NewestNumber(), 2);
  EXPECT_EQ(Log(1).size(), 2u);
}

TEST_P(ArticleStoreContractTest, AFailedTransactionLeavesNothingBehind) {
  PutNew("a", v1::STATE_DRAFT);
  v1::Article b = MakeArticle("b", 2);
  b.set_slug("b");
  const absl::Status status = store().Write(now_, [&](ArticleWriter& writer) {
    EXPECT_TRUE(writer.Put(b).ok());
    EXPECT_TRUE(writer.RememberRequest("r", {"digest", b.name()}).ok());
    return absl::AbortedError("no");
  });
  EXPECT_TRUE(absl::IsAborted(status));
  EXPECT_EQ(store().NewestNumber(), 1);
  EXPECT_FALSE(store().Get("articles/b")->has_value());
  EXPECT_FALSE(store().FindSlug("b")->has_value());
  PutNew("c", v1::STATE_DRAFT);
  EXPECT_EQ(store().NewestNumber(), 2);
  ASSERT_TRUE(store()
                  .Write(now_,
                         [&](ArticleWriter& writer) {
                           EXPECT_FALSE(writer.FindRequest("r")->has_value());
                           return absl::OkStatus();
                         })
                  .ok());
}

TEST_P(ArticleStoreContractTest, ATransactionReadsItsOwnWrites) {
  v1::Article a = MakeArticle("a", 1);
  a.set_slug("a");
  ASSERT_TRUE(store()
                  .Write(now_,
                         [&](ArticleWriter& writer) {
                           EXPECT_TRUE(writer.Put(a).ok());
                           EXPECT_TRUE(writer.Get("articles/a")->has_value());
                           EXPECT_EQ(*writer.SlugOwner("a"), "articles/a");
                           return absl::OkStatus();
                         })
                  .ok());
}

TEST_P(ArticleStoreContractTest, AnOldSlugStaysWithItsArticle) {
  v1::Article article = PutNew("a", v1::STATE_DRAFT, "first");
  article.set_slug("second");
  ASSERT_TRUE(Put(article).ok());
  for (const char* slug : {"first", "second"}) {
    const auto owner = store().FindSlug(slug);
    ASSERT_TRUE(owner.ok() && owner->has_value());
    EXPECT_EQ((*owner)->name, "articles/a");
    EXPECT_EQ((*owner)->slug, "second");
  }
  v1::Article other = MakeArticle("b", 2);
  other.set_slug("first");
  EXPECT_TRUE(absl::IsAlreadyExists(Put(other)));
  EXPECT_FALSE(store().Get("articles/b")->has_value());
}

TEST_P(ArticleStoreContractTest, ListsAreNewestFirstThenByNameUndatedLast) {
  const auto put = [&](const std::string& id, int64_t seconds) {
    v1::Article article = MakeArticle(id, 1);
    article.set_slug(id);
    article.set_state(v1::STATE_PUBLISHED);
    if (seconds != 0) *article.mutable_publish_time() = At(seconds);
    ASSERT_TRUE(Put(article).ok());
  };
  put("undated-b", 0);
  put("old", 1000);
  put("same-b", 2000);
  put("same-a", 2000);
  put("new", 3000);
  put("ancient", -5000);
  put("undated-a", 0);
  const std::vector<std::string> expected = {
      "articles/new",      "articles/same-a",  "articles/same-b",
      "articles/old",      "articles/ancient", "articles/undated-a",
      "articles/undated-b"};
  EXPECT_EQ(ListNames({}), expected);
  // The same in pages of every size.
  for (int limit = 1; limit <= 8; ++limit) {
    std::vector<std::string> paged;
    ListQuery query;
    query.limit = limit;
    while (true) {
      const auto list = store().List(query);
      ASSERT_TRUE(list.ok());
      for (const auto& article : list->articles) {
        paged.push_back(article.name());
      }
      if (!list->more) break;
      query.after = PositionOf(list->articles.back());
    }
    EXPECT_EQ(paged, expected) << limit;
  }
}

TEST_P(ArticleStoreContractTest, APageOfLargeArticlesEndsEarly) {
  PutNew("a", v1::STATE_PUBLISHED);
  PutNew("b", v1::STATE_PUBLISHED);
  ListQuery query;
  query.article_bytes = 10;
  const auto list = store().List(query);
  ASSERT_TRUE(list.ok());
  EXPECT_EQ(list->articles.size(), 1u);
  EXPECT_TRUE(list->more);
}

TEST_P(ArticleStoreContractTest, ListsKeepStatesVerdictsAndCollectionsApart) {
  v1::Article article = MakeArticle("a", 1);
  article.set_slug("a");
  article.set_state(v1::STATE_PUBLISHED);
  article.set_section("Harbour");
  article.add_tags("Ferries");
  article.add_authors("Ada Merrow");
  ASSERT_TRUE(Put(article).ok());
  v1::Article bad = MakeArticle("bad", 2);
  bad.set_slug("bad");
  bad.set_state(v1::STATE_PUBLISHED);
  bad.set_section("Harbour");
  bad.add_verdicts()->set_kind(v1::Verdict::KIND_THIN);
  ASSERT_TRUE(Put(bad).ok());
  PutNew("draft", v1::STATE_DRAFT);

  const std::vector<std::string> only_a = {"articles/a"};
  EXPECT_EQ(ListNames({}), only_a);
  EXPECT_EQ(ListNames({.collection = "sections/harbour"}), only_a);
  EXPECT_EQ(ListNames({.collection = "tags/ferries"}), only_a);
  EXPECT_EQ(ListNames({.collection = "authors/ada-merrow"}), only_a);
  EXPECT_TRUE(ListNames({.collection = "tags/harbour"}).empty());
  EXPECT_EQ(ListNames({.state = v1::STATE_DRAFT}),
            (std::vector<std::string>{"articles/draft"}));
  EXPECT_EQ(
      ListNames({.collection = "sections/harbour", .with_verdicts = true}),
      (std::vector<std::string>{"articles/a", "articles/bad"}));

  // It leaves where it stood, and is named where it stands.
  article.set_section("Weather");
  article.clear_tags();
  ASSERT_TRUE(Put(article).ok());
  EXPECT_TRUE(ListNames({.collection = "sections/harbour"}).empty());
  EXPECT_TRUE(ListNames({.collection = "tags/ferries"}).empty());
  EXPECT_EQ(ListNames({.collection = "sections/weather"}), only_a);
  article.set_state(v1::STATE_WITHDRAWN);
  ASSERT_TRUE(Put(article).ok());
  EXPECT_TRUE(ListNames({}).empty());
}

TEST_P(ArticleStoreContractTest, AChangeNamesTheListsBeforeAndAfter) {
  v1::Article article = MakeArticle("a", 1);
  article.set_slug("a");
  article.set_state(v1::STATE_DRAFT);
  article.set_section("Harbour");
  ASSERT_TRUE(Put(article).ok());  // 1: stands nowhere
  article.set_state(v1::STATE_PUBLISHED);
  ASSERT_TRUE(Put(article).ok());  // 2: enters
  article.set_section("Weather");
  ASSERT_TRUE(Put(article).ok());  // 3: moves
  article.add_verdicts()->set_kind(v1::Verdict::KIND_THIN);
  ASSERT_TRUE(Put(article).ok());  // 4: leaves
  ASSERT_TRUE(Put(article).ok());  // 5: stands nowhere

  const auto log = Log(1);
  ASSERT_EQ(log.size(), 5u);
  using Names = std::vector<std::string>;
  EXPECT_EQ(log[0].collections, Names());
  EXPECT_EQ(log[1].collections, (Names{"articles/-", "sections/harbour"}));
  EXPECT_EQ(log[2].collections,
            (Names{"articles/-", "sections/harbour", "sections/weather"}));
  EXPECT_EQ(log[3].collections, (Names{"articles/-", "sections/weather"}));
  EXPECT_EQ(log[4].collections, Names());
  EXPECT_EQ(*store().LastChangeOf("articles/a"), 5);
  EXPECT_EQ(*store().LastChangeOf("articles/-"), 4);
  EXPECT_EQ(*store().LastChangeOf("sections/harbour"), 3);
  EXPECT_EQ(*store().LastChangeOf("sections/none"), 0);
}

TEST_P(ArticleStoreContractTest,
       TheLogGivesChangesInOrderAndArticlesAsTheyAre) {
  v1::Article a = PutNew("a", v1::STATE_DRAFT);
  PutNew("b", v1::STATE_DRAFT);
  a.set_state(v1::STATE_PUBLISHED);
  ASSERT_TRUE(Put(a).ok());
  const auto changes = store().ReadChanges(1, {}, true);
  ASSERT_TRUE(changes.ok());
  ASSERT_EQ(changes->size(), 3u);
  for (int i = 0; i < 3; ++i) EXPECT_EQ((*changes)[i].number, i + 1);
  EXPECT_EQ((*changes)[0].name, "articles/a");
  EXPECT_EQ((*changes)[0].article->revision(), 3);  // at least as new
  EXPECT_EQ((*changes)[0].state, v1::STATE_PUBLISHED);
  EXPECT_TRUE((*changes)[0].was_published);
  EXPECT_EQ((*changes)[1].article->revision(), 2);
  EXPECT_EQ((*changes)[2].commit_time, now_);
  EXPECT_TRUE(Log(4).empty());
}

TEST_P(ArticleStoreContractTest, AReadOfTheLogKeepsItsLimits) {
  for (const char* id : {"a", "b", "c"}) PutNew(id, v1::STATE_DRAFT);
  EXPECT_EQ(store().ReadChanges(1, {.changes = 2}, false)->size(), 2u);
  // One is always read, however large.
  EXPECT_EQ(store().ReadChanges(1, {.article_bytes = 1}, true)->size(), 1u);
  EXPECT_EQ(store().ReadChanges(1, {.article_bytes = 1}, false)->size(), 3u);
}

TEST_P(ArticleStoreContractTest, TheLogKeepsAtLeastItsLastChanges) {
  UseLog(10);
  v1::Article article = PutNew("a", v1::STATE_DRAFT);
  for (int i = 1; i < 40; ++i) ASSERT_TRUE(Put(article).ok());
  EXPECT_TRUE(absl::IsOutOfRange(store().ReadChanges(1, {}, false).status()));
  EXPECT_TRUE(absl::IsOutOfRange(store().ReadChanges(30, {}, false).status()));
  EXPECT_EQ(Log(31).size(), 10u);
  EXPECT_TRUE(Log(41).empty());
}

TEST_P(ArticleStoreContractTest, TheStateComesInPagesOfAllArticles) {
  std::set<std::string> expected;
  for (int i = 0; i < 25; ++i) {
    const std::string id = absl::StrCat("a", i);
    PutNew(id, i % 2 ? v1::STATE_PUBLISHED : v1::STATE_WITHDRAWN);
    expected.insert(ArticleName(id));
  }
  std::set<std::string> read;
  int64_t cursor = 0;
  int pages = 0;
  do {
    const auto page = store().ReadState(cursor, {.changes = 10}, true);
    ASSERT_TRUE(page.ok());
    for (const StoredChange& change : page->changes) {
      EXPECT_TRUE(read.insert(change.name).second);
      EXPECT_EQ(change.number, change.article->revision());
      EXPECT_EQ(change.collections.empty(),
                change.state != v1::STATE_PUBLISHED);
    }
    cursor = page->next;
    ++pages;
  } while (cursor != 0);
  EXPECT_EQ(read, expected);
  EXPECT_EQ(pages, 3);
}

TEST_P(ArticleStoreContractTest, OnlyScheduledArticlesWhoseTimeHasComeAreDue) {
  const auto put = [&](const std::string& id, v1::State state, int64_t at) {
    v1::Article article = MakeArticle(id, 1);
    article.set_slug(id);
    article.set_state(state);
    *article.mutable_publish_time() = At(at);
    if (id == "thin") article.add_verdicts()->set_kind(v1::Verdict::KIND_THIN);
    ASSERT_TRUE(Put(article).ok());
  };
  put("later", v1::STATE_SCHEDULED, 3000);
  put("second", v1::STATE_SCHEDULED, 2000);
  put("first", v1::STATE_SCHEDULED, 1000);
  put("thin", v1::STATE_SCHEDULED, 1500);
  put("draft", v1::STATE_DRAFT, 500);
  const auto due = store().DueArticles(absl::FromUnixSeconds(2000), 10);
  ASSERT_TRUE(due.ok());
  EXPECT_EQ(*due, (std::vector<std::string>{"articles/first", "articles/thin",
                                            "articles/second"}));
  EXPECT_EQ(store().DueArticles(absl::FromUnixSeconds(2000), 1)->size(), 1u);
}

TEST_P(ArticleStoreContractTest, ARequestIsRememberedForADay) {
  const auto find = [&](absl::Time now) {
    bool found = false;
    EXPECT_TRUE(store()
                    .Write(now,
                           [&](ArticleWriter& writer) {
                             const auto request = writer.FindRequest("r");
                             found = request.ok() && request->has_value();
                             if (found) {
                               EXPECT_EQ((*request)->digest, "d");
                               EXPECT_EQ((*request)->name, "articles/a");
                             }
                             return absl::OkStatus();
                           })
                    .ok());
    return found;
  };
  ASSERT_TRUE(
      store()
          .Write(now_,
                 [](ArticleWriter& writer) {
                   return writer.RememberRequest("r", {"d", "articles/a"});
                 })
          .ok());
  EXPECT_TRUE(find(now_));
  EXPECT_TRUE(find(now_ + absl::Hours(24)));
  EXPECT_FALSE(find(now_ + absl::Hours(24) + absl::Seconds(1)));
}

TEST_P(ArticleStoreContractTest, SketchesFindEachOtherAndForget) {
  PutNew("a", v1::STATE_PUBLISHED);
  PutNew("b", v1::STATE_PUBLISHED);
  Sketch sketch_a{{1, 2, 3}, 50, absl::FromUnixSeconds(5), "", {}};
  Sketch sketch_b{{3, 0xffffffffffffffff},
                  60,
                  std::nullopt,
                  "articles/a",
                  {{"articles/a", 0.75}}};
  ASSERT_TRUE(store()
                  .Write(now_,
                         [&](ArticleWriter& writer) {
                           EXPECT_TRUE(
                               writer.SetSketch("articles/a", sketch_a).ok());
                           return writer.SetSketch("articles/b", sketch_b);
                         })
                  .ok());
  ASSERT_TRUE(
      store()
          .Write(now_,
                 [&](ArticleWriter& writer) {
                   EXPECT_EQ(writer.NearCopyCandidates({3}, 10)->size(), 2u);
                   EXPECT_EQ(
                       *writer.NearCopyCandidates({0xffffffffffffffff, 9}, 10),
                       std::vector<std::string>{"articles/b"});
                   const auto a = *writer.GetSketch("articles/a");
                   EXPECT_EQ(a->near_copies,
                             (std::vector<NearCopy>{{"articles/b", 0.75}}));
                   EXPECT_EQ(a->publish_time, absl::FromUnixSeconds(5));
                   const auto b = *writer.GetSketch("articles/b");
                   EXPECT_EQ(b->canonical, "articles/a");
                   EXPECT_EQ(b->words, 60);
                   EXPECT_EQ(b->band_keys, sketch_b.band_keys);
                   EXPECT_FALSE(b->publish_time.has_value());
                   return writer.RemoveSketch("articles/b");
                 })
          .ok());
  ASSERT_TRUE(
      store()
          .Write(now_,
                 [&](ArticleWriter& writer) {
                   EXPECT_FALSE(writer.GetSketch("articles/b")->has_value());
                   EXPECT_TRUE(
                       (*writer.GetSketch("articles/a"))->near_copies.empty());
                   EXPECT_EQ(writer.NearCopyCandidates({3}, 10)->size(), 1u);
                   return absl::OkStatus();
                 })
          .ok());
}

TEST_P(ArticleStoreContractTest, EverythingIsThereAfterOpeningAgain) {
  v1::Article article = PutNew("a", v1::STATE_PUBLISHED, "slug");
  const std::string id = store().StoreId();
  const auto epochs = store().Epochs();
  Reopen();
  EXPECT_EQ(store().StoreId(), id);
  EXPECT_EQ(store().NewestNumber(), 1);
  EXPECT_EQ((*store().Get("articles/a"))->article.SerializeAsString(),
            article.SerializeAsString());
  EXPECT_TRUE((*store().Get("articles/a"))->was_published);
  EXPECT_EQ(Log(1).size(), 1u);
  ASSERT_EQ(store().Epochs().size(), 2u);
  EXPECT_EQ(store().Epochs()[0], epochs[0]);
  EXPECT_EQ(store().Epochs()[1].first_number, 2);
  ASSERT_TRUE(Put(article).ok());
  EXPECT_EQ(article.revision(), 2);
}

TEST_P(ArticleStoreContractTest, EpochsWithoutWritesDoNotPileUp) {
  PutNew("a", v1::STATE_DRAFT);
  std::set<std::string> current;
  for (int i = 0; i < 5; ++i) {
    Reopen();
    EXPECT_TRUE(current.insert(store().Epochs().back().id).second);
    EXPECT_EQ(store().Epochs().size(), 2u);
  }
}

TEST_P(ArticleStoreContractTest, AWaiterIsWokenByAWriteAndByWake) {
  EXPECT_EQ(store().WaitForChange(0, absl::ZeroDuration()), 0);
  std::thread writer([&] { PutNew("a", v1::STATE_DRAFT); });
  EXPECT_EQ(store().WaitForChange(0, absl::Seconds(60)), 1);
  writer.join();
  std::atomic<bool> done = false;
  std::thread waker([&] {
    while (!done) {
      store().Wake();
      std::this_thread::yield();
    }
  });
  EXPECT_EQ(store().WaitForChange(1, absl::Seconds(60)), 1);
  done = true;
  waker.join();
}

TEST_P(ArticleStoreContractTest, TheDigestOfAnImportIsKeptAndIsNoChange) {
  PutNew("a", v1::STATE_PUBLISHED);
  PutNew("b", v1::STATE_PUBLISHED);
  const auto digest = [&](const std::string& name) {
    return Found(
        [&](ArticleWriter& writer) { return writer.ImportDigest(name); });
  };
  const auto set = [&](const std::string& name, const std::string& value) {
    return store().Write(now_, [&](ArticleWriter& writer) {
      return writer.SetImportDigest(name, value);
    });
  };
  EXPECT_EQ(digest("articles/a"), "");
  EXPECT_EQ(digest("articles/none"), "");
  ASSERT_TRUE(set("articles/a", "one").ok());
  EXPECT_EQ(digest("articles/a"), "one");
  ASSERT_TRUE(set("articles/a", "two").ok());
  EXPECT_FALSE(set("articles/none", "three").ok());
  v1::Article again = (*store().Get("articles/a"))->article;
  ASSERT_TRUE(Put(again).ok());
  EXPECT_EQ(store().NewestNumber(), 3);
  Reopen();
  EXPECT_EQ(digest("articles/a"), "two");
  EXPECT_EQ(digest("articles/b"), "");
  EXPECT_EQ(store().NewestNumber(), 3);
}

TEST_P(ArticleStoreContractTest, AnExternalIdLeadsToItsArticle) {
  const auto owner = [&](const std::string& id) {
    return Found(
        [&](ArticleWriter& writer) { return writer.ExternalIdOwner(id); });
  };
  PutNew("a", v1::STATE_PUBLISHED);
  v1::Article article = (*store().Get("articles/a"))->article;
  EXPECT_EQ(owner(""), "");
  EXPECT_EQ(owner("cms 17"), "");
  article.set_external_id("cms 17");
  ASSERT_TRUE(Put(article).ok());
  ASSERT_TRUE(Put(article).ok());
  EXPECT_EQ(owner("cms 17"), "articles/a");
  v1::Article other = MakeArticle("B", 2);
  other.set_external_id("cms 17");
  ASSERT_TRUE(Put(other).ok());
  EXPECT_EQ(owner("cms 17"), "articles/B");
  article.set_external_id("cms 18");
  ASSERT_TRUE(Put(article).ok());
  other.clear_external_id();
  ASSERT_TRUE(Put(other).ok());
  Reopen();
  EXPECT_EQ(owner("cms 17"), "");
  EXPECT_EQ(owner("cms 18"), "articles/a");
}

TEST_P(ArticleStoreContractTest, ReadersSeeNumbersInOrderWhileOthersWrite) {
  constexpr int kWriters = 3;
  constexpr int kWrites = 40;
  std::vector<std::thread> writers;
  for (int w = 0; w < kWriters; ++w) {
    writers.emplace_back([&, w] {
      for (int i = 0; i < kWrites; ++i) {
        PutNew(absl::StrCat("w", w, "-", i), v1::STATE_PUBLISHED);
      }
    });
  }
  int64_t next = 1;
  while (next <= kWriters * kWrites) {
    store().WaitForChange(next - 1, absl::Seconds(60));
    for (const StoredChange& change : Log(next)) {
      ASSERT_EQ(change.number, next);
      EXPECT_TRUE(store().Get(change.name)->has_value());
      ++next;
    }
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(store().NewestNumber(), kWriters * kWrites);
}

}  // namespace byline::article

#endif  // BYLINE_TESTS_UNIT_ARTICLE_ARTICLE_STORE_CONTRACT_H_
