#include "services/gateway/transcode/field_binding.h"

#include <absl/strings/escaping.h>
#include <absl/strings/match.h>
#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>
#include <absl/strings/str_split.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <set>

#include "common/base/errors.h"
#include "common/base/log.h"
#include "common/text/fold.h"

namespace byline::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

const FieldDescriptor* FindField(const Descriptor& type,
                                 absl::string_view name) {
  const std::string key(name);
  if (const FieldDescriptor* field = type.FindFieldByName(key)) return field;
  for (int i = 0; i < type.field_count(); ++i) {
    if (type.field(i)->json_name() == key) return type.field(i);
  }
  return nullptr;
}

std::string FieldNames(const Descriptor& type) {
  std::vector<std::string> names;
  names.reserve(type.field_count());
  for (int i = 0; i < type.field_count(); ++i)
    names.push_back(type.field(i)->name());
  return absl::StrJoin(names, ", ");
}

// The value as it may stand in an error's text.
std::string Shown(absl::string_view value) {
  return absl::StrCat("\"", text::RepairUtf8(text::TruncateUtf8(value, 60)),
                      "\"");
}

// What a right value looks like.
std::string Expected(const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
    case FieldDescriptor::CPPTYPE_INT64:
      return "a whole number, such as 20";
    case FieldDescriptor::CPPTYPE_UINT32:
    case FieldDescriptor::CPPTYPE_UINT64:
      return "a whole number, 0 or more";
    case FieldDescriptor::CPPTYPE_DOUBLE:
    case FieldDescriptor::CPPTYPE_FLOAT:
      return "a number, such as 0.5";
    case FieldDescriptor::CPPTYPE_BOOL:
      return "true or false";
    case FieldDescriptor::CPPTYPE_STRING:
      return field.type() == FieldDescriptor::TYPE_BYTES ? "base64"
                                                         : "UTF-8 text";
    case FieldDescriptor::CPPTYPE_ENUM: {
      std::vector<std::string> names;
      names.reserve(field.enum_type()->value_count());
      for (int i = 0; i < field.enum_type()->value_count(); ++i)
        names.push_back(field.enum_type()->value(i)->name());
      return absl::StrCat("one of ", absl::StrJoin(names, ", "));
    }
    case FieldDescriptor::CPPTYPE_MESSAGE:
      break;
  }
  const std::string& type = field.message_type()->full_name();
  if (type == "google.protobuf.Timestamp")
    return "a time, such as 2026-01-02T03:04:05Z";
  if (type == "google.protobuf.Duration")
    return "a duration in seconds, such as 1.5s";
  if (type == "google.protobuf.FieldMask")
    return "field names with commas between, such as headline,slug";
  return absl::StrCat("given by its own fields: ",
                      FieldNames(*field.message_type()));
}

// Messages whose JSON form is a string, so that they may stand in a query.
bool IsStringInJson(const Descriptor& type) {
  return type.full_name() == "google.protobuf.Timestamp" ||
         type.full_name() == "google.protobuf.Duration" ||
         type.full_name() == "google.protobuf.FieldMask";
}

// Calls Set##kind or Add##kind.
#define BYLINE_STORE(kind, value)                                     \
  (field.is_repeated() ? reflection.Add##kind(message, &field, value) \
                       : reflection.Set##kind(message, &field, value))

bool StoreString(const FieldDescriptor& field, absl::string_view value,
                 Message* message) {
  const Reflection& reflection = *message->GetReflection();
  std::string text(value);
  if (field.type() == FieldDescriptor::TYPE_BYTES) {
    if (!absl::Base64Unescape(value, &text) &&
        !absl::WebSafeBase64Unescape(value, &text))
      return false;
  } else if (!text::IsValidUtf8(value)) {
    return false;
  }
  BYLINE_STORE(String, text);
  return true;
}

bool StoreEnum(const FieldDescriptor& field, absl::string_view value,
               Message* message) {
  const Reflection& reflection = *message->GetReflection();
  const EnumValueDescriptor* found =
      field.enum_type()->FindValueByName(std::string(value));
  int number;
  if (found == nullptr && absl::SimpleAtoi(value, &number))
    found = field.enum_type()->FindValueByNumber(number);
  if (found == nullptr) return false;
  BYLINE_STORE(Enum, found);
  return true;
}

bool StoreMessage(const FieldDescriptor& field, absl::string_view value,
                  Message* message) {
  if (!IsStringInJson(*field.message_type())) return false;
  const Reflection& reflection = *message->GetReflection();
  Message* target = field.is_repeated()
                        ? reflection.AddMessage(message, &field)
                        : reflection.MutableMessage(message, &field);
  return google::protobuf::util::JsonStringToMessage(JsonQuote(value), target)
      .ok();
}

template <typename Number, typename Parse>
bool ParseNumber(absl::string_view value, Number* number, Parse parse) {
  // What the parsers forgive (blanks, a plus sign) is no number in a query.
  return !value.empty() &&
         value.find_first_not_of("0123456789+-.eE") ==
             absl::string_view::npos &&
         value[0] != '+' && parse(value, number);
}

// Whether `value` was one of the field's type, and is now stored.
bool Store(const FieldDescriptor& field, absl::string_view value,
           Message* message) {
  const Reflection& reflection = *message->GetReflection();
  const auto integer = [](absl::string_view text, auto* number) {
    return absl::SimpleAtoi(text, number);
  };
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32: {
      int32_t number;
      if (!ParseNumber(value, &number, integer)) return false;
      BYLINE_STORE(Int32, number);
      return true;
    }
    case FieldDescriptor::CPPTYPE_INT64: {
      int64_t number;
      if (!ParseNumber(value, &number, integer)) return false;
      BYLINE_STORE(Int64, number);
      return true;
    }
    case FieldDescriptor::CPPTYPE_UINT32: {
      uint32_t number;
      if (!ParseNumber(value, &number, integer)) return false;
      BYLINE_STORE(UInt32, number);
      return true;
    }
    case FieldDescriptor::CPPTYPE_UINT64: {
      uint64_t number;
      if (!ParseNumber(value, &number, integer)) return false;
      BYLINE_STORE(UInt64, number);
      return true;
    }
    case FieldDescriptor::CPPTYPE_DOUBLE: {
      double number;
      if (!ParseNumber(value, &number, absl::SimpleAtod)) return false;
      BYLINE_STORE(Double, number);
      return true;
    }
    case FieldDescriptor::CPPTYPE_FLOAT: {
      float number;
      if (!ParseNumber(value, &number, absl::SimpleAtof)) return false;
      BYLINE_STORE(Float, number);
      return true;
    }
    case FieldDescriptor::CPPTYPE_BOOL:
      if (value != "true" && value != "false") return false;
      BYLINE_STORE(Bool, value == "true");
      return true;
    case FieldDescriptor::CPPTYPE_STRING:
      return StoreString(field, value, message);
    case FieldDescriptor::CPPTYPE_ENUM:
      return StoreEnum(field, value, message);
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return StoreMessage(field, value, message);
  }
  return false;
}

#undef BYLINE_STORE

// OK, or what is wrong with this field.
absl::optional<FieldViolation> Bind(absl::string_view field_path,
                                    absl::string_view value, Message* message) {
  const std::string path =
      text::RepairUtf8(text::TruncateUtf8(field_path, 200));
  const std::vector<absl::string_view> names = absl::StrSplit(field_path, '.');
  for (size_t i = 0; i < names.size(); ++i) {
    const Descriptor& type = *message->GetDescriptor();
    const FieldDescriptor* field = FindField(type, names[i]);
    if (field == nullptr) {
      return FieldViolation{
          path, absl::StrCat("is no parameter; there are: ", FieldNames(type))};
    }
    if (i + 1 == names.size()) {
      if (Store(*field, value, message)) return absl::nullopt;
      return FieldViolation{
          path, absl::StrCat(Shown(value), " is not right; it must be ",
                             Expected(*field))};
    }
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE ||
        field->is_repeated() || field->is_map() ||
        IsStringInJson(*field->message_type())) {
      return FieldViolation{
          path, absl::StrCat("\"", field->name(),
                             "\" has no fields of its own in a query")};
    }
    message = message->GetReflection()->MutableMessage(message, field);
  }
  return FieldViolation{path, "is empty"};
}

// The path with the proto's own names, so that "minRevision.number" and
// "min_revision.number" are one.
std::string CanonicalPath(absl::string_view field_path,
                          const Descriptor* type) {
  std::vector<std::string> names;
  for (const absl::string_view name : absl::StrSplit(field_path, '.')) {
    const FieldDescriptor* field =
        type == nullptr ? nullptr : FindField(*type, name);
    names.push_back(field == nullptr ? std::string(name) : field->name());
    type = field == nullptr ? nullptr : field->message_type();
  }
  return absl::StrJoin(names, ".");
}

bool IsRepeated(const std::string& path, const Descriptor* type) {
  const FieldDescriptor* field = nullptr;
  for (const absl::string_view name : absl::StrSplit(path, '.')) {
    if (type == nullptr) return false;
    field = FindField(*type, name);
    if (field == nullptr) return false;
    type = field->message_type();
  }
  return field != nullptr && field->is_repeated();
}

}  // namespace

absl::Status BindField(absl::string_view field_path, absl::string_view value,
                       Message* message) {
  const auto violation = Bind(field_path, value, message);
  return violation ? InvalidFields({*violation}) : absl::OkStatus();
}

absl::Status BindQuery(const QueryParameters& parameters,
                       const std::vector<std::string>& bound_by_path,
                       Message* message) {
  std::vector<FieldViolation> violations;
  std::set<std::string> seen(bound_by_path.begin(), bound_by_path.end());
  for (const auto& [name, value] : parameters) {
    if (absl::StartsWith(name, "utm_")) continue;
    const std::string path = CanonicalPath(name, message->GetDescriptor());
    if (!seen.insert(path).second &&
        !IsRepeated(path, message->GetDescriptor())) {
      violations.push_back(
          {path, "is given more than once; it takes one value"});
    } else if (const auto violation = Bind(name, value, message)) {
      violations.push_back(*violation);
    }
  }
  return violations.empty() ? absl::OkStatus() : InvalidFields(violations);
}

}  // namespace byline::gateway
