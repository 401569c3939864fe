// What gRPC's callback interface needs of a process. Thread-safe.
#ifndef BYLINE_COMMON_SERVER_CALLBACK_QUEUE_H_
#define BYLINE_COMMON_SERVER_CALLBACK_QUEUE_H_

namespace byline {

// Keeps gRPC's queue of callbacks until the process ends. All channels and
// servers that use callbacks share one queue, which gRPC (1.51) frees with the
// last of them while its own threads may still be waiting on it; the process
// then aborts ("ref_counted.h: assertion failed: prior > 0"). A channel of our
// own that never ends, without a connection, is never the last.
//
// Called before a channel or server is made; quick after the first time.
void KeepCallbackQueue();

}  // namespace byline

#endif  // BYLINE_COMMON_SERVER_CALLBACK_QUEUE_H_
