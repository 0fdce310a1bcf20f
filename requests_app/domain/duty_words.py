"""The sentences of the duties apart from requests; explanation.py tells them with the others."""

from requests_app.domain.clock_facts import Rule, Source

SENTENCES: dict[str, dict[str, str]] = {
    "fi": {
        Rule.OBTAINED: "Tiedot saatiin {to_date} muualta kuin rekisteröidyltä itseltään. Määräaika "
        "alkaa kulua seuraavasta päivästä.",
        Rule.FIRST_COMMUNICATION: "Rekisteröityyn otetaan ensimmäisen kerran yhteyttä {to_date}. "
        "Hänelle on kerrottava viimeistään silloin.",
        Rule.FIRST_DISCLOSURE: "Tiedot luovutetaan ensimmäisen kerran toiselle {to_date}. "
        "Rekisteröidylle on kerrottava viimeistään silloin.",
        Rule.TELL_BY: "Rekisteröidylle on kerrottava tietojen käsittelystä ja siitä, mistä tiedot "
        "on saatu, kohtuullisessa ajassa ja viimeistään {to_date}. Aikaisin näistä päivistä "
        "ratkaisee.",
        Rule.COMPLAINED: "Valitus saapui {to_date}. Saapumispäivä on määräajan ensimmäinen päivä.",
        Rule.ACKNOWLEDGE_BY: "Valituksen saapuminen on vahvistettava kolmenkymmenen päivän "
        "kuluessa. Päivästä {from_date} laskettu aika päättyy {to_date}, myös viikonloppuna ja "
        "pyhäpäivänä.",
        Rule.TELL_OUTCOME: "Asia on selvitettävä, ja sen etenemisestä ja lopputuloksesta on "
        "kerrottava ilman aiheetonta viivytystä. Laissa ei ole sille päivää.",
    },
    "sv": {
        Rule.OBTAINED: "Uppgifterna kom den {to_date} från någon annan än den registrerade. "
        "Tidsfristen börjar löpa dagen efter.",
        Rule.FIRST_COMMUNICATION: "Den registrerade kontaktas första gången den {to_date} och ska "
        "senast då få informationen.",
        Rule.FIRST_DISCLOSURE: "Uppgifterna lämnas första gången ut till någon annan den "
        "{to_date}, och den registrerade ska senast då få informationen.",
        Rule.TELL_BY: "Den registrerade ska få veta hur uppgifterna behandlas och varifrån de kom "
        "inom en rimlig period och senast den {to_date}. Den tidigaste av dagarna gäller.",
        Rule.COMPLAINED: "Klagomålet kom in den {to_date}. Den dagen är den första i tidsfristen.",
        Rule.ACKNOWLEDGE_BY: "Att klagomålet har kommit in ska bekräftas inom trettio dagar. "
        "Räknat från den {from_date} löper tiden ut den {to_date}, även om det är helg.",
        Rule.TELL_OUTCOME: "Saken ska utredas, och den som klagat ska utan onödigt dröjsmål få "
        "veta hur det går och vad det leder till. Lagen anger ingen dag för det.",
    },
    "en": {
        Rule.OBTAINED: "The data were obtained on {to_date} from somebody other than the person. "
        "Time starts to run on the next day.",
        Rule.FIRST_COMMUNICATION: "The person is first written to on {to_date}, and must have been "
        "told by then.",
        Rule.FIRST_DISCLOSURE: "The data are first disclosed to another on {to_date}, and the "
        "person must have been told by then.",
        Rule.TELL_BY: "The person must be told how the data are processed and where they came "
        "from, within a reasonable time and by {to_date} at the latest. The earliest of these days "
        "counts.",
        Rule.COMPLAINED: "The complaint was received on {to_date}. That day is the first of the "
        "period.",
        Rule.ACKNOWLEDGE_BY: "Receipt of a complaint must be acknowledged within thirty days. "
        "Counted from {from_date}, they end on {to_date}, also on a weekend or holiday.",
        Rule.TELL_OUTCOME: "The complaint must be looked into, and the person told how it goes and "
        "what comes of it, without undue delay. The law names no day for that.",
    },
}

CITATIONS: dict[str, dict[str, str]] = {
    "fi": {
        Source.NOTICE: "tietosuoja-asetus, 14 artiklan 3 kohta",
        Source.NOTICE_MONTH: "tietosuoja-asetus, 14 artiklan 3 kohdan a alakohta",
        Source.NOTICE_COMMUNICATION: "tietosuoja-asetus, 14 artiklan 3 kohdan b alakohta",
        Source.NOTICE_DISCLOSURE: "tietosuoja-asetus, 14 artiklan 3 kohdan c alakohta",
        Source.COMPLAINT: "Data Protection Act 2018, 164A §, 3 kohta",
        Source.COMPLAINT_OUTCOME: "Data Protection Act 2018, 164A §, 4 kohta",
    },
    "sv": {
        Source.NOTICE: "dataskyddsförordningen, artikel 14.3",
        Source.NOTICE_MONTH: "dataskyddsförordningen, artikel 14.3 a",
        Source.NOTICE_COMMUNICATION: "dataskyddsförordningen, artikel 14.3 b",
        Source.NOTICE_DISCLOSURE: "dataskyddsförordningen, artikel 14.3 c",
        Source.COMPLAINT: "Data Protection Act 2018, 164A §, punkt 3",
        Source.COMPLAINT_OUTCOME: "Data Protection Act 2018, 164A §, punkt 4",
    },
}
