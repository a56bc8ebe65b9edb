"""German: how reports in it say who was hit through what, and how sure they are."""

from __future__ import annotations

from onionskin.plugins.contracts import Cues, Phrase, words

META = {
    "title": "German",
    "misses": "Nouns that are written like names and are on no list; reported speech across sentences.",
    "references": ["https://www.bsi.bund.de/"],
}

_HIT = (
    "kompromittiert|gehackt|infiziert|infiltriert|angegriffen|attackiert|unterwandert|verseucht|penetriert"
    "|manipuliert|befallen|geknackt|trojanisiert|eingedrungen|eingebrochen|gekapert|verändert|übernommen|ausspioniert"
)
_STRUCK = (
    "betroffen|getroffen|befallen|kompromittiert|gehackt|infiziert|angegriffen|attackiert|infiltriert|ausspioniert|bestohlen"
    "|verschlüsselt|lahmgelegt|geschädigt|verseucht|heimgesucht|unterwandert|erwischt|beeinträchtigt|gelöscht|eingebrochen"
)
_BEAT = (
    "kompromittierte|kompromittierten|hackte|hackten|infizierte|infizierten|infiltrierte|infiltrierten|attackierte|attackierten"
    "|befiel|befielen|traf|trafen|knackte|knackten|unterwanderte|unterwanderten|kaperte|kaperten|verseuchte|verschlüsselte|verschlüsselten|lähmte|erreichte|übernahmen"
)
_HITTING = (
    "kompromittieren|hacken|infizieren|infiltrieren|angreifen|attackieren|unterwandern|einzudringen"
    "|einzubrechen|eindringen|anzugreifen|gelangen|erreichen|befallen|einzuschleusen|auszuspionieren|unterwandern|verschaffen"
)
_WAS = r"(?:wurden?|worden|ist|sind|war|waren|wird|werden|sei|seien|sein|wäre|wären|soll|sollen|dürften?|könnten?)"
_THROUGH = r"(?:über|durch|mittels|mithilfe|mit Hilfe|via|mit|per|wegen|aufgrund|dank|aus|ausgehend von|auf dem Weg über)"
_RAN = (
    "installierte|installierten|installiert|heruntergeladen|ausgeführt|gestartet|geöffnet|startete"
    "|herunterlud|ausführte|öffnete|geladen|eingespielt|bezogen"
)
_ON = r"(?:auf|an) (?:\w+ ){0,2}?"
_DEVICE = r"(?P<object>(?:[\w'-]+ ){0,2}?(?:privatrechner|privatcomputer|heimcomputer|computer|rechner|pc|laptop|notebook|telefon|smartphone|handy|gerät|arbeitsplatz\w*|firmenrechner|dienstrechner)s?)\b"
_ASK = r"(?:(?:auf|mit|von|bei|seit|zu|in|für|durch|an|über) )?(?:wie|wann|wer|wen|wem|warum|weshalb|ob|was|welche\w*|wo|woher|wodurch|inwieweit|wie viele|wessen|womit)"
_ASKED = rf"(?P<object>{_ASK}\b[^;]{{3,200}})"
_ASKING = rf"(?P<object>\b{_ASK} [^;,]{{3,160}}(?:,[^;,]{{3,100}})?)"
_INVADED = "Kompromittierung|Einbruch|Einbruchs|Angriff|Angriffs|Hack|Infektion|Attacke|Eindringen|Cyberangriff|Vorfall|Hackerangriff|Lieferkettenangriff|Datendiebstahl"
_VERBS = (
    "deinstallieren|entfernen|isolieren|ändern|aktualisieren|zurücksetzen|sperren|blockieren|deaktivieren|löschen|leeren|widerrufen|verwenden|nutzen|wechseln|einspielen"
    "|aufsetzen|austauschen|rotieren|abschalten|nehmen|festschreiben|suchen|prüfen|überprüfen|einschalten|aktivieren|begrenzen|trennen|installieren|kontrollieren|auswerten|durchsuchen"
    "|melden|erneuern|beschränken|überwachen|wiederherstellen|verzichten|umstellen|aktualisiert|ersetzen|einschränken|sichern|beenden|vermeiden|umsteigen|zurückkehren|untersuchen|informieren"
    "|einsetzen|schließen|patchen|herunterfahren|neustarten|migrieren|beobachten|setzen|stellen|legen|halten|abwarten|ausschalten|zurückziehen|anwenden|einrichten|verlangen|ablösen|meiden|laden|betreiben|beachten|befolgen|herunterladen|ausrollen|anlegen|ausstellen|filtern|erzwingen|anpassen|einfrieren|zurückrollen|bereinigen|absichern|härten|warten|ergreifen|verifizieren|abmelden|heben|testen|kontaktieren|benachrichtigen|vergleichen|erzeugen|generieren|auditieren|protokollieren|umziehen|aufbewahren|neuaufsetzen"
)
_TO = (
    r"zu (?:deinstallieren|entfernen|isolieren|ändern|aktualisieren|sperren|blockieren|deaktivieren|löschen|leeren|widerrufen|verwenden|nutzen|wechseln|rotieren|nehmen|suchen|prüfen|überprüfen|aktivieren|begrenzen|trennen|installieren|kontrollieren|erneuern|überwachen|ersetzen|sichern|meiden|setzen|verzichten|untersuchen|beschränken)"
    r"|zurückzusetzen|einzuspielen|abzuschalten|auszutauschen|festzuschreiben|umzusteigen|einzuschalten|wiederherzustellen|auszuschalten|umzustellen|aufzusetzen|einzuschränken|herunterzufahren|durchzuführen|vorzunehmen"
)
_ORDER = (
    r"(?:deinstallieren|entfernen|isolieren|ändern|aktualisieren|sperren|blockieren|deaktivieren|löschen|leeren|widerrufen|verwenden|nutzen|wechseln|rotieren|nehmen|suchen|prüfen|überprüfen|aktivieren"
    r"|begrenzen|trennen|installieren|kontrollieren|erneuern|überwachen|ersetzen|sichern|meiden|setzen|tauschen|spielen|schalten|stellen|kehren|steigen|fixieren|melden|durchsuchen|untersuchen|beschränken|verzichten) sie"
)
_FINITE = "ist|sind|war|waren|hat|haben|hatte|hatten|wird|werden|wurde|wurden|kann|können|konnte|konnten|könnte|könnten|will|wollen|wollte|wollten|soll|sollen|sollte|sollten|darf|dürfen|möchte|möchten|ließ|lässt|lassen|sei|seien|muss|müssen|musste|mussten|dabei"
_DONE = (
    "aufgesetzt|geändert|untersucht|betrachtet|behandelt|gelöscht|entfernt|aktualisiert|installiert|deinstalliert|gesperrt|blockiert|widerrufen|zurückgesetzt|ausgetauscht|erneuert|ersetzt"
    "|geprüft|überprüft|isoliert|getrennt|abgeschaltet|deaktiviert|eingespielt|rotiert|kontrolliert|durchsucht|eingestuft|angesehen|gepatcht|eingeschränkt|überwacht|vermieden|aktiviert|gesichert|neu erstellt"
)
_LOOSE = "deinstalliert|entfernt|isoliert|ändert|aktualisiert|sperrt|blockiert|löscht|widerruft|prüft|tauscht|nutzt|wechselt|installiert|sucht|trennt"
_DATA = r"(?:die |den |das |alle |sämtliche |auch |unter anderem |vor allem )?(?P<object>(?:(?!, (?:dass|die|der|das|ob|wie|weil|wurde)\b)[^;.]){3,200}?)"
_TAKEN = "gestohlen|erbeutet|entwendet|abgegriffen|ausgelesen|kopiert|gesammelt|abgezogen|ausgeleitet|exfiltriert|abgesaugt|mitgenommen|gestohlen|ausspioniert|abgeflossen|gelesen|eingesehen|ausgespäht"
_TAKES = "stiehlt|stahl|stahlen|stehlen|sammelt|sammelte|sammelten|erbeutete|erbeuteten|kopierte|kopiert|entwendete|entwendeten|exfiltrierte|exfiltriert|liest|abgreift|späht|spähte|durchsucht|durchsuchte|sucht nach|suchte nach"
_SAID = r"(?:dass |, dass |ein, dass |zu, dass |ein: |zu: )?(?P<object>[^;]{6,240})"
_MADE = "entwickelt|entwickeln|entwickelte|vertreibt|verkauft|pflegt|betreut|produziert|herstellt|stellt|bietet|veröffentlicht|verantwortet|liefert|programmiert"
_MAKER = "hersteller|herstellers|herstellerin|anbieter|anbieters|entwickler|entwicklerin|entwicklers|betreiber|maintainer|schöpfer|lieferant|lieferanten|dienstleister|betreuer|macher|eigentümer|inhaber|mutterkonzern|produzent|autor|distributor|vertreiber"
_MALWARE = "hintertür|schadsoftware|schadprogramm|schadcode|trojaner|wurm|malware|ransomware|erpressungstrojaner|erpressersoftware|verschlüsselungstrojaner|infostealer|spionagesoftware|spionageprogramm|lader|loader|downloader|rootkit|wiper|schädling|backdoor|implantat|keylogger|stealer|werkzeug|erpressungssoftware|dropper"
_MEANS = (
    r"(?P<object>(?:ein|eine|einen|einem|einer|das|die|der|den|dem|ihr|ihre|ihren|sein|seine|seinen|gestohlene[nm]?|infizierte[nm]?|manipulierte[nm]?|kompromittierte[nmr]?|gefälschte[nm]?) (?:[\w'-]+ ){0,3}?"
    r"(?:\w*konto|\w*konten|\w*update|\w*updates|\w*aktualisierung|\w*zugangsdaten|\w*passwort|\w*passwörter|\w*token|\w*schlüssel|\w*schwachstelle|\w*lücke|\w*paket|\w*bibliothek|\w*abhängigkeit|\w*laptop|\w*rechner|\w*gerät|\w*mails?|\w*anhang|\w*programm|\w*installer|\w*server|\w*software|\w*dienstleister|\w*lieferanten?|\w*zulieferer|\w*zugang|\w*datei|\w*website|\w*werkzeug|\w*anwendung|\w*profil|\w*phishing(?:-[\w-]+)?)\b)"
)
_STATE = r"(?P<object>\b(?:ein |eine |einem |einer |der |die |den )?(?:\w+ )?(?:staatlich \w+|staatsnahe\w*|staatliche\w*|regierungsnahe\w*|nordkoreanische\w*|russische\w*|chinesische\w*|iranische\w*) (?:\w+ )?(?:hacker\w*|gruppe|akteure?n?|angreifern?|gruppierung|hackgruppe|geheimdienst\w*|täter))\b"
_OPEN = "unklar|unbekannt|ungewiss|ungeklärt|offen|rätselhaft"

_ADJECTIVE = ("", "e", "en", "er", "es", "em")


def _inflected(region: str, *stems: str) -> dict[str, str]:
    return {
        f"{stem}{ending}": region
        for low in stems
        for stem in (low, low.capitalize())
        for ending in _ADJECTIVE
    }


_NOUNS = words(
    """angreifer angriff hacker eingabe forscher kunde nutzer benutzer anwender opfer mitarbeiter hersteller anbieter dienstleister unternehmen konzern firma firmen software
    programm schädling trojaner wurm würmer hintertür schwachstelle lücke sicherheit bedrohung vorfall vorfäll einbruch einbrüch kampagne attacke lieferkette täter akteur gruppe gruppierung bande
    behörde ministerium minister bundesamt amt ämter polizei geheimdienst regierung staat land länder region branche sektor wirtschaft bank banken börse krankenhaus klinik universität schule stadt
    städte gemeinde verband verein konzern tochter mutter filiale kette händler laden läden markt märkte supermarkt lieferant zulieferer partner berater beratung
    dienst datei daten paket bibliothek bibliotheken anwendung werkzeug rechner computer server netz netzwerk gerät telefon system umgebung konto konten zugang zugänge zugriff passwort
    passwörter kennwort kennwörter schlüssel zertifikat signatur unterschrift schutz verlauf speicher ordner verzeichnis inhalt seite webseite website adresse domain nachricht mail brief
    bericht meldung warnung analyse untersuchung ermittlung ermittler experte experten spezialist fachmann fachleute sprecher sprecherin chef chefin leiter leiterin vorstand geschäftsführer präsident direktor
    entwickler ingenieur techniker verwalter betreiber administrator programmierer freiwillige leser kollege beschäftigte angestellte personal mensch menschen person leute mann frau
    version fassung ausgabe variante stufe phase welle woche monat jahr tag stunde minute zeit zeitraum zeitpunkt datum uhrzeit anfang ende mitte beginn herbst winter sommer frühjahr frühling
    million milliarde tausend hundert dutzend prozent hälfte teil reihe zahl anzahl menge liste summe schaden schäden verlust kosten geld lösegeld beute euro
    grund ursache folge ziel zweck weg mittel art weise fall fälle frage antwort problem fehler lösung maßnahme empfehlung hinweis beweis beleg indiz spur verdacht zweifel wahrscheinlichkeit
    gewissheit zuversicht meinung ansicht aussage erklärung angabe erkenntnis ergebnis einschätzung bewertung sachverhalt lage lagebild stand überblick zusammenfassung quelle name
    zusammenhang verbindung kontakt gespräch interesse spionage sabotage erpressung diebstahl betrug druck macht krieg angst gefahr risiko risiken entwarnung ruhe
    öffentlichkeit presse zeitung zeitschrift artikel beitrag blog buch film kapitel satz wort text bild bilder blick auge hand herz kopf haus tür fenster raum hafen häfen
    sitzung anmeldung verbindung übertragung verteilung verbreitung aktualisierung einstellung installation konfiguration funktion aktion aktivität aktivitäten identität qualität
    lizenz vertrag gesetz recht pflicht regel vorgabe anweisung befehl auftrag auswahl produkt projekt plattform technik technologie forschung entwicklung herstellung verwaltung
    protokoll abhängigkeit tastatur arbeit handarbeit stelle rolle vertrauen unterstützung hilfe abwehr verteidigung sperre sperrliste blockliste muster prüfsumme probe wert
    bezahlung zahlung rechnung buchhaltung steuer logistik verkehr energie strom wasser gesundheit versicherung versorgung infrastruktur kommunikation
    sandwurm sandwürmer schadcode quellcode quelltext shellcode nutzlast mechanismus baustein bestandteil ebene linie grenze bereich feld punkt ort platz kreis raum zentrale zentrum
    absturz abstürze ausfall ausfäll störung panne wiederherstellung neuinstallation sicherung sicherungskopie kopie backup vorsicht rücksicht nachsicht aufsicht absicht übersicht sicht
    mehrheit minderheit einheit freiheit wahrheit krankheit mehrfaktor faktor begriff griff eingriff zugriff hintergrund vordergrund abteilung team mannschaft gegner feind freund
    wirkung auswirkung reichweite umfang ausmaß größe stärke schwäche dauer länge breite höhe tiefe handlung handel wandel tausch austausch ersatz einsatz umsatz ansatz
    zeichen kennzeichen kennung nummer zeile spalte tabelle eintrag nachweis ausweis verweis hinweis kreise rechte pläne plan fund funde befund umstand umstände anlass anlässe
    desinteresse dank gruß sorge kritik lob vorwurf vorwürfe schuld verantwortung verantwortliche betroffene geschädigte beteiligte unbekannte verdächtige kriminelle erpresser spion dieb
    investor aktie kurs gewinn umsatz milliarden haushalt bürger kind kinder familie patient student lehrer arzt ärzte anwalt anwält richter gericht staatsanwalt staatsanwaltschaft
    kryptowährung währung börse geldbörse wallet vermögen guthaben überweisung transaktion automat kasse filialen geschäft geschäfte betrieb betriebe werk werke fabrik anlage maschine
    zweig ast quelle fluss pool strand berg tal insel meer see himmel erde welt europa flughafen flughäfen reederei schiff bahn cookie malware backdoor exploit phishing ransomware download laptop notebook smartphone browser hotfix patch praktikant botnetz spam blog token session commit workflow pipeline"""
)
_SUFFIXES = ("", "s", "es", "e", "en", "n", "er", "ern", "in", "innen")
_FORMS = (
    *(f"{noun}{suffix}" for noun in _NOUNS for suffix in _SUFFIXES if len(noun) > 2),
    *words(
        """erung igung ierung ützung ldung ndung chung ltung ttung nung dung tung gung rung lung hung kung zung mung fung bung pung eibung
        erungen igungen ierungen ützungen ldungen ndungen chungen ltungen ttungen nungen dungen tungen gungen rungen lungen hungen kungen zungen mungen fungen bungen lösung lösungen
        akten akte nummern verläufe dateien adressen verträge verträgen ausweise ausweisen pässe pässen dokumente dokumenten unterlagen bescheide belege zettel anfragen konten listen fotos
        bilder aufnahmen protokolle inhalte kopien bestände datensätze codes positionen
        heit keit heiten keiten schaft schaften ation ationen ition itionen ktion ktionen ssion ssionen tät täten ismus"""
    ),
)

CUES = Cues(
    code="de",
    name="German",
    stopwords=words(
        """der die das den dem des ein eine einen einem einer eines und oder aber im auf aus bei beim mit
        nach von vom zu zum zur für über unter durch gegen ohne um bis als wie wenn dass weil ob nicht kein keine
        keinen auch noch nur schon sehr mehr ist sind waren wird werden wurde wurden worden sein hat haben
        hatte hatten kann können könnte soll sollen sollte er sie es wir ihr man sich sein seine ihre ihren ihrer
        diese dieser dieses diesem diesen jene wer wo dort hier dann da doch denn vor seit während zwischen
        teilte sagte meldete erklärte berichtete warnte betonte konnte konnten musste nannte machte bestätigte zwei drei alle alles andere anderen einige mehrere bereits inzwischen sowie damit dabei davon"""
    ),
    hedges={
        "keinen Zweifel": "high", "keine Zweifel": "high", "mittlerer Sicherheit": "moderate", "geringer Sicherheit": "low", "hoher Sicherheit": "high",
        "mit hoher Sicherheit": "high", "mit großer Sicherheit": "high", "mit hoher Wahrscheinlichkeit": "high", "mit großer Wahrscheinlichkeit": "high",
        "höchstwahrscheinlich": "high", "sehr wahrscheinlich": "high", "mit hoher Gewissheit": "high", "mit hoher Zuversicht": "high", "zweifellos": "high", "ohne Zweifel": "high",
        "mit an Sicherheit grenzender Wahrscheinlichkeit": "high", "mit hohem Vertrauen": "high", "mit hoher Konfidenz": "high", "so gut wie sicher": "high", "kein Zweifel": "high",
        "bestätigt": "confirmed", "bestätigte": "confirmed", "bestätigten": "confirmed", "bestätigen": "confirmed", "zweifelsfrei": "confirmed", "nachgewiesen": "confirmed", "erwiesen": "confirmed", "nachweislich": "confirmed", "gesichert": "confirmed",
        "mit mittlerer Sicherheit": "moderate", "mit mäßiger Sicherheit": "moderate", "mit mittlerer Gewissheit": "moderate", "mit mittlerer Wahrscheinlichkeit": "moderate", "mit mittlerer Zuversicht": "moderate",
        "mit mittlerem Vertrauen": "moderate", "wahrscheinlich": "moderate", "vermutlich": "moderate", "geht davon aus": "moderate", "gehen davon aus": "moderate", "glauben": "moderate", "glaubt": "moderate",
        "hält für": "moderate", "mutmaßlich": "moderate", "mutmaßliche": "moderate", "mutmaßlichen": "moderate", "mutmaßlicher": "moderate", "offenbar": "moderate", "anscheinend": "moderate", "offensichtlich": "moderate",
        "vermutet": "moderate", "vermuten": "moderate", "verdächtigt": "moderate", "verdächtigen": "moderate", "deutet auf": "moderate", "deuten auf": "moderate", "deutet darauf hin": "moderate", "deuten darauf hin": "moderate",
        "scheint": "moderate", "scheinen": "moderate", "dürfte": "moderate", "dürften": "moderate", "wohl": "moderate", "nimmt an": "moderate", "nehmen an": "moderate", "legt nahe": "moderate", "legen nahe": "moderate", "spricht für": "moderate", "sprechen für": "moderate",
        "mit geringer Sicherheit": "low", "mit niedriger Sicherheit": "low", "mit geringer Zuversicht": "low", "möglicherweise": "low", "eventuell": "low", "vielleicht": "low", "soll": "low", "sollen": "low",
        "könnte": "low", "könnten": "low", "womöglich": "low", "angeblich": "low", "unter Umständen": "low", "nicht bestätigt": "low", "unbestätigt": "low", "unbestätigten": "low", "möglich": "low", "denkbar": "low", "gerüchteweise": "low",
    },
    negations=(
        "nicht", "kein", "keine", "keinen", "keiner", "keines", "keinem", "nie", "niemals", "weder", "noch nie", "ohne", "bestreitet", "bestritt", "dementiert", "dementierte",
        "nichts", "niemand", "keinesfalls", "keineswegs", "unwahrscheinlich",
    ),
    facts=(
        # -- who was hit, and through what
        Phrase("compromised-through", rf"<subject> .. {_WAS} .. {_THROUGH} .. <object> .. (?P<cue>{_HIT})", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", rf"<subject> .. {_WAS} .. (?P<cue>{_HIT})(?: worden)?(?: \w+)?,? {_THROUGH} .. <object>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", rf"(?:wurden?|ist|sind|war|waren|sei|seien|sollen?|dürften?|könnten?) .. <subject>(?: (?:laut|nach angaben von) <any>)? .. {_THROUGH} .. <object> .. (?P<cue>{_HIT})", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", rf"<subject> .. {_WAS} (?:laut|nach angaben von) <any>(?: zufolge)? {_THROUGH} .. <object> .. (?P<cue>{_HIT})", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", rf"{_THROUGH} .. <object> .. {_WAS} .. <subject> .. (?P<cue>{_HIT})", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", rf"(?:hat|haben|hatten|hätten|habe|um|konnten?|sollen|konnte) .. <subject> .. {_THROUGH} .. <object> .. (?P<cue>{_HIT}|{_HITTING})", "organisation|group", "product|organisation"),
        Phrase("compromised-through", rf"(?:hat|haben|hatten|hätten|habe|um|konnten?|sollen|konnte) .. {_THROUGH} .. <object> .. <subject> .. (?P<cue>{_HIT}|{_HITTING})", "organisation|group", "product|organisation"),
        Phrase("compromised-through", rf"{_THROUGH} .. <object> .. (?P<cue>drangen|gelangten|brachen|kamen|verschafften|griffen|eingedrungen|gelangt|eingebrochen|drang|gelangte|kam) .. (?:in|bei|zu|auf|bis) .. <subject>", "organisation|group", "product|organisation"),
        Phrase("compromised-through", rf"{_THROUGH} .. <object> .. (?P<cue>{_BEAT}) (?!von |durch )(?:[\w'-]+ ){{0,4}}?<subject>", "organisation|group", "product|organisation"),
        Phrase("compromised-through", rf"(?P<cue>drangen|gelangten|brachen|kamen|drang|gelangte|griffen|{_BEAT}) .. <subject> .. (?:über|mittels|mithilfe|via|durch|per|dank) .. <object>", "organisation|group", "product|organisation"),
        Phrase("compromised-through", rf"<object> .. (?P<cue>genutzt|benutzt|missbraucht|ausgenutzt|verwendet|nutzten|missbrauchten|verwendeten|nutzte) .. (?:um|für|gegen) .. <subject> .. (?:zu )?(?:{_HITTING})", "organisation|group", "product|organisation"),
        Phrase("compromised-through", rf"(?P<cue>nutzten|missbrauchten|verwendeten|nutzte|missbrauchte|benutzten) .. <object> .. um .. <subject> .. (?:zu )?(?:{_HITTING})", "organisation|group", "product|organisation"),
        Phrase("compromised-through", r"<object> .. (?P<cue>diente|dienten|einfallstor|eingangstor|sprungbrett|zugang|tür|türöffner|einstieg|einstiegspunkt|angriffsvektor|ausgangspunkt|weg|brücke|eintrittspunkt) .. (?:in|ins|zu|für|bei|auf|gegen|zur) .. <subject>", "organisation|group", "product|organisation"),
        Phrase("compromised-through", rf"(?P<cue>{_INVADED}) (?:von|bei|auf|gegen|in) .. <subject> .. (?:begann|ging|geht|nahm|lief|erfolgte|gelang|startete|über) .. <object>", "organisation|group", "product|organisation"),
        Phrase("compromised-through", rf"(?:{_INVADED}) .. <object> .. (?P<cue>führte|führten|ermöglichte|ermöglichten|öffnete|verschaffte|zog) .. (?:{_INVADED}|Zugang|Zugriff|Tür) .. <subject>", "organisation|group", "product|organisation"),
        Phrase("compromised-through", rf"<subject> .. {_WAS} .. {_THROUGH} {_MEANS} .. (?P<cue>{_HIT})", "organisation|group|product", "technique"),
        Phrase("compromised-through", rf"{_THROUGH} {_MEANS} .. (?P<cue>drangen|gelangten|brachen|kamen|verschafften|griffen|eingedrungen|gelangt) .. (?:in|bei|zu|auf|bis) .. <subject>", "organisation|group", "technique"),
        Phrase("compromised-by", rf"<subject> .. {_WAS} .. (?:von|durch|mit) (?:[\w'-]+ ){{0,4}}?<object!> .. (?P<cue>{_HIT}|{_STRUCK})", "organisation|group|product", "malware|actor|region"),
        Phrase("compromised-by", rf"<object> .. (?:hat|haben|hatte|habe|soll)(?: (?!dass\b|bestätigt\b|erklärt\b)[\w'-]+){{0,6}}? <subject!> .. (?P<cue>{_HIT}|{_STRUCK})", "organisation|group", "actor|malware|region"),
        Phrase("compromised-by", rf"<object> (?P<cue>{_BEAT}) (?!von |durch |über )(?:[\w'-]+ ){{0,4}}?<subject>", "organisation|group", "actor|malware|region"),
        Phrase("compromised-by", rf"(?P<cue>{_BEAT}) .. <subject> .. (?:mit|durch) (?:[\w'-]+ ){{0,4}}?<object>", "organisation|group|product", "malware"),
        Phrase("compromised-by", r"<object> .. (?:auf|in) (?:[\w'-]+ ){0,2}?(?:rechnern|systemen|maschinen|servern|netz|netzen|netzwerk|geräten) (?:von|bei|der|des) .. <subject> .. (?P<cue>gefunden|entdeckt|nachgewiesen|aufgetaucht)", "organisation|group", "malware"),
        Phrase("compromised-by", rf"(?:wurden?|ist|sind|war|waren|sei|seien) (?:(?!über\b|durch\b|von\b|mit\b|via\b|mittels\b|mithilfe\b|bei\b|in\b|auf\b|per\b|laut\b|aus\b|am\b|im\b)[\w'-]+ ){{0,4}}?<subject!> .. (?:von|durch|mit) (?:[\w'-]+ ){{0,4}}?<object!> .. (?P<cue>{_HIT}|{_STRUCK})", "organisation|group|product", "malware|actor|region"),
        Phrase("compromised-through", r"(?P<cue>einfallstor|eingangstor|ausgangspunkt|einstiegspunkt|eintrittspunkt|angriffsweg|schwachpunkt) .. (?:bei|in|ins|für|zu|zum|auf) .. <subject> (?:war|waren|ist|sind|bildete|bildeten|soll) .. <object>", "organisation|group", "product|organisation"),
        # -- victims
        Phrase("victim", rf"(?:wurden?|waren?|ist|sind|seien|sei) (?:(?!über\b|durch\b|von\b|mit\b|via\b|mittels\b|mithilfe\b|bei\b|in\b|auf\b|per\b|laut\b|aus\b|am\b|im\b)[\w'-]+ ){{0,4}}?<subject!> .. (?P<cue>{_STRUCK})\b", "organisation|group|sector|region", "campaign"),
        Phrase("victim", r"von <subject!>(?: \w+){0,2} (?P<cue>die rede)", "group", "campaign"),
        Phrase("victim", r"<count>[^.;]{0,60}? (?P<cue>meist|meistens|vor allem|überwiegend|hauptsächlich|vorwiegend) .. <subject!>", "sector|region", "campaign"),
        Phrase("victim", r"<count>[^.;]{0,60}? (?P<cue>meist|meistens|vor allem|überwiegend|hauptsächlich|vorwiegend) .. in <subject!>", "region", "campaign"),
        Phrase("victim", rf"<count> .. (?:{_STRUCK})[^,;]{{0,60}},? (?P<cue>darunter|unter anderem|etwa|einschließlich|beispielsweise|unter ihnen)(?: auch)?(?: \w+ von)? <subject!>", "organisation", "campaign"),
        Phrase("victim", rf"<subject>(?!,? [^;]{{0,60}}\bdass\b) .. {_WAS} .. (?P<cue>{_STRUCK})\b", "organisation|group|sector|region", "campaign"),
        Phrase("victim", rf"<subject> (?P<cue>{_STRUCK})\Z", "organisation|group|sector", "campaign"),
        Phrase("victim", rf"(?P<cue>{_STRUCK}) (?:sind|ist|waren|war|wurden|wurde|seien|sei) (?:[\w'-]+ ){{0,5}}?<subject!>", "organisation|group|sector|region", "campaign"),
        Phrase("victim", rf"<count> .. (?P<cue>{_STRUCK})[^;.]{{0,40}}? (?:in|aus) (?:der |den |dem )?<subject!>", "region", "campaign"),
        Phrase("victim", r"(?P<cue>opfern|opfer|betroffenen|betroffene|geschädigten|geschädigte|leidtragenden|ziele|zielen) .. (?:gehören|gehört|zählen|zählt|gehörten|gehörte|zählten|zählte|sind|ist|waren|war|wurde|wurden|befinden|finden|:) .. <subject>", "organisation|group|sector|region", "campaign"),
        Phrase("victim", r"<subject> .. (?P<cue>gehören|gehört|zählen|zählt|gehörten|gehörte|zählten|zählte|befinden|finden|unter) .. (?:opfern|betroffenen|geschädigten|leidtragenden|zielen)", "organisation|group|sector|region", "campaign"),
        Phrase("victim", r"<subject> .. (?:wurden?|ist|sind|war|waren|fiel|fielen|worden) .. (?P<cue>opfer|zum opfer|ziel|zur zielscheibe)\b", "organisation|group|sector|region", "campaign"),
        Phrase("victim", rf"(?:<incident>|wurm|trojaner|schädling|update|programm|version|virus|die|der|das) .. (?P<cue>{_BEAT}|infiziert|befällt|trifft|betrifft|betraf|legte|verseucht) (?!von |durch |über |mit |in )(?:[\w'-]+ ){{0,4}}?<subject!>", "organisation|group|sector|region", "campaign"),
        Phrase("victim", rf"(?P<cue>{_BEAT}|infiziert|befällt|trifft|betrifft|betraf) (?!von |durch |über |mit |in )(?:[\w'-]+ ){{0,4}}?<subject!>", "group|sector|region", "campaign"),
        Phrase("victim", rf"(?:hat|haben|hätten|hatte|habe) .. <subject> .. (?P<cue>{_STRUCK})\b", "group|sector|region", "campaign"),
        Phrase("victim", r"(?P<cue>angriff|angriffe|angriffen|einbruch|attacken?|infektionen?|hack) (?:auf|gegen|bei|in) .. <subject>", "group|sector", "campaign"),
        Phrase("victim", r"<subject> .. (?:manipulierte|infizierte|verseuchte|trojanisierte|bösartige|präparierte|kompromittierte|schädliche|schadsoftware|malware)\w* .. (?P<cue>installiert|heruntergeladen|erhalten|erhielten|eingespielt|ausgeführt|geladen|bekommen)", "organisation|group", "campaign"),
        Phrase("victim", r"<subject> .. (?P<cue>installierten|installierte|erhielten|erhielt|bekamen|bekam|luden|lud) .. (?:manipulierte|infizierte|verseuchte|trojanisierte|bösartige|präparierte|kompromittierte|schädliche|schadsoftware|malware)\w*", "organisation|group", "campaign"),
        Phrase("victim", r"(?P<cue>opfern) .. (?:meist|vor allem|darunter|meistens|überwiegend|hauptsächlich),? .. <subject>", "organisation|group|sector|region", "campaign"),
        Phrase("victim", r"(?P<cue>opfern|opfer|betroffene|betroffenen|firmen|unternehmen|kunden) .. (?:in|aus) <subject!>,? .. (?:gefunden|entdeckt|betroffen|infiziert|getroffen)", "region", "campaign"),
        Phrase("victim", r"<subject> .. (?P<cue>musste|mussten) .. (?:abschalten|herunterfahren|netz (?:nehmen|trennen)|schließen|stilllegen|unterbrechen|aussetzen|neu aufsetzen|offline nehmen)", "organisation|group", "campaign"),
        Phrase("victim", r"bei <subject!> (?P<cue>kam|führte|führten|sorgte|sorgten) .. (?:ausfällen|ausfall|störungen|einschränkungen|unterbrechungen|stillstand)", "organisation|group", "campaign"),
        # -- suppliers, customers, products
        Phrase("supplies", rf"<subject>, (?:der |die |das |dem |den |ein |eine |einem |einer |einen )?(?:<any> )?(?:[\w'-]+ ){{0,3}}?(?P<cue>{_MAKER}) (?:von|der|des|hinter|für|eines|einer) .. <object>", "organisation", "product|organisation|group"),
        Phrase("supplies", rf"(?P<cue>{_MAKER}) (?:von|der|des|hinter) (?:[\w'-]+ ){{0,2}}?<object!>,? <subject!>", "organisation", "product"),
        Phrase("supplies", rf"<subject> .. (?:ist|war|sei) (?:[\w'-]+ ){{0,4}}?(?P<cue>{_MAKER}) (?:von|der|des|hinter|für) .. <object>", "organisation", "product|organisation|group"),
        Phrase("supplies", rf"<subject>,? (?:das |die |der )?(?:\w+ )?(?P<cue>{_MADE}) (?:\w+ ){{0,4}}?<object!>", "organisation", "product"),
        Phrase("supplies", rf"<object>, (?:das|die|den|der|welche\w*) <subject> .. (?P<cue>{_MADE}|gekauft|erworben|entwickelte|vertrieb|anbietet)\b", "organisation", "product"),
        Phrase("supplies", r"<object>,? .. (?:von|durch) .. <subject> .. (?P<cue>entwickelt|hergestellt|vertrieben|gepflegt|angeboten|betrieben|veröffentlicht|programmiert|betreut|verkauft)", "organisation", "product"),
        Phrase("supplies", r"(?P<cue>software|programm|buchhaltungsprogramm|app|werkzeug|anwendung|produkt|bibliothek|plattform|client|dienst|installer|paket|fernwartungssoftware|verwaltungssoftware|lösung|erweiterung|tool) <object!> (?:von|der firma|des herstellers|des unternehmens|des anbieters|aus dem hause) <subject>", "organisation", "product"),
        Phrase("supplies", r"<object>, (?:ein |eine |einem |einer |der |die |das |dem )?(?:[\w'-]+ ){0,3}?(?P<cue>\w*software|programm|buchhaltungsprogramm|app|werkzeug|anwendung|produkt|bibliothek|plattform|client|dienst|paket|lösung|tool) (?:von|der firma|des herstellers|des unternehmens|des anbieters|aus dem hause) .. <subject>".replace(r"\w*software|", "software|"), "organisation", "product"),
        Phrase("supplies", r"<subject> .. (?:von|bei) .. <object>,? .. (?P<cue>genutzt|eingesetzt|verwendet|gebraucht|benutzt|installiert)", "organisation|product", "group"),
        Phrase("supplies", r"<object> .. (?P<cue>nutzen|verwenden|setzen|vertrauen|benutzen|nutzten|verwendeten|einsetzen|arbeiten mit) .. <subject>", "organisation|product", "group"),
        Phrase("supplies", r"<subject>,? .. (?P<cue>zählt|bedient|betreut|beliefert|versorgt|kommt auf|verfügt über|hat nach eigenen angaben|mit seinen|mit) (?:[\w'-]+ ){0,4}?<object!>", "organisation", "group"),
        Phrase("supplies", r"(?P<cue>kunden|kundenliste|kundschaft|kundenkreis|abnehmern|auftraggebern) (?:von|der|des) (?:[\w'-]+ ){0,2}?<subject!> .. (?:gehören|zählen|sind|schließt|umfasst|gehört|zählt) .. <object>", "organisation", "organisation"),
        Phrase("supplies", r"(?P<cue>kunden|kundenliste|kundschaft|kundenkreis|abnehmern) .. (?:gehören|zählen|sind|schließt|umfasst|darunter|wie|gehört|zählt|nennt|stehen) .. <object>", "organisation", "organisation"),
        Phrase("supplies", r"<subject>,? .. <count>,? (?P<cue>darunter|unter anderem|etwa|einschließlich|beispielsweise|unter ihnen) <object>", "organisation", "organisation"),
        Phrase("supplies", r"<subject> .. (?P<cue>beliefert|belieferte|beliefern|versorgt|versorgte|zählt|zählte|bedient(?! sich)|bediente(?! sich)) .. <object>", "organisation", "organisation|group"),
        Phrase("supplies", r"<object> (?:ist|war|stammt|stammen|kommt|kam|sind) (?:[\w'-]+ ){0,3}?(?P<cue>aus dem hause|von|produkt|programm|software|werkzeug|entwicklung|lösung|erzeugnis|tochter)(?: (?:der firma|des unternehmens|des herstellers|des anbieters|der|des|von))? <subject!>", "organisation", "product"),
        Phrase("uses", r"bei <subject!>(?: in <any>)? (?:ist|war|sind|waren|wird|werden|wurde|kommt|kam|kommen) (?:[\w'-]+ ){0,3}?<object!> .. (?P<cue>im einsatz|zum einsatz|in gebrauch|installiert|genutzt|eingesetzt|verwendet|in betrieb)", "organisation", "product"),
        Phrase("uses", r"bei <subject!> (?P<cue>läuft|laufen|lief|liefen) (?:[\w'-]+ ){0,3}?<object!>", "organisation", "product"),
        Phrase("uses", r"<subject> .. (?P<cue>nutzt|verwendet|benutzt|einsetzt|nutzte|verwendete|setzt|setzte|arbeitet|arbeitete|vertraut|vertraute|betreibt|betrieb) .. <object>", "organisation", "product"),
        # -- how a compromise travels
        Phrase("deliver", rf"(?P<cue>mitarbeiter\w*|beschäftigter?|angestellter?|entwickler\w*|ingenieur\w*|techniker\w*) .. (?:von|bei|des|der) .. <object> .. <subject> .. (?:{_RAN})", "product", "organisation"),
        Phrase("deliver", rf"(?P<cue>mitarbeiter\w*|beschäftigter?|angestellter?|entwickler\w*|ingenieur\w*|techniker\w*) .. (?:von|bei|des|der) .. <object> .. (?:{_RAN}) .. <subject>", "product", "organisation"),
        Phrase("deliver", rf"<subject> .. {_ON}{_DEVICE} .. (?P<cue>{_RAN})", "product", "device"),
        Phrase("deliver", rf"{_ON}{_DEVICE} .. <subject> .. (?P<cue>{_RAN})", "product", "device"),
        Phrase("deliver", rf"(?P<cue>{_RAN}) .. <subject> .. {_ON}{_DEVICE}", "product", "device"),
        Phrase("build", r"(?P<cue>build-umgebung|buildumgebung|build-server|build-system|build-systeme|entwicklungsumgebung|erstellungsumgebung|kompilierung) .. (?:von|bei|der|des) .. <subject>", "organisation", "product"),
        Phrase("embed", r"<subject> .. (?P<cue>enthielt|enthält|enthalten|enthielten|barg|trug|beinhaltete|beinhaltet|verbarg|mitbrachte|lädt nach) .. <object>", "product|release", "malware|file|product"),
        Phrase("embed", r"<object> .. (?:in|im) (?:[\w'-]+ ){0,3}?(?:von |des |der )?<subject!> .. (?P<cue>versteckt|enthalten|verborgen|eingebettet|eingebaut|eingeschleust)", "product|release", "malware|file|product"),
        Phrase("credential", r"(?P<cue>token|tokens|zugangsdaten|passwörter\w*|schlüssel|kennwörter\w*) .. (?:aus|von|bei) .. <subject> .. (?:zu|auf|in|für) .. <object>", "organisation|product", "organisation|product|group"),
        Phrase("credential", r"(?:bei|von|aus) (?:\w+ ){0,2}?<subject!> (?:gestohlene\w*|erbeutete\w*|entwendete\w*|abgegriffene\w*|abgeflossene\w*) (?P<cue>tokens?|zugangsdaten|passwörter\w*|schlüsseln?|kennwörter\w*|anmeldedaten) .. (?:bei|auf|in|zu) .. <object>", "organisation|product", "organisation|product|group"),
        Phrase("manage", r"<subject> .. (?P<cue>verwaltet|verwaltete|administriert|verwalten|administrierte|betreut|betreute|wartet|wartete) .. <object>", "organisation|product", "organisation|product|group"),
        Phrase("host", r"<object> .. (?:auf|bei) .. <subject> .. (?P<cue>gehostet|abgelegt|gespeichert|hochgeladen|bereitgestellt)", "website|organisation", "file|product|website"),
        Phrase("signed-by", r"<subject>,? .. (?:mit|von) .. <object> .. (?P<cue>signiert|unterschrieben|unterzeichnet)", "release|file", "organisation"),
        Phrase("signed-by", r"(?P<cue>signatur|zertifikat|zertifikats|signiert|unterschrift|zertifikate) (?:von|der|des|für|durch)(?: firma| von)? <object>", "release", "organisation"),
        Phrase("served", r"<object> .. (?:auf|von|über) (?P<subject>(?:[\w'-]+ ){0,3}(?:website|webseite|internetseite|seite|server|servern|portal)(?: (?:des herstellers|des anbieters|von <any>))?) .. (?P<cue>angeboten|verbreitet|vertrieben|verschickt|zum download|erhältlich|verfügbar|abrufbar|herunterladbar|bereitgestellt|heruntergeladen|verteilt|ausgeliefert)", "website", "product|release"),
        Phrase("served", r"<object> .. (?P<cue>weiterhin|noch|erhältlich|verfügbar|abrufbar) .. (?:auf|von|über) (?P<subject>(?:[\w'-]+ ){0,3}(?:website|webseite|internetseite|seite|server|portal)(?: (?:des herstellers|des anbieters|von <any>))?)", "website", "product|release"),
        Phrase("served", r"<subject> .. (?P<cue>verteilte|verteilten|lieferte|verbreitete|auslieferte|ausgeliefert) .. <object>", "organisation|website", "product|release"),
        # -- releases
        Phrase("affects", r"(?P<cue>betroffen\w*|betrifft|betreffen|anfällig\w*|verwundbar\w*|kompromittierten?|manipuliert\w*|infiziert\w*|trojanisiert\w*|schadhaft\w*|verseucht\w*|bösartig\w*|schädlich\w*|befallen\w*|präpariert\w*)", "campaign", "release"),
        Phrase("affects", r"(?P<cue>unbetroffen|verschont|sauber|unbedenklich|sicher|unberührt|harmlos)", "campaign", "release", holds=False),
        Phrase("affects", r"<object> .. (?:ist|sind|war|waren|sei|seien|blieb|blieben|wurden?) .. (?P<cue>betroffen|manipuliert|infiziert|verwundbar|trojanisiert|anfällig|befallen)\b", "campaign", "product"),
        Phrase("affects", r"<object> .. (?:ist|sind|war|waren|sei|seien|blieb|blieben) .. (?P<cue>unbetroffen|sauber|verschont|unbedenklich|sicher|unberührt)\b", "campaign", "product", holds=False),
        Phrase("affects", r"<object>(?: (?:und|oder) (?:das|die|der) \w+)?(?: von <any>)? (?:ist|sind|war|waren|sei|seien|wurden?)(?: \w+){0,3}? (?P<cue>betroffen|manipuliert|verwundbar|befallen)\b", "campaign", "product"),
        Phrase("affects", r"(?:dass|wonach) .. <object>(?: \w+){0,4}? (?P<cue>betroffen|verwundbar|anfällig|manipuliert|befallen) (?:ist|sind|war|waren|sei|seien|wurden?)", "campaign", "product"),
        Phrase("affects", r"\A\W*(?P<cue>nur|lediglich|ausschließlich|einzig) (?:[\w'-]+ ){0,3}?<any> <version>", "campaign", "release"),
        Phrase("affects", r"\A\W*nicht (?P<cue>betroffen|verwundbar|anfällig|infiziert):? (?:\w+ ){0,2}?<object!>", "campaign", "product"),
        Phrase("affects", r"(?P<cue>betroffen|verwundbar|anfällig|manipuliert) (?:ist|sind|war|waren|sei|seien|wurde) (?:[\w'-]+ ){0,5}?<object!>", "campaign", "product"),
        Phrase("fixed-in", r"(?P<cue>behoben|behebt|behob|behoben\w*|gestopft|stopft|abgedichtet|dichtet|geflickt|ausgebessert|ausgeräumt|ausgemerzt|schloss|korrigierte|geschlossen|schließt|korrigiert|bereinigt\w*|repariert|gepatcht|beseitigt|abgesichert|aktualisieren|beheben|zurückkehren|fehlerbereinigt\w*)", "product", "release"),
        Phrase("retired", r"<subject> .. <date> .. (?P<cue>eingestellt|abgekündigt|ausgemustert|aufgegeben|zurückgezogen)", "product", "date"),
        Phrase("retired", r"<date> .. (?P<cue>stellte|stellten|eingestellt\w*|abgekündigt\w*|ausgemusterte\w*) .. <subject>", "product", "date"),
        Phrase("retired", r"(?P<cue>stellte|stellten|eingestellt\w*|abgekündigt\w*|ausgemustert\w*|einstellung|beendete|beendeten|kündigte) (?:[\w'-]+ ){0,5}?<subject> .. <date>", "product", "date"),
        Phrase("retired", r"<subject> .. (?P<cue>lebensende|supportende|wartungsende|eingestellt|abgekündigt) .. <date>", "product", "date"),
        Phrase("retired", r"(?P<cue>unterstützung|support|wartung|pflege|entwicklung|weiterentwicklung|vertrieb|verkauf|betrieb) (?:für|von|der|des) .. <subject> .. (?:endete|endet|endeten|lief|läuft|wurde|wird|ist|war|beendet|eingestellt|ausgelaufen|stellte) .. <date>", "product", "date"),
        Phrase("retired", r"<subject> .. (?P<cue>seit|ab|nach) (?:dem |ende )?<date>(?= (?:nicht (?:mehr|länger) \w*(?:gepflegt|unterstützt|gewartet|entwickelt|aktualisiert|verkauft|angeboten|vertrieben|bedient)|keine (?:\w+ )?(?:\w*updates|aktualisierungen|patches)))", "product", "date"),
        # -- who did it
        Phrase("attributed-to", r"<speaker> .. (?P<cue>schreibt|schreiben|schrieb|ordnet|ordnen|rechnet|rechnen|ordnete|schrieben)(?: .. <any>)?? .. (?:dem|der|den|des)? ?(?:[\w'-]+ ){0,4}?<object> .. (?:zu|zugeordnet|zugeschrieben)\b", "campaign", "actor|region"),
        Phrase("attributed-to", r"<object> .. (?P<cue>zugeschrieben|zugeordnet|zugerechnet|zuzuschreiben|zuzuordnen|zuschreibt|zuordnet|zuschreiben|zuordnen)", "campaign", "actor|region"),
        Phrase("attributed-to", r"<speaker> .. (?P<cue>beschuldigt|beschuldigen|verdächtigt|verdächtigen|bezichtigt|macht|machen|beschuldigte|beschuldigten|machten|machte|bezichtigte) (?:[\w'-]+ ){0,4}?<object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"(?P<cue>macht|machen|machte|machten) (?:[\w'-]+ ){0,3}?<object!> .. verantwortlich", "campaign", "actor|region"),
        Phrase("attributed-to", r"<speaker> .. (?P<cue>vermutet|vermuten|sieht|sehen|vermutete|sah|sahen) (?:[\w'-]+ ){0,4}?<object> .. (?:hinter|dahinter|am werk|als urheber|als täter|verantwortlich)", "campaign", "actor|region"),
        Phrase("attributed-to", r"(?P<cue>hinter) (?:\w+ ){0,2}?<incident> .. (?:steht|stehen|stehe|stecke|steckt|stecken|steckte|steckten|stand|standen|vermutet|vermuten|sieht|sehen|könnte|könnten|dürfte|dürften|soll|sollen)(?: (?:laut|nach angaben von) <any>)? .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<object>(?: \w+){0,1} (?:steht|stehe|stehen|steckt|stecke|stecken|stand|standen|sei|ist|war|waren|soll|sollen|dürfte|dürften|könnte|könnten)(?: \w+){0,4}? (?P<cue>hinter|verantwortlich für|urheber|drahtzieher) .. <incident>", "campaign", "actor|region"),
        Phrase("attributed-to", r"(?:steht|stehe|stehen|steckt|stecke|stecken|stand|standen|soll|sollen|dürfte|dürften|könnte|könnten) (?:[\w'-]+ ){0,3}?<object!>(?: \w+){0,2}? (?P<cue>hinter) .. <incident>", "campaign", "actor|region"),
        Phrase("attributed-to", r"(?:dass|ob|,) (?:[\w'-]+ ){0,4}?<object!>(?: \w+){0,2}? (?P<cue>hinter) (?:\w+ ){0,4}?<incident> (?:steht|stehe|stehen|steckt|stecke|stecken|stand|standen|stünden|stünde)", "campaign", "actor|region"),
        Phrase("attributed-to", r"<object> (?:hackgruppe|hacker|hackern|gruppe|akteure?n?|angreifern?|gruppierung|geheimdienst\w*|staatshacker\w*|täter)(?: <any>)? .. (?P<cue>hinter|verantwortlich|dahinter|zugeschrieben|verantwortet)", "campaign", "region"),
        Phrase("attributed-to", r"<object> .. (?P<cue>dahinter|dafür verantwortlich|verantwortlich|bekannte sich|bekannt)\b .. (?:steckt|stecke|stecken|stehe|steht|ist|sei|war|sind|zu)", "campaign", "actor|region"),
        Phrase("attributed-to", r"(?P<cue>dahinter) .. (?:steckt|stecke|stecken|stehe|steht|stehen|vermutet|vermuten) .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<incident> .. (?P<cue>stammt|stammen|ging|geht|gehe|gehen|verübt|durchgeführt|gesteuert|ausgeführt) .. (?:von|der|des|aus|auf) .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<incident> .. von .. <object> .. (?P<cue>verübt|durchgeführt|gesteuert|ausgeführt|orchestriert|beansprucht|reklamiert|gestartet)", "campaign", "actor|region"),
        Phrase("attributed-to", r"(?P<cue>werk|handschrift|konto) (?:der|des|von) .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<incident> .. (?P<cue>verbindung|verbindungen|verknüpft|verbunden|spuren|führt|führen) .. (?:mit|zu|nach) .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"(?P<cue>spuren|spur|indizien|hinweise) (?:führen|führt|deuten|weisen|zeigen) (?:\w+ )?(?:nach|zu|auf|in richtung) .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<speaker> .. (?P<cue>verfolgt|verfolgen|führt|nennt|bezeichnet|nennen|bezeichnen) (?:[\w'-]+ ){0,2}?(?:gruppe|akteur\w*|angreifer|täter|cluster|hacker) .. (?:als|unter|unter dem namen)? ?<object>", "campaign", "actor"),
        Phrase("attributed-to", rf"{_STATE} .. (?P<cue>hinter|verantwortlich|dahinter)", "campaign", "group"),
        Phrase("attributed-to", r"<object> .. (?P<cue>verantwortlich|zusammenhang|ursprung|verbindungen) .. (?:hat|habe|ist|sei|sind|haben|macht|gemacht)", "campaign", "actor|region"),
        Phrase("attributed-to", r"<object> .. (?P<cue>bestreitet|bestreiten|bestritt|bestritten|dementiert|dementierte|dementierten) .. (?:beteiligung|beteiligt|verantwortung|vorwürfe?|vorwurf|anschuldigung\w*|verwicklung|verwickelt|angriffe?\w*|attacke\w*|tun)", "campaign", "actor|region"),
        Phrase("attributed-to", r"<object> .. (?P<cue>weist|wies|weisen|wiesen|leugnet|leugnete) .. (?:beteiligung|verantwortung|vorwürfe?|vorwurf|anschuldigung\w*|verwicklung|behauptung\w*|darstellung)", "campaign", "actor|region", holds=False),
        Phrase("alias-of", r"<subject> (?:ist|wird|sind|war|wurde) (?:auch |ebenfalls |besser |häufig |oft )*(?:(?:von|bei) <any> )?(?:als|unter (?:dem|der) \w+) <object!> (?P<cue>bekannt|bezeichnet|geführt|verfolgt|genannt|beobachtet|gelistet)", "actor|malware|campaign", "actor|malware|campaign"),
        Phrase("alias-of", r"<subject> (?P<cue>firmiert|agiert|operiert|tritt|trat|agierte|operierte) (?:\w+ ){0,3}?(?:als|unter (?:dem|der) \w+) <object!>", "actor|malware|campaign", "actor|malware|campaign"),
        Phrase("alias-of", r"<speaker> (?P<cue>nennt|führt|bezeichnet|verfolgt|kennt|beobachtet|listet) (?:(?:die|den|das|diese) \w+ )?<subject!> (?:auch |intern )?(?:als|unter (?:dem|der) \w+) <object!>", "actor|malware|campaign", "actor|malware|campaign"),
        Phrase("alias-of", r"<subject>\s*[,(]?\s*(?:die |der |das )?(?:auch |ebenfalls |besser |früher )?(?:als |unter dem namen )?(?:[\w'-]+ )?(?P<cue>bekannt als|bekannt unter|genannt|alias|bezeichnet als|vormals|früher|getauft|bekannt) (?:als |unter dem namen |dem namen )?<object!>", "actor|malware|campaign", "actor|malware|campaign"),
        Phrase("alias-of", r"<subject>(?: zu| an)?\s*[,(]?\s*(?:die |der |das )?(?:auch |ebenfalls |früher |sonst |ehemals )?(?:als |unter dem namen )?<object!> (?P<cue>bekannt|bezeichnet|geführt|verfolgt|genannt|hieß|heißt)", "actor|malware|campaign", "actor|malware|campaign"),
        Phrase("alias-of", r"<subject>, (?:die|den|das|der) (?:von )?<speaker> (?:auch )?(?:als |unter dem namen )?<object!> (?P<cue>nennt|bezeichnet|führt|verfolgt|genannt|geführt|kennt|beobachtet)", "actor|malware|campaign", "actor|malware|campaign"),
        Phrase("part-of", r"<subject> .. (?P<cue>fortsetzung|teil|stufe|phase|welle) (?:des|der|eines|einer) .. <object>", "campaign|malware", "campaign"),
        Phrase("part-of", r"(?P<cue>fortsetzung) (?:des|der|eines|einer|von) .. <object>", "campaign", "campaign"),
        # -- with what, and what for
        Phrase("employs", rf"(?P<cue>{_MALWARE})(?: \w+)?,? (?:(?:namens|mit namen|genannt|bekannt als|getauft|mit dem namen),? )?<object!>", "campaign", "malware"),
        Phrase("employs", r"(?P<cue>namens|mit dem namen) <object!>", "campaign", "malware"),
        Phrase("employs", rf"(?P<cue>{_MALWARE}),? (?:die|den|das|der) (?:von )?(?:<any>|sie|er|\w+)(?: \w+){{0,3}}? <object!> (?:getauft|genannt|nennt|nennen|nannten|nannte|bezeichnet|bezeichnen|tauft|taufte|tauften|führt|heißt)\b", "campaign", "malware"),
        Phrase("employs", rf"(?P<cue>{_MALWARE}) (?:\w+ ){{0,4}}?(?:auf den namen|unter dem namen|mit der bezeichnung|auf die bezeichnung) <object!>", "campaign", "malware"),
        Phrase("employs", rf"<object>, (?:ein |eine |einem |einen |einer |der |die |das )?(?:[\w'-]+ ){{0,3}}?(?P<cue>{_MALWARE})\b", "campaign", "malware"),
        Phrase("employs", rf"(?P<cue>{_MALWARE}),? .. <object!> (?:getauft|genannt|heißt|nennt)", "campaign", "malware"),
        Phrase("employs", r"(?:<incident>|angreifer|gruppe|täter|eindringlinge|hacker|akteur|malware|wurm|trojaner|sie|er|schadcode) .. (?P<cue>nutzt\w*|verwendete\w*|installierte\w*|setzten|setzte|luden|lud|griffen|griff|hinterließen|hinterließ|platzierten|verbreiteten|verwendeten|nutzten|verteilten|einsetzte\w*|sucht|benutzte\w*|verwendet) .. <object>", "campaign", "malware|product"),
        Phrase("employs", r"<subject> .. (?P<cue>nutzt|nutzte|nutzten|verwendet|verwendete|verwendeten|lädt|lud|luden|einsetzte|setzt|setzte|setzten|bedient|bediente|bedienten|griff|griffen|verbreitete|verbreitet|verteilte|verteilt|installierte|hinterließ|platzierte|programmierte|entwickelte) .. <object>", "actor|malware|campaign", "malware|product"),
        Phrase("collects", rf"(?:<incident>|angreifer|täter|wurm|trojaner|hacker|schädling|malware|schadsoftware|programm|er|sie|schadcode|eindringlinge|unbekannten) .. (?<!die[ ])(?<!der[ ])(?<!den[ ])(?P<cue>{_TAKES}) {_DATA}(?= aus | von | ab\b| aus\b| an | und legt | und schickt | und sendet |[.;:(]|\Z)", "campaign", "data"),
        Phrase("collects", rf"(?<!die[ ])(?<!der[ ])(?<!den[ ])(?P<cue>stahlen|stahl|erbeuteten|entwendeten|exfiltrierten|kopierten|sammelten) (?:die angreifer |die täter |die hacker |sie |unbekannte |angreifer )?(?:(?:im |am |in )?[^\w\s.,;:] )?{_DATA}(?= vom | von | aus | bei | beim |[.;:(]|\Z)", "campaign", "data"),
        Phrase("collects", rf"<subject> .. (?<!die[ ])(?<!der[ ])(?<!den[ ])(?P<cue>{_TAKES}) (?!von |über |in |bei |auf ){_DATA}(?= aus | von | ab\b| an | und legt | und schickt | und sendet |[.;:(]|\Z)", "malware|campaign|actor|product", "data"),
        Phrase("collects", rf"(?:hat|haben|hätten|hatte|hatten|habe|wurden?|sind|seien|konnten) (?:[\w'-]+ ){{0,4}}?(?:(?:im|am|seit) [^\w\s.,;:] )?{_DATA} (?P<cue>{_TAKEN})\b", "campaign", "data"),
        Phrase("collects", r"(?P<cue>sucht|suchte|suchen|suchten|durchsucht)(?: [\w'-]+){0,4}?(?: <any>)? nach (?P<object>[^;.(]{3,160}?)(?=,| und legt| und schickt| und sendet|\s*[.;(]|\Z)", "malware|campaign", "data"),
        # -- when
        Phrase("began", r"<incident> .. (?P<cue>begann|begonnen|beginnt|startete|reicht|lief|setzte ein|läuft|dauerte) .. <date>", "campaign", "date"),
        Phrase("began", r"(?P<cue>begonnen|begann|beginn|startete|gestartet) .. <date>", "campaign", "date"),
        Phrase("began", r"(?P<cue>ersten?r?s?|erstmals) .. (?:einbruch|kompromittierung|version|versionen|infektion|zugriff|angriff|veränderung|manipulation\w*|fassung) .. <date>", "campaign", "date"),
        Phrase("began", r"<date> .. (?P<cue>begonnen|begann|einsetzte|startete)\b", "campaign", "date"),
        Phrase("began", r"seit (?:dem )?<date> .. (?P<cue>manipulierte\w*|infizierte\w*|verteilt|verbreitet|zugriff|kompromittiert|eingedrungen|bösartige\w*|unterwegs)", "campaign", "date"),
        Phrase("discovered", r"(?P<cue>entdeckt|entdeckte|entdeckten|bemerkt|bemerkte|bemerkten|festgestellt|aufgefallen|fiel|identifiziert|gemeldet|meldete|sah|sahen|beobachtete|beobachteten|aufgedeckt|fand|fanden|stieß|stießen|bekannt)(?: <any>)? .. <date>", "campaign", "date"),
        Phrase("discovered", r"<date>,? .. (?P<cue>entdeckt|entdeckte|entdeckten|bemerkt|bemerkte|bemerkten|festgestellt|aufgefallen|fiel|identifiziert|gemeldet|aufgedeckt|fand|fanden|stieß|stießen|flog auf|gefunden)\b", "campaign", "date"),
        # -- said of oneself, and of what may come
        Phrase("admits", rf"<subject>,? .. (?P<cue>räumte|räumt|eingeräumt|gab zu|gibt zu|gestand|gesteht|zugegeben|einräumen|eingestehen|zugeben|entschuldigte|bedauerte|bedauert|gestanden),? {_SAID}", "organisation|person", "statement"),
        Phrase("admits", r"<subject> (?P<cue>gab|gibt) (?:\w+ ){0,4}?zu,? (?:dass )?(?P<object>[^;]{6,240})", "organisation|person", "statement"),
        Phrase("admits", r"(?P<object>[^;]{12,240}?),\"? (?P<cue>räumte|räumt|gab|gestand|gibt) (?:[\w'-]+ ){0,4}?<subject!>(?: .. )?(?: ein| zu)?\W*\Z", "organisation|person", "statement"),
        Phrase("warns", r"<subject> .. (?P<cue>warnt|warnte|warnen|warnten|befürchtet|fürchtet|mahnt|mahnte|rechnet damit|erwartet)(?: davor| daher| zudem| auch| deshalb| außerdem| jedoch| eindringlich| ausdrücklich| nun| erneut| hingegen){0,2},? (?:dass |vor )?(?!alle |allen |firmen|unternehmen |kunden|nutzer|anwender)(?P<object>[^;]{8,240})", "organisation|person", "statement"),
        Phrase("warns", r"(?P<object>[^;]{12,240}?),\"? (?P<cue>warnt|warnte|warnen|warnten|befürchtet|mahnt|mahnte) (?:[\w'-]+ ){0,4}?<subject!>", "organisation|person", "statement"),
        Phrase("warns", r"(?P<object>[^;]{12,240}?),\"? (?P<cue>warnt|warnte|mahnt|mahnte) (?P<subject>(?:die|das|der) (?:polizei|regierung|bundesregierung|bundesamt|staatsanwaltschaft|aufsicht|finanzaufsicht|landeskriminalamt|bundeskriminalamt|verbraucherzentrale|zentralbank|ministerium|minister)(?: in <any>| <any>)?)", "organisation", "statement"),
        Phrase("warns", r"(?P<cue>damit zu rechnen|zu befürchten|nicht auszuschließen|nicht ausgeschlossen),? (?:dass )?(?P<object>[^;]{8,240})", "campaign", "statement"),
        # -- what to do
        Phrase("mitigated-by", rf"(?P<cue>empfiehlt|empfehlen|empfohlen|rät|raten|geraten|angeraten|aufgefordert|gebeten|fordert|bittet|ruft|nahegelegt) .. (?P<object>[^;:\s][^;:]{{2,200}}?\b(?:{_TO})\b[^;:]{{0,160}})", "campaign", "measure"),
        Phrase("mitigated-by", rf"(?P<cue>sollten|sollte|müssen|muss|müssten) (?:\w+ ){{0,5}}?(?P<object>[^;:\s][^;:]{{2,200}}?\b(?:{_VERBS})\b[^;:]{{0,160}})", "campaign", "measure"),
        Phrase("mitigated-by", rf"\A\W*(?P<object>[^;:?]{{3,160}}? (?P<cue>sollten|sollte|müssen|muss|müssten) [^;:?]{{3,160}}\b(?:{_DONE}) werden)", "campaign", "measure"),
        Phrase("mitigated-by", rf"\A[\s.*#>\u2022\d)-]*(?:bitte |\w+ )?(?P<object>(?P<cue>{_ORDER}) [^;]{{3,240}})".replace(f"(?P<cue>{_ORDER})", "(?P<cue>" + _ORDER.removeprefix("(?:").removesuffix(") sie") + ") sie"), "campaign", "measure"),
        Phrase("mitigated-by", rf"\A(?![^;:?]{{0,200}}\b(?:{_FINITE})\b)[\s.*#>\d)-]*(?P<object>[^;:?]{{3,160}} (?<!zu[ ])(?P<cue>{_VERBS})[.!]?)\Z", "campaign", "measure"),
        Phrase("mitigated-by", rf"\A[\s.*#>\u2022\d)-]*(?P<object>(?P<cue>{_LOOSE}) [^;:?]{{3,160}}!)", "campaign", "measure"),
        Phrase("mitigated-by", r"(?P<cue>abhilfe|schutz|besserung|sicherheit) (?:schafft|schaffen|bringt|bringen|bietet|bieten|verspricht) (?P<object>[^;:]{6,200})", "campaign", "measure"),
        # -- what nobody knows
        Phrase("unknown", rf"(?P<cue>{_OPEN})(?: \w+)?,? {_ASKED}", "campaign", "question"),
        Phrase("unknown", rf"nicht (?:\w+ ){{0,2}}?(?P<cue>bekannt|klar|geklärt|mitgeteilt|veröffentlicht|bestätigt|gesichert|enthüllt|erklärt|beantwortet|gesagt|sicher|offengelegt|verraten|sagen|mitteilen),? {_ASKED}", "campaign", "question"),
        Phrase("unknown", rf"(?:weiß|wissen|wusste|sagte|äußerte|verriet) (?:\w+ ){{0,4}}?(?P<cue>niemand|nicht|keiner),? {_ASKED}", "campaign", "question"),
        Phrase("unknown", rf"(?P<cue>untersucht|untersuchen|prüft|prüfen|ermittelt|rätseln|rätselt),? (?:\w+ ){{0,3}}?{_ASKED}", "campaign", "question"),
        Phrase("unknown", rf"{_ASKING},? (?:ist|bleibt|sind|bleiben|war|blieb|wurde|wird) (?:\w+ ){{0,4}}?(?P<cue>{_OPEN}|bekannt|klar|geklärt|untersucht|beantwortet)", "campaign", "question"),
        Phrase("unknown", rf"{_ASKING},? (?P<cue>teilte|verriet|sagte|weiß|wusste|wissen|sagt|verrät|wollte|untersucht|prüft|ließ|gab|erklärte) .. (?:<any>)?(?: \w+){{0,4}}? ?(?:nicht|niemand|offen|noch|keiner)", "campaign", "question"),
        Phrase("unknown", rf"(?P<object>\b(?:der|die|das|wer) (?:[\w'-]+ ){{1,8}}?)(?:ist|bleibt|sind|bleiben|blieb) (?:\w+ ){{0,3}}?(?P<cue>{_OPEN})\b", "campaign", "question"),
    ),
    months=(
        "januar|jänner|jan", "februar|feber|feb", "märz|maerz|mär", "april|apr", "mai", "juni|jun", "juli|jul",
        "august|aug", "september|sept|sep", "oktober|okt", "november|nov", "dezember|dez",
    ),
    weekdays=("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag|sonnabend", "sonntag"),
    seasons=("frühjahr|frühling", "sommer", "herbst", "winter"),
    relative={
        "heute": "0 day", "gestern": "-1 day", "vorgestern": "-2 day", "diese woche": "0 week", "in dieser woche": "0 week", "dieser woche": "0 week", "diesen monat": "0 month", "in diesem monat": "0 month", "dieses jahr": "0 year", "in diesem jahr": "0 year",
        "letzte woche": "-1 week", "vergangene woche": "-1 week", "vorige woche": "-1 week", "letzter woche": "-1 week", "vergangener woche": "-1 week", "letzten monat": "-1 month", "vergangenen monat": "-1 month", "vorigen monat": "-1 month", "im vormonat": "-1 month",
        "letztes jahr": "-1 year", "vergangenes jahr": "-1 year", "im vergangenen jahr": "-1 year", "im letzten jahr": "-1 year", "im vorjahr": "-1 year", "letzten jahres": "-1 year", "vergangenen jahres": "-1 year",
        "am selben tag": "~0 day", "am gleichen tag": "~0 day", "am nächsten tag": "~1 day", "am folgetag": "~1 day", "tags darauf": "~1 day", "am tag darauf": "~1 day", "am vortag": "~-1 day", "am tag zuvor": "~-1 day",
        "vor <n> tagen": "-1 day", "vor <n> tag": "-1 day", "vor <n> wochen": "-1 week", "vor <n> woche": "-1 week", "vor <n> monaten": "-1 month", "vor <n> monat": "-1 month", "vor <n> jahren": "-1 year", "vor <n> jahr": "-1 year",
        "<n> tage zuvor": "~-1 day", "<n> tage vorher": "~-1 day", "<n> wochen zuvor": "~-1 week", "<n> wochen vorher": "~-1 week", "<n> woche zuvor": "~-1 week", "<n> monate zuvor": "~-1 month", "<n> monate vorher": "~-1 month", "<n> jahre zuvor": "~-1 year", "<n> jahr zuvor": "~-1 year",
        "<n> tage später": "~1 day", "<n> tag später": "~1 day", "<n> wochen später": "~1 week", "<n> woche später": "~1 week", "<n> monate später": "~1 month", "<n> monat später": "~1 month", "<n> jahre später": "~1 year", "<n> jahr später": "~1 year",
        "am <weekday>": "last", "am vergangenen <weekday>": "last", "am letzten <weekday>": "last", "vergangenen <weekday>": "last", "letzten <weekday>": "last", "seit <weekday>": "last", "<weekday>abend": "last", "am <weekday>abend": "last",
        "im <season>": "last", "im vergangenen <season>": "last", "im letzten <season>": "last", "vergangenen <month>": "last", "letzten <month>": "last", "im vergangenen <month>": "last", "<month> dieses jahres": "last", "<month> letzten jahres": "last", "<month> vergangenen jahres": "last",
    },
    numbers={
        "dreizehn": 13, "vierzehn": 14, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19, "fünfundzwanzig": 25, "siebzig": 70, "achtzig": 80, "neunzig": 90,
        "ein": 1, "eine": 1, "einem": 1, "einer": 1, "einen": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12,
        "fünfzehn": 15, "zwanzig": 20, "dreißig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "hundert": 100, "tausend": 1000,
    },
    demonyms={
        **_inflected("Nordkorea", "nordkoreanisch"), "Pjöngjang": "Nordkorea", "Pjöngjangs": "Nordkorea", "DVRK": "Nordkorea", **_inflected("China", "chinesisch"), "Peking": "China", **_inflected("Russland", "russisch"), "Moskau": "Russland", "Kreml": "Russland",
        **_inflected("Iran", "iranisch"), "Teheran": "Iran", **_inflected("Ukraine", "ukrainisch"), **_inflected("Deutschland", "bundesdeutsch"), **_inflected("Europa", "europäisch"), **_inflected("USA", "amerikanisch", "us-amerikanisch"), **_inflected("Großbritannien", "britisch"),
        **_inflected("Südkorea", "südkoreanisch"), **_inflected("Taiwan", "taiwanisch"), **_inflected("Japan", "japanisch"), **_inflected("Indien", "indisch"), **_inflected("Israel", "israelisch"), **_inflected("Vietnam", "vietnamesisch"), **_inflected("Frankreich", "französisch"), **_inflected("Belarus", "belarussisch"),
    },
    techniques={
        "T1053.005": ("geplante (?:aufgabe|task)",),
        "T1558.003": (r"kerberoast\w*",),
        "T1110.004": (r"credential[- ]stuffing",),
        "T1059.001": (r"powershell-\w+", r"(?:per|mittels|startet\w*|über) powershell"),
        "T1059.003": (r"batch-?(?:dateien|datei|skripte?)", r"cmd"),
        "T1059.004": (r"(?:bash|shell)-?(?:skripte?n?|befehle?n?)",),
        "T1059.005": (r"(?:bösartige|schädliche|präparierte)[nrs]? makros?", r"office-makros?", r"vbscript\w*", r"excel-makros?"),
        "T1204.002": (r"(?:verleitet\w*|verleitete\w*|gebracht|überredet\w*|brachten|brachte) (?:\w+,? ){0,8}?(?:zu öffnen|zu installieren|auszuführen|zu starten|zum öffnen|zum ausführen)", r"(?:öffnete|öffneten|öffnet) (?:\w+ ){0,3}?(?:anhang|anlage|dateianhang)"),
        "T1566.001": (r"(?:verseuchte|präparierte|bösartige|infizierte|schädliche|manipulierte)[nrsm]? (?:\w+-)?(?:anhang|anhänge|anhängen|dateianhang|dateianhänge)",),
        "T1566.002": (r"(?:bösartige|präparierte|schädliche|gefälschte)[nrsm]? links?", r"phishing-links?"),
        "T1557": (r"adversary[- ]in[- ]the[- ]middle\w*", r"man[- ]in[- ]the[- ]middle(?:-\w+)?", r"aitm\w*", r"mittelsmann-?angriff\w*"),
        "T1056.001": (r"keylogger\w*", r"tastatur(?:eingaben|anschläge|anschlägen) (?:\w+ ){0,3}?(?:mit|auf|protokolliert|aufgezeichnet|aufzeichn\w+)", r"(?:zeichnet|zeichnete|protokolliert|protokollierte|erfasst|erfasste) (?:\w+ ){0,2}?tastatur\w+", r"tastatureingaben"),
        "T1113": (r"(?:screenshots?|bildschirmfotos?|bildschirmaufnahmen?) (?:\w+ ){0,3}?(?:an|auf|macht|machte|erstellt|anfertig\w+|aufgenommen|erstellen)\b", r"(?:macht|machte|erstellt|erstellte|fertigt|fertigte|nimmt|schießt) (?:\w+ ){0,2}?(?:screenshots?|bildschirmfotos?|bildschirmaufnahmen?)"),
        "T1115": (r"zwischenablage\w*",),
        "T1125": (r"(?:webcam|kamera)s? (?:\w+ ){0,2}?(?:ein|an|eingeschaltet|aktiviert\w*|anzapf\w+|mitgeschnitten)\b", r"(?:aktiviert|aktivierte|schaltet|schaltete|zapft) (?:\w+ ){0,3}?(?:webcam|kamera)s?"),
        "T1123": (r"mikrofone? (?:\w+ ){0,2}?(?:ein|an|eingeschaltet|aktiviert\w*|anzapf\w+)\b", r"(?:aktiviert|aktivierte|schaltet|schaltete|zapft) (?:\w+ ){0,5}?mikrofone?", r"gespräche (?:\w+ )?(?:auf|mit|aufgezeichnet|mitgeschnitten|belauscht)"),
        "T1114": (r"(?:postfächer|postfach|mailbox(?:en)?) (?:\w+ ){0,4}?(?:kopiert\w*|gelesen|ausgelesen|heruntergeladen|durchsucht\w*|ausgeleitet|exportiert)", r"(?:lasen|kopierten|durchsuchten|exportierten) (?:\w+ ){0,4}?(?:postfächer|postfach|mailbox(?:en)?)"),
        "T1114.003": (r"weiterleitungsregeln?", r"posteingangsregeln?"),
        "T1560": (r"(?:packt|packte|packten|gepackt|komprimiert\w*|verpackt\w*) (?:\w+ ){0,6}?(?:archive?n?|zip-\w+|rar-\w+|7z-\w+)", r"(?:zip|rar)-archive?n?", r"passwortgeschützte[nrs]? archive?n?"),
        "T1567.002": (r"rclone", r"(?:mega|dropbox|google drive|onedrive|cloud-?speicher\w*|s3-bucket) (?:\w+ ){0,3}?(?:hochgeladen|kopiert|übertragen|ausgeleitet|geladen)"),
        "T1021.001": (r"remote[- ]desktop\w*(?:-\w+)?", r"(?:per|über|via|mit) rdp", r"rdp-\w+", r"fernzugriff per rdp"),
        "T1021.002": (r"psexec", r"(?:per|über|via) smb", r"admin-?freigaben?"),
        "T1021.004": (r"(?:per|über|via) ssh",),
        "T1105": (r"(?:lädt|lud|laden|luden|nachgeladen\w*|nachladen|holt|holte|holten|ruft|bezieht) (?:\w+ ){0,5}?(?:zweite|nächste|weitere|dritte|letzte)[nrs]? (?:stufen?|schadprogramme?|schadcode|module?|komponenten?|werkzeuge?|nutzlast(?:en)?|payloads?|malware)", r"(?:weitere|zusätzliche)[nrs]? (?:schadprogramme?|schadsoftware|malware|module?|komponenten?|werkzeuge?|payloads?|schadcode) (?:\w+ ){0,3}?(?:nach|nachgeladen|nachlädt|heruntergeladen)\b", r"nachgeladen\w*"),
        "T1547.001": (r"run-(?:schlüssel|key)s?", r"autostart-?\w*", r"registry-(?:schlüssel|einträge|eintrag)"),
        "T1543.003": (r"(?:als|einen|ein|neuen) (?:windows-|system)dienste?", r"windows-dienst\w*"),
        "T1543.001": (r"launch-?(?:agent|daemon)s?",),
        "T1053.003": (r"cron-?(?:jobs?|einträge|eintrag|tabs?)", r"crontab"),
        "T1136": (r"(?:legt|legte|legten|angelegt\w*|erstellt\w*|eingerichtet\w*|richtete\w*) (?:\w+ ){0,5}?(?:administrator|admin|benutzer|nutzer|domänen)[-]?konto\w*", r"(?:administrator|admin|benutzer|nutzer|domänen)[-]?kont(?:o|en) (?:\w+ ){0,3}?(?:an|ein|angelegt|erstellt|eingerichtet)\b"),
        "T1098": (r"(?:hinterlegt\w*|fügt\w*|hinzugefügt\w*|registriert\w*) (?:\w+ ){0,5}?(?:ssh-schlüssel\w*|oauth-apps?|mfa-geräte?)", r"ssh-schlüssel (?:\w+ ){0,3}?(?:hinterlegt|hinzugefügt|eingetragen)", r"authorized_keys"),
        "T1505.003": (r"web-?shells?",),
        "T1562.001": (r"(?:virenschutz|virenscanner|antivirus\w*|edr|defender|schutzsoftware|sicherheitssoftware|schutzprogramme?|sicherheitsprogramme?|endpunktschutz) (?:\w+ ){0,4}?(?:ab|aus|abgeschaltet|ausgeschaltet|deaktiviert\w*|beendet\w*|abzuschalten|auszuschalten|lahmgelegt|ausgehebelt|zu deaktivieren|deinstalliert)\b", r"(?:deaktiviert\w*|beendet\w*|schaltet\w*|schalteten|stoppt\w*|legte lahm|umgeh\w+) (?:\w+ ){0,3}?(?:virenschutz|virenscanner|antivirus\w*|edr|defender|schutzsoftware|sicherheitssoftware|schutzprogramme?|endpunktschutz)"),
        "T1562.004": (r"firewall(?:-regeln?)? (?:\w+ ){0,3}?(?:ab|aus|abgeschaltet|ausgeschaltet|deaktiviert\w*|geändert\w*|geöffnet)\b", r"(?:deaktiviert\w*|änder\w+|schaltet\w*) (?:\w+ ){0,3}?firewall(?:-regeln?)?"),
        "T1070.001": (r"(?:ereignis)?protokolle?n? (?:\w+ ){0,4}?(?:gelöscht|geleert|bereinigt|vernichtet|löschte\w*)", r"(?:löscht\w*|leert\w*|bereinigt\w*) (?:\w+ ){0,4}?(?:ereignis)?protokolle?n?", r"(?:log-?dateien|logs|event-?logs) (?:\w+ ){0,4}?(?:gelöscht|geleert)", r"(?:löscht\w*|leert\w*) (?:\w+ ){0,3}?(?:log-?dateien|logs|event-?logs)"),
        "T1070.004": (r"löscht(?:e|en)? (?:sich|seine spuren|ihre spuren)", r"löschte\w* (?:\w+ ){0,3}?spuren", r"(?:verwischt\w*|beseitigt\w*) (?:\w+ ){0,3}?spuren", r"spuren (?:\w+ ){0,3}?(?:verwischt|beseitigt|gelöscht)"),
        "T1070.006": (r"timestomping", r"zeitstempel (?:\w+ ){0,3}?(?:gefälscht|verändert|manipuliert|geändert)", r"(?:fälscht\w*|veränder\w+|manipulier\w+) (?:\w+ ){0,3}?zeitstempel"),
        "T1490": (r"(?:backups?|sicherungen|sicherungskopien|datensicherungen|schattenkopien|snapshots?) (?:\w+ ){0,4}?(?:gelöscht|vernichtet|zerstört|verschlüsselt|unbrauchbar)", r"(?:löscht\w*|vernichtet\w*|zerstört\w*|verschlüsselt\w*) (?:\w+ ){0,4}?(?:backups?|sicherungen|sicherungskopien|datensicherungen|schattenkopien)"),
        "T1489": (r"(?:beendet\w*|stoppt\w*) (?:\w+ ){0,3}?(?:dienste|datenbanken|datenbankdienste)", r"(?:dienste|datenbanken) (?:\w+ ){0,3}?(?:beendet|gestoppt)"),
        "T1498": (r"ddos(?:-\w+)?", r"überlastungsangriff\w*", r"denial[- ]of[- ]service\w*"),
        "T1496": (r"krypto-?(?:mining|miner\w*|schürf\w*)", r"(?:schürft\w*|schürfen|geschürft) (?:\w+ ){0,3}?(?:kryptowährung\w*|monero|bitcoins?)", r"(?:kryptowährung\w*|monero|bitcoins?) (?:\w+ ){0,2}?(?:schürf\w+|geschürft)", r"cryptojacking", r"coin-?miner\w*"),
        "T1491": (r"defacement\w*", r"verunstaltet\w*"),
        "T1140": (r"(?:entschlüssel\w+|dekodier\w+|entpack\w+) (?:\w+ ){0,6}?(?:im (?:arbeits)?speicher|in den (?:arbeits)?speicher|nutzlast|payload|schadcode|shellcode)", r"(?:nutzlast|payload|schadcode|shellcode) (?:\w+ ){0,5}?(?:entschlüsselt|entpackt|dekodiert)"),
        "T1218.011": (r"rundll32(?:\.exe)?",),
        "T1218.010": (r"regsvr32(?:\.exe)?",),
        "T1218.005": (r"mshta(?:\.exe)?",),
        "T1219": (r"fernwartungs(?:software|werkzeuge?n?|programme?n?|tools?)", r"fernzugriffs(?:software|werkzeuge?n?|programme?n?|tools?)"),
        "T1090.003": (r"(?:über|via|per|durch) (?:das )?tor(?:-netz(?:werk)?)?\b", r"tor-netz(?:werk)?"),
        "T1573": (r"verschlüsselte[nrs]? (?:kanal|kanäle|verbindung(?:en)?|kommunikation)",),
        "T1132": (r"base64(?:-\w+)?",),
        "T1568.001": (r"fast[- ]flux",),
        "T1583.001": (r"(?:registriert\w*|kauft\w*|erwarb\w*) (?:\w+ ){0,5}?(?:ähnliche|täuschend ähnliche|gefälschte|nachgemachte)[nrs]? (?:\w+-)?domains?", r"(?:ähnliche|gefälschte|nachgemachte)[nr]? domains?", r"tippfehler-?domains?"),
        "T1199": (r"(?:vertrauensstellung|vertrauensbeziehung|vertrauensverhältnis)\w*",),
        "T1542.003": (r"bootkits?",),
        "T1014": (r"rootkits?",),
        "T1548.002": (r"uac-(?:umgehung|bypass)", r"benutzerkontensteuerung (?:\w+ ){0,2}?(?:umg\w+|ausgehebelt)", r"umgeh\w+ (?:\w+ ){0,2}?(?:uac|benutzerkontensteuerung)"),
        "T1068": (r"rechteausweitung\w*", r"rechteerweiterung\w*", r"(?:weite\w*|erweiter\w+|verschaff\w+) (?:\w+ ){0,3}?(?:rechte|administratorrechte|systemrechte|root-rechte)", r"privilegien-?(?:erweiterung|eskalation)\w*", r"höhere rechte"),
        "T1611": (r"container-(?:ausbruch|escape)", r"(?:ausbruch|brach\w*|brechen) aus (?:dem|einem) container"),
        "T1552.005": (r"(?:cloud-|instanz-)?metadaten-?(?:dienst\w*|schnittstelle|endpunkt)", r"imds"),
        "T1083": (r"(?:durchsucht\w*|durchkämmt\w*|listet\w*|durchforstet\w*) (?:\w+ ){0,4}?(?:laufwerke?|festplatten?|verzeichnisse?|ordner|dateisystem\w*)",),
        "T1082": (r"(?:sammelt\w*|erfasst\w*|meldet\w*|fragt\w*|ermittelt\w*) (?:\w+ ){0,5}?(?:systeminformationen|rechnernamen?|betriebssystem\w*|systemdaten)",),
        "T1057": (r"(?:listet\w*|prüft\w*|fragt\w*) (?:\w+ ){0,4}?(?:laufende[nr]? )?prozesse\b", r"prozessliste"),
        "T1046": (r"(?:scannt\w*|durchsucht\w*|tastet\w*|kartiert\w*) (?:\w+ ){0,4}?(?:netzwerk\w*|firmennetz\w*|interne[ns]? netz\w*|ports?)", r"port-?scans?", r"netzwerk-?scans?"),
        "T1497": (r"sandbox-(?:erkennung|umgehung|prüfung)", r"(?:prüft\w*|erkennt|erkannte|testet\w*|beendet sich|sucht\w*),? (?:[\w-]+,? ){0,8}?(?:sandbox(?:en)?|virtuelle[nr]? (?:maschinen?|umgebung(?:en)?))"),
        "T1622": (r"(?:debugger-erkennung|anti-debugging)", r"(?:prüft\w*|erkennt|beendet sich),? (?:\w+,? ){0,6}?debuggern?"),
        "T1614": (r"(?:prüft\w*|beendet\w*|verschont\w*),? (?:\w+,? ){0,8}?(?:tastaturbelegung|tastaturlayout|systemsprache|spracheinstellung(?:en)?|zeitzone)", r"geo-?fencing"),
        "T1657": (r"(?:überweisungs|rechnungs|zahlungs)betrug\w*", r"betrügerische[nr]? (?:überweisung(?:en)?|zahlung(?:en)?|rechnung(?:en)?)", r"ceo-fraud", r"chef-masche"),
        "T1565": (r"(?:manipulier\w+|fälscht\w*|veränder\w+|geändert\w*) (?:\w+ ){0,4}?(?:kontonummern?|bankverbindung(?:en)?|zahlungsdaten|ibans?|datensätze)", r"(?:kontonummern?|bankverbindung(?:en)?|zahlungsdaten|ibans?) (?:\w+ ){0,3}?(?:manipuliert|gefälscht|verändert|ausgetauscht|geändert)"),
        "T1556.006": (r"(?:mfa|zwei-?faktor-?\w*|mehr-?faktor-?\w*|zweiten? faktor) (?:\w+ ){0,3}?(?:ab|aus|abgeschaltet|ausgeschaltet|deaktiviert|umgangen|ausgehebelt)\b", r"(?:umgeh\w+|umging\w*|deaktivier\w+|schaltet\w*) (?:\w+ ){0,3}?(?:mfa|zwei-?faktor-?\w*|mehr-?faktor-?\w*)"),
        "T1111": (r"(?:fing\w*|fängt|abgefangen\w*|erbeutet\w*|stahl\w*) (?:\w+ ){0,4}?(?:einmal-?(?:codes?|passwörter|kennwörter)|sms-codes?|tan|tans|bestätigungscodes?)", r"(?:einmal-?(?:codes?|passwörter|kennwörter)|sms-codes?|tan|tans|bestätigungscodes?) (?:\w+ ){0,3}?(?:ab|abgefangen|erbeutet|gestohlen)\b"),
        "T1451": (r"sim[- ]?(?:karten-)?(?:swap\w*|tausch)",),
        "T1621": (r"mfa[- ](?:fatigue|bombing|müdigkeit)", r"push[- ](?:bombing|fatigue)", r"(?:überhäuft\w*|bombardiert\w*|überflutet\w*) (?:\w+ ){0,5}?(?:push-?\w*|mfa-\w+|anmelde\w*)"),
        "T1588.002": (r"mimikatz",),
        "T1588.003": ("gestohlene[nsm]? (?:code-?signing-?)?zertifikate?n?", "zertifikate?n?, das [^,.;]{1,60} gestohlen", "erbeutete[nsm]? zertifikate?n?", "geklaute[nsm]? zertifikate?n?"),
        "T1071.004": (r"dns-tunnel\w*", "über dns", "per dns"),
        "T1195.001": (r"dependency confusion", r"typosquatting", r"(?:manipulierte|bösartige|infizierte|schädliche|trojanisierte)[nrs]? (?:npm-|pypi-|python-)?pakete?"),
        "T1195.002": (r"(?:software-)?lieferketten-?angriff\w*", r"supply-chain-(?:angriff|attacke|kompromittierung)\w*", r"angriff\w* (?:auf|über) die (?:software-)?lieferkette", r"angriff\w* der lieferkette"),
        "T1574.001": (r"dll-?side-?loading", r"dll-seitenladen", r"dll-hijacking", r"side-?loading", r"seitenladen"),
        "T1497.003": (r"(?:schläft|schlief|ruhte|wartet|wartete|schlummert|schlummerte) (?:\w+ ){0,2}?(?:tage|wochen|stunden)",),
        "T1102.001": (r"toter briefkasten", r"tote briefkästen", r"dead drop"),
        "T1555.003": (r"im browser gespeicherte[nr]? (?:passwörter|zugangsdaten|kennwörter)", r"browser-?(?:passwörter|zugangsdaten)"),
        "T1553.002": (r"(?:gültige|gestohlene|legitime|abgelaufene|widerrufene)[nmrs]? (?:digitale[nmrs]? )?(?:signatur|zertifikate?|zertifikats?)", r"(?:gültig|digital|ordnungsgemäß) signiert\w*"),
        "T1055": (r"prozess-?injektion", r"code-?injektion", r"injiziert(?:e)? (?:\w+ ){0,3}?in"),
        "T1566": (r"(?:spear-?)?phishing(?:-\w+)?",),
        "T1598": (r"vishing", r"telefon-phishing"),
        "T1189": (r"watering[- ]hole(?:-\w+)?", r"wasserloch\w*"),
        "T1078": (r"(?:gestohlene|erbeutete|kompromittierte|gültige|legitime|geleakte)[nmrs]? (?:\w+-)?(?:zugangsdaten|konten|konto|passwörter|passwörtern|kennwörter|anmeldedaten|benutzerkonten)",),
        "T1528": (r"(?:gestohlene|erbeutete|entwendete|kompromittierte)[nmrs]? (?:[\w-]+-)?tokens?", r"token-?diebstahl"),
        "T1486": ("verschlüsselt(?:e|en)? (?:alles|alle|sämtliche|dateien|daten|die dateien|die daten|ganze)", "dateien (?:wurden |waren |wurde )verschlüsselt", "daten (?:wurden |waren |wurde )verschlüsselt", "systeme (?:wurden |waren |wurde )verschlüsselt", "server (?:wurden |waren |wurde )verschlüsselt", "festplatten (?:wurden |waren |wurde )verschlüsselt", "rechner (?:wurden |waren |wurde )verschlüsselt", r"verschlüssel(?:te|ten|t) (?:\w+ ){0,3}?(?:dateien|daten|festplatten|systeme|rechner)", r"(?:dateien|daten|systeme|rechner|festplatten) (?:\w+ ){0,2}?verschlüsselt"),
        "T1485": (r"(?:dateien|daten|festplatten|rechner) (?:\w+ ){0,2}?(?:gelöscht|vernichtet|zerstört|überschrieben)", r"datenvernichtung", r"vernichtung von daten"),
        "T1190": (r"(?:ausnutzung|ausnutzen) (?:\w+ ){0,2}?(?:schwachstelle|lücke|zero-day\w*|sicherheitslücke)n?", r"nutz(?:te|ten|t) (?:\w+ ){0,3}?(?:schwachstelle|sicherheitslücke|lücke|zero-day-lücke)n? (?:\w+ ){0,4}?aus", r"zero-day-(?:lücke|schwachstelle|exploit)"),
        "T1210": (r"seitwärtsbewegung", r"laterale[nr]? bewegung", r"bewegten sich lateral"),
        "T1003": (r"auslesen von (?:anmeldedaten|speicher)", r"(?:auslesen|ausgelesen\w*|dump\w*|abgezogen\w*) (?:\w+ ){0,3}?(?:passwort-?hashes|lsass|zugangsdaten|anmeldedaten)", r"(?:passwort-?hashes|lsass(?:-\w+)?|zugangsdaten|anmeldedaten) (?:\w+ ){0,4}?(?:ausgelesen|ausgelesenen|gedumpt|aus dem (?:arbeits)?speicher)", r"credential[- ]dump\w*"),
        "T1027": (r"verschleiert\w*", r"obfuskiert\w*", r"verschleierung"),
        "T1027.003": (r"steganographie", r"steganografie", r"als (?:png-)?bild getarnt", r"als png-bild \w+"),
        "T1036": (r"getarnt(?:e[nrs]?)? als", r"tarnte sich als", r"tarnt sich als", r"gab sich als", r"gaben sich als", r"als [\w-]+ getarnt"),
        "T1656": (r"social engineering", r"gefälschte[nrs]? (?:stellenangebote?|bewerbungsgespräche?)", r"falsche[nrs]? (?:stellenangebote?|identität)"),
        "T1585": (r"gefälschte[nr]? konten", r"scheinkonten", r"falsche[nr]? konten"),
        "T1133": (r"vpn-zugang\w*",), "T1090": (r"reverse[- ]proxy",), "T1110": (r"brute[- ]force\w*",), "T1110.003": (r"password[- ]spraying", r"passw(?:ord|ort)[- ]?spray\w*"), "T1552.001": (r"fest (?:einprogrammierte|hinterlegte|kodierte)[nr]? (?:zugangsdaten|passwörter|schlüssel)",),
    },
    motives={
        "money": ("erpress(?:en|ung|te|ten)", r"bereicherung\w*", r"finanzielle[rnms]? (?:gründe\w*|interessen?|motiv\w*|gewinn\w*|beweggr\w*)", r"finanzielle[nrms]? (?:motive?n?|interessen?|gewinn|gründen?|motivation|bereicherung)", r"finanziell motiviert\w*", r"geldgier", r"lösegeld\w*", r"gelderwerb", r"geld", r"profit", r"habgier", r"diebstahl von kryptowährung\w*", r"devisenbeschaffung", r"bereicherung", r"auf geld aus", r"lebt von (?:\w+ )?erpressung\w*", r"bitcoins? verlang\w*", r"(?:verlangt|verlangen|verlangten|fordern|fordert) (?:[\d.,]+ )?bitcoins?"),
        "espionage": (r"(?:cyber-?|wirtschafts-?|industrie-?)?spionage", r"ausspähung", r"ausspionieren", r"nachrichtengewinnung", r"auszuspähen"),
        "sabotage": (r"sabotage", r"sabotieren", r"zerstörung", r"zerstörerisch\w*", r"destabilisier\w*"),
    },
    kinds={
        "malware": ("datendieb", "stealer", "hintertür", "malware", "schadsoftware", "schadprogramm", "schadcode", "trojaner", "erpressungstrojaner", "ransomware", "wurm", "schädling", "infostealer", "lader", "loader", "implantat", "rootkit", "spionageprogramm", "spionagesoftware", "backdoor", "dropper", "wiper", "nutzlast"),
        "actor": (r"(?:hacker|hack|cyber|spionage|ransomware|apt-|täter|erpresser|angreifer)?-?gruppe", "gruppierung", "bande", "hackerbande", "kollektiv", "akteur", "akteurs", "angreifergruppe", "bündel"),
        "organisation": ("unternehmen", "unternehmens", "konzern", "firma", "hersteller", "herstellers", "herstellerin", "softwarehersteller", "anbieter", "anbieters", "softwareanbieter", "dienstleister", "identitätsdienstleister", "passwortdienst", "sicherheitsfirma", "sicherheitsunternehmen", "sicherheitsanbieter", "bank", "behörde", "ministerium", "krankenhaus", "klinik", "universität", "kunden", "mitarbeiter", "forscher", "börse", "kryptobörse", "reederei", "entwicklerfirma", "betreiber", "zulieferer", "lieferant", "tochter", "mutterkonzern"),
        "product": ("software", "anwendung", "programm", "buchhaltungsprogramm", "werkzeug", "tool", "client", "plattform", "paket", "paketen", "pakets", "bibliothek", "installer", "installationsprogramm", "update", "erweiterung", "dienst", "produkt", "produkte", "version", "versionen", "app", "fassung", "modul", "agent", "aktion", "fernwartungssoftware"),
        "campaign": ("kampagne", "operation", "aktion"),
        "person": ("sicherheitschef", "chef", "geschäftsführer", "vorstandschef", "präsident", "sprecher", "sprecherin", "forscherin", "analyst", "minister", "ministerin", "direktor", "betreuer", "sicherheitsforscher", "freiwilliger", "maintainer", "gründer"),
    },
    frames={
        # -- what ties two names (scenes/ties.py)
        "supplies": (r"beliefert\w*", "belieferte", r"liefert (?:[\w-]+ ){0,3}?an", "versorgt", "stattet", r"verkauft (?:[\w-]+ ){0,3}?an"),
        "buys": ("bezieht", "bezog", "beziehen", "kauft", "kaufte", "erwirbt", "erhält", "bekommt", "lizenziert"),
        "ware": (r"[\w-]*software", r"[\w-]*programm\w*", r"[\w-]*system\w*", r"[\w-]*dienst\w*", r"[\w-]*lösung\w*", r"[\w-]*produkt\w*", r"[\w-]*tools?", r"[\w-]*gerät\w*"),
        "bought from": ("von", "vom", "bei", "beim"),
        "counts": ("zählt", "zählte", "zählen", "hat", "listet", "führt"),
        "client of": ("kunden?", "kundin", "kundinnen", r"auftraggeber\w*", "abnehmern?", "kundschaft"),
        "supplier of": (r"lieferant\w*", r"zulieferer\w*", r"dienstleister\w*", r"softwarelieferant\w*", r"softwareanbieter\w*", r"softwaredienstleister\w*", r"anbieter\w*", r"auftragnehmer\w*", "partner"),
        "third party": ("(?:it-|software|technologie|cloud-|zahlungs|logistik|abrechnungs|hosting-|marketing|personal|support-|sicherheits)?(?:dienstleister[ns]?|zulieferer[ns]?|lieferant(?:en)?|anbieter[ns]?|auftragnehmer[ns]?)", "subunternehmen?[rs]?n?", "subdienstleister[ns]?", "partnerunternehmens?", "it-unternehmens?", "dritt(?:anbieter[ns]?|firma|firmen|partei|dienstleister[ns]?)", "it-(?:partner[ns]?|firma)"),
        "some": ("eine[nmrs]?", "ein", "externe[nmrs]?", "dritte[nmrs]?", "mehrere[nr]?"),
        "faults": ("verantwortlich", "beschuldig(?:t|te|en)", "schuld"),
        "undergoes": ("erlitt(?:en)?", "opfer", "ziel", "litt"),
        "brand": ("marke", "marken"),
        "firm": ("firma", "unternehmens?", "herstellers?", "anbieters?", "entwicklers?", "softwarehauses", "softwarehaus", "konzerns?", "studios?", "startups?"),
        "maker of": ("herstellers?", "herstellerin", "entwicklers?", "entwicklerin", r"herausgeber\w*", "anbieters?", "anbieterin", "macher", r"softwarehersteller\w*", r"produzent\w*", r"maintainer\w*", "betreuer", "(?:firma|unternehmen) hinter"),
        "comes from": ("stamm(?:t|te|en) (?:von|vom|aus dem hause?|aus der feder)(?: de[rmns])?", "komm(?:t|en) (?:von|vom|aus dem hause?)(?: de[rmn])?"),
        "comes": ("kommt", "kam", "stammt", "stammte"),
        "crafts": ("herstellt", "herstellen", "entwickelt", "vertreibt", "pflegt", "herausgibt", "anbietet", "baut", "programmiert"),
        "stands behind": ("hinter",),
        "one person": ("einzigen", "einzelnen", "einzelner", "einzelne", "person", "mann", "frau"),
        "stays behind": ("steckt", "steht", "sitzt", "verbirgt"),
        "made alone": ("gepflegt", "betreut", "entwickelt", "geschrieben", "werk", "programmiert"),
        "single hand": ("eine[mnr] einz(?:igen|elnen|elner|elne)(?: (?:person|freiwilligen|entwicklerin|entwickler|mann|frau|menschen|betreuer|betreuerin))?", "einer person", "einem mann", "einer frau"),
        "inside": ("in", "im", "innerhalb von"),
        "sits": ("steckt", "stecken", "sitzt", "sitzen", "eingebaut", "eingebettet", "integriert", "enthalten", "verbaut"),
        "lives on": ("beherbergt", "liegt", "lebt", "gehostet", "zu hause", "findet sich", "zu finden", "gepflegt", "lag", "lagen"),
        "source code": ("quelltext", "quellcode", "projekt", "code", "quellen"),
        "looks after": ("betreut", "verwaltet", "administriert", "wartet", "betreibt"),
        "product of": (r"produkt\w*", "programm", "software", "erzeugnis", "marke"),
        "user of": (r"nutzer\w*", r"anwender\w*", r"benutzer\w*", "nutzerin", "anwenderin"),
        "runs": ("nutzt", "nutzte", "nutzen", "nutzten", "benutzt", "verwendet", "verwendete", "verwenden", "setzt", "setzte", "setzen", "einsetzt", "einsetzen", "eingesetzt", "genutzt", "im einsatz", "zum einsatz", "arbeitet mit", "arbeitete mit", "betreibt", "betreiben", "umgestiegen", r"stieg (?:[\w-]+ ){0,3}?auf", "vertraut", "gewechselt"),
        "installs": (r"installiert\w*", "heruntergeladen", "herunterlud", "lud", "luden", r"eingespielt\w*", r"spielte\w*", "einspielte", "ausgerollt", "ausgeführt", "erhielt", "erhielten", "bekam", "bekamen", r"empfing\w*"),
        "copied": (r"[\w-]*updates?", "kopien?", r"[\w-]*installer", r"[\w-]*installationsprogramm", r"[\w-]*version(?:en)?", "aktualisierung(?:en)?", "pakete?", r"manipuliert\w*", r"infiziert\w*", r"verseucht\w*", r"schädlich\w*", r"trojanisiert\w*", r"kompromittiert\w*", r"bösartig\w*", "hintertür", "rechnern?", "arbeitsplätzen", "computern?", "servern"),
        "reaches": (r"erreichte\w*", "ausgeliefert", r"gelangte\w*", r"landete\w*", "verteilt an", "ausgespielt", "kam"),
        "pushes": ("spielte", "schickte", "verteilte", "lieferte", "pushte", "sandte", "rollte"),
        "bundles": ("bündelt", "(?:wird )?zusammen mit", "ausgeliefert mit", "mitgeliefert"),
        "contains": ("enthält", "enthielt", "enthalten", "umfasst", "nutzt", "basiert", "beruht", "baut auf", "hängt", "zieht", "bringt", "integriert", "verwendet", "setzt auf", "bindet", "mitbringt"),
        "component": (r"[\w-]*bibliothek(?:en)?", "moduls?", r"[\w-]*pakets?", "komponenten?", r"[\w-]*frameworks?", "abhängigkeit(?:en)?"),
        "embedded": ("eingebaut", "eingebettet", "steckt", "stecken", "integriert", "enthalten", "verwendete (?=bibliothek|komponente|modul)", "verwendetes", "verbaut", "eingebunden"),
        "manages": (r"verwaltet\w*", r"administriert\w*", r"betreut\w*", "betreibt", "betrieben", "wartet", "gewartet", "zuständig", "verantwortlich", "kümmert", "überwacht", "verantwortet"),
        "estate": (r"[\w-]*netz(?:e|es|werke?s?)?", r"[\w-]*server[ns]?", r"[\w-]*systeme?n?", r"[\w-]*rechner[ns]?", "it", r"it-\w+", r"[\w-]*infrastruktur", "arbeitsplätze", "administration", "edv", "computer"),
        "outsources": ("ausgelagert", "lagerte", "übertragen", "übertrug", "übergeben", "anvertraut", "vertraute"),
        "hosts": (r"hostet\w*", r"gehostet\w*", "hosten", "hosting"),
        "lies": (r"speichert\w*", "gespeichert", "liegen", "liegt", "lag", "lagen", "stehen", "steht", "standen", "läuft", "laufen", "liefen", "lief", "bewahrt", "befinden", "befindet"),
        "premises": ("bei", "beim", "servern (?:von|der|des|bei|in)", "servern, die", "rechenzentr(?:um|en) (?:von|der|des|bei|in)", "rechenzentr(?:um|en), in", "(?:der|einer) cloud (?:von|der|des|bei)"),
        "data centre": ("rechenzentr(?:um|en|ums)",),
        "houses": ("betreibt", "unterhält"),
        "component of": ("bestandteile?", "komponenten?", "bausteine?", "teil(?= des programms| der software)", "verwendete bibliothek", "abhängigkeit(?:en)?", r"teil der (?=[\w-]*firmware)"),
        "administrator of": (r"it-dienstleister\w*", "it-partner", "it-anbieter", "it-firma", "it-betreiber", r"managed-service-provider\w*", "systemhaus", "systembetreuer", "it-abteilung", r"it-lieferant\w*"),
        "hoster of": ("hosters?", r"hosting-anbieter\w*", "hosting-partner", r"webhoster\w*", r"cloud-anbieter\w*", "hosting-provider", r"rechenzentrumsbetreiber\w*", "cloud-dienstleister"),
        "gateway into": (r"einfallstor\w*", r"einstiegspunkt\w*", r"eintrittspunkt\w*", "sprungbrett", "zugang", "weg", "einfallsvektor", "türöffner", "hintertür(?= (?:zu|in))"),
        "done by": ("von", "vom", "durch"),
        "done at": ("bei", "beim"),
        "whose": (r"\s*(?:von|vom|der|des|für|hinter)",),
        "whereto": (r"\s*(?:von|zu|zum|zur|in|bei|der|des|in die netze von)",),
        "where": ("wo",),
        "seated in": ("in", "aus", "bei"),
        "being": ("ist", "war", "sind", "waren", "wird", "wurde", "gehören", "gehört", "gehörten", "zählen", "zählt", "zählten", "diente als", "dient als", "heißt", "heißen"),
        "its": ("unsere?[nmrs]?", "seine[nmrs]?", "sein", "ihre[nmrs]?", "ihr", "deren", "dessen"),
        "passive": ("wird", "wurde", "werden", "wurden", "worden", "geworden"),
        "signs": (r"signiert\w*", "signieren", r"signatur\w*", "unterschrieben", "unterschrift", r"zertifikat\w*", r"unterzeichner\w*", "unterzeichnet"),
        "hits": ("betrifft", "betreffen", "betroffen", "trifft"),
        "gap": ("schwachstellen?", "lücken?", "sicherheitslücken?", "fehler", r"cve-\d+"),
        "belongs": ("gehört zur", "gehörte zur", "rechnen", "zählen", "gehört zu", "zählt zur", "zählt zu"),
        "comprises": ("umfasst", "umfasste", "enthält", "schließt"),
        "flaw in": ("lücken?", "schwachstellen?", "sicherheitslücken?", "fehler"),
        "stage of": ("teil", "bestandteil", "stufe", "phase", "etappe", "schritt", "(?:erste[rn]?|zweite[rn]?) (?:schritt|stufe|phase)", "im rahmen", "im zuge", "einer von mehreren angriffen", "abschnitt"),
        "byname of": ("andere[rn]? name", "zweitname", "deckname", "synonym", "spitzname"),
        "called": ("führen", "verfolgen", "kennen", "bezeichnete", "tauften", "nennt", "nennen", "nannte", "genannt", "bekannt", "bezeichnet", "bezeichnen", "führt", "verfolgt", "alias", "heißt", "heißen", "taufte", "getauft", "tritt", "kennt", "geheißen", "heiße", "hieß", "hießen", "hört auf", "hören auf", "hörte auf", "läuft", "laufen", "lief", "geführt", "firmier(?:t|en)", "nannten", "bezeichneten", "benannt", "betitelt", "kursiert", "tauchte? auf"),
        "named as": ("als", "unter (?:dem|den) namen?", "auch", "unter der bezeichnung"),
        "one": ("einen?", "eine[rms]?", "andere[rns]?"),
        "for whom": ("bei", "für", "nach"),
        "it": ("es", "ihn", "sie", "den", "das", "die"),
        "what others": (r"(?:überschneide\w+|deck\w+|überlapp\w+|identisch)(?: \w+){0,3}? (?:mit )?(?:dem|der|den|dem,)?,? ?was (?:andere|manche)", r"(?:überschneide\w+|deck\w+|überlapp\w+|identisch)[^.;]{0,30}?(?:andere|manche)"),
        "some others": ("andere[nr]?", "manche", "anderswo"),
        "we call": ("wir", "uns", "intern"),
        "matter": ("sache", "affäre", "fall", "vorfall", "angriff", "angriffs", "angriffe", "kampagne", "operation", "einbruch", "hack", "attacke", "angriffswelle", "geschichte", "aktion"),
        "stage whose": (r"\s*(?:der|des|von|einer)",),
        "campaign": ("kampagnen?", "operation", "angriffs?", "angriffe", "angriffswelle", "welle", "einbruchs?", "vorfalls?", "serie", "angriffsserie"),
        "spoilt": (r"manipuliert\w*", r"infiziert\w*", r"verseucht\w*", "schädliche[nrsm]?", r"bösartig\w*", r"trojanisiert\w*", r"gefälscht\w*", "kompromittierte[nrsm]?", "hintertür"),
        "gear": (r"[\w-]*firmware", r"[\w-]*treiber[ns]?", r"[\w-]*handys?", r"[\w-]*smartphones?", r"[\w-]*telefone?n?", r"[\w-]*tablets?", r"[\w-]*laptops?", r"[\w-]*notebooks?", r"[\w-]*router[ns]?", r"[\w-]*kameras?", r"[\w-]*geräten?", r"[\w-]*boxen", r"[\w-]*spielzeuge?", r"[\w-]*zähler", r"[\w-]*sensoren", r"[\w-]*player", r"[\w-]*drucker[ns]?", r"[\w-]*chips?", r"[\w-]*platinen"),
        "hands out": ("ausgeliefert", "lieferte", "lieferten", "auslieferte", "verteilte", "verteilten", "verteilt", "gebracht", "brachte", "ausgespielt", "spielte", "weitergereicht", "verbreitete", "verbreitet", "verschickte", "ausgegeben"),
        "robbed": ("gestohlen von", "im namen von", "ausgestellt auf", "der firma"),
        "gets in": ("kamen", "kam", "gelangt(?:e|en)?", "hineingelangt", "hereingekommen", "gekommen", "eingedrungen", "drangen", "drang", "vordrangen", "vorgedrungen", "eingebrochen", "eingeschleust", "hereinkamen", "hineinkam", "hineinkamen", "eindrangen", "bekamen", "schlüpften"),
        "by road": ("über", "bei", "via", "durch", "auf dem umweg über", "aus dem netz von"),
        "seal": ("signatur(?:en)?", "zertifikat(?:e|en|s)?", "unterschrift(?:en)?"),
        "edition": ("versionen", "version", "fassung(?:en)?", "ausgaben?", "releases?", "builds?", "archive", "beide"),
        "makes ware": (r"hergestellt\w*", "herstellt", "stellt her", "verkauft(?:e|en)?", "verkaufen", "liefert", "liefern", "geliefert", "zuliefert", "gebaut", "baut", "entwickelt", "entwickelte", "produziert", "fertigt", "gefertigt", "vertreibt", "vertrieben", "stammt", "stammen", "kommt", "kommen"),
        "hides": (r"versteckt\w*", r"verborgen\w*", "verbarg", "verbirgt", "lauert", "lauerte", "trug", "trägt", "barg", "birgt", "untergebracht", "eingeschmuggelt", "eingeschleust", "verpackt"),
        "at risk": ("gefährdet", "verwundbar", "angreifbar", "gefahr", "anfällig"),
        # -- end of ties
        "risk": (r"könnte(?:n)? (?:[^\s,;.]+ ){0,8}?(?:missbraucht|ausgenutzt|genutzt|verwendet|verkauft|veröffentlicht|folgen|werden|dienen)", "weiterhin gefährdet", "gefahr (?:besteht|bleibt|von)", "gefährdet", r"nicht (?:mehr )?vertrau\w*", "weitere angriffe", "identitätsdiebstahl", "ermögliche"),
        "peril": (r"phishing\w*", r"phishing-\w+", r"betrug\w*", r"betrüg\w+", "identitäts(?:diebstahls?|missbrauchs?|betrugs?)", r"erpress\w+", "spam", r"missbrauch\w*", "spionage", "sabotage", r"(?:weitere[nr]?|neue[nr]?|künftige[nr]?|gezielte[nr]?) (?:[\w-]+ )?(?:angriffen?|attacken|einbrüchen?|vorfällen?|opfern?)", r"gefälschte\w*", "kriminelle[nr]? zwecken?", r"täusch\w+", "konten", "krediten?", "schadsoftware", r"trickbetr\w+", "betrugsversuchen?"),
        "may": ("könnten?", "können", "kann", "dürften?"),
        "misused": ("verwendet", "verwenden", "genutzt", "nutzen", "missbraucht", "missbrauchen", "ausgenutzt", "ausnutzen", "verkauft", "verkaufen", "veröffentlicht", "veröffentlichen", "eingesetzt", "einsetzen", "eröffnen", "erstellen", "verfassen", "verschicken", "führen", "dienen", "abschließen", "enthalten", "begehen"),
        "brace": ("rechnen", "gefasst (?:sein|machen)", "vorsicht vor", "achten auf", "wachsam", "auf der hut", "einstellen auf", "hüten", "erwarten"),
        "looms": ("gefahr (?:von|der|des|für|eines|einer)", "gefahr", "risiko (?:von|der|des|für|eines|einer)", "risiken", "droht", "drohen", "erhöht das risiko", "zu befürchten", "befürchtet wird", "öffnet tür und tor"),
        "lasting": (r"bleib(?:t|en) (?:\w+ )?(?:weiterhin |weiter |noch |immer noch )?(?:angreifbar|verwundbar|gefährdet|in gefahr|anfällig|infiziert)", "(?:noch|weiterhin|weiter) (?:aktiv|infiziert|angreifbar|gefährdet|verwundbar)", r"weitere angriffe (?:[\w-]+ ){0,3}nicht (?:auszuschließen|ausgeschlossen)"),
        "warn": ("warn(?:t|te|en|ten)", "gewarnt", r"warnung\w*", r"befürcht\w*", r"fürchte\w*", "rechne(?:t|n) (?:mit|damit)", "sorge(?:n)? (?:sich|wegen|um)", "besorgt", r"alarmier\w*", "erwarte(?:t|n) weitere", "mahn(?:t|te|en)", "schlägt alarm", "schlagen alarm", "ausgeschlossen", "schlug alarm", "mahnt zur vorsicht", "gibt alarm"),
        "measure": (r"aktualisier\w*", "updates?", "updaten", r"patch\w*", r"zurück\w*setz\w*", r"änder\w*", "zu ändern", r"wechsel\w*", r"lösch\w*", r"entfern\w*", r"deinstallier\w*", r"installier\w*", r"neu aufsetz\w*", r"deaktivier\w*", r"abschalt\w*", r"abzuschalt\w*", r"ausschalt\w*", r"auszuschalt\w*", r"sperr\w*", r"blockier\w*", r"isolier\w*", r"trenn\w*", r"widerruf\w*", r"erneuer\w*", r"tausch\w*", r"austausch\w*", r"ersetz\w*", r"überprüf\w*", r"prüf\w*", r"kontrollier\w*", r"untersuch\w*", r"überwach\w*", r"scan\w*", r"verzicht\w*", r"vermeid\w*", r"meid\w*", r"wachsam\w*", r"vorsicht\w*", "misstrauisch", "aufmerksam", r"einspiel\w*", r"einzuspiel\w*", "stoppen", r"beend\w*", r"herunterfahr\w*", "sicherungen?", r"passw\w*", r"kennw\w*", r"mehrfaktor\w*", r"zwei-?faktor\w*", "melden", r"kontaktier\w*", r"informier\w*", r"befolg\w*", r"rotier\w*", r"downgrad\w*", r"wiederherstell\w*", r"umsteig\w*", r"absicher\w*", r"abzusicher\w*", r"härt\w*", r"einschränk\w*", "stellen sie", "achten", r"durchsuch\w*", r"identifizier\w*"),
        "extent": ("umfang", "ausmaß", "anzahl", "identität", "motive?", "ursache", "herkunft", "ursprung", "details?", "einzelheiten", "täter", "hintermänner", "höhe", "dauer", "schaden", "auswirkungen", "einfallstor", "angriffsweg", "zeitpunkt", "angaben", "drahtzieher"),
        "know": ("verraten", "verriet", "mitgeteilt", "mitteilen", "teilte", "gesagt", "sagen", "sagte", "nannte", "nennt", "nennen", "genannt", "geklärt", "klären", "klar", "bekannt", "bekanntgegeben", "feststellen", "festgestellt", "ermitteln", "ermittelt", r"erläuter\w*", "erklären", "erklärt", "erklärte", r"präzisier\w*", r"veröffentlicht\w*", "offengelegt", r"identifizier\w*", r"beziffer\w*", "äußern", "äußerte", r"bestätig\w*", "weiß", "wissen", "wusste", "angegeben", "angaben"),
        "inquiry": ("(?:weiter|weiterhin|noch|derzeit|aktuell|nun|gerade) (?:untersucht|geprüft|ermittelt|analysiert)", "untersucht (?:nun|jetzt|aktuell|noch|weiter|derzeit|ob|wie)", r"untersuchung(?:en)? (?:\w+ ){0,4}?(?:dauern|dauert|läuft|laufen|noch|eingeleitet)", r"ermittl(?:ung|ungen) (?:\w+ ){0,4}?(?:dauern|dauert|läuft|laufen|noch)", r"laufende[nr]? (?:untersuchung|ermittlung)\w*", "herauszufinden", "geklärt werden", "klären", "aufzuklären", "noch zu klären", "prüf(?:t|en),? (?:ob|wie|welche)", "geht der frage nach", r"arbeite\w* (?:\w+ ){0,3}?aufklärung", "dauern an", "dauert an"),
        "confirm": ("bestätigt", "bestätigte", "bestätigten", "bestätigen", "entschuldigt", "entschuldigte", "entschuldigten", "bedauert", "bedauerte", "bedauern"),
        "regret": ("bedauern", "bedauer[et]", "entschuldig(?:en|t)", "entschuldigung", "leid", "verzeihung", "bedaure"),
        "fault": ("fehler", r"versäumnis\w*", "versäumt", "zu spät", "unzureichend", r"nachlässig\w*", "datenpannen?", "pannen?", "störung(?:en)?", "ausfall", "ausfälle", "vorfälle?", "vorfalls", r"cybervorf\w*", r"sicherheitsvorf\w*", r"gestohlen\w*", "erbeutet", r"entwendet\w*", "abgeflossen", "abgezogen", "abgegriffen", "abhanden", r"unbefugt\w*", r"unberechtigt\w*", "zugriff", "opfern?", "sicherheitslücken?", "schwachstellen?", r"manipuliert\w*", "verschlüsselt", "unverschlüsselt", "lahmgelegt", "schadsoftware", "schadcode", "malware", "ransomware", "datenabfluss", "datenleck", "lecks?", "einbruch", "infizierter?", "infizierten", "bedienfehler", r"cyberbedingte\w*", "missbraucht", r"veraltet\w*", r"hätten? \w+ (?:müssen|sollen)", "betroffen"),
        "that": ("dass",),
        "stolen": (r"gestohlene\w*", r"erbeutete\w*", r"abgeflossene\w*", r"entwendete\w*", r"geleakte\w*", r"abgegriffene\w*"),
        "own": ("seine[rmns]?", "ihre[rmns]?", "eigene[rmns]?", "unsere[rmns]?", "man", "wir", "selbst", "sei", "unser", "unserem", "unserer", "uns", "worden sei", "worden seien", "opfer", "geworden"),
        "say": ("teilte", "erklärt", "erklärte", "sagte", "meldete", "berichtete", "gab bekannt", "informierte", "schreibt", "schrieb", "teilt", "teilten", "mitgeteilt", "mitteilte", "mitteilten", "erklärten", "sagten", "sagt", "meldeten", "meldet", "gemeldet", "berichteten", "berichtet", "gaben bekannt", "bekanntgab", "bekannt gab", "bekanntgegeben", "bekannt gegeben", "informierten", "informiert", "schreiben", "machte bekannt", "bekannt gemacht", "äußerte", "verkündete", "ließ wissen", "spricht von", "sprach von", "hieß es", "offenbarte", "legte offen", "offengelegt", "veröffentlichte", "gab an", "gaben an", "gibt an", "angab", "angegeben", "betonte", "twitterte"),
        "confess": ("räumt", "räumte", "eingeräumt", "gestand", "gab zu", "zugegeben", "räumen", "räumten", "einräumt", "einräumte", "einräumen", "eingestehen", "eingestand", "eingestanden", "gesteht", "gestanden", "gibt zu", "geben zu", "gaben zu", "zugab", "zugibt", "zugeben", "nimmt die schuld", "nahm die schuld", "übernimmt die verantwortung", "übernahm die verantwortung", r"gibt(?= (?:[^\s,;.]+ ){1,8}zu\b)", r"geben(?= (?:[^\s,;.]+ ){1,8}zu\b)", r"selbstkritik\w*", "selbstkritisch"),
        "bodies": (r"(?:us-|bundes)?regierung", r"(?:\w+-)?(?:verteidigungs|außen|finanz|innen|handels|justiz|energie)ministeriums?", "us-behörden", "bundesbehörden", "bundestag", "bundesverwaltung", "zentralbank", r"(?:us-|bundes)?ministerien"),
        "absent": ("nicht enthalten", "nicht vorhanden", "enthält nicht", "enthalten nicht"),
        "nothing to do": ("müssen nichts (?:unternehmen|tun|machen)", "muss nichts (?:unternehmen|tun|machen)", "brauchen nichts zu (?:tun|unternehmen)", "kein handlungsbedarf"),
        "heals": ("entfernt die hintertür", "entfernt den schadcode", "korrigiert", "beseitigt", "schließt", "behebt", "behoben", "entfernt den", "entfernt die", "bereinigte", "saubere", "stellt wieder her"),
        "seat": ("sitz in", "hauptsitz in", r"ansässig\w*", r"standorte?n? (?:\w+ )?in", "büros? in", r"niederlassung\w* in", r"tochter\w* in"),
        "clientele": ("zählt", "betreut", "bedient", "genutzt", "verwendet", "eingesetzt", "gebraucht", "nutzen", "verwenden", "setzen", "hat (?:rund|etwa|mehr|über|gut|knapp)", "hat nach eigenen", "beliefert"),
        "authority": (r"[\w-]*polizei\w*", r"staatsanwalt\w*", "landeskriminalamt", "bundeskriminalamt", "lka", "bka", "bsi", r"[\w-]*datenschutz\w*", r"aufsichtsbehörde\w*", "finma", "ncsc", r"[\w-]*behörden?"),
        "another": (r"(?:frühere?[rns]?|vorherige?[rns]?|ähnliche?[rns]?|andere?[rns]?|weitere?[rns]?|vergangene?[rns]?) (?:[\w-]+ )?(?:[\w-]*angriffe?n?|vorf[aä]lle?n?|[\w-]*lecks?|attacken?|f[aä]lle?n?|hacks?)", r"(?:anders als|im gegensatz zu|erinnert an) (?:[\w'-]+ ){0,4}?(?:[\w-]*angriff|vorfall|[\w-]*leck|attacke|hack)"),
        "press": (r"[\w-]*zeitung", r"[\w-]*agentur", r"[\w-]*magazin", r"[\w-]*portal", "sender", "nachrichtensender", "blatt", "tageszeitung", "(?:finanzmarkt)?aufsicht"),
        "not harmed": ("downloads?", r"mitarbeiter\w*", r"beschäftigte\w*", "paketen?", "pakete", "installationen", r"länder\w*", "sternen?", r"beiträge\w*", "zeilen", "personen im", "euro", "dollar", r"follower\w*", r"besuche\w*"),
        "software": (r"(?:[\w.]+-)?paketen?", r"(?:[\w.]+-)?apps", "anwendungen", "applikationen", r"(?:[\w.]+-)?plug-?ins", r"(?:[\w.]+-)?erweiterungen", r"(?:[\w.]+-)?add-?ons", "modulen?", "programmen?", "abhängigkeiten", "mods"),
        "mere case": ("affäre", "skandal", "fall"),
        "affair": ("hacks?", "angriffs?", "attacken?", "vorfall", "vorfalls", "einbruch", "hintertür", "affäre", r"cyberangriff\w*", "cyberattacke", "kompromittierung", "skandal", "backdoor", r"hackerangriff\w*", "datenleck", "datenpanne", r"datendiebstahl\w*", r"sicherheitsvorfall\w*", r"lieferkettenangriff\w*", "lösegeld-attacke", "erpressungsangriff", "übernahme", "kampagne", "schadcode", "trojaner", r"supply-chain-angriff\w*", "supply-chain-attacke"),
        "must": ("sollten", "müssen", "muss", "sollte", "dringend", "müssten", "gilt es", "heißt es", "haben zu"),
        "until then": ("bis dahin", "solange", "einstweilen"),
        "unknown": ("unbekannt", "ungeklärt", "ungewiss", "rätselhaft", "unklar", "ungelöst", "ein rätsel", "nicht bekannt", "fraglich", "strittig", "nicht geklärt", "im dunkeln", "im unklaren", "offen(?:(?<=ist offen)|(?<=bleibt offen)|(?<=noch offen)|(?<=sind offen)|(?<=war offen)|(?<=blieb offen)|(?<=weiter offen)|(?<=weiterhin offen)|(?<=völlig offen)|(?<=bleiben offen)|(?<=derzeit offen))"),
        "spreads to": ("traf", "trifft", "trafen", "treffen", "betraf", "betrifft", "betreffen", "betrafen", "erreichte", "erfasste"),
        "one of": ("gehör(?:t|en|te|ten) zu", "zähl(?:t|en|te|ten) zu", "eine[sr]? der", "unter den", "einer von"),
        "aftermath": ("folgen (?:auch )?für", "auswirkungen (?:auch )?(?:auf|für)", "konsequenzen für"),
        "suffers": ("leide(?:t|n) unter", "litt(?:en)? unter", "spüren die folgen", "kämpf(?:t|en) mit den folgen"),
        "besides": ("neben", "außer", "abgesehen von", "zusätzlich zu"),
        "hails from": (r"(?:kommt|kommen|komme|kam|kamen|stammt|stammen|stamme|stammten|stammte|agieren|agiert|agierten|operieren|operiert|operierten|handeln|handelten) (?:[\w-]+ ){0,5}?(?:aus|von)", r"(?:ihren|seinen|ihr) Ursprung (?:[\w-]+ ){0,2}?in", r"(?:sitzen|sitzt|saßen) (?:[\w-]+ ){0,2}?in"),
        "origin": (r"Ursprungs", r"Herkunft"),
        "based in": (r"(?:mit Sitz|mit Hauptsitz|ansässig\w*|beheimatet\w*|sitzt|sitzend\w*) (?:in|im|bei)",),
        "culprits": (r"Hackern?", r"Angreifern?", r"Eindringlinge", r"Tätern?", r"Cyberkriminellen?", r"Kriminellen?", r"Bande", r"Hackergruppe", r"Hintermänner", r"Urheber", r"Drahtzieher"),
        "spared": (r"virenfrei", r"schadcodefrei", r"frei von (?:jeglichem |jeder |der )?(?:\w+ )?(?:Schadcode|Schadsoftware|Malware|Viren|Hintertüren|Trojanern)", r"nicht infiziert", r"nicht verseucht", "verschont", "unbetroffen", "unbehelligt", "unversehrt", "unbeschadet", "unberührt", "glimpflich", "davongekommen"),
        "came through": ("ungeschoren", "unbeschadet", "unbehelligt", "glimpflich", "heil", "verschont", "unversehrt", "nichts damit zu tun", "nichts passiert", "fein raus"),
        "got away": ("mit dem schrecken", "mit heiler haut", "mit einem blauen auge", "nicht unter den (?:opfern|betroffenen|geschädigten)", "kein opfer", "damit nichts zu tun", "keinen schaden"),
        "luck": ("schrecken", "heiler", "blauen", "damit", "schaden"),
        "nor": ("ebenso ?wenig", "auch nicht", "genauso ?wenig", "gleiches gilt für", "dasselbe gilt für", "noch", "ebenfalls nicht", "und nicht"),
        "but not": ("(?:aber|jedoch|wohl aber|allerdings) nicht(?: für)?", "nicht (?:aber|jedoch|dagegen|hingegen)", "nicht für"),
        "then not": ("(?:dagegen|hingegen|jedoch|aber|indes|wiederum) nicht", "ist es (?:dagegen |hingegen )?nicht", "nicht"),
        "altered": (r"verändert\w*", r"geändert\w*", r"manipuliert\w*", "angetastet", "berührt", "eingedrungen", "erreicht", r"beschädigt\w*", "angerührt", "zugegriffen", "missbraucht", "gefährdet", r"modifiziert\w*", "ausgenutzt", "involviert"),
        "sound": ("unversehrt", "intakt", "unangetastet", "unverändert", "sauber", "(?:ist|sind|war|waren|bleibt|bleiben|blieb|blieben) sicher", "nicht kompromittiert"),
        "evidence": ("hinweise?n?", "anzeichen", "belege?", "indizien", "deutet"),
        "asset": (r"[\w-]*quellcodes?", "code", r"archiv\w*", r"[\w-]*rechner[ns]?", r"[\w-]*maschinen?", r"[\w-]*datenbank(?:en)?", r"[\w-]*plattform(?:en)?", r"[\w-]*repositor(?:y|ys|ies)", r"[\w-]*umgebung(?:en)?", r"[\w-]*geräten?", "forum"),
        "sells": ("verkauf(?:t|te|ten|en)", "vertreibt", "vertrieb", "lieferte?n?", "ausgeliefert", "auslieferte", r"angeboten\w*", "bot", r"verschenkt\w*", "verteil(?:t|te|ten)"),
        "goods": (r"(?:[\w-]*handys?|[\w-]*smartphones?|[\w-]*telefone?n?|[\w-]*tablets?|[\w-]*laptops?|[\w-]*notebooks?|[\w-]*rechner|[\w-]*festplatten?|[\w-]*sticks?|[\w-]*player|[\w-]*bilderrahmen|[\w-]*router|[\w-]*kameras?|[\w-]*geräten?|[\w-]*boxen|[\w-]*cds?|[\w-]*karten|[\w-]*modelle?n?)",),
        "virus": ("virus", "viren", "trojaner[ns]?", "wurm", "würmer", "malware", "schadsoftware", "spyware", "rootkit"),
        "checks": ("prüft", "prüfen", "überprüft", "kontrolliert", "scannt"),
        "repudiates": ("bestreitet", "bestreiten", "bestritt", "bestritten", "dementiert(?:e|en)?", r"weist (?:[\w-]+ ){0,4}?zurück", r"schließt (?:[\w-]+ ){0,4}?aus", "verneint"),
        "stays": ("steckt", "steht", "sitzt", "kam", "kamen", "kommt", "blieb", "blieben", "bleibt", "bleiben", "ging", "gingen", "ist", "sind", "war", "waren", "wurde", "wurden", "wird", "worden", "hat", "haben", "hatte", "hatten", "gilt", "davongekommen", "davon", "davongekommene?", "deshalb", "ganz", "weitgehend", "bisher", "bislang", "selbst", "offenbar", "auch", "ebenfalls"),
        "hurt": (r"betroffen\w*", r"kompromittiert\w*", r"infiziert\w*", "getroffen", r"gehackt\w*", r"angegriffen\w*", r"geschädigt\w*", r"befallen\w*", "heimgesucht", r"lahmgelegt\w*", "infektionen", "zum opfer", "erwischt", r"verseucht\w*", r"attackiert\w*", r"(?:installiert|heruntergeladen|ausgeliefert|erhalten|bezogen|eingespielt)\w*", "bestohlen", "in mitleidenschaft", "verschlüsselt(?:e|en)?", "lahm gelegt", "ausgespäht", "ausspioniert", r"ausgespäht\w*", r"beeinträchtigt\w*", "bedroht", "überfallen", r"erpresst\w*", "eingeschleust", "getroffenen", r"unterwandert\w*", r"infiltriert\w*", r"gekapert\w*", "ausgeraubt", "leergeräumt", "stillgelegt", "geschlossen bleiben", "schließen mussten", "schließen müssen", "schließen musste", "eingefangen", "in mitleidenschaft gezogen", "trifft", "traf", "trafen", "betrifft", "betraf", "erwischte", "ausgefallen", "zum ziel", "ins visier", "ausgenutzt bei", "nachgewiesen", "gelangte (?:auf|in)"),
        "attack": ("angriffe?n? auf", "attacken? auf", r"attackier\w*", r"griff(?=[^;.]{0,90} an\b)", "griffen", "angegriffen", r"infizier\w*", r"kompromittier\w*", "gehackt", r"hackte\w*", "eingedrungen", "drangen", "zugriff auf", "zugang zu", r"ausspionier\w*", "angriffe?n? gegen", "cyberangriffe?n? auf", "cyberangriffe?n? gegen", "hackerangriffe?n? auf", "cyberattacken? auf", "einbrüche?n? in", "einbrüche?n? bei", r"befiel\w*", "befällt", "traf", "trafen", "trifft", "legte", "legten", r"lähmt\w*", r"verschlüsselte\w*", r"unterwander\w*", r"infiltrier\w*", r"verseuch\w*", r"spioniert\w*", "einzudringen", "einzubrechen", "auszuspionieren", "anzugreifen", r"erpress\w*", "hacks?", r"brach(?=[^;.]{0,90} ein\b)", "einbruch (?:bei|in|auf)", "hackerangriff (?:auf|bei|gegen)", "datendiebstahl bei", "angriff bei"),
        "victims": ("opfern?", "geschädigten?", "betroffenen?", "leidtragenden", "ziele", "leidtragende", "geschädigte", "getroffenen", "betroffene (?:unternehmen|firmen|organisationen|behörden|einrichtungen|kunden|nutzer)", "ziel der angriffe?", "zielscheibe", "leidtragender?"),
        "catches": ("eingefangen", "eingehandelt", "ins haus geholt", "aufgesammelt", "eingeschleppt", "zugezogen"),
        "bereft": (r"(?:verloren|verlor) (?:[\w-]+ ){0,3}?dateien", r"dateien (?:an [^\s]+ )?verloren", "um (?:ihre|seine) dateien gebracht"),
        "hardest hit": ("(?:härtesten|schwersten|stärksten|schlimmsten) (?:getroffen|betroffen|erwischt|traf|trifft)", "am (?:härtesten|schwersten|stärksten|schlimmsten)"),
        "goes public": ("bekennen sich", "bekannten sich", "haben sich (?:bekannt|gemeldet|geoutet)", "an die öffentlichkeit", "räumen (?:es|den vorfall) ein", "haben (?:es|den vorfall) eingeräumt"),
        "a victim": ("(?:ein|eine|das) (?:weiteres?|anderes?|weiterer|prominentes?|nächstes?|erstes?|letztes?) (?:opfer|leidtragender?|geschädigter?|betroffener?)", "leidtragender?"),
        "including": ("darunter", "unter anderem", "unter anderen", "wie", "etwa", "beispielsweise", "zum beispiel", r"z\. ?b\.", "namentlich", "auch", "zählen", "gehören", "neben", "zu den", "unter ihnen", "einschließlich", "inklusive", "insbesondere", "vor allem", "allen voran", "in erster linie", "konkret", "zu denen", "zu ihnen", "wozu", "überwiegend", "hauptsächlich", "sowohl", "so etwa", r"bspw\.?"),
        "by": ("von", "durch", "über", "laut", "zufolge", "mit", "nach angaben", "so", "aus", "bei", "gegenüber", "sagte", "sagt", "erklärte", "teilte", "meldet", "meldete", "berichtet", "berichtete", "warnt", "warnte", "schreibt", "forscher", r"sicherheitsforscher\w*", "mithilfe", "seitens", r"entdeckt\w*", "gemäß"),
        "tainted": (r"schädlich\w*", "schadcode", "schadsoftware", "malware", r"bösartig\w*", r"kompromittiert\w*", r"infiziert\w*", r"manipuliert\w*", r"verseucht\w*", r"trojanisiert\w*", "backdoor", "hintertür", r"betroffen\w*", r"verwundbar\w*", r"anfällig\w*", r"vergiftet\w*", r"präpariert\w*", r"verändert\w*", r"verfälscht\w*", r"schadhaft\w*", r"trojaner\w*", r"gekapert\w*", r"unterwandert\w*", r"befallen\w*", r"schadfunktion\w*", r"hintertür\w*", r"verwanzt\w*", r"gefährdet\w*", r"ausgetauscht\w*", r"modifiziert\w*", r"mit schad\w*", r"gefälscht\w*", r"korrumpiert\w*"),
        "fixed": (r"behoben\w*", "behebt", r"gepatcht\w*", r"bereinigt\w*", r"aktualisier\w*", "sicher(?:e|en)? version", r"fehlerbereinigt\w*", "geschlossen", "downgrade", "zurückrollen", "zurücksetzen", "heben", "update auf", "geflickt", "abgedichtet", "beheben", r"korrigiert\w*", r"beseitigt\w*", r"repariert\w*", "saubere?n? version", "ersetzt durch", "update steht", "abhilfe", "abgesichert", "ab version", "bereinigen", "umsteigen"),
        "customers": ("kunden", r"nutzer\w*", r"anwender\w*", "genutzt", "verwendet", "eingesetzt", "nutzen", "installationen", "downloads", "heruntergeladen", "verwenden", "kundinnen", "abonnenten", "kundschaft", "kundenkreis", "kundenstamm", "kundenliste", "abnehmern?", "kunde", r"lizenznehmer\w*", r"auftraggeber\w*", "im einsatz", "zum einsatz", "eingespielt", r"installiert\w*", "verbreitet", "einsetzen", "verwendeten", r"genutzte\w*", "baut", "bauen", "vertrauen", "zählt", "beliefert", "betreut", "bedient", "nutzerbasis", r"wöchentlich\w*", "anwenderinnen", r"setzen(?= (?:[^\s,;.]+ ){0,9}(?:ein|auf)\b)"),
        "maker": ("anbieter", "hersteller", "entwickler", "firma", "unternehmen", "dienstleister", r"software\w*", "herausgeber", "betreiber", "erfinder", "maintainer", "autor", "macher", "betreiber", "schöpfer", "gründer", "softwarehaus", "softwarefirma", "softwarehersteller", "softwareanbieter", "konzern", "produzent", "vertreiber", "distributor", "programmierer", "plattform", "bibliothek", "werkzeug", "paket", "programm", "erweiterung", "tool", "app", "dienst", "betreuer", "betreiberin", "anbieterin", "herstellerin", "startup", "start-up", "entwicklerin", "inhaber", "eigentümer", "eigentümerin", "mutterkonzern", "verantwortlicher", "erfinderin", "gründerin"),
        "makes": (r"(?:,? (?:ist|war|sind)|,) (?:ein|eine|der|die|das|einer|einem|einen) (?:[\w-]+ ){0,3}?(?:(?P<what>[\w-]{4,}?)-?(?:anbieter|hersteller|entwickler|dienstleister)(?:in|s|n)?(?!\w)(?! von| für)|(?:[\w-]*)(?:anbieter|hersteller|entwickler|dienstleister|herausgeber)(?:in|s|n)? (?:von|für|der|des) (?P<thing>(?:[\w/&-]+ ){0,4}[\w/&-]+))",),
        "amid": ("unter", "zu", "teil"),
        "loot": (r"(?:gestohlen|entwendet|erbeutet|abgeflossen|geleakt|kompromittiert|kopiert|betroffen|veröffentlicht|abgegriffen|abgezogen|exfiltriert|ausgelesen|abgesaugt)e(?:n|r|s)?(?: [\w-]+){0,2}? (?:daten\w*|informationen|dateien|dokumenten?|unterlagen|datensätzen?|datenbank|inhalten?|material)", "beute", "datenpaket"),
        "holds": ("sind", "ist", "waren", "war", "gehör(?:en|t|ten)", "zähl(?:en|t|ten)", "umfass(?:en|t|ten|te)", "enthalten", "enthält", "enthielten", "enthielt", "reich(?:en|ten) von", "(?:be)?finden", "befanden", "besteh(?:en|t) aus", r"beinhalte\w+", "handelt es sich", "darunter"),
        "gone": ("offengelegt", "gestohlen", "entwendet", "abgeflossen", "geleakt", "kompromittiert", "erbeutet", "ausgeleitet", "abgegriffen", "abgezogen", "betroffen", "einsehbar", "eingesehen", "exfiltriert", "abhanden ?gekommen", "heruntergeladen", "ausgelesen", "ausgespäht", "gelandet", "aufgetaucht", "in die hände", "in fremde hände", "in falsche hände", "mitgenommen", "abtransportiert", "weggeschafft", "kopiert", "entnommen", "mitgelaufen"),
        "theft": ("diebstahl", "abfluss", "verlust", "entwendung", "offenlegung", "abgreifen", "exfiltration", "leak"),
        "peek": ("zugriff auf", "zugang zu[mr]?", "einblick in", "einsicht in"),
        "unbidden": ("eindringlingen?", "hackern?", "angreifern?", "kriminellen?", "cyberkriminellen?", "unbefugten?", "unberechtigten?", "fremden?", "dritten?", "tätern?", "diebe"),
        "offered": ("zum verkauf", "zum kauf", "im darknet", "im dark ?web", "leak-?seite", "leak-?site", "hacker-?forum", "untergrundforum"),
        "these hold": (r"dazu (?:gehör\w+|zähl\w+)", "darunter (?:sind|waren|(?:be)?finden|befanden|fallen)", "dabei handelt(?:e)?", "dabei (?:geht|ging|gehe) es", r"hierzu (?:gehör\w+|zähl\w+)", "hierbei handelt(?:e)?", "es handelt(?:e)?", "es (?:geht|gehe|ging) (?:dabei )?um", r"diese (?:daten |dateien |dokumente )?(?:umfass\w+|enth(?:alten|ielten)|beinhalte\w+)", "das betrifft", "betroffen (?:sind|seien|waren|ist)"),
        "what left": (r"(?:was|welche \w+)(?: [\w'-]+){0,4}? (?:abgeflossen|gestohlen|entwendet|kopiert|erbeutet|weg|verloren|fehlt|abhandengekommen|abgegriffen|geleakt|betroffen|mitgenommen)",),
        "lays bare": ("betrifft", "betraf", "betreffen", "umfasst", "umfasste", "legte", "offenbarte"),
        "kept safe": (r"(?:blieben|bleiben|sind|waren|seien) (?:\w+ )?(?:sicher|geschützt|unberührt|unangetastet|verschont)", "verschont", "unberührt", "blieb(?:en)? [^.;]{0,40}?unangetastet", "finger gelassen"),
        "touches": ("angerührt", "angetastet", "angefasst", r"rührt(?= [^.;]{0,60}an\b)", "berührt"),
        "neither these": ("ebenso wenig", "ebensowenig", "auch nicht", "genauso wenig", "noch (?:waren|wurden)"),
        "leak": ("datenlecks?", "lecks?", "datenpannen?", "datenabfluss", "datendiebstahls?"),
        "steal": ("stehlen", "stiehlt", r"stahl\w*", "gestohlen", "entwendet", r"entwendete(?:n)?(?= (?:die|den|das|ein|eine|einen|dabei|auch|\w*daten|rund|etwa)\b)", "abgegriffen", r"abgreif\w*", "ausgelesen", "auslesen", r"sammelt\w*", "sammeln", "gesammelt", r"exfiltrier\w*", "erbeutet", "erbeutete", "erbeuten", r"erbeuteten(?= (?:die|den|das|der|ein|eine|einen|dabei|unter|auch|so|sensible|vertrauliche|interne|zahlreiche|mehr|rund|etwa|[^\w\s])\b)", r"kopier\w*", "ausgeleitet", "abgeflossen", r"abfließ\w*", "diebstahl von", "abfangen", "abgefangen", r"abzieh\w*", "ausgespäht", r"ausspäh\w*", "scannt", "erfasst", r"saugt\w*", "abgesaugt", r"absaug\w*", "absaugen", r"zapf\w*", "abgezapft", "mitgelesen", "mitlesen", r"mitschneid\w*", "mitgeschnitten", r"protokollier\w*", r"aufgezeichnet\w*", r"ausspionier\w*", r"ausgespäh\w*", "ausspioniert", "spähte", "spähten", "späht", "sucht nach", "suchte nach", "suchten nach", "suchen nach", r"durchsucht(?:e|en)?(?= (?:[^\s,;.]+ ){0,6}nach\b)", r"sendet(?= (?:[^\s,;.]+ ){0,9}an\b)", r"sendete\w*", r"übermittel\w*", "überträgt", "übertrug", "übertragen(?! werden (?:können|könnten))", "abgezogen", r"abzog\w*", "mitgenommen", r"heruntergeladen(?: worden)?(?=\W*\Z)", r"zugriff auf(?= (?:[^\s,;.]+ ){0,4}(?:\w*daten|e-mails|mails|dateien|quellcode\w*|dokumente|nachrichten|passwörter|informationen|\w*schlüssel|postfächer)\b)", "einsehen", "eingesehen", r"erlangt\w*(?= (?:[^\s,;.]+ ){0,3}(?:\w*daten|passwörter))", "ausgeforscht", r"plünder\w*", "geplündert", r"leerte\w*", "abhanden", "datenabfluss", r"ausschleus\w*", "ausgeschleust", "herausgeschleust", "abgefischt", "fischt", "gefischt", r"erfass\w*", r"schnüffel\w*", r"klaut\w*", "geklaut", "klauen", r"raubt\w*", "geraubt", "auslas", "liest(?= (?:[^,", r"]+ )?aus\b)", "weitergeleitet", r"leitet(?= (?:[^\s,;.]+ ){0,9}(?:weiter|aus)\b)", r"lädt(?= (?:[^\s,;.]+ ){0,9}hoch\b)", r"schrieb(?= (?:[^\s,;.]+ ){0,9}(?:in|aus)\b)", r"greift(?=[^;.]{0,140} ab\b)", r"griffen(?=[^;.]{0,140} ab\b)", r"griff(?=[^;.]{0,140} ab\b)", r"zieht(?=[^;.]{0,140} ab\b)", r"zogen(?=[^;.]{0,140} ab\b)", r"zeichnet(?=[^;.]{0,100} auf\b)", r"nimmt(?= (?:[^\s,;.]+ ){0,6}mit\b)", r"nahmen(?= (?:[^\s,;.]+ ){0,6}mit\b)", "mitgehen", "bedien(?:t|te|ten) sich", "abgesehen", r"schneidet(?= (?:[^\s,;.]+ ){0,6}mit\b)", r"greift(?= (?:[^\s,;.]+ ){0,8}ab\b)", r"griffen(?= (?:[^\s,;.]+ ){0,8}ab\b)", r"zieht(?= (?:[^\s,;.]+ ){0,8}ab\b)", r"zogen(?= (?:[^\s,;.]+ ){0,8}ab\b)", r"liest(?= (?:[^\s,;.]+ ){0,8}aus\b)", r"lasen(?= (?:[^\s,;.]+ ){0,8}aus\b)", r"fertigt(?= (?:[^\s,;.]+ ){0,4}an\b)", r"machten? sich(?= (?:[^\s,;.]+ ){0,8}davon\b)", r"abtransportier\w*", "weggeschafft", "fortgeschafft", "entnommen"),
        "data": ("zugangsdaten", "passw[öo]rte?r?n?", "kennw[öo]rte?r?n?", "tokens?", "schlüsseln?", "geheimnisse", "secrets", "cookies", "daten", "informationen", "dateien", "umgebungsvariablen", "verträge", "rechnungen", "unterlagen", "akten", r"[\w-]*unterlagen", r"[\w-]*akten", r"[\w-]*nummern", "wallets?", "quellcodes?", "e-mails", "anmeldedaten", "verlauf", "nachrichten", "dokumente", "anmeldeinformationen", "systeminformationen", "kundendaten", r"[\w-]+daten", r"[\w-]+token", r"[\w-]+schlüssel", "hostnamen?", "rechnernamen?", "benutzernamen?", "nutzernamen?", "logins?", "log-ins?", "prozesse", "prozessliste", "tastatureingaben?", r"tastenanschläge\w*", "bildschirmfotos?", "screenshots?", "zwischenablage", r"browserverl[aä]uf\w*", "verläufe", "chats?", "chatverläufe", "e-mail-adressen", "mails", "korrespondenz", "postfächer", "kontakte", "adressbuch", "telefonnummern", r"kreditkarten\w*", "bankverbindungen", "zertifikate?n?", "seed-phrasen?", "wiederherstellungsphrasen?", "guthaben", "kryptowährungen?", "bitcoins?", "kontostände", "protokolle?n?", "backups?", "sicherungen", "baupläne", "konstruktionspläne", "rezepte", "personalakten", "patientenakten", "ausweise", "fotos?", "quelltexte?n?", "repositories", "variablen", "konfigurationen", "konfigurationsdateien", "ip-adressen?", "mac-adressen?", "netzwerkinformationen", r"betriebssystem\w*", "firmengeheimnisse", "geschäftsgeheimnisse", "betriebsgeheimnisse", "forschungsergebnisse", "tickets", r"login-\w+", "zugangsschlüsseln?", "zugriffstoken", r"[\w-]*informationen", r"[\w-]*passwörtern?", r"[\w-]*kennwörtern?", r"[\w-]*dateien", r"[\w-]*schlüsseln?", r"[\w-]*cookies", r"[\w-]*wallets?", "kundennamen", r"[\w-]*adressen", "zugangskonten", "namen(?=(?:,| und| sowie) )", r"[\w-]*zeichnungen", r"[\w-]+pläne", r"[\w-]*register", r"[\w-]*befunde", r"[\w-]+listen", r"[\w-]+fotos", r"[\w-]+kopien", r"[\w-]+scans", "anschriften", "manifeste", r"[\w-]*protokolle", r"[\w-]*erklärungen"),
        "blame": (r"verantwortlich\w*", "zugeschrieben", r"schreib\w*", r"verdächtig\w*", "verdacht", "dahinter", "hinter", r"vermut\w*", r"beschuldig\w*", r"steck\w*", "zuzuordnen", "zugeordnet", "zurückzuführen", r"urheber\w*", "spuren", "führen", r"attribuier\w*", r"zurechn\w*", r"zugerechnet\w*", r"zuschreib\w*", r"zuordn\w*", r"drahtzieher\w*", r"hintermänner\w*", "handschrift", "bekannte sich", "bekennt sich", r"bezichtig\w*", "führen nach", "deuten", "deutet", "zeigen auf", r"verknüpf\w*", "in verbindung", "im verdacht", r"mutmaßlich\w*", "ausgegangen", "geht (?:vermutlich |wohl |mutmaßlich )?auf das konto", r"anlast\w*", "angelastet", "lasten", "schuld", "ordnet", "ordnen", r"verübt\w*", "gesteuert"),
        "some state": (r"eine[nm]? (?:fremde[nr]? |ausländische[nr]? )?(?:staat|regierung)(?=[,.;]|\Z| (?:dahinter|hinter|steckt|stecken|steht|am|vermute\w*)\b)", "nur ein staat"),
        "points to": ("tipp(?:t|en|te|ten)(?: [^,.;]{1,60}?)? auf", "zeig(?:t|en|te|ten)(?: [^,.;]{1,60}?)? (?:mit dem finger )?auf", "deute(?:t|n|te|ten)(?: [^,.;]{1,60}?)? auf", "weis(?:t|en)(?: [^,.;]{1,60}?)? auf", "führ(?:t|en|te|ten)(?: [^,.;]{1,60}?)? (?:zu|zur|zum|nach)", "verdächtig(?:t|en|te|ten)", "beschuldig(?:t|en|te|ten)", "bezichtig(?:t|en|te|ten)", "vermute(?:t|n|te|ten)(?: dahinter)?(?:,? [^.;]{1,60}?)?(?= [^,.;]{1,60} dahinter)", "vermute(?:t|n|te|ten) dahinter", "vermute(?:t|n|te|ten)(?= [^,.;]{2,60} (?:dahinter|hinter|als))", "sieh(?:t|en)(?= [^,.;]{2,60} (?:dahinter|hinter|am werk))", "sahen(?= [^,.;]{2,60} (?:dahinter|hinter|am werk))", "sah (?=[^,.;]{2,60} (?:dahinter|hinter|am werk))", "handschrift (?:von|der|des)", "handschrift", "signatur (?:von|der|des)", "spuren? (?:von|der|des)", "mach(?:t|en|te|ten)(?= [^,.;]{2,80} verantwortlich)", "verdacht fällt auf", "verdacht richtet sich (?:gegen|auf)", "gibt(?= [^,.;]{2,60} die schuld)", "gib (?=[^,.;]{2,60} die schuld)", "geben(?= [^,.;]{2,60} die schuld)", "gaben(?= [^,.;]{2,60} die schuld)", "gab (?=[^,.;]{2,60} die schuld)", "steck(?:t|en|te|ten|e)(?: (?:wohl|vermutlich|wahrscheinlich|offenbar|möglicherweise|mutmaßlich|nach ansicht von [^,.;]{1,40}?|laut [^,.;]{1,40}?))?", "steh(?:t|en|e)(?: (?:ohne zweifel|zweifellos|wohl|vermutlich|wahrscheinlich|offenbar|möglicherweise|mutmaßlich|nach ansicht von [^,.;]{1,40}?|laut [^,.;]{1,40}?))", "konto (?:von|der|des)", "werk (?:von|der|des)", "werk", "kappe (?:von|der|des)", "hat (?=[^,.;]{2,60} im verdacht)", "haben (?=[^,.;]{2,60} im verdacht)", "hatte (?=[^,.;]{2,60} im verdacht)", "lassen uns (?=[^,.;]{2,80} vermuten)", "lässt uns (?=[^,.;]{2,80} vermuten)"),
        "it was": ("es (?:war|waren|wäre|sei|seien)(?: (?:wohl|vermutlich|wahrscheinlich|vielleicht|offenbar|möglicherweise|mutmaßlich|auch|womöglich))?", "es (?:könnte|könnten|dürfte|dürften|soll|sollen|muss|mag|kann)(?: es)?(?: (?:wohl|auch|vermutlich|wahrscheinlich|vielleicht|sich um))*", "könnte(?: es)?(?: (?:wohl|auch|vermutlich|wahrscheinlich|vielleicht|sich um))*", "könnten(?: es)?(?: (?:wohl|auch|vermutlich|wahrscheinlich|vielleicht|sich um))*", "dürfte(?: es)?(?: (?:wohl|auch|vermutlich|wahrscheinlich|vielleicht|sich um))*", "dürften(?: es)?(?: (?:wohl|auch|vermutlich|wahrscheinlich|vielleicht|sich um))*", "soll(?: es)?(?: (?:wohl|auch|vermutlich|wahrscheinlich|vielleicht|sich um))*", "sollen(?: es)?(?: (?:wohl|auch|vermutlich|wahrscheinlich|vielleicht|sich um))*", "muss(?: es)?(?: (?:wohl|auch|vermutlich|wahrscheinlich|vielleicht|sich um))*", "mag es(?: (?:wohl|auch|vermutlich|wahrscheinlich|vielleicht|sich um))*", "mag (?:wohl|auch|vermutlich|wahrscheinlich|vielleicht|sich um)", "mag", "kann(?: es)?(?: (?:wohl|auch|vermutlich|wahrscheinlich|vielleicht|sich um))*", "täter (?:war|waren|ist|sind|sei|seien)", "als täter (?:gilt|gelten|galt|kommt|kommen)", "am werk (?:war|waren|gewesen)", "dahinter (?:steckt|stecken|steckte|stecke|stehe|steht|stehen|dürfte|könnte|soll)(?: (?:wohl|vermutlich|wahrscheinlich|offenbar|möglicherweise|mutmaßlich))?", "war es (?:vielleicht|wohl|vermutlich|wahrscheinlich)", "war (?:vielleicht|wohl|vermutlich|wahrscheinlich)", "handelt(?:e)? es sich um", "handele es sich um", "handeln", r"dass es(?: (?:vielleicht|wohl|vermutlich|wahrscheinlich|sich um))*(?= [^,.;]{1,60} (?:war|waren|gewesen|ist|sei|sind)\b)"),
        "cleft end": ("gewesen", "stecken", "stehen", "handeln", "die", "der", "das", "sagt", "meint", "dahinter", "am werk", "zuzuschreiben", "zurück"),
        "opines": ("sagt", "sagen", "sagte", "sagten", "mein(?:t|en|te|ten)", "glaub(?:t|en|te|ten)", "laut", "zufolge", "nach ansicht", "nach einschätzung", "nach angaben", "nach meinung", "ansicht", "sicherheit", "denk(?:t|en)", "find(?:et|en)", "schätz(?:t|en)", "wohl", r"vermut\w+", "wahrscheinlich", "berichte(?:t|n|te|ten)", "für", "erklär(?:t|te|ten)", "überzeugt", "ist sich", "so", "mutmaßlich"),
        "insider": (r"ehemalig(?:e[nrms]?)? ?(?:mitarbeiter\w*|angestellte\w*|beschäftigte\w*|entwickler\w*|administrator\w*|dienstleister\w*|auftragnehmer\w*|kolleg\w*|techniker\w*|programmierer\w*|freelancer\w*)", r"früher(?:e[nrms]?)? ?(?:mitarbeiter\w*|angestellte\w*|beschäftigte\w*|entwickler\w*|administrator\w*|dienstleister\w*|auftragnehmer\w*|kolleg\w*|techniker\w*|programmierer\w*|freelancer\w*)", r"ex-(?:e[nrms]?)? ?(?:mitarbeiter\w*|angestellte\w*|beschäftigte\w*|entwickler\w*|administrator\w*|dienstleister\w*|auftragnehmer\w*|kolleg\w*|techniker\w*|programmierer\w*|freelancer\w*)", r"einstig(?:e[nrms]?)? ?(?:mitarbeiter\w*|angestellte\w*|beschäftigte\w*|entwickler\w*|administrator\w*|dienstleister\w*|auftragnehmer\w*|kolleg\w*|techniker\w*|programmierer\w*|freelancer\w*)", r"entlassen(?:e[nrms]?)? ?(?:mitarbeiter\w*|angestellte\w*|beschäftigte\w*|entwickler\w*|administrator\w*|dienstleister\w*|auftragnehmer\w*|kolleg\w*|techniker\w*|programmierer\w*|freelancer\w*)", r"gekündigt(?:e[nrms]?)? ?(?:mitarbeiter\w*|angestellte\w*|beschäftigte\w*|entwickler\w*|administrator\w*|dienstleister\w*|auftragnehmer\w*|kolleg\w*|techniker\w*|programmierer\w*|freelancer\w*)", r"frustriert(?:e[nrms]?)? ?(?:mitarbeiter\w*|angestellte\w*|beschäftigte\w*|entwickler\w*|administrator\w*|dienstleister\w*|auftragnehmer\w*|kolleg\w*|techniker\w*|programmierer\w*|freelancer\w*)", r"verärgert(?:e[nrms]?)? ?(?:mitarbeiter\w*|angestellte\w*|beschäftigte\w*|entwickler\w*|administrator\w*|dienstleister\w*|auftragnehmer\w*|kolleg\w*|techniker\w*|programmierer\w*|freelancer\w*)", r"unzufrieden(?:e[nrms]?)? ?(?:mitarbeiter\w*|angestellte\w*|beschäftigte\w*|entwickler\w*|administrator\w*|dienstleister\w*|auftragnehmer\w*|kolleg\w*|techniker\w*|programmierer\w*|freelancer\w*)", r"eigen(?:e[nrms]?)? ?(?:mitarbeiter\w*|angestellte\w*|beschäftigte\w*|entwickler\w*|administrator\w*|dienstleister\w*|auftragnehmer\w*|kolleg\w*|techniker\w*|programmierer\w*|freelancer\w*)", r"ex-(?:mitarbeiter\w*|angestellte\w*|beschäftigte\w*|entwickler\w*|admin\w*|partner\w*)", r"exmitarbeiter\w*", r"innentäter\w*", "insider"),
        "disowns": ("ausschließen", "bestreite(?:t|n)", "bestritt(?:en)?", "dementier(?:t|en|te|ten)", "weis(?:t|en)(?= [^.;]{0,80}zurück)", "wies(?:en)?(?= [^.;]{0,80}zurück)", "zurückgewiesen", "zurückweisen", "streite(?:t|n)(?= [^.;]{0,80}ab)", "stritt(?:en)?(?= [^.;]{0,80}ab)", "schließ(?:t|en)(?= [^.;]{0,80}aus)", "schloss(?:en)?(?= [^.;]{0,80}aus)", "ausgeschlossen", "leugne(?:t|n|te|ten)", "widersprach(?:en)?", "widerspricht", "widersprechen", "verneint(?:e)?"),
        "cleared": (r"mitarbeiter\w*", r"angestellte\w*", r"beschäftigte\w*", r"fremde[rns]? (?:staat\w*|macht)", r"ausländische[rns]? (?:staat\w*|regierung)", "staatliche[rns]? akteure?", r"techniker\w*", "dienstleister(?:s|n)?(?= (?:von|der|des))"),
        "had to do": ("in auftrag", r"beauftragt\w*", "zu tun", "beteiligung", "beteiligt", "dahinter", "hinter", r"täter\w*", r"verantwortlich\w*", r"vorwurf\w*", r"vorwürfe\w*", r"anschuldigung\w*", r"beschuldigung\w*", "verwicklung", "verwickelt", r"urheber\w*", "steck(?:e|t|en)", "gewesen", r"dahintersteck\w*", "hand im spiel", "hände im spiel", "finger im spiel", r"dahintersteh\w*"),
        "no part in": ("nichts (?:damit|mit der sache|mit dem (?:angriff|einbruch|vorfall|fall|hack)) zu tun", "damit nichts zu tun", "nichts zu tun", "nicht dahinter", "nicht verantwortlich für", "nicht beteiligt", r"nichts mit (?:dem|der|diesem|dieser|all) ?\w* zu tun", "nicht dafür verantwortlich", "keine schuld an", "nicht hinter (?:dem|der|diesem|dieser|all)", "keineswegs hinter (?:dem|der|diesem|dieser|all)"),
        "hackers": ("hackern?", "angreifern?", "hackergruppen?", "akteuren?", "kriminellen?", "gang", "bande", "spione?n?", r"hackerbande\w*", r"hackerkollektiv\w*", "hackerinnen", r"cyberkriminelle\w*", "cyberspione?n?", r"geheimdienst\w*", r"nachrichtendienst\w*", r"militär\w*", r"gruppierung\w*", "gruppen?", r"staatshacker\w*", "kollektiv", "akteur", "tätern?", r"erpresser\w*", r"angreifergruppe\w*", r"apt-gruppe\w*", r"spionagegruppe\w*", r"ransomware-gruppe\w*", r"elitehacker\w*", r"cyber(?:kriminelle|angreifer|spion|armee|einheit|gruppe|bande|gang)\w*", "hackenden?", "hackers"),
        "unclear": ("unklar", r"nicht (?:\w+ )?(?:bekannt|klar|geklärt|feststell\w*|mitgeteilt|verraten|gesagt)", r"weiß (?:\w+ ){0,3}?niemand", "niemand weiß", "offen (?:ist|bleibt)", "bleibt offen", "keine angaben", "wird (?:noch )?untersucht", "untersuch(?:t|en) (?:noch|derzeit)", "steht (?:noch )?nicht fest", "ungeklärt", "ungewiss", "unbeantwortet", r"nicht (?:\w+ )?(?:sicher|bestätig\w*|abschließend|absehbar|offengelegt|veröffentlicht|genannt|beantworte\w*|nachvollzieh\w*|äußer\w*|sagen|mitteilen|beziffer\w*)", "keine auskunft", "keine stellungnahme", "keine antwort", "keine details", "keine informationen", r"ließ (?:\w+ ){0,4}?offen", r"lässt (?:\w+ ){0,4}?offen", r"lassen (?:\w+ ){0,4}?offen", r"ließen (?:\w+ ){0,4}?offen", r"lässt sich (?:\w+ ){0,4}?nicht", r"ließ sich (?:\w+ ){0,4}?nicht", "ermittlungen (?:laufen|dauern)", "untersuchungen? (?:laufen|läuft|dauert|dauern)", "derzeit untersucht", "ermittelt noch", "frage bleibt", "fragen bleiben", "fraglich", "im unklaren", "im dunkeln", "darüber ist nichts bekannt", "nichts bekannt", "gibt es keine angaben", "machte keine angaben", r"wissen wir (?:\w+ )?nicht", "bleibt unbekannt", "prüft noch", "prüfen noch", "prüft derzeit", r"wollte (?:\w+ ){0,4}?nicht (?:sagen|kommentieren|äußern|mitteilen|bestätigen|nennen)", r"reagiert(?:e|en)? (?:\S+ ){0,5}?nicht", r"äußer(?:t|te|ten|n) (?:\S+ ){0,6}?nicht", r"(?:nähere|weitere|genauere?|konkrete) (?:informationen|angaben|details|einzelheiten) [^.;]{0,60}?(?:nicht|keine)", r"keine (?:näheren |weiteren |genauen |offizielle |konkreten )?(?:informationen|angaben|details|einzelheiten|reaktion|rückmeldung|stellungnahme|erkenntnisse|namen)", r"wollten? weder [^.;]{1,80}? (?:angeben|nennen|sagen|mitteilen|kommentieren|preisgeben)", r"liegen (?:\w+ ){0,3}?(?:nicht|keine|noch nicht) vor", "in abklärung", r"schwieg(?:en)?", r"schweigt", r"keine antwort", "bleibt (?:ein )?rätsel", "ist (?:ein )?rätsel", "rätselhaft", "rätselt", "rätseln"),
        "advise": ("empfiehlt", "empfehlen", "empfohlen", "rät", "raten", "geraten", "fordert", "aufgefordert", "ratsam", "mahnt", "angeraten", r"appellier\w*", "fordern", "forderte", "forderten", "drängt", "mahnen", "mahnte", "empfahl", "empfahlen", r"empfehlung\w*", "wies an", "angewiesen", r"anweis\w*", "nahegelegt", "rieten", "riet", "abgeraten", "ermahnt", r"ruft(?= (?:[^\s,;.]+ ){0,8}(?:auf|dazu)\b)", r"rief(?= (?:[^\s,;.]+ ){0,8}(?:auf|dazu)\b)", r"bittet (?:alle |betroffene |seine |die |kunden|nutzer|anwender|unternehmen)\w*", r"bat (?:alle |betroffene |seine |die |kunden|nutzer|anwender|unternehmen)\w*", "gebeten", "empfehlenswert", "wichtig ist", "angezeigt", "dringend (?:geraten|empfohlen)", "nahelegt", "legt nahe", "sei ratsam", "am sichersten", "reicht aus", "es reicht", "es genügt"),
        "trace": (r"(?:älteste|früheste|allererste)[nrsm]?(?: [\w-]+){0,2}? (?:spur|spuren|hinweise?|anzeichen|einträge?|eintrag|logeintrag|logeinträge|aktivität(?:en)?|zugriffe?|belege?|nachweise?|verbindung(?:en)?|anmeldung(?:en)?)", "erste[nrsm]? (?:spur|spuren|logeinträge|logeintrag|zugriffe?|einwahl|anmeldung)", r"erste[nrsm]? (?:hinweise?|anzeichen)(?= (?:[^\s,;.]+ ){0,9}(?:zurück|datier\w+|stamm\w+)\b)"),
        "unnoticed": ("unbemerkt", "unentdeckt", "unerkannt", "unbehelligt", "niemand(?:em)?", "keiner", "dauerte", "keinem"),
        "that was": ("das war", "dies war", "es war", "das geschah", "dies geschah", "das passierte", "das ereignete sich"),
        "opens": (r"öffnet\w*", "geöffnet", r"klickt\w*", "angeklickt", "heruntergeladen", "hereingefallen"),
        "bait": (r"gefälschte[nrsm]? [\w-]+", r"falsche[nrsm]? [\w-]+", r"fingierte[nrsm]? [\w-]+", r"präparierte[nrsm]? [\w-]+", r"phishing\w*"),
        "to do": ("zu tun", "was tun", "was (?:jetzt|nun) zu tun", "was (?:sie|ihr) (?:jetzt |nun )?(?:tun|machen) (?:sollten|sollt|können|müssen)", "unser(?:e)? (?:rat|tipp|empfehlung)", "abhaken", "checkliste", "aufgabenliste", "hausaufgaben", "abhilfe", "gegenmaßnahmen", "sofortmaßnahmen", "maßnahmen", "nächste schritte", "empfehlungen", "handlungsempfehlung(?:en)?", "(?:der )?beste schutz", "so schützen sie sich", "am besten"),
        "owns up": ("unser (?:eigener )?(?:fehler|versäumnis|versagen)", "unsere (?:eigene )?(?:schuld|verantwortung|nachlässigkeit)", "ankreiden", "vorwerfen lassen", "auf unsere kappe", r"wir (?:waren|sind) (?:viel |einfach )?zu \w+", "wir hätten", "hätten wir", "ich hätte", "wir haben (?:[^.,;]{0,40})?(?:falsch gemacht|versagt|übersehen|unterschätzt|versäumt|verschlafen|geschlampt|ignoriert)", "ich habe (?:[^.;]{0,40})?(?:geklickt|eingetippt|eingegeben|geöffnet|übersehen)", "schäme", "schämen", "uns ist ein fehler", "fehler gemacht", "das war ein fehler", "es war ein fehler", "war unser fehler"),
        "quoting": ("so",),
        "should have": ("hätte(?:n)?(?= [^.;]{0,70}(?:müssen|sollen|dürfen))", "hätte nicht sein dürfen"),
        "others": (r"(?:weitere|andere|mehr|neue|weiteren|anderen) (?:[\w-]+ )?(?:\w*dienstleister\w*|anbieter\w*|hersteller\w*|firmen|unternehmen|opfer\w*|kunden|organisationen|projekte)", r"(?:weitere[nr]?|andere[nr]?|mehr|neue[nr]?) (?:[\w-]+ ){0,2}?(?:zulieferer\w*|lieferanten|pakete\w*|programme\w*|bibliotheken|geräte\w*|erweiterungen|apps|projekte\w*|betreuer\w*)"),
        "will follow": ("wird (?:[^.;]{0,40})treffen", "werden folgen", "werde folgen", "folgen werden", r"als nächste\w*", "zu rechnen"),
        "same fate": ("besuch", "(?:das|dasselbe|gleiche) schicksal", "dasselbe", "gleiche[nmr]? (?:weise|art|schicksal)", "dieselbe (?:weise|art)", "betroffen", "angegriffen", "kompromittiert", "manipuliert"),
        "crooks": (r"betrüger\w*", r"kriminelle\w*", r"gauner\w*", r"cyberkriminelle\w*", r"trickbetrüger\w*", "diebe"),
        "find": (r"entdeckt\w*", r"bemerkt\w*", "aufgefallen", "gefunden", "auffiel", r"meldet\w*", "gemeldet", "bekannt", "aufgedeckt", r"identifiziert\w*", "festgestellt", r"erfuhr\w*", "erfahren", r"alarmiert\w*", r"stieß\w*", "gestoßen", "aufgeflogen", "ans licht", r"registriert\w*", "auffallen", "auffielen", "fiel auf", "fielen auf", r"fiel(?= (?:[^\s,;.]+ ){0,9}auf\b)", r"enttarnt\w*", r"aufgespürt\w*", r"aufgetaucht\w*", "ausgemacht", "nachgewiesen", "erkannt", r"erkannte\w*", "publik", "ans tageslicht", "ruchbar", "flog auf", r"flog(?= (?:[^\s,;.]+ ){0,6}auf\b)", "fand", "fanden", "schlug alarm", "schlugen alarm", "alarm", "hinweise?n? (?:auf|von)", "kenntnis", r"verdächtig\w*", "wahrgenommen", "aufmerksam", "entdeckung", r"feststell\w*", r"stellte(?= (?:[^\s,;.]+ ){0,8}fest\b)", r"stellten(?= (?:[^\s,;.]+ ){0,8}fest\b)", r"merkte\w*", "merken", "gemerkt", "auf die schliche", "auf die spur", r"stutzig\w*", r"schlug(?= (?:[^\s,;.]+ ){0,8}alarm\b)", r"schlugen(?= (?:[^\s,;.]+ ){0,8}alarm\b)", "auffliegen", "bemerken"),
        "start": (r"begann\w*", "begonnen", "seit", "gestartet", "startete", r"eingeschleust\w*", "eingeführt", "eingebracht", r"veröffentlicht\w*", "hochgeladen", r"verteilt\w*", r"manipuliert\w*", r"kompromittiert\w*", "eingebaut", r"verschaff\w*", "zugriff", "eingedrungen", r"ausgeliefert\w*", "bereits im", "erstmals", "angefangen", "zum download", "installierten", r"verbreitet\w*", "gehackt", "schrieb", "beginnt", r"beginn\w*", r"anfing\w*", "startschuss", "auftakt", "setzte ein", "einsetzte", "reichen", r"gehen (?:\w+ )?zurück", r"geht (?:\w+ )?zurück", "liefen", r"datiert\w*", "datieren", "lud", "luden", "drangen", "drang", "gelangten?", r"übernahm\w*", "gekapert", r"kapert\w*", r"tauchte\w*", r"auftauchte\w*", r"erschien\w*", "aufgetaucht", r"ereignete\w*", "ereignet", "fand statt", r"fand(?= (?:[^\s,;.]+ ){0,8}statt\b)", "stattgefunden", r"erfolgte\w*", "passierte", "geschah", "ausgespielt", r"bereitgestellt\w*", "verschickt", "verschickten", r"angeboten\w*", "angegriffen", r"attackiert\w*", r"vergiftet\w*", r"verändert\w*", r"ausgetauscht\w*", "zwischen", "eingespielt", "erstmalig", "frühestens", "spätestens", r"platziert\w*", r"infiziert\w*", "verwendet worden", "hinzugefügt", "erstellt", "angelegt", r"datier\w*", r"fuß (?:ge)?fass\w*", r"fassten?(?= (?:[^\s,;.]+ ){0,6}fuß\b)", "anfangen", "eingebrochen", "bewegten", "im netz", r"reichte\w*", "im gange", "zugang", "veröffentlichung", "erscheint", "auftauchen"),
        "deploy": ("setz(?:t|en|te|ten)(?: [^,.;]{1,60}?)? ab", "lädt(?= [^.;]{1,60}nach)", "bring(?:t|en)(?: [^,.;]{1,60}?)? mit", "öffne(?:t|n) (?:die tür|den weg)", "holt(?= [^.;]{1,60}nach)", "start(?:et|ete)", "wirft(?= [^.;]{1,60}ab)", "legt(?= [^.;]{1,60}ab)", "mündet", "bereitet", "hat (?=[^.;]{1,40} dabei)", r"install\w*", r"nachlad\w*", "nachgeladen", "lädt", "luden", "lud", "geladen", r"schleus\w*", r"eingeschleust\w*", r"verteil\w*", r"verbreit\w*", "enthält", r"enthielt\w*", "namens", r"genannt\w*", "ausgeführt", r"infizier\w*", r"platzier\w*", r"injizier\w*", r"getauft\w*", r"bezeichnet\w*", r"eingebaut\w*", r"versteckt\w*", r"ausgeliefert\w*", r"auslief\w*", r"ausspiel\w*", r"ausgespielt\w*", r"einschleus\w*", "einzuschleusen", r"schmuggel\w*", "geschmuggelt", "eingeschmuggelt", r"untergeschoben\w*", r"unterschob\w*", r"unterjubel\w*", "untergejubelt", r"mitbring\w*", "mitgebracht", "mitgeliefert", r"transportier\w*", "verbarg", "verbirgt", "verborgen", "birgt", "barg", r"tauft\w*", r"taufte\w*", "nennen", "nennt", "nannten", "bekannt als", "alias", r"hinterlegt\w*", r"hinterlass\w*", "abgelegt", "herunterlädt", r"herunterlud\w*", r"einsetz\w*", r"eingesetzt\w*", r"pflanz\w*", "eingepflanzt", "eingebettet", "eingenistet", r"ausführt\w*"),
        "wards off": (r"sperr\w*", r"blockier\w*", r"unterbind\w*", r"überwach\w*", r"deaktivier\w*", r"erkenn\w*", r"filter\w*", r"verbiet\w*"),
        "tool": ("fernzugriffstrojaner", "infostealer", "krypto-?miner", "keylogger", "ransomware", "erpressungstrojaner", "wiper", "rootkit", "web-?shell", "wurm", "datendieb", r"remote[- ]access[- ]trojan\w*", "erpressungssoftware", "verschlüsselungstrojaner", "spionagesoftware", "hintertür", "kryptominer", "fernzugriffs-?trojaner", "fernwartungstrojaner", "fernsteuerungstrojaner", "erpressersoftware", "erpresser-software", r"krypto-?mining-\w+", "info-?stealer", "passwort-?stealer", "passwortdiebe?", "bankingtrojaner", "banking-trojaner", "spionagetrojaner", "spionageprogramm", "wurmprogramm", "botnetz", "datenlöscher", "löschsoftware", "krypto-?drainer", "wallet-drainer", "drainer", "clipper", "erpressungsprogramm", "staatstrojaner", "cryptominer", "crypto-?miner", "cobalt strike", "dropper", "reverse[- ]shell", "hintertüren", "backdoor", "trojaner(?!isiert)", "erpressungs-software"),
        "use": (r"genutzt\w*", r"verwend\w*", r"eingesetzt\w*", "einsetzen", "einsetzt", "nutzen", "nutzt", "nutzten", "nutzte", r"benutz\w*", r"benutzt\w*", "im einsatz", "zum einsatz", r"installiert\w*", "vertrauen", "setzen", "setzt", "setzten", "setzte", "arbeiten mit", "arbeitet mit", "greifen auf", "zurückgreifen", r"eingebunden\w*", r"integriert\w*", "betreiben", "betreibt", "betrieben", "verbaut", "steckt in", "heruntergeladen", "zählt zu den kunden", "gebrauch"),
        "copy": (r"\w*updates?", r"[\w-]*installer", r"[\w-]*version(?:en)?", "fassung(?:en)?", "releases?", r"[\w-]*pakete?n?s?", r"[\w-]*dateien", r"[\w-]*datei", r"[\w-]*bibliothek(?:en)?", "apps?", "anwendung(?:en)?", r"[\w-]*software", r"[\w-]*plugins?", r"[\w-]*erweiterung(?:en)?", "modul(?:en?)?", r"[\w-]*image", "programm(?:en?|s)?", "downloads?", "produkt(?:en?|s)?", r"[\w-]*tools?", r"[\w-]*skripte?n?", "werkzeugs?", "firmware", "quellcode", "aktualisierung(?:en)?"),
        "bad copy": (r"(?:manipulierte|kompromittierte|infizierte|verseuchte|bösartige|schädliche|trojanisierte|gefälschte|verfälschte|präparierte|modifizierte|befallene|vergiftete|veränderte)[nrsm]? (?:[\w-]+ ){0,1}?[\w-]*(?:updates?|installer|version(?:en)?|fassung(?:en)?|releases?|pakete?n?s?|datei(?:en)?|bibliothek(?:en)?|apps|app|anwendung(?:en)?|software|plugins?|erweiterung(?:en)?|images?|programme?s?|downloads?|tools?|skripte?|aktualisierung(?:en)?|kopien?)",),
        "serve": (r"liefert\w*(?= (?:[^\s,;.]+ ){0,8}aus\b)", r"st[ae]nd\w*(?= (?:[^\s,;.]+ ){0,8}(?:zum download|bereit))", r"verteil\w*", r"verbreit\w*", r"ausgeliefert\w*", "auslieferte", r"veröffentlich\w*", r"angeboten\w*", "bot", "boten", "anbot", "heruntergeladen", "herunterladen", r"hochgeladen\w*", "luden", "lud", r"bereitgestellt\w*", r"bereitstell\w*", r"verfügbar\w*", "vertrieben", r"gehostet\w*", "ausgespielt", "eingestellt", "abrufbar", "download"),
        "site": (r"(?:offizielle[nrs]? |eigene[nrs]? )?(?:[\w-]*webseiten?|[\w-]*website|[\w-]*webpräsenz|homepage|internetseiten?|[\w-]*downloadseite|[\w-]*server[ns]?|[\w-]*portal|[\w-]*registry|[\w-]*app-store|[\w-]*marktplatz|update-kanal|update-mechanismus|update-funktion|updatefunktion|spiegelserver|paketquelle)",),
        "from": ("von", "vom", "des", "der", "aus dem hause", "entwickelt von"),
        "made by": (r"(?:entwickelt|hergestellt|vertrieben|angeboten|bereitgestellt|herausgegeben|betreut|gepflegt|betrieben|geliefert|programmiert)\w* (?:von|vom|durch)", "aus dem hause"),
        "way": ("update-?(?:server|mechanismus|funktion|prozess|dienst|kanal|infrastruktur|system)s?", r"aktualisierungs\w+", "updatefunktion", "build-?(?:server|system|umgebung|prozess|pipeline)s?", r"[\w-]*-?build-?system", "entwicklungsumgebung", "kontoübernahme", "npm-konto", "npm-account", "github-konto", "github-account", "account", "accounts", "benutzerkonto", "benutzerkonten", "dienstkonto", "administratorkonto", "maintainer-konto", "npm-token", "github-token", "zugangstoken", "zugriffstoken", "api-schlüssel", "signierschlüssel", "zugangsschlüssel", r"[\w-]*updates?", r"[\w-]*konto", r"[\w-]*konten", r"[\w-]*-accounts?", r"[\w-]*token", r"[\w-]*schlüssel", r"[\w-]*passwörtern?", r"[\w-]*zugangsdaten", r"[\w-]*schwachstellen?", r"[\w-]*lücken?", r"zero-day-\w+", "zero-day", r"[\w-]*phishing-\w+", r"[\w-]*mails?", "anhang", "anhänge", "workflow", "github-action", "github-actions", "domain", "webserver", "server", r"server des \w+", "hoster", "hosting-anbieter", "lieferanten?", "zulieferers?", "dienstleisters?", "drittanbieters?", "subunternehmen", r"fernwartung\w*", r"vpn-\w+", "fernwartungssoftware", "software", "lieferkette", "software-lieferkette", "installationsprogramm", "installationsdatei", "installer", "browser-erweiterung", "paketen?", "bibliotheken", "commits?", "pull-requests?", "anruf", "anrufe", r"stellenangebot\w*", "social engineering", "ehemaligen mitarbeiters?", "insider", "privatrechner", "build-skript", "sicherheitslecks?", "lecks?", "programmierfehler", "fehlkonfiguration", "standardpasswort", "konto", "kontos", "konten", "tokens?", "zugangsdaten", "passw[oö]rte?r?", "schwachstellen?", "sicherheitslücken?", "lücken?", "abhängigkeit(?:en)?", r"phishing\w*", "pakete?s?", "erweiterung", "plugin", "workflows?", r"build-\w+", r"[\w-]*build-system", "bibliothek", "skripte?", "zulieferer", "dienstleister", "webseite", "website", "cookies?"),
        "through": ("über", "mithilfe", "mit hilfe", "via", "dank", "durch", "mittels", "per", "unter ausnutzung", "unter verwendung", r"mit(?= (?:gestohlenen?|erbeuteten?|gültigen?|geklauten?|gefälschten?|kompromittierten?|abgegriffenen?|einem gestohlenen|einem gefälschten|einer gefälschten|einer phishing\w*))", "auf dem weg", "auf dem umweg", "aufgrund", "wegen", "nutzten", "nutzte", "missbrauchten", "missbrauchte", "ausgehend von"),
        "originates": (r"ging (?:[\w-]+ ){0,4}?aus", "ausgegangen", r"vom \w+ \S+ aus", "entstand(?:en)?", "begann(?:en)? mit", "beginnt mit", "ursache", "verursacht durch", "ausgelöst durch", "stammt(?:e)? von", "zurückzuführen auf", "ging von", "ging vom"),
        "tied to": (r"hängt (?:[\w-]+ ){0,3}?mit", r"hing (?:[\w-]+ ){0,3}?mit", "im zusammenhang mit", "zusammenhang mit", r"führt (?:[\w-]+ ){0,4}?auf", "verbindung mit"),
        "lets in": ("ermöglicht(?:e|en)?", "erlaubt(?:e|en)?", "konnten", "konnte", "verschafft(?:e|en)?"),
        "got in": ("eindringen", "eingedrungen", "gelangen", "gelangten", "zugriff", "zugang", "einzuloggen", "einloggen", "anzumelden"),
        "access": ("zugriff", "zugang", "eingedrungen", "einbruch", "gelangten?", "gelangt", "eingeschleust", r"verschaff\w*", "eindrangen", "eindringen", "drangen", "drang", "drangen ein", "brachen", "einbrachen", "eingebrochen", "einzudringen", "einzubrechen", "einzuschleusen", "schleusten", "schleuste", "gehackt", "gekapert", "übernommen", "übernahmen", "hineingelangt", r"erlangt\w*", "einfallstor", "einstieg", r"kompromittier\w*", r"manipulier\w*", "hereingekommen", "eingeführt", "verseucht"),
        "sectors": ("branchen?", "sektore?n?", "industrien?"),
        "release number": (r"(?:version|update|release|ausgabe|v) (?P<number>\d{1,5})(?![.\d])",),
        "hackers from": (r"(?:hackern?|gruppen?|angreifern?|akteuren?|hackergruppen?|kriminellen?)(?: [\w-]+){0,4}? (?:aus|mit verbindungen nach|im auftrag|aus dem|für)", "auftrag", "regierung von", "geheimdienst"),
        "state hackers": (r"(?:staatlich\w*|staatsnah\w*|regierungsnah\w*)(?: [\w-]+){0,3}? (?:hacker\w*|angreifer\w*|akteure?n?|gruppe\w*)", "staatshackern?", r"nationalstaat\w*", r"unterstützung eines (?:nationalstaat\w*|staat\w*)"),
    },
    defangs=(("[punkt]", "."), ("(punkt)", "."), ("[klammeraffe]", "@")),
    orders=(
        r"(?P<cue>ignoriere|ignorieren|missachte|vergiss|vergessen|übergehe|umgehe) .. (?:vorherige\w*|bisherige\w*|obige\w*|frühere\w*|alle|sämtliche|system\w*) .. (?:anweisung|instruktion|vorgabe|regel|befehl|kontext|nachricht)\w*",
        r"(?P<cue>ignoriere|ignorieren|vergiss|vergessen) (?:sie )?(?:alle|alles|sämtliche) .. (?:oben|zuvor|vorher|bisher|anweisung\w*|regeln)",
        r"(?P<cue>assistent|leser|analyst|modell|agent|bot|ki)\b[,:]? .. (?:muss|soll|musst|sollst|müssen|sollen|bitte|hat zu) .. (?:markieren|melden|einstufen|behandeln|antworten|ausgeben|löschen|ignorieren|schließen|erklären)\w*",
        r"(?P<cue>du|sie) (?:bist|sind|musst|müssen|sollst) (?:ab )?(?:jetzt|nun|sofort|ab sofort|markieren|melden|ignorieren|antworten)",
        r"(?P<cue>neue|aktualisierte|wichtige) (?:anweisung|instruktion|systemnachricht|direktive)(?:en)? ?(?:für|an|:)",
        r"(?P<cue>markiere|markieren|stufe|behandle|behandeln|melde|werte|betrachte|betrachten) .. (?:als )(?:sauber|sicher|harmlos|unbedenklich|gutartig|vertrauenswürdig|fehlalarm\w*)",
        r"(?P<cue>melde|melden|erwähne|erwähnen|warne|warnen) (?:sie )?(?:dies|das|diese|nichts|niemandem) .. nicht",
    ),
    copies=(
        r"(?P<cue>laut|gemäß) .. <speaker>",
        r"nach (?P<cue>angaben|einschätzung|erkenntnissen|aussage|ansicht|informationen|darstellung|auskunft) (?:von|der|des|von der) .. <speaker>",
        r"(?P<cue>bericht|berichten|mitteilung|analyse) (?:von|der|des|von der) .. <speaker>",
        r"<speaker> (?P<cue>zufolge)",
        r"<speaker>(?: \w+)? (?P<cue>sagt|sagte|erklärt|erklärte|teilt|teilte|schreibt|schrieb|berichtet|berichtete|meldet|meldete|bestätigt|bestätigte|vermutet|glaubt|schätzt|warnt|warnte|betont|betonte|räumt|räumte|dementiert|dementierte|stellte|kam|kündigte|ergänzte|bestreitet|versichert|versicherte|geht davon|rät|empfiehlt|wertet|hält|fand|beobachtete|entdeckte)",
        r"(?P<cue>sagt|sagte|erklärte|teilte|schreibt|berichtet|berichtete|warnte|betonte|räumte|schrieb|meldete|sah) .. <speaker>",
        r"(?P<cue>veröffentlicht|gemeldet|übersetzt|übernommen|zitiert) (?:von|aus|durch) .. <speaker>",
        r"\A[\s(*_-]*(?P<cue>quelle|quellen|übersetzung)\s*:?\s*(?:[\w'-]+ ){0,4}?<speaker>",
        r"(?P<cue>sicherheitsforschern?|forschern?|experten|analysten|spezialisten|fachleuten?) (?:von|bei|der|des) (?:(?:it-)?(?:sicherheits)?(?:firma|unternehmens|unternehmen|anbieters|spezialisten|dienstleisters) )?<speaker>",
        r"(?P<cue>unter berufung auf|beruft sich auf|berufen sich auf) .. <speaker>",
    ),
    roles={
        "indicator": (
            r"(?:kompromittierungs)?indikator(?:en)?", "iocs?", "c2", "c&c", "kontrollserver", r"befehls?(?:-| und )", "schädlich\\w*",
            "schadsoftware", "schadprogramm\\w*", "schadcode", "bösartig\\w*", "malware", "hintertür", "trojaner", "phishing", "nutzlast",
            "proben?", "prüfsummen?", "hashwerte?", "kontaktiert", "angreifer", "nachgeladen", "sperrliste",
        ),
        "clean": (
            "sauber\\w*", "legitim\\w*", "harmlos\\w*", "gutartig\\w*", "unverändert\\w*", "unbedenklich\\w*", "nicht betroffen\\w*",
            "kein indikator", "original\\w*", "echt\\w*",
        ),
        "victim": ("opfern?", r"(?:kompromittierte|gehackte|betroffene) (?:web)?(?:seiten?|server)", "betroffene organisationen"),
        "test": (r"tests? (?:der|des|von) (?:angreifern?|täter|akteurs?)", "testzwecken? der angreifer"),
        "reference": (
            "quellen?", "referenzen", "weiterführende \\w+", "siehe auch", "links?", "mehr dazu", "mehr zum thema", "weitere informationen",
            "literatur", "kontakt", "über uns",
        ),
    },
    words={
        "that": ("dass",),
        "yet": ("doch", "dann", "danach"),
        "pronoun": ("er",),
        "doer behind verb": (r"(?:(?:die|der|das|diese[rs]?) )?(?:schadsoftware|malware|schadprogramm|programm|schädling|trojaner|wurm|virus|hintertür|schadcode|stealer|infostealer|spyware|angreifer|täter|hacker|kriminellen)", "sie", "er", "es"),
        "platform tails": (r"(?=- (?:und|en|oder|of) )", r"(?=-(?:versio|ausgab|fassung|client|app|variante|programm|anwendung|build|paket|installer|nutzer|anwender|rechner|system|pc|geräte))"),
        "move to": ("aktualisier(?:en|t)", "updaten?", "upgraden?", "installier(?:en|t)", "ein(?:zu)?spielen", "umsteigen", "umzusteigen", "wechseln", "verwenden", "nutzen"),
        "we": ("wir", "uns", "unser", "unsere", "unserem", "unseren", "unserer", "unseres", "ich"),
        "you": ("sie", "ihnen", "ihr", "ihre", "ihrem", "ihren", "ihrer"),
        "and": ("und", "oder", "sowie"),
        "but": ("aber", "während", "jedoch", "hingegen", "dagegen", "obwohl", "sondern", "allerdings"),
        "if": ("wenn", "falls", "sofern", "sollte", "sollten"),
        "since": ("seit", "seit dem", "ab", "ab dem", "von", "vom"),
        "until": ("bis", "bis zum", "bis in den", "bis ende"),
        "before": ("vor", "vor dem", "von vor dem", "spätestens", "bis vor"),
        "after": ("nach", "nach dem", "frühestens"),
        "between": ("zwischen", "zwischen dem", "von", "vom"),
        "early": ("anfang", "beginn", "zu beginn des", "anfang des"),
        "mid": ("mitte", "mitte des"),
        "late": ("ende", "ende des", "gegen ende des"),
        "in": ("im", "seit", "ab", "bis", "monat", "vom"),
        "incident": (
            "angriff", "angriffe", "angriffs", "attacke", "attacken", "cyberangriff", "cyberangriffs", "kampagne", "operation", "vorfall", "vorfalls", "einbruch", "hack", "hackerangriff",
            "kompromittierung", "lieferkettenangriff", "lieferketten-angriff", "supply-chain-angriff", "angreifer", "hacker", "täter", "tat", "aktion", "zugriff", "aktivität", "aktivitäten",
        ),
        "written on": ("auf", "bei", "via", "über", "in"),
        "said in": ("in", "im", "auf", "bei", "per", "via", "über"),
        "against": ("gegen", "schützt vor", "Schutz vor", "verhindert", "anti"),
        "medium": (r"\w*beitrag", r"\w*eintrag", "blog ?post", "blog", r"\w*mitteilung", "stellungnahme", r"\w*bericht", "interview", "gespräch", r"\w*schreiben", r"\w*brief", "e-?mail", "tweet", "artikel", r"\w*hinweis", "bulletin", "erklärung", "analyse"),
        "about": ("vor", "über"),
        "letter from": ("von", "absender"),
        "letter subject": ("betreff", "betr."),
        "letter other": ("datum", "gesendet", "an", "cc", "kopie"),
        "common": words(
        """cyberkriminelle cyberkriminellen cybersicherheit cybersecurity sicherheitsforscher sicherheitsforschern medienhäuser entwickler nutzer
            wir via dank mittels mithilfe per in an am so was war chat mail file ftp ssh oauth kerberoasting rdp web build support phishing zero supply cloud token desktop web update updates open source command remote admin social e it cyber krypto crypto linux windows macos vpn api png dll cd ci c voip npm har png
            app apps client clients installer browser account backdoor malware ransomware exploit repository repositories download downloads link links maintainer code
            wer wie was wann warum welche welcher welches woher nun heute gestern laut einige viele nichts niemand bemerkt begonnen eindringen betroffen basierend erstes erste ersten vermutlich wahrscheinlich findet
            andernfalls anfang ende mitte mitten derzeit bislang bisher dennoch trotzdem zudem außerdem daher deshalb danach später früher zunächst zuerst schließlich insgesamt allein alleine
            benutzern erneut stand nach drei vier fünf sechs gegen seit wegen trotz statt anders alles nur erst noch schon so auch gar aber doch denn weil da damals jetzt sofort umgehend
            forum team google-profil ceo cto ciso cfo herr frau dr prof gmbh ag"""
    ),
        "determiner": words(
        """der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer dieser diese dieses diesen diesem jene jener jenen
            im am zum zur vom beim ins ans aufs alle allen aller viele vielen mehrere einige beide beiden zwei drei vier fünf sechs sämtliche sämtlicher weitere weiteren andere anderen anderer wenige wenigen welche welcher welchem jede jeder jeden
            erste ersten erster erstes"""
    ),
        "noun endings": _FORMS,
        "name parts": ("system", "systems", "software", "server", "computer", "computers", "bank", "partner", "partners", "agent", "protokoll", "team", "international", "union", "media", "data", "studio", "club", "express", "update"),
        "name tails": (
            r"(?:hacker)?gruppe", "bande", "plattform", "software", "installer", "client", "anwendung", "app", "update", "updates", "paket", "paketen", "pakets", "bibliothek", "forscher", "forschern", "sprecher", "sprecherin", "malware", "trojaner", "ransomware", "hintertür", "wurm",
            "systeme", "systemen", "system", "produkt", "produkte", "produkten", "programm", "dienst", "erweiterung", "aktion", "projekt", "projekts", "desktop-app", "untersuchung", "chef", "netz", "netzwerk", "server", "servern", "agent",
        ),
        "region": ("Nordkorea", "China", "Russland", "Iran", "Südkorea", "Vietnam", "DVRK", "USA", "Vereinigten Staaten", "Vereinigte Staaten", "Großbritannien", "Ukraine", "Europa", "Asien", "Afrika", "Nordamerika", "Südamerika", "Lateinamerika", "Europäische Union", "Deutschland",
            "Frankreich", "Italien", "Spanien", "Portugal", "Niederlande", "Niederlanden", "Belgien", "Schweiz", "Österreich", "Polen", "Schweden", "Norwegen", "Dänemark", "Finnland", "Irland", "Kanada", "Mexiko", "Brasilien", "Argentinien", "Chile", "Australien", "Neuseeland", "Japan", "Indien", "Pakistan",
            "Israel", "Türkei", "Taiwan", "Singapur", "Hongkong", "Naher Osten", "Nahen Osten", "Belarus", "Tschechien", "Ungarn", "Rumänien", "Griechenland"),
        "denial": ("keine Hinweise darauf, dass", "keinen Hinweis darauf, dass", "keine Hinweise, dass", "keine Anzeichen dafür, dass", "keine Anzeichen, dass", "keine Belege dafür, dass", "keinen Beleg dafür, dass", "keine Beweise dafür, dass", "nichts deutet darauf hin, dass", "nichts spricht dafür, dass", "bestreitet, dass",
            "bestritt, dass", "dementiert, dass", "dementierte, dass", "schließt aus, dass", "schloss aus, dass", "es stimmt nicht, dass", "es ist falsch, dass", "nicht wahr, dass", "zunächst bestritten, dass"),
        "whether": ("ob", "wenn", "falls", "als ob", "es sei denn", "wie viele", "wie viel", "inwieweit", "inwiefern", "welche daten", "wieviele"),
        "the": ("das", "der", "die", "dem", "des", "den", "dieses", "diese", "dieser", "diesem"),
        "which": ("welche", "welcher", "welches", "deren", "dessen", "wobei", "wo"),
        "question": ("wie", "wann", "wer", "wen", "warum", "ob", "was", "wo", "woher", "welche", "welcher", "welches", "welchem"), "nor": ("noch",),
        "ellipsis": (r"(?:sind|ist|waren|war) (?:es |dies |das )?(?:dagegen |hingegen )?nicht",),
        "expletive": (r"es (?:genügt|reicht|empfiehlt)\b", r"es (?:war|waren|könnte|dürfte|sei|soll|muss)\b(?: (?:wohl|auch|vermutlich|wahrscheinlich|vielleicht))*(?: (?:die|der) \w+)? (?-i:[A-Z])"),
        "act": (*(
            rf"(?<=\b{verb} {joint} )\w+" for verb in sorted({*_VERBS.split("|")}) for joint in ("und", "sowie", "oder")
        ), r"zu \w+en\b", r"\w+zu\w+en\b", *(rf"(?<=\b{verb}, )\w+" for verb in sorted({*_VERBS.split("|")})), *(rf"{each} sie\b" for each in _ORDER.removeprefix("(?:").removesuffix(") sie").split("|"))),
        "act-to": (),
        "data-end": ("aus", "an", "über", "sobald", "bevor", "nachdem", "sämtlicher", "mithilfe", "um", "damit", "dass"),
        "called": ("mit dem Namen", "unter dem Namen", "mit Namen", "bekannt als", "bekannt unter dem Namen", "die sich selbst"),
        "compound": (),
        "group": (r"\w*(?:kunden|mitarbeitenden?|kundinnen|versicherten?|beschäftigten?|unternehmen|nutzern?|benutzern?|anwendern?|organisationen|opfern?|firmen|behörden|entwicklern?|banken|krankenhäusern?|ministerien|rechnern?|computern?|geräten?|systemen?|servern?|netzwerken?|netzen|repositories|projekten?|websites|webseiten|konten|paketen?|schulen|läden|filialen|supermärkten?|dienstleistern?|anbietern?|personen|menschen|abonnenten|downloads|installationen|mitarbeitern?|beschäftigten?|einrichtungen|universitäten|zielen?|endgeräten?|maschinen|betrieben?|händlern?|ländern?|tokens?|haushalten?|gemeinden|institutionen|börsen|rechnern?|pcs?|laptops|notebooks|smartphones|handys|telefonen?|routern?|instanzen|arbeitsplätzen?|arbeitsplatzrechnern?|ämtern?|bundesämtern?|bundesbehörden|konzernen?|betreibern?|herstellern?|zulieferern?|lieferanten|partnern?|kliniken|praxen|apotheken|arztpraxen|hochschulen|kommunen|städten?|kreisen?|landkreisen?|stadtwerken?|versorgern?|banken|sparkassen|versicherern?|reedereien|flughäfen|werken?|fabriken|standorten?|geschäften?|märkten?|restaurants|hotels|händler|onlineshops|online-shops|shops|besuchern?|bürgern?|patienten|studierenden|studenten|spielern?|mitgliedern?|entwicklerinnen|nutzerinnen|kundinnen|administratoren|agenturen|kanzleien|verbänden?|vereinen?|wallets|fällen?|seiten|domains|anwendungen|apps|umgebungen|mandanten|installationen|infektionen|zugriffen|opfer|frauen|privatpersonen|privatnutzern?|endkunden|endnutzern?|geschäftskunden|firmenkunden|großkunden|mittelständlern?|startups|start-ups|ministerien|botschaften|abgeordneten|journalisten|aktivisten|forschern)",),
        "bound": ("mehr als", "mehr denn", "über", "mindestens", "weniger als", "bis zu", "höchstens", "rund", "etwa", "ungefähr", "circa", "ca.", "fast", "knapp", "nahezu", "wenigstens", "gut", "lediglich", "nur", "zumindest", "an die", "schätzungsweise", "annähernd", "beinahe", "etwas mehr als", "deutlich mehr als", "weit mehr als", "weit über", "gerade einmal", "nicht weniger als", "nicht mehr als", "maximal", "bis zu rund", "gut und gerne", "mehr als rund", "weitere", "um die"),
        "vague": ("hunderttausende", "hunderttausenden", "zehntausende", "zehntausenden", "dutzende", "dutzenden", "hunderte", "hunderten", "tausende", "tausenden", "millionen", "millionen von", "mehrere", "mehreren", "mehrere hundert", "mehrere tausend", "mehrere dutzend", "einige", "einigen", "einige hundert", "zahlreiche", "zahlreichen", "eine handvoll", "viele", "ein dutzend", "sämtliche", "sämtlicher", "einem paar", "ein paar", "hunderte von", "tausende von", "dutzende von", "eine reihe von", "eine vielzahl von", "eine vielzahl", "eine große zahl von", "eine kleine zahl von", "eine geringe zahl von", "eine handvoll von", "einer handvoll", "zig", "zigtausend", "zigtausende", "zigtausenden", "abertausende", "hunderte oder tausende", "hunderttausende von", "zehntausende von", "etliche", "etlichen", "diverse", "diversen", "eine million", "einer million", "eine halbe million", "ein halbes dutzend", "ein gutes dutzend", "zwei dutzend", "drei dutzend", "mehreren hundert", "mehreren tausend", "mehreren dutzend", "mehrerer", "einiger", "vieler", "vielen", "zahlreicher", "weniger als ein dutzend", "ein teil der", "ein teil seiner", "ein teil ihrer", "ein kleiner teil der", "ein großteil der", "die mehrzahl der", "die hälfte der", "rund die hälfte der", "wenige", "wenigen", "hunderter", "tausender", "dutzender", "einige tausend", "einigen tausend", "einigen hundert", "einige dutzend", "einigen dutzend", "unzählige", "unzähligen"),
        "sector": (r"(?:\w{3,}(?:branche|sektor|industrie|wirtschaft))", r"kritische[nr]? infrastrukturen?", r"(?:krypto|kryptowährungs|energie|rüstungs|finanz|telekommunikations|verteidigungs|luftfahrt)(?:firmen|unternehmen|dienstleister|konzerne|sektor|branche)n?", "(?:energie|gesundheits|finanz|bildungs|verkehrs|transport|telekommunikations|rüstungs|verteidigungs|automobil|chemie|pharma|luftfahrt|wasser|lebensmittel|versicherungs|medien|logistik|it-|tech-|technologie)(?:wesen|versorgung|versorger|bereich|firmen|konzerne|unternehmen|dienstleister|anbieter)n?", "krypto-(?:firmen|unternehmen|börsen|branche)", "öffentliche[nrs]? (?:verwaltung|dienst|sektor|hand)", "kritis-betreiber", "regierungsbehörden", "us-behörden", "bundesbehörden", "regierungsstellen", "finanzinstitute?n?", "banken und versicherungen", "gesundheitswesen", "bildungswesen", "maschinenbau", "kryptofirmen"),
        "title": (r"(?:sicherheits|firmen|konzern|vorstands|it-)?(?:chef|chefin|sprecher|sprecherin|vorstand|geschäftsführer|präsident|direktor|leiter|forscher|analyst|minister|ingenieur)|ceo|ciso|cto",),
        "purpose": ("ziel", "ziele", "zweck", "zwecke", "absicht", "absichten", "motiv", "motive", "mit dem ziel", "ging es", "geht es", "zu tun", "wollten", "wollte", "statt", "diente", "dient", "sollte", "sollten", "um zu", "zum zweck", "gelte"),
        "negation-free": ("keinen Zweifel", "keine Zweifel", "keinerlei Zweifel", "nicht autorisiert", "nicht autorisierte", "nicht autorisierten", "nicht autorisierter", "nicht autorisiertes", "nicht berechtigt", "nicht berechtigte", "nicht nur", "nicht zuletzt", "kein Zweifel", "ohne Zweifel", "nicht später als", "nicht auszuschließen", "nicht ausgeschlossen", "nicht sagen", "nicht mitteilen", "nicht mitgeteilt", "nicht bekanntgegeben", "nicht bekannt gegeben", "nicht genannt", "nicht nennen", "nicht beziffern", "nicht beziffert", "nicht äußern", "nicht mehr", "nicht erreichbar", "nicht zugreifen", "nicht nutzen", "nicht arbeiten", "keinen Zugriff", "keinen Zugang", "nicht zahlen", "nicht gezahlt", "nicht bezahlt", "kein Lösegeld", "nicht auf die Lösegeldforderung", "nicht auf die Lösegeldforderungen", "nicht auf die Forderungen", "nicht alle", "nicht jeder", "nicht jede"),
        "sources": ("quelle:", "quellen:", "übersetzt aus", "via:", "übersetzung:", "nach einem bericht von", "mit material von"),
        "personal computer": ("privatrechner", "privaten rechner", "privaten computer", "privaten PC", "privatcomputer", "privat-PC", "heimcomputer", "privaten laptop", "persönlichen computer", "persönlichen rechner", "eigenen rechner"),
        "work computer": ("firmenrechner", "dienstrechner", "arbeitsrechner", "arbeitsplatzrechner", "dienstlaptop", "firmencomputer", "arbeitscomputer", "arbeitsplatz-PC", "dienstlichen rechner", "firmenlaptop"),
        "phone": ("telefon", "smartphone", "handy", "mobiltelefon"),
    },
    lexicon={
        "harm": "betroffen* kompromittier* infizier* befallen befiel* gehackt* getroffen trifft traf angegriffen* geschädigt* beschädigt* lahmgeleg* verschlüsselt* erpresst* ausgespäht* ausgespioniert* heimgesucht erwischt* beeinträchtig* gestört* leid* litt* erlitt* opfer* geschröpft geplündert* ausgeräumt* verseucht* unterwander* bespitzelt* gefallen ausgefallen* geknackt* geleert*",
        "affair": "angriff* attacke* hack hacks hackerangriff* cyberangriff* cyberattacke* vorfall* einbruch* einbrüch* kompromittierung* kampagne* operation* spionage* sabotage* diebstahl* lieferkettenangriff* *angriff *angriffe *angriffs *attacke *attacken *vorfall infektion* *hack sicherheitsvorfall* eindringen datenleck* leck* datenpanne*",
        "victim": "opfer* ziel ziele betroffene* geschädigte* darunter leidtragend* *opfer",
        "aim": "abgesehen gezielt* ziel* gegen anvisier* gerichtet* visier",
        "take": "gestohlen* stahl* stehlen stiehlt erbeut* entwende* abgegriffen* abgreif* abgeflossen* abfließ* kopier* ausgelesen ausles* gesammelt* sammel* ausgeleitet* abgezogen* erlangt* ausgespäht* übermittel* übertrag* geleakt* exfiltr* abgesaugt* mitgeles* abgefangen* gelangt* hochgeladen* heruntergeladen* schickt* sendet* einsehen eingesehen",
        "enter": "zugang zugriff* zugegriffen eingedrung* eindring* eindrang* eingebroch* drang drangen verschaff* gelangt* gekapert* kaper* übernommen übernahm* übernehm* unterwander* infiltrier* kontrolle eingelogg* einlogg* einstieg* einfallstor* hintertür* zutritt fuß",
        "means": "über mittels durch via mithilfe nutz* genutzt* benutz* ausnutz* ausgenutzt* missbrauch* verwend* einfallstor* per dank hilfe angriffsvektor* schwachstelle*",
        "insert": "eingeschleus* einschleus* eingefüg* einfüg* eingebaut* einbau* versteck* enthalt* enthielt* enthält eingebettet* injizier* manipulier* verändert* präparier* platzier* unterjubel* untergejubel* geschmuggel* implantier* verseuch* ergänz* eingebracht* ausgetauscht* ersetzt* modifizier* untergebracht* hinzugefügt* infiziert*",
        "spread": "verteil* verbreit* ausgeliefer* auslieferung ausgespiel* ausgeroll* installier* veröffentlich* hochgelad* bereitgestell* eingespiel* nachgelad* nachlad* lädt lud geladen* verschick* versend* heruntergelad* download* eingesetz* eingerichtet*",
        "bad": "bösartig* schädlich* manipuliert* verseucht* trojanisiert* infiziert* präpariert* gefälscht* kompromittiert* vergiftet* schad* böswillig* gefährlich* falsch* gehackt* maliziös* malicious unbefugt* unautorisiert*",
        "malware": "malware schadsoftware* trojaner* backdoor* hintertür* wurm würmer virus viren ransomware spyware spionageprogramm* schadcode* schadprogramm* erpressungstrojaner* *trojaner wiper dropper loader infostealer* stealer* rootkit* payload* schädling* *schädling verschlüsselungstrojaner* rat botnetz* spionagesoftware",
        "make": "hersteller* entwickl* anbiet* bietet bieten vertreib* vertrieb* verkauf* betreib* produz* maintainer* hergestellt* macher* herausgeber* dienstleister* zuliefer* liefer* konzern *hersteller *anbieter *entwickler programmier* betreut* eigentümer* tochter* mutter*",
        "use": "nutz* genutz* verwend* einsetz* eingesetzt* setzt setzen vertrau* installiert* läuft beliebt* einsatz angewies* populär*",
        "customer": "kunde* nutzer* anwender* benutzer* mandant* abonnent* user* mitglied* klient* firmenkund* *kunden *nutzer unternehmen patient* student* einwohner* bürger* passagier* fahrgäst* spender* person personen menschen mensch mitarbeiter* beschäftigte* angestellte* versicherte* rechner* computer* gerät* *geräte *rechner *computer *mitglieder *nutzern betroffene* schüler* reisende*",
        "begin": "begann* beginn* begonnen* seit start* gestart* erstmals zuerst früh* ab zwischen bis ereigne* passier* zurückreich* zeitraum anfang* geschah* datier* registriert* stattgefunden",
        "find": "entdeck* aufgefallen auffiel* bemerk* festgestell* stellte* fand gefunden* finden aufgedeckt* identifizier* stieß* gestoßen erkannt* aufgespür* aufmerksam bekannt aufgeflogen flog nachgewies*",
        "say": "sagt* laut zufolge berichte* teilte mitgeteilt mitteil* erklär* gab gibt angeb* angab* äußer* schreib* schrieb* meldet* meldung warnt* so heiß* nannt* betont* hieß räumt* sprech* geh* davon erläuter* bekannt* verlautbar*",
        "admit": "räumt* eingeräumt* zugegeben* zugab* zugeb* bestätig* gestand* eingestand* entschuldig* bedauer*",
        "blame": "verantwortlich* hinter steck* zugeschrieb* zuschreib* schreib* vermut* verdächtig* beschuldig* macht mutmaßlich* verbind* urheber* täter* drahtzieher* schuld* zugeordnet* zuordn* dahinter unterstütz* gesteuert* nahesteh* nahe führt",
        "actor": "hacker* gruppe* angreifer* täter* kriminelle* cyberkriminelle* bande* akteur* eindringling* kollektiv* spion* geheimdienst* *gruppe *hacker *akteure *bande staatlich* apt",
        "fix": "patch* behob* beheb* aktualisier* update* entfern* widerruf* zurückgezog* zurückzieh* gesperrt* sperr* ausgetausch* austausch* wechsel* änder* deinstallier* zurücksetz* zurückgesetz* bereinig* schließ* geschloss* isolier* abgeschalt* abschalt* neu deaktivier* gelöscht* löschen",
        "advise": "empfehl* empfiehl* empfohl* rät raten geraten soll sollte* sollen muss müss* aufgeforder* auffordern umgehend dringend ratsam hinweis* prüf* bitte*",
        "unknown": "unklar* unbekannt* ob offen fraglich* ermittel* untersuch* noch rätsel* ungeklärt* äußerte ungewiss*",
        "safe": "nicht kein* nie niemals sicher unberührt* unversehrt* weder noch ohne verschont* unbeschadet* intakt* legitim* echt* sauber*",
        "organisation": "unternehmen* firma firmen behörde* ministeri* bank* krankenhaus* krankenhäus* klinik* universität* regierung* organisation* konzern* fluggesell* einrichtung* institut* amt ämter kommune* stadt städt* schule* betrieb* verband* verbänd* stiftung* dienst* börse* händler* *konzern *ministerium *amt *bank *behörde *unternehmen *firma *gesellschaft polizei lieferant* zuliefer* anbieter* *anbieter dienstleister* *dienstleister partner *partner flughafen* flughäf* *flughafen *flughäfen versicher* *versicherung *versicherungen krankenkasse* *kasse *kassen verwaltung* *verwaltung *verwaltungen kanton* gemeinde* landkreis* *polizei *polizeien *einrichtung *einrichtungen *werke hersteller* *hersteller reederei* airline* *airline kette* *kette supermarkt* supermärkt* hochschule* *hochschule apotheke* arztpraxen kanzlei* verlag* *ministerien *ministeriums bundesamt* *amts *ämter kreditinstitut* *institut *institute *banken *kliniken *klinik *stadt *städte *kommunen",
        "product": "software* programm* tool* werkzeug* bibliothek* paket* app apps anwendung* update* installer* plugin* erweiterung* server* system* repositor* modul* client* plattform* dienst* komponent* treiber* version* produkt* website* webseite* netzwerk* infrastruktur* *software *programm *server *system *systeme *paket *pakete *update *app *netz browser* umgebung* mechanismus anlage* installationsdatei*",
        "secret": "zugangsdaten passwort* passwört* kennwort* kennwört* token* schlüssel* zertifikat* konto konten account* anmeldedaten cookie* *konto *schlüssel *zertifikat *daten sitzung* geheimnis* wallets *wallets *wallet passphrase* pin pins *passwort *passwörter *kennwort *kennwörter *kennwörtern",
        "data": "daten* datei* e-mail* mail* name* adress* informatio* dokument* nachricht* quellcode* code kontakt* telefonnummer* *daten *nummern *dateien geld* krypto* guthab* inhalt* passwör* zugangsdat* verlauf* akten unterlagen geburt* vorname* nachname* familienname* anschrift* *anschrift *anschriften *adresse *adressen iban* bic bankverbindung* kontonummer* *nummer geschlecht staatsangehörigkeit* foto* bild bilder *bilder *bild videos ausweis* *ausweis *ausweise führerschein* reisepass* pässe rechnung* *rechnung *rechnungen verträge* *verträge *vertrag korrespondenz* *korrespondenz schriftverkehr *akte *akten diagnose* befund* gehalt gehält* gehaltsabrechnung* zahlung* bestellung* *bestellungen transaktion* kontostand* kontoständ* profil* *profile screenshot* bildschirmfoto* backup* sicherungskop* konstruktionspl* baupl* algorithm* datenbank* *datenbank *datenbanken konfiguration* einstellungen variable* protokolle metadaten datensatz* datensätz* *datensätze *historie tastatureingabe* tastenanschl* angaben personalien zeugnis* lebenslauf lebensläuf* identität* quelltext* *namen *informationen *dokumente *mails *listen *liste *kopien *inhalte *geheimnisse *token *tokens iban-* url* abrechnung* *abrechnungen geschäftsgeheimn* betriebsgeheimn* zeichnung* *zeichnung *zeichnungen register *register manifest* *pläne *erklärung *erklärungen röntgen*",
        "technique": "phishing* *phishing schwachstelle* *schwachstelle *schwachstellen sicherheitslücke* lücke* *lücke *lücken zero-day* exploit* übernahme* side-loading erpressung* typosquatting social-engineering persistenz rechteausweitung brute-force* *injection fehlkonfiguration* verschlüsselung* leck",
        "person": "chef* sprecher* forscher* analyst* entwickler* maintainer* experte* leiter* gründer* geschäftsführer* präsident* mitarbeiter* minister* professor* vorstand* *chef *sprecher *sprecherin *forscher *experte *experten",
        "aside": "früher* vorherig* ähnlich* wie bereits damals zuvor ehemalig* vergleichbar* schon auch letzt* vorjahr* erinner* ander*",
        "maybe": "könn* dürft* möglich* womöglich vielleicht wahrscheinlich* mutmaß* angeblich* wohl offenbar wenn falls würd* theoretisch* potenziell* soll* vermutlich",
        "post": "veröffentlicht* aktualisiert* artikel stand beitrag geschrieben* meldung",
        "motive": "spionage geld finanziell* lösegeld* erpress* profit* gewinn* sabotage zerstör* bereicher* nachrichtendienst* kryptow*",
        "number": "tausend* million* hundert* dutzend* prozent mehr weniger rund etwa über mindestens knapp insgesamt zahl",
        "of": "des der von vom",
        "in": "in im innerhalb",
        "at": "bei beim am",
        "to": "zu zum zur an auf gegen nach ans ins",
        "by": "durch von vom",
        "with": "mit",
        "from": "aus ab von vom",
        "for": "für",
        "on": "über auf um",
        "like": "wie als etwa darunter beispielsweise",
        "and": "und oder sowie",
        "the": "der die das den dem ein eine einen einer eines einem ihre ihren ihrer seine seinen seiner diese dieser dieses unsere",
        "that": "dass die der das welche welcher deren dessen wer",
        "is": "ist war wurde wurden sind waren worden werden wird sei seien hat haben hatte hatten",
    },
)  # fmt: skip
