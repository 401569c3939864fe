#include "services/gateway/page/assets.h"

#include <absl/strings/str_cat.h>

#include <map>

#include "common/base/crypto.h"
#include "services/gateway/page/embedded_assets.h"
#include "services/gateway/page/gzip.h"
#include "services/gateway/page/negotiation.h"

namespace byline::gateway {
namespace {

struct Coding {
  std::string etag;
  std::shared_ptr<const std::string> kept_head;     // under today's address
  std::shared_ptr<const std::string> checked_head;  // under any other
  std::shared_ptr<const std::string> not_modified_head;
  std::shared_ptr<const std::string> body;
};

struct Asset {
  std::string hash;
  Coding plain;
  Coding gzip;
};

Coding MakeCoding(std::string body, absl::string_view type,
                  const std::string& hash, bool is_gzip) {
  Coding coding;
  coding.etag = absl::StrCat("\"", hash, is_gzip ? "-gzip\"" : "\"");
  const auto fields = [&](absl::string_view cache_control) {
    FieldList list = {{"Content-Type", type},
                      {"Cache-Control", cache_control},
                      {"ETag", coding.etag},
                      {"Vary", "Accept-Encoding"},
                      {"X-Content-Type-Options", "nosniff"},
                      {"Content-Security-Policy", "default-src 'none'"}};
    if (is_gzip) list.emplace_back("Content-Encoding", "gzip");
    return list;
  };
  coding.kept_head =
      MakeHead(200, fields("public, max-age=31536000, immutable"), body.size());
  coding.checked_head = MakeHead(200, fields("no-cache"), body.size());
  coding.not_modified_head =
      MakeHead(304, {{"ETag", coding.etag}, {"Vary", "Accept-Encoding"}}, 0);
  coding.body = std::make_shared<const std::string>(std::move(body));
  return coding;
}

Asset MakeAsset(absl::string_view content, absl::string_view type) {
  Asset asset;
  asset.hash = Sha256Hex(content).substr(0, 16);
  asset.plain = MakeCoding(std::string(content), type, asset.hash, false);
  asset.gzip = MakeCoding(Gzip(content), type, asset.hash, true);
  return asset;
}

const std::map<std::string, Asset>& Assets() {
  static const auto* const assets = new std::map<std::string, Asset>{
      {"style.css", MakeAsset(EmbeddedStyle(), "text/css; charset=utf-8")},
      {"icon.svg", MakeAsset(EmbeddedIcon(), "image/svg+xml")},
      {"beacon.js",
       MakeAsset(EmbeddedBeacon(), "text/javascript; charset=utf-8")},
  };
  return *assets;
}

}  // namespace

std::string AssetPath(absl::string_view file) {
  return absl::StrCat("/assets/", Assets().at(std::string(file)).hash, "/",
                      file);
}

Response AssetResponse(absl::string_view hash, absl::string_view file,
                       absl::string_view accept_encoding,
                       absl::string_view if_none_match) {
  const auto found = Assets().find(std::string(file));
  if (found == Assets().end())
    return TextResponse(404, "There is no such file.\n");
  const Asset& asset = found->second;
  const Coding& coding =
      AcceptsGzip(accept_encoding) ? asset.gzip : asset.plain;
  Response response;
  if (MatchesEtag(if_none_match, coding.etag)) {
    response.status = 304;
    response.head = coding.not_modified_head;
  } else {
    response.head = hash == asset.hash ? coding.kept_head : coding.checked_head;
    response.body = coding.body;
  }
  return response;
}

}  // namespace byline::gateway
