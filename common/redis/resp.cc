#include "common/redis/resp.h"

#include <hiredis/hiredis.h>

#include <utility>

namespace byline {
namespace {

// Makes RedisReply of what hiredis parses. A null pointer ends the parsing, so
// an array can claim any number of elements without getting memory for them.
void* MakeString(const redisReadTask* task, char* text, size_t size) {
  const auto kind = task->type == REDIS_REPLY_ERROR ? RedisReply::Kind::kError
                    : task->type == REDIS_REPLY_STATUS
                        ? RedisReply::Kind::kStatus
                        : RedisReply::Kind::kString;
  return new RedisReply{kind, std::string(text, size), 0};
}

void* RefuseArray(const redisReadTask* /*task*/, int /*elements*/) {
  return nullptr;
}

void* MakeInteger(const redisReadTask* /*task*/, long long value) {
  return new RedisReply{RedisReply::Kind::kInteger, "", value};
}

void* MakeNil(const redisReadTask* /*task*/) { return new RedisReply; }

void FreeReply(void* reply) { delete static_cast<RedisReply*>(reply); }

redisReplyObjectFunctions* Functions() {
  static redisReplyObjectFunctions functions = {
      MakeString, RefuseArray, MakeInteger, MakeNil, FreeReply};
  return &functions;
}

}  // namespace

std::string FormatCommand(const RedisCommand& command) {
  std::vector<const char*> arguments;
  std::vector<size_t> sizes;
  for (const std::string& argument : command) {
    arguments.push_back(argument.data());
    sizes.push_back(argument.size());
  }
  char* bytes = nullptr;
  const int size =
      redisFormatCommandArgv(&bytes, static_cast<int>(arguments.size()),
                             arguments.data(), sizes.data());
  if (size < 0) return "";
  std::string formatted(bytes, static_cast<size_t>(size));
  redisFreeCommand(bytes);
  return formatted;
}

void RespReader::Free::operator()(redisReader* reader) const {
  redisReaderFree(reader);
}

RespReader::RespReader(size_t max_bytes)
    : max_bytes_(max_bytes),
      reader_(redisReaderCreateWithFunctions(Functions())) {}

RespReader::~RespReader() = default;

void RespReader::Feed(absl::string_view bytes) {
  if (failed_) return;
  if (redisReaderFeed(reader_.get(), bytes.data(), bytes.size()) != REDIS_OK) {
    failed_ = true;
  }
}

absl::StatusOr<absl::optional<RedisReply>> RespReader::Next() {
  void* parsed = nullptr;
  if (failed_ || redisReaderGetReply(reader_.get(), &parsed) != REDIS_OK) {
    failed_ = true;
    return absl::InvalidArgumentError("not a reply to a command of ours");
  }
  if (parsed != nullptr) {
    std::unique_ptr<RedisReply> reply(static_cast<RedisReply*>(parsed));
    return absl::optional<RedisReply>(std::move(*reply));
  }
  // What is not parsed yet belongs to one reply.
  if (reader_->len - reader_->pos > max_bytes_) {
    failed_ = true;
    return absl::InvalidArgumentError("a reply is larger than allowed");
  }
  return absl::optional<RedisReply>();
}

}  // namespace byline
