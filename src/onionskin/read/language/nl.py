"""Dutch: how reports in it say who was hit through what, and how sure they are."""

from __future__ import annotations

from onionskin.plugins.contracts import Cues, Phrase, words

META = {
    "title": "Dutch",
    "misses": "Reported speech across sentences; compounds that are on no list.",
    "references": ["https://www.ncsc.nl/"],
}

_HIT = (
    "gecompromitteerd|gehackt|besmet|geïnfecteerd|geïnfiltreerd|aangevallen|binnengedrongen|getroffen"
    "|gemanipuleerd|gekraakt|getrojaniseerd|ingebroken|overgenomen|gekaapt|bespioneerd|vergiftigd"
)
_STRUCK = (
    "getroffen|besmet|gecompromitteerd|gehackt|geïnfecteerd|aangevallen|geraakt|versleuteld|platgelegd|lamgelegd|gewist|bestolen|bespioneerd"
    "|gedupeerd|geïnfiltreerd|gekraakt|slachtoffer|aangetast|vergrendeld|beroofd"
)
_BEAT = "compromitteerde|compromitteerden|hackte|hackten|besmette|besmetten|infecteerde|infecteerden|infiltreerde|infiltreerden|trof|troffen|kraakte|kraakten|raakte|raakten|versleutelde|versleutelden|overvielen|bereikte|kaapte|kaapten"
_HITTING = (
    "compromitteren|hacken|besmetten|infecteren|infiltreren|aanvallen|binnendringen|binnen te dringen"
    "|aan te vallen|bereiken|binnenkomen|binnen te komen|in te breken|bespioneren|te kraken|verkrijgen"
)
_WAS = "(?:werd|werden|is|zijn|was|waren|wordt|worden|geworden|zou|zouden|bleek|bleken|raakten?)"
_THROUGH = "(?:via|door middel van|met behulp van|met|dankzij|vanwege|wegens|vanuit|middels|langs)"
_RAN = "installeerde|installeerden|geïnstalleerd|gedownload|downloadde|uitgevoerd|gestart|geopend|startte|opende|draaide|gedraaid|installeren|binnengehaald"
_DEVICE = r"(?P<object>(?:[\w'-]+ ){0,3}?(?:computer|pc|laptop|telefoon|smartphone|werkstation|apparaat|machine|privécomputer|thuiscomputer|werkcomputer)s?)\b"
_ASK = r"(?:(?:via|met|door|op|bij|sinds|in|voor|aan|tot|hoe) )?(?:hoe|wanneer|wie|waarom|of|wat|welke?|waar|waarvandaan|hoeveel|hoever|wiens|waarmee|waardoor)"
_ASKED = rf"(?P<object>{_ASK}\b[^;]{{3,200}})"
_ASKING = rf"(?P<object>\b{_ASK} [^;,]{{3,160}})"
_INVADED = "compromittering|inbraak|aanval|hack|infectie|besmetting|cyberaanval|incident|hackaanval"
_ACT = (
    "verwijderen|verwijder|isoleren|isoleer|wijzigen|wijzig|bijwerken|werk|updaten|update|resetten|reset|blokkeren|blokkeer|scheid|houd|controleer|controleren|wissel|wisselen|keer|keren|zet|zetten|maak|maken|bewaar|bewaren"
    "|uitschakelen|uitgeschakeld|schakel|wissen|wis|intrekken|trek|gebruiken|gebruik|overstappen|stap|installeren|installeer|roteren|roteer|vervangen|vervang|deïnstalleren|deïnstalleer|zoek|zoeken|monitor|monitoren|beperk|beperken|sluit|meld|melden|herstel|herstellen"
    "|terug te zetten|opnieuw te installeren|bij te werken|in te trekken|uit te schakelen|over te stappen|los te koppelen|pas|activeer|activeren|scan|patch|patchen|vermijd|vermijden|raadpleeg|koppel|loskoppelen|downgrade|downgraden|upgrade|upgraden|vernieuw|vernieuwen|onderzoek|beveilig|stop|verleng|leeg|verbreek|let|ga"
)
_TO = r"(?:te (?:verwijderen|isoleren|wijzigen|updaten|resetten|blokkeren|controleren|wisselen|bewaren|wissen|gebruiken|installeren|roteren|vervangen|deïnstalleren|zoeken|monitoren|beperken|melden|herstellen|activeren|patchen|vermijden|upgraden|downgraden|vernieuwen|laten|houden|maken|zetten|nemen)|bij te werken|in te trekken|uit te schakelen|over te stappen|los te koppelen|terug te zetten|na te gaan|in te schakelen|af te sluiten|door te voeren|terug te keren|uit te voeren)"
_INFINITIVE = "verwijderen|isoleren|wijzigen|bijwerken|updaten|resetten|blokkeren|controleren|wisselen|bewaren|uitschakelen|wissen|intrekken|gebruiken|overstappen|installeren|roteren|vervangen|deïnstalleren|zoeken|monitoren|beperken|sluiten|melden|herstellen|activeren|patchen|vermijden|loskoppelen|upgraden|downgraden|vernieuwen|houden|terugzetten|terugkeren|inschakelen"
_FINITE = "kon|konden|kan|kunnen|zou|zouden|wil|wilde|wilden|gaat|gaan|laat|liet|laten|zal|zullen|waren|was|is|zijn|had|hadden|heeft|hebben|werd|werden|wordt|worden|moet|moeten|moest|moesten|mag|mogen"
_DATA = r"(?:de |het |een |alle |je |ook |onder meer )?(?P<object>[^;.]{3,200}?)"
_TAKEN = "gestolen|buitgemaakt|ontvreemd|gekopieerd|verzameld|weggesluisd|uitgelezen|gelekt|gedownload|geëxfiltreerd|ingezien|meegenomen|afgevangen"
_TAKES = "stal|stalen|steelt|stelen|verzamelt|verzamelde|verzamelden|buitmaakte|kopieerde|kopieert|stuurde|stuurt|exfiltreerde|exfiltreert|las|leest|onderschepte|onderschept|zocht naar|zoekt naar|bemachtigden|ontvreemdden"
_SAID = r"(?:dat |toe dat )?(?P<object>[^;]{6,240})"
_MADE = "ontwikkelt|ontwikkelen|ontwikkelde|verkoopt|levert|maakt(?! gebruik)|onderhoudt|produceert|publiceert|biedt|beheert|maakte|onderhield"
_MAKER = "maker|leverancier|fabrikant|ontwikkelaar|aanbieder|producent|uitgever|beheerder|onderhouder|softwaremaker|softwareleverancier|eigenaar|dienstverlener|moederbedrijf|distributeur|bedenker"
_MALWARE = "achterdeur|malware|gijzelsoftware|ransomware|trojan|trojaans paard|worm|wiper|infostealer|spionagesoftware|spyware|loader|downloader|rootkit|backdoor|implantaat|keylogger|webshell|schadelijke software|kwaadaardige software|dropper"
_MEANS = (
    r"(?P<object>(?:een|de|het|hun|zijn|haar|gestolen|besmette|gelekte|gekaapte|gecompromitteerde|gemanipuleerde|valse) (?:[\w'-]+ ){0,4}?"
    r"(?:update|updates|account|accounts|wachtwoord|wachtwoorden|inloggegevens|sleutel|sleutels|token|tokens|kwetsbaarheid|lek|beveiligingslek|pakket|bibliotheek|laptop|computer|bijlage|mail|e-mail|phishing|phishingmail|programma|server|software|leverancier|dienstverlener|toeleverancier|installatieprogramma|installer|beheerprogramma|website|plug-in|extensie|certificaat)\b)"
)
_STATE = r"(?P<object>\b(?:een |de |het )?(?:\w+ )?(?:staat|statelijke actor|statelijke hackers|staatshackers|statelijke \w+|staatsgesteunde \w+))"
_OPEN = "onduidelijk|onbekend|onzeker|onopgehelderd|raadselachtig"


def _inflected(region: str, *forms: str) -> dict[str, str]:
    return dict.fromkeys(forms, region)


CUES = Cues(
    code="nl",
    name="Dutch",
    stopwords=words(
        """is in de het een en maar van op aan met voor door bij naar uit om tot als dan dat die dit deze er zijn
        waren wordt worden werd werden heeft hebben hadden kan kunnen kon zou zouden moet moeten niet geen ook nog al
        wel meer zeer zo te ze hij zij wij je u hun haar zijn hem ons wie wat waar wanneer hoe welke omdat terwijl sinds
        na tussen onder zonder tegen volgens tijdens alle alles andere ander enkele meerdere twee drie reeds inmiddels
        daarbij waarbij toen toch dus"""
    ),
    hedges={
        "met hoge mate van zekerheid": "high", "met grote mate van zekerheid": "high", "met een hoge mate van zekerheid": "high",
        "met grote zekerheid": "high", "met hoge zekerheid": "high", "met een hoge mate van vertrouwen": "high", "hoogstwaarschijnlijk": "high",
        "zeer waarschijnlijk": "high", "met aan zekerheid grenzende waarschijnlijkheid": "high", "bevestigd": "confirmed", "bevestigt": "confirmed",
        "bevestigde": "confirmed", "met zekerheid": "confirmed", "met redelijke zekerheid": "moderate", "met gematigde zekerheid": "moderate",
        "met een gemiddelde mate van zekerheid": "moderate", "waarschijnlijk": "moderate", "vermoedelijk": "moderate", "denkt": "moderate",
        "denken": "moderate", "gelooft": "moderate", "geloven": "moderate", "gaat ervan uit": "moderate", "gaan ervan uit": "moderate",
        "met lage zekerheid": "low", "met geringe zekerheid": "low", "mogelijk": "low", "misschien": "low", "wellicht": "low", "zou": "low", "zouden": "low",
        "kan zijn": "low", "kunnen zijn": "low", "naar verluidt": "low", "vermeend": "low", "vermeende": "low", "kan": "low", "kunnen": "low", "kon": "low", "konden": "low", "blijkbaar": "moderate", "kennelijk": "moderate",
        "lijkt": "moderate", "lijken": "moderate", "leek": "moderate", "vermoedt": "moderate", "vermoeden": "moderate", "vermoedden": "moderate", "verdenkt": "moderate", "verdenken": "moderate", "wijst op": "moderate", "wijzen op": "moderate", "meent": "moderate", "menen": "moderate", "naar schatting": "moderate", "waarschijnlijke": "moderate", "vermoedelijke": "moderate", "voorzichtig": "low", "ongetwijfeld": "high", "zonder twijfel": "high", "met hoge waarschijnlijkheid": "high", "bewezen": "confirmed", "aangetoond": "confirmed", "met matige zekerheid": "moderate", "met gemiddelde zekerheid": "moderate",
        "suggereert": "moderate", "suggereren": "moderate", "onbevestigd": "low", "onbevestigde": "low", "niet bevestigd": "low",
    },
    negations=(
        "niet", "geen", "nooit", "noch", "evenmin", "zonder", "ontkent", "ontkende", "ontkennen", "niets", "niemand", "nergens",
    ),
    facts=(
        # -- who was hit, and through what
        Phrase("compromised-through", rf"<subject> .. {_WAS} .. {_THROUGH} .. <object> .. (?P<cue>{_HIT})", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", rf"<subject> .. {_WAS} .. (?P<cue>{_HIT}) .. {_THROUGH} .. <object>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", rf"<subject> .. {_WAS} (?:\w+ )?(?P<cue>{_HIT}) {_THROUGH} .. <object>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", rf"(?:werd|werden|is|zijn|was|waren|zou|zouden) .. <subject>(?: volgens <any>)? .. {_THROUGH} .. <object> .. (?P<cue>{_HIT})", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", rf"(?:werd|werden|is|zijn|was|waren|zou|zouden) .. <subject>(?: volgens <any>)?(?: \w+)? (?P<cue>{_HIT}) {_THROUGH} .. <object>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", rf"<subject> .. {_WAS} volgens <any> {_THROUGH} .. <object> .. (?P<cue>{_HIT})", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", rf"{_THROUGH} .. <object> .. {_WAS} .. <subject> .. (?P<cue>{_HIT})", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", rf"(?:heeft|hebben|had|hadden|om|konden|kon|wisten) .. <subject> .. {_THROUGH} .. <object> .. (?P<cue>{_HIT}|{_HITTING})", "organisation|group", "product|organisation"),
        Phrase("compromised-through", rf"(?:heeft|hebben|had|hadden|om|konden|kon|wisten) .. {_THROUGH} .. <object> .. <subject> .. (?P<cue>{_HIT}|{_HITTING})", "organisation|group", "product|organisation"),
        Phrase("compromised-through", rf"{_THROUGH} .. <object> .. (?P<cue>drongen|kwamen|braken|wisten|kregen|vielen|binnengedrongen|binnengekomen|drong|kwam) .. (?:bij|in|tot|op|aan) .. <subject>", "organisation|group", "product|organisation"),
        Phrase("compromised-through", rf"{_THROUGH} .. <object> .. (?P<cue>{_BEAT}) (?!door |via )(?:[\w'-]+ ){{0,4}}?<subject>", "organisation|group", "product|organisation"),
        Phrase("compromised-through", rf"(?P<cue>drongen|kwamen|braken|drong|kwam|{_BEAT}) .. <subject> .. {_THROUGH} .. <object>", "organisation|group", "product|organisation"),
        Phrase("compromised-through", rf"<object> .. (?P<cue>gebruikt|misbruikt|ingezet|uitgebuit|gebruikten|misbruikten|gebruikte) .. (?:om|voor|tegen) .. <subject> .. (?:te )?(?:{_HITTING})", "organisation|group", "product|organisation"),
        Phrase("compromised-through", rf"(?P<cue>gebruikten|misbruikten|gebruikte|misbruikte) .. <object> .. om .. <subject> .. (?:te )?(?:{_HITTING})", "organisation|group", "product|organisation"),
        Phrase("compromised-through", r"<object> .. (?P<cue>diende|dienden|toegangspoort|springplank|toegang|deur|achterdeur|ingang|invalshoek|aanvalsvector|vertrekpunt|weg|opstap) .. (?:tot|naar|voor|bij|op|in|tegen) .. <subject>", "organisation|group", "product|organisation"),
        Phrase("compromised-through", rf"(?P<cue>{_INVADED}) (?:van|bij|op|tegen|in) .. <subject> .. (?:begon|ging terug|verliep|gebeurde|kwam|via|startte) .. <object>", "organisation|group", "product|organisation"),
        Phrase("compromised-through", rf"(?:{_INVADED}) .. <object> .. (?P<cue>leidde|leidden|opende|gaf|gaven) .. (?:{_INVADED}|toegang|deur) .. <subject>", "organisation|group", "product|organisation"),
        Phrase("compromised-through", r"<subject> .. (?P<cue>gijzelsoftware|ransomware|malware|besmet|getroffen|gehackt)[^;.]{0,40}? (?:binnenkwam|verspreid|verspreidde|binnengekomen|verscheen)? ?(?:via|door middel van) <object>", "group", "product"),
        Phrase("compromised-through", rf"<subject> .. {_WAS} .. (?:via|met|door middel van|dankzij|met behulp van) {_MEANS} .. (?P<cue>{_HIT})", "organisation|group|product", "technique"),
        Phrase("compromised-through", rf"<subject> .. {_WAS} .. (?P<cue>{_HIT}) .. (?:via|met|door middel van|dankzij|met behulp van) {_MEANS}", "organisation|group|product", "technique"),
        Phrase("compromised-through", rf"(?:via|met|door middel van|dankzij|met behulp van) {_MEANS} .. (?P<cue>drongen|kwamen|braken|kregen|binnengedrongen|binnengekomen) .. (?:bij|in|tot|op|aan) .. <subject>", "organisation|group", "technique"),
        Phrase("compromised-by", rf"<subject> .. {_WAS} .. door (?:[\w'-]+ ){{0,4}}?<object!> .. (?P<cue>{_HIT}|{_STRUCK})", "organisation|group|product", "malware|actor|region"),
        Phrase("compromised-by", rf"<subject> .. {_WAS} (?:\w+ )?(?P<cue>{_HIT}|{_STRUCK}) (?:door|met) (?:[\w'-]+ ){{0,4}}?<object!>", "organisation|group|product", "malware|actor|region"),
        Phrase("compromised-by", rf"<object> .. (?:heeft|hebben|had|hadden|zou)(?: (?!dat\b|bevestigd\b|verklaard\b)[\w'-]+){{0,6}}? <subject!> .. (?P<cue>{_HIT}|{_STRUCK})", "organisation|group", "actor|malware|region"),
        Phrase("compromised-by", rf"<object> (?P<cue>{_BEAT}) (?!door |via )(?:[\w'-]+ ){{0,4}}?<subject>", "organisation|group", "actor|malware|region"),
        Phrase("compromised-by", rf"(?:werd|werden|is|zijn|was|waren) (?:(?!via\b|door\b|met\b|bij\b|in\b|op\b|van\b|uit\b|volgens\b|middels\b|dankzij\b)[\w'-]+ ){{0,4}}?<subject!> .. door (?:[\w'-]+ ){{0,4}}?<object!> .. (?P<cue>{_HIT}|{_STRUCK})", "organisation|group|product", "malware|actor|region"),
        Phrase("compromised-through", r"(?P<cue>kwamen|kwam|drongen|drong|braken|brak|raakten|raakte) .. (?:via|met|door|dankzij) .. <object> .. (?:bij|in|tot|op) .. <subject>", "organisation|group", "product|organisation"),
        Phrase("compromised-through", r"(?P<cue>toegangspoort|invalspoort|ingang|achterdeur|invalsweg|springplank|opstap|vertrekpunt) .. (?:tot|naar|bij|in|van|voor) .. <subject> (?:was|is|waren|bleek|vormde|vormden) .. <object>", "organisation|group", "product|organisation"),
        # -- victims
        Phrase("victim", rf"(?:werd|werden|waren|was|zijn|is) (?:(?!via\b|door\b|met\b|bij\b|in\b|op\b|van\b|uit\b|volgens\b|middels\b|dankzij\b)[\w'-]+ ){{0,4}}?<subject!> .. (?P<cue>{_STRUCK})\b", "organisation|group|sector|region", "campaign"),
        Phrase("victim", rf"<count> .. (?:{_STRUCK})[^,;]{{0,60}},? (?P<cue>waaronder|onder wie|onder meer|onder andere|zoals) <subject!>", "organisation", "campaign"),
        Phrase("victim", r"<count> (?:bij|van) (?P<cue>onder andere|onder meer|bijvoorbeeld) <subject!>", "organisation", "campaign"),
        Phrase("victim", rf"<subject>(?! [^,;]{{0,60}}\bdat\b) .. {_WAS} .. (?P<cue>{_STRUCK})\b", "organisation|group|sector|region", "campaign"),
        Phrase("victim", r"(?P<cue>getroffen|besmette|gehackte|geïnfecteerde|gedupeerde) <subject!>", "group|sector", "campaign"),
        Phrase("victim", r"<subject> (?P<cue>getroffen|besmet|gehackt|geraakt|slachtoffer)\Z", "organisation|group|sector", "campaign"),
        Phrase("victim", rf"(?P<cue>{_STRUCK}) (?:zijn|is|waren|was|werden|werd|worden) .. <subject>", "organisation|group|sector|region", "campaign"),
        Phrase("victim", rf"<count> .. (?P<cue>{_STRUCK})[^;.]{{0,40}}? (?:in|uit) (?:de |het )?<subject!>", "region", "campaign"),
        Phrase("victim", r"(?P<cue>slachtoffers|slachtoffer|getroffenen|gedupeerden|doelwitten|doelwit) .. (?:werden|werd|behoren|behoort|behoorden|zijn|is|waren|was|telt|bevinden|:) .. <subject>", "organisation|group|sector|region", "campaign"),
        Phrase("victim", r"<subject>(?: in <any>)? .. (?P<cue>behoren|behoort|behoorden|behoorde|bevinden|bevindt|onder) .. (?:slachtoffers|getroffenen|gedupeerden|doelwitten)", "organisation|group|sector|region", "campaign"),
        Phrase("victim", rf"(?:<incident>|worm|trojan|update|programma|versie|virus|die|dat) .. (?P<cue>{_BEAT}|besmet|treft|infecteert|raakt) (?!door |via |met |in )(?:[\w'-]+ ){{0,4}}?<subject!>", "organisation|group|sector|region", "campaign"),
        Phrase("victim", rf"(?P<cue>{_BEAT}|treft|infecteert) (?!door |via |met |in )(?:[\w'-]+ ){{0,4}}?<subject!>", "group|sector|region", "campaign"),
        Phrase("victim", rf"(?:heeft|hebben|had|hadden) .. <subject> .. (?P<cue>{_STRUCK})\b", "group|sector|region", "campaign"),
        Phrase("victim", r"(?P<cue>aanval|aanvallen|inbraak|infecties?|besmettingen|hack) (?:op|tegen|bij|in) .. <subject>", "group|sector", "campaign"),
        Phrase("victim", r"<subject> .. (?P<cue>installeerden|installeerde|kregen|kreeg|ontvingen|ontving|downloadden|gedownload|binnengehaald|geïnstalleerd|ontvangen|te maken) .. (?:besmette|kwaadaardige|gemanipuleerde|geïnfecteerde|schadelijke|malware|gijzelsoftware|ransomware)\w*", "organisation|group", "campaign"),
        Phrase("victim", r"<subject> .. (?:besmette|kwaadaardige|gemanipuleerde|geïnfecteerde|schadelijke|hem|hun)\w* .. (?P<cue>gedownload|binnengehaald|geïnstalleerd|ontvangen)", "organisation|group", "campaign"),
        Phrase("victim", r"<subject> moest(?:en)? <count>(?: en <count>)? .. (?P<cue>opnieuw|sluiten|stilleggen|afsluiten|vervangen|herinstalleren|uitzetten)", "organisation", "campaign"),
        Phrase("victim", r"<subject> .. moest\w* .. (?P<cue>uitschakelen|uitzetten|afsluiten|loskoppelen|offline halen|platleggen|onderbreken|sluiten|stilleggen|afsluiten|opnieuw inrichten|herinstalleren|stopzetten|herstellen)", "organisation", "campaign"),
        Phrase("victim", r"<subject> .. (?P<cue>kampte|kampten|kampt|lagen plat|lag plat|lag stil)", "organisation", "campaign"),
        Phrase("victim", r"bij <subject!> (?P<cue>leidde|leidden|zorgde|zorgden|kwam) .. (?:storingen|storing|uitval|verstoringen|problemen|vertraging\w*)", "organisation|group", "campaign"),
        Phrase("victim", r"(?P<cue>gaat het om|gaat om) <subject!>", "organisation", "campaign"),
        # -- suppliers, customers, products
        Phrase("supplies", rf"<subject>, (?:de |het |een )?(?:[\w'-]+ ){{0,3}}?(?P<cue>{_MAKER}) (?:van|achter) .. <object>", "organisation", "product|organisation|group"),
        Phrase("supplies", rf"(?P<cue>{_MAKER}) (?:van|achter) (?:[\w'-]+ ){{0,2}}?<object!>,? <subject!>", "organisation", "product"),
        Phrase("supplies", rf"<subject> .. (?:is|was) (?:[\w'-]+ ){{0,4}}?(?P<cue>{_MAKER}) (?:van|achter) .. <object>", "organisation", "product|organisation|group"),
        Phrase("supplies", rf"<subject>,? (?:dat |die )?(?:\w+ )?(?P<cue>{_MADE}) (?:[\w'-]+ ){{0,4}}?<object!>", "organisation", "product"),
        Phrase("supplies", rf"<object>, (?:dat|die) .. <subject> .. (?P<cue>{_MADE}|kocht|overnam|maakte)\b", "organisation", "product"),
        Phrase("supplies", r"<object>,? .. (?P<cue>gemaakt|ontwikkeld|geleverd|onderhouden|verkocht|aangeboden|uitgegeven|beheerd) door .. <subject>", "organisation", "product"),
        Phrase("supplies", r"<object>,? .. door .. <subject> .. (?P<cue>gemaakt|ontwikkeld|geleverd|onderhouden|verkocht|aangeboden|uitgegeven|beheerd)", "organisation", "product"),
        Phrase("supplies", r"<object>, (?:een |de |het )?(?:[\w'-]+ ){0,3}?(?P<cue>software|programma|boekhoudprogramma|app|hulpmiddel|applicatie|product|bibliotheek|platform|client|dienst|pakket|boekhoudpakket|beheerprogramma|oplossing) van (?:het bedrijf |de firma |leverancier |maker )?<subject>", "organisation", "product"),
        Phrase("supplies", r"(?P<cue>software|programma|boekhoudprogramma|app|applicatie|product|bibliotheek|platform|client|dienst|pakket|beheerprogramma|oplossing) <object!> van (?:het bedrijf |de firma |leverancier |maker )?<subject>", "organisation", "product"),
        Phrase("supplies", r"<subject> .. (?P<cue>gebruikt|ingezet|geïnstalleerd) door .. <object>", "organisation|product", "group"),
        Phrase("supplies", r"<subject> .. door .. <object>,? .. (?P<cue>gebruikt|ingezet|geïnstalleerd)", "organisation|product", "group"),
        Phrase("supplies", r"<object> .. (?P<cue>gebruiken|gebruikten|vertrouwen|draaien|werken met) .. <subject>", "organisation|product", "group"),
        Phrase("supplies", r"<subject>,? .. (?P<cue>telt|bedient|heeft wereldwijd|heeft naar eigen zeggen|levert aan|met) (?:[\w'-]+ ){0,4}?<object!>", "organisation", "group"),
        Phrase("supplies", r"(?P<cue>klanten|klantenlijst|klantenkring|afnemers|opdrachtgevers) van (?:[\w'-]+ ){0,2}?<subject!> .. (?:behoren|zijn|horen|staan|telt|behoort|waren) .. <object>", "organisation", "organisation"),
        Phrase("supplies", r"(?P<cue>klanten|klantenlijst|klantenkring|afnemers) .. (?:behoren|zijn|zoals|waaronder|horen|staan|telt|behoort) .. <object>", "organisation", "organisation"),
        Phrase("supplies", r"<subject>,? .. <count>,? (?P<cue>waaronder|onder wie|onder meer|zoals) <object>", "organisation", "organisation"),
        Phrase("supplies", r"(?P<cue>onderhoud|bijhouden|beheer) van .. <object> .. (?:lag|ligt|berust|berustte) .. bij .. <subject>", "person", "product"),
        Phrase("supplies", r"<subject> .. (?P<cue>voorziet|voorzag|bedient(?! zich)|bediende(?! zich)|levert|leverde|leveren) .. <object>", "organisation", "organisation|group"),
        Phrase("supplies", r"<subject> (?P<cue>telt|rekent) <object> (?:onder|tot) (?:zijn|haar|hun) (?:\w+ )?(?:klanten|afnemers|gebruikers)", "organisation", "organisation|group"),
        Phrase("supplies", r"<object> (?:is|was|komt|kwam|zijn) (?:[\w'-]+ ){0,3}?(?P<cue>van|product|programma|software|hulpmiddel|dienst|oplossing|afkomstig|dochter)(?: (?:van het bedrijf|van de firma|het bedrijf|de firma|van))? <subject!>", "organisation", "product"),
        Phrase("uses", r"bij <subject!>(?: in <any>)? (?:is|was|zijn|waren|wordt|worden|werd) (?:[\w'-]+ ){0,3}?<object!> .. (?P<cue>in gebruik|geïnstalleerd|gebruikt|ingezet)", "organisation", "product"),
        Phrase("uses", r"bij <subject!> (?P<cue>draait|draaien|draaide|draaiden) (?:[\w'-]+ ){0,3}?<object!>", "organisation", "product"),
        Phrase("uses", r"<subject> .. (?P<cue>gebruikt|gebruikte|inzet|inzette|maakt gebruik|maakte gebruik|werkt|werkte|draait|draaide|vertrouwt|vertrouwde|leunt) .. <object>", "organisation", "product"),
        # -- how a compromise travels
        Phrase("deliver", rf"(?P<cue>medewerker\w*|werknemer\w*|ontwikkelaar\w*|ingenieur\w*|personeelslid|technicus) .. (?:van|bij) .. <object> .. (?:{_RAN}) .. <subject>", "product", "organisation"),
        Phrase("deliver", rf"(?P<cue>medewerker\w*|werknemer\w*|ontwikkelaar\w*|ingenieur\w*|personeelslid|technicus) .. (?:van|bij) .. <object> .. <subject> .. (?:{_RAN})", "product", "organisation"),
        Phrase("deliver", rf"<subject> .. (?:op|aan) {_DEVICE} .. (?P<cue>{_RAN})", "product", "device"),
        Phrase("deliver", rf"(?P<cue>{_RAN}) .. <subject> .. (?:op|aan) {_DEVICE}", "product", "device"),
        Phrase("deliver", rf"(?P<cue>{_RAN}) .. (?:op|aan) {_DEVICE} .. <subject>", "product", "device"),
        Phrase("build", r"(?P<cue>buildserver|buildservers|bouwomgeving|buildomgeving|ontwikkelomgeving|compilatie) .. (?:van|bij) .. <subject>", "organisation", "product"),
        Phrase("embed", r"<subject> .. (?P<cue>bevatte|bevat|bevatten|verborg|droeg|herbergde) .. <object>", "product|release", "malware|file|product"),
        Phrase("compromised-by", r"<object>,? (?:[\w'-]+ ){0,6}?(?P<cue>verstopt|verborgen|ingebouwd|verscholen|meegeleverd) (?:zat |was )?(?:in|bij|met) (?:[\w'-]+ ){0,3}?<subject!>", "product|release", "malware"),
        Phrase("credential", r"(?P<cue>token|tokens|inloggegevens|wachtwoorden|sleutels|sleutel) .. (?:van|bij|uit) .. <subject> .. (?:tot|op|in|voor) .. <object>", "organisation|product", "organisation|product|group"),
        Phrase("credential", r"(?:bij|van|uit) (?:\w+ ){0,2}?<subject!> (?:gestolen|buitgemaakte|ontvreemde|gelekte) (?P<cue>tokens?|inloggegevens|wachtwoorden|sleutels?|gegevens) .. (?:bij|op|in|tot) .. <object>", "organisation|product", "organisation|product|group"),
        Phrase("manage", r"<subject> .. (?P<cue>beheert|beheerde|beheren) .. <object>", "organisation|product", "organisation|product|group"),
        Phrase("host", r"<object> .. (?:op|bij) .. <subject> .. (?P<cue>gehost|opgeslagen|geplaatst|geüpload|ondergebracht)", "website|organisation", "file|product|website"),
        Phrase("signed-by", r"<subject>,? .. (?P<cue>ondertekend|gesigneerd) .. (?:door|met|van) .. <object>", "release|file", "organisation"),
        Phrase("signed-by", r"(?P<cue>handtekening|certificaat|certificaten|ondertekend) (?:van|door|op naam van) .. <object>", "release", "organisation"),
        Phrase("signed-by", r"<object>,? die (?P<subject>(?:de |het |een )(?:[\w'-]+ ){0,3}?(?:archieven|bestanden|installer|update|versie|versies|pakketten|software)) (?P<cue>ondertekende|ondertekent)", "release", "person"),
        Phrase("served", r"<object> .. (?P<cue>nog steeds|beschikbaar|verkrijgbaar|bleef|stond|aangeboden) .. (?:op|via|van) (?P<subject>(?:[\w'-]+ ){0,3}?(?:website|site|webpagina|server|portaal)(?: (?:van de leverancier|van de fabrikant|van de maker|van het bedrijf|van <any>))?)", "website", "product|release"),
        Phrase("served", r"(?P<cue>stond|stonden|bleef) (?P<object>(?:de |het |een )(?:[\w'-]+ ){0,2}?(?:installer|installatieprogramma|versie|update|bestand)) .. (?:op|via) (?P<subject>(?:[\w'-]+ ){0,2}?(?:website|site|webpagina|server|portaal) van <any>)", "website", "product"),
        Phrase("served", r"<object> .. (?:werd|werden|is|zijn|was|waren) .. (?:via|op|van|vanaf) (?P<subject>(?:[\w'-]+ ){0,3}?(?:website|site|webpagina|server|servers|portaal)(?: (?:van de leverancier|van de fabrikant|van de maker|van het bedrijf|van <any>))?) .. (?P<cue>verspreid|aangeboden|gedownload|uitgeleverd|geleverd|verstuurd)", "website", "product|release"),
        Phrase("served", r"<subject> .. (?P<cue>bood|leverde|serveerde|hostte) .. <object>", "organisation|website", "product|release"),
        # -- releases
        Phrase("affects", r"(?P<cue>getroffen|treft|treffen|kwetsbaar|kwetsbare?|gecompromitteerde?|gemanipuleerde?|geïnfecteerde?|besmette?|getrojaniseerde?|kwaadaardige?|betreft|betreffen|besmet|geraakt|raakt|achterdeur|schadelijke)", "campaign", "release"),
        Phrase("affects", r"(?P<cue>schone?|veilige?|ongemoeid|onaangetast|onschadelijke?)", "campaign", "release", holds=False),
        Phrase("affects", r"<object>(?! [^,;]{0,60}\bdat\b) .. (?:is|zijn|was|waren|werd|werden|bleek|zou|zouden) .. (?P<cue>getroffen|besmet|geraakt|kwetsbaar|gemanipuleerd|geïnfecteerd|aangetast)\b", "campaign", "product"),
        Phrase("affects", r"<object> .. (?:is|zijn|was|waren|bleef|bleven) .. (?P<cue>schoon|veilig|ongemoeid|onaangetast|buiten schot)\b", "campaign", "product", holds=False),
        Phrase("affects", r"\A\W*(?P<cue>alleen|enkel|uitsluitend|slechts) (?:[\w'-]+ ){0,3}?<any> <version>", "campaign", "release"),
        Phrase("affects", r"\A\W*niet (?P<cue>getroffen|kwetsbaar|geraakt|besmet):? <object!>", "campaign", "product"),
        Phrase("affects", r"<subject> (?P<cue>raakt|treft|betreft) .. <object>", "cve|malware|campaign", "product"),
        Phrase("affects", r"(?P<cue>achterdeur|kwetsbaarheid|lek) (?:raakt|treft|betreft) <object!>", "campaign", "product"),
        Phrase("fixed-in", r"(?P<cue>verholpen|verhelpt|verhielp|weggewerkt|weggenomen|aangepakt|gefixt|dichtte|dichtten|herstelde|herstelden|loste|opgelost|oplost|hersteld|herstelt|gerepareerd|gedicht|dicht|bijwerken|updaten|terug naar|goed)", "product", "release"),
        Phrase("retired", r"<subject> .. <date> .. (?P<cue>stopgezet|uitgefaseerd|beëindigd|teruggetrokken|afgedankt)", "product", "date"),
        Phrase("retired", r"<subject> .. (?P<cue>stopgezet|uitgefaseerd|beëindigd|teruggetrokken|levenseinde|einde ondersteuning) .. <date>", "product", "date"),
        Phrase("retired", r"(?P<cue>stopte|stopten|beëindigde|stopgezette|faseerde|beëindiging) (?:[\w'-]+ ){0,5}?<subject> .. <date>", "product", "date"),
        Phrase("retired", r"(?P<cue>ondersteuning|support|onderhoud|ontwikkeling|verkoop|levering) (?:voor|van|op) .. <subject> .. (?:eindigde|eindigt|eindigden|stopte|stopt|verliep|verloopt|liep|loopt|werd|wordt|is|was|beëindigd|gestaakt) .. <date>", "product", "date"),
        Phrase("retired", r"<subject> .. (?P<cue>sinds|vanaf|na) (?:eind )?<date>(?= (?:niet (?:meer|langer) \w*(?:onderhouden|ondersteund|ontwikkeld|bijgewerkt|verkocht|aangeboden|geleverd)|geen (?:\w+ )?(?:\w*updates|patches)))", "product", "date"),
        Phrase("retired", r"(?P<cue>stopte|stopten|stopt) .. <date> .. met .. <subject>", "product", "date"),
        # -- who did it
        Phrase("attributed-to", r"<speaker> .. (?P<cue>schrijft|schrijven|schreef|schreven|wijt|wijten|koppelt|koppelen|koppelde|linkt|linken|linkte)(?: .. <any>)?? .. (?:aan|toe aan|met) .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"(?P<cue>toegeschreven|toeschrijven|toegewezen|toeschrijft|toeschrijving) .. aan .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"aan .. <object> .. (?P<cue>toegeschreven|toegewezen|toeschrijft|toeschrijven)", "campaign", "actor|region"),
        Phrase("attributed-to", r"<speaker> .. (?P<cue>beschuldigt|beschuldigen|verdenkt|verdenken|wijst|wijzen|beschuldigde|beschuldigden|wees|wezen) (?:[\w'-]+ ){0,4}?<object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"(?:hebben|heeft) <speaker> (?:[\w'-]+ ){0,3}?<object> (?:[\w'-]+ ){0,3}?(?P<cue>aangewezen|beschuldigd|aangemerkt)", "campaign", "actor|region"),
        Phrase("attributed-to", r"(?P<cue>achter) (?:\w+ ){0,2}?<incident> .. (?:zit|zitten|zat|zaten|staat|schuilt|schuilgaat|zou|zouden)(?: volgens <any>)? .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<object> .. (?P<cue>achter|verantwoordelijk|daders?) .. <incident>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<object> .. (?P<cue>erachter|hierachter|verantwoordelijk)\b .. (?:zit|zitten|is|zou|zat|zijn)", "campaign", "actor|region"),
        Phrase("attributed-to", r"<incident> .. (?P<cue>uitgevoerd|gepleegd|opgezet|georkestreerd|komt|kwam|afkomstig|opgeëist|geclaimd) .. (?:door|van|uit) .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<incident> .. door .. <object> .. (?P<cue>uitgevoerd|gepleegd|opgezet|georkestreerd|opgeëist|geclaimd)", "campaign", "actor|region"),
        Phrase("attributed-to", r"<object> .. (?P<cue>eiste|eisten|claimde|claimden|opgeëist) .. <incident>", "campaign", "actor|region"),
        Phrase("attributed-to", r"(?P<cue>werk|hand|handschrift) van (?:[\w'-]+ ){0,4}?<object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<incident> .. (?P<cue>gelinkt|verbonden|gekoppeld|banden|verband|leidt|leiden) .. (?:aan|met|naar) .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"(?P<cue>sporen|spoor|aanwijzingen) (?:leiden|leidt|wijzen|wijst) (?:\w+ )?(?:naar|op|in de richting van) .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", rf"(?P<cue>achter) (?:\w+ ){{0,2}}?(?:<incident>|naam) {_STATE}", "campaign", "group"),
        Phrase("attributed-to", r"<object> .. (?P<cue>ontkent|ontkennen|ontkende|ontkenden) .. (?:betrokkenheid|betrokken|verantwoordelijk\w*|beschuldiging\w*|aantijging\w*|aanval\w*|hack|inbraak|maken)", "campaign", "actor|region"),
        Phrase("attributed-to", r"<object> .. (?P<cue>wijst|wees|wijzen|wezen|spreekt|sprak|verwerpt|verwierp) .. (?:betrokkenheid|verantwoordelijk\w*|beschuldiging\w*|aantijging\w*) .. (?:hand|tegen|af)", "campaign", "actor|region", holds=False),
        Phrase("alias-of", r"<subject> (?:is|wordt|zijn|was|werd|staat|stond) (?:ook |eveneens |beter |vaak |wel )*(?:(?:door|bij) <any> )?(?P<cue>bekend|gevolgd|aangeduid|genoemd|gevolgd) (?:als|onder de \w+) <object!>", "actor|malware|campaign", "actor|malware|campaign"),
        Phrase("alias-of", r"<subject> (?P<cue>opereert|opereerde|gaat|schuilt|werkt|treedt) (?:\w+ ){0,3}?(?:als|onder de \w+) <object!>", "actor|malware|campaign", "actor|malware|campaign"),
        Phrase("alias-of", r"<speaker> (?P<cue>volgt|noemt|kent|duidt|omschrijft) (?:(?:de|het|deze) \w+ )?<subject!> (?:ook |intern )?(?:als|aan als|onder de \w+) <object!>", "actor|malware|campaign", "actor|malware|campaign"),
        Phrase("alias-of", r"<subject>\s*[,(]?\s*(?:een \w+ )?(?:die |dat )?(?:ook |tevens |beter |eveneens )?(?:wel |vaak )?(?P<cue>bekend als|bekendstaat als|bekend staat als|wel|genoemd|alias|aangeduid als|gevolgd als|bekend onder de naam|voorheen|vroeger) (?:[\w'-]+ )?<object!>", "actor|malware|campaign", "actor|malware|campaign"),
        Phrase("alias-of", r"<subject>, (?:die|dat) (?:door )?<speaker> (?P<cue>volgt|noemt|aanduidt|gevolgd|kent) (?:als )?<object!>", "actor|malware|campaign", "actor|malware|campaign"),
        Phrase("alias-of", r"<subject>, (?:die|dat) (?:door )?<speaker> (?:als )?<object!> (?:wordt )?(?P<cue>wordt|volgt|noemt|aanduidt|aangeduid|genoemd|gevolgd)", "actor|malware|campaign", "actor|malware|campaign"),
        Phrase("part-of", r"<subject> .. (?P<cue>deel uit|onderdeel|deel|fase|stap|golf|voortzetting|vervolg) (?:van|op) .. <object>", "campaign|malware", "campaign"),
        Phrase("part-of", r"<incident> .. (?P<cue>onderdeel|deel|fase|stap|golf|voortzetting|vervolg) (?:van|op) .. <object>", "campaign", "campaign"),
        # -- with what, and what for
        Phrase("employs", rf"(?P<cue>{_MALWARE})(?: \w+)?,? (?:(?:genaamd|met de naam|genoemd|bekend als|gedoopt),? )?<object!>", "campaign", "malware"),
        Phrase("employs", rf"<object>, (?:een |de |het )?(?:[\w'-]+ ){{0,3}}?(?P<cue>{_MALWARE})\b", "campaign", "malware"),
        Phrase("employs", rf"(?P<cue>{_MALWARE}),? (?:die|dat) (?:door )?(?:<any>|ze|hij|\w+)(?: \w+){{0,3}}? (?:als )?<object!> (?:wordt )?(?:noemt|noemen|noemde|noemden|genoemd|gedoopt|doopte|doopten|aanduidt|aangeduid|volgt|heet|heeft genoemd|heeft gedoopt)\b", "campaign", "malware"),
        Phrase("employs", r"(?:<incident>|aanvallers|groep|daders|indringers|hackers|actor|malware|worm|trojan|ze|die) .. (?P<cue>gebruik\w*|installeer\w*|zetten|zette|plaats\w*|verspreid\w*|inzet\w*|laadde) .. <object>", "campaign", "malware|product"),
        Phrase("employs", r"<subject> .. (?P<cue>gebruikt|gebruikte|gebruikten|laadt|laadde|met behulp van|inzette|zette|zetten|bedient|bediende|bedienden|verspreidde|verspreidt|installeerde|plaatste|maakt gebruik|maakte gebruik|ontwikkelde) .. <object>", "actor|malware|campaign", "malware|product"),
        Phrase("collects", rf"(?:<incident>|aanvallers|daders|worm|trojan|hackers|malware|programma|die|indringers) .. (?P<cue>{_TAKES}) (?!van |in |via |op |bij ){_DATA}(?= uit | van | naar | bij |[.;:(]|\Z)", "campaign", "data"),
        Phrase("collects", rf"<subject> .. (?P<cue>{_TAKES}) (?!van |in |via |op |bij ){_DATA}(?= naar | bij |[.;:(]|\Z)", "malware|campaign|actor|product", "data"),
        Phrase("collects", rf"(?P<object>\b(?:(?!met\b|zijn\b|werden\b|door\b)[\w'-]+ ){{0,2}}?[\w'-]*(?:gegevens|wachtwoorden|tokens|sleutels|bestanden|inloggegevens|geheimen|cookies|berichten|documenten|broncode)) (?:zijn|is|werden|werd|waren|was) .. (?P<cue>{_TAKEN})\b", "campaign", "data"),
        Phrase("collects", rf"(?:heeft|hebben|had|hadden|werden|werd|zouden|konden) (?:[\w'-]+ ){{0,3}}?(?:(?:in|op|sinds) [^\w\s.,;:] )?{_DATA} (?P<cue>{_TAKEN})\b", "campaign", "data"),
        # -- when
        Phrase("began", r"<incident> .. (?P<cue>begon|begonnen|startte|dateert|gaat terug|liep|loopt) .. <date>", "campaign", "date"),
        Phrase("began", r"(?P<cue>begonnen|begon|begin|startte|gestart) .. <date>", "campaign", "date"),
        Phrase("began", r"(?P<cue>eerste) .. (?:inbraak|compromittering|versie|versies|infectie|besmetting|toegang|aanval|wijziging) .. <date>", "campaign", "date"),
        Phrase("began", r"<date> .. (?P<cue>begonnen|begon|startte)\b", "campaign", "date"),
        Phrase("began", r"(?:van|sinds|vanaf) <date!> .. (?P<cue>stond|besmet\w*|verspreid\w*|toegang|kwaadaardig\w*|foute|gemanipuleerde?|aangeboden)", "campaign", "date"),
        Phrase("discovered", r"(?P<cue>ontdekt|ontdekte|ontdekten|opgemerkt|vastgesteld|gesignaleerd|geïdentificeerd|gemeld|meldde|zag|zagen|onthuld|vond|vonden|stuitte|stuitten|gevonden|aangetroffen|bekend)(?: <any>)? .. <date>", "campaign", "date"),
        Phrase("discovered", r"<date>,? .. (?P<cue>ontdekt|ontdekte|ontdekten|opgemerkt|vastgesteld|gesignaleerd|geïdentificeerd|gemeld|onthuld|vond|vonden|stuitte|stuitten|gevonden|aangetroffen|aan het licht)\b", "campaign", "date"),
        # -- said of oneself, and of what may come
        Phrase("admits", rf"<subject>,? .. (?P<cue>erkende|erkent|erkenden|erkennen|toegeven|gaf toe|geeft toe|toegegeven|bekende|betreurt|betreurde|biechtte|excuses) {_SAID}", "organisation|person", "statement"),
        Phrase("admits", r"<subject> (?P<cue>gaf|geeft) (?:in <any> )?(?:[\w'-]+ ){0,4}?toe (?:dat )?(?P<object>[^;]{6,240})", "organisation|person", "statement"),
        Phrase("admits", r"(?P<object>[^;]{12,240}?),\"? (?P<cue>erkende|erkent|geeft|gaf) (?:[\w'-]+ ){0,4}?<subject!>(?: .. toe)?\W*\Z", "organisation|person", "statement"),
        Phrase("warns", r"<subject> .. (?P<cue>waarschuwt|waarschuwde|waarschuwen|waarschuwden|vreest|vrezen|verwacht|verwachten) (?:ervoor |er |niettemin |daarom )*(?:dat |voor )?(?P<object>[^;]{8,240})", "organisation|person", "statement"),
        Phrase("warns", r"(?P<object>[^;]{12,240}?),\"? (?P<cue>waarschuwt|waarschuwde|waarschuwen|vreest) (?:[\w'-]+ ){0,4}?<subject!>", "organisation|person", "statement"),
        Phrase("warns", r"(?P<subject>\b(?:de|het) (?:politie|regering|overheid|minister|toezichthouder)(?: in <any>)?) (?P<cue>waarschuwt|waarschuwde) (?:ervoor )?(?:dat |voor )?(?P<object>[^;]{8,240})", "organisation", "statement"),
        Phrase("warns", r"(?P<cue>niet uit te sluiten|te vrezen|niet uitgesloten|valt te verwachten),? (?:dat )?(?P<object>[^;]{8,240})", "campaign", "statement"),
        # -- what to do
        Phrase("mitigated-by", rf"(?P<cue>raadt|raden|adviseert|adviseren|geadviseerd|aanbevolen|aanbeveelt|beveelt|opgeroepen|roept|verzocht|dringt|aangeraden|advies) .. (?P<object>[^;:\s][^;:]{{2,200}}?\b{_TO}[^;:]{{0,160}})", "campaign", "measure"),
        Phrase("mitigated-by", rf"(?P<cue>moeten|moet|dienen|dient|kunnen het beste) (?:\w+ ){{0,5}}?(?P<object>[^;:\s][^;:]{{2,160}}?\b(?:te )?(?:{_INFINITIVE})\b[^;:]{{0,120}})", "campaign", "measure"),
        Phrase("mitigated-by", r"\A\W*(?P<object>[^;:?]{3,160}? (?P<cue>moeten|moet|dienen|dient|zouden moeten) (?:[^;:? ]+ ){0,14}?(?:te )?(?:worden (?:ge|her|ver|be|op|uit|in|bij|af|aan|los|terug)\w+|(?:ge|her|ver|be|opnieuw ge|inge|bijge|uitge|afge|terugge|losge)\w+ worden))", "campaign", "measure"),
        Phrase("mitigated-by", rf"\A[\s.*#>\u2022\d)-]*(?P<object>(?P<cue>{_ACT}) (?!je\b|jij\b|u\b|ze\b|ik\b|van\b)[^?]{{3,240}})", "campaign", "measure"),
        Phrase("mitigated-by", rf"\A(?![^;:?]{{0,160}}\b(?:{_FINITE})\b)[\s.*#>\d)-]*(?P<object>[^;:?]{{3,120}} (?<!te[ ])(?P<cue>{_INFINITIVE})[.!]?)\Z", "campaign", "measure"),
        Phrase("mitigated-by", r"(?P<cue>te verhelpen|op te lossen|te voorkomen|te beperken|voorkomen) door (?P<object>[^;:]{6,200})", "campaign", "measure"),
        # -- what nobody knows
        Phrase("unknown", rf"(?P<cue>de vraag|een raadsel|open vraag) {_ASKED}", "campaign", "question"),
        Phrase("unknown", rf"(?P<cue>{_OPEN}) (?:nog )?{_ASKED}", "campaign", "question"),
        Phrase("unknown", rf"niet (?:\w+ ){{0,2}}?(?P<cue>bekend|duidelijk|bekendgemaakt|vastgesteld|bevestigd|zeker|gezegd|uitgelegd|onthuld|zeggen) {_ASKED}", "campaign", "question"),
        Phrase("unknown", rf"(?:weet|weten|wist|zei|zegt) (?:\w+ ){{0,4}}?(?P<cue>niemand|niet) {_ASKED}", "campaign", "question"),
        Phrase("unknown", rf"(?P<cue>niemand|onderzoekt|onderzoeken|onderzoek) (?:\w+ )?(?:weet |kan zeggen )?(?:nog )?{_ASKED}", "campaign", "question"),
        Phrase("unknown", rf"{_ASKING},? (?:is|blijft|zijn|blijven|was|werd|wordt) (?:\w+ ){{0,3}}?(?P<cue>{_OPEN}|duidelijk|bekend|opgehelderd|onderzocht|vastgesteld)", "campaign", "question"),
        Phrase("unknown", rf"{_ASKING},? (?P<cue>weet|wilde|wist|zegt|zei|weten|onderzoekt|kan|kon|laat|liet) .. (?:<any>)?(?: \w+){{0,4}}? ?(?:niet|niemand|nog|open)", "campaign", "question"),
        Phrase("unknown", rf"(?P<object>\b(?:de|het) (?:[\w'-]+ ){{1,8}}?)(?:is|blijft|zijn|blijven) (?:\w+ ){{0,3}}?(?P<cue>{_OPEN})\b", "campaign", "question"),
    ),
    months=(
        "januari|jan", "februari|feb", "maart|mrt", "april|apr", "mei", "juni|jun", "juli|jul",
        "augustus|aug", "september|sept|sep", "oktober|okt", "november|nov", "december|dec",
    ),
    weekdays=words("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"),
    seasons=("voorjaar|lente", "zomer", "herfst|najaar", "winter"),
    relative={
        "vandaag": "0 day", "gisteren": "-1 day", "eergisteren": "-2 day", "deze week": "0 week", "deze maand": "0 month", "dit jaar": "0 year", "vorige week": "-1 week", "afgelopen week": "-1 week", "vorige maand": "-1 month", "afgelopen maand": "-1 month", "vorig jaar": "-1 year", "afgelopen jaar": "-1 year",
        "dezelfde dag": "~0 day", "de volgende dag": "~1 day", "een dag later": "~1 day", "de dag erna": "~1 day", "een dag eerder": "~-1 day", "de dag ervoor": "~-1 day",
        "<n> dagen geleden": "-1 day", "<n> dag geleden": "-1 day", "<n> weken geleden": "-1 week", "<n> week geleden": "-1 week", "<n> maanden geleden": "-1 month", "<n> maand geleden": "-1 month", "<n> jaar geleden": "-1 year",
        "<n> dagen eerder": "~-1 day", "<n> weken eerder": "~-1 week", "<n> week eerder": "~-1 week", "<n> maanden eerder": "~-1 month", "<n> maand eerder": "~-1 month", "<n> jaar eerder": "~-1 year",
        "<n> dagen later": "~1 day", "<n> weken later": "~1 week", "<n> week later": "~1 week", "<n> maanden later": "~1 month", "<n> maand later": "~1 month", "<n> jaar later": "~1 year",
        "afgelopen <weekday>": "last", "vorige <weekday>": "last", "op <weekday>": "last", "<weekday>avond": "last", "<weekday>ochtend": "last", "<weekday>middag": "last", "afgelopen <season>": "last", "vorige <season>": "last", "vorig <season>": "last", "afgelopen <month>": "last", "in <month> van dit jaar": "last", "<month> vorig jaar": "last", "<month> dit jaar": "last",
    },
    numbers={
        "een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10, "elf": 11, "twaalf": 12, "vijftien": 15, "twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50,
        "zestig": 60, "honderd": 100, "duizend": 1000,
    },
    demonyms={
        **_inflected("Noord-Korea", "Noord-Koreaans", "Noord-Koreaanse"), "Pyongyang": "Noord-Korea", **_inflected("China", "Chinees", "Chinese"), "Peking": "China", **_inflected("Rusland", "Russisch", "Russische", "Russen"), "Moskou": "Rusland", "Kremlin": "Rusland",
        **_inflected("Iran", "Iraans", "Iraanse"), "Teheran": "Iran", **_inflected("Oekraïne", "Oekraïens", "Oekraïense"), **_inflected("Duitsland", "Duits", "Duitse"), **_inflected("Verenigde Staten", "Amerikaans", "Amerikaanse"), **_inflected("Verenigd Koninkrijk", "Brits", "Britse"),
        **_inflected("Zuid-Korea", "Zuid-Koreaans", "Zuid-Koreaanse"), **_inflected("Japan", "Japans", "Japanse"), **_inflected("Israël", "Israëlisch", "Israëlische"), **_inflected("Frankrijk", "Frans", "Franse"), **_inflected("Europa", "Europees", "Europese"), **_inflected("Zweden", "Zweeds", "Zweedse"), **_inflected("Nederland", "Nederlands", "Nederlandse"),
    },
    techniques={
        "T1195.001": (r"dependency confusion", r"typosquatting", r"(?:kwaadaardige|besmette|gemanipuleerde|schadelijke) (?:npm-|pypi-|python-)?pakketten"),
        "T1195.002": (r"(?:toeleveringsketen|supply[- ]chain|keten)-?aanval\w*", r"aanval\w* (?:via|op) de (?:toeleverings|software)keten"),
        "T1574.001": (r"dll-?side-?loading", r"side-?loading"),
        "T1497.003": (r"(?:slaapt|sliep|wachtte|wacht|sluimerde) (?:\w+ ){0,2}?(?:dagen|weken|uren)",),
        "T1102.001": (r"dode brievenbus", r"dead drop"),
        "T1555.003": (r"(?:wachtwoorden|inloggegevens) (?:uit|in) (?:de )?browsers?", r"browserwachtwoorden"),
        "T1553.002": (r"(?:geldige|gestolen|legitieme|verlopen|ingetrokken) (?:digitale )?(?:handtekening|certificaat|certificaten)", r"geldig ondertekend", r"digitaal ondertekend\w*"),
        "T1055": (r"procesinjectie", r"code-?injectie"),
        "T1566": (r"(?:spear-?)?phishing\w*",), "T1598": (r"vishing", r"telefonische phishing"), "T1189": (r"watering[- ]hole\w*", r"drinkplaats\w*"),
        "T1078": (r"(?:gestolen|gelekte|buitgemaakte|geldige|legitieme|gecompromitteerde) (?:[\w-]+ )?(?:wachtwoorden|inloggegevens|accounts?|wachtwoord|referenties)",),
        "T1528": (r"(?:gestolen|buitgemaakte|gelekte) (?:[\w-]+ )?tokens?", r"diefstal van tokens"),
        "T1486": (r"versleuteld\w* (?:\w+ ){0,2}?(?:bestanden|gegevens|schijven|systemen)", r"(?:bestanden|gegevens|systemen|computers) (?:\w+ ){0,2}?versleuteld"),
        "T1485": (r"(?:gegevens|bestanden|schijven|computers) (?:\w+ ){0,2}?(?:gewist|vernietigd)", r"vernietigde (?:de |alle )?(?:gegevens|bestanden)", r"vernietiging van gegevens"),
        "T1190": (r"(?:misbruik|misbruikten|misbruikte|uitbuiten|uitbuiting) (?:van )?(?:een |de |het )?(?:\w+ ){0,2}?(?:kwetsbaarheid|lek|beveiligingslek|kwetsbaarheden)", r"zero-?day\w*"),
        "T1210": (r"laterale beweging", r"zijwaartse beweging"), "T1027": (r"verhuld\w*", r"geobfusceerd\w*", r"versluierd\w*"), "T1027.003": (r"steganografie",),
        "T1036": (r"vermomd als", r"vermomde zich als", r"deed zich voor als", r"deden zich voor als"), "T1656": (r"social engineering", r"valse (?:vacatures?|sollicitatiegesprekken?)"),
        "T1585": (r"nepaccounts?", r"valse accounts?"), "T1505.003": (r"webshells?",), "T1133": (r"vpn-toegang",), "T1090": (r"reverse[- ]proxy",), "T1110": (r"brute[- ]force\w*",), "T1552.001": (r"hardgecodeerde (?:wachtwoorden|sleutels)",),
    },
    motives={
        "money": ("afpersing", "afpersen", "chantage", r"financieel gewin", r"financieel gemotiveerd\w*", r"financiële (?:motieven|redenen|motivatie)", r"geldelijk gewin", r"losgeld", r"om geld", r"winstbejag", r"diefstal van cryptovaluta", r"crypto-?diefstal"),
        "espionage": (r"(?:cyber|bedrijfs|industriële )?spionage", r"bespioneren", r"inlichtingen verzamelen"),
        "sabotage": (r"sabotage", r"saboteren", r"ontwrichting", r"ontwrichten", r"vernietiging", r"verstoring", r"destabilis\w*"),
    },
    kinds={
        "malware": ("achterdeur", "malware", "gijzelsoftware", "ransomware", "trojan", "worm", "wiper", "infostealer", "loader", "implantaat", "rootkit", "backdoor", "webshell", "spyware", "schadelijke software", "dropper", "spionagesoftware"),
        "actor": (r"(?:hackers?|spionage|ransomware|daders|afpers|afpersings|aanvallers|cyber|cybercrime|dreigings)?-?groep", "groepering", r"(?:hackers|ransomware|afpers|cyber)?bende", "collectief", "actor", "hackersgroep", "hackgroep"),
        "organisation": ("bedrijf", "leverancier", "maker", "softwaremaker", "softwareleverancier", "regering", "fabrikant", "concern", "firma", "dienstverlener", "beveiliger", "beveiligingsbedrijf", "bank", "instantie", "ministerie", "ziekenhuis", "universiteit", "klanten", "medewerker", "onderzoekers", "supermarktketen", "rederij", "dochter", "moederbedrijf", "aanbieder", "softwarebedrijf"),
        "product": ("software", "applicatie", "programma", "boekhoudprogramma", "hulpmiddel", "tool", "client", "platform", "pakket", "bibliotheek", "installer", "update", "extensie", "dienst", "product", "versie", "versies", "app", "module", "agent", "beheerprogramma", "distributies"),
        "campaign": ("campagne", "operatie"),
        "person": ("topman", "directeur", "bestuursvoorzitter", "voorzitter", "woordvoerder", "onderzoeker", "onderzoekster", "ontwikkelaar", "analist", "minister", "vrijwilliger", "beheerder", "oprichter", "beveiligingschef"),
    },
    frames={
        "risk": (r"kunnen (?:[^\s,;.]+ ){0,8}?(?:misbruikt|gebruikt|worden misbruikt|verkocht|gepubliceerd|volgen)", r"kan (?:[^\s,;.]+ ){0,5}?(?:groeien|oplopen|stijgen|misbruikt|gebruikt|leiden|volgen)", "zou kunnen", "zouden kunnen", "risico op", "gevaar voor", "identiteitsfraude", "nieuwe aanvallen", "blijf(?:t|ven) (?:kwetsbaar|gevaarlijk)", "nog verder"),
        "warn": ("waarschuw(?:t|de|en|den)", "gewaarschuwd", r"waarschuwing\w*", "vrees(?:t|de)", "vrezen", "vreesden", "voorspel(?:t|de|len)", "verwacht(?:en)? (?:dat|meer|nog|nieuwe)", "bezorgd", "maakt zich zorgen", "maken zich zorgen", "houdt rekening met", "alarm"),
        "measure": (r"updat\w*", r"bijwerk\w*", "bij te werken", "bijgewerkt", r"patch\w*", r"wijzig\w*", r"verander\w*", r"reset\w*", r"verwijder\w*", "wissen", "gewist", r"deïnstalleer\w*", "deïnstalleren", r"installeer\w*", "installeren", "geïnstalleerd", r"herinstall\w*", r"uitschakel\w*", "uit te schakelen", r"schakel\w*", r"blokkeer\w*", "blokkeren", r"isoleer\w*", "isoleren", r"loskoppel\w*", "los te koppelen", r"intrek\w*", "in te trekken", r"vernieuw\w*", r"roteer\w*", "roteren", r"vervang\w*", r"herstel\w*", r"controleer\w*", "controleren", r"onderzoek\w*", r"monitor\w*", r"scan\w*", r"vermijd\w*", r"stop\w*", "stoppen", r"voorzichtig\w*", "alert", "waakzaam", "oplettend", r"wantrouw\w*", r"toepas\w*", r"wachtwoord\w*", r"tweestaps\w*", r"tweefactor\w*", r"back-?up\w*", "contact", r"meld\w*", r"volg\w*", r"overstap\w*", "over te stappen", r"download\w*", r"beperk\w*", "na te lopen", "nalopen", "terug te zetten", "terugzetten", "zetten", "fabrieksinstellingen", r"afsluit\w*", "sluiten", "zoeken", "aangifte", "bewaren", r"beveilig\w*", r"gebruik\w*", r"aanpas\w*", "aan te passen"),
        "extent": ("omvang", "aantal", "aantallen", "identiteit", "motief", "motieven", "oorzaak", "herkomst", "oorsprong", "aard", "details", "daders?", "hoogte", "duur", "impact", "schade", "periode", "toedracht", "gevolgen"),
        "know": ("bekend", "bekendgemaakt", "bekendmaken", "duidelijk", "gedeeld", "vrijgegeven", "vastgesteld", "vaststellen", "gezegd", "zeggen", "zegt", "vermeld", "gemeld", "meldt", "melden", "noemt", "noemen", "genoemd", "onthuld", "onthullen", "toegelicht", "toelichten", "uitgelegd", "bevestigd", "bevestigen", "weet", "weten", "wist", "geïdentificeerd", "prijsgegeven", "aangegeven", "verklaard", "gespecificeerd", "openbaar gemaakt", "achterhaald"),
        "inquiry": (r"onderzoek (?:\w+ ){0,6}?(?:loopt|gaande|bezig|voortduurt|uitwijzen|aangekondigd|ingesteld)", r"loopt (?:\w+ ){0,3}?(?:het )?onderzoek", "lopende? onderzoek", r"onderzoekt (?:\w+ ){0,3}?(?:of|hoe|wie|wat|welke)", r"onderzoeken (?:\w+ ){0,3}?(?:of|hoe|wie|wat|welke)", r"(?:wordt|worden) (?:\w+ ){0,3}?onderzocht", r"begint (?:[\w-]+ ){0,6}?(?:met )?(?:een )?onderzoek", "achterhalen", "meer (?:informatie|duidelijkheid) over de (?:aard|omvang|oorzaak)", "uit te zoeken", "uitzoeken", "onvermeld", "in het midden", "in kaart (?:te )?brengen", "nog (?:in|onder) onderzoek", "na te gaan", "nader onderzoek"),
        "confirm": ("bevestigt", "bevestigde", "bevestigden", "bevestigen", "bevestigd", "betreurt", "betreurde", "betreuren", r"verontschuldig\w*", "excuses"),
        "fault": ("fout", "fouten", "vergissing", r"nalatig\w*", "te laat", "verzuimd", "had moeten", "hadden moeten", "storing(?:en)?", "verstoring(?:en)?", "uitval", "cybergerelateerde", "incident(?:en)?", r"beveiligingsincident\w*", "datalek(?:ken)?", "gestolen", "buitgemaakt", "ontvreemd", "weggenomen", "gelekt", "uitgelekt", "ongeautoriseerde?", "onbevoegden?", r"onrechtmatig\w*", "kwetsbaarhe(?:id|den)", "slachtoffers?", "ransomware", "gijzelsoftware", "malware", r"besmet\w*", r"gecompromitteerd\w*", "versleuteld", "kwaadaardige?", "ingebroken", "inbraak", "gekraakt", "getroffen", "toegang (?:tot|gekregen|verschaft)", "op straat"),
        "that": ("dat",),
        "aux": ("zijn", "werden", "werd", "is", "heeft", "hebben", "had", "hadden", "worden", "wordt", "waren", "was", "zouden"),
        "stolen": ("gestolen", "buitgemaakte", "gelekte", "ontvreemde"),
        "own": ("zijn", "haar", "hun", "eigen", "ons", "onze", "wij", "het (?:is|was|zelf)", "zelf", "zichzelf", "mijn", "is getroffen", "slachtoffer"),
        "say": ("zegt", "zei", "meldt", "meldde", "laat weten", "liet weten", "schrijft", "schreef", "maakte bekend", "verklaart", "verklaarde", "zeiden", "zeggen", "meldden", "melden", "gemeld", "lieten weten", "laten weten", r"laten \w+ weten", "schrijven", "maakt bekend", "maakten bekend", "bekendgemaakt", "bekend gemaakt", "verklaarden", "stelt", "stelde", "stellen", "informeert", "informeerde", "informeerden", "geïnformeerd", "deelde", "deelt", "meegedeeld", "vertelt", "vertelde", "gaf aan", "geeft aan", "geven aan", "aangegeven", "aldus", "rapporteert", "rapporteerde", "onthult", "onthulde", "waarschuwde klanten"),
        "confess": ("erkent", "erkende", "gaf toe", "toegegeven", "erkenden", "erkennen", "erkend", "geeft toe", "gaven toe", "geven toe", "toegeven", "toegeeft", "toegaf", "biechtte", "opgebiecht", "bekende"),
        "bodies": (r"(?:amerikaanse |nederlandse )?(?:overheid|regering)", r"ministerie van (?:\w+ ){0,2}\w+", r"overheids(?:instanties|instellingen|organisaties)", "gemeenten"),
        "absent": ("niet aanwezig", "niet opgenomen", "bevat niet", "bevatten niet"),
        "heals": ("verhelpt", "verholpen", "verwijdert de", "herstelt", "schone versie", "opgelost in"),
        "not harmed": ("downloads", "medewerkers", "werknemers", "pakketten", "installaties", "landen", "sterren", "bezoekers", "regels", "volgers", "euro", "dollar", "bijdragen", "pogingen", "verzoeken"),
        "affair": ("hack", "aanval", "cyberaanval", "inbraak", "incident", "kraak", "lek", "achterdeur", "backdoor", "besmetting", "affaire", "datalek", "cyberinbraak", "digitale inbraak", "overname", "kaping", "gijzelsoftware-aanval", "ransomware-aanval", "supply-chain-aanval", "supplychainaanval", "ketenaanval", "hackaanval", "beveiligingsincident", "aanvalscampagne", "campagne", "spionagecampagne", "diefstal"),
        "of": (r"\s*(?:van|voor|uit)",),
        "must": ("moeten", "dienen", "moet", "kunnen het beste", "doet er goed aan", "dient", "behoren", "is het zaak", "zouden moeten"),
        "unknown": ("onbekend", "ongewis", "onzeker", "een raadsel", "onduidelijk", "onopgehelderd", "onbeantwoord", "onverklaard", "in nevelen", "gissen"),
        "spared": ("gespaard", "ongemoeid", "ongedeerd", "buiten schot", "de dans ontsprongen", "nergens last van", "geen last van", "onaangetast"),
        "hurt": ("getroffen", r"besmet\w*", r"geïnfecteerd\w*", r"gehackt\w*", r"gecompromitteerd\w*", "aangevallen", "binnengedrongen", "slachtoffer", "geraakt", "platgelegd", "lamgelegd", "infecties", "getroffenen", r"gedupeerd\w*", r"lamgelegd\w*", r"platgelegd\w*", r"versleuteld\w*", "bestolen", "beroofd", r"bespioneerd\w*", r"afgeluisterd\w*", r"afgeperst\w*", r"gegijzeld\w*", "overgenomen", r"gekaapt\w*", "vergrendeld", "getroffene", r"aangetast\w*", r"ontwricht\w*", "uitgevallen", "moesten sluiten", "moest sluiten", "gesloten bleven", "doelwit", "ten prooi", "de dupe", "dupe", r"geïnfiltreerd\w*", "gewist", r"binnengehaald\w*", "treft", "trof", "troffen", "raakte besmet", "raakten besmet", "binnenkregen", "binnenkreeg", "opgelopen", "kampt", "kampten", "kampte", r"geïnstalleerd\w*", r"gedownload\w*", "ontvangen", "ontvingen", "draaien", "draaiden", "te maken (?:met|kregen|gehad|krijgen)", "last van de", r"haalden(?= (?:[^\s,", r".]+ ){0,8}binnen\b)", r"haalde(?= (?:[^\s,", r".]+ ){0,8}binnen\b)", "installeerden", "downloadden", r"kregen(?= (?:[^\s,", r".]+ ){0,6}(?:malware|gijzelsoftware|ransomware|besmette|kwaadaardige|schadelijke|gemanipuleerde)\b)"),
        "attack": ("aanval(?:len)? op", "aangevallen", "hackten", "gehackt", "hack bij", r"infecteer\w*", r"besmet\w*", "drongen", "binnengedrongen", "binnen te dringen", "ingebroken", "inbraak bij", "toegang tot", "toegang hadden", r"bespioneer\w*", "geraakt", "cyberaanval(?:len)? op", "aanval(?:len)? bij", "aanval(?:len)? tegen", r"aanviel\w*", r"binnendrong\w*", "binnendringen", "kwamen binnen", r"drong(?=[^;.]{0,90} binnen\b)", r"kwam(?:en)?(?=[^;.]{0,90} binnen\b)", r"brak(?:en)?(?=[^;.]{0,40} in\b)", "inbrak", r"legden?(?=[^;.]{0,90} (?:plat|lam|stil)\b)", "binnenkwamen", "binnenkwam", "braken in", "inbraken bij", "trof", "troffen", "treft", r"besmette\w*", r"infiltre\w*", r"versleutelde\w*", r"gijzel\w*", r"lamlegde\w*", r"platlegde\w*", r"legde\w* plat", "hacken van", "hacks bij", "hack van", "hack op", r"bespionere\w*", "gemunt op", r"kraakte\w*", "gekraakt", r"vielen(?= (?:[^\s,;.]+ ){0,8}aan\b)", r"viel(?= (?:[^\s,;.]+ ){0,8}aan\b)", r"vallen(?= (?:[^\s,;.]+ ){0,8}aan\b)"),
        "victims": ("slachtoffers?", "getroffenen", "gedupeerden", "doelwit(?:ten)?", "getroffene", "gedupeerde", "getroffen (?:bedrijven|organisaties|instanties|klanten|gebruikers|instellingen|diensten|partijen)", "doelen"),
        "including": ("waaronder", "onder meer", "onder andere", "zoals", "bijvoorbeeld", "inclusief", "met name", r"o\.a\.", "onder wie", "onder anderen", "vooral", "voornamelijk", "in het bijzonder", r"bijv\.?", "te weten", "variërend van", "hoofdzakelijk", "in elk geval", "behoren", "bevinden zich", "gaat het om", "gaat om"),
        "by": ("door", "via", "volgens", "met", "aldus", "van", "uit", "bij", "meldt", "meldde", "zegt", "zei", "onderzoekers", "tegenover", "schrijft", "middels", "langs", "namens", "afkomstig", "dankzij", "waarschuwt"),
        "tainted": (r"kwaadaardig\w*", "malware", r"besmet\w*", r"geïnfecteerd\w*", r"gecompromitteerd\w*", r"gemanipuleerd\w*", "backdoor", r"achterdeur\w*", "kwetsbaar", "kwetsbare", "getroffen", r"schadelijk\w*", r"vergiftigd\w*", r"trojan\w*", r"gesaboteerd\w*", r"aangepast\w*", r"vervalst\w*", r"foute versie\w*", "foutieve", r"gekaapt\w*", r"gewijzigd\w*", "backdoors", r"onveilig\w*", "geraakt", "raakt", "treft", "vergiftigde", "voorzien van (?:een )?(?:achterdeur|backdoor|malware)", r"gehackt\w*", r"kwaadwillend\w*"),
        "fixed": ("opgelost", "verholpen", r"gepatcht\w*", r"bijgewerkt\w*", "bijwerken", "updaten naar", "veilige versie", "schone versie", r"downgrade\w*", "terugzetten", "upgraden", r"gerepareerd\w*", r"hersteld\w*", r"gedicht\w*", "gefixt", "schone versies", "update naar", "upgrade naar", "patch", "patches", "updaten", "terugdraaien", r"teruggedraaid\w*", "terugkeren", "schoon", "veilige versies", "vernieuwde versie", "verhelpt", "verhelpen"),
        "customers": ("klanten", "gebruikers", "gebruikt", "afnemers", "installaties", "downloads", "gedownload", "gebruiken", "abonnees", "klantenbestand", "klantenkring", "klantenlijst", "clientèle", "cliënten", "gebruikten", "gebruikersbasis", "gebruikt door", "gebruikt wordt", "ingezet door", "ingezet bij", "in gebruik", "vertrouwen op", "afnemer", "levert aan", "bedient", "telt", "licentiehouders", "consumenten", "opdrachtgevers", "geïnstalleerd op", "geïnstalleerd bij", "downloads per week", "wekelijkse downloads", "downloaden"),
        "maker": ("leverancier", "aanbieder", "maker", "ontwikkelaar", "bedrijf", r"software\w*", "fabrikant", "uitgever", "bedenker", "maintainer", "auteur", "beheerder", "oprichter", "softwaremaker", "softwarebedrijf", "softwareleverancier", "softwareontwikkelaar", "techbedrijf", "technologiebedrijf", "it-bedrijf", "it-leverancier", "fabrikanten", "producent", "leveranciers", "ontwikkelaars", "makers", "onderhouder", "programmeur", "moederbedrijf", "eigenaar", "platform", "pakket", "bibliotheek", "programma", "app", "tool", "dienst", "extensie", "plug-in", "plugin", "hulpprogramma", "datacompressietool", "distributeur", "uitgeverij", "aanbieders", "start-up", "startup", "bedenkers", "softwarehuis", "concern", "dochterbedrijf", "dochteronderneming", "dienstverlener"),
        "makes": (r"(?:,? (?:is|was|zijn)|,) (?:een|de|het) (?:[\w-]+ ){0,3}?(?:(?P<what>[\w-]{4,}?)-?(?:leverancier|aanbieder|maker|ontwikkelaar|fabrikant)s?(?!\w)(?! van)|(?:[\w-]*)(?:leverancier|aanbieder|maker|ontwikkelaar|fabrikant|uitgever)s? van (?P<thing>(?:[\w/&-]+ ){0,4}[\w/&-]+))",),
        "steal": ("stelen", "steelt", "stal", "gestolen", "stalen", r"buitgemaakt\w*", "buitmaken", "ervandoor met", "vandoor met", "aan de haal met", r"verzamel\w*", r"exfiltre\w*", "gekopieerd", r"ontvreemd\w*", "weggesluisd", "uitgelezen", "leest", r"onderschep\w*", "doorgestuurd", r"doorstur\w*", "diefstal van", "inzien", "ingezien", "zoekt naar", r"toegang tot(?= (?:[^\s,;.]+ ){0,4}(?:\w*gegevens|e-mails|mails|bestanden|broncodes?|documenten|berichten|wachtwoorden|informatie|\w*sleutels|mailboxen|postvakken)\b)", r"bemachtig\w*", r"scant(?= (?:[^\s,;.]+ ){0,6}op\b)", r"ontfutsel\w*", "ontfutseld", r"afgetapt\w*", r"aftapt\w*", "aftappen", r"aftapte\w*", r"tapte\w*", "tapt", "meegelezen", "meelezen", "meeleest", "meegekeken", "weggehaald", r"weghaald\w*", "weghaalt", r"weggesluisd\w*", r"wegsluis\w*", r"sluisde\w*", "sluist", "sluizen", r"doorsluis\w*", r"doorgesluisd\w*", r"uitlees\w*", r"uitlas\w*", "uitlezen", "logt", r"registreerde\w*", r"vastleg\w*", "vastgelegd", r"afluister\w*", r"afgeluisterd\w*", r"opvraag\w*", "opgevraagd", r"verstuurt(?= (?:[^\s,;.]+ ){0,9}naar\b)", r"verstuurde\w*", r"stuurt(?= (?:[^\s,;.]+ ){0,9}(?:naar|door|op)\b)", r"stuurde(?= (?:[^\s,;.]+ ){0,9}(?:naar|door|op)\b)", r"stuurden(?= (?:[^\s,;.]+ ){0,9}(?:naar|door|op)\b)", "uploadt", r"uploadde\w*", "zocht naar", "zochten naar", "zoeken naar", r"zoekt(?= (?:[^\s,;.]+ ){0,6}naar\b)", r"plunder\w*", r"geplunderd\w*", r"leegro\w*", r"leeghaal\w*", "leeggehaald", r"roofd\w*", r"geroofd\w*", r"jatte\w*", r"gejat\w*", r"pikte\w*", "gepikt", r"doorzoek\w*", r"doorzocht\w*", r"harkt\w*", r"gelekt\w*", r"weglek\w*", "uitgelekt", "gegevensdiefstal", "datadiefstal", r"kopieer\w*", "kopieert", r"kopieerde\w*", "bekeken", "onderschept", r"oogst\w*", "geoogst", r"kreeg\w* in handen", "kregen in handen", "afgevangen", r"vangt(?= (?:[^\s,;.]+ ){0,6}af\b)", r"afvang\w*", r"ving(?= (?:[^\s,;.]+ ){0,6}af\b)", r"maakten(?= (?:[^\s,", r".]+ ){0,9}buit\b)", r"maakte(?= (?:[^\s,", r".]+ ){0,9}buit\b)", r"registreert(?= (?:[^\s,", r".]+ ){0,3}toetsaanslagen\b)", r"houdt(?= (?:[^\s,", r".]+ ){0,6}bij\b)", r"haalden(?= (?:[^\s,", r".]+ ){0,9}weg\b)", r"haalde(?= (?:[^\s,", r".]+ ){0,9}weg\b)", r"maakt(?= (?:[^\s,", r".]+ ){0,6}buit\b)"),
        "data": ("inloggegevens", "wachtwoord(?:en)?", "tokens?", "sleutels?", "geheimen", "secrets", "cookies", "gegevens", "informatie", "bestanden", "omgevingsvariabelen", "facturen", "contracten", r"[\w-]*nummers", "medische gegevens", "wallets?", "broncodes?", "e-mails", "berichten", "geschiedenis", "documenten", "klantgegevens", r"[\w-]+gegevens", r"[\w-]+sleutels?", "toegangscodes", "pincodes?", "broncode", "broncodes", "namen", r"[\w-]*adressen", "hostnamen?", "computernamen?", "gebruikersnamen?", "processen", "toetsaanslagen", "schermafbeeldingen", "screenshots?", "klembord", "zoekgeschiedenis", r"[\w-]*geschiedenis", "chats?", "gesprekken", "mails", "mailboxen", "correspondentie", "contacten", "telefoonnummers?", r"creditcard\w*", "bankgegevens", "certificaten", "seed phrases?", "herstelzinnen", "cryptovaluta", "cryptomunten", "bitcoins?", "tegoeden", "logboeken", "logs", "back-ups?", "bouwtekeningen", "ontwerpen", "contracten", "personeelsdossiers", "dossiers", "patiëntendossiers", "foto's", "ip-adressen", "mac-adressen", "bedrijfsgeheimen", "staatsgeheimen", "intellectueel eigendom", "variabelen", "configuraties?", "configuratiebestanden", r"[\w-]*informatie", r"[\w-]*bestanden", r"[\w-]*wachtwoorden", r"[\w-]*wallets?", r"[\w-]*cookies", r"[\w-]*tokens?", "database", "databases", "bezoekersgegevens", "records", "profielen", "kaartnummers", "api-sleutels", "ssh-sleutels", "privésleutels", "referenties", "credentials", "ontwerpen", "interne documenten", "tickets", "data", "klantdata", "gebruikersdata", "bedrijfsdata", "persoonsdata", "interne codes?", "codes", r"[\w-]*archieven", "archief", r"[\w-]*berichten", r"toetsaanslag\w*"),
        "blame": (r"verantwoordelijk\w*", "toegeschreven", r"verdenk\w*", r"verdacht\w*", "achter", r"beschuldig\w*", r"vermoed\w*", "gelinkt", "gelieerd", r"dader\w*", "werk van", r"toeschrijf\w*", r"toeschrijv\w*", r"toewijz\w*", "toegewezen", "opgeëist", r"opeis\w*", r"eist\w* op", "brein", "handtekening van", "handschrift", "hand van", "leiden naar", "leidt naar", "aangewezen", "linkt", "linken", "banden met", "in verband", "verantwoording", "zit achter", "zitten achter", "zat achter", "uitgevoerd door", "gepleegd door", "toegedicht", "meesterbrein", "dader", r"houdt\w* verantwoordelijk", "wijten", "erachter", "hierachter", "daarachter", "actief namens", "wijst naar", r"wijst (?:\w+ )?naar", r"wijzen (?:\w+ )?naar", r"wees (?:\w+ )?naar", r"wezen (?:\w+ )?naar", "wijst op", "wijzen op", "schrijven toe", "schrijft toe", r"schrijft(?= (?:[^\s,;.]+ ){0,9}toe\b)", r"schrijven(?= (?:[^\s,;.]+ ){0,9}toe\b)"),
        "hackers": ("hackers?", "aanvallers?", "groep", "groepering", "hackersgroep", "actoren", "criminelen", "bende", "spionnen", "hackersbende", "hackerscollectief", "cybercriminelen", "cyberspionnen", "spionagegroep", "ransomwaregroep", "ransomwarebende", r"inlichtingendienst\w*", r"geheime dienst\w*", "staatshackers", "actor", "groepen", "daders", "indringers", r"spionagedienst\w*", "collectief", "hackgroep", "cyberleger", "aanvaller"),
        "unclear": ("onduidelijk", r"niet (?:\w+ )?(?:bekend|duidelijk|gedeeld|vrijgegeven|vastgesteld|gezegd|bekendgemaakt)", "niemand weet", "onderzocht wordt", "wordt (?:nog )?onderzocht", "onderzoek(?:t|en) (?:nog|of|hoe)", "geen mededelingen", "wil niet zeggen", "weet (?:nog )?niet", "de vraag is", "onopgehelderd", "onbekend is", "is onbekend", "blijft onbekend", "onbeantwoord", r"niet (?:\w+ ){0,2}(?:zeker|bevestigd|te zeggen|onthuld|toegelicht|gemeld|gereageerd|genoemd|gezegd|prijsgegeven|openbaar|uitgesloten|duidelijk|bekend)", r"nog (?:niet|geen) (?:\w+ )?(?:duidelijkheid|zekerheid|antwoord|duidelijk|bekend)", "geen (?:uitspraken|informatie|antwoord|commentaar|details|reactie|duidelijkheid)", "veel onduidelijk", "onduidelijkheid", r"wilde (?:\w+ ){0,3}?niet (?:zeggen|reageren|bevestigen|kwijt|ingaan)", r"kon (?:\w+ ){0,3}?niet (?:zeggen|bevestigen)", "vraag (?:blijft|is)", "vragen blijven", "gissen", "onderzoek (?:loopt|gaande|moet uitwijzen)", "loopt (?:nog )?(?:een )?onderzoek", "wordt nader onderzocht", "moet nog blijken", "valt (?:nog )?niet te zeggen", "weten (?:we |wij |ze )?(?:nog )?niet", "weet niemand", "niemand kan", "nog altijd onduidelijk"),
        "advise": ("adviseert", "adviseren", "geadviseerd", "raadt", "raden", "aangeraden", "aanbevolen", "beveelt", "doen er goed", "verzoekt", "opgeroepen", r"aanbeveling\w*", "aanraden", "aanraadt", "aanbeveelt", "aanbevelen", r"oproep\w*", r"riep(?= (?:[^\s,;.]+ ){0,9}op\b)", r"roepen(?= (?:[^\s,;.]+ ){0,9}op\b)", r"vraagt(?= (?:[^\s,;.]+ ){0,5}(?:klanten|gebruikers|bedrijven|organisaties|beheerders|ontwikkelaars)\b)", "verzocht", "verzoeken", "sommeert", "sommeerde", r"waarschuwt(?= (?:[^\s,;.]+ ){0,5}om\b)", r"raadde\w*", "raadden", r"adviseerde\w*", "beval", r"instrueer\w*", "geïnstrueerd", r"gelast\w*", "spoort", "verdient aanbeveling", "raadzaam", "verstandig om", r"roept(?= (?:[^\s,;.]+ ){0,9}op\b)", r"dringt(?= (?:[^\s,;.]+ ){0,6}aan\b)", "doet er goed", "doen er verstandig", "gevraagd om", "belangrijk om", "raadt aan", "oplossing is", "vroeg (?:klanten|gebruikers|bedrijven)", "gevraagd (?:om|hun)", "wordt (?:aangeraden|geadviseerd|aanbevolen)", "het beste", "advies (?:is|luidt)", "verstandig"),
        "find": (r"ontdekt\w*", r"opgemerkt\w*", "gevonden", "opgedoken", "gemeld", r"meldde\w*", r"gedetecteerd\w*", "aan het licht", "opgevallen", r"merkte\w*", "achterhaald", "geïdentificeerd", r"kwam\w* erachter", "vastgesteld", "aangetroffen", "vond", "vonden", r"stuitte\w*", r"opviel\w*", "viel op", r"viel(?= (?:[^\s,;.]+ ){0,8}op\b)", "bekendgemaakt", "boven water", "betrapt", r"blootgelegd\w*", r"onthuld\w*", "alarm", "gemerkt", r"signaleer\w*", r"gesignaleerd\w*", "opgespoord", "tegen het lijf", "op de hoogte", "tipte", "getipt", r"doorhad\w*", "doorkreeg", r"geconstateerd\w*", r"constateer\w*", "bekend (?:geworden|werd|werden|raakte|gemaakt)", "melding van", "meldingen van"),
        "start": ("begon(?:nen)?", "sinds", "gestart", r"startte\w*", "geïntroduceerd", "ingebracht", "toegevoegd", r"gepubliceerd\w*", "geüpload", r"verspreid\w*", "gemanipuleerd", "gecompromitteerd", "toegang", "binnengedrongen", "ingebroken", "uitgebracht", "voor het eerst", "vanaf", "besmet", "gehackt", "terug tot", "geïnfecteerd", "geplaatst", "aangepast", "vervangen", "begint", "aanvang", "aangevangen", "dateert", "dateren", "gaat terug", "gaan terug", "terug te voeren", r"plaatsvond\w*", "plaatsgevonden", "gebeurde", "voltrok", "geschiedde", "deed zich voor", "verscheen", "verschenen", "opgedoken", "drongen", "kregen toegang", "kreeg toegang", "binnenkwamen", "binnen kwamen", "kwamen binnen", "kaapten", "gekaapt", "overgenomen", "namen over", "aangeboden", "uitgerold", "uitgestuurd", "verstuurd", "verstuurden", "gelanceerd", "uploadden", "uploadde", "gewijzigd", "al sinds", "vergiftigd", "registreerden", "doorgestuurd", r"misbruikt\w*", "ingeschoten", "ingevoegd", "geïnjecteerd", "troffen", "trof", "plaatsten", "injecteerden", r"vond(?= (?:[^\s,;.]+ ){0,8}plaats\b)", r"vonden(?= (?:[^\s,;.]+ ){0,8}plaats\b)"),
        "deploy": (r"installe\w*", r"geïnstalleerd\w*", r"download\w*", r"gedownload\w*", r"verspreid\w*", "bevat", r"bevatte\w*", "genaamd", "genoemd", r"infecteer\w*", r"besmet\w*", "geplaatst", r"plaatst\w*", "geïnjecteerd", r"inject\w*", r"verstop\w*", "gedoopt", "uitgevoerd", "laadt", "laden", "geladen", "toegevoegd", "verspreidt", r"verspreidde\w*", r"binnenhaal\w*", r"binnengehaald\w*", r"ingebouwd\w*", r"bouwde\w* in", "ingebracht", r"smokkel\w*", "gesmokkeld", "binnengesmokkeld", "meegestuurd", r"meegeleverd\w*", r"meelever\w*", "voorzien van", "heette", "dopen", r"noemde\w*", "aangeduid", "bekend als", r"verstopt\w*", "verborgen", "verbergt", r"verborg\w*", r"uitrol\w*", "uitgerold", r"inzet\w*", r"zetten(?= (?:[^\s,;.]+ ){0,6}in\b)", r"neerzet\w*", "neergezet", "ingezet", r"achterliet\w*", "achtergelaten", "achterlaten", r"laadde\w*", r"downloadde\w*", r"nestel\w*", "genesteld", r"ontplooi\w*", "installeert", "met daarin", "bevatten"),
        "tool": ("remote access trojan", "infostealer", "cryptominer", "keylogger", "ransomware", "gijzelsoftware", "wiper", "rootkit", "webshell", "worm", "trojan", "afluisterprogramma", "spionagesoftware", "achterdeur", "backdoor", "cryptominers", "trojaans paard", "remote access trojans?", "spyware", "wisprogramma", "infostealers", "drainer", "cryptodrainer", "walletdrainer", "clipper", "cryptojacker", "cryptokaper", "toetsaanslaglogger", "banktrojan", "botnet", "achterdeurtje", "reverse shell", "dropper", "cobalt strike", "gijzelvirus", "gijzelprogramma", "diefstalmalware", "informatiesteler", "wachtwoordsteler", "spionagemalware", "zelfreplicerende worm", "zelfverspreidende worm", "computerworm", "wipermalware", "wiper-malware", "remote access tool"),
        "use": ("gebruikt", "gebruiken", "gebruikten", "gebruikte", "gebruik maken", "gebruikmaken", "maakt gebruik", "maken gebruik", "maakten gebruik", "gebruik van", "geïnstalleerd (?:bij|op|door)", "geïnstalleerd", "ingezet (?:door|bij)", "draait", "draaien", "draaiden", "vertrouwen op", "afhankelijk", "werken met", "werkt met", "leunen", "in gebruik", "ingebouwd in", "verwerkt in", "gedownload door", "hanteren", "zetten"),
        "copy": (r"[\w-]*updates?", r"[\w-]*installer", r"[\w-]*versies?", "releases?", r"[\w-]*pakket(?:ten)?", r"[\w-]*bestand(?:en)?", r"[\w-]*bibliothe(?:ek|ken)", "apps?", "applicaties?", r"[\w-]*software", "plug-?ins?", r"[\w-]*extensies?", "modules?", "images?", r"[\w-]*programma(?:'s)?", "downloads?", "product(?:en)?", "tools?", "scripts?", "firmware", "broncode", "toepassing(?:en)?"),
        "bad copy": (r"(?:kwaadaardige?|besmette|geïnfecteerde|gemanipuleerde|gecompromitteerde|malafide|schadelijke|vervalste|aangepaste|gehackte|getrojaniseerde|vergiftigde|nep) (?:[\w-]+ ){0,1}?[\w-]*(?:updates?|installer|versies?|releases?|pakket(?:ten)?|bestand(?:en)?|bibliothe(?:ek|ken)|apps|app|applicaties?|software|plug-?ins?|extensies?|images?|programma(?:'s)?|downloads?|tools?|scripts?|code|kopie(?:ën)?)",),
        "serve": (r"st[oa]nd\w*", "verspreid(?:t|de|den)?", "verspreiden", "gepubliceerd", "publiceerden", "publiceerde", "gehost", "aangeboden", "beschikbaar", "gedownload", "downloaden", "geüpload", "uitgerold", "geleverd", "geplaatst", "te downloaden", "verstuurd", "uitgebracht", "bood", "boden"),
        "site": (r"(?:officiële |eigen )?(?:[\w-]*websites?|[\w-]*sites?|[\w-]*webpagina|[\w-]*downloadpagina|[\w-]*servers?|[\w-]*portaal|[\w-]*register|[\w-]*registry|[\w-]*appstore|app store|marktplaats|officiële kanalen|updatemechanisme|updatesysteem|updatefunctie|repository|cdn)",),
        "from": ("van", "van het bedrijf", "door", "ontwikkeld door", "gemaakt door"),
        "made by": ("(?:ontwikkeld|gemaakt|verkocht|geleverd|aangeboden|uitgegeven|onderhouden|gebouwd|beheerd) door", "afkomstig van"),
        "way": ("software-?updates?", "update-?(?:server|mechanisme|functie|proces|infrastructuur|dienst|kanaal)s?", "updatetool", "update tool", "build-?(?:server|systeem|omgeving|proces|pipeline)s?", "buildomgeving", "ontwikkelomgeving", "accountovername", "overgenomen account", "npm-account", "github-account", "beheerdersaccount", "gebruikersaccount", "dienstaccount", r"[\w-]*accounts?", r"[\w-]*tokens?", r"[\w-]*sleutels?", r"[\w-]*wachtwoord(?:en)?", r"[\w-]*inloggegevens", r"[\w-]*kwetsbaarhe(?:id|den)", r"[\w-]*lek(?:ken)?", "zerodays?", "zero-days?", r"phishing[\w-]*", r"[\w-]*mails?", "bijlage", r"[\w-]*pakket(?:ten)?", r"[\w-]*extensie", "github-actions?", "domein", "domeinnaam", "webserver", "downloadserver", r"[\w-]*servers?", "hostingprovider", "hostingpartij", r"[\w-]*leveranciers?", "toeleverancier", "dienstverleners?", "derde partij", "onderaannemer", "beheersoftware", "beheerprogramma", "beheertool", r"[\w-]*software", r"vpn-\w+", "vpn", "toeleveringsketen", "softwareketen", "keten", "installatieprogramma", "installatiebestand", "installers?", "browserextensie", "bibliotheken", "scripts", "commits?", "pull requests?", "telefoontje", "vacature", r"sollicitatie\w*", "social engineering", "insider", "achterdeur", "backdoor", "programmeerfout", "bug", "misconfiguratie", "standaardwachtwoord", "website", "afhankelijkheden", "tokens?", "inloggegevens", "wachtwoord(?:en)?", "sleutels?", "kwetsbaarhe(?:id|den)", "lek", "lekken", "beveiligingslek", "updates?", "software-update", "updateserver", "updatemechanisme", "afhankelijkheid", r"phishing\w*", "pakket(?:ten)?", "extensie", "plug-?in", "workflows?", "bibliotheek", "script", "cookies?", r"zero-day\w*"),
        "through": ("via", "door", "met behulp van", "dankzij", "door middel van", r"met(?= (?:gestolen|gelekte|buitgemaakte|geldige|valse|een gestolen|een gelekt|een gekaapt|een vals|een phishing\w*|behulp))", "middels", "langs", "misbruikten", "misbruikte", "gebruikten", "maakten misbruik van", "maakte misbruik van", "misbruik van", "door misbruik", "door gebruik", "per", "vanuit", "op basis van"),
        "access": ("toegang", "binnengedrongen", "ingebroken", "binnen te dringen", "binnendringen", "inbraak", "drongen", "binnengekomen", "binnenkwamen", "kwamen binnen", "kwam binnen", r"binnendrong\w*", "inbreken", "in te breken", "inbraken", r"infiltre\w*", "infiltratie", "ingang", "toegangspoort", r"compromitte\w*", "gekaapt", "overgenomen", "gehackt", "kaapten", "kaapte", r"manipule\w*", "aangepast", r"misbruikt\w*", "binnen te komen", "toegevoegd", "ingebracht", "binnenkomen"),
        "sectors": ("sectore?n?", "branches?", "industrie"),
        "release number": (r"(?:versie|update|release|v) (?P<number>\d{1,5})(?![.\d])",),
        "hackers from": (r"(?:hackers?|groep|aanvallers?|actoren|criminelen|bende)(?: [\w-]+){0,4}? (?:uit|gelinkt aan|gelieerd aan|namens|in opdracht van|met banden met)", "opdracht van", "regering van", "overheid van"),
        "state hackers": ("staatshackers?", "statelijke (?:actore?n?|hackers?)", "statelijke actor", r"staatsgesteunde (?:\w+ )?(?:hackers?|groep|actoren)", r"(?:hackers?|groep) (?:\w+ )?gesteund door een (?:staat|overheid)"),
    },
    defangs=(("[punt]", "."), ("(punt)", "."), ("[apenstaartje]", "@")),
    orders=(
        r"(?P<cue>negeer|negeert|negeren|vergeet|omzeil|sla) .. (?:vorige|eerdere|bovenstaande|voorgaande|alle|systeem\w*) .. (?:instructie|opdracht|regel|aanwijzing|bericht|context)\w*",
        r"(?P<cue>negeer|negeren|vergeet) (?:alle|alles) .. (?:hierboven|hiervoor|eerder\w*|instructies|regels|opdrachten)",
        r"(?P<cue>assistent|lezer|analist|model|agent|bot|ai)\b[,:]? .. (?:moet|dient|moeten|zult|graag|hoort) .. (?:markeren|melden|classificeren|behandelen|antwoorden|verwijderen|negeren|sluiten|verklaren)\w*",
        r"(?P<cue>jij|je|u) (?:bent|moet|dient) (?:nu|voortaan|vanaf nu|markeren|negeren|melden)",
        r"(?P<cue>nieuwe|bijgewerkte|belangrijke) (?:instructie|opdracht|systeembericht|richtlijn)\w* ?(?:voor|aan|:)",
        r"(?P<cue>markeer|classificeer|behandel|beschouw|meld) .. (?:als )(?:schoon|veilig|onschadelijk|goedaardig|legitiem|vertrouwd|vals[e-] ?positie\w*|vals alarm)",
        r"(?P<cue>meld|vermeld|waarschuw|onthul) (?:dit|deze|niets|niemand) .. niet",
    ),
    copies=(
        r"(?P<cue>volgens|aldus) .. <speaker>",
        r"<speaker>(?: \w+)? (?P<cue>zegt|zei|zeggen|verklaart|verklaarde|meldt|meldde|melden|schrijft|schreef|stelt|stelde|bevestigt|bevestigde|vermoedt|denkt|schat|waarschuwt|waarschuwde|benadrukt|erkent|erkende|ontkent|ontkende|geeft|gaf|liet|laat|concludeert|concludeerde|kondigde|onthulde|rapporteert|rapporteerde)",
        r"(?P<cue>zegt|zei|aldus|verklaarde|meldt|meldde|schrijft|waarschuwt) .. <speaker>",
        r"(?P<cue>gepubliceerd|gemeld|vertaald|overgenomen|geciteerd|bericht) (?:door|van|uit|in) .. <speaker>",
        r"\A[\s(*_-]*(?P<cue>bron|bronnen|vertaling)\s*:?\s*(?:[\w'-]+ ){0,4}?<speaker>",
        r"(?P<cue>onderzoekers|onderzoeker|beveiligingsonderzoekers|experts|specialisten|analisten|deskundigen) (?:van|bij) (?:(?:het |de )?(?:[\w]*bedrijf|beveiliger|firma) )?<speaker>",
        r"(?P<cue>beroept zich op|beroepen zich op|citeert|verwijst naar) .. <speaker>",
    ),
    roles={
        "indicator": (
            r"(?:compromitterings)?indicator(?:en)?", "iocs?", "c2", "c&c", r"commando-? ?(?:-| en )", r"kwaadaardig\w*", "malware", "schadelijke?",
            "achterdeur", "trojan", "phishing", "payload", "monsters?", "hash(?:es)?", "controlesom\\w*", "maakt verbinding met", "aanvallers?", "blokkeerlijst",
        ),
        "clean": ("schone?", "legitieme?", "onschadelijke?", "goedaardige?", "ongewijzigde?", "niet getroffen", "geen indicator", "originele?", "echte?"),
        "victim": ("slachtoffers?", r"(?:gecompromitteerde|gehackte|getroffen) (?:web)?(?:sites?|servers?)", "getroffen organisaties"),
        "test": (r"tests? (?:van|door) (?:de )?(?:aanvallers?|dader\w*|actor\w*)",),
        "reference": ("bronnen", "referenties", "verder lezen", "zie ook", "links?", "meer informatie", "lees meer", "lees ook", "literatuur", "contact", "over ons"),
    },
    words={
        "yet": ("toch", "dan", "daarna"),
        "pronoun": ("hij",),
        "we": ("wij", "we", "ons", "onze", "ik"),
        "you": ("u", "uw", "je", "jouw", "jullie"),
        "and": ("en", "of", "evenals"),
        "but": ("maar", "terwijl", "echter", "daarentegen", "hoewel"),
        "if": ("als", "indien", "mits", "tenzij"),
        "since": ("sinds", "vanaf", "van"),
        "until": ("tot", "tot en met"),
        "before": ("voor", "uiterlijk", "vóór"),
        "after": ("na", "op zijn vroegst"),
        "between": ("tussen", "van"),
        "early": ("begin", "vroeg in", "het begin van"),
        "late": ("eind", "einde", "laat in", "het einde van"),
        "incident": (
            "aanval", "aanvallen", "cyberaanval", "campagne", "operatie", "incident", "inbraak", "hack", "compromittering", "toeleveringsketenaanval",
            "supply-chain-aanval", "aanvallers", "hackers", "daders", "cyberaanvallen", "hackaanval", "indringers",
        ),
        "common": words(
        """via dankzij middels langs vanuit wegens datalek datalekken vermoedelijk waarschijnlijk mogelijk naar bij op de het een bestuurders rotterdamse moest moesten ip e it mac supply zero open source cloud command web desktop in is was of over had we want aanvallers hackers onderzoekers klanten gebruikers slachtoffers medewerkers werknemers leverancier fabrikant versie versies update updates windows nieuwsbrief beveiligingsadvies samenvatting toelichting kans schade mogelijke getroffen gebruikers keer wissel controleer
            klant bedrijf bedrijven analisten malware dreiging beveiliging software toeleveringsketen aanval aanvallen indicatoren gepubliceerd terug terminal zeker talrijke honderden duizenden tientallen maker topman bestuursvoorzitter vrijwilligers criminelen daders welke hoe wie wat waar wanneer
            vertaald bron bronnen product producten vandaag gisteren maandag dinsdag woensdag donderdag vrijdag zaterdag zondag volgens enkele veel meerdere onder alleen hoe zelf gisteren omdat
            niets niemand experts autoriteiten organisaties beheerders verwijder verwijderen isoleer wijzig slechts beide ook intussen later eerder achterdeur gijzelsoftware bijwerken scheid
            blijft deskundigen woordvoerder nieuw eerste laatste inmiddels daarna daarom daarnaast bovendien echter toch dus"""
    ),
        "mid": ("midden", "half", "medio", "midden in"),
        "in": ("op", "sinds", "vanaf", "in", "eind", "begin", "van"),
        "the": ("het", "de", "dit", "deze", "dat", "die"),
        "which": ("die", "dat", "wat", "waar", "waarbij", "waarmee"),
        "question": ("hoe", "wanneer", "wie", "waarom", "of", "wat", "welke", "welk", "waar", "hoeveel"), "nor": ("noch",),
        "ellipsis": (r"(?:zijn|is|waren|was) (?:dat |het )?niet",),
        "expletive": (),
        "denial": ("geen aanwijzingen dat", "geen aanwijzing dat", "geen bewijs dat", "geen bewijzen dat", "geen tekenen dat", "niets wijst erop dat", "ontkent dat", "ontkende dat", "ontkennen dat", "sluit uit dat", "sloot uit dat", "het is niet waar dat", "het klopt niet dat", "zonder bewijs dat", "dacht eerst dat", "dachten eerst dat"),
        "whether": ("of er", "indien", "tenzij", "alsof", "of het", "of de", "hoeveel", "in hoeverre", "welke gegevens"),
        "act": tuple(_ACT.split("|")) + tuple(rf"(?<=\b{verb} {joint} )\w+" for verb in _INFINITIVE.split("|") for joint in ("en", "of")),
        "act-to": (),
        "data-end": ("naar", "vanuit", "uit", "via", "zodra", "voordat", "nadat", "om", "zodat", "buit"),
        "compound": (),
        "group": (r"\w*(?:klanten|bedrijven|gebruikers|organisaties|slachtoffers|firma's|instanties|ontwikkelaars|banken|ziekenhuizen|ministeries|computers|apparaten|systemen|servers|netwerken|repositories|projecten|websites|accounts|pakketten|scholen|winkels|filialen|supermarkten|dienstverleners|aanbieders|personen|mensen|abonnees|downloads|installaties|medewerkers|werknemers|instellingen|universiteiten|doelwitten|machines|landen|leveranciers|huishoudens|gemeenten|kantoren|accountantskantoren|rechtbanken|clubs|hogescholen|bibliotheken|pc's|ondernemingen|diensten|afnemers|partijen|cliënten|gebouwen|vestigingen|locaties|restaurants|hotels|apotheken|huisartsen|praktijken|zorginstellingen|onderwijsinstellingen|overheidsinstellingen|overheidsinstanties|overheidsdiensten|overheden|overheidsorganisaties|provincies|waterschappen|steden|havens|luchthavens|fabrieken|verzekeraars|telecombedrijven|energiebedrijven|webwinkels|webshops|shops|laptops|telefoons|smartphones|routers|toestellen|terminals|werkstations|werkplekken|endpoints|virtuele machines|omgevingen|instanties|tenants|domeinen|applicaties|apps|wallets|portemonnees|gezinnen|burgers|consumenten|patiënten|studenten|leerlingen|leden|spelers|bezoekers|beheerders|programmeurs|onderzoekers|journalisten|activisten|advocaten|ambassades|ministers|bedrijfjes|mkb'ers|zzp'ers|winkeliers|retailers|ketens|dochters|dochterbedrijven|partners|resellers|msp's|it-bedrijven|hostingbedrijven|infecties|besmettingen|gevallen|apparaatjes|exemplaren)",),
        "bound": ("meer dan", "ruim", "minstens", "minder dan", "tot wel", "hooguit", "zo'n", "ongeveer", "circa", "bijna", "krap", "ten minste", "zeker", "maximaal", "nog eens", "slechts", "rond de", "naar schatting", "om en nabij", "grofweg", "pakweg", "een kleine", "een dikke", "ruwweg", "nagenoeg", "welgeteld", "amper", "niet meer dan", "niet minder dan", "ten hoogste", "op zijn minst", "een geschatte", "veel meer dan", "iets meer dan"),
        "vague": ("honderdduizenden", "tienduizenden", "tientallen", "honderden", "duizenden", "miljoenen", "meerdere", "verscheidene", "enkele", "enkele honderden", "enkele tientallen", "diverse", "talrijke", "een handvol", "een dozijn", "een twintigtal", "een tiental", "een honderdtal", "een aantal", "een groot aantal", "een klein aantal", "een beperkt aantal", "een reeks", "een paar", "een paar honderd", "een paar duizend", "een deel van de", "vele", "veel", "ettelijke", "legio", "enkele duizenden", "een twaalftal", "een dertigtal", "een vijftigtal", "een veelheid aan", "een kwart van de", "de helft van de", "meer dan de helft van de", "het merendeel van de", "een miljoen", "een half miljoen", "talloze", "tal van", "een zestal", "een vijftal", "een zevental", "een achttal", "een viertal", "een drietal", "weinig"),
        "body": ("Rijksdienst", "Gemeente", "Ministerie", "Universiteit", "Vereniging", "Stichting", "Provincie", "Rijksinstituut", "Inspectie", "Dienst", "Bank", "Kamer", "Raad", "Hogeschool", "Koninklijke Bibliotheek", "Bureau"),
        "body of": ("voor", "van", "van de", "van het", "der"),
        "sector": (r"\w{3,}(?:sector|branche|industrie)", r"vitale infrastructuur", r"kritieke infrastructuur", r"(?:crypto|energie|defensie|telecom|financiële )(?:bedrijven|instellingen)", "(?:energie|zorg|financiële |defensie|telecom|transport|tech|technologie|onderwijs|luchtvaart|verzekerings|media|logistieke |it-|farmaceutische |olie- en gas)(?:bedrijven|sector|instellingen|wereld|branche|industrie)", "vitale sectoren", "cryptobedrijven", "cryptosector", "overheidsinstanties", "gezondheidszorg", "bankwezen", "financiële instellingen"),
        "title": (r"(?:top|bestuurs|beveiligings)?(?:man|voorzitter|directeur|woordvoerder|onderzoeker|minister|analist|ingenieur|chef)|ceo|ciso|cto|topvrouw",),
        "noun endings": words(
            """gegevens informatie bestanden sleutels wachtwoorden aanval aanvallen instellingen bedrijven organisaties onderzoekers gebruikers klanten leveranciers medewerkers specialisten deskundigen criminelen systemen netwerken
            ziekenhuizen gemeenten ministeries computers pakketten incidenten maatregelen wallets diefstal inbraak lekken besmettingen infecties achterdeuren kwetsbaarheden instanties overheden autoriteiten experts versies
            heid heden aties iteit"""
        ),
        "name tails": ("groep", "hackers", "platform", "software", "installer", "client", "app", "update", "updates", "pakket", "pakketten", "bibliotheek", "onderzoekers", "onderzoeker", "malware", "trojan", "ransomware", "worm", "hack", "aanval", "inbraak", "server", "servers", "systemen", "systeem", "versie", "versies", "product", "producten", "programma", "dienst", "netwerk", "bende", "project", "medewerker", "woordvoerder", "code"),
        "region": ("Noord-Korea", "China", "Rusland", "Iran", "Zuid-Korea", "Vietnam", "DPRK", "Verenigde Staten", "VS", "Verenigd Koninkrijk", "Groot-Brittannië", "Oekraïne", "Europa", "Azië", "Afrika", "Noord-Amerika", "Zuid-Amerika", "Europese Unie", "Duitsland", "Frankrijk", "Italië", "Spanje", "Portugal",
            "Nederland", "België", "Zwitserland", "Oostenrijk", "Polen", "Zweden", "Noorwegen", "Denemarken", "Finland", "Ierland", "Canada", "Mexico", "Brazilië", "Argentinië", "Australië", "Nieuw-Zeeland", "Japan", "India", "Pakistan", "Israël", "Turkije", "Taiwan", "Singapore", "Hongkong", "Midden-Oosten", "Belarus", "Wit-Rusland"),
        "purpose": ("doel", "doelen", "doelstelling", "motief", "motieven", "bedoeling", "oogmerk", "opzet", "bedoeld", "te doen", "gaat het", "ging het", "wilde", "wilden", "in plaats van", "eerder dan"),
        "negation-free": ("niet alleen", "niet in de laatste plaats", "ongetwijfeld", "zonder twijfel", "niet bekendgemaakt", "niet bekend gemaakt", "niet zeggen", "niet laten weten", "niet gezegd", "niet prijsgeven", "niet vrijgegeven", "niet gedeeld", "niet meer", "kunnen niet", "kan niet", "konden niet", "niet toegankelijk", "niet bereikbaar", "geen losgeld", "niet betalen", "niet betaald", "geen toegang"),
        "sources": ("bron:", "bronnen:", "vertaald uit", "via:", "vertaling:", "met informatie van", "oorspronkelijk gepubliceerd door"),
        "personal computer": ("privécomputer", "persoonlijke computer", "thuiscomputer", "eigen computer", "privé-pc", "persoonlijke laptop", "eigen laptop", "privélaptop"),
        "work computer": ("werkcomputer", "zakelijke computer", "bedrijfscomputer", "werkstation", "werklaptop", "bedrijfslaptop", "zakelijke laptop"),
        "phone": ("telefoon", "smartphone", "mobiel", "mobiele telefoon"),
    },
    lexicon={
        "harm": "getroffen geraakt* raakt* trof besmet* geïnfecteerd* gecompromitteerd* gehackt* aangevallen gedupeerd* slachtoffer* platgeleg* lamgeleg* versleuteld* gegijzeld* getroffenen bespioneerd* beschadig* ondervonden ontregeld* ontwricht* leed* lijd* geleden overkomen geplunderd* leeggehaald* getergd last gekraakt* geïnfiltreerd*",
        "affair": "aanval* hack hacks cyberaanval* inbraak* inbraken incident* campagne* operatie* infectie* spionage* sabotage* diefstal* datalek* lek *aanval *aanvallen supply-chain-aanval* supplychain-aanval* inbreuk* beveiligingsincident* compromitter* kaping* uitbraak* datadiefstal*",
        "victim": "slachtoffer* doelwit* gedupeerde* getroffenen waaronder *slachtoffers",
        "aim": "gericht* doelwit* tegen richt* gemunt viseren",
        "take": "gestolen stal* stelen steelt buitgemaakt* buitmaak* buit ontvreemd* gekopieerd* kopieer* verzamel* gelekt* lek* onderschep* uitgelezen doorgestuur* doorstuur* verstuur* gestuurd bemachtig* geëxfiltreerd* exfiltr* ingezien inzien weggesluisd* gedownload* download* binnengehaald handen ontfutsel* geroofd* roof* gelezen verkregen verkreeg*",
        "enter": "toegang* binnengedrong* binnendring* drongen drong binnengekom* ingebroken inbreken gekaapt* kapen overgenomen overnam* overnemen infiltr* ingelogd* inloggen controle voet wist* binnen",
        "means": "via door middels gebruik* misbruik* uitgebuit* benut* dankzij behulp per zwakke* kwetsbaar* zerodaylek* lek* aanvalsvector*",
        "insert": "ingevoegd* toegevoeg* toevoeg* verstopt* verborgen bevat* geïnjecteerd* injecteer* aangepast* gemanipuleerd* ingebouwd* inbouw* geplaatst* plaats* gesmokkeld* geïmplanteerd* vervang* gewijzig* wijzig* voorzien ingebracht* meegeleverd* aangebracht* besmet*",
        "spread": "verspreid* gedistribueerd* geleverd* leverd* geïnstalleerd* installeer* gepubliceerd* publiceer* geüpload* upload* uitgerold* aangeboden verstuurd* geplaatst* ingezet* uitgebracht* gedownload* opgehaald*",
        "bad": "kwaadaardig* malafide besmet* gemanipuleerd* nep* gecompromitteerd* schadelijk* geïnfecteerd* vergiftigd* kwaadwillend* vals* gehackt* trojan* ongeautoriseerd* ongeoorloofd* aangepaste",
        "malware": "malware backdoor* achterdeur* virus* worm* trojan* ransomware spyware infostealer* loader* implant* rootkit* wiper* gijzelsoftware payload* *malware *worm schadprogramma* rat botnet*",
        "make": "maker* maakt maken ontwikkel* leverancier* aanbieder* biedt bieden levert verkoop* verkocht* fabrikant* uitgever* producent* beheerder* onderhoud* produceer* dienstverlener* moederbedrijf dochter* gemaakt* auteur* *leverancier *maker *fabrikant *aanbieder eigenaar*",
        "use": "gebruik* maakt draai* vertrouw* geïnstalleerd* ingezet* populair* inzet* toepas*",
        "customer": "klant* gebruiker* afnemer* abonnee* cliënt* leden *klanten *gebruikers bedrijven organisaties patiënt* student* inwoner* burger* passagier* reiziger* donateur* persoon personen mensen medewerker* werknemer* verzekerde* computer* apparat* apparaat alumni vrouwen mannen *klant cliënten leerling*",
        "begin": "beg* sinds start* gestart* eerst* vanaf tussen tot eind plaats* gebeurd* vond* periode dateert* aanvang* vroeg* geregistreerd*",
        "find": "ontdek* opgemerkt* merkte* vond* gevonden aangetroffen detecteer* gedetecteerd* geïdentificeerd* blootgeleg* vastgesteld* licht opgevallen waargenomen gesignaleerd* bekend",
        "say": "zegt zei zeggen aldus volgens meld* gemeld* schrijf* schreef laat liet weten verklaar* stel* deelt* bericht* waarschuw* vertel* geeft gaf noem* bevestig* onthul* laten",
        "admit": "erken* toe* bevestig* geef* excuses spijt bekend* betreur*",
        "blame": "achter verantwoordelijk* toegeschrev* toeschrij* vermoed* verdacht* beschuldig* gelinkt* link* band* dader* werk schuld* gesteund* verbonden zit zitten toegewez* gekoppeld* staatsges* wijzen wijst",
        "actor": "hacker* groep* aanvaller* crimin* cybercrimin* bende* dader* actor* indringer* *groep *groepering staatshacker* spionnen apt collectief*",
        "fix": "patch* verholpen verhelp* update* bijgewerkt* bijwerk* verwijder* ingetrokken intrek* gewijzigd* wijzig* vervang* geblokkeerd* blokkeer* reset* opgelost* oplos* dicht* geïsoleerd* isoleer* uitgeschakeld* opnieuw herstel* offline",
        "advise": "raad* aangeraden adviseer* geadviseerd* moet* dient* dienen oproep* roept opgeroepen controleer* aanbevol* aanbeveel* verstandig gevraagd",
        "unknown": "onduidelijk* onbekend* of nog onderzoek* onderzocht* vraag* raadsel onzeker*",
        "safe": "niet geen nooit veilig* ongemoeid onaangetast* noch zonder intact* legitiem* schoon* gespaard*",
        "organisation": "bedrijf bedrijven overheid* ministerie* bank* ziekenhuis* ziekenhuizen universiteit* organisatie* instelling* instantie* gemeente* school scholen concern* onderneming* dienst* luchtvaart* vereniging* stichting* beurs *bedrijf *bedrijven *dienst *ministerie *instelling *concern politie agentschap leverancier* *leverancier dienstverlener* *dienstverlener partner *partner dochter* luchthaven* *luchthaven verzekeraar* *verzekeraar winkel* supermarkt* keten* *keten kliniek* laborator* fabrikant* *fabrikant apothe* rechtbank* provincie* waterschap* *corporatie *corporaties *fonds uitgever* omroep* hogeschool* hogescholen aanbieder* *aanbieder *gemeenten *diensten",
        "product": "software* tool* bibliotheek* pakket* app apps applicatie* update* installer* plugin* plug-in* extensie* server* systeem* systemen repositor* module* programma* platform* dienst* component* driver* firmware versie* product* website* site netwerk* infrastructuur* *software *server *servers *systeem *pakket *update *programma *netwerk *site omgeving* package*",
        "secret": "inloggegevens wachtwoord* token* sleutel* certificaat* certificaten account* cookie* *account *sleutel *sleutels *gegevens sessie* secret* credential* wallets *wachtwoord *wachtwoorden pincode*",
        "data": "gegevens data bestand* e-mail* mail* naam namen adres* informatie document* bericht* broncode* code contact* telefoonnummer* *gegevens *nummers *bestanden *adressen geld* crypto* inhoud* wachtwoord* geschiedenis geboorte* geslacht nationaliteit* foto* afbeelding* video* paspoort* rijbewij* *bewijs *bewijzen kaart kaarten *kaart *kaarten iban* factu* contract* overeenkomst* dossier* *dossier *dossiers diagnos* uitslag* recepten salaris* loonstro* betaling* bestelling* transactie* saldo saldi profiel* profielen correspondentie gesprekken back-up* backup* plannen ontwerp* tekening* algoritm* database* configuratie* variabele* logs metadata vingerafdruk* toetsaanslag* klembord* schermafbeelding* screenshot* bsn burgerservicenummer* rekening* *nummer *informatie *namen *naam *documenten *codes kopie* archief archieven *archief lijst* eigendom details donatie*",
        "technique": "phishing* *phishing kwetsbaarhe* lek lekken beveiligingslek* zero-day* exploit* *exploit injectie afpersing typosquatting social-engineering persistentie versleuteling brute-force",
        "person": "directeur* woordvoerder* onderzoeker* analist* ontwikkelaar* beheerder* expert* ceo oprichter* topman topvrouw medewerker* werknemer* minister* hoogleraar* *onderzoeker *onderzoekers *expert",
        "aside": "eerder* vorig* vergelijkbaar* zoals destijds voorheen ook soortgelijk* al ander* herinner* toen voormalig*",
        "maybe": "kunnen kan kon konden zou zouden mogelijk* wellicht misschien waarschijnlijk* vermoedelijk* vermeend* blijkbaar indien als potentieel* lijkt",
        "post": "gepubliceerd* bijgewerkt* artikel bericht geplaatst* geschreven*",
        "motive": "spionage geld financieel* losgeld* afpers* winst* sabotage inlichting* vernietig* cryptovalut* cryptomunt*",
        "number": "duizend* miljoen* honderd* tientallen procent meer minder ongeveer ruim bijna zeker totaal aantal circa minstens",
        "of": "van",
        "in": "in binnen",
        "at": "bij aan",
        "to": "naar tot tegen aan",
        "by": "door",
        "with": "met",
        "from": "uit van vanaf vanuit",
        "for": "voor",
        "on": "op over om",
        "like": "zoals als waaronder bijvoorbeeld",
        "and": "en of alsook evenals",
        "the": "de het een zijn hun haar deze dit die ons onze",
        "that": "dat die wie welke wiens",
        "is": "is was werd werden zijn waren wordt worden heeft hebben had hadden",
    },
)  # fmt: skip
