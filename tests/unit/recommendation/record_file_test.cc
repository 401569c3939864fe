#include "services/recommendation/core/index/record_file.h"

#include <gtest/gtest.h>

#include <atomic>
#include <random>
#include <thread>
#include <vector>

#include "tests/testing/temp_folder.h"

namespace byline::recommendation {
namespace {

using byline::testing::TempFolder;

// Pieces of many lengths, some longer than what waits in memory.
std::vector<std::string> Pieces(size_t count) {
  std::mt19937 random(5);
  std::vector<std::string> pieces;
  for (size_t i = 0; i < count; ++i) {
    const size_t most = i % 20 == 0 ? 200'000 : 9'000;
    pieces.emplace_back(random() % most, static_cast<char>('a' + i % 26));
  }
  return pieces;
}

TEST(RecordFileTest, WhatWaitsAndWhatIsWrittenIsReadAlike) {
  const auto file = RecordFile::Temporary();
  std::string all;
  std::mt19937 random(6);
  for (const std::string& piece : Pieces(120)) {
    ASSERT_EQ(file->Append(piece), all.size());
    all += piece;
    ASSERT_EQ(file->size(), all.size());
    for (int i = 0; i < 20; ++i) {
      const size_t at =
          all.size() - random() % std::min<size_t>(all.size() + 1, 150'000);
      const size_t size = random() % 100'000;
      ASSERT_EQ(file->Read(at, size), all.substr(at, size)) << at;
    }
  }
  EXPECT_EQ(file->Read(0, all.size()), all);
  EXPECT_EQ(file->Read(all.size(), 5), "");
  EXPECT_EQ(file->Read(all.size() + 7, 5), "");
}

TEST(RecordFileTest, AScanReadsWhatReadReads) {
  const auto file = RecordFile::Temporary();
  std::vector<uint64_t> places;
  const std::vector<std::string> pieces = Pieces(400);
  places.reserve(pieces.size());
  for (const std::string& piece : pieces) places.push_back(file->Append(piece));
  RecordScan scan(*file);
  for (size_t i = 0; i < pieces.size(); ++i) {
    ASSERT_EQ(scan.Read(places[i], pieces[i].size()), pieces[i]) << i;
  }
  // Back again, and beyond the end.
  EXPECT_EQ(scan.Read(places[3], pieces[3].size()), pieces[3]);
  EXPECT_EQ(scan.Read(file->size() - 1, 10).size(), 1u);
  EXPECT_EQ(scan.Read(file->size() + 9, 10), "");
}

TEST(RecordFileTest, WhatWasSyncedOutlivesTheProcess) {
  TempFolder folder;
  const std::string path = folder.File("some");
  {
    const auto file = *RecordFile::Open(path, 0);
    file->Append("kept ");
    file->Append("too ");
    ASSERT_TRUE(file->Sync().ok());
    file->Append("lost");
  }
  const auto file = *RecordFile::Open(path, 9);
  EXPECT_EQ(file->Read(0, 100), "kept too ");
  EXPECT_EQ(file->Append("more"), 9u);
  EXPECT_EQ(file->Read(5, 100), "too more");
}

TEST(RecordFileTest, OthersReadWhileOneAppends) {
  const auto file = RecordFile::Temporary();
  const std::vector<std::string> pieces = Pieces(300);
  std::vector<uint64_t> places(pieces.size());
  std::atomic<size_t> appended = 0;
  std::vector<std::thread> readers;
  for (unsigned reader = 0; reader < 3; ++reader) {
    readers.emplace_back([&, reader] {
      std::mt19937 random(reader);
      for (size_t known = 0; known < pieces.size();) {
        known = appended.load(std::memory_order_acquire);
        if (known == 0) continue;
        const size_t i = random() % known;
        EXPECT_EQ(file->Read(places[i], pieces[i].size()), pieces[i]);
      }
    });
  }
  for (size_t i = 0; i < pieces.size(); ++i) {
    places[i] = file->Append(pieces[i]);
    appended.store(i + 1, std::memory_order_release);
  }
  for (std::thread& reader : readers) reader.join();
}

}  // namespace
}  // namespace byline::recommendation
