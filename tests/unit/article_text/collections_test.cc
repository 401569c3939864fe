#include "common/article/collections.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/article/section_settings_name.h"

namespace byline {
namespace {

using ::testing::ElementsAre;
using ::testing::StartsWith;

TEST(CollectionsTest, EveryArticleIsInTheCollectionOfAll) {
  EXPECT_THAT(CollectionsOf({}), ElementsAre("articles/-"));
}

TEST(CollectionsTest, SectionTagsAndAuthorsFollowInTheirOrder) {
  article::v1::Article article;
  article.set_section("World News");
  article.add_tags("Ferries");
  article.add_tags("île d’Yeu");
  article.add_authors("Orla Venn");
  EXPECT_THAT(CollectionsOf(article),
              ElementsAre("articles/-", "sections/world-news", "tags/ferries",
                          "tags/ile-d-yeu", "authors/orla-venn"));
}

TEST(CollectionsTest, RepeatsAndEmptyNamesAreLeftOut) {
  article::v1::Article article;
  article.set_section(" ");
  article.add_tags("Ferries");
  article.add_tags("FERRIES");
  article.add_tags("");
  EXPECT_THAT(CollectionsOf(article),
              ElementsAre("articles/-", "tags/ferries"));
}

TEST(CollectionsTest, ANameWithoutLettersHasACollectionOfItsOwn) {
  EXPECT_THAT(TagCollection("😀"), StartsWith("tags/x-"));
  EXPECT_NE(TagCollection("😀"), TagCollection("🚢"));
  EXPECT_EQ(SectionCollection("World"), "sections/world");
  EXPECT_EQ(AuthorCollection("Hale"), "authors/hale");
}

TEST(SectionSettingsNameTest, ItHasTheIdOfTheSectionsCollection) {
  for (const char* section : {"World News", "world-news", "😀", "Été"}) {
    const std::string name = SectionSettingsName(section);
    EXPECT_TRUE(IsOfSectionSettings(name));
    EXPECT_EQ(name.substr(name.find('/')),
              SectionCollection(section).substr(sizeof("sections") - 1));
    // What an address shows names the same.
    EXPECT_EQ(SectionSettingsName(name.substr(name.find('/') + 1)), name);
  }
  EXPECT_FALSE(IsOfSectionSettings("articles/sectionSettings"));
  EXPECT_FALSE(IsOfSectionSettings("sections/world"));
}

}  // namespace
}  // namespace byline
