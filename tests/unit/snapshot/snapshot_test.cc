// A snapshot is read back as it was written, or is known to be none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <numeric>

#include "common/snapshot/snapshot_reader.h"
#include "common/snapshot/snapshot_writer.h"
#include "tests/testing/temp_folder.h"

namespace byline {
namespace {

using ::byline::testing::TempFolder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr uint64_t kMagic = 77;
constexpr uint64_t kFormat = 3;

std::vector<uint32_t> Numbers(size_t count) {
  std::vector<uint32_t> numbers(count);
  std::iota(numbers.begin(), numbers.end(), 5);
  return numbers;
}

class SnapshotTest : public ::testing::Test {
 protected:
  // Longer than the writer's buffer in one piece, and in many.
  static void WriteBody(SnapshotWriter& writer) {
    writer.Write(int64_t{-4});
    writer.WriteString("tide tables");
    writer.WriteVector(Numbers(1'000'000));
    writer.WriteVector(std::vector<double>());
    for (const uint32_t number : Numbers(400'000)) writer.Write(number);
  }
  void WriteSnapshot() {
    auto writer = SnapshotWriter::Create(path_, kMagic, kFormat);
    ASSERT_TRUE(writer.ok()) << writer.status();
    WriteBody(**writer);
    ASSERT_TRUE((*writer)->Finish().ok());
  }
  absl::Status Status() {
    return SnapshotReader::Open(path_, kMagic, kFormat).status();
  }
  std::vector<std::string> Files() {
    std::vector<std::string> files;
    for (const auto& entry :
         std::filesystem::directory_iterator(folder_.path())) {
      files.push_back(entry.path().filename());
    }
    return files;
  }

  TempFolder folder_;
  const std::string path_ = folder_.File("some.snapshot");
};

TEST_F(SnapshotTest, GivesBackWhatWasWritten) {
  WriteSnapshot();
  EXPECT_THAT(Files(), ElementsAre("some.snapshot"));
  auto reader = SnapshotReader::Open(path_, kMagic, kFormat);
  ASSERT_TRUE(reader.ok()) << reader.status();
  EXPECT_EQ((*reader)->Read<int64_t>(), -4);
  EXPECT_EQ((*reader)->ReadString(), "tide tables");
  EXPECT_EQ((*reader)->ReadVector<uint32_t>(), Numbers(1'000'000));
  EXPECT_THAT((*reader)->ReadVector<double>(), IsEmpty());
  for (const uint32_t number : Numbers(400'000)) {
    ASSERT_EQ((*reader)->Read<uint32_t>(), number);
  }
  EXPECT_TRUE((*reader)->ok());
  EXPECT_TRUE((*reader)->AtEnd());
  // Beyond the end there is nothing, and it says so.
  EXPECT_EQ((*reader)->Read<uint32_t>(), 0u);
  EXPECT_THAT((*reader)->ReadVector<uint32_t>(), IsEmpty());
  EXPECT_FALSE((*reader)->ok());
}

TEST_F(SnapshotTest, OneThatWasNeverThereIsNotFound) {
  EXPECT_EQ(Status().code(), absl::StatusCode::kNotFound);
}

TEST_F(SnapshotTest, AnyByteThatChangedIsNoticed) {
  WriteSnapshot();
  const std::string whole = testing::ReadFile(path_);
  for (const size_t at : {size_t{16}, size_t{17}, whole.size() / 2,
                          whole.size() - 9, whole.size() - 1}) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    testing::WriteFile(path_, damaged);
    EXPECT_EQ(Status().code(), absl::StatusCode::kDataLoss) << at;
  }
  for (const size_t size : {size_t{0}, size_t{20}, whole.size() - 1}) {
    testing::WriteFile(path_, whole.substr(0, size));
    EXPECT_EQ(Status().code(), absl::StatusCode::kDataLoss) << size;
  }
}

TEST_F(SnapshotTest, AnotherKindOrFormatIsRefused) {
  WriteSnapshot();
  for (const auto& [magic, format] :
       {std::pair{kMagic + 1, kFormat}, std::pair{kMagic, kFormat + 1}}) {
    EXPECT_EQ(SnapshotReader::Open(path_, magic, format).status().code(),
              absl::StatusCode::kFailedPrecondition);
  }
}

TEST_F(SnapshotTest, WhatWasNotFinishedLeavesTheOneBeforeInPlace) {
  WriteSnapshot();
  {
    auto writer = SnapshotWriter::Create(path_, kMagic, kFormat);
    ASSERT_TRUE(writer.ok());
    (*writer)->WriteString("half of it");
  }
  EXPECT_THAT(Files(), ElementsAre("some.snapshot"));
  EXPECT_TRUE(Status().ok());
}

TEST_F(SnapshotTest, ACountOfMoreThanThereIsReadsNothing) {
  auto writer = SnapshotWriter::Create(path_, kMagic, kFormat);
  ASSERT_TRUE(writer.ok());
  (*writer)->Write(uint64_t{1} << 61);
  ASSERT_TRUE((*writer)->Finish().ok());
  auto reader = SnapshotReader::Open(path_, kMagic, kFormat);
  ASSERT_TRUE(reader.ok());
  EXPECT_THAT((*reader)->ReadVector<uint64_t>(), IsEmpty());
  EXPECT_FALSE((*reader)->ok());
}

TEST_F(SnapshotTest, APathThatCannotBeWrittenIsNamed) {
  const auto writer =
      SnapshotWriter::Create(folder_.File("none/some"), kMagic, kFormat);
  EXPECT_EQ(writer.status().code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(writer.status().message()), HasSubstr("none/some"));
}

}  // namespace
}  // namespace byline
