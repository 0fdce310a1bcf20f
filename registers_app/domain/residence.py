"""The authorities of the EU and EEA countries where a person may live (GDPR Art. 77(1)), as dated
data: the name by which each is known at home, and its site. Looked at in autumn 2026.

A person may complain where they live, whoever answers them. The United Kingdom stands outside.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class AtHome:
    """A country with its names in fi, sv, en, and its supervisory authority."""

    names: tuple[str, str, str]
    authority: str
    site: str

    def country(self, language: str) -> str:
        """The country's name in *language*."""
        return self.names[("fi", "sv", "en").index(language)]


def _home(names: str, authority: str, site: str) -> AtHome:
    fi, sv, en = names.split(" / ")
    return AtHome(names=(fi, sv, en), authority=authority, site=f"https://{site}")


HOMES: dict[str, AtHome] = {
    "AT": _home("Itävalta / Österrike / Austria", "Datenschutzbehörde", "www.dsb.gv.at"),
    "BE": _home(
        "Belgia / Belgien / Belgium",
        "Autorité de protection des données – Gegevensbeschermingsautoriteit",
        "www.dataprotectionauthority.be",
    ),
    "BG": _home(
        "Bulgaria / Bulgarien / Bulgaria", "Комисия за защита на личните данни", "www.cpdp.bg"
    ),
    "CY": _home(
        "Kypros / Cypern / Cyprus",
        "Office of the Commissioner for Personal Data Protection",
        "www.dataprotection.gov.cy",
    ),
    "CZ": _home("Tšekki / Tjeckien / Czechia", "Úřad pro ochranu osobních údajů", "uoou.gov.cz"),
    "DE": _home(
        "Saksa / Tyskland / Germany",
        "Die Bundesbeauftragte für den Datenschutz und die Informationsfreiheit (BfDI)",
        "www.bfdi.bund.de",
    ),
    "DK": _home("Tanska / Danmark / Denmark", "Datatilsynet", "www.datatilsynet.dk"),
    "EE": _home("Viro / Estland / Estonia", "Andmekaitse Inspektsioon", "www.aki.ee"),
    "ES": _home(
        "Espanja / Spanien / Spain", "Agencia Española de Protección de Datos", "www.aepd.es"
    ),
    "FI": _home(
        "Suomi / Finland / Finland",
        "Tietosuojavaltuutetun toimisto – Dataombudsmannens byrå",
        "tietosuoja.fi",
    ),
    "FR": _home(
        "Ranska / Frankrike / France",
        "Commission nationale de l’informatique et des libertés (CNIL)",
        "www.cnil.fr",
    ),
    "GR": _home(
        "Kreikka / Grekland / Greece",
        "Αρχή Προστασίας Δεδομένων Προσωπικού Χαρακτήρα",
        "www.dpa.gr",
    ),
    "HR": _home("Kroatia / Kroatien / Croatia", "Agencija za zaštitu osobnih podataka", "azop.hr"),
    "HU": _home(
        "Unkari / Ungern / Hungary",
        "Nemzeti Adatvédelmi és Információszabadság Hatóság",
        "www.naih.hu",
    ),
    "IE": _home(
        "Irlanti / Irland / Ireland", "Data Protection Commission", "www.dataprotection.ie"
    ),
    "IS": _home("Islanti / Island / Iceland", "Persónuvernd", "www.personuvernd.is"),
    "IT": _home(
        "Italia / Italien / Italy",
        "Garante per la protezione dei dati personali",
        "www.garanteprivacy.it",
    ),
    "LI": _home(
        "Liechtenstein / Liechtenstein / Liechtenstein",
        "Datenschutzstelle",
        "www.datenschutzstelle.li",
    ),
    "LT": _home(
        "Liettua / Litauen / Lithuania",
        "Valstybinė duomenų apsaugos inspekcija",
        "vdai.lrv.lt",
    ),
    "LU": _home(
        "Luxemburg / Luxemburg / Luxembourg",
        "Commission nationale pour la protection des données",
        "cnpd.public.lu",
    ),
    "LV": _home("Latvia / Lettland / Latvia", "Datu valsts inspekcija", "www.dvi.gov.lv"),
    "MT": _home(
        "Malta / Malta / Malta",
        "Office of the Information and Data Protection Commissioner",
        "idpc.org.mt",
    ),
    "NL": _home(
        "Alankomaat / Nederländerna / Netherlands",
        "Autoriteit Persoonsgegevens",
        "www.autoriteitpersoonsgegevens.nl",
    ),
    "NO": _home("Norja / Norge / Norway", "Datatilsynet", "www.datatilsynet.no"),
    "PL": _home("Puola / Polen / Poland", "Urząd Ochrony Danych Osobowych", "uodo.gov.pl"),
    "PT": _home(
        "Portugali / Portugal / Portugal",
        "Comissão Nacional de Proteção de Dados",
        "www.cnpd.pt",
    ),
    "RO": _home(
        "Romania / Rumänien / Romania",
        "Autoritatea Națională de Supraveghere a Prelucrării Datelor cu Caracter Personal",
        "www.dataprotection.ro",
    ),
    "SE": _home("Ruotsi / Sverige / Sweden", "Integritetsskyddsmyndigheten (IMY)", "www.imy.se"),
    "SI": _home("Slovenia / Slovenien / Slovenia", "Informacijski pooblaščenec", "www.ip-rs.si"),
    "SK": _home(
        "Slovakia / Slovakien / Slovakia",
        "Úrad na ochranu osobných údajov Slovenskej republiky",
        "dataprotection.gov.sk",
    ),
}


def countries(language: str) -> list[tuple[str, str]]:
    """Code and name of every country, by its name in *language*."""
    named = [(code, home.country(language)) for code, home in HOMES.items()]
    return sorted(named, key=lambda pair: pair[1].casefold())


def home_of(country: str) -> AtHome | None:
    """The country and its authority; None outside the EU and EEA, or where none was named."""
    return HOMES.get(country)
