// An index that was read from its files goes on as the one that wrote them.
#include "services/recommendation/core/index_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "common/base/errors.h"
#include "services/recommendation/core/index_upkeep.h"
#include "tests/testing/temp_folder.h"
#include "tests/unit/recommendation/invented_articles.h"

namespace byline::recommendation {
namespace {

using ::byline::testing::TempFolder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr int kKeptArticles = 150;

std::string Name(int i) { return absl::StrCat("articles/a", i); }

// An index, and what is known of the feed, with the files that they come from.
struct Kept {
  explicit Kept(const std::string& path) {
    auto opened = IndexFiles::Open(path);
    EXPECT_TRUE(opened.ok()) << opened.status();
    files = *std::move(opened);
    index = std::make_unique<SimilarityIndex>(SimilarityOptions(), nullptr,
                                              files->TakeRecords());
    loaded = files->Load(*index, truth);
  }
  void Apply(const article::v1::Article& article) {
    truth.Apply({article.name(), ++number, {}, false});
    index->Put(PrepareArticle(article));
  }
  void Withdraw(const std::string& name) {
    truth.Apply({name, ++number, {}, true});
    index->PutWithoutText(name, article::v1::STATE_WITHDRAWN);
  }
  void Complete() { truth.CompleteTo(number, true); }

  SystemClock clock;
  FollowedTruth truth{clock, {}};
  std::unique_ptr<IndexFiles> files;
  std::unique_ptr<SimilarityIndex> index;
  bool loaded = false;
  int64_t number = 0;
};

// Every list, with its scores.
std::vector<std::string> Lists(const SimilarityIndex& index) {
  std::vector<std::string> lists;
  for (int i = 0; i < 2 * kKeptArticles; ++i) {
    const auto list = index.List(Name(i), {});
    std::string told = std::string(list.status().message());
    if (list.ok()) {
      for (const SimilarResult& one : *list) {
        absl::StrAppend(&told, one.article.ShortDebugString(), "\n");
      }
    }
    lists.push_back(std::move(told));
  }
  return lists;
}

class IndexFilesTest : public ::testing::Test {
 protected:
  // Articles that were packed, others that came later; sections, decisions,
  // copies, stories; some withdrawn.
  void Fill(Kept& kept) {
    ASSERT_TRUE(kept.truth.BeginStream({{"first", 1}}, true).ok());
    for (int i = 0; i < kKeptArticles; ++i) {
      article::v1::Article article =
          On(In(RandomArticle(absl::StrCat("a", i), random_),
                i % 3 == 0 ? "Harbour" : "Town"),
             i / 5);
      if (i == 7) {
        article.mutable_similarity_settings()->add_pinned()->set_article(
            Name(90));
      }
      if (i == 20) article.set_language_code("de");
      kept.Apply(article);
      if (i == kKeptArticles * 2 / 3) kept.index->Reindex();
    }
    article::v1::SectionSettings off;
    off.set_name("sectionSettings/town");
    off.set_similar_articles_off(true);
    kept.index->PutSection(off);
    for (const int i : {3, 5, kKeptArticles - 1}) kept.Withdraw(Name(i));
    kept.Complete();
  }
  void FillAndSave() {
    Kept kept(path());
    Fill(kept);
    ASSERT_TRUE(kept.files->Save(*kept.index, kept.truth).ok());
  }
  std::string path() const { return folder_.path(); }
  std::string snapshot() const { return folder_.File("similarity.snapshot"); }
  std::vector<std::string> RecordFiles() const {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(path())) {
      const std::string name = entry.path().filename();
      if (name.rfind("records-", 0) == 0) files.push_back(name);
    }
    return files;
  }

  TempFolder folder_;
  std::mt19937_64 random_{8};
};

TEST_F(IndexFilesTest, WhatWasReadAnswersAndGoesOnAsWhatWasWritten) {
  auto before = std::make_unique<Kept>(path());
  EXPECT_FALSE(before->loaded);
  Fill(*before);
  const std::vector<std::string> lists = Lists(*before->index);
  EXPECT_THAT(lists, Not(::testing::Each(IsEmpty())));
  ASSERT_TRUE(before->files->Save(*before->index, before->truth).ok());

  // The same things happen to the one that goes on and to the one that is read.
  std::vector<article::v1::Article> later;
  for (int i = kKeptArticles; i < kKeptArticles + 30; ++i) {
    later.push_back(On(RandomArticle(absl::StrCat("a", i), random_), i / 5));
  }
  later.push_back(On(RandomArticle("a4", random_), 3));
  const auto go_on = [&later](Kept& kept) {
    for (const article::v1::Article& article : later) kept.Apply(article);
    kept.Withdraw(Name(11));
    std::vector<std::string> told = Lists(*kept.index);
    kept.index->Reindex();
    for (std::string& list : Lists(*kept.index)) {
      told.push_back(std::move(list));
    }
    return told;
  };
  const std::vector<std::string> gone_on = go_on(*before);
  before.reset();

  Kept after(path());
  ASSERT_TRUE(after.loaded);
  EXPECT_EQ(Lists(*after.index), lists);
  EXPECT_EQ(go_on(after), gone_on);
}

TEST_F(IndexFilesTest, TheFollowerResumesWhereItWas) {
  FillAndSave();
  Kept after(path());
  ASSERT_TRUE(after.loaded);
  EXPECT_EQ(after.truth.AsOf(), (Revision{"first", kKeptArticles + 3}));
  EXPECT_TRUE(after.truth.IsWithdrawn(Name(3)));
  EXPECT_FALSE(after.truth.IsWithdrawn(Name(4)));
  EXPECT_TRUE(
      after.truth.BeginStream({{"first", 1}, {"second", 500}}, false).ok());
}

TEST_F(IndexFilesTest, AStoreThatLostWhatWasSeenIsReadFromTheStart) {
  FillAndSave();
  Kept after(path());
  ASSERT_TRUE(after.loaded);
  EXPECT_EQ(
      after.truth.BeginStream({{"first", 1}, {"restored", 9}}, false).code(),
      absl::StatusCode::kOutOfRange);
}

// What is applied after the moment of the snapshot comes again, but was seen.
TEST_F(IndexFilesTest, NothingIsSavedBeforeThePresentStateIsKnown) {
  Kept kept(path());
  ASSERT_TRUE(kept.truth.BeginStream({{"first", 1}}, true).ok());
  kept.Apply(FerryStrike());
  EXPECT_TRUE(kept.files->Save(*kept.index, kept.truth).ok());
  EXPECT_FALSE(std::filesystem::exists(snapshot()));
}

TEST_F(IndexFilesTest, ADamagedSnapshotIsNotUsedAndTheNextOneIs) {
  FillAndSave();
  const std::string whole = testing::ReadFile(snapshot());
  for (const size_t at : {size_t{8}, whole.size() / 3, whole.size() - 2}) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 4);
    testing::WriteFile(snapshot(), damaged);
    Kept kept(path());
    EXPECT_FALSE(kept.loaded) << at;
    EXPECT_EQ(kept.index->SearchableCount(), 0u);
    EXPECT_EQ(kept.truth.AsOf().number, 0);
    EXPECT_EQ(RecordFiles().size(), 2u);
  }
  FillAndSave();
  EXPECT_TRUE(Kept(path()).loaded);
}

TEST_F(IndexFilesTest, ASnapshotWithoutItsRecordsIsNotUsed) {
  for (const size_t which : {size_t{0}, size_t{1}}) {
    FillAndSave();
    ASSERT_EQ(RecordFiles().size(), 2u);
    const std::string records = folder_.File(RecordFiles()[which]);
    std::filesystem::resize_file(records,
                                 std::filesystem::file_size(records) - 1);
    EXPECT_FALSE(Kept(path()).loaded) << records;
  }
}

TEST_F(IndexFilesTest, RecordsMostOfWhichAreDeadAreNotGoneOnWith) {
  {
    Kept kept(path());
    ASSERT_TRUE(kept.truth.BeginStream({{"first", 1}}, true).ok());
    article::v1::Article thin = FerryStrike();
    thin.add_verdicts()->set_kind(article::v1::Verdict::KIND_THIN);
    for (int i = 0; i < 10'010; ++i) kept.Apply(thin);
    kept.Complete();
    ASSERT_TRUE(kept.files->Save(*kept.index, kept.truth).ok());
  }
  EXPECT_FALSE(Kept(path()).loaded);
}

TEST_F(IndexFilesTest, RecordsOfArticlesThatAreOfferedNowhereCountToo) {
  {
    Kept kept(path());
    ASSERT_TRUE(kept.truth.BeginStream({{"first", 1}}, true).ok());
    for (int i = 0; i < 10'010; ++i) {
      article::v1::Article thin = FerryStrike();
      thin.set_name(Name(i));
      thin.add_verdicts()->set_kind(article::v1::Verdict::KIND_THIN);
      kept.Apply(thin);
    }
    kept.Complete();
    ASSERT_TRUE(kept.files->Save(*kept.index, kept.truth).ok());
  }
  EXPECT_TRUE(Kept(path()).loaded);
}

TEST_F(IndexFilesTest, ASecondProcessIsRefused) {
  const Kept kept(path());
  const auto second = IndexFiles::Open(path());
  EXPECT_EQ(second.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(second.status().message()),
              HasSubstr("another process uses it"));
}

TEST_F(IndexFilesTest, AFolderThatCannotBeMadeIsNamed) {
  testing::WriteFile(folder_.File("file"), "");
  const auto opened = IndexFiles::Open(folder_.File("file/inside"));
  EXPECT_EQ(opened.status().code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(opened.status().message()), HasSubstr("file/inside"));
}

class FakeClock final : public Clock {
 public:
  absl::Time Now() const override { return absl::UnixEpoch(); }
  absl::Duration SinceBoot() const override { return since_boot; }

  absl::Duration since_boot = absl::Hours(1);
};

TEST_F(IndexFilesTest, UpkeepSavesAtOnceThenNowAndThenAndAtTheEnd) {
  Kept kept(path());
  FakeClock clock;
  IndexUpkeep upkeep(*kept.index, kept.truth, kept.files.get(), clock,
                     absl::Minutes(10), [] {});
  upkeep.Run();
  EXPECT_EQ(upkeep.written(), 0u);  // nothing is known yet
  Fill(kept);
  upkeep.Run();
  EXPECT_EQ(upkeep.written(), 1u);
  kept.Apply(FerryStrike());
  clock.since_boot += absl::Minutes(9);
  upkeep.Run();
  EXPECT_EQ(upkeep.written(), 1u);
  clock.since_boot += absl::Minutes(1);
  upkeep.Run();
  EXPECT_EQ(upkeep.written(), 2u);
  clock.since_boot += absl::Minutes(20);
  upkeep.Run();
  EXPECT_EQ(upkeep.written(), 2u);  // nothing has changed
  kept.Apply(FerryDeal());
  upkeep.Finish();
  EXPECT_EQ(upkeep.written(), 3u);

  std::filesystem::create_directory(snapshot() + ".new");
  kept.Apply(HarbourDredging());
  upkeep.Finish();
  EXPECT_EQ(upkeep.written(), 3u);
  EXPECT_EQ(upkeep.failed(), 1u);
}

// A folder with one file of records' cards: changes a byte in the middle of
// what is kept of an article.
void DamageCardOf(const std::string& folder, const std::string& headline) {
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".cards") continue;
    std::fstream file(entry.path(),
                      std::ios::in | std::ios::out | std::ios::binary);
    const std::string cards((std::istreambuf_iterator<char>(file)), {});
    const size_t at = cards.find(headline);
    ASSERT_NE(at, std::string::npos);
    file.seekp(static_cast<std::streamoff>(at));
    file.put('\x7f');
  }
}

std::vector<std::string> NamesOf(const std::vector<SimilarResult>& list) {
  std::vector<std::string> names;
  names.reserve(list.size());
  for (const SimilarResult& result : list) {
    names.push_back(result.article.article());
  }
  return names;
}

TEST_F(IndexFilesTest, WhatIsDamagedStandsInNoListAndIsFilledAnew) {
  Kept kept(path());
  Fill(kept);
  kept.Apply(FerryStrike());
  kept.Apply(FerryDeal());
  kept.Apply(HarbourDredging());
  ASSERT_TRUE(kept.files->Save(*kept.index, kept.truth).ok());
  ASSERT_THAT(NamesOf(*kept.index->List("articles/ferry-strike", {})),
              ::testing::Contains("articles/ferry-deal"));
  FakeClock clock;
  int fills = 0;
  IndexUpkeep upkeep(*kept.index, kept.truth, kept.files.get(), clock,
                     absl::Minutes(10), [&] { ++fills; });
  upkeep.Run();
  EXPECT_EQ(fills, 0);

  DamageCardOf(path(), FerryDeal().headline());
  const std::vector<std::string> listed =
      NamesOf(*kept.index->List("articles/ferry-strike", {}));
  EXPECT_THAT(listed, ::testing::Contains("articles/harbour-dredging"));
  EXPECT_THAT(listed, ::testing::Not(::testing::Contains("")));
  EXPECT_THAT(listed,
              ::testing::Not(::testing::Contains("articles/ferry-deal")));
  const absl::Status own = kept.index->List("articles/ferry-deal", {}).status();
  EXPECT_TRUE(absl::IsUnavailable(own)) << own;
  EXPECT_EQ(ErrorReason(own), "INDEX_DAMAGED");
  EXPECT_EQ(kept.index->Facts("articles/ferry-deal")->name,
            "articles/ferry-deal");

  for (const absl::Status& other :
       {kept.index
            ->Explain("articles/ferry-deal", "articles/ferry-strike",
                      v1::SIMILARITY_MODE_SIMILAR, Audience::kNewsroom)
            .status(),
        kept.index
            ->Explain("articles/ferry-strike", "articles/ferry-deal",
                      v1::SIMILARITY_MODE_SIMILAR, Audience::kNewsroom)
            .status(),
        kept.index->Exposure("articles/ferry-deal", absl::UnixEpoch())
            .status()}) {
    EXPECT_EQ(ErrorReason(other), "INDEX_DAMAGED") << other;
  }

  // Asked for again only where it has not begun for long.
  upkeep.Run();
  upkeep.Run();
  EXPECT_EQ(fills, 1);
  clock.since_boot += absl::Minutes(11);
  upkeep.Run();
  EXPECT_EQ(fills, 2);
  kept.index->BeginFill();
  kept.Apply(FerryDeal());
  kept.index->EndFill();
  clock.since_boot += absl::Minutes(11);
  upkeep.Run();
  EXPECT_EQ(fills, 2) << "nothing of it is left";
}

}  // namespace
}  // namespace byline::recommendation
