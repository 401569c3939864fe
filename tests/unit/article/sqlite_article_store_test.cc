#include "services/article/store/sqlite_article_store.h"

#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "common/base/errors.h"
#include "services/article/reads/truth_judge.h"
#include "tests/testing/temp_folder.h"
#include "tests/unit/article/section_settings_contract.h"

namespace byline::article {
namespace {

using byline::testing::TempFolder;

class SqliteUnderTest final : public StoreUnderTest {
 public:
  explicit SqliteUnderTest(int64_t log) : log_(log) { Reopen(); }
  ArticleStore& store() override { return *store_; }
  void Reopen() override {
    store_.reset();
    store_ = OpenStore(dir_.File("articles.db"), log_);
  }

 private:
  const int64_t log_;
  TempFolder dir_;
  std::unique_ptr<SqliteArticleStore> store_;
};

std::unique_ptr<StoreUnderTest> MakeSqliteForTest(int64_t log) {
  return std::make_unique<SqliteUnderTest>(log);
}

INSTANTIATE_TEST_SUITE_P(Sqlite, ArticleStoreContractTest,
                         ::testing::Values(MakeSqliteForTest));

INSTANTIATE_TEST_SUITE_P(Sqlite, SectionSettingsContractTest,
                         ::testing::Values(MakeSqliteForTest));

class SqliteArticleStoreTest : public ::testing::Test {
 protected:
  std::string path() const { return dir_.File("articles.db"); }
  absl::Status Open() {
    return SqliteArticleStore::Open({.path = path()}).status();
  }
  static absl::Status PutOne(ArticleStore& store, const std::string& id) {
    v1::Article article = MakeArticle(id, 1);
    article.set_slug(id);
    return store.Write(absl::Now(), [&](ArticleWriter& writer) {
      return writer.Put(article);
    });
  }
  void Sql(const char* sql) const {
    sqlite3* connection = nullptr;
    ASSERT_EQ(sqlite3_open(path().c_str(), &connection), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(connection, sql, nullptr, nullptr, nullptr),
              SQLITE_OK);
    sqlite3_close(connection);
  }

  TempFolder dir_;
};

TEST_F(SqliteArticleStoreTest, ASecondOpeningIsRefused) {
  const auto store = OpenStore(path());
  const absl::Status status = Open();
  EXPECT_TRUE(absl::IsFailedPrecondition(status)) << status;
  EXPECT_THAT(std::string(status.message()),
              ::testing::HasSubstr("another process"));
}

TEST_F(SqliteArticleStoreTest, AFileOfANewerBylineIsRefused) {
  OpenStore(path());
  Sql("PRAGMA user_version = 999");
  const absl::Status status = Open();
  EXPECT_TRUE(absl::IsFailedPrecondition(status)) << status;
  EXPECT_THAT(std::string(status.message()),
              ::testing::HasSubstr("newer Byline"));
}

TEST_F(SqliteArticleStoreTest, AFileOfAnOlderBylineIsBroughtUpToDate) {
  ASSERT_TRUE(PutOne(*OpenStore(path()), "a").ok());
  Sql("DROP TABLE import_source; PRAGMA user_version = 1");
  for (int opening = 0; opening < 2; ++opening) {
    const auto store = OpenStore(path());
    ASSERT_NE(store, nullptr);
    EXPECT_TRUE((*store->Get("articles/a")).has_value());
    const absl::Status status =
        store->Write(absl::Now(), [&](ArticleWriter& writer) {
          const auto digest = writer.ImportDigest("articles/a");
          EXPECT_EQ(digest.value_or("error"), opening == 0 ? "" : "d");
          return writer.SetImportDigest("articles/a", "d");
        });
    EXPECT_TRUE(status.ok()) << status;
  }
}

TEST_F(SqliteArticleStoreTest, TheExternalIdsOfAnOlderBylineAreFound) {
  {
    const auto store = OpenStore(path());
    v1::Article article = MakeArticle("a", 1);
    article.set_external_id("cms 17");
    ASSERT_TRUE(PutOne(*store, "b").ok());
    ASSERT_TRUE(
        store
            ->Write(absl::Now(),
                    [&](ArticleWriter& writer) { return writer.Put(article); })
            .ok());
  }
  Sql("DROP TABLE external_id; PRAGMA user_version = 2");
  const absl::Status status = OpenStore(path())->Write(
      absl::Now(), [&](ArticleWriter& writer) -> absl::Status {
        EXPECT_EQ(writer.ExternalIdOwner("cms 17").value_or("error"),
                  "articles/a");
        return absl::OkStatus();
      });
  EXPECT_TRUE(status.ok()) << status;
}

TEST_F(SqliteArticleStoreTest, AFileWithoutSectionSettingsGetsThem) {
  {
    const auto store = OpenStore(path());
    v1::Article article = MakeArticle("a", 1);
    article.set_external_id("cms 17");
    ASSERT_TRUE(
        store
            ->Write(absl::Now(),
                    [&](ArticleWriter& writer) { return writer.Put(article); })
            .ok());
  }
  Sql("DROP TABLE section_settings; PRAGMA user_version = 3");
  for (int opening = 0; opening < 2; ++opening) {
    const auto store = OpenStore(path());
    ASSERT_NE(store, nullptr);
    const auto kept = store->GetSectionSettings("sectionSettings/obituaries");
    ASSERT_TRUE(kept.ok()) << kept.status();
    EXPECT_EQ(kept->has_value(), opening == 1);
    v1::SectionSettings settings;
    settings.set_name("sectionSettings/obituaries");
    const absl::Status status =
        store->Write(absl::Now(), [&](ArticleWriter& writer) {
          EXPECT_EQ(writer.ExternalIdOwner("cms 17").value_or("error"),
                    "articles/a");
          return writer.PutSectionSettings(settings);
        });
    ASSERT_TRUE(status.ok()) << status;
    EXPECT_EQ(settings.revision(), opening + 2);
    EXPECT_EQ(store->ReadChanges(1, {}, true)->size(), opening + 2u);
  }
}

TEST_F(SqliteArticleStoreTest, AnotherProgramsDatabaseIsRefusedAndUntouched) {
  Sql("CREATE TABLE theirs (x)");
  const auto size = std::filesystem::file_size(path());
  const absl::Status status = Open();
  EXPECT_TRUE(absl::IsFailedPrecondition(status)) << status;
  EXPECT_THAT(std::string(status.message()),
              ::testing::HasSubstr("not a Byline article store"));
  EXPECT_EQ(std::filesystem::file_size(path()), size);
}

TEST_F(SqliteArticleStoreTest, AFileThatIsNoDatabaseIsRefused) {
  std::ofstream(path()) << "Dear diary, this is certainly not a database.\n";
  const absl::Status status = Open();
  EXPECT_TRUE(absl::IsFailedPrecondition(status)) << status;
}

TEST_F(SqliteArticleStoreTest, OnlyItsOwnerMayReadTheStore) {
  const auto store = OpenStore(path());
  for (const char* suffix : {"", "-wal", "-shm"}) {
    EXPECT_EQ(std::filesystem::status(path() + suffix).permissions(),
              std::filesystem::perms::owner_read |
                  std::filesystem::perms::owner_write)
        << suffix;
  }
}

TEST_F(SqliteArticleStoreTest, AFolderThatIsNotThereIsNamed) {
  const absl::Status status =
      SqliteArticleStore::Open({.path = dir_.File("none/articles.db")})
          .status();
  EXPECT_TRUE(absl::IsUnavailable(status)) << status;
  EXPECT_THAT(std::string(status.message()),
              ::testing::HasSubstr("none/articles.db"));
}

TEST_F(SqliteArticleStoreTest, ARestoredBackupDoesNotKnowTheLostHistory) {
  Revision lost;
  Revision kept;
  {
    auto store = OpenStore(path());
    ASSERT_TRUE(PutOne(*store, "a").ok());
    const TruthJudge judge(*store);
    kept = judge.AsOf();
  }
  std::filesystem::copy_file(path(), dir_.File("backup"));
  {
    auto store = OpenStore(path());
    ASSERT_TRUE(PutOne(*store, "b").ok());
    ASSERT_TRUE(PutOne(*store, "c").ok());
    const TruthJudge judge(*store);
    lost = judge.AsOf();
  }
  std::filesystem::remove(path());
  std::filesystem::remove(path() + "-wal");
  std::filesystem::remove(path() + "-shm");
  std::filesystem::copy_file(dir_.File("backup"), path());
  auto store = OpenStore(path());
  ASSERT_TRUE(PutOne(*store, "d").ok());
  ASSERT_TRUE(PutOne(*store, "e").ok());
  const TruthJudge judge(*store);
  EXPECT_EQ(store->NewestNumber(), lost.number);
  EXPECT_TRUE(judge.epochs().Knows(kept));
  EXPECT_FALSE(judge.epochs().Knows(lost));
}

// A disk that is full: in a child whose files may not grow.
TEST_F(SqliteArticleStoreTest, AFullDiskIsAnErrorAndHarmsNothing) {
  {
    auto store = OpenStore(path());
    ASSERT_TRUE(PutOne(*store, "before").ok());
  }
  const pid_t child = fork();
  if (child == 0) {
    signal(SIGXFSZ, SIG_IGN);
    auto store = SqliteArticleStore::Open({.path = path()});
    if (!store.ok()) _exit(10);
    const rlimit small = {200'000, 200'000};
    setrlimit(RLIMIT_FSIZE, &small);
    for (int i = 0; i < 1000; ++i) {
      const absl::Status status = PutOne(**store, absl::StrCat("child-", i));
      if (status.ok()) continue;
      const bool told = absl::IsUnavailable(status) || absl::IsInternal(status);
      // Reading goes on.
      const auto read = (*store)->Get("articles/before");
      const bool reads = read.ok() && read->has_value();
      const auto log =
          (*store)->ReadChanges((*store)->NewestNumber(), {}, false);
      _exit(told && reads && log.ok() && log->size() == 1 ? 0 : 11);
    }
    _exit(12);
  }
  int result = 0;
  ASSERT_EQ(waitpid(child, &result, 0), child);
  ASSERT_TRUE(WIFEXITED(result));
  EXPECT_EQ(WEXITSTATUS(result), 0);
  auto store = OpenStore(path());
  ASSERT_NE(store, nullptr);
  EXPECT_GT(store->NewestNumber(), 1);
  ASSERT_TRUE(PutOne(*store, "after").ok());
}

// kill -9 at any moment: what was acknowledged is there, without a gap.
TEST_F(SqliteArticleStoreTest, AKilledProcessLosesNothingThatItAcknowledged) {
  std::mt19937 random(20240611);
  int64_t acknowledged_before = 0;
  for (int round = 0; round < 15; ++round) {
    int pipe_ends[2];
    ASSERT_EQ(pipe(pipe_ends), 0);
    const pid_t child = fork();
    if (child == 0) {
      close(pipe_ends[0]);
      auto store = SqliteArticleStore::Open({.path = path()});
      if (!store.ok()) _exit(1);
      for (int i = 0;; ++i) {
        if (!PutOne(**store, absl::StrCat("r", round, "-", i)).ok()) _exit(2);
        const int64_t number = (*store)->NewestNumber();
        if (write(pipe_ends[1], &number, sizeof number) != sizeof number) {
          _exit(3);
        }
      }
    }
    close(pipe_ends[1]);
    const int last = 1 + static_cast<int>(random() % 40);
    int64_t acknowledged = acknowledged_before;
    for (int i = 0; i < last; ++i) {
      ASSERT_EQ(read(pipe_ends[0], &acknowledged, sizeof acknowledged),
                static_cast<ssize_t>(sizeof acknowledged));
    }
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    int64_t more = 0;
    while (read(pipe_ends[0], &more, sizeof more) == sizeof more) {
      acknowledged = more;
    }
    close(pipe_ends[0]);

    auto store = OpenStore(path());
    ASSERT_NE(store, nullptr);
    ASSERT_GE(store->NewestNumber(), acknowledged);
    int64_t next = 1;
    while (next <= store->NewestNumber()) {
      const auto changes = store->ReadChanges(next, {}, true);
      ASSERT_TRUE(changes.ok()) << changes.status();
      for (const StoredChange& change : *changes) {
        ASSERT_EQ(change.number, next++);
        ASSERT_EQ(change.article->revision(), change.number);
      }
    }
    acknowledged_before = store->NewestNumber();
  }
  EXPECT_GT(acknowledged_before, 15);
}

}  // namespace
}  // namespace byline::article
