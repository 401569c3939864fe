// StreamLoop: keeps an endless stream from a server open, on a thread of its
// own: opens it, and again after it has ended, after a wait that grows while no
// message comes. What the stream says is its owner's affair. Thread-safe but
// for Start and Stop.
//
//   StreamLoop loop({.what = "the change feed", .follower = "gateway/a"},
//                   [&](grpc::ClientContext& context) -> absl::Status {
//     auto stream = stub.Watch(&context, request);
//     while (stream->Read(&message)) { loop.OnMessage(); ... }
//     return FromGrpcStatus(stream->Finish());
//   });
#ifndef BYLINE_COMMON_FEED_STREAM_LOOP_H_
#define BYLINE_COMMON_FEED_STREAM_LOOP_H_

#include <absl/status/status.h>
#include <absl/time/time.h>
#include <grpcpp/client_context.h>

#include <functional>
#include <string>
#include <thread>

#include "common/base/backoff.h"
#include "common/base/mutex.h"

namespace byline {

class StreamLoop {
 public:
  struct Options {
    // For logs: what is streamed, and who follows.
    std::string what = "";
    std::string follower = "";
    // Wait before a new stream, doubled up to the greatest while none gives a
    // message; half to all of it, at random.
    absl::Duration min_backoff = absl::Milliseconds(50);
    absl::Duration max_backoff = absl::Seconds(2);
  };
  // Opens one stream and reads it to its end, with this context.
  using ReadStream = std::function<absl::Status(grpc::ClientContext& context)>;

  // `read` runs on the loop's thread; what it uses must outlive the loop.
  StreamLoop(const Options& options, ReadStream read);
  // Stops.
  ~StreamLoop();
  StreamLoop(const StreamLoop&) = delete;
  StreamLoop& operator=(const StreamLoop&) = delete;

  void Start();
  // Cancels the stream and joins the thread; again: nothing.
  void Stop();

  // For `read`: a message has come.
  void OnMessage() { without_message_ = 0; }
  // Cancels the stream that is open now, so that a new one begins.
  void Cancel();

 private:
  void Run();
  absl::Status ReadOnce();
  // Waits before the next stream; false when stopping.
  bool WaitBeforeNext();

  const Options options_;
  const ReadStream read_;
  std::thread thread_;

  // Of the thread alone.
  Backoff backoff_;
  int without_message_ = 0;  // streams in a row

  Mutex mutex_;
  CondVar stopped_;
  bool stopping_ GUARDED_BY(mutex_) = false;
  grpc::ClientContext* context_ GUARDED_BY(mutex_) = nullptr;
};

}  // namespace byline

#endif  // BYLINE_COMMON_FEED_STREAM_LOOP_H_
