#include "services/gateway/page/gzip.h"

#include <zlib.h>

#include <cstdlib>

namespace byline::gateway {

std::string Gzip(absl::string_view bytes) {
  z_stream stream{};
  constexpr int kGzipWindow = 15 + 16;
  // Fails only without memory.
  if (deflateInit2(&stream, 6, Z_DEFLATED, kGzipWindow, 8,
                   Z_DEFAULT_STRATEGY) != Z_OK)
    std::abort();
  std::string compressed(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(compressed.data());
  stream.avail_out = static_cast<uInt>(compressed.size());
  deflate(&stream, Z_FINISH);
  compressed.resize(stream.total_out);
  deflateEnd(&stream);
  return compressed;
}

}  // namespace byline::gateway
