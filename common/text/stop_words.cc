#include "common/text/stop_words.h"

#include <absl/strings/str_split.h>

namespace byline::text {
namespace {

struct List {
  absl::string_view language;
  absl::string_view words;
};

// Arabic and Persian words are in the unified letters of Terms (alef without
// hamza, Persian yeh and kaf).
constexpr List kLists[] = {
    // clang-format off
      {"en",
       "a about above across after again against ago all almost along "
       "already also although always am among an and another any anyone "
       "anything are aren't around as at away back be became because "
       "become been before behind being below between both but by came "
       "can can't cannot could couldn't did didn't do does doesn't doing "
       "don't done down during each either else enough even ever every "
       "everyone everything few for from further get gets getting give "
       "given go goes going gone got had hadn't has hasn't have haven't "
       "having he he'd he'll he's her here hers herself him himself his "
       "how however i i'd i'll i'm i've if in indeed instead into is "
       "isn't it it's its itself just keep kept let less like likely made "
       "make makes making many may maybe me meanwhile might mine more "
       "moreover most much must my myself near nearly neither never "
       "nevertheless no nobody none nor not nothing now of off often on "
       "once one ones only onto or other others ought our ours ourselves "
       "out over own per perhaps put quite rather really said same saw "
       "say saying says see seem seemed seems seen shall she she'd she'll "
       "she's should shouldn't since so some somebody someone something "
       "sometimes somewhat soon still such take taken than that that's "
       "the their theirs them themselves then there there's therefore "
       "these they they'd they'll they're they've this those though three "
       "through throughout thus to together told too took toward towards "
       "two under unless until up upon us use used uses using very via "
       "was wasn't way we we'd we'll we're we've well went were weren't "
       "what what's whatever when where whether which while who who's "
       "whoever whole whom whose why will with within without won't would "
       "wouldn't yes yet you you'd you'll you're you've your yours "
       "yourself yourselves mr mrs ms"},
      {"fr",
       "hui a afin ai ainsi alors après as au aucun aucune aujourd'hui auprès "
       "aussi autre autres aux avaient avais avait avant avec avez avoir "
       "avons ayant beaucoup bien car ce ceci cela celle celles celui "
       "cependant certain certaine certaines certains ces cet cette ceux "
       "chaque chez ci comme comment contre d d'un d'une dans de depuis "
       "dernier des deux devant dit doit doivent donc dont du durant elle "
       "elles en encore enfin entre envers es est et étaient était étant "
       "été être eu eux fait faire faut fois font furent fut hors il ils "
       "j jamais je jusque jusqu l là la laquelle le lequel les lesquels "
       "leur leurs lors lorsque lui m ma mais mal malgré me même mêmes "
       "mes moi moins mon n ne ni non nos notre nous on ont or ou où par "
       "parce parmi pas pendant peu peut peuvent plus plusieurs plutôt "
       "pour pourquoi pouvoir près presque puis puisque qu quand que quel "
       "quelle quelles quelque quelques quels qui quoi s sa sans se selon "
       "sera seront ses si sinon soit son sont sous souvent sur t ta "
       "tandis tant te tel telle telles tels tes toi ton toujours tous "
       "tout toute toutes très trois trop tu un une va vers voici voilà "
       "vont vos votre vous y ça d'autres c c'est qu'il qu'elle n'est n'a "
       "s'est l'on a-t-il est-ce"},
      {"de",
       "aber alle allem allen aller alles als also am an ander andere "
       "anderem anderen anderer anderes auch auf aus bei beide beiden "
       "beim bereits bevor bin bis bislang bist da dabei dadurch dafür "
       "dagegen daher damals damit danach daran darauf daraus darf "
       "darüber darum das dass daß davon dazu dein deine dem den denen "
       "denn dennoch der deren des deshalb dessen dich die dies diese "
       "dieselbe diesem diesen dieser dieses dir doch dort du durch "
       "dürfen eben ein eine einem einen einer eines einige einigen "
       "einiger einmal er erst es etwa etwas euch euer für gab geben "
       "gegen gehen geht gewesen gibt ging habe haben hat hatte hätte "
       "hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren "
       "ihrer ihres im immer in indem ins ist ja jede jedem jeden jeder "
       "jedes jedoch jene jener jetzt kann kein keine keinem keinen "
       "keiner könne können könnte könnten lassen machen man manche mehr "
       "mein meine mich mir mit muss müssen musste nach nachdem nicht "
       "nichts noch nun nur ob obwohl oder ohne sagt sagte schon sehr sei "
       "seien sein seine seinem seinen seiner seines seit selbst sich sie "
       "sind so sogar solche soll sollen sollte sollten sondern sonst "
       "sowie über um und uns unser unsere unter viel viele vielen vom "
       "von vor während war waren warum was weg weil weiter weitere "
       "welche welcher wenn wer werde werden weshalb wie wieder wieso "
       "will wir wird wo wohl wollen wollte worden wurde würde wurden "
       "würden zu zum zur zwar zwei zwischen"},
      {"es",
       "a al algo algún alguna algunas alguno algunos allí ambos ante "
       "antes apenas aquel aquella aquellos aquí así aun aún aunque bajo "
       "bien cada casi como cómo con contra cual cuál cuales cualquier "
       "cuando cuándo cuanto de debe deben del desde después dijo donde "
       "dónde dos durante e el él ella ellas ello ellos en entonces entre "
       "era eran es esa esas ese eso esos esta está estaba estaban estado "
       "están estar estas este esto estos fue fueron ha había habían "
       "haber hace hacer hacia han hasta hay he hoy incluso la las le les "
       "lo los luego más me mediante mejor menos mi mientras mis mismo "
       "misma mucho mucha muchas muchos muy nada nadie ni ningún ninguna "
       "no nos nosotros nuestra nuestro nunca o os otra otras otro otros "
       "para pero poco por porque pues puede pueden que qué quien quién "
       "quienes se sea según ser será serán si sí sido siempre sin sino "
       "sobre solo sólo son su sus también tampoco tan tanto te tendrá "
       "tenía tener tiene tienen toda todas todavía todo todos tras tres "
       "tu tus tuvo un una unas uno unos usted ustedes va vez y ya yo"},
      {"it",
       "a abbia abbiamo ad agli ai al alcune alcuni all alla alle allo "
       "allora altra altre altri altro anche ancora anni avere aveva "
       "avevano avrebbe ben c che chi ci cioè come comunque con contro "
       "così cui da dagli dai dal dall dalla dalle dallo degli dei del "
       "dell della delle dello dentro deve di dopo dove due durante e è "
       "ed era erano essere fa fare fatto fino fra fu furono già gli ha "
       "hanno ho i il in infatti invece io l la le lei li lo loro lui ma "
       "me meno mentre mi mia mio molti molto ne negli nei nel nell nella "
       "nelle nello nessun nessuna niente no noi non nostra nostro nulla "
       "o ogni oggi oltre ora per perché però più poco poi presso prima "
       "proprio può qual quale quali quando quanto quasi quella quelle "
       "quelli quello questa queste questi questo qui quindi sarà sarebbe "
       "se secondo sei sempre senza si sia siamo sono sopra sotto sta "
       "stata state stati stato su sua sue sugli sui sul sull sulla sulle "
       "suo suoi tra tre troppo tu tutta tutte tutti tutto un una uno va "
       "verso vi"},
      {"pt",
       "a à ainda além algo algum alguma algumas alguns ambos ante antes "
       "ao aos após aquela aquele aqueles aquilo as às assim até através "
       "cada cerca com como contra da das de dela dele deles depois desde "
       "dessa desse desta deste deve devem diz do dois dos durante e é "
       "ela elas ele eles em enquanto entre era eram essa essas esse "
       "esses esta está estão estar estava este estes eu feito fez foi "
       "foram fosse há isso isto já lhe logo mais mas me mesma mesmo meu "
       "minha muita muito muitos na nada não nas nem nenhum nenhuma nessa "
       "nesse nesta neste no nos nós nossa nosso num numa nunca o onde "
       "ontem os ou outra outras outro outros para pela pelas pelo pelos "
       "pode podem pois por porém porque quais qual quando quanto que "
       "quem quer se seja sem sempre sendo ser será serão seu seus sido "
       "sob sobre só sua suas também tanto tão tem têm tendo ter teve "
       "tinha toda todas todo todos três tudo um uma umas uns vai você "
       "vocês"},
      {"nl",
       "aan al alle alleen alles als altijd ander andere anders ben bij "
       "bijna binnen bleek daar daarna daarom dan dat de deze die dit "
       "doen door dus echter een één eens eerste elk elke en enkele er "
       "erg ervan even geen geweest had hadden heb hebben heeft heel hem "
       "hen het hier hij hoe hun ik in is ja je jij jouw kan kon konden "
       "kunnen laat maar me meer men met mij mijn misschien moest moet "
       "moeten na naar niet niets nog nooit nu of om omdat onder ons onze "
       "ook op over per samen sinds te tegen ten ter terwijl toch toe "
       "toen tot tussen twee uit uw vaak van vanaf vanuit veel vindt "
       "volgens voor vooral waar waarbij waardoor wanneer want waren was "
       "wat we weer wel werd werden wie wij wil willen worden wordt zal "
       "ze zeer zegt zei zelf zich zij zijn zo zoals zonder zou zouden "
       "zullen"},
      {"ru",
       "а без более больше бы был была были было быть в вам вас ведь весь "
       "во вот все всего всех вы где да даже для до другой его ее ей ему "
       "если есть еще же за здесь и из изза или им их к как какая какой "
       "когда кто ли лишь между меня много может можно мне мы на над надо "
       "нас наш не него нее нет ни них но ну о об один однако он она они "
       "оно от очень перед по под после потом потому почти при про раз с "
       "сам свое своей свои своих себе себя сейчас со стал также так "
       "такие такой там тем теперь то тогда того тоже только том тот три "
       "ту тут ты у уже хотя чего чем через что чтобы эта эти этим этих "
       "это этого этой этом этот эту я которые который которая которых "
       "которого"},
      {"uk",
       "а або але без був була були було бути в вам вас ви від він вона "
       "вони воно все всі де для до його її їх за з зі і із й їм йому "
       "коли ми має між на над нас не немає ні о один після по під при "
       "про та так також там те ти тим то тому у уже хто це цей ця цього "
       "цих ці чи що щоб як яка який які якого якій я є ще"},
      {"ar",
       "من فی الی علی عن مع هذا هذه ذلک تلک التی الذی الذین ان انه انها "
       "کان کانت یکون تکون قد لم لن لا ما و او ثم بعد قبل بین کل بعض غیر "
       "حتی اذا حیث هو هی هم نحن انا کما لکن بل عند عندما منذ خلال حول ضد "
       "دون تم وقد وفی ومن وعلی والی وان ولم ولا وهو وهی وکان وکانت لها "
       "له لهم به بها فیه فیها منه منها علیه علیها الیه الیها عنه عنها ای "
       "ایضا کذلک هناک هنا فقط مثل لدی نحو اکثر اقل قال قالت واضاف واضافت "
       "امس الیوم سوف لقد کلا تحت فوق امام ذات احد احدی بان بانه وذلک "
       "بعدما فان فقد اما الا لیس لیست یوم"},
      {"fa",
       "از به در با که این ان را و بر برای تا یا هم نیز است بود شد شده می "
       "نمی باید اما اگر هر همه چه چون وی او ما شما انها انان ایشان من تو "
       "خود یک دو دیگر بین پس پیش روی زیر بالا بعد قبل کرد کرده کند کنند "
       "کنیم میکند میکنند میشود میشد شود شوند گفت گفته افزود دارد دارند "
       "داشت داشته هستند هست نیست بوده بودند خواهد خواهند توسط بدون حتی "
       "ولی بلکه زیرا سپس همچنین همین همان چنین چند بسیار بیش کم فقط تنها "
       "طی درباره باره های ها ای ایم اند اینکه انکه وقتی جا مورد بی نه "
       "چرا کجا کدام برخی بعضی سایر اکنون الان هنوز البته یعنی مانند مثل "
       "براساس نسبت گردد گردید دهد داد داده دهند"},
      {"ur",
       "کا کی کے کو میں سے نے پر اور هے هیں تھا تھے تھی یه وه اس ان که "
       "بھی هو گا گی گے کر نهیں تو ایک لیے جو هی جب کیا کیے هویے هوا گیا "
       "گیی گیے رها رهے رهی تک ساتھ بعد اپنے اپنی"},
      {"sv",
       "och att det i en som är på för med av den inte har till om de ett "
       "var han men hon så kan från sig vi jag ska eller när också efter "
       "vid under mot där alla hade nu vara över bara mycket än dem blir "
       "enligt säger"},
      {"da",
       "og at det i en som er på for med af den ikke har til om de et var "
       "han men hun så kan fra sig vi jeg skal eller når også efter ved "
       "under mod hvor alle havde nu være over kun meget end dem bliver "
       "ifølge siger blev"},
      {"pl",
       "i w na z do się nie że to jest o jak po od za przez dla są by ale "
       "a co tym jego ich był była było oraz który która które już przed "
       "przy może także tego tej te jednak czy tylko być ma"},
      {"tr",
       "ve bir bu da de için ile olarak çok daha olan gibi kadar sonra en "
       "ne var o ancak ama değil her ise veya şu diye göre yok mi "
       "tarafından oldu olduğu olduğunu dedi"},
      {"id",
       "yang dan di dengan untuk dari pada ini itu tidak adalah dalam "
       "akan ke oleh juga karena telah mereka kami atau ada sudah bisa "
       "lebih saat seorang tersebut kata para"},
      {"ro",
       "și în de la cu pe care nu este din a o un că mai pentru sunt au "
       "fost se ce prin fi sau dar după ca fără lui ei această acest va"},
      {"sw",
       "ya na wa kwa ni katika za la kuwa cha hiyo huo hii huyo yake wake "
       "wao ambao ambaye kama pia lakini kutoka baada hata bila vya hilo"},
      {"el",
       "και το της την να του η ο των για με που από είναι τα στη στην "
       "στο θα τους οι σε δεν τις τον ένα μια ότι αλλά"},      {"hi",
       "के का की में है हैं और से को पर ने यह वह कि एक इस उस भी हो था थी थे नहीं "
       "तो लिए ही जो अपने या कर गया गई गए साथ बाद तक कहा रहे रहा रही ये वे इन "
       "उन जब तब अब बहुत कुछ"},
    // clang-format on
};

}  // namespace

const absl::flat_hash_map<absl::string_view, WordSet>& StopWordLists() {
  static const auto* const lists = [] {
    auto* made = new absl::flat_hash_map<absl::string_view, WordSet>;
    for (const List& list : kLists) {
      (*made)[list.language] = absl::StrSplit(list.words, ' ');
    }
    return made;
  }();
  return *lists;
}

const WordSet* StopWordsOf(absl::string_view primary_language) {
  const auto found = StopWordLists().find(primary_language);
  return found == StopWordLists().end() ? nullptr : &found->second;
}

}  // namespace byline::text
