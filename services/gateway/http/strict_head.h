// Judges the head of an HTTP/1.1 request as it came over the wire, by RFC 9112,
// more strictly than general parsers do: what two servers could read in two
// ways is refused, so that nothing can be smuggled past a proxy in front. Pure
// and thread-safe: bytes in, verdict out; no Beast. The views of a RequestHead
// point into the bytes that were given.
//
//   RequestHead head;
//   if (const auto fault = JudgeHead(bytes, HeadLimits{}, &head))
//     return Refuse(fault->status, fault->reason);
#ifndef BYLINE_SERVICES_GATEWAY_HTTP_STRICT_HEAD_H_
#define BYLINE_SERVICES_GATEWAY_HTTP_STRICT_HEAD_H_

#include <absl/strings/string_view.h>
#include <absl/types/optional.h>

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace byline::gateway {

// Why a request is refused: the HTTP status and a sentence for the answer's
// body. The connection is closed after it.
struct HttpFault {
  int status;
  absl::string_view reason;
};

struct HeadLimits {
  size_t head_bytes = 16 * 1024;
  size_t target_bytes = 8000;
  size_t fields = 100;
};

// The methods whose requests are framed like any other. All but the reading
// ones are there only to be told in the right form that they are not served.
enum class Method {
  kGet,
  kHead,
  kPost,
  kOptions,
  kPut,
  kDelete,
  kPatch,
  kTrace
};

struct RequestHead {
  Method method = Method::kGet;
  absl::string_view path;   // begins with "/", or is "*"; escapes as they came
  absl::string_view query;  // without "?"; empty where there is none
  // Of the target's absolute form, or of the Host field.
  absl::string_view host;
  std::vector<std::pair<absl::string_view, absl::string_view>> fields;
  int minor_version = 1;
  bool keep_alive = true;
  bool chunked = false;
  bool expects_continue = false;
  uint64_t content_length = 0;

  // Value of the first field of that name (any case); empty where there is
  // none.
  absl::string_view Field(absl::string_view name) const;
};

// Where the head ends: its size with the empty line. nullopt: more bytes are
// needed. A line that ends in a bare LF is a fault at once, so that nobody has
// to wait for bytes that never come. `scanned` keeps the state between calls; 0
// at first.
struct HeadEnd {
  absl::optional<size_t> size;
  absl::optional<HttpFault> fault;
};
HeadEnd FindHeadEnd(absl::string_view bytes, const HeadLimits& limits,
                    size_t* scanned);

// Judges a whole head (with its empty line) and takes it apart.
absl::optional<HttpFault> JudgeHead(absl::string_view bytes,
                                    const HeadLimits& limits,
                                    RequestHead* head);

// Whether `c` may stand in a token (RFC 9110 5.6.2).
bool IsTokenChar(unsigned char c);
// Whether `c` may stand in a field value: HT, space, visible, or above 0x7f.
bool IsFieldValueChar(unsigned char c);

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_HTTP_STRICT_HEAD_H_
