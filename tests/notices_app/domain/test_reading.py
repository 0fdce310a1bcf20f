"""What the rules see, and what they must not see."""

import pytest

from notices_app.domain.reading.marks import Kind, words_of
from notices_app.domain.reading.phrases import one_of
from notices_app.domain.reading.read import read
from notices_app.domain.reading.registers import registers_meant
from notices_app.domain.reading.rulebook import LANGUAGES, rulebook
from notices_app.domain.reading.sentences import SENTENCE
from registers_app.domain.rights import Right
from tests.notices_app.domain.corpus import corpus, reading_of

# Rules that no mail of the corpus needs: a sentence for each.
ALSO = {
    "fi.rectification.topic.named": "Liitteenä on oikaisupyyntö tiedoistani.",
    "fi.erasure.topic.named": "Aihe on tietojeni poistaminen teidän rekisteristä.",
    "fi.portability.topic.named": "Minulla on oikeus siirtää tiedot järjestelmästä toiseen.",
    "fi.consent_withdrawal.topic.named": "Kyse on suostumukseni peruuttamisesta.",
    "fi.other.away": "Olen lomalla maanantaihin asti.",
    "fi.other.hours_or_stock": "Mitkä ovat myymälän aukioloajat?",
    "sv.other.away": "Jag är på semester och åter på kontoret den 7 december.",
    "sv.other.hours_or_stock": "Vilka öppettider har ni på lördag?",
    "sv.other.meeting": "Kallelse till årsmöte, dagordning bifogas.",
    "en.other.offers": "We are looking for a partner to resell our software.",
    "en.other.away": "I am out of the office until Monday.",
    "en.other.hours_or_stock": "What are your opening hours on Saturday?",
    "sv.access.demand.wanted": "Jag behöver alla uppgifter utskrivna, tack.",
    "de.portability.topic.together": "Kann ich das exportieren und in andere Programme bringen?",
    "de.other.away": "Ich bin im Urlaub und nicht im Büro.",
    "de.other.hours_or_stock": "Haben Sie das Regal auf Lager, und wann ist geöffnet?",
    "fi.other.newsletter": "Tarjous on voimassa sunnuntaihin, ja säästät 20 euroa.",
    "sv.access.demand.relative": "Jag undrar över allt som ni har sparat om mig.",
    "sv.rectification.topic.named": "Det gäller rättelse hos er.",
    "sv.consent_withdrawal.topic.named": "Det gäller återkallelse av det samtycke jag gav er.",
    "en.rectification.demand.is_wrong": "Your records have the wrong address for me.",
    "en.rectification.topic.named": "It concerns the rectification that we spoke of.",
    "en.objection.topic.named": "It concerns the right to object.",
    "en.consent_withdrawal.topic.named": "This is about the withdrawal of my consent.",
    "en.other.spam": "You won the lottery, claim your million dollars now.",
    "en.bulk.notice": "We have updated our privacy policy.",
    "fi.other.spam": "Onneksi olkoon, olet voittaja! Klikkaa tästä.",
    "sv.other.spam": "Grattis, du har vunnit! Klicka här.",
    "de.other.spam": "Herzlichen Glückwunsch, Sie haben gewonnen! Klicken Sie hier.",
    "sv.bulk.issue": "Kära läsare, i detta nummer skriver vi om registerutdrag.",
    "en.bulk.issue": "Dear reader, in this issue we look at the law of wills.",
    "de.bulk.issue": "Liebe Leserinnen, in dieser Ausgabe geht es um Gärten.",
    "de.bulk.notice": "Wir aktualisieren unsere Datenschutzhinweise zum Jahresende.",
    "de.consent_withdrawal.topic.named": "Es geht um den Widerruf meiner Einwilligung.",
}


def test_every_rule_is_used_by_a_mail_or_a_sentence() -> None:
    seen = {mark.code for mail in corpus() for mark in reading_of(mail.raw).marks}
    for code, sentence in ALSO.items():
        codes = {mark.code for mark in read(sentence).marks}
        assert code in codes, (code, codes)
    books = [rulebook(language) for language in LANGUAGES]
    declared = {
        rule.code
        for book in books
        for rule in (*book.rights, *book.reminders, *book.other, *book.bulk, *book.data_words)
    }
    assert declared == (seen | set(ALSO)) & declared


@pytest.mark.parametrize(
    "text",
    [
        "Do not delete my data.",
        "I do not want you to erase my account.",
        "En halua, että poistatte tietojani.",
        "Älkää poistako tietojani.",
        "Jag vill inte att ni raderar mina uppgifter.",
        "Radera inte mina uppgifter.",
        "Bitte löschen Sie meine Daten nicht.",
        "Ich möchte nicht, dass Sie meine Daten löschen.",
    ],
)
def test_who_says_no_does_not_ask_for_it(text: str) -> None:
    assert "erasure" not in [right.value for right in read(text).rights]


@pytest.mark.parametrize(
    "text",
    [
        "You have the right to erasure and the right to object. Please reply by Friday.",
        "Sinulla on oikeus poistaa tietosi ja vastustaa käsittelyä.",
        "Du har rätt till radering av dina uppgifter.",
        "Sie haben das Recht auf Löschung und Berichtigung Ihrer Daten.",
    ],
)
def test_who_tells_of_rights_does_not_ask_for_them(text: str) -> None:
    assert read(text).kind is not Kind.REQUEST


@pytest.mark.parametrize(
    ("theirs", "mine"),
    [
        ("We may delete your data.", "Delete your data and my account."),
        ("Tietojasi voi korjata kirjautumalla.", "Korjatkaa tietojasi, nimeni on väärin."),
        ("Här raderas dina uppgifter.", "Radera dina uppgifter om mig."),
        ("Hier werden Ihre Daten gelöscht.", "Löschen Sie Ihre Daten über mich."),
    ],
)
def test_your_data_are_the_readers_unless_mine_are_named_too(theirs: str, mine: str) -> None:
    assert not read(theirs).rights
    assert read(mine).rights


def test_what_shall_be_erased_is_not_asked_for_as_a_copy() -> None:
    rights = read("Please delete everything you have on me.").rights
    assert [right.value for right in rights] == ["erasure"]


def test_a_mail_without_umlauts_reads_as_one_with_them() -> None:
    assert (
        read("Bitte loeschen Sie mein Kundenkonto.").rights
        == read("Bitte löschen Sie mein Kundenkonto.").rights
        != ()
    )


@pytest.mark.parametrize(
    "text",
    [
        "How do you handle my data?",
        "Miten käsittelette tietoja yleensä?",
        "Hur hanterar ni uppgifter?",
        "Wie gehen Sie mit Daten um?",
    ],
)
def test_a_question_about_data_in_general_is_for_a_human(text: str) -> None:
    assert read(text).kind is Kind.HELD


def test_a_language_without_rules_is_for_a_human() -> None:
    french = "Bonjour, je vous prie de me communiquer toutes les données que vous avez sur moi."
    assert (read(french).kind, read(french).language) == (Kind.HELD, "fr")
    cyrillic = "Прошу удалить мои персональные данные в соответствии с GDPR."
    assert read(cyrillic).kind is Kind.HELD


def test_an_article_counts_only_beside_the_law() -> None:
    assert read("Please send me article 15 in blue, size 17.").kind is not Kind.REQUEST
    rights = read("I request what Articles 15, 17 and 21(1) of the GDPR give me.").rights
    assert [right.value for right in rights] == ["access", "erasure", "objection"]


def test_a_mark_shows_the_words_that_led_to_it() -> None:
    text = "Hei,\n\nPoistakaa kaikki tietoni, kiitos."
    words = {words for mark, words in words_of(text, read(text).marks) if mark.right}
    assert any("Poistakaa kaikki tietoni" in each for each in words)


def test_what_the_person_offers_to_be_found_by_is_noted() -> None:
    text = (
        "Please erase my data. Customer number 5567-A, born 1 May 1980, +358 40 123 4567, "
        "aino@example.fi, Koivukuja 3 B 12, 33100 Tampere"
    )
    offered = {each.kind: text[each.start : each.end] for each in read(text).identifiers}
    assert offered["customer_number"] == "5567-A"
    assert offered["email"] == "aino@example.fi"
    assert offered["phone"].startswith("+358")
    assert offered["address"].endswith("Tampere")


def test_registers_are_found_by_name_and_by_theme() -> None:
    registers = {1: ["Asiakasrekisteri"], 2: ["Rekrytointirekisteri"], 3: ["Kameravalvonta"]}
    assert registers_meant("Olen asiakkaanne", registers) == [1]
    assert registers_meant("Ich habe mich bei Ihnen beworben, Bewerbung", registers) == [2]
    assert registers_meant("Hello", registers) == []


@pytest.mark.parametrize("phrase", ["", ".. data", "[my] data", "a||b"])
def test_a_phrase_that_begins_with_nothing_is_no_phrase(phrase: str) -> None:
    with pytest.raises(ValueError):
        one_of([phrase])


def test_a_phrase_does_not_reach_over_the_end_of_a_sentence() -> None:
    assert one_of(["delete ... data"]).search("delete all of my data")
    assert not one_of(["delete ... data"]).search("delete it. my data")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("I've changed my mind. Please withdraw the consent I gave you.", "rectification"),
        ("Please check whether the details are correct.", "rectification"),
        ("Please take me off your mailing list.", "erasure"),
        ("Ottakaa minut pois postituslistalta.", "erasure"),
        ("Bitte nehmen Sie mich aus dem Verteiler.", "erasure"),
        ("Could someone please check where my parcel is?", "automated_decision"),
        ("If you received this message by mistake, please delete all copies.", "erasure"),
        ("Jos olet saanut viestin erehdyksessä, poista kaikki tiedot.", "erasure"),
        ("Bitte teilen Sie mir mit, wann meine Daten gelöscht werden.", "erasure"),
    ],
)
def test_a_figure_of_speech_and_small_print_ask_for_nothing(text: str, right: str) -> None:
    assert right not in [found.value for found in read(text).rights]


def test_somebody_is_a_human_where_a_machine_decided() -> None:
    text = "The system rejected me automatically. Could someone look at my application?"
    assert [right.value for right in read(text).rights] == ["automated_decision"]


def test_a_sentence_without_an_end_does_not_keep_the_desk_busy() -> None:
    text = "ich möchte meine daten über mich nicht bis löschen " * 400
    read_at_once = [len(part[0]) for part in SENTENCE.finditer(text)]
    assert sum(read_at_once) >= len(text.strip())
    assert max(read_at_once) <= 600
    assert read(text).kind is not Kind.NOT_A_REQUEST


@pytest.mark.parametrize(
    "text",
    [
        "Bitte schicken Sie mir den Mitschnitt vom 2. November und alle Daten über mich.",
        "Lähettäkää minulle 14.9. nauhoitettu puhelu ja kaikki tiedot minusta.",
    ],
)
def test_the_dot_of_a_date_ends_no_sentence(text: str) -> None:
    assert [right.value for right in read(text).rights] == ["access"]


def test_what_somebody_asked_for_before_gives_way_to_what_they_ask_for_now() -> None:
    before = "I have asked you to correct my credit data."
    assert read(before).kind is Kind.REMINDER
    now = read(f"{before} Until then you must not pass the data on to anybody.")
    assert (now.kind, [right.value for right in now.rights]) == (Kind.REQUEST, ["restriction"])


def test_what_was_asked_for_before_is_a_reminder_and_says_of_what() -> None:
    reading = read("I asked you to delete my account a month ago. I have had no reply.")
    assert reading.kind is Kind.REMINDER
    assert [right.value for right in reading.rights] == ["erasure"]
    anew = read("I had no reply to my letter. Please delete my account now.")
    assert anew.kind is Kind.REQUEST


@pytest.mark.parametrize(
    ("text", "kind", "rights"),
    [
        (
            "New message from the form.\nName: Maija | E-mail: m@example.org"
            " | Message: please delete all my personal data from your systems",
            Kind.REQUEST,
            (Right.ERASURE,),
        ),
        (
            "Hello!\n| Customer | 4711 |\n| Wish | I want a copy of all my personal data |\nBob",
            Kind.REQUEST,
            (Right.ACCESS,),
        ),
        (
            "Buy our shoes now! Shop | Unsubscribe | Delete my data | Privacy",
            Kind.NOT_A_REQUEST,
            (),
        ),
    ],
)
def test_a_row_of_links_asks_for_nothing_and_the_rows_of_a_form_do(
    text: str, kind: Kind, rights: tuple[Right, ...]
) -> None:
    reading = read(text)
    assert (reading.kind, reading.rights) == (kind, rights)


FORM = """I exercise my rights under the GDPR:

{} Access (Article 15)
{} Erasure (Article 17): my old number
"""


def test_what_is_left_unticked_on_a_form_is_not_asked_for() -> None:
    asked = read(FORM.format("[ ]", "[x]")).rights
    assert [right.value for right in asked] == ["erasure"]
    # Where nothing is ticked, the ticks were lost on the way.
    assert len(read(FORM.format("[ ]", "[ ]")).rights) == 2


def test_a_list_within_a_sentence_is_read_item_by_item() -> None:
    asked = read("Please a) send me a copy of all my data and b) then delete my account.").rights
    assert [right.value for right in asked] == ["access", "erasure"]


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("wot u got on me? send it all to me pls", "access"),
        ("va har ni om mej? skicka allt", "access"),
        ("mit teil on musta? laittakaa mulle kaik", "access"),
        ("wat habts ihr von mir gespeichert? schickts mir alles", "access"),
    ],
)
def test_words_are_known_as_they_are_spoken(typed: str, right: str) -> None:
    assert [found.value for found in read(typed).rights] == [right]


SMALL_PRINT = """Please issue a new bill, the VAT is wrong.

Kind regards
Tom

This message is confidential. Read about your rights of access and erasure in our privacy notice.
{}"""


def test_small_print_goes_on_until_its_paragraph_ends_or_somebody_asks() -> None:
    assert read(SMALL_PRINT.format("We keep personal data safe.")).kind is Kind.NOT_A_REQUEST
    assert [right.value for right in read(SMALL_PRINT.format("Delete my data.")).rights] == [
        "erasure"
    ]
    assert read(SMALL_PRINT.format("Erase all personal data on file.")).kind is Kind.REQUEST


NEWSLETTER = """Dear reader, in this issue: how the erasure of data works, new cases on access.

You are receiving this newsletter because you subscribed. Unsubscribe here.
"""


def test_news_of_rights_asks_for_none_and_who_answers_above_it_does() -> None:
    assert read(f"Newsletter No. 12\n\n{NEWSLETTER}").kind is Kind.NOT_A_REQUEST
    assert read(f"Hello\n\nDelete all data.\n\n{NEWSLETTER}").kind is Kind.REQUEST
    assert read(f"Hello\n\nData off your servers.\n\n{NEWSLETTER}").kind is not Kind.NOT_A_REQUEST


def test_thanks_for_a_good_answer_is_no_request_and_a_but_is_read() -> None:
    thanks = "Thank you for handling my access request so quickly, everything is there."
    assert read(f"{thanks} Nothing more needed.").kind is Kind.NOT_A_REQUEST
    assert read(f"{thanks} But please delete my old address.").kind is Kind.REQUEST
    assert read(f"{thanks} But what of the records from 2019?").kind is not Kind.NOT_A_REQUEST


@pytest.mark.parametrize(
    ("pupil", "person"),
    [
        (
            "We do a school project on privacy. What rights do your customers have?",
            "What rights do people have? I want to know what happens to my data.",
        ),
        (
            "Vilka rättigheter har era kunder? Vi har ett skolarbete om dataskydd.",
            "Vilka rättigheter har kunder? Jag undrar vad som händer med mina uppgifter.",
        ),
        (
            "Teemme esitelmää tietosuojasta. Mitä oikeuksia asiakkaillanne on?",
            "Mitä oikeuksia asiakkailla on? Haluan tietää, mitä minun tiedoilleni tapahtuu.",
        ),
        (
            "Welche Rechte haben Ihre Kunden? Es ist für ein Referat über Datenschutz.",
            "Welche Rechte haben Kunden? Ich frage mich, was mit meinen Daten geschieht.",
        ),
    ],
)
def test_a_pupil_asks_about_rights_and_a_person_about_their_own(pupil: str, person: str) -> None:
    assert read(pupil).kind is Kind.NOT_A_REQUEST
    assert read(person).kind is not Kind.NOT_A_REQUEST


@pytest.mark.parametrize(
    "text",
    [
        "Have you forgotten my request for a copy of my file? I sent it on 1 March.",
        "Har ni glömt min begäran om en kopia av min akt? Jag skickade den den 1 mars.",
        "Oletteko unohtaneet pyyntöni saada kopio tiedoistani? Lähetin sen 1.3.",
        "Haben Sie meine Bitte um eine Kopie meiner Akte vergessen? Ich schrieb am 1. März.",
        "A month has gone by since I asked for a copy of my data. I have heard nothing since.",
        "Ni skulle ha svarat på min begäran om radering senast den 4 maj.",
        "Teidän piti vastata poistopyyntööni 4.5. mennessä.",
        "Sie hätten meinen Löschantrag bis zum 4. Mai beantworten müssen.",
    ],
)
def test_who_asks_what_became_of_a_request_reminds_of_it(text: str) -> None:
    assert read(text).kind is Kind.REMINDER


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "Before I close my account: send me a copy of my data, then erase everything.",
            "access erasure",
        ),
        ("Send me a copy of my data and a machine-readable export.", "access portability"),
        ("Send me a copy of my data in a machine-readable format.", "portability"),
        (
            "Löschen Sie meine Telefonnummer und rufen Sie mich nicht mehr an.",
            "erasure objection",
        ),
        ("Löschen Sie meine Fotos und Kommentare bitte nicht.", ""),
        ("Rätta mina uppgifter hos de andra företagen.", "rectification"),
        ("Skicka inga uppgifter om mig till andra företag.", "objection"),
    ],
)
def test_what_is_said_beside_a_right_is_not_taken_for_another(text: str, asked: str) -> None:
    assert " ".join(right.value for right in read(text).rights) == asked
