#include "services/recommendation/core/curation.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/strip.h>

#include <algorithm>

#include "common/article/collections.h"
#include "common/base/timestamps.h"
#include "common/text/term_scanner.h"

namespace byline::recommendation {
namespace {

using article::v1::SimilaritySettings;

// Whether something holds still that ends at `expire`; without one it never
// ends.
bool Holds(bool has_expire, const google::protobuf::Timestamp& expire,
           absl::Time now) {
  return !has_expire || ToTime(expire) > now;
}

bool Holds(const SimilaritySettings::Choice& choice, absl::Time now) {
  return Holds(choice.has_expire_time(), choice.expire_time(), now);
}

bool HoldsEverywhere(const SimilaritySettings& settings, absl::Time now) {
  return settings.blocked_everywhere() &&
         Holds(settings.has_blocked_everywhere_expire_time(),
               settings.blocked_everywhere_expire_time(), now);
}

// The first end of several decisions that is still to come.
class FirstEnd {
 public:
  explicit FirstEnd(absl::Time now) : now_(now) {}

  void Add(bool has_expire, const google::protobuf::Timestamp& expire) {
    if (has_expire && ToTime(expire) > now_) {
      end_ = std::min(end_, ToTime(expire));
    }
  }
  void Add(const google::protobuf::RepeatedPtrField<SimilaritySettings::Choice>&
               choices) {
    for (const SimilaritySettings::Choice& choice : choices) {
      Add(choice.has_expire_time(), choice.expire_time());
    }
  }
  absl::Time end() const { return end_; }

 private:
  const absl::Time now_;
  absl::Time end_ = absl::InfiniteFuture();
};

}  // namespace

void Curation::Put(const std::string& article,
                   const SimilaritySettings& settings) {
  Remove(article);
  if (settings.ByteSizeLong() == 0) return;
  articles_[article] = settings;
  if (settings.blocked_everywhere() || settings.pinned_everywhere()) {
    everywhere_.insert(article);
  }
}

void Curation::PutSection(const article::v1::SectionSettings& settings) {
  sections_[absl::StrCat(
      "sections/", absl::StripPrefix(settings.name(), "sectionSettings/"))] =
      settings;
}

void Curation::Remove(const std::string& article) {
  articles_.erase(article);
  everywhere_.erase(article);
}

void Curation::Clear() {
  articles_.clear();
  everywhere_.clear();
  sections_.clear();
}

const SimilaritySettings* Curation::Find(const std::string& article) const {
  const auto found = articles_.find(article);
  return found == articles_.end() ? nullptr : &found->second;
}

const article::v1::SectionSettings* Curation::FindSection(
    const std::string& section) const {
  if (section.empty()) return nullptr;
  const auto found = sections_.find(SectionCollection(section));
  return found == sections_.end() ? nullptr : &found->second;
}

std::vector<std::string> Curation::PinnedIn(const std::string& article,
                                            absl::Time now) const {
  std::vector<std::string> pinned;
  const SimilaritySettings* const settings = Find(article);
  if (settings == nullptr) return pinned;
  for (const SimilaritySettings::Choice& choice : settings->pinned()) {
    if (Holds(choice, now)) pinned.push_back(choice.article());
  }
  return pinned;
}

std::vector<std::string> Curation::PinnedEverywhere(absl::Time now) const {
  std::vector<std::string> pinned;
  for (const std::string& article : everywhere_) {
    const SimilaritySettings& settings = articles_.at(article);
    if (settings.pinned_everywhere() &&
        Holds(settings.has_pinned_everywhere_expire_time(),
              settings.pinned_everywhere_expire_time(), now)) {
      pinned.push_back(article);
    }
  }
  return pinned;
}

std::vector<std::string> Curation::ListsWithPin(absl::string_view article,
                                                absl::Time now) const {
  std::vector<std::string> lists;
  for (const auto& [list, settings] : articles_) {
    for (const SimilaritySettings::Choice& choice : settings.pinned()) {
      if (choice.article() == article && Holds(choice, now)) {
        lists.push_back(list);
      }
    }
  }
  std::sort(lists.begin(), lists.end());
  return lists;
}

bool Curation::IsBlockedIn(const std::string& article, absl::string_view other,
                           absl::Time now) const {
  const SimilaritySettings* const settings = Find(article);
  return settings != nullptr &&
         std::any_of(settings->blocked().begin(), settings->blocked().end(),
                     [&](const SimilaritySettings::Choice& choice) {
                       return choice.article() == other && Holds(choice, now);
                     });
}

bool Curation::IsBlockedEverywhere(const std::string& article,
                                   absl::Time now) const {
  const SimilaritySettings* const settings = Find(article);
  return settings != nullptr && HoldsEverywhere(*settings, now);
}

bool Curation::IsOff(const std::string& article, const std::string& section,
                     absl::Time now) const {
  const SimilaritySettings* const settings = Find(article);
  if (settings != nullptr && settings->off() &&
      Holds(settings->has_off_expire_time(), settings->off_expire_time(),
            now)) {
    return true;
  }
  const article::v1::SectionSettings* const of_section = FindSection(section);
  return of_section != nullptr && of_section->similar_articles_off() &&
         Holds(of_section->has_similar_articles_off_expire_time(),
               of_section->similar_articles_off_expire_time(), now);
}

absl::Time Curation::NextEnd(const std::string& article,
                             const std::string& section, absl::Time now) const {
  FirstEnd first(now);
  for (const std::string& name : everywhere_) {
    const SimilaritySettings& settings = articles_.at(name);
    first.Add(settings.has_blocked_everywhere_expire_time(),
              settings.blocked_everywhere_expire_time());
    first.Add(settings.has_pinned_everywhere_expire_time(),
              settings.pinned_everywhere_expire_time());
  }
  if (const SimilaritySettings* const settings = Find(article)) {
    first.Add(settings->pinned());
    first.Add(settings->blocked());
    first.Add(settings->has_off_expire_time(), settings->off_expire_time());
  }
  if (const article::v1::SectionSettings* const settings =
          FindSection(section)) {
    first.Add(settings->has_similar_articles_off_expire_time(),
              settings->similar_articles_off_expire_time());
  }
  return first.end();
}

std::vector<uint64_t> Curation::Blocked(const std::string& article,
                                        absl::Time now) const {
  std::vector<uint64_t> blocked;
  for (const std::string& name : everywhere_) {
    if (HoldsEverywhere(articles_.at(name), now)) {
      blocked.push_back(text::TermFingerprint(name));
    }
  }
  if (const SimilaritySettings* const settings = Find(article)) {
    for (const SimilaritySettings::Choice& choice : settings->blocked()) {
      if (Holds(choice, now)) {
        blocked.push_back(text::TermFingerprint(choice.article()));
      }
    }
  }
  std::sort(blocked.begin(), blocked.end());
  return blocked;
}

void Curation::Save(SnapshotWriter& writer) const {
  writer.Write(uint64_t{articles_.size()});
  for (const auto& [article, settings] : articles_) {
    writer.WriteString(article);
    writer.WriteString(settings.SerializeAsString());
  }
  writer.Write(uint64_t{sections_.size()});
  for (const auto& [section, settings] : sections_) {
    writer.WriteString(settings.SerializeAsString());
  }
}

bool Curation::Load(SnapshotReader& reader) {
  const auto articles = reader.Read<uint64_t>();
  for (uint64_t i = 0; i < articles && reader.ok(); ++i) {
    const std::string article = reader.ReadString();
    article::v1::SimilaritySettings settings;
    if (!settings.ParseFromString(reader.ReadString())) return false;
    Put(article, settings);
  }
  const auto sections = reader.Read<uint64_t>();
  for (uint64_t i = 0; i < sections && reader.ok(); ++i) {
    article::v1::SectionSettings settings;
    if (!settings.ParseFromString(reader.ReadString())) return false;
    PutSection(settings);
  }
  return reader.ok();
}

}  // namespace byline::recommendation
