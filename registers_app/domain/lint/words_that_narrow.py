"""Words that take from people what the law gives them, or say more than it allows."""

from registers_app.domain.lint.normal import Wording, wording

_WORDS = r"(?:\S+ ){0,5}?"
_BROWSER = r"\b(?:browser(?:'s)? settings|settings of (?:\w+ ){1,2}browser)\b"

# Art. 12(2): no form, no channel of one's own choice (EDPB 01/2022, para. 52–57).
FORM_OF_REQUEST = wording(
    r"(?<!not )(?<!n't )\b(?:only|solely|exclusively) (?:be )?(?:\w+ )?in writing\b",
    r"\bin writing only\b",
    r"\b(?:must|shall|have to|has to) (?:always |only )?be (?:\w+ ){0,3}?in writing\b",
    r"\b(?:only written|written only|signed) (?:requests?|letters?|forms?)\b",
    r"(?<!not )\bonly in person\b",
    r"(?<!not )\bonly (?:by|through|via|with|using) (?:our|the|this) (?:\w+ ){0,2}form\b",
    r"(?<!ei )\b(?:vain|ainoastaan|yksinomaan) (?:\S+ ){0,3}?kirjallis\w*",
    r"\b(?:tulee|pitää|täytyy|on (?:tehtävä|esitettävä|lähetettävä|toimitettava|osoitettava)) "
    + _WORDS
    + r"kirjallisesti",
    r"\bomakätisesti allekirjoit\w*",
    r"(?<!ei )\b(?:vain|ainoastaan) (?:\S+ ){0,3}?(?:lomakkeella|henkilökohtaisesti|paikan päällä)",
    r"(?<!inte )\b(?:endast|bara|enbart|uteslutande) (?:\S+ ){0,3}?skriftlig\w*",
    r"\b(?:ska|skall|måste) " + _WORDS + r"skriftlig\w*",
    r"\begenhändigt undertecknad\w*",
    r"(?<!inte )\b(?:endast|bara|enbart) (?:\S+ ){0,3}?(?:blankett\w*|formulär\w*|personligen)",
    stems="in writing|written|signed|in person|form|kirjallis|allekirjoit|lomakk|henkilökoht"
    "|paikan p|skriftlig|undertecknad|blankett|personligen",
)
# Art. 17(3) has its own list; what the controller finds useful is not on it.
ERASURE_BY_PURPOSE = wording(
    r"what (?:the|our) purposes? requires?",
    r"(?:necessary|needed|required) for (?:the|our|these|its) (?:\w+ )?purposes?[^.]{0,80}"
    r"(?:not|never) (?:be )?(?:erased|deleted|removed)",
    r"(?:cannot|not|never) (?:be )?(?:erased?|deleted?|removed?)[^.]{0,60}"
    r"(?:necessary|needed|required) for (?:the|our|these|its) (?:\w+ )?purpose",
    r"(?:välttämättömi|tarpeellisi|tarvitaan|tarpeen)[^.]{0,120}tarkoitu[^.]{0,120}"
    r"ei (?:voida |voi )?(?:poisteta|poistaa|hävittää|hävitetä)",
    r"ei (?:voida |voi )?(?:poisteta|poistaa|hävitetä)[^.]{0,80}tarkoitu\w*",
    r"(?:mitä )?(?:käyttö)?tarkoitu\w+ edellyttä\w*",
    r"(?:nödvändig|behövs)[^.]{0,120}ändamål[^.]{0,120}(?:inte|ej) (?:raderas|tas bort|utplånas)",
    r"(?:inte|ej) (?:raderas|tas bort|utplånas)[^.]{0,80}ändamål\w*",
    r"vad ändamål\w* (?:kräver|förutsätter)",
    stems="purpose|tarkoitu|ändamål",
)
# Art. 17(3), 12(4): a refusal names a ground of the law. "Tärkeä ja perusteltu syy" is Art. 21(1).
JUSTIFIED_REASON = wording(
    r"\bjustifi(?:ed|able) (?:reason|cause)s?\b",
    r"\b(?:valid|good) reasons? (?:to|for|not)\b",
    r"(?<!ja )\bperustel\w+ sy[iy]\w*",
    r"\bhyväksyttäv\w+ sy[iy]\w*",
    r"\b(?:motiverad\w*|grundad\w*|giltig\w*|godtagbar\w*) (?:skäl|anledning|orsak)\w*",
    stems="reason|cause|perustel|hyväksyttäv|skäl|anledning|orsak",
)
# Art. 21(2): everybody may object to direct marketing.
MARKETING_OF_SOME = wording(
    r"\bonly (?:potential|prospective|existing|current) (?:customers?|clients?)\b",
    r"\b(?:potential|prospective) (?:customers?|clients?) (?:has|have|may|can)\b[^.]{0,30}"
    r"(?:forbid|object|prohibit|opt|refuse)\w*",
    r"\bonly prospects\b",
    r"\b(?:vain|ainoastaan) (?:mahdolli|potentiaali)\w+ asiak\w*",
    r"\b(?:mahdolli|potentiaali)\w+ asiak\w+ (?:on oikeus|voi|voivat|saa|saavat) "
    r"(?:kieltää|vastustaa)",
    r"\b(?:endast|bara|enbart) potentiella kunder\w*",
    r"\bpotentiella? kund\w* (?:har rätt att|kan|får) (?:förbjuda|invända|motsätta)\w*",
    stems="potential|prospect|existing|current|mahdolli|potentiaali|potentiell",
)
# Art. 12(6): proof is asked for where there is reasonable doubt, and no more than it takes.
IDENTITY_ALWAYS = wording(
    r"\bidentity (?:must|shall|has to|will) (?:always|in every case)\b",
    r"\balways [^.]{0,40}(?:prove|proof|verif|confirm|check)\w* [^.]{0,30}identity",
    r"\bidentity is always\b",
    r"\b(?:must|shall|have to|has to)\b[^.]{0,60}\b(?:copy|photo|scan) of (?:\w+ ){1,3}"
    r"(?:passport|identity card|id card|driving licence)",
    r"\bhenkilöllisyy\w+ (?:on |tulee |pitää )?aina\b",
    r"\baina (?:\S+ ){0,4}?henkilöllisyy\w*",
    r"\b(?:on|tulee|pitää|täytyy)\b[^.]{0,60}\b(?:kopio|jäljennös|kuva)\w* (?:\S+ ){0,2}?"
    r"(?:passi|henkilökorti|henkilöllisyystodistu|ajokorti)\w*",
    r"\bidentitet\w* (?:\S+ ){0,3}?alltid\b",
    r"\balltid (?:\S+ ){0,4}?(?:identitet|legitimer)\w*",
    r"\b(?:ska|skall|måste)\b[^.]{0,60}\bkopia (?:av|på) (?:\S+ ){0,2}?"
    r"(?:pass|id-kort|legitimation|identitetskort|körkort)\w*",
    stems="identity|passport|id card|driving|henkilöllisyy|passi|henkilökorti|ajokorti|identitet"
    "|legitim|pass|id-kort|körkort",
)
# Art. 12(5): free of charge, however often, unless it is excessive.
FEE_FOR_RIGHTS = wording(
    r"\bonce (?:a|per) year (?:\w+ ){0,2}(?:free|without charge)",
    r"\bfree (?:of charge )?once (?:a|per) year",
    r"\bkerran vuodessa (?:\S+ ){0,3}?(?:maksut|ilmai|veloituks)\w*",
    r"\b(?:maksut|ilmai|veloituks)\w+ (?:\S+ ){0,3}?kerran vuodessa",
    r"\ben gång (?:per|om) år\w* (?:\S+ ){0,3}?(?:gratis|avgiftsfri|kostnadsfri|utan kostnad)\w*",
    r"\b(?:gratis|avgiftsfritt|kostnadsfritt|utan kostnad) (?:\S+ ){0,3}?en gång (?:per|om) år\w*",
    stems="year|vuodessa|en gång",
)
# Art. 12(3): one month; three where the person was told of an extension.
LATE_ANSWER = wording(
    r"\b(?:answer|repl|respon|process|handle)\w*\b[^.]{0,60}\bwithin (?:(?:3[2-9]|[4-9]\d|1\d\d) "
    r"(?:calendar )?days|(?:2[3-9]|[3-9]\d) (?:working|business) days"
    r"|(?:two|three|four|six|[2-9]) months)",
    r"\b(?:vastaa|vastat|vastaus|käsit|toteut)\w*[^.]{0,60}\b(?:(?:kahden|kolmen|kuuden|[2-9]) "
    r"kuukauden|(?:3[2-9]|[4-9]\d|1\d\d) (?:vuorokauden|päivän)"
    r"|(?:2[3-9]|[3-9]\d) (?:arkipäivän|työpäivän)) kuluessa",
    r"\b(?:svar|besvar|hanter|behandl)\w*[^.]{0,60}\binom (?:(?:två|tre|fyra|sex|[2-9]) månader"
    r"|(?:3[2-9]|[4-9]\d|1\d\d) dagar|(?:2[3-9]|[3-9]\d) (?:arbetsdagar|vardagar))",
    stems="within|kuluessa|inom",
)
# Art. 77: a complaint waits for nobody.
COMPLAINT_HINDERED = wording(
    r"\b(?:must|have to|has to|shall)\b[^.]{0,80}\bbefore [^.]{0,40}complain\w*",
    r"\bbefore [^.]{0,40}complain\w*[^.]{0,80}\b(?:must|have to|has to|shall)\b",
    r"\b(?:on|tulee|pitää|täytyy)\b[^.]{0,80}\bennen valitu\w*",
    r"\bennen valitu\w*[^.]{0,80}\b(?:on|tulee|pitää|täytyy)\b",
    r"\b(?:ska|skall|måste)\b[^.]{0,80}\binnan [^.]{0,40}klag\w*",
    r"\binnan [^.]{0,40}klag\w*[^.]{0,80}\b(?:ska|skall|måste)\b",
    stems="complain|ennen valitu|innan",
)
# Art. 4(11), 7(1): silence and use are no consent.
CONSENT_BY_USE = wording(
    r"\bby (?:using|visiting|continuing|browsing|accessing)\b[^.]{0,60}"
    r"\b(?:you|users?|visitors?) (?:\w+ ){0,2}?(?:accept|agree|consent)\w*",
    r"\bcontinued use\b[^.]{0,60}\b(?:accept|agree|consent)\w*",
    r"\b(?:käyttämällä|jatkamalla|vierailemalla)\b[^.]{0,80}\b(?:hyväksy|suostu)\w*",
    r"\bgenom att (?:använda|besöka|fortsätta)\b[^.]{0,80}\b(?:godkänner|samtycker|accepterar)",
    stems="by using|by visiting|by continuing|by browsing|by accessing|continued use|käyttämällä"
    "|jatkamalla|vierailemalla|genom att",
)
# ePrivacy Directive Art. 5(3), C-673/17: consent to cookies is an act, not a setting left alone.
COOKIES_BY_BROWSER = wording(
    rf"\b(?:accept|allow|consent|refus|reject|forbid|block|disabl|prevent)\w*\b[^.]{{0,80}}{_BROWSER}",
    rf"{_BROWSER}[^.]{{0,80}}\b(?:accept|allow|consent|refus|reject|block|disabl)\w*",
    r"\b(?:suostumu|hyväksy|kieltä|estä|kieltäyty)\w*[^.]{0,80}\bselai\w+ asetu\w*",
    r"\bselai\w+ asetu\w*[^.]{0,80}\b(?:suostumu|hyväksy|kieltä|estä)\w*",
    r"\b(?:samtyck|godkänn|neka|avvisa|tillåt|förbjud|förhindra|blockera)\w*[^.]{0,80}"
    r"\bwebbläsar\w*",
    stems="browser|selai|webbläsar",
)
# Art. 5(1)(a), 13(3), 14(4): people are told before a new purpose begins.
CHANGE_UNANNOUNCED = wording(
    r"\bwithout (?:prior |further |any |separate )?(?:notice|notification)\b",
    r"\bilman (?:erillistä |eri |edeltävää )?(?:ennakko)?ilmoitus\w*",
    r"\bilmoittamatta (?:siitä )?(?:etukäteen|ennalta|erikseen)",
    r"\butan (?:föregående |särskilt |vidare |förhands)?(?:meddelande|underrättelse|avisering"
    r"|förvarning)\b",
    stems="without|ilman|ilmoittamatta|utan",
)
NARROWING: dict[str, Wording] = {
    "form_of_request": FORM_OF_REQUEST,
    "erasure_by_purpose": ERASURE_BY_PURPOSE,
    "justified_reason": JUSTIFIED_REASON,
    "marketing_of_some": MARKETING_OF_SOME,
    "identity_always": IDENTITY_ALWAYS,
    "fee_for_rights": FEE_FOR_RIGHTS,
    "late_answer": LATE_ANSWER,
    "complaint_hindered": COMPLAINT_HINDERED,
    "consent_by_use": CONSENT_BY_USE,
    "cookies_by_browser": COOKIES_BY_BROWSER,
    "change_unannounced": CHANGE_UNANNOUNCED,
}
