# cmake -DSTYLE=style.css -DICON=icon.svg -DBEACON=beacon.js -DOUT=embedded_assets.cc -P EmbedAssets.cmake
# Writes the files as byte arrays into one source file.
function(read_bytes file out_var)
  file(READ "${file}" hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
  set(${out_var} "${bytes}" PARENT_SCOPE)
endfunction()

read_bytes("${STYLE}" style)
read_bytes("${ICON}" icon)
read_bytes("${BEACON}" beacon)
file(WRITE "${OUT}" "#include \"services/gateway/page/embedded_assets.h\"

namespace byline::gateway {
namespace {
constexpr char kStyle[] = {${style}};
constexpr char kIcon[] = {${icon}};
constexpr char kBeacon[] = {${beacon}};
}  // namespace
absl::string_view EmbeddedStyle() { return {kStyle, sizeof(kStyle)}; }
absl::string_view EmbeddedIcon() { return {kIcon, sizeof(kIcon)}; }
absl::string_view EmbeddedBeacon() { return {kBeacon, sizeof(kBeacon)}; }
}  // namespace byline::gateway
")
