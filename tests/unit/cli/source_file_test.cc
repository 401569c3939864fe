#include "services/cli/import/source_file.h"

#include <gtest/gtest.h>

#include <string>

#include "services/cli/import/json_line.h"
#include "tests/testing/temp_folder.h"

namespace byline::cli {
namespace {

using byline::testing::TempFolder;
using byline::testing::WriteFile;

class SourceFileTest : public ::testing::Test {
 protected:
  std::string Write(const std::string& name, const std::string& content) {
    WriteFile(folder_.File(name), content);
    return folder_.File(name);
  }

  TempFolder folder_;
};

TEST_F(SourceFileTest, LinesKeepTheirNumbersAcrossBlankOnes) {
  auto source = SourceFile::Open(Write(
      "a.jsonl",
      "\xEF\xBB\xBF{\"id\":\"a\"}\n\n  \n{\"id\":\"b\"}\r\n{\"id\":\"c\"}"));
  ASSERT_TRUE(source.ok());
  ParsedArticle article;
  ASSERT_TRUE((*source)->Next(&article));
  EXPECT_EQ(article.article.name(), "articles/a");
  EXPECT_EQ(article.line, 1);
  ASSERT_TRUE((*source)->Next(&article));
  EXPECT_EQ(article.line, 4);
  ASSERT_TRUE((*source)->Next(&article));
  EXPECT_EQ(article.line, 5);
  EXPECT_FALSE((*source)->Next(&article));
  EXPECT_EQ((*source)->bytes_read(), (*source)->size());
}

TEST_F(SourceFileTest, AnOverlongLineIsRefusedAndTheNextOneRead) {
  auto source = SourceFile::Open(
      Write("a.jsonl", "{\"id\":\"" + std::string(kMaxLineBytes, 'x') +
                           "\"}\n{\"id\":\"b\"}\n"));
  ASSERT_TRUE(source.ok());
  ParsedArticle article;
  ASSERT_TRUE((*source)->Next(&article));
  ASSERT_EQ(article.violations.size(), 1u);
  EXPECT_EQ(article.violations[0].field, "line");
  ASSERT_TRUE((*source)->Next(&article));
  EXPECT_EQ(article.article.name(), "articles/b");
}

TEST_F(SourceFileTest, AMarkdownFileIsOneArticleNamedAfterIt) {
  auto source = SourceFile::Open(Write("fog-at-sea.md", "# Fog\n\nText.\n"));
  ASSERT_TRUE(source.ok());
  ParsedArticle article;
  ASSERT_TRUE((*source)->Next(&article));
  EXPECT_EQ(article.article.name(), "articles/fog-at-sea");
  EXPECT_FALSE((*source)->Next(&article));
}

TEST_F(SourceFileTest, WhatCannotBeReadIsSaidByName) {
  EXPECT_EQ(SourceFile::Open(folder_.File("none.jsonl")).status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(SourceFile::Open(Write("a.docx", "")).status().code(),
            absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace byline::cli
