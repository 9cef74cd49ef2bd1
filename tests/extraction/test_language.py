"""Sentences of ours in every language that is told apart, and texts that must not be taken for another."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extraction.language import SAMPLE_CHARS, Language, english_or_notice, recognise

ENGLISH = (
    "The two ministers met in Vienna on Tuesday and agreed to reopen the border crossing, which had been closed "
    "after the shooting in March. Neither side would say when the guards are to return to their posts."
)
FRENCH = (
    "Les deux ministres se sont rencontrés mardi à Vienne et ont décidé de rouvrir le poste de frontière, qui avait "
    "été fermé après les tirs du mois de mars. Aucune des deux parties n’a voulu dire quand les gardes reviendront."
)

OTHERS = {
    "fr": FRENCH,
    "de": "Die beiden Minister haben sich am Dienstag in Wien getroffen und vereinbart, den Grenzübergang wieder zu "
    "öffnen, der nach den Schüssen im März geschlossen worden war. Wann die Wachen auf ihre Posten zurückkehren, wollte "
    "keine der beiden Seiten sagen.",
    "es": "Los dos ministros se reunieron el martes en Viena y acordaron reabrir el paso de la frontera, que había sido "
    "cerrado tras los disparos de marzo. Ninguna de las partes quiso decir cuándo volverán los guardias a sus puestos.",
    "pt": "Os dois ministros reuniram-se na terça-feira em Viena e decidiram reabrir o posto da fronteira, que tinha sido "
    "fechado após os tiros de março. Nenhuma das partes quis dizer quando os guardas voltam para os seus lugares.",
    "it": "I due ministri si sono incontrati martedì a Vienna e hanno deciso di riaprire il valico di frontiera, che era "
    "stato chiuso dopo gli spari di marzo. Nessuna delle parti ha voluto dire quando le guardie torneranno ai loro posti.",
    "nl": "De twee ministers hebben elkaar dinsdag in Wenen ontmoet en besloten om de grensovergang weer te openen, die na "
    "de schoten van maart gesloten was. Geen van de partijen wilde zeggen wanneer de wachters naar hun posten terugkeren.",
    "sv": "De två ministrarna träffades i Wien på tisdagen och enades om att öppna gränsövergången, som hade stängts efter "
    "skotten i mars. Ingen av parterna ville säga när vakterna ska vara tillbaka på sina poster.",
    "pl": "Obaj ministrowie spotkali się we wtorek w Wiedniu i uzgodnili, że przejście na granicy, które było zamknięte od "
    "czasu strzałów w marcu, zostanie znowu otwarte. Nie jest jasne, kiedy straż wróci na miejsce i co się z nią stanie.",
    "tr": "İki bakan salı günü Viyana’da bir araya geldi ve mart ayındaki ateşten sonra kapatılan sınır kapısının yeniden "
    "açılması için anlaştı. Ancak her iki taraf da muhafızların ne zaman görevlerine döneceği ile ilgili bir şey söylemedi, "
    "bu da en çok merak edilen konu olarak kaldı.",
    "id": "Kedua menteri bertemu di Wina pada hari Selasa dan sepakat untuk membuka kembali pos perbatasan yang telah "
    "ditutup setelah penembakan pada bulan Maret. Tidak ada pihak yang mau mengatakan kapan para penjaga akan kembali.",
    "ru": "Оба министра встретились во вторник в Вене и договорились снова открыть пункт на границе, который был закрыт "
    "после выстрелов в марте. Ни одна из сторон не сказала, когда охрана вернётся на свои посты, но это будет не скоро.",
    "uk": "Обидва міністри зустрілися у вівторок у Відні й домовилися знову відкрити пункт на кордоні, який був закритий "
    "після пострілів у березні. Жодна зі сторін не сказала, коли охорона повернеться на свої пости, але це буде не скоро.",
    "ar": "التقى الوزيران يوم الثلاثاء في فيينا واتفقا على إعادة فتح المعبر الذي أغلق بعد إطلاق النار في مارس. ولم يقل أي من "
    "الطرفين متى يعود الحراس إلى مواقعهم بعد هذا الاتفاق بين البلدين.",
    "fa": "دو وزیر روز سه‌شنبه در وین دیدار کردند و توافق کردند که گذرگاه مرزی را که پس از تیراندازی در ماه مارس بسته شده "
    "بود باز کنند. اما هیچ یک از دو طرف نگفت که نگهبانان کی به جای خود باز می گردند و این را باید دید.",
    "ur": "دونوں وزیروں نے منگل کو ویانا میں ملاقات کی اور اس بات پر اتفاق کیا کہ سرحد کا راستہ جو مارچ میں فائرنگ کے بعد بند کر "
    "دیا گیا تھا پھر سے کھولا جائے گا۔ کسی نے یہ نہیں کہا کہ محافظ کب واپس آئیں گے۔",
    "hi": "दोनों मंत्रियों ने मंगलवार को वियना में मुलाकात की और सीमा चौकी को फिर से खोलने पर सहमति जताई, जो मार्च में गोलीबारी के बाद बंद थी।",
    "zh": "两国部长星期二在维也纳会面，同意重新开放三月枪击事件后关闭的边境口岸。双方都没有说明卫兵何时返回岗位。",
    "ja": "両国の大臣は火曜日にウィーンで会談し、三月の銃撃の後に閉鎖された国境の検問所を再び開くことで合意した。",
    "ko": "두 장관은 화요일 빈에서 만나 삼월 총격 이후 폐쇄된 국경 검문소를 다시 열기로 합의했다. 경비대가 언제 돌아올지는 말하지 않았다.",
    "el": "Οι δύο υπουργοί συναντήθηκαν την Τρίτη στη Βιέννη και συμφώνησαν να ανοίξουν ξανά το πέρασμα των συνόρων.",
    "da": "De to ministre mødtes i Wien tirsdag og blev enige om at åbne grænseovergangen igen, som havde været lukket "
    "efter skuddene i marts. Ingen af parterne ville sige, hvornår vagterne skal være tilbage på deres poster.",
    "cs": "Oba ministři se v úterý sešli ve Vídni a dohodli se, že přechod na hranici, který byl po výstřelech v březnu "
    "zavřen, bude znovu otevřen. Není jasné, kdy se stráž vrátí na své místo a co s ní bude.",
    "bg": "Двамата министри се срещнаха във вторник във Виена и решиха да отворят отново пункта на границата, който беше "
    "затворен след изстрелите през март. Нито една от страните не каза кога ще се върне охраната.",
}  # fmt: skip


def test_english_is_english() -> None:
    assert recognise(ENGLISH) == Language("en", True, "of 37 words 3 are function words of Dutch, 19 of English")
    assert english_or_notice(ENGLISH) is None


@pytest.mark.parametrize("code", OTHERS)
def test_another_language_is_told_by_name(code: str) -> None:
    found = recognise(OTHERS[code])
    assert (found.code, found.english) == (code, False), found.evidence


def test_the_notice_names_the_language() -> None:
    notice = "This article is in French: it is kept, but only English is read for events yet."
    assert english_or_notice(FRENCH) == notice


def test_a_language_that_cannot_be_named_is_still_not_english() -> None:
    assert english_or_notice("Ҡала халҡы яңы күперҙе көтә. " * 5) == (
        "This article is not in English: it is kept, but only English is read for events yet."
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n",
        "12 345 678 90",
        "😀" * 500,
        "Les deux ministres se sont rencontrés mardi à Vienne.",  # too short to be sure
        "维也纳会面",
        "Angela Merkel, Emmanuel Macron, Giuseppe Conte, Pedro Sánchez, Mark Rutte, Charles Michel, Sebastian Kurz",
        ENGLISH + " " + FRENCH,
        FRENCH + " " + ENGLISH,
        f"{ENGLISH} “{OTHERS['ru']}” said the minister, and the others agreed with what he had to say on the matter.",
        "El Al flew to La Paz and Los Angeles, and the Los Alamos and Las Vegas flights were to follow in a day or two, as "
        "was said by the company in San José on the day of the strike, which it called a surprise to all of them.",
        "zzz " * 1000,
        "a" * 30_000,
    ],
)
def test_in_doubt_it_is_read_as_english(text: str) -> None:
    assert recognise(text).english, recognise(text).evidence


def test_only_the_beginning_counts() -> None:
    assert recognise(ENGLISH * (SAMPLE_CHARS // len(ENGLISH) + 1) + FRENCH * 200).code == "en"


def test_accents_may_be_letters_of_their_own() -> None:
    assert recognise(unicodedata.normalize("NFD", OTHERS["pl"])).code == "pl"


@given(st.text(max_size=400))
def test_any_text_gets_the_same_answer_twice(text: str) -> None:
    assert recognise(text) == recognise(text)
