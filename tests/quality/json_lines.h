// Reads JSON Lines files of measuring data. Not for the product: the whole file
// is held in memory.
#ifndef BYLINE_TESTS_QUALITY_JSON_LINES_H_
#define BYLINE_TESTS_QUALITY_JSON_LINES_H_

#include <absl/strings/string_view.h>
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>

#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

namespace byline::quality {

// The folder with the measuring data: $BYLINE_DATA, or ../shared/data.
inline std::string DataFolder() {
  const char* const folder = std::getenv("BYLINE_DATA");
  return folder != nullptr ? folder : "../shared/data";
}

// The objects of the file, in its order; lines that are no JSON object are left
// out. Empty if there is no such file.
inline std::vector<google::protobuf::Struct> ReadJsonLines(
    const std::string& path) {
  std::vector<google::protobuf::Struct> objects;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    google::protobuf::Struct object;
    if (google::protobuf::util::JsonStringToMessage(line, &object).ok())
      objects.push_back(std::move(object));
  }
  return objects;
}

// A text field; empty where it is missing.
inline const std::string& TextField(const google::protobuf::Struct& object,
                                    const std::string& name) {
  static const std::string* const empty = new std::string;
  const auto found = object.fields().find(name);
  return found == object.fields().end() ? *empty : found->second.string_value();
}

}  // namespace byline::quality

#endif  // BYLINE_TESTS_QUALITY_JSON_LINES_H_
