"""Words by which a text tells what its columns do not."""

from registers_app.domain.lint.normal import wording

PRIVACY_SHIELD = wording(
    r"privacy[\s_-]*shield\w*",
    r"yksityisyyden[\s-]?suoja(?:kilpi|kilven|järjestely)\w*",
    r"sköld\w* för skydd av privatlivet",
    r"\b(?:integritets|sekretess)sköld\w*",
    stems="shield|suojakilpi|suojakilven|suojajärjestely|sköld",
)
SAFE_HARBOUR = wording(
    r"safe[\s_-]*harbou?r\w*",
    r"\bturvasatama\w*",
    r"\bsäkra? hamn\w*",
    stems="harbo|turvasatama|hamn",
)
# The decisions on standard clauses that Decision (EU) 2021/914 repealed.
FORMER_CLAUSES = wording(
    r"\b(?:2001/497|2002/16|2004/915|2010/87)(?:/\w+)?\b",
    stems="2001/497|2002/16|2004/915|2010/87",
)
WITHOUT_END = wording(
    r"\bat least\b",
    r"\b(?:as|so) long as\b[^.]{0,40}\b(?:necessary|need(?:ed|s)?|requires?d?|relevant|useful)",
    r"\buntil further notice\b",
    r"\bfor the time being\b",
    r"\b(?:indefinitely|permanently|forever)\b",
    r"\b(?:ainakin|vähintään)\b",
    r"\bniin kauan kuin\b[^.]{0,60}\b(?:tarpee|tarvit|edellyttä|vaati|välttämät)\w*",
    r"\btoistaiseksi\b",
    r"\bpysyvästi\b",
    r"\bkäyttötarkoitu\w+ edellyttä\w*",
    r"\b(?:åtminstone|minst)\b",
    r"\bså länge (?:som )?(?:\S+ ){0,4}?(?:behövs|nödvändig\w*|kräver|krävs)",
    r"\btills vidare\b",
    r"\b(?:på obestämd tid|permanent)\b",
    stems="at least|long as|further notice|time being|indefinitely|permanent|forever|ainakin"
    "|vähintään|niin kauan|toistaiseksi|pysyvästi|edellyttä|åtminstone|minst|så länge|tills vidare"
    "|obestämd",
)
SPECIAL = wording(
    r"\bhealth(?! (?:and safety )?sector)\w*",
    r"\b(?:medical|illness|sick(?:ness)? leave|disabilit|allerg)\w*",
    r"\b(?:trade[ -]union|religio|ethnic|racial|political|sexual|biometric|genetic)\w*",
    r"\b(?:tervey|sairau|sairaslom|vammaisuu|allergi|ammattiliit|uskon|vakaumu|etni|poliitti"
    r"|seksuaali|biometri|geneetti|sormenjälj)\w*",
    r"\b(?:hälso|hälsa|sjukdom|sjukfrånvar|funktionsnedsättning|fackför|fackligt|religi|etnisk"
    r"|politisk|sexuell|biometrisk|genetisk|fingeravtryck)\w*",
    stems="health|medical|illness|sick|disabilit|allerg|union|religi|ethnic|racial|political"
    "|sexual|biometri|genetic|tervey|sairau|sairaslom|vammaisuu|ammattiliit|uskon|vakaumu|etni"
    "|poliitti|seksuaali|geneetti|sormenjälj|häls|sjuk|funktionsneds|fackför|fackligt|politisk"
    "|sexuell|genetisk|fingeravtryck",
)
IDENTITY_CODE = wording(
    r"\b(?:personal identity|national identi\w+|social security|national insurance) "
    r"(?:code|number)s?\b",
    r"\b(?:henkilötunnu|sosiaaliturvatunnu)\w*",
    r"\b(?:personnummer|personbeteckning|samordningsnummer)\w*",
    stems="identi|social security|national insurance|henkilötunnu|sosiaaliturvatunnu|personnummer"
    "|personbeteckning|samordningsnummer",
)
CRIMINAL = wording(
    r"\bcriminal (?:record|conviction|offence)s?\b",
    r"\bconvictions?\b",
    r"\b(?:rikosrekisteri|rikostuomio|rikostausta|tuomiot)\w*",
    r"\b(?:brottsregister|straffregister|belastningsregister|fällande dom)\w*",
    stems="criminal|conviction|rikos|tuomiot|brotts|straffregister|belastningsregister|fällande",
)
PROFILING = wording(
    r"\b(?:profiling|automated decision|automatic decision|credit scoring|scoring)\w*",
    r"\b(?:profiloi|profilointi|automaatti\w+ päätök|automatisoi\w+ päätök|luottopisteyty)\w*",
    r"\b(?:profiler|automatiserat? beslut|automatiserade beslut|kreditpoäng)\w*",
    stems="profil|decision|scoring|päätök|pisteyty|beslut|kreditpoäng",
)
VAGUE = wording(
    r"\b(?:any )?other (?:\w+ ){0,2}?purposes\b",
    r"\bas (?:may be )?needed\b",
    r"\b(?:various|miscellaneous|general) (?:business )?purposes\b",
    r"\bmu(?:ut|ita|ihin|issa) (?:\S+ ){0,2}?tarkoitu\w*",
    r"\b(?:andra|övriga) (?:\S+ ){0,2}?(?:ändamål|syften)\w*",
    stems="purpose|needed|may be|tarkoitu|ändamål|syften",
)
UNFINISHED = wording(
    r"\b(?:TODO|TBD|TBA|FIXME|XXX+|lorem ipsum)\b",
    r"\b(?:täydennetään myöhemmin|lisätään myöhemmin|kompletteras senare|to be added later)\b",
    r"\[(?:\.{3}|…|[^\]]{0,40}(?:here|tähän|här))\]",
    r"\?{3,}",
    stems="todo|tbd|tba|fixme|xxx|lorem|to be added|täydennetään|lisätään|kompletteras|[|???",
)
# Directive 95/46/EC and the acts that carried it out ended in May 2018 to January 2019.
REPEALED_LAW = wording(
    r"\bPersonal Data Act\b",
    r"\b95/46(?:/\w+)?\b",
    r"\b523/1999\b",
    r"\bData Protection Act 1998\b",
    r"\bhenkilötietola(?:ki|in|issa|ista|kia)\b",
    r"\brekisteriselost\w*",
    r"\bpersonuppgiftslag\w*",
    r"\b1998:204\b",
    stems="personal data act|95/46|523/1999|act 1998|henkilötietola|rekisteriselost"
    "|personuppgiftslag|1998:204",
)
EU_LAW = wording(
    r"\bEU(?:'s)? General Data Protection Regulation\b",
    r"\bGDPR of the (?:EU|European Union)\b",
    r"\bEU(?:'s)?[ -]GDPR\b",
    r"\b2016/679\b",
    r"\bEU:n (?:yleis\w+ )?tietosuoja-asetu\w*",
    r"\bEU:s (?:allmänna )?dataskyddsförordning\w*",
    stems="eu general|eu's|gdpr|2016/679|eu:n|eu:s",
)
