// RESP2, the protocol of Redis: commands to bytes, bytes to replies, by
// hiredis. Only what we ask for is understood: simple strings, errors, numbers
// and bulk strings. RespReader is not thread-safe.
#ifndef BYLINE_COMMON_REDIS_RESP_H_
#define BYLINE_COMMON_REDIS_RESP_H_

#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>
#include <absl/types/optional.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

struct redisReader;

namespace byline {

struct RedisReply {
  enum class Kind { kStatus, kError, kInteger, kString, kNil };
  Kind kind = Kind::kNil;
  std::string text;  // of kStatus, kError and kString
  int64_t integer = 0;
};

// A command as it goes over the wire; arguments may hold any bytes.
using RedisCommand = std::vector<std::string>;
std::string FormatCommand(const RedisCommand& command);

class RespReader {
 public:
  // A reply of more than `max_bytes` is an error.
  explicit RespReader(size_t max_bytes);
  ~RespReader();
  RespReader(const RespReader&) = delete;
  RespReader& operator=(const RespReader&) = delete;

  void Feed(absl::string_view bytes);
  // The next whole reply; nothing while it is not there. INVALID_ARGUMENT for
  // anything else than RESP2 replies to our commands: the reader is of no more
  // use then.
  absl::StatusOr<absl::optional<RedisReply>> Next();

 private:
  struct Free {
    void operator()(redisReader* reader) const;
  };

  const size_t max_bytes_;
  bool failed_ = false;
  std::unique_ptr<redisReader, Free> reader_;
};

}  // namespace byline

#endif  // BYLINE_COMMON_REDIS_RESP_H_
