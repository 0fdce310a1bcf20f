"""The reasons of a date in whole sentences, for the person and the handler alike.

Each sentence ends with the rule it rests on. A sentence that counts days has a form for one day
alone, under its code with ``.one``; the one on days that are no working days has forms for
``.saturday`` and ``.sunday``.
"""

from registers_app.domain.dates import written_date
from requests_app.domain import duty_words
from requests_app.domain.clock_facts import Dates, Rule, Source, Step
from requests_app.domain.duties import DutyDate

SENTENCES: dict[str, dict[str, str]] = {
    "fi": {
        Rule.RECEIVED: "Pyyntö saapui {to_date}. Määräaika alkaa kulua seuraavasta päivästä, "
        "eikä itse saapumispäivää lasketa mukaan.",
        Rule.STOP_AT_ONCE: "Käsittely on lopetettava heti, kun pyyntö on saapunut, "
        "ja viimeistään 24 tunnin kuluttua siitä. Kuukauden määräaika koskee vain ilmoitusta "
        "siitä, mitä on tehty.",
        Rule.ONE_MONTH: "Päivästä {from_date} laskettu kuukausi päättyy {to_date}, "
        "seuraavan kuukauden samannumeroisena päivänä.",
        Rule.ONE_MONTH_CLAMPED: "Päivästä {from_date} laskettu kuukausi päättyy {to_date}, "
        "koska seuraavassa kuussa ei ole samannumeroista päivää: silloin ratkaisee kuukauden "
        "viimeinen päivä.",
        Rule.SUSPENDED_IDENTITY: "Henkilöllisyyden varmistamiseksi pyydettiin lisätietoja "
        "{from_date}, ja riittävät tiedot saatiin {to_date}. Tältä ajalta jätetään laskematta "
        "{days} päivää.",
        Rule.SUSPENDED_IDENTITY + ".one": "Henkilöllisyyden varmistamiseksi pyydettiin "
        "lisätietoja {from_date}, ja riittävät tiedot saatiin {to_date}. Tältä ajalta jätetään "
        "laskematta yksi päivä.",
        Rule.SUSPENDED_CLARIFICATION: "Koska tietoja on paljon, pyyntöä pyydettiin täsmentämään "
        "{from_date}, ja riittävä vastaus saatiin {to_date}. Tältä ajalta jätetään laskematta "
        "{days} päivää.",
        Rule.SUSPENDED_CLARIFICATION + ".one": "Koska tietoja on paljon, pyyntöä pyydettiin "
        "täsmentämään {from_date}, ja riittävä vastaus saatiin {to_date}. Tältä ajalta jätetään "
        "laskematta yksi päivä.",
        Rule.SUSPENDED_SAME_DAY: "Lisätietoja pyydettiin {from_date}, ja ne saatiin samana "
        "päivänä, joten määräaika ei muuttunut.",
        Rule.UK_CLARIFICATION: "Pyyntöä pyydettiin täsmentämään {from_date}, ja vastaus saatiin "
        "{to_date}. Näitä {days} päivää ei lasketa, ensimmäinen ja viimeinen mukaan lukien.",
        Rule.UK_CLARIFICATION + ".one": "Pyyntöä pyydettiin täsmentämään {from_date}, ja vastaus "
        "saatiin {to_date}. Tätä yhtä päivää ei lasketa.",
        Rule.UK_IDENTITY_RESTART: "Henkilöllisyyden varmistamiseksi pyydettiin lisätietoja "
        "{from_date}. Yhdistyneen kuningaskunnan lain mukaan kuukausi lasketaan siitä, kun tiedot "
        "saatiin: {to_date}.",
        Rule.UK_FEE_RESTART: "Maksua pyydettiin {from_date}. Yhdistyneen kuningaskunnan lain "
        "mukaan kuukausi lasketaan siitä, kun maksu saatiin: {to_date}.",
        Rule.ASKED_LATE: "Lisätietoja pyydettiin vasta {from_date}, vaikka ne olisi pitänyt pyytää "
        "viivytyksettä, viimeistään {to_date}. Viiveelle on oltava kirjallinen perustelu.",
        Rule.SUSPENSION_TOO_LATE: "Lisätietoja pyydettiin {from_date}, kun määräaika oli jo "
        "päättynyt {to_date}. Päättynyt määräaika ei enää siirry.",
        Rule.FEE_NOT_COUNTED: "Maksua pyydettiin {from_date}. Maksun odottaminen ei pidennä "
        "määräaikaa.",
        Rule.NO_SUSPENSION_OF_STOP: "Lisätietoja pyydettiin {from_date}, mutta velvollisuus "
        "lopettaa käsittely ei odota vastausta, eikä määräaika siirry.",
        Rule.DAYS_ADDED: "Laskematta jätetyt {days} päivää lisätään päivään {from_date}, jolloin "
        "määräaika päättyy {to_date}.",
        Rule.DAYS_ADDED_ONCE: "Odotusajat menivät osittain päällekkäin, ja kukin päivä otetaan "
        "huomioon vain kerran: päivään {from_date} lisätään {days} päivää, jolloin määräaika "
        "päättyy {to_date}.",
        Rule.DAYS_ADDED_ONCE + ".one": "Odotusajat menivät päällekkäin, ja sama päivä otetaan "
        "huomioon vain kerran: päivään {from_date} lisätään yksi päivä, jolloin määräaika "
        "päättyy {to_date}.",
        Rule.DAYS_ADDED + ".one": "Laskematta jätetty päivä lisätään päivään {from_date}, jolloin "
        "määräaika päättyy {to_date}.",
        Rule.ROLLED_FORWARD: "{from_date} on yleinen vapaapäivä, joten määräaika siirtyy "
        "seuraavaan työpäivään, joka on {to_date}.",
        Rule.ROLLED_FORWARD + ".saturday": "{from_date} on lauantai, joten määräaika siirtyy "
        "seuraavaan työpäivään, joka on {to_date}.",
        Rule.ROLLED_FORWARD + ".sunday": "{from_date} on sunnuntai, joten määräaika siirtyy "
        "seuraavaan työpäivään, joka on {to_date}.",
        Rule.EXTENDED: "Määräaikaa on pidennetty kahdella kuukaudella, ja siitä ilmoitettiin "
        "ajoissa. Päivästä {from_date} laskettu kolme kuukautta päättyy {to_date}.",
        Rule.PROMISED: "Pidennyksestä ilmoitettaessa {from_date} luvattiin vastata viimeistään "
        "{to_date}, aiemmin kuin laki vaatii. Siihen päivään pyritään.",
        Rule.EXTENSION_TOO_LATE: "Määräajan pidentämisestä ilmoitettiin {from_date}, mutta siitä "
        "olisi pitänyt ilmoittaa viimeistään {to_date}. Määräaika ei siksi pidentynyt.",
        Rule.NO_EXTENSION_OF_STOP: "Määräajan pidentämisestä ilmoitettiin {from_date}, mutta "
        "velvollisuutta lopettaa käsittely ei voi lykätä. Määräaika ei siksi pidentynyt.",
        Rule.DUE: "Pyyntöön on vastattava ilman aiheetonta viivytystä ja viimeistään {to_date}.",
        Rule.SUSPENSION_OPEN: "Odotamme {from_date} pyydettyjä tietoja, eikä määräaika kulu, ennen "
        "kuin ne on saatu. Ilman tätä odotusta määräaika päättyisi {to_date}.",
        Rule.WITHOUT_SUSPENSION: "Jos lisätietojen odottamista ei otettaisi huomioon, määräaika "
        "päättyisi {to_date}.",
        Rule.SAFE: "Kuukausi on enimmäisaika. Varmin viimeinen päivä on {to_date}: silloin "
        "määräaikaa ei ole siirretty eikä pidennetty.",
        Rule.UK_SAFE: "Lain sanamuodon voi lukea niin, että kuukausi päättyy päivää aiemmin. "
        "Varmin viimeinen päivä on siksi {to_date}: silloin määräaikaa ei ole siirretty eikä "
        "pidennetty.",
        Rule.JOINT_EARLIEST: "Rekisterinpitäjiä on useita. Toisen mukaan määräaika päättyisi "
        "{from_date}, mutta aikaisin päivä ratkaisee: {to_date}.",
        Rule.REFUSE_BY: "Jos pyyntöön ei suostuta, siitä on ilmoitettava viimeistään {to_date}: "
        "tätä määräaikaa ei voi pidentää.",
    },
    "sv": {
        Rule.RECEIVED: "Begäran kom in den {to_date}. Tidsfristen börjar löpa dagen därpå, och "
        "själva ankomstdagen räknas inte.",
        Rule.STOP_AT_ONCE: "Behandlingen ska upphöra genast när begäran har kommit in, och senast "
        "24 timmar därefter. Fristen på en månad gäller bara beskedet om vad som har gjorts.",
        Rule.ONE_MONTH: "En månad räknad från den {from_date} löper ut den {to_date}, den dag i "
        "nästa månad som har samma nummer.",
        Rule.ONE_MONTH_CLAMPED: "En månad räknad från den {from_date} löper ut den {to_date}, "
        "eftersom nästa månad saknar en dag med samma nummer: då gäller månadens sista dag.",
        Rule.SUSPENDED_IDENTITY: "Uppgifter för att bekräfta identiteten begärdes den {from_date}, "
        "och tillräckliga uppgifter kom den {to_date}. För den tiden räknas {days} dagar inte.",
        Rule.SUSPENDED_IDENTITY + ".one": "Uppgifter för att bekräfta identiteten begärdes den "
        "{from_date}, och tillräckliga uppgifter kom den {to_date}. För den tiden räknas en dag "
        "inte.",
        Rule.SUSPENDED_CLARIFICATION: "Eftersom uppgifterna är många bad vi den {from_date} om en "
        "precisering av begäran, och ett tillräckligt svar kom den {to_date}. För den tiden "
        "räknas {days} dagar inte.",
        Rule.SUSPENDED_CLARIFICATION + ".one": "Eftersom uppgifterna är många bad vi den "
        "{from_date} om en precisering av begäran, och ett tillräckligt svar kom den {to_date}. "
        "För den tiden räknas en dag inte.",
        Rule.SUSPENDED_SAME_DAY: "Vi bad om uppgifter den {from_date} och fick dem samma dag. "
        "Tidsfristen ändrades därför inte.",
        Rule.UK_CLARIFICATION: "Vi bad den {from_date} om en precisering av begäran, och svaret "
        "kom den {to_date}. Dessa {days} dagar räknas inte, den första och den sista inbegripna.",
        Rule.UK_CLARIFICATION + ".one": "Vi bad den {from_date} om en precisering av begäran, och "
        "svaret kom den {to_date}. Denna enda dag räknas inte.",
        Rule.UK_IDENTITY_RESTART: "Uppgifter för att bekräfta identiteten begärdes den "
        "{from_date}. Enligt brittisk rätt räknas månaden från den dag då uppgifterna kom, den "
        "{to_date}.",
        Rule.UK_FEE_RESTART: "En avgift begärdes den {from_date}. Enligt brittisk rätt räknas "
        "månaden från den dag då avgiften betalades, den {to_date}.",
        Rule.ASKED_LATE: "Uppgifterna begärdes först den {from_date}, fast de borde ha begärts "
        "utan dröjsmål, senast den {to_date}. Dröjsmålet kräver en skriftlig motivering.",
        Rule.SUSPENSION_TOO_LATE: "Uppgifter begärdes den {from_date}, när tidsfristen redan hade "
        "löpt ut den {to_date}. En frist som har löpt ut kan inte skjutas upp.",
        Rule.FEE_NOT_COUNTED: "En avgift begärdes den {from_date}. Väntan på en avgift förlänger "
        "inte tidsfristen.",
        Rule.NO_SUSPENSION_OF_STOP: "Uppgifter begärdes den {from_date}, men skyldigheten att "
        "upphöra med behandlingen väntar inte på svar, och tidsfristen skjuts inte upp.",
        Rule.DAYS_ADDED: "De {days} dagar som inte räknas läggs till den {from_date}, så att "
        "tidsfristen löper ut den {to_date}.",
        Rule.DAYS_ADDED_ONCE: "Väntetiderna överlappade delvis varandra, och varje dag beaktas "
        "bara en gång: {days} dagar läggs till den {from_date}, så att tidsfristen löper ut den "
        "{to_date}.",
        Rule.DAYS_ADDED_ONCE + ".one": "Väntetiderna överlappade varandra, och samma dag beaktas "
        "bara en gång: en dag läggs till den {from_date}, så att tidsfristen löper ut den "
        "{to_date}.",
        Rule.DAYS_ADDED + ".one": "Den dag som inte räknas läggs till den {from_date}, så att "
        "tidsfristen löper ut den {to_date}.",
        Rule.ROLLED_FORWARD: "Den {from_date} är en allmän helgdag, och tidsfristen flyttas därför "
        "till nästa arbetsdag, den {to_date}.",
        Rule.ROLLED_FORWARD + ".saturday": "Den {from_date} är en lördag, och tidsfristen flyttas "
        "därför till nästa arbetsdag, den {to_date}.",
        Rule.ROLLED_FORWARD + ".sunday": "Den {from_date} är en söndag, och tidsfristen flyttas "
        "därför till nästa arbetsdag, den {to_date}.",
        Rule.EXTENDED: "Tidsfristen har förlängts med två månader, och det meddelades i tid. Tre "
        "månader räknade från den {from_date} löper ut den {to_date}.",
        Rule.PROMISED: "När förlängningen meddelades den {from_date} utlovades ett svar senast den "
        "{to_date}, tidigare än lagen kräver. Den dagen är målet.",
        Rule.EXTENSION_TOO_LATE: "Att tidsfristen skulle förlängas meddelades den {from_date}, men "
        "det borde ha meddelats senast den {to_date}. Tidsfristen förlängdes därför inte.",
        Rule.NO_EXTENSION_OF_STOP: "Att tidsfristen skulle förlängas meddelades den {from_date}, "
        "men skyldigheten att upphöra med behandlingen kan inte skjutas upp. Tidsfristen "
        "förlängdes därför inte.",
        Rule.DUE: "Begäran ska besvaras utan onödigt dröjsmål och senast den {to_date}.",
        Rule.SUSPENSION_OPEN: "Vi väntar på uppgifter som begärdes den {from_date}, och "
        "tidsfristen löper inte förrän de har kommit. Utan denna väntan skulle den löpa ut den "
        "{to_date}.",
        Rule.WITHOUT_SUSPENSION: "Om väntan på uppgifter inte beaktades skulle tidsfristen löpa ut "
        "den {to_date}.",
        Rule.SAFE: "En månad är det längsta som får gå. Den säkraste sista dagen är den {to_date}: "
        "då har tidsfristen varken flyttats eller förlängts.",
        Rule.UK_SAFE: "Lagens ordalydelse kan läsas så att månaden löper ut en dag tidigare. Den "
        "säkraste sista dagen är därför den {to_date}, när tidsfristen varken har flyttats eller "
        "förlängts.",
        Rule.JOINT_EARLIEST: "Flera är personuppgiftsansvariga tillsammans. Hos en annan av dem "
        "skulle tidsfristen löpa ut den {from_date}, men den tidigaste dagen gäller: den "
        "{to_date}.",
        Rule.REFUSE_BY: "Om begäran avslås ska det meddelas senast den {to_date}: den tidsfristen "
        "kan inte förlängas.",
    },
    "en": {
        Rule.RECEIVED: "The request arrived on {to_date}. Time starts to run on the next day; the "
        "day of arrival itself is not counted.",
        Rule.STOP_AT_ONCE: "The processing must stop as soon as the request has arrived, and at "
        "the latest 24 hours later. The month is only for the message on what has been done.",
        Rule.ONE_MONTH: "One month from {from_date} ends on {to_date}, the day with the same "
        "number in the next month.",
        Rule.ONE_MONTH_CLAMPED: "One month from {from_date} ends on {to_date}: the next month has "
        "no day with the same number, so its last day counts.",
        Rule.SUSPENDED_IDENTITY: "Information to verify identity was asked for on {from_date}, and "
        "enough of it arrived on {to_date}. For that time, {days} days are not counted.",
        Rule.SUSPENDED_IDENTITY + ".one": "Information to verify identity was asked for on "
        "{from_date}, and enough of it arrived on {to_date}. For that time, one day is not "
        "counted.",
        Rule.SUSPENDED_CLARIFICATION: "As there is a large quantity of data, we asked on "
        "{from_date} which of them are meant, and a sufficient answer arrived on {to_date}. For "
        "that time, {days} days are not counted.",
        Rule.SUSPENDED_CLARIFICATION + ".one": "As there is a large quantity of data, we asked on "
        "{from_date} which of them are meant, and a sufficient answer arrived on {to_date}. For "
        "that time, one day is not counted.",
        Rule.SUSPENDED_SAME_DAY: "Information was asked for on {from_date} and arrived on the same "
        "day, so the time limit did not change.",
        Rule.UK_CLARIFICATION: "On {from_date} we asked for the request to be clarified, and the "
        "answer arrived on {to_date}. These {days} days, the first and the last included, are not "
        "counted.",
        Rule.UK_CLARIFICATION + ".one": "On {from_date} we asked for the request to be clarified, "
        "and the answer arrived on {to_date}. That one day is not counted.",
        Rule.UK_IDENTITY_RESTART: "Information to verify identity was asked for on {from_date}. "
        "Under UK law the month is counted from the day it arrived, {to_date}.",
        Rule.UK_FEE_RESTART: "A fee was asked for on {from_date}. Under UK law the month is "
        "counted from the day it was paid, {to_date}.",
        Rule.ASKED_LATE: "The information was asked for only on {from_date}; it should have been "
        "asked for without delay, by {to_date}. The delay needs a written justification.",
        Rule.SUSPENSION_TOO_LATE: "Information was asked for on {from_date}, when the time limit "
        "had already passed on {to_date}. A time limit that has passed does not move any more.",
        Rule.FEE_NOT_COUNTED: "A fee was asked for on {from_date}. Waiting for a fee does not "
        "lengthen the time limit.",
        Rule.NO_SUSPENSION_OF_STOP: "Information was asked for on {from_date}, but the duty to "
        "stop the processing does not wait for an answer, and the time limit does not move.",
        Rule.DAYS_ADDED: "The {days} days that are not counted are added to {from_date}, so the "
        "time limit ends on {to_date}.",
        Rule.DAYS_ADDED_ONCE: "The waits overlapped in part, and each day is taken into account "
        "only once: {days} days are added to {from_date}, so the time limit ends on {to_date}.",
        Rule.DAYS_ADDED_ONCE + ".one": "The waits overlapped, and the same day is taken into "
        "account only once: one day is added to {from_date}, so the time limit ends on {to_date}.",
        Rule.DAYS_ADDED + ".one": "The one day that is not counted is added to {from_date}, so the "
        "time limit ends on {to_date}.",
        Rule.ROLLED_FORWARD: "{from_date} is a public holiday, so the time limit moves to the next "
        "working day, {to_date}.",
        Rule.ROLLED_FORWARD + ".saturday": "{from_date} is a Saturday, so the time limit moves to "
        "the next working day, {to_date}.",
        Rule.ROLLED_FORWARD + ".sunday": "{from_date} is a Sunday, so the time limit moves to the "
        "next working day, {to_date}.",
        Rule.EXTENDED: "The time limit has been extended by two months, and notice of this was "
        "given in time. Three months from {from_date} end on {to_date}.",
        Rule.PROMISED: "When the extension was told on {from_date}, an answer was promised by "
        "{to_date}, earlier than the law demands. That is the day to work to.",
        Rule.EXTENSION_TOO_LATE: "Notice of an extension was given on {from_date}, but it had to "
        "be given by {to_date}. The time limit was therefore not extended.",
        Rule.NO_EXTENSION_OF_STOP: "Notice of an extension was given on {from_date}, but the duty "
        "to stop the processing cannot be put off. The time limit was therefore not extended.",
        Rule.DUE: "The request must be answered without undue delay, and by {to_date} at the "
        "latest.",
        Rule.SUSPENSION_OPEN: "We are waiting for information asked for on {from_date}, and time "
        "does not run until it arrives. Without this wait, the time limit would end on {to_date}.",
        Rule.WITHOUT_SUSPENSION: "If the wait for information were left out of account, the time "
        "limit would end on {to_date}.",
        Rule.SAFE: "One month is a maximum. The safest last day is {to_date}, with the time limit "
        "neither moved nor extended.",
        Rule.UK_SAFE: "The wording of the law can be read so that the month ends one day earlier. "
        "The safest last day is therefore {to_date}, with the time limit neither moved nor "
        "extended.",
        Rule.JOINT_EARLIEST: "There are joint controllers. By another one’s calendar the time "
        "would end on {from_date}, but the earliest day counts: {to_date}.",
        Rule.REFUSE_BY: "If the request is refused, notice of that must be given by {to_date}: "
        "this time limit cannot be extended.",
    },
}

CITATIONS: dict[str, dict[str, str]] = {
    "fi": {
        Source.START: "asetus (ETY, Euratom) N:o 1182/71, 3 artiklan 1 kohta",
        Source.MONTHS: "asetus (ETY, Euratom) N:o 1182/71, 3 artiklan 2 kohdan c alakohta",
        Source.WORKING_DAY: "asetus (ETY, Euratom) N:o 1182/71, 3 artiklan 4 kohta",
        Source.ANSWER: "tietosuoja-asetus, 12 artiklan 3 kohta",
        Source.REFUSAL: "tietosuoja-asetus, 12 artiklan 4 kohta",
        Source.JOINT: "tietosuoja-asetus, 26 artiklan 3 kohta",
        Source.STOP: "tietosuoja-asetus, 7 artiklan 3 kohta ja 21 artiklan 3 kohta",
        Source.UNDUE_DELAY: "Euroopan tietosuojaneuvoston ohjeet 01/2022, 158 kohta",
        Source.SUSPENSION: "Euroopan tietosuojaneuvoston ohjeet 01/2022, 159 kohta",
        Source.FEE: "Euroopan tietosuojaneuvoston ohjeet 01/2022, 194 kohta",
        Source.UK_ANSWER: "Yhdistyneen kuningaskunnan tietosuoja-asetus (UK GDPR), 12A artikla",
        Source.UK_GUIDANCE: "Yhdistyneen kuningaskunnan tietosuojaviranomaisen (ICO) ohje "
        "määräajoista",
    },
    "sv": {
        Source.START: "förordning (EEG, Euratom) nr 1182/71, artikel 3.1",
        Source.MONTHS: "förordning (EEG, Euratom) nr 1182/71, artikel 3.2 c",
        Source.WORKING_DAY: "förordning (EEG, Euratom) nr 1182/71, artikel 3.4",
        Source.ANSWER: "dataskyddsförordningen, artikel 12.3",
        Source.REFUSAL: "dataskyddsförordningen, artikel 12.4",
        Source.JOINT: "dataskyddsförordningen, artikel 26.3",
        Source.STOP: "dataskyddsförordningen, artiklarna 7.3 och 21.3",
        Source.UNDUE_DELAY: "Europeiska dataskyddsstyrelsens riktlinjer 01/2022, punkt 158",
        Source.SUSPENSION: "Europeiska dataskyddsstyrelsens riktlinjer 01/2022, punkt 159",
        Source.FEE: "Europeiska dataskyddsstyrelsens riktlinjer 01/2022, punkt 194",
        Source.UK_ANSWER: "Förenade kungarikets dataskyddsförordning (UK GDPR), artikel 12A",
        Source.UK_GUIDANCE: "den brittiska tillsynsmyndigheten ICO:s vägledning om tidsfrister",
    },
    "en": {source: source.value for source in Source},
}

for language, sentences in duty_words.SENTENCES.items():
    SENTENCES[language] |= sentences
for language, citations in duty_words.CITATIONS.items():
    CITATIONS[language] |= citations

LANGUAGES = tuple(SENTENCES)
SATURDAY = 5  # as date.weekday() counts


def explain(dates: Dates | DutyDate, language: str) -> list[str]:
    """One sentence or two for each step, with its source, in *language* (fi, sv or en).

    Raises ValueError for another language.
    """
    return [explain_step(step, language) for step in dates.steps]


def explain_step(step: Step, language: str) -> str:
    """The sentence of one step, with its source; raises ValueError for an unknown language."""
    if language not in SENTENCES:
        raise ValueError(f"There is no explanation in {language!r}.")
    sentence = _sentence(step, language).format(
        from_date=step.from_date and written_date(step.from_date, language),
        to_date=step.to_date and written_date(step.to_date, language),
        days=step.days,
    )
    return f"{sentence} ({CITATIONS[language][step.source]})"


def _sentence(step: Step, language: str) -> str:
    sentences = SENTENCES[language]
    if step.days == 1:
        return sentences[f"{step.rule}.one"]
    if step.rule is Rule.ROLLED_FORWARD and step.from_date and step.from_date.weekday() >= SATURDAY:
        weekday = "saturday" if step.from_date.weekday() == SATURDAY else "sunday"
        return sentences[f"{step.rule}.{weekday}"]
    return sentences[step.rule]
