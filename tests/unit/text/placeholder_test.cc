#include "common/text/placeholder.h"

#include <gtest/gtest.h>

#include <random>

namespace byline::text {
namespace {

using Paragraphs = std::vector<std::string>;

bool IsPlaceholder(const std::string& text) {
  return PlaceholderReason("Some headline", {text}, "").has_value();
}

TEST(PlaceholderTest, MostSentencesRepeatOneAnother) {
  const auto reason = PlaceholderReason(
      "",
      {"The harbour piece goes in. The harbour piece goes in. The harbour "
       "piece goes in.",
       "The harbour piece goes in here. Last edited by Venn."},
      "en");
  ASSERT_TRUE(reason.has_value());
  EXPECT_EQ(*reason, "4 of 5 sentences repeat another");
}

TEST(PlaceholderTest, RepetitionIsFoundInAnyLanguage) {
  EXPECT_TRUE(
      IsPlaceholder("Kapal itu datang pagi hari. Kapal itu datang pagi hari. "
                    "Kapal itu datang pagi hari."));
  EXPECT_TRUE(
      IsPlaceholder("渡轮会来的。渡轮会来的。渡轮会来的。渡轮会来的。"));
  EXPECT_TRUE(IsPlaceholder("test test test test test"));
}

TEST(PlaceholderTest, AnnouncementsInManyLanguages) {
  for (const char* const text : {
           "This article will be expanded soon.",
           "Coming soon!",
           "Check back later for the full story.",
           "Our reporters are working on this piece. More details will be "
           "added shortly.",
           "Text goes here",
           "TBD",
           "[Insert text here]",
           "Cet article sera complété prochainement.",
           "Bientôt disponible",
           "Le contenu de cette page est en cours de rédaction. Merci de "
           "revenir plus tard.",
           "Inhalt folgt",
           "Dieser Artikel wird in Kürze ergänzt.",
           "Hier entsteht demnächst ein ausführlicher Beitrag.",
           "Este artículo se ampliará en breve.",
           "Contenido próximamente disponible.",
           "Questo articolo è in fase di aggiornamento.",
           "Este conteúdo estará disponível em breve.",
           "Dit artikel wordt binnenkort aangevuld.",
           "Статья находится в разработке. Скоро здесь появится текст.",
           "سيتم تحديث هذا المقال قريبا.",
           "این مطلب به‌زودی تکمیل می‌شود.",
           "本文即将更新，敬请期待。",
           "この記事は現在準備中です。",
           "이 기사는 곧 업데이트될 예정입니다.",
       }) {
    EXPECT_TRUE(IsPlaceholder(text)) << text;
  }
}

// Written after the word lists were finished.
TEST(PlaceholderTest, AnnouncementsThatTheWordListsWereNotMadeFrom) {
  for (const char* const text : {
           "The full interview will appear on this page later today.",
           "Nothing to read yet, but our editors are on it.",
           "This section is still empty. Please come back tomorrow.",
           "Draft. Do not publish.",
           "Story developing. We will bring you more as we get it.",
           "Body text to be supplied by the desk.",
           "Page reserved for the election report.",
           "Nous mettrons cette page à jour dès que possible.",
           "Le texte intégral sera publié ici dans les prochaines heures.",
           "Article en attente de validation.",
           "An dieser Stelle lesen Sie in Kürze mehr.",
           "Der vollständige Bericht erscheint morgen.",
           "Die Redaktion arbeitet noch an diesem Text.",
           "Estamos trabajando en esta noticia. Vuelve más tarde.",
           "La nota completa se publicará mañana.",
           "Stiamo preparando questo articolo, torna a trovarci.",
           "Estamos preparando esta reportagem. Volte mais tarde.",
           "Wij werken nog aan dit artikel.",
           "Материал готовится, заходите позже.",
           "Полный текст статьи будет опубликован позднее.",
           "نعمل حاليا على إعداد هذا التقرير وسننشره لاحقا.",
           "متن کامل این گزارش فردا منتشر "
           "می‌شود.",
           "详细内容稍后公布，请继续关注。",
           "记者正在撰写这篇报道，请稍候。",
           "記事の本文は後ほど掲載します。",
           "본문은 추후에 추가됩니다.",
           "Den här artikeln uppdateras snart med mer innehåll.",
       }) {
    EXPECT_TRUE(IsPlaceholder(text)) << text;
  }
}

// Written after the lists had been widened once more.
TEST(PlaceholderTest, MoreAnnouncementsThatTheWordListsWereNotMadeFrom) {
  for (const char* const text : {
           "Article pending. Our desk will file it tonight.",
           "Sorry, this story isn't ready yet.",
           "The rest of this feature is still being edited and will go live "
           "next week.",
           "More information about this event will be posted as it becomes "
           "available.",
           "Summary missing",
           "We are still gathering details for this report, so please bear "
           "with us.",
           "Cet article est en cours d’élaboration et sera bientôt en ligne.",
           "La suite de ce reportage arrive très vite.",
           "Nos journalistes préparent cet article. Patience !",
           "Dieser Text wird gerade überarbeitet und steht bald wieder zur "
           "Verfügung.",
           "Leider liegt noch kein Artikeltext vor.",
           "Aún no hay contenido en esta sección.",
           "Pronto subiremos aquí el texto completo de la entrevista.",
           "Il testo completo sarà online a breve.",
           "Matéria em produção. Aguarde.",
           "De volledige tekst verschijnt hier later vandaag.",
           "Эта страница пока пуста. Материал появится в ближайшее время.",
           "Редакция работает над текстом.",
           "المقال الكامل سينشر هنا خلال ساعات.",
           "جزئیات بیشتر این خبر به زودی اضافه خواهد شد.",
           "本栏目内容正在完善中，近期上线。",
           "全文将于稍后发布。",
           "この記事は後日更新される予定です。",
           "기사를 작성하고 있습니다. 잠시만 기다려 주세요.",
           "Artykuł w trakcie pisania, wkrótce więcej.",
           "Bu haber güncelleniyor.",
           "Artikel ini sedang disiapkan.",
       }) {
    EXPECT_TRUE(IsPlaceholder(text)) << text;
  }
}

TEST(PlaceholderTest, PseudoLatinIsFillerHoweverLong) {
  std::string text =
      "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod "
      "tempor incididunt ut labore et dolore magna aliqua. ";
  text +=
      "Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi "
      "ut aliquip ex ea commodo consequat. ";
  const auto reason = PlaceholderReason(
      "A headline",
      {text, "Duis aute irure dolor in reprehenderit in voluptate velit."}, "");
  ASSERT_TRUE(reason.has_value());
  EXPECT_EQ(*reason, "filler text in pseudo-Latin");
}

TEST(PlaceholderTest, TextWithoutWordsIsOneAndNoTextIsNot) {
  EXPECT_EQ(PlaceholderReason("A headline", {"..."}, "").value_or(""),
            "the text has no words");
  EXPECT_FALSE(
      PlaceholderReason("A picture says it all", {}, "en").has_value());
  EXPECT_TRUE(PlaceholderReason("Coming soon", {}, "en").has_value());
}

TEST(PlaceholderTest, ShortRealNewsIsNone) {
  for (const char* const text : {
           "A ferry with 300 people aboard ran aground off Marlow Point on "
           "Tuesday. Nobody was hurt. Developing story: more to follow.",
           "Police closed the Tarn bridge after a lorry overturned. This "
           "article will be updated.",
           "Quillon Inc. said it will publish its annual report later this "
           "year.",
           "The council will vote on the new harbour tomorrow.",
           "The article on page three wrongly named the captain of the ferry; "
           "she is Orla Venn.",
           "Snow is coming. Soon the passes will close, and the villages above "
           "Hale will wait for spring.",
           "The mayor updated the council on the bridge, which is under "
           "construction.",
           "Le pont de Tarn est en construction depuis mars et ouvrira en "
           "juin, selon la mairie.",
           "Die Brücke über den Tarn ist in Arbeit und wird im Juni eröffnet.",
           "桥梁正在建设中，预计明年六月通车，市政府说。",
           "Shr 10 cts vs 9 cts. Net 1.2 mln vs 1.1 mln. Revs 20.1 mln vs 19.4 "
           "mln. Year. Shr 30 cts vs 28 cts. Net 3.2 mln vs 3.1 mln.",
       }) {
    EXPECT_FALSE(PlaceholderReason("Some headline", {text}, "").has_value())
        << text << ": " << PlaceholderReason("", {text}, "").value_or("");
  }
}

TEST(PlaceholderTest, AnArticleGivenTwiceOrWithARefrainIsNone) {
  std::string article =
      "The ferry left Marlow at dawn with three hundred islanders aboard. By "
      "noon the wind had turned, and captain Orla Venn chose to wait behind "
      "the point. "
      "Two fishing boats brought water, bread and blankets from the village. "
      "Children slept on nets while their parents argued about the fare. "
      "When the coast guard came, most of the passengers had already decided "
      "to stay for the regatta on Sunday. Nobody has asked for money back so "
      "far.";
  EXPECT_FALSE(
      PlaceholderReason("Ferry", {article, article}, "en").has_value());
  EXPECT_FALSE(PlaceholderReason(
                   "Ferry", {"We want bread.", article, "We want bread."}, "en")
                   .has_value());
}

TEST(PlaceholderTest, TwoSentencesSaidTwiceAmongOthersAreNone) {
  EXPECT_FALSE(
      PlaceholderReason(
          "Merger",
          {"Tarn Lines and Hale Ferries agreed to merge. Holders of Tarn get "
           "two "
           "shares. The offer ends in June. Boards of both firms back it.",
           "Holders of Hale get one share. The offer ends in June. Boards of "
           "both "
           "firms back it."},
          "en")
          .has_value());
}

TEST(PlaceholderTest, AnyBytesGetAnAnswer) {
  std::mt19937 random(23);
  for (int round = 0; round < 2'000; ++round) {
    std::string text;
    for (int i = static_cast<int>(random() % 80); i > 0; --i)
      text.push_back(static_cast<char>(random()));
    PlaceholderReason(text, {text, "soon"}, text);
  }
}

}  // namespace
}  // namespace byline::text
