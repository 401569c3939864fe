#include "services/recommendation/core/index/record_file.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <random>
#include <string>
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

TEST(RecordFileTest, AScanOfWhatCannotBeThereGivesNothing) {
  const auto file = RecordFile::Temporary();
  file->Append("some");
  for (const bool passes : {false, true}) {
    file->SetPassing(passes);
    RecordScan scan(*file);
    EXPECT_EQ(scan.Read(uint64_t{1} << 62, 10), "");
    EXPECT_EQ(scan.Read(1, 3), "ome");
  }
}

TEST(RecordFileTest, AScanReadsPiecesThatLieFarApart) {
  const auto file = RecordFile::Temporary();
  std::string all;
  for (const std::string& piece : Pieces(400)) {
    file->Append(piece);
    all += piece;
  }
  RecordScan scan(*file);
  for (size_t at = 0; at + 100 < all.size(); at += 300'000) {
    ASSERT_EQ(scan.Read(at, 100), all.substr(at, 100)) << at;
    ASSERT_EQ(scan.Read(at + 50, 100), all.substr(at + 50, 100)) << at;
  }
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

// How much of a file the system holds in memory.
size_t BytesInMemory(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  EXPECT_GE(file, 0) << path;
  struct stat facts {};
  EXPECT_EQ(fstat(file, &facts), 0);
  const auto size = static_cast<size_t>(facts.st_size);
  const auto page = static_cast<size_t>(sysconf(_SC_PAGESIZE));
  std::vector<unsigned char> pages((size + page - 1) / page);
  void* const map = mmap(nullptr, size, PROT_READ, MAP_SHARED, file, 0);
  EXPECT_NE(map, MAP_FAILED);
  EXPECT_EQ(mincore(map, size, pages.data()), 0);
  munmap(map, size);
  close(file);
  return page *
         static_cast<size_t>(std::count_if(pages.begin(), pages.end(),
                                           [](auto bits) { return bits & 1; }));
}

bool CanLeaveMemory(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
  close(file);
  return BytesInMemory(path) == 0;
}

constexpr size_t kPieceSize = 5'000;

// Appends the pieces; where each lies follows from its number.
std::string PieceOf(size_t i) {
  return std::string(kPieceSize, static_cast<char>('a' + i % 26));
}
// To a disk that keeps up.
void AppendMany(size_t pieces, RecordFile& file) {
  for (size_t i = 0; i < pieces; ++i) {
    file.Append(PieceOf(i));
    if (i % 1'000 == 999) ASSERT_TRUE(file.Sync().ok());
  }
}
void ScanMany(size_t pieces, const RecordFile& file) {
  RecordScan scan(file);
  for (size_t i = 0; i < pieces; ++i) {
    ASSERT_EQ(scan.Read(i * kPieceSize, kPieceSize), PieceOf(i)) << i;
  }
}

TEST(RecordFileTest, WhatPassesLeavesMemoryAndIsReadAlike) {
  TempFolder folder;
  // Less than what may wait to get to the disk: here all of it has.
  constexpr size_t kFew = 6'000;  // 30 MB
  const std::string path = folder.File("kept");
  const auto file = *RecordFile::Open(path, 0);
  AppendMany(kFew, *file);
  EXPECT_GT(BytesInMemory(path), kFew * kPieceSize / 2);
  if (!CanLeaveMemory(path)) GTEST_SKIP() << "files are in memory here";
  ScanMany(kFew, *file);
  EXPECT_GT(BytesInMemory(path), kFew * kPieceSize / 2);
  file->SetPassing(true);
  ScanMany(kFew, *file);
  EXPECT_LT(BytesInMemory(path), kFew * kPieceSize / 2);

  constexpr size_t kMany = 30'000;  // 150 MB
  const std::string passing_path = folder.File("passing");
  const auto passing = *RecordFile::Open(passing_path, 0);
  passing->SetPassing(true);
  AppendMany(kMany, *passing);
  EXPECT_LT(BytesInMemory(passing_path), kMany * kPieceSize * 2 / 3);
  ScanMany(kMany, *passing);
  EXPECT_LT(BytesInMemory(passing_path), kMany * kPieceSize / 2);
}

// Appends to a file that may not grow beyond some size.
void AppendTooMuch(const std::string& path) {
  signal(SIGXFSZ, SIG_IGN);
  const rlimit limit{1 << 20, 1 << 20};
  setrlimit(RLIMIT_FSIZE, &limit);
  const auto file = *RecordFile::Open(path, 0);
  for (int i = 0; i < 400; ++i) file->Append(PieceOf(0));
}

TEST(RecordFileDeathTest, ADiskThatIsFullEndsTheProcessWithALine) {
  TempFolder folder;
  EXPECT_EXIT(AppendTooMuch(folder.File("full")), ::testing::ExitedWithCode(1),
              "cannot be written.*File too large.*more room");
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
