// The check of points in languages other than English.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/summary/core/body_document.h"
#include "services/summary/core/point_check.h"

namespace byline::summary {
namespace {

std::vector<std::string> FaultsIn(const std::string& article,
                                  const std::string& language,
                                  const std::string& point) {
  const SourceDocument document = DocumentOfBody("", article, language);
  std::vector<std::string> found;
  for (const PointFault& fault : PointChecker(document).Check(point).faults) {
    if (!fault.hard) continue;
    found.push_back(std::string(FaultKindName(fault.kind)) + ":" +
                    point.substr(fault.begin, fault.end - fault.begin));
  }
  return found;
}

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

TEST(PointCheckLanguagesTest, French) {
  constexpr char kArticle[] =
      "Le maire Yves Carrel a ouvert la nouvelle jetée de Morvane vendredi. "
      "Elle mesure 1,5 kilomètres et a coûté 2.500 euros. La pêcheuse Anne "
      "Solier ne veut pas de cette jetée. « Nous avons attendu longtemps », a "
      "déclaré le maire.";
  const auto check = [&](const char* point) {
    return FaultsIn(kArticle, "fr", point);
  };
  EXPECT_THAT(check("La nouvelle jetée mesure 1,5 kilomètres."), IsEmpty());
  EXPECT_THAT(check("La jetée a coûté 2 500 euros et mesure 1,5 kilomètres."),
              IsEmpty());
  EXPECT_THAT(check("La nouvelle jetée mesure 15 kilomètres."),
              ElementsAre("number:15"));
  EXPECT_THAT(check("Le maire Luc Bardin a ouvert la nouvelle jetée."),
              ElementsAre("name:Luc Bardin"));
  EXPECT_THAT(check("La pêcheuse Anne Solier veut de cette jetée."),
              Contains(StartsWith("negation:")));
  EXPECT_THAT(check("Le maire n'a pas ouvert la nouvelle jetée."),
              Contains(StartsWith("negation:")));
  EXPECT_THAT(check("Le maire : « Nous avons espéré longtemps »"),
              ElementsAre("quote:Nous avons espéré longtemps"));
  EXPECT_THAT(check("Le maire a ouvert la nouvelle jetée lundi."),
              ElementsAre("date:lundi"));
}

TEST(PointCheckLanguagesTest, German) {
  constexpr char kArticle[] =
      "Bürgermeisterin Anna Rell hat am Freitag die neue Brücke in Osterby "
      "eröffnet. Sie kostete 2,5 Millionen Euro. Der Ingenieur Tomas Vik hält "
      "die alte Brücke nicht für sicher. „Wir haben lange gewartet“, sagte "
      "Rell.";
  const auto check = [&](const char* point) {
    return FaultsIn(kArticle, "de", point);
  };
  EXPECT_THAT(check("Die neue Brücke hat 2,5 Millionen Euro gekostet."),
              IsEmpty());
  EXPECT_THAT(check("Die Eröffnung der Brücke in Osterby war am Freitag."),
              IsEmpty());
  EXPECT_THAT(check("Die neue Brücke kostete 2,6 Millionen Euro."),
              ElementsAre("number:2,6 Millionen"));
  EXPECT_THAT(check("Die neue Brücke kostete 2,5 Milliarden Euro."),
              ElementsAre("unit:2,5 Milliarden"));
  EXPECT_THAT(check("Jonas Harrow hat am Freitag die neue Brücke eröffnet."),
              Contains("name:Jonas Harrow"));
  EXPECT_THAT(check("Sie hat am Freitag die neue Brücke in Lunde eröffnet."),
              ElementsAre("name:Lunde"));
  EXPECT_THAT(check("Der Ingenieur Tomas Vik hält die alte Brücke für sicher."),
              Contains(StartsWith("negation:")));
  EXPECT_THAT(check("Rell: „Wir haben gern gewartet“"),
              ElementsAre("quote:Wir haben gern gewartet"));
}

TEST(PointCheckLanguagesTest, Spanish) {
  constexpr char kArticle[] =
      "La alcaldesa Ana Rell abrió el nuevo muelle de Osterby. El muelle mide "
      "cinco kilómetros. Los pescadores no querían el muelle.";
  const auto check = [&](const char* point) {
    return FaultsIn(kArticle, "es", point);
  };
  EXPECT_THAT(check("El nuevo muelle mide 5 kilómetros."), IsEmpty());
  EXPECT_THAT(check("El nuevo muelle mide seis kilómetros."),
              ElementsAre("number:seis"));
  EXPECT_THAT(check("Los pescadores querían el muelle."),
              Contains(StartsWith("negation:")));
  EXPECT_THAT(check("La alcaldesa Eva Lind abrió el nuevo muelle."),
              Contains(StartsWith("name:")));
}

TEST(PointCheckLanguagesTest, Persian) {
  constexpr char kArticle[] =
      "شهردار بندر را روز جمعه با ۱۲۰ مهمان افتتاح کرد. او گفت: «ما مدت زیادی "
      "صبر کردیم». پل قدیمی امن نیست و باید بسته شود.";
  const auto check = [&](const char* point) {
    return FaultsIn(kArticle, "fa", point);
  };
  EXPECT_THAT(check("بندر با 120 مهمان افتتاح شد."), IsEmpty());
  EXPECT_THAT(check("بندر با ۱۳۰ مهمان افتتاح شد."), ElementsAre("number:۱۳۰"));
  EXPECT_THAT(check("پل قدیمی امن است."), Contains(StartsWith("negation:")));
  EXPECT_THAT(check("شهردار گفت: «ما مدت کمی صبر کردیم»"),
              ElementsAre("quote:ما مدت کمی صبر کردیم"));
  EXPECT_THAT(check("تیم فوتبال دیروز قهرمان لیگ کشور شد."),
              Contains(StartsWith("no source:")));
}

TEST(PointCheckLanguagesTest, Arabic) {
  constexpr char kArticle[] =
      "افتتح رئيس البلدية الميناء الجديد بحضور 120 ضيفا. وقال إن «الميناء "
      "سيغير حياة المدينة». الجسر القديم ليس آمنا منذ سنوات.";
  const auto check = [&](const char* point) {
    return FaultsIn(kArticle, "ar", point);
  };
  EXPECT_THAT(check("افتتح رئيس البلدية الميناء بحضور ١٢٠ ضيفا."), IsEmpty());
  EXPECT_THAT(check("افتتح رئيس البلدية الميناء بحضور 130 ضيفا."),
              ElementsAre("number:130"));
  EXPECT_THAT(check("الجسر القديم آمنا منذ سنوات."),
              Contains(StartsWith("negation:")));
  EXPECT_THAT(check("وقال إن «الميناء سيدمر حياة المدينة»."),
              ElementsAre("quote:الميناء سيدمر حياة المدينة"));
}

TEST(PointCheckLanguagesTest, Chinese) {
  constexpr char kArticle[] =
      "市长周五在东港启用了新码头，耗资3亿元。市长说：“我们等了很久。”旧码头"
      "已经不安全。工程师共有12人参加了检查。";
  const auto check = [&](const char* point) {
    return FaultsIn(kArticle, "zh", point);
  };
  EXPECT_THAT(check("新码头耗资3亿元，周五启用。"), IsEmpty());
  EXPECT_THAT(check("新码头耗资5亿元，周五启用。"), ElementsAre("number:5亿"));
  EXPECT_THAT(check("新码头耗资3万元，周五启用。"), ElementsAre("unit:3万"));
  EXPECT_THAT(check("旧码头已经安全。"), Contains(StartsWith("negation:")));
  EXPECT_THAT(check("市长说：“我们等了一天。”"),
              ElementsAre("quote:我们等了一天"));
  EXPECT_THAT(check("足球队昨天赢得了全国冠军。"),
              Contains(StartsWith("no source:")));
}

TEST(PointCheckLanguagesTest, AnUnknownLanguageStillHasNumbersAndQuotes) {
  constexpr char kArticle[] =
      "Ko te kaumātua i whakatuwhera te wāpu hou me te 120 manuhiri.";
  EXPECT_THAT(FaultsIn(kArticle, "mi", "Te wāpu hou me te 120 manuhiri."),
              IsEmpty());
  EXPECT_THAT(FaultsIn(kArticle, "mi", "Te wāpu hou me te 130 manuhiri."),
              ElementsAre("number:130"));
}

}  // namespace
}  // namespace byline::summary
