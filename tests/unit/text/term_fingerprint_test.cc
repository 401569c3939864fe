#include "common/text/term_fingerprint.h"

#include <absl/strings/ascii.h>
#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>

#include "common/text/ascii_words.h"
#include "common/text/fingerprint_set.h"

namespace byline::text {
namespace {

TEST(TermFingerprintTest, TellsTermsApart) {
  std::set<uint64_t> seen;
  std::string term;
  for (int i = 0; i < 200; ++i) {
    EXPECT_TRUE(seen.insert(TermFingerprint(term)).second);
    term.push_back(static_cast<char>('a' + i % 3));
  }
  EXPECT_NE(TermFingerprint("ab"),
            TermFingerprint(absl::string_view("ab\0", 3)));
}

// Kept on disk.
TEST(TermFingerprintTest, NeverChanges) {
  EXPECT_EQ(TermFingerprint(""), 0u);
  EXPECT_EQ(TermFingerprint("ferry"), 1199020884852104055u);
  EXPECT_EQ(TermFingerprint("seafarer"), 9543129421691626287u);
  EXPECT_EQ(TermFingerprint("oystercatchers"), 110407453047453035u);
  EXPECT_EQ(TermFingerprint("\u00e9t\u00e9"), 11262329945761767060u);
}

TEST(TermFingerprintTest, OfAsciiWordsIsThatOfTheFoldedWord) {
  const std::string all = "Quill7Osterby0FERRY9halvard31LINEseafarersGUILDxyz";
  for (size_t begin = 0; begin < all.size(); ++begin) {
    for (size_t size = 1; begin + size <= all.size(); ++size) {
      const std::string word = all.substr(begin, size);
      const std::string folded = absl::AsciiStrToLower(word);
      ASSERT_EQ(AsciiFingerprint(word), TermFingerprint(folded)) << word;
      if (size > 8) continue;
      ASSERT_EQ(ShortFingerprint(FewBytes(folded.data(), size), size),
                TermFingerprint(folded))
          << word;
    }
  }
}

TEST(FingerprintSetTest, HoldsItsFingerprintsAndNoOthers) {
  std::mt19937_64 random(3);
  for (const size_t size : {0, 1, 24, 240, 3000}) {
    std::vector<uint64_t> inside(size);
    for (uint64_t& fingerprint : inside) fingerprint = random();
    // Many of one slot.
    for (size_t i = 0; i < std::min<size_t>(size, 9); ++i) {
      inside[i] = (i + 1) << 12;
    }
    const FingerprintSet set(inside);
    for (const uint64_t fingerprint : inside) {
      EXPECT_TRUE(set.contains(fingerprint));
      EXPECT_FALSE(set.contains(fingerprint + (uint64_t{1} << 40)));
    }
    for (int i = 0; i < 10'000; ++i) EXPECT_FALSE(set.contains(random()));
  }
}

TEST(AsciiWordsTest, LettersAndDigitsAreCountedAsOneByOne) {
  std::mt19937 random(7);
  for (int i = 0; i < 100'000; ++i) {
    // Now and then any byte.
    std::string bytes;
    for (int j = 0; j < 24; ++j) {
      bytes.push_back(random() % 8 == 0 ? static_cast<char>(random())
                                        : "azAZ09mM"[random() % 8]);
    }
    size_t run = 0;
    while (run < bytes.size() &&
           absl::ascii_isalnum(static_cast<unsigned char>(bytes[run]))) {
      ++run;
    }
    ASSERT_EQ(CountAlnum(EightBytes(bytes.data())), std::min<size_t>(run, 8));
    ASSERT_EQ(AlnumEnd(bytes, 0), run);
    const size_t cut = random() % 24;
    ASSERT_EQ(AlnumEnd(absl::string_view(bytes).substr(0, cut), 0),
              std::min(run, cut));
  }
}

TEST(AsciiWordsTest, BytesAreReadTheFirstOneLowest) {
  const std::string bytes = "\x01\x02\x03\x04\x05\x06\x07\xF8";
  EXPECT_EQ(EightBytes(bytes.data()), 0xF807060504030201u);
  for (size_t size = 0; size < 8; ++size) {
    EXPECT_EQ(FewBytes(bytes.data(), size),
              FirstBytes(EightBytes(bytes.data()), size));
  }
  EXPECT_EQ(FewBytes(bytes.data(), 8), EightBytes(bytes.data()));
}

}  // namespace
}  // namespace byline::text
