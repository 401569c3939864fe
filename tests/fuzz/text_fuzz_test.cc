// The fuzzer's entry point on seeded random inputs, so that every test run
// passes over it.
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "tests/fuzz/text_entry.h"

namespace byline::text {
namespace {

TEST(TextFuzzTest, RandomBytesKeepEveryPromise) {
  std::mt19937 random(29);
  for (int round = 0; round < 1'500; ++round) {
    std::string bytes;
    for (int i = static_cast<int>(random() % 120); i > 0; --i)
      bytes.push_back(static_cast<char>(random()));
    FuzzText(bytes);
  }
}

TEST(TextFuzzTest, RandomCharactersOfAllScriptsKeepEveryPromise) {
  std::mt19937 random(31);
  const std::string parts[] = {"A",
                               "z",
                               ". ",
                               "? ",
                               "“",
                               "”",
                               "«",
                               "\n",
                               "é",
                               "ß",
                               "İ",
                               "ŉ",
                               "ﬁ",
                               "中",
                               "文",
                               "。",
                               "カ",
                               "ｶ",
                               "한",
                               "ا",
                               "ي",
                               "\xE2\x80\x8C",
                               "ـ",
                               "٣",
                               "ไ",
                               "हि",
                               "😀",
                               "\xF0\x9F\x87\xA9",
                               "\xE2\x80\x8D",
                               "\xCC\x81",
                               "\xFF",
                               "1",
                               "a) ",
                               "soon ",
                               "text ",
                               "lorem "};
  for (int round = 0; round < 1'500; ++round) {
    std::string text;
    for (int i = static_cast<int>(random() % 60); i > 0; --i)
      text += parts[random() % std::size(parts)];
    FuzzText(text);
  }
}

}  // namespace
}  // namespace byline::text
