// Random writes against a store and against the simplest thing that could work.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "common/article/collections.h"
#include "tests/testing/temp_folder.h"
#include "tests/unit/article/test_articles.h"

namespace byline::article {
namespace {

using byline::testing::TempFolder;

// Keeps everything in maps and answers by looking at all of it.
class Model {
 public:
  struct Change {
    std::string name;
    std::set<std::string> collections;
  };

  bool Put(v1::Article article) {
    const auto owner = slugs_.find(article.slug());
    if (owner != slugs_.end() && owner->second != article.name()) return false;
    slugs_[article.slug()] = article.name();
    Change change{article.name(), Lists(articles_[article.name()])};
    for (const std::string& name : Lists(article)) {
      change.collections.insert(name);
    }
    log_.push_back(change);
    article.set_revision(static_cast<int64_t>(log_.size()));
    articles_[article.name()] = article;
    return true;
  }

  void PutSettings(const std::string& name) {
    log_.push_back({name, {}});
    settings_[name] = static_cast<int64_t>(log_.size());
  }

  std::vector<std::string> List(const ListQuery& query) const {
    std::vector<ListPosition> found;
    for (const auto& [name, article] : articles_) {
      const auto places = CollectionsOf(article);
      if (std::count(places.begin(), places.end(), query.collection) > 0 &&
          article.state() == query.state &&
          (query.with_verdicts || article.verdicts().empty())) {
        found.push_back(PositionOf(article));
      }
    }
    std::sort(found.begin(), found.end());
    std::vector<std::string> names;
    for (const auto& position : found) names.push_back(position.name);
    return names;
  }

  int64_t LastChangeOf(const std::string& resource) const {
    int64_t last = 0;
    for (size_t i = 0; i < log_.size(); ++i) {
      if (log_[i].name == resource || log_[i].collections.contains(resource)) {
        last = static_cast<int64_t>(i) + 1;
      }
    }
    return last;
  }

  const std::vector<Change>& log() const { return log_; }
  const std::map<std::string, v1::Article>& articles() const {
    return articles_;
  }
  const std::map<std::string, std::string>& slugs() const { return slugs_; }
  // Newest number of each section's settings.
  const std::map<std::string, int64_t>& settings() const { return settings_; }

 private:
  static std::set<std::string> Lists(const v1::Article& article) {
    if (!IsListed(article)) return {};
    const auto all = CollectionsOf(article);
    return {all.begin(), all.end()};
  }

  std::map<std::string, v1::Article> articles_;
  std::map<std::string, std::string> slugs_;
  std::map<std::string, int64_t> settings_;
  std::vector<Change> log_;
};

v1::Article RandomArticle(std::mt19937& random) {
  v1::Article article;
  article.set_name(absl::StrCat("articles/a", random() % 30));
  article.set_slug(absl::StrCat("s", random() % 60));
  article.set_state(static_cast<v1::State>(1 + random() % 4));
  if (random() % 3) article.set_section(absl::StrCat("Part ", random() % 3));
  if (random() % 2) article.add_tags(absl::StrCat("Tag ", random() % 4));
  if (random() % 2) article.add_tags(absl::StrCat("Tag ", random() % 4));
  if (random() % 4 == 0) {
    article.add_verdicts()->set_kind(v1::Verdict::KIND_THIN);
  }
  if (random() % 5) {
    *article.mutable_publish_time() =
        At(static_cast<int64_t>(random() % 50) - 10);
  }
  return article;
}

class ArticleStoreModelTest : public ::testing::TestWithParam<int> {};

TEST_P(ArticleStoreModelTest, TheStoreAgreesWithANaiveOne) {
  std::mt19937 random(GetParam());
  TempFolder dir;
  auto store = OpenStore(dir.File("articles.db"));
  Model model;
  for (int step = 0; step < 300; ++step) {
    if (random() % 60 == 0) {
      store.reset();
      store = OpenStore(dir.File("articles.db"));
    }
    if (random() % 5 == 0) {
      v1::SectionSettings settings;
      settings.set_name(absl::StrCat("sectionSettings/part-", random() % 4));
      ASSERT_TRUE(store
                      ->Write(absl::Now(),
                              [&](ArticleWriter& writer) {
                                return writer.PutSectionSettings(settings);
                              })
                      .ok());
      model.PutSettings(settings.name());
      ASSERT_EQ(settings.revision(), static_cast<int64_t>(model.log().size()));
    }
    v1::Article article = RandomArticle(random);
    const absl::Status status = store->Write(
        absl::Now(),
        [&](ArticleWriter& writer) { return writer.Put(article); });
    ASSERT_EQ(status.ok(), model.Put(article)) << status;
    ASSERT_EQ(store->NewestNumber(), static_cast<int64_t>(model.log().size()));
    if (step % 10 != 0) continue;

    for (const char* collection :
         {"articles/-", "sections/part-1", "tags/tag-2"}) {
      ASSERT_EQ(*store->LastChangeOf(collection),
                model.LastChangeOf(collection));
      for (int state = 1; state <= 4; ++state) {
        ListQuery query;
        query.collection = collection;
        query.state = static_cast<v1::State>(state);
        query.with_verdicts = random() % 2;
        query.limit = 1 + static_cast<int>(random() % 7);
        std::vector<std::string> names;
        for (bool more = true; more;) {
          const auto list = store->List(query);
          ASSERT_TRUE(list.ok());
          for (const auto& found : list->articles) {
            names.push_back(found.name());
          }
          more = list->more;
          if (more) query.after = PositionOf(list->articles.back());
        }
        ASSERT_EQ(names, model.List(query)) << collection << " " << state;
      }
    }
    for (const auto& [name, expected] : model.articles()) {
      const auto read = store->Get(name);
      ASSERT_TRUE(read.ok() && read->has_value());
      ASSERT_EQ((*read)->article.revision(), expected.revision());
      ASSERT_EQ(*store->LastChangeOf(name), model.LastChangeOf(name));
    }
    for (const auto& [name, revision] : model.settings()) {
      ASSERT_EQ((*store->GetSectionSettings(name))->revision(), revision);
      ASSERT_EQ(*store->LastChangeOf(name), revision);
    }
    for (const auto& [slug, name] : model.slugs()) {
      ASSERT_EQ((*store->FindSlug(slug))->name, name);
    }
  }
  const auto log = store->ReadChanges(1, {.changes = 1000}, false);
  ASSERT_TRUE(log.ok());
  ASSERT_EQ(log->size(), model.log().size());
  for (size_t i = 0; i < log->size(); ++i) {
    EXPECT_EQ((*log)[i].name, model.log()[i].name);
    EXPECT_EQ(std::set<std::string>((*log)[i].collections.begin(),
                                    (*log)[i].collections.end()),
              model.log()[i].collections);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, ArticleStoreModelTest, ::testing::Range(1, 6));

}  // namespace
}  // namespace byline::article
