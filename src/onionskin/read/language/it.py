"""Italian: how reports in it say who was hit through what, and how sure they are."""

from __future__ import annotations

from onionskin.plugins.contracts import Cues, Phrase, words

META = {
    "title": "Italian",
    "misses": "Subjects that the verb alone carries are taken for the incident; reported speech across sentences.",
    "references": ["https://www.acn.gov.it/portale/csirt-italia"],
}

_HIT = r"compromess[aoie]|violat[aoie]|hackerat[aoie]|infettat[aoie]|attaccat[aoie]|infiltrat[aoie]|penetrat[aoie]|colpit[aoie]|trojanizzat[aoie]|bucat[aoie]|manomess[aoie]|manipolat[aoie]|alterat[aoie]|avvelenat[aoie]|contaminat[aoie]|modificat[aoie]|piratat[aoie]|dirottat[aoie]|forzat[aoie]"
_STRUCK = r"compromess[aoie]|violat[aoie]|hackerat[aoie]|infettat[aoie]|attaccat[aoie]|infiltrat[aoie]|colpit[aoie]|spiat[aoie]|vittim[ae]|cifrat[aoie]|crittografat[aoie]|paralizzat[aoie]|contaminat[aoie]|danneggiat[aoie]|coinvolt[aoie]|toccat[aoie]|raggiunt[aoie]|bucat[aoie]|derubat[aoie]|dirottat[aoie]|pres[aoie] di mira|impattat[aoie]"
_WAS = r"(?:(?:è|sono|era|erano|fu|furono|sia|siano|sarebbe|sarebbero|essere|essendo|fosse|fossero|potrebbe essere|potrebbero essere)(?: (?:già|poi|anche|quindi|stat[aoie]|ancora)){0,2}|viene|vengono|venne|vennero|veniva|venivano|risulta|risultano|risultava|risultavano|rimast[aoie]|rest[aoi]|stat[aoie])"
_THROUGH = r"(?:attraverso|tramite|mediante|per mezzo d\w*'?|per via d\w*'?|per opera d\w*'?|con|usando|utilizzando|sfruttando|abusando d\w*'?|valendosi d\w*'?|grazie a\w*'?|a causa d\w*'?|per colpa d\w*'?|passando per|passando da\w*'?|a partire da\w*'?|via|da\w{0,3}'?|dopo aver (?:installato|scaricato|eseguito|aperto|aggiornato))"
_RAN = r"installò|scaricò|eseguì|aprì|avviò|lanciò|installare|eseguire|scaricare|installato|scaricato|eseguito|avviato|aperto|lanciato"
_DEVICE = r"(?P<object>(?:[\w'-]+ ){0,2}?(?:computer|pc|portatile|telefono|smartphone|cellulare|dispositivo|macchina|postazione)(?: (?:personale|privato|privata|di lavoro|aziendale|domestico|di casa|lavorativo|dell'azienda|lavorativa))?)"
_ASKED = r"(?P<object>(?:(?:di|a|con|per|da|su) )?(?:come|quando|chi|perché|se|quant[aoie]|dove|da quando|cosa|che cosa|qual\w*|in che misura|fino a che punto|che)\b[^;]{3,200})"
_ACT = (
    "disinstallare|disinstallate|disinstalla|disinstalli|rimuovere|rimuovete|rimuova|rimuoverlo|rimuoverla|isolare|isolate|isoli|cambiare|cambiate|cambi|aggiornare|aggiornate|aggiorni"
    "|reimpostare|reimpostate|reimposti|bloccare|bloccate|disattivare|disattivate|disabilitare|disabilitate|usare|usate|utilizzare|utilizzate|eliminare|eliminate|eliminarlo|eliminarla|cancellare|cancellate"
    "|revocare|revocate|revochi|installare|installate|svuotare|ruotare|ruotate|passare a|reinstallare|reinstallate|sostituire|sostituite|sostituisca|vincolare|vincolate|verificare|verificate|verifichi|cercare|cercate|controllare|controllate|controlli|monitorare|monitorate|esaminare|esaminate|analizzare|analizzate"
    "|ripristinare|ripristinate|applicare|applicate|limitare|limitate|evitare|evitate|diffidare|diffidate|fissare|fissate|bloccare la versione|riavviare|riavviate|ricostruire|ricostruite|ricostruirli|ricostruirle|rigenerare|rigenerate|rinnovare|rinnovate|attivare|attivate|abilitare|abilitate|consultare|consultate|segnalare|notificare|contattare|contattate|scollegare|scollegate|spegnere|spegnete|disconnettere|disconnettete|sospendere|sospendete|migrare|migrate|considerare|considerate|trasferire|trasferite|invalidare|invalidate"
    "|ritirare|formattare|segmentare|restringere|imporre|adottare|adottate|eseguire una|effettuare|effettuate|tornare a|tornate a|retrocedere|non pagare|non aprire|non installare|non riutilizzare|ispezionare|ispezionate|rivedere|conservare|interrompere|configurare|configurate|assicurarsi|assicuratevi|mantenere|seguire|seguite|procedere|confrontare|spostare|spostate|ruota|passate|passi|aggiungere|proteggere|proteggete|rafforzare|rafforzate|scansionare|scansionate|mantenete|imponete|esigere|mettere in quarantena|mettete in quarantena|trattare|trattate|generare|generate|negare|smettere|evita|avvisare|avvisate|informare|informate|denunciare|implementare|implementate|pianificare|predisporre|congelare|congelate|bonificate|mettere offline|resettare|resettate|riscrivere|preferire|restringete|scegliere|accertarsi|confermare|salvare|salvate|porre|ricompilare|bonificare"
)
_DATA = r"(?P<object>[^;.]{3,200})"
_SAID = r"(?:che |di |aver |avere |essere )?(?P<object>[^;]{6,240})"
_OF = r"(?:di|del|dello|della|dell'|dei|degli|delle|d')"
_OFS = r"(?:di|del|dello|della|dell'|dei|degli|delle|d')(?:\s+|(?<='))"
_TO = r"(?:a|ad|al|allo|alla|all'|ai|agli|alle)"
_BY = r"(?:da|dal|dallo|dalla|dall'|dai|dagli|dalle)"
_BYS = r"(?:da|dal|dallo|dalla|dall'|dai|dagli|dalle)(?:\s+|(?<='))"
_IN = (
    r"(?:in|nel|nello|nella|nell'|nei|negli|nelle|su|sul|sullo|sulla|sull'|sui|sugli|sulle|presso)"
)
_SOME = r"(?:(?:anche|pure|alcuni|alcune|diversi|diverse|i|gli|le|il|lo|la|sistemi|reti|server|di|del|della|dei|delle|degli|inoltre|tra|fra|gli|altri) ){0,5}?(?:(?:l|dell)')?"
_NEAR = r"(?:\s*,[^,;]{0,160},|\s*\([^()]{0,160}\)|,)?(?: (?!che\b|quant[aoie]\b|come\b|se\b|chi\b|dove\b|cui\b)[\w'-]+){0,5}? "
_AN = r"(?:un |uno |una |un'|il |lo |la |l'|i |gli |le )?"
_MEANS = (
    r"(?P<object>(?:(?:un|uno|una|il|lo|la|i|gli|le|alcun[ei]|suo|sua|suoi|sue|propri[oae]) |un'|l')?(?:[\w'-]+ ){0,4}?(?:aggiornamento|aggiornamenti|fornitore|partner|produttore|phishing|account|credenziali?|password|token|chiav[ei]|segreti"
    r"|falla|falle|vulnerabilità|libreria|programma|installer|installatore|pacchett[oi]|dipendenz[ae]|repository|sessione|accesso|sito|server|e-?mail|messaggi|allegat[oi]|applicazione|app|strumento|estensione|plugin|script|workflow)(?: [\w'-]+){0,4})"
)
_MADE = "sviluppa|sviluppano|sviluppò|produce|producono|vende|vendono|commercializza|pubblica|offre|offrono|mantiene|mantengono|realizza|creò|fornisce|forniscono|distribuisce|scrisse"
_MADE_BY = r"sviluppat[aoie]|prodott[aoie]|vendut[aoie]|commercializzat[aoie]|pubblicat[aoie]|mantenut[aoie]|realizzat[aoie]|creat[aoie]|fornit[aoie]|offert[aoie]|scritt[aoie]"
_MAKER = "produttore|produttrice|fornitore|fornitrice|sviluppatore|sviluppatrice|creatore|creatrice|editore|distributore|proprietario|proprietaria|manutentore|responsabile|autore|autrice|software house|azienda dietro|società dietro|casa produttrice|vendor"
_MALWARE = "backdoor|malware|trojan|cavallo di troia|programma malevolo|software malevolo|software spia|spyware|ransomware|loader|caricatore|impianto|infostealer|ladro di informazioni|ladro di dati|worm|wiper|dropper|iniettore|codice malevolo|rootkit|keylogger|downloader|virus"
_GANG = r"(?:grupp[oi]|hacker|pirati informatici|criminali|criminali informatici|cybercriminali|attaccanti|aggressori|intrusi|spie|gang|banda|attor[ei]|operatori|assalitori)"
_EVIL = r"(?:trojanizzat|malevol|compromess|manomess|infett|infettat|contaminat|avvelenat|alterat|dannos|nascondev|contenev)\w*"

CUES = Cues(
    code="it",
    name="Italian",
    stopwords=words(
        """il lo la i gli le l un uno una di del dello della dei degli delle a al allo alla ai agli alle da dal dalla
        dai in nel nella nei nelle con su sul sulla per tra fra e ed o od ma che chi cui quale quali non ne se si è
        sono era erano fu essere stato stata stati state ha hanno aveva avevano avere avrebbe sarebbe più meno molto
        anche come quando dove mentre perché dopo prima ancora già questo questa questi queste quello quella suo sua
        loro ci vi mi ti lui lei noi voi io tutto tutti tutte altro altri altre due tre però inoltre invece secondo
        dall dell nell sull all dallo nello sullo negli dagli sugli alle dalle sulle nelle ce cosa"""
    ),
    hedges={
        "con un livello di fiducia elevato": "high", "con un livello di fiducia alto": "high", "con un alto livello di fiducia": "high", "con un elevato livello di fiducia": "high", "con un livello di confidenza elevato": "high", "con un livello di confidenza alto": "high", "con un livello di fiducia medio": "moderate", "con un livello di confidenza medio": "moderate", "con un livello medio di fiducia": "moderate", "con un livello di fiducia basso": "low", "con tutta probabilità": "high", "con ogni verosimiglianza": "high", "con buona probabilità": "moderate", "è possibile che": "low", "non si esclude che": "low", "non escludiamo che": "low", "non si può escludere che": "low", "parrebbe": "moderate", "sarebbero stati": "low", "sarebbe stato": "low", "avrebbero avuto": "low", "presumono": "moderate", "si presume": "moderate", "ipotizza": "low", "ipotizzano": "low", "si ipotizza": "low", "potenzialmente": "low", "chissà": "low", "asserito": "low", "a quanto risulta": "moderate", "tutto fa pensare": "moderate", "tutto lascia pensare": "moderate", "stimano": "moderate", "hanno confermato": "confirmed", "confermati": "confirmed", "confermate": "confirmed", "comprovato": "confirmed",
        "con alta confidenza": "high", "con elevata confidenza": "high", "con un alto grado di fiducia": "high", "con alta fiducia": "high", "alta fiducia": "high", "alta confidenza": "high", "con alto grado di fiducia": "high",
        "con un elevato grado di fiducia": "high", "con elevato grado di fiducia": "high", "con alto grado di confidenza": "high", "con un alto grado di confidenza": "high", "con un elevato grado di confidenza": "high", "con un alto livello di confidenza": "high", "con un elevato livello di confidenza": "high",
        "con elevato grado di sicurezza": "high", "con grande sicurezza": "high", "con un alto grado di sicurezza": "high", "senza dubbio": "high", "senza ombra di dubbio": "high", "senz'altro": "high", "con certezza": "confirmed", "confermato": "confirmed", "confermata": "confirmed", "conferma": "confirmed", "confermano": "confirmed", "ha confermato": "confirmed", "accertato": "confirmed", "accertata": "confirmed", "verificato": "confirmed", "dimostrato": "confirmed",
        "quasi certamente": "high", "quasi sicuramente": "high", "molto probabilmente": "high", "con ogni probabilità": "high", "con confidenza moderata": "moderate",
        "con moderata confidenza": "moderate", "con media confidenza": "moderate", "con confidenza media": "moderate", "con un grado di fiducia moderato": "moderate", "con moderata fiducia": "moderate", "con fiducia moderata": "moderate", "con un moderato grado di fiducia": "moderate", "con un grado moderato di fiducia": "moderate",
        "probabilmente": "moderate", "verosimilmente": "moderate", "presumibilmente": "moderate", "probabile": "moderate", "è probabile che": "moderate", "ritiene": "moderate", "ritengono": "moderate", "si ritiene": "moderate",
        "crede": "moderate", "credono": "moderate", "si crede": "moderate", "stima": "moderate", "pensa": "moderate", "pensano": "moderate", "sembra": "moderate", "sembrano": "moderate", "sembra essere": "moderate", "sembrerebbe": "moderate", "pare": "moderate", "a quanto pare": "moderate", "a quanto sembra": "moderate",
        "sospetta": "moderate", "sospettano": "moderate", "si sospetta": "moderate", "sospettato": "moderate", "sospettati": "moderate", "sospetto": "moderate", "suggerisce": "moderate", "suggeriscono": "moderate", "lascia pensare": "moderate", "lasciano pensare": "moderate", "fa pensare": "moderate", "farebbe pensare": "moderate", "presunto": "moderate", "presunta": "moderate", "presunti": "moderate", "presunte": "moderate",
        "ritiene che": "moderate", "ritengono che": "moderate", "crede che": "moderate", "credono che": "moderate", "sospetta che": "moderate", "sospettano che": "moderate", "si ritiene che": "moderate", "si sospetta che": "moderate", "pensa che": "moderate", "sembra che": "moderate", "pare che": "moderate", "suggerisce che": "moderate", "stima che": "moderate",
        "con bassa confidenza": "low", "con scarsa confidenza": "low", "con bassa fiducia": "low", "con scarsa fiducia": "low", "con un basso grado di fiducia": "low",
        "potrebbe": "low", "potrebbero": "low", "può": "low", "possono": "low", "possa": "low", "possano": "low", "avrebbe": "low", "avrebbero": "low", "sarebbe": "low", "sarebbero": "low", "verrebbe": "low",
        "forse": "low", "possibilmente": "low", "eventualmente": "low", "apparentemente": "low", "non confermato": "low", "non confermata": "low", "non verificato": "low",
    },
    negations=(
        "non", "mai", "né", "nessun", "nessuno", "nessuna", "nessun'", "neppure", "nemmeno", "neanche", "senza", "nega", "negano", "negato", "negare", "ha negato",
        "smentisce", "smentito", "smentiscono", "ha smentito", "niente", "nulla", "esclude", "escluso", "escludono", "respinge", "respinto",
    ),
    facts=(
        # -- who was hit, and through what
        Phrase("compromised-through", rf"<subject> .. {_WAS} .. (?P<cue>{_HIT})(?: da (?:\S+ ){{1,4}}?)? .. {_THROUGH} .. <object>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", rf"<subject> {_WAS} (?:\w+ )?(?P<cue>{_HIT}) {_THROUGH}(?:\s+|(?<='))(?:[\w']+ ){{0,6}}?<object>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", rf"{_WAS} (?P<cue>{_HIT}) {_SOME}<subject!> .. {_THROUGH} .. <object>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", rf"(?P<cue>compromettere|compromesso|comprometteva|violare|violato|violarono|violò|attaccare|attaccato|attaccò|infettare|infettato|infettò|infettarono|hackerare|hackerato|infiltrarsi|infiltrati|infiltrato|penetrare|penetrati|penetrato|entrare|entrati|entrarono|entrò|accedere|acceduto|accesso|raggiungere|raggiunto|colpire|colpito|colpì) (?:[\w'-]+ ){{0,4}}?<subject> .. {_THROUGH} .. <object>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", rf"{_THROUGH} .. <object!>,? .. (?P<cue>compromesso|violato|infettato|hackerato|entrati|entrato|penetrati|penetrato|infiltrati|infiltrato|colpito|compromettere|violare|raggiungere|entrare|penetrare|infiltrarsi|raggiunto|accesso) .. <subject>", "organisation|group", "product|organisation"),
        Phrase("compromised-through", r"<object> .. (?P<cue>servito|servita|serviti|servì|usat[aoie]|utilizzat[aoie]|sfruttat[aoie]|permesso|permise|consentito|consentì|abusat[aoie]|impiegat[aoie]|adoperat[aoie]) .. (?:compromettere|violare|attaccare|infettare|hackerare|infiltrarsi|entrare|accedere|penetrare|raggiungere|colpire|spiare) .. <subject>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", r"(?P<cue>usato|utilizzato|sfruttato|usando|utilizzando|sfruttando|sfruttarono|usarono|impiegato|abusato|adoperato) .. <object> .. per (?:compromettere|violare|attaccare|infettare|hackerare|infiltrarsi|entrare|accedere|penetrare|raggiungere|colpire) .. <subject>", "organisation|group", "product|organisation"),
        Phrase("compromised-through", rf"<object> .. (?P<cue>porta|vettore|punto|ingresso|trampolino|testa|varco|ponte|accesso) .. (?:d'ingresso|d'accesso|di ingresso|di accesso|iniziale|verso|{_IN}|per|contro|{_OF}) .. <subject>", "organisation|group", "product|organisation"),
        Phrase("compromised-through", rf"(?P<cue>compromissione|violazione|attacco|intrusione|infezione|hackeraggio) .. (?:{_OF}|{_TO}|contro|{_IN}|subit\w+ da\w*'?) .. <subject> .. (?:attraverso|tramite|mediante|per mezzo d\w*'?|per via d\w*'?|sfruttando|usando|grazie a\w*'?|passando per|con) .. <object>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", rf"(?P<cue>compromissione|violazione|attacco|intrusione|infezione) (?:{_OF}|{_TO}|contro|{_IN}) .. <subject> .. (?:è iniziat[ao]|iniziò|è cominciat[ao]|cominciò|è partit[ao]|partì|ha avuto origine|ebbe origine|deriva|nasce|nacque|è nat[ao]) (?:con|{_BY}|{_IN}) .. <object>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", r"(?:compromissione|violazione|manomissione|attacco) .. <object> .. (?P<cue>portato|permesso|consentito|aperto|condotto|causato|spalancato|provocato) .. (?:compromissione|intrusione|porta|porte|violazione|accesso|attacco) .. <subject>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", rf"<subject> .. (?P<cue>subito|subìto|subì|subisce) .. (?:attacco|violazione|intrusione|compromissione|infezione) .. {_THROUGH} .. <object>", "organisation|group", "product|organisation"),
        Phrase("compromised-through", rf"<object> .. (?P<cue>porta|via|ingresso|varco) da(?:lla|l)? (?:quale|cui) .. (?:entrati|entrarono|passati|penetrati|acceduto) .. (?:{_IN}|{_TO}) .. <subject>", "organisation|group", "product"),
        Phrase("compromised-through", rf"<subject> .. {_WAS} .. (?P<cue>{_HIT}) .. (?:attraverso|tramite|mediante|con|per mezzo d\w*'?|per via d\w*'?|grazie a\w*'?|sfruttando|usando|utilizzando|da)(?:\s+|(?<='))(?:\w+ )?{_MEANS}", "organisation|product|group", "technique"),
        Phrase("compromised-through", rf"<subject> .. {_WAS} .. (?P<cue>{_HIT}) .. (?:attraverso|tramite|per mezzo d\w*'?|per via d\w*'?|grazie a\w*'?) (?P<object>(?:un|una|suo|sua|il suo|la sua|un suo|una sua) (?:[\w'-]+ ){{0,3}}?(?:fornitore|fornitrice|partner|consociata|controllata|produttore|azienda|appaltatore))", "organisation|group", "organisation"),
        Phrase("compromised-through", rf"(?P<cue>compromesso|violato|infiltrati|entrati|penetrati|acceduto|hackerato|modificato|alterato) .. <subject> .. (?:attraverso|tramite|mediante|con|per mezzo d\w*'?|sfruttando|usando|utilizzando|grazie a\w*'?)(?:\s+|(?<=')){_MEANS}", "organisation|group", "technique"),
        Phrase("compromised-through", rf"(?:valendosi|servendosi|abusando|avvalendosi) (?:di|del|dei|delle) (?P<object>(?:[\w'-]+ ){{0,4}}?(?:token|credenziali|password|chiavi|account)(?: [\w'-]+){{0,3}}?)(?: {_TO} <any>)?,? .. (?P<cue>accesso|entrato|entrati|acceduto|penetrato|penetrati) (?:[\w'-]+ ){{0,5}}?<subject!>", "product|organisation", "technique"),
        Phrase("compromised-by", rf"<subject> .. {_WAS} .. (?P<cue>{_HIT}) {_BYS}(?:gruppo |hacker |collettivo |stessi )?(?:[\w'-]+ ){{0,3}}?<object>", "organisation|product|group", "actor|malware|region"),
        Phrase("compromised-by", rf"<subject> .. {_WAS} .. (?P<cue>{_STRUCK})(?!\w) {_BYS}(?:[\w'-]+ ){{0,2}}?<object!>", "organisation|product|group", "malware"),
        Phrase("compromised-by", r"<object> (?:ha |hanno |aveva |avevano |avrebbe |avrebbero |anche )*(?P<cue>compromesso|attaccato|hackerato|infettato|violato|colpito|infiltrato|penetrato|attaccò|colpì|violò|infettò) (?:[\w'-]+ ){0,4}?<subject>", "organisation|group", "actor|malware|region"),
        Phrase("compromised-by", rf"<object> (?:(?:ha|è|sono|era|sarebbe|sarebbero|aveva|avrebbe|già|poi|anche) ){{0,3}}(?P<cue>entrat[oaie]|entrò|entrarono|penetrat[oaie]|infiltrat[oaie]|penetrò) (?:nella rete|nelle reti|nei sistemi|{_IN})(?:\s+|(?<='))(?:d\w+'? ?)?<subject>", "organisation", "actor"),
        # -- victims
        Phrase("victim", rf"<count>,? .. (?:{_STRUCK})[^,;]{{0,60}},? (?P<cue>tra cui|fra cui|tra le quali|tra i quali|fra i quali|come|compresi|comprese|incluse|inclusi|tra questi|tra queste) <subject!>", "organisation", "campaign"),
        Phrase("victim", rf"<count> (?P<cue>{_STRUCK})(?!\w)", "organisation", "campaign"),
        Phrase("victim", rf"<subject>,? (?:sono |è )?(?P<cue>{_STRUCK})(?!\w)", "group", "campaign"),
        Phrase("victim", rf"<subject>{_NEAR}(?:è|sono|era|erano|fu|furono|sia|rimast[aoie]|risulta|risultano|viene|venne|vennero|finit[aoie]|cadut[aoie]|fosse|essere|tra|fra|sarebbe|sarebbero) .. (?P<cue>{_STRUCK})(?!\w)", "organisation|group|sector|region", "campaign"),
        Phrase("victim", rf"(?:sia|siano|è|sono|sarebbe|sarebbero) stat[aoie] (?P<cue>{_STRUCK}) {_SOME}<subject!>", "organisation|group|sector", "campaign"),
        Phrase("victim", r"<subject>, (?:(?:essa|esso|lui|lei) )?(?:stess[ao]|a sua volta|anch'ess[ao]) (?P<cue>vittima|colpita|colpito|bersaglio)", "organisation", "campaign"),
        Phrase("victim", r"(?P<cue>colpit[aeoi]|vittim[ae]|bersagli|obiettivi|interessat[aei]|danneggiat[aei]|coinvolt[aei]) .. (?:figurano|figura|figuravano|ci sono|c'è|c'erano|c'era|si trovano|si contano|risultano|sono|erano|includono|compaiono|come|anche) .. <subject>", "organisation|group|sector|region", "campaign"),
        Phrase("victim", r"<subject> .. (?P<cue>subito|subìto|subì|subisce) .. (?:attacco|violazione|intrusione|compromissione|furto)", "organisation|group|sector", "campaign"),
        Phrase("victim", r"\A(?:tra|fra) (?:esse|essi|loro|queste|questi) .. (?P<cue>figurano|figura|figuravano|compaiono|si contano|risultano|rientrano) (?:[\w'-]+ ){0,2}?<subject>", "organisation|group|sector", "campaign"),
        Phrase("victim", r"<subject> .. (?P<cue>figurano|figura|rientrano|rientra|compaiono|compare|risultano|risulta) .. (?:vittime|colpit[aeoi]|interessat[aeoi]|coinvolt[aeoi])", "organisation|group|sector|region", "campaign"),
        Phrase("victim", r"(?:<incident>|che|worm|malware|aggiornamento|trojan|programma|versione|pacchetto) (?:ha |hanno |aveva )?(?P<cue>colpito|infettato|compromesso|raggiunto|paralizzato|attaccato|colpisce|infetta|colpì|infettò|paralizzò|raggiunse|cifrato) (?!da |con |tramite |mediante )(?:[\w'-]+ ){0,4}?<subject>", "organisation|group|sector|region", "campaign"),
        Phrase("victim", r"(?P<cue>colpito|infettato|compromesso|paralizzato|raggiunto|colpendo|infettando|compromettendo|colpì|infettò|infettare|spiato|prese di mira|presi di mira|preso di mira) (?!da |dal|con |tramite |mediante )(?:[\w'-]+ ){0,6}?<subject>", "group|sector|region", "campaign"),
        Phrase("victim", rf"<subject> .. (?P<cue>installato|scaricato|ricevuto|eseguito|scaricarono|installarono|scaricò|installò|ricevettero) .. {_EVIL}", "organisation|group", "campaign"),
        Phrase("victim", rf"{_EVIL} .. (?P<cue>installat[aoie]|scaricat[aoie]|distribuit[aoie]|ricevut[aoie]|consegnat[aoie]|inviat[aoie]) .. (?:{_BY}|{_TO}|{_IN}) .. <subject>", "organisation|group", "campaign"),
        Phrase("victim", r"<subject> .. (?P<cue>ammesso|confermato|riconosciuto|rivelato|comunicato|annunciato|dichiarato|ammette|conferma|riconosce) .. (?:di essere stat[ao]|di essere rimast[ao]|che è stat[ao]|di esser stat[ao]) .. (?:colpit[ao]|compromess[ao]|violat[ao]|attaccat[ao]|vittima|coinvolt[ao]|infettat[ao])", "organisation", "campaign"),
        # -- suppliers, customers, products
        Phrase("supplies", rf"<subject>, {_AN}(?:[\w'-]+ ){{0,4}}?(?P<cue>{_MAKER}) {_OFS}(?:[\w'-]+ ){{0,4}}?<object!>", "organisation", "product|organisation|group"),
        Phrase("supplies", rf"(?P<cue>{_MAKER}) {_OFS}(?:[\w'-]+ ){{0,2}}?<object!>,? <subject!>", "organisation", "product"),
        Phrase("supplies", rf"<object>,? .. (?P<cue>{_MADE_BY}) {_BY} .. <subject>", "organisation", "product"),
        Phrase("supplies", rf"<subject>,? (?:che |la quale |il quale )?(?:\w+ )?(?P<cue>{_MADE}) .. <object>", "organisation", "product"),
        Phrase("supplies", r"<subject>, .. (?P<cue>creò|sviluppò|mantiene|mantenne|scrisse|creato|sviluppato) (?P<object>(?:il |lo |la |l')(?:progetto|pacchetto|software|libreria|programma)(?: originale| originario)?)", "person", "product"),
        Phrase("supplies", rf"(?P<cue>programma|software|applicazione|strumento|piattaforma|prodotto|soluzione|assistente|estensione|installer|libreria|pacchetto|client|azione|scanner|portafoglio) (?:\w+ )?<object!>,? {_OFS}(?:\w+ )?<subject!>", "organisation", "product"),
        Phrase("supplies", rf"<object>, .. (?P<cue>strumento|programma|software|applicazione|prodotto|soluzione|piattaforma|assistente|servizio)(?: [\w'-]+){{0,5}}? {_OFS}<subject!>", "organisation", "product"),
        Phrase("supplies", r"<object>, .. che <subject> (?P<cue>comprò|acquistò|acquisì|sviluppa|vende|creò|mantiene|offre)", "organisation", "product"),
        Phrase("supplies", r"<subject>,? (?:[\w'-]+ ){0,2}?(?P<cue>conta|vanta|serve|dichiara|dice di avere|annovera|afferma di avere|assiste|ha oltre) (?:\w+ )?<object!>", "organisation", "group"),
        Phrase("supplies", rf"<subject>,? .. (?P<cue>usat[aoie]|utilizzat[aoie]|impiegat[aoie]|installat[aoie]|adottat[aoie]) (?:{_BY}|{_IN}) .. <object>", "organisation|product", "group"),
        Phrase("supplies", r"<object> .. (?P<cue>usano|utilizzano|impiegano|adottano|si affidano|dipendono|caricano) .. <subject>", "organisation|product", "group"),
        Phrase("supplies", r"<subject>,? (?:da|dal|dalla|di|del|a) (?:cui|quale) <object!> (?P<cue>caricano|dipendono|scaricano|attingono|si servono|si affidano)", "organisation|product", "group"),
        Phrase("supplies", r"<subject>,? .. <count>,? (?P<cue>tra cui|fra cui|tra i quali|fra i quali|come|compresi|comprese|inclusi|incluse) <object>", "organisation", "organisation"),
        Phrase("supplies", rf"(?P<cue>clienti|utenti) {_OF} .. <subject> .. (?:figurano|figura|sono|ci sono|compaiono|si contano|includono) .. <object>", "organisation", "organisation|group"),
        Phrase("supplies", r"<subject>,? .. (?P<cue>clienti|clientela) .. (?:come|tra cui|sono|figurano|includono|compaiono) .. <object>", "organisation", "organisation"),
        Phrase("supplies", r"\A(?:tra|fra) (?:gli|i) .. (?P<cue>utenti|clienti|utilizzatori) .. (?:figurano|figura|ci sono|compaiono|si contano|sono) .. <object>", "product", "organisation"),
        Phrase("supplies", r"<object> .. (?:tra|fra) (?:i|gli) (?:suoi )?(?P<cue>clienti|utenti|utilizzatori)", "product", "organisation"),
        Phrase("supplies", rf"<object> .. (?:tra|fra|sono|è) .. (?P<cue>clienti|cliente|utenti) {_OF} .. <subject>", "organisation", "organisation|group"),
        Phrase("uses", r"<subject> .. (?P<cue>usa|utilizza|impiega|usava|utilizzava|adopera) .. <object>", "organisation", "product"),
        Phrase("uses", rf"<object> .. (?:è|era|sono|viene) .. (?P<cue>usat[aoie]|utilizzat[aoie]|impiegat[aoie]|adottat[aoie]) {_BY} .. <subject>", "organisation", "product"),
        # -- how a compromise travels
        Phrase("deliver", rf"(?P<cue>dipendent[ei]|lavorator\w*|impiegat[aoie]|ingegner[ei]|sviluppator\w*|collaborator\w*|tecnico) .. (?:{_OF}|{_IN}) .. <object> .. (?:{_RAN}) .. <subject>", "product", "organisation"),
        Phrase("deliver", rf"(?P<cue>{_RAN}) .. <subject> .. (?:{_IN}|{_BY}) {_DEVICE}", "product", "device"),
        Phrase("deliver", rf"<subject> .. (?P<cue>{_RAN}) .. (?:{_IN}|{_BY}) {_DEVICE}", "product", "device"),
        Phrase("build", rf"(?P<cue>compilazione|ambiente di sviluppo|ambiente di compilazione|server di compilazione|catena di montaggio|processo di build|pipeline) .. (?:{_OF}|{_IN}) .. <subject>", "organisation", "product"),
        Phrase("embed", r"<subject> .. (?P<cue>conteneva|contiene|contenevano|contengono|includeva|include|includono|nascondeva|nasconde|celava|incorpora|incorporava|incorporano|ospitava|racchiudeva|portava con sé) .. <object>", "product|release", "malware|file|product"),
        Phrase("embed", r"<subject> .. (?P<cue>dipende|dipendeva|dipendono) (?:da|dal|dalla|dall')(?:\s+|(?<='))(?:[\w'-]+ ){0,3}?<object!>", "product|release", "product"),
        Phrase("embed", r"(?P<cue>aggiunt[aoie]|aggiungeva|inserit[aoie]|introdott[aoie]) .. (?:dipendenza|dipendenze|pacchetto|libreria)(?: \w+)?[:,]? (?:il |lo |la )?<object>", "product", "product"),
        Phrase("credential", rf"(?P<cue>token|credenziali|credenziale|password|chiav[ei]|segreti) .. (?:rubat[aoie]|sottratt[aoie]|ottenut[aoie]|trafugat[aoie]|espost[aoie]|carpit[aoie]) (?:{_TO}|{_BY}|{_IN}) .. <subject>,? .. (?:per|{_TO}|{_IN}) .. <object>", "organisation|product", "organisation|product|group"),
        Phrase("credential", r"(?P<cue>token|credenziali|password|chiavi) .. (?:rubat[aoie]|sottratt[aoie]|ottenut[aoie]|trafugat[aoie]) (?:a|ad|al|alla|all'|ai) .. <subject>, (?:ha|hanno|avrebbe|avrebbero) (?:\w+ ){0,3}?(?:accesso|entrat[oi]|acceduto) .. <object>", "organisation|product", "organisation|product|group"),
        Phrase("manage", r"<subject>,? .. (?P<cue>gestisce|gestiva|amministra|amministrava|gestiscono) .. <object>", "organisation|product", "organisation|product|group"),
        Phrase("manage", rf"<object>,? .. (?P<cue>gestit[aoie]|amministrat[aoie]) {_BY} .. <subject>", "organisation|product", "organisation|product|group"),
        Phrase("host", rf"<object> .. (?P<cue>ospitat[aoie]|conservat[aoie]|archiviat[aoie]|depositat[aoie]) (?:{_BY}|{_IN}) .. <subject>", "website|organisation", "file|product|website"),
        Phrase("signed-by", rf"<subject>,? .. (?P<cue>firmat[aoie]|certificat[oi]|firma) .. (?:{_BY}|{_OF}|con|a nome d\w+'?|rilasciato a|intestato a) .. <object>", "release|file", "organisation"),
        Phrase("signed-by", rf"(?P<cue>firmat[aoie]|certificat[oi]|firma digitale) .. (?:{_BY}|{_OF}|a nome d\w+'?|rilasciato a|intestato a) .. <object>", "release", "organisation"),
        # -- releases
        Phrase("affects", r"(?P<cue>interessat[aoie]|interessa|interessano|riguarda|riguardano|coinvolt[aoie]|colpisce|colpiscono|vulnerabil[ei]\b|compromess[aei]|infett[aeio]|infettat[aoie]|manomess[aoie]|trojanizzat[aoie]|malevol[aoie]|malign[aoie]|affett[ae]|affetti|affettat[aoie]|alterat[aoie]|avvelenat[aoie]|contaminat[aoie]|colpit[ae])", "campaign", "release"),
        Phrase("affects", rf"(?P<cue>conteneva|contenevano|contiene|contengono|nascondeva|nascondevano|includeva|includevano)(?= .{{0,40}}(?:{_MALWARE}))", "campaign", "release"),
        Phrase("affects", r"(?P<cue>pulit[aoie]|indenni|indenne|sicur[aoie]|immuni|immune)", "campaign", "release", holds=False),
        Phrase("affects", r"<object> .. (?:è|sono|era|erano|fu|furono|risulta|risultano|risultava|viene|vengono) .. (?P<cue>interessat[aoie]|vulnerabil[ei]\b|trojanizzat[aoie]|manomess[aoie]|alterat[aoie]|modificat[aoie]|affett[aoie]|affettat[aoie]|riscritt[aoie]|coinvolt[aoie])", "campaign", "product"),
        Phrase("affects", r"<object> (?:di|del|della|dell')(?:\s+|(?<='))<any> (?:è|sono) stat[aoie] (?P<cue>alterat[aoie]|manomess[aoie]|compromess[aoie]|trojanizzat[aoie]|avvelenat[aoie]|modificat[aoie])", "campaign", "product"),
        Phrase("affects", r"stat[ie] (?P<cue>compromess[ie]|violat[ie]) (?:alcuni |alcune |diversi |diverse )?(?:account|profili|caselle|istanze) (?:di|del|della) <object!>", "campaign", "product"),
        Phrase("affects", r"(?P<cue>riscritto|alterato|manomesso|avvelenato|dirottato|sostituito) .. (?:tag|codice|versioni|pacchetto|rilasci) (?:di|del|della|dell'|dei|delle)(?:\s+|(?<='))(?:<any> )?<object!>", "campaign", "product"),
        Phrase("fixed-in", r"(?P<cue>corrett[aoie]|corregge|correggono|correzione|risolt[aoie]|risolve|risolvono|sanat[aoie]|patchat[aoie]|aggiornare alla|aggiornate alla|aggiornare a|passare alla versione|tornare alla versione)", "product", "release"),
        Phrase("retired", r"<subject> .. (?P<cue>ritirat[aoie]|dismess[aoie]|abbandonat[aoie]|cessat[aoie]|interrott[aoie]|ritirò|dismise) .. <date>", "product", "date"),
        Phrase("retired", r"<subject> .. (?P<cue>fine vita|fine del ciclo|fine del supporto) .. <date>", "product", "date"),
        Phrase("retired", r"(?P<cue>dismesso|dismise|abbandonato|ritiro|dismissione) (?:[\w'-]+ ){0,5}?<subject> .. <date>", "product", "date"),
        Phrase("served", r"<object> .. (?P<cue>ancora|rimaneva|restava|continuava|disponibil[ei]|scaricabil[ei]) .. (?:su|sul|dal|sulla|nel) (?P<subject>(?:[\w'-]+ ){0,3}?(?:sito|web|pagina|server|portale)(?: web| internet)?(?: (?:ufficiale|del produttore|del fornitore|dell'azienda|della società|di <any>))?)", "website", "product|release"),
        Phrase("served", r"<object> .. (?P<cue>ancora|rimaneva|restava|continuava|disponibil[ei]|scaricabil[ei]) .. (?:su|sul|da|dal) .. <subject>", "website", "product|release"),
        Phrase("served", r"<object> .. (?P<cue>distribuit[aoie]|pubblicat[aoie]|offert[aoie]|diffus[aoie]|caricat[aoie]) .. (?:su|sul|dal|tramite|attraverso) (?P<subject>(?:(?:il|suo|proprio) )?(?:sito|server|pagina|portale)(?: [\w'-]+){0,3})", "website", "product|release"),
        Phrase("served", r"(?P<cue>pubblicare|pubblicato|caricato|caricare|pubblicati|pubblicate|diffondere) su <subject!> .. (?:versioni|versione|pacchetti|pacchetto) .. <object>", "organisation|website", "product|release"),
        Phrase("served", r"<subject>,? .. (?P<cue>offriva|distribuiva|distribuendo|serviva|ospitava|forniva|distribuito|inviava|consegnava) .. <object>", "organisation|website", "product|release"),
        Phrase("served", r"<subject> .. (?P<cue>distribuisce|distribuiva|serve|serviva|diffonde|diffondeva|inietta|iniettava) (?:anche |ora )?(?P<object>(?:[\w'-]+ ){0,2}?(?:codice|script|malware|aggiornamenti)(?: [\w'-]+)?)", "website", "product"),
        # -- who was it
        Phrase("attributed-to", rf"<speaker> .. (?P<cue>attribui\w*|imputa\w*|riconduc\w*|ricondott\w*|collega|collegano|collegato|lega|legano)(?: .. <any>)?? .. (?:{_TO}|con) .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", rf"<speaker> .. (?P<cue>attribui\w*|imputa\w*)(?: [\w'-]+){{1,5}}?,[^,;]{{3,90}}, {_TO} .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"(?P<cue>sospetta|sospettano|sospettato|incolpa|incolpano) (?:di |del |della |dell'|il |la |l')?(?:gruppo |collettivo )?<object!>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<speaker> .. (?P<cue>accusa|accusano|accusato|incolpa|incolpano|incolpato|sospetta d\w+'?|sospettano d\w+'?|punta il dito contro|puntano il dito contro|chiama in causa|indica) (?:[\w'-]+ ){0,4}?<object>", "campaign", "actor|region"),
        Phrase("attributed-to", rf"(?P<cue>attribui\w*|attribuzione|riconducibil[ei]|ricondott\w*|imputabil[ei])(?: .. <any>)?? .. {_TO} .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", rf"(?P<cue>opera|firma|mano|paternità) {_OFS}(?:[\w'-]+ ){{0,4}}?<object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<object> .. (?P<cue>dietro|responsabil[ei]|autori|autore|artefic[ei]) .. <incident>", "campaign", "actor|region"),
        Phrase("attributed-to", r"(?P<cue>dietro) (?:(?:a|al|alla|all'|agli|l'|la|il|lo|gli)(?:\s+|(?<=')))?(?:<incident>) .. (?:c'è|ci sia|ci sarebbe|ci sono|ci sarebbero|ci siano|si cela|si nasconde|si celerebbe|vi è|vi sarebbe|sta|stanno) .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"(?P<cue>dietro) (?:(?:c'è|ci sia|ci sarebbe|ci sono|ci siano|si celi|si cela|vi sia|vi è) )(?:[\w'-]+ ){0,3}?<object>", "campaign", "actor|region"),
        Phrase("attributed-to", rf"<incident> .. (?P<cue>condott[aoie]|orchestrat[aoie]|lanciat[aoie]|perpetrat[aoie]|realizzat[aoie]|eseguit[aoie]|sferrat[aoie]|compiut[aoie]|portat[aoie] avanti|rivendicat[aoie]) {_BY} .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", rf"\A[^,;]{{0,60}}?(?P<cue>rivendicat[aoie]|perpetrat[aoie]|orchestrat[aoie]) {_BY} .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", rf"<incident> .. (?P<cue>legat[aoie]|collegat[aoie]|associat[aoie]|riconduce|conduce) .. (?:{_TO}|con) .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<speaker>,? .. (?P<cue>parla di|parlano di|nomina|menziona|indica in|la attribuisce a|lo attribuisce a) (?:[\w'-]+ ){0,3}?<object>", "campaign", "actor|region"),
        Phrase("attributed-to", rf"<speaker> (?:l[aoie]|l'ha|l'hanno) (?P<cue>attribuisce|attribuiscono|attribuita|attribuito|collega|riconduce) .. {_TO} .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<object> .. (?P<cue>rivendicato|rivendica|rivendicò|rivendicata) .. (?:<incident>|responsabilità|azione|paternità)", "campaign", "actor"),
        Phrase("attributed-to", r"<object> .. (?P<cue>nega|negato|negare|negò|smentisce|smentito|smentì|respinge|respinto|respinse) .. (?:coinvolgimento|accuse|responsabilità|partecipazione|implicazione)", "campaign", "region"),
        Phrase("attributed-to", rf"{_GANG} (?:[\w'-]+ ){{0,2}}?(?P<cue>legat[oaie]|collegat[oaie]|associat[oaie]|sostenut[oaie]|sponsorizzat[oaie]|affiliat[oaie]|finanziat[oaie]|vicin[oaie]|al soldo|al servizio) (?:{_TO}|{_BY}|{_OF}|con)(?:\s+|(?<='))(?!stat[oi]\b|govern)(?:[\w'-]+ ){{0,3}}?<object!>", "campaign", "actor|region"),
        Phrase("attributed-to", r"(?P<object>\b(?:hacker|pirati|grupp[oi]|attor[ei]|attaccanti|aggressori)(?: [\w-]+){0,2}? (?P<cue>sponsorizzat[oaie]|sostenut[oaie]|finanziat[oaie]|appoggiat[oaie]) da(?:llo|gli|l|lla| uno| un)? ?(?:stato|stati|governo|governi)\b)", "campaign", "actor"),
        Phrase("attributed-to", r"grupp[oi] che <speaker> (?P<cue>traccia|chiama|denomina|segue|identifica|designa) (?:come |con il nome di )?<object>", "campaign", "actor|region"),
        Phrase("alias-of", r"<subject>\s*[,(]?\s*(?:anche |pure |altrimenti )?(?P<cue>noto come|nota come|noti come|note come|noto anche come|nota anche come|noti anche come|noto con il nome di|nota con il nome di|alias|chiamat[aoie]|detto|detta|tracciat[aoie] come|conosciut[aoie] (?:anche )?come|denominat[aoie]|ribattezzat[aoie]|soprannominat[aoie]) (?:[\w'-]+ ){0,2}?<object>", "actor|malware|campaign", "actor|malware|campaign"),
        Phrase("alias-of", r"<subject>, che <speaker> (?P<cue>traccia|chiama|denomina|segue|identifica|designa) (?:come |con il nome di )?<object>", "actor|malware|campaign", "actor|malware|campaign"),
        Phrase("alias-of", r"<speaker> (?:lo|la|li|le|l') ?(?P<cue>chiama|chiamano|denomina|traccia come|segue come|identifica come|indica come|conosce come|designa) (?:con il nome di )?<object>", "actor|malware|campaign", "actor|malware|campaign"),
        Phrase("alias-of", r"<speaker> (?:ha )?(?P<cue>chiama|chiamano|denomina|battezzato|ribattezzato|chiamato|traccia|segue|identifica|designa) (?:il |la |l'|questo |questa )?(?P<subject>minaccia|campagna|operazione|malware|trojan|backdoor|worm|gruppo) (?:come |con il nome di |con il nome )?<object>", "campaign|malware", "actor|malware|campaign"),
        Phrase("part-of", rf"<subject> .. (?P<cue>parte|tappa|fase|ondata|episodio) {_OF} .. <object>", "campaign|malware", "campaign"),
        # -- with what, and what for
        Phrase("employs", rf"(?P<cue>{_MALWARE}|strumento)(?: \w+)?,? (?:(?:chiamat[oa]|denominat[oa]|battezzat[oa]|ribattezzat[oa]|not[oa] come|soprannominat[oa]|dett[oa]|con il nome di),? )?<object>", "campaign", "malware"),
        Phrase("employs", rf"<object>, {_AN}(?:[\w'-]+ ){{0,3}}?(?P<cue>{_MALWARE})", "campaign", "malware"),
        Phrase("employs", r"(?:<incident>|attaccanti|aggressori|gruppo|che|intrusi|attore|malware|poi) .. (?P<cue>utilizz\w*|impiant\w*|install\w*|scaric\w*|impieg\w*|usarono|usato|carica|caricato|esegu\w*|sfrutt\w*|distribui\w*) .. <object>", "campaign", "malware"),
        Phrase("employs", rf"(?P<cue>scarica|scaricava|installa|installava|installato|scaricato|impianta|scaricare|installare|distribuire|rilascia) (?P<object>(?:un|uno|una|il|lo|la) (?:{_MALWARE})(?: (?:di|ad|per) [\w-]+(?: [\w-]+)?)?)", "campaign", "malware"),
        Phrase("employs", r"(?P<cue>conduce|porta|scarica|installa|rilascia|esegue) (?:a |ad )?(?P<object>(?:un|uno|una) (?:[\w-]+ )?(?:ladro|stealer|infostealer|trojan|backdoor|loader|ransomware)(?: [\w-]+){0,5})", "campaign", "malware"),
        Phrase("collects", rf"<subject> .. (?P<cue>raccoglie|raccoglieva|raccolse|raccolto|ruba|rubava|rubato|rubò|sottrae|sottraeva|sottratto|esfiltra|esfiltrava|esfiltrato|estrae|estraeva|estratto|copia|copiava|copiato|legge|leggeva|cattura|catturava|trafuga|trafugato|carpisce) (?!a |da |di |in |con )(?:i |gli |le |la |lo |il )?{_DATA}", "malware|campaign|actor|product", "data"),
        Phrase("collects", rf"(?P<cue>raccoglie|raccoglieva|raccogliere|raccolse|rubare|ruba|rubava|rubato|sottrae|sottrarre|sottraeva|sottratto|esfiltra|esfiltrare|esfiltrava|esfiltrato|estrae|estraeva|copiato|copiava|cattura|catturava|catturare|trafugare|trafugato|carpire|carpisce) (?!a |ad |al |alla |all|da |di |in |con )(?:i |gli |le |la |lo |il )?{_DATA}", "campaign", "data"),
        Phrase("collects", r"(?P<object>\b(?:[\w'-]+ ){0,1}?(?:credenziali|password|token|chiavi|segreti|dati|informazioni|cronologia|file|documenti|cookie|e-mail)) (?:è|sono|erano|sarebbero|stat[aoie]) .. (?P<cue>rubat[aoie]|sottratt[aoie]|esfiltrat[aoie]|raccolt[aoie]|copiat[aoie]|trafugat[aoie])", "campaign", "data"),
        # -- when
        Phrase("began", r"<incident> .. (?P<cue>iniziat[aoie]|iniziò|cominciat[aoie]|cominciò|partit[aoie]|partì|risale|risalgono|data|datata|attiva|attivo|in corso da|avviat[aoie]|scattat[aoie]) .. <date>", "campaign", "date"),
        Phrase("began", r"(?P<cue>prim[aoie]) .. (?:intrusione|compromissione|versione|infezione|accesso|attacco|modifica|volta|pacchetto) .. <date>", "campaign", "date"),
        Phrase("began", r"(?:attaccanti|aggressori|intrusi|hacker|malevol\w*|gruppo|criminali) .. (?P<cue>entrat[oi]|entrarono|entrò|penetrat[oi]|acceduto|accesso|modificato|compromesso|infiltrat[oi])(?: .. <any>)?? .. <date>", "campaign", "date"),
        Phrase("began", r"<date>,? .. (?P<cue>iniziat[aoie]|iniziò|cominciat[aoie]|cominciò|ha avuto inizio|ebbe inizio)\b", "campaign", "date"),
        Phrase("began", r"infezione .. (?P<cue>più vecchia|più antica|più remota)(?: .. <any>)? .. <date>", "campaign", "date"),
        Phrase("began", r"(?:da|dal|dallo|dalla) <date> (?P<cue>distribuisce|distribuiva|serve|inietta|diffonde|raccoglie)", "campaign", "date"),
        Phrase("began", r"<any> .. (?:è|sono) stat[aoie] (?P<cue>compromess[aoie]|violat[aoie]|manomess[aoie]) (?:il |l'|nel |a |dal |tra il |fra il |lo scorso |già nel )?<date>", "campaign", "date"),
        Phrase("began", r"<date>,? .. (?:soggetto|soggetti|intruso|intrusi|aggressori|attaccanti|attore|hacker|ignoti|qualcuno) .. (?P<cue>accesso|entrato|entrati|acceduto|penetrato|penetrati|pubblicato)", "campaign", "date"),
        Phrase("discovered", r"(?P<cue>scopert[aoie]|rilevat[aoie]|individuat[aoie]|identificat[aoie]|notat[aoie]|osservat[aoie]|scoprì|scoprirono|rilevò|emers[aoie]|emerse|venut[aoie] alla luce|venut[aoie] a conoscenza|a conoscenza|allarme|segnalat[aoie]|accort[aoie]|scoperto|si accorse|venne a galla) .. <date>", "campaign", "date"),
        Phrase("discovered", r"<date>,? .. (?P<cue>scopert[aoie]|rilevat[aoie]|individuat[aoie]|identificat[aoie]|notat[aoie]|osservat[aoie]|scoprì|scoprirono|emers[aoie]|emerse|venut[aoie] alla luce|dato l'allarme|segnalat[aoie]|accort[aoie])\b", "campaign", "date"),
        # -- what to do
        Phrase("mitigated-by", rf"(?P<cue>raccomand\w*|consigli\w*|invit\w*|devono|deve|dovrebbero|dovrebbe|occorre|bisogna|esort\w*|suggerisc\w*|chiede|chiedono|impone|ordina|ordinato|necessario|opportuno|preghiamo|prega) .. (?P<object>\b(?:{_ACT})\b.{{3,240}})", "campaign", "measure"),
        Phrase("mitigated-by", rf"\A[\s.*#>\u2022\u2013-]*(?P<object>(?P<cue>{_ACT}) .{{3,240}})", "campaign", "measure"),
        Phrase("mitigated-by", rf"(?P<cue>fare|soluzione|raccomandazioni|misure|consigli|mitigazioni|rimedio)\W+(?P<object>(?:{_ACT})\b.{{3,240}})", "campaign", "measure"),
        # -- said of oneself, and of what may come
        Phrase("admits", rf"<subject>,? .. (?P<cue>ammesso|ammette|ammettono|ammise|riconosciuto|riconosce|riconobbe|confessato|confessa|chiesto scusa|si scusa|si è scusat[ao]|si rammarica|lamenta) {_SAID}", "organisation|person", "statement"),
        Phrase("admits", r"<subject>,? .. (?P<cue>confermato|conferma) (?=(?:l'incidente|la violazione|l'attacco|la compromissione|l'intrusione|il furto|la fuga)|che .{0,60}(?:compromess|violat|sottratt|rubat|espost|colpit|manomess|infettat))(?P<object>[^;]{6,240})", "organisation|person", "statement"),
        Phrase("warns", r"<subject> .. (?P<cue>avverte|avvertono|avvertito|avvisa|avvisano|allerta|teme|temono|mette in guardia|mettono in guardia|prevede) (?:di |da |dal |contro )?(?:che )?(?P<object>[^;]{8,240})", "organisation|person", "statement"),
        Phrase("warns", r"(?P<subject>\b(?:esperti|analisti|ricercatori|autorità|specialisti)) (?:\w+ )?(?P<cue>avvertono|avvisano|temono|mettono in guardia|paventano) (?:che )?(?P<object>[^;]{8,240})", "organisation", "statement"),
        Phrase("warns", r"(?P<object>[^;]{12,240}?), (?P<cue>avverte|avvertono|avvisa|ha avvertito|teme) (?:il |la |l')?<subject>", "organisation|person", "statement"),
        # -- what nobody knows
        Phrase("unknown", rf"(?P<cue>ignora|ignorano|sconosciuto|incerto|ignoto) (?:ancora |tuttora |per ora |al momento )?{_ASKED}", "campaign", "question"),
        Phrase("unknown", rf"(?:non|nessuno|resta|rimane) (?:si |ha |hanno |è |sono |stato |stata |ancora |da )*(?P<cue>sa|sanno|chiaro|noto|nota|precisato|rivelato|confermato|detto|chiarito|chiarire|determinato|certo|accertato|accertare|capire|stabilire|stabilito|sappiamo|specificato|comunicato)(?:,? (?:ancora|tuttora|esattamente|tuttavia|però|al momento|per ora),?)? {_ASKED}", "campaign", "question"),
        Phrase("unknown", rf"(?P<cue>incognita|mistero|dubbio|chiarire|capire|accertare|indaga|indagano|stabilire) {_ASKED}", "campaign", "question"),
        Phrase("unknown", r"(?P<object>\b(?:il|la|lo|i|gli|le|l')(?:\s+|(?<='))(?:[\w'-]+ ){1,8}?)(?:è|sono|resta|restano|rimane|rimangono)(?: \w+){0,2}? (?P<cue>sconosciut[aoie]|ignot[aoie]|incert[aoie]|un mistero|da chiarire|da accertare)", "campaign", "question"),
        Phrase("unknown", r"(?P<object>\b(?:il|la|lo|i|gli|le|l')(?:\s+|(?<='))(?:[\w'-]+ ){1,8}?)non (?:è|sono)(?: ancora| tuttora)?(?: stat[aoie])? (?P<cue>noto|nota|noti|note|chiar[aoie]|conosciut[aoie]|accertat[aoie]|stabilit[aoie]|precisat[aoie]|rivelat[aoie])", "campaign", "question"),
        Phrase("unknown", r"(?P<object>\b(?:come|chi|quando|quant[aoie]|perché|cosa) [^;,]{3,160}?) (?:resta|rimane|restano|è|non è|non si) (?:ancora |tuttora |un |una |stato |da )*(?P<cue>chiarito|chiarire|mistero|incognita|ignoto|sconosciuto|noto|stabilire|capire|accertare)", "campaign", "question"),
    ),
    months=(
        "gennaio|gen", "febbraio|feb", "marzo|mar", "aprile|apr", "maggio|mag", "giugno|giu", "luglio|lug", "agosto|ago",
        "settembre|set", "ottobre|ott", "novembre|nov", "dicembre|dic",
    ),
    weekdays=words("lunedì martedì mercoledì giovedì venerdì sabato domenica"),
    seasons=("primavera", "estate", "autunno", "inverno"),
    relative={
        "oggi": "0 day", "ieri": "-1 day", "l'altro ieri": "-2 day", "questa settimana": "0 week", "questo mese": "0 month", "quest'anno": "0 year", "la scorsa settimana": "-1 week", "la settimana scorsa": "-1 week", "scorsa settimana": "-1 week", "settimana scorsa": "-1 week",
        "lo scorso mese": "-1 month", "il mese scorso": "-1 month", "scorso mese": "-1 month", "mese scorso": "-1 month", "lo scorso anno": "-1 year", "l'anno scorso": "-1 year", "l'anno passato": "-1 year", "scorso anno": "-1 year", "lo stesso giorno": "~0 day", "il giorno stesso": "~0 day", "il giorno dopo": "~1 day", "il giorno seguente": "~1 day", "il giorno successivo": "~1 day", "il giorno prima": "~-1 day", "il giorno precedente": "~-1 day", "la vigilia": "~-1 day",
        "<n> giorni fa": "-1 day", "<n> settimane fa": "-1 week", "<n> mesi fa": "-1 month", "<n> anni fa": "-1 year", "<n> giorno fa": "-1 day", "<n> settimana fa": "-1 week", "<n> mese fa": "-1 month", "<n> anno fa": "-1 year",
        "<n> giorni prima": "~-1 day", "<n> settimane prima": "~-1 week", "<n> mesi prima": "~-1 month", "<n> anni prima": "~-1 year", "<n> giorno prima": "~-1 day", "<n> settimana prima": "~-1 week", "<n> mese prima": "~-1 month", "<n> anno prima": "~-1 year",
        "<n> giorni dopo": "~1 day", "<n> settimane dopo": "~1 week", "<n> mesi dopo": "~1 month", "<n> anni dopo": "~1 year", "<n> giorno dopo": "~1 day", "<n> settimana dopo": "~1 week", "<n> mese dopo": "~1 month", "<n> anno dopo": "~1 year", "<n> giorni più tardi": "~1 day", "<n> settimane più tardi": "~1 week", "<n> mesi più tardi": "~1 month",
        "<weekday> scorso": "last", "<weekday> scorsa": "last", "lo scorso <weekday>": "last", "la scorsa <weekday>": "last", "<weekday>": "last", "questo <weekday>": "last",
        "la scorsa <season>": "last", "lo scorso <season>": "last", "l'<season> scorso": "last", "l'<season> scorsa": "last", "la <season> scorsa": "last", "lo scorso <month>": "last", "scorso <month>": "last", "<month> scorso": "last", "il <month> scorso": "last", "lo scorso mese di <month>": "last", "<month> di quest'anno": "last", "<month> dello scorso anno": "last", "<month> dell'anno scorso": "last",
    },
    numbers={
        "ottocentomila": 800000, "cinquantamila": 50000, "quattromila": 4000, "cinquemila": 5000, "venticinque": 25, "trentamila": 30000, "quarantamila": 40000, "duecentomila": 200000, "millecinquecento": 1500,
        "un": 1, "uno": 1, "una": 1, "due": 2, "tre": 3, "quattro": 4, "cinque": 5, "sei": 6, "sette": 7, "otto": 8, "nove": 9, "dieci": 10, "undici": 11, "dodici": 12, "tredici": 13, "quattordici": 14,
        "quindici": 15, "sedici": 16, "diciassette": 17, "diciotto": 18, "diciannove": 19, "venti": 20, "trenta": 30, "quaranta": 40, "cinquanta": 50, "sessanta": 60, "settanta": 70, "ottanta": 80, "novanta": 90, "cento": 100, "duecento": 200, "trecento": 300, "quattrocento": 400, "cinquecento": 500, "seicento": 600,
        "settecento": 700, "ottocento": 800, "novecento": 900, "mille": 1000, "duemila": 2000, "tremila": 3000, "diecimila": 10000, "diciottomila": 18000, "ventimila": 20000, "centomila": 100000, "seicentomila": 600000, "mezzo milione di": 500000,
    },
    demonyms={
        "bielorusso": "Bielorussia", "bielorussi": "Bielorussia", "bielorussa": "Bielorussia", "vietnamita": "Vietnam", "vietnamiti": "Vietnam", "iraniane": "Iran", "Minsk": "Bielorussia", "pakistano": "Pakistan", "pakistani": "Pakistan",
        "nordcoreano": "Corea del Nord", "nordcoreani": "Corea del Nord", "nordcoreana": "Corea del Nord", "nordcoreane": "Corea del Nord", "nord-coreano": "Corea del Nord", "nord-coreani": "Corea del Nord", "Pyongyang": "Corea del Nord", "cinese": "Cina", "cinesi": "Cina", "Pechino": "Cina",
        "russo": "Russia", "russi": "Russia", "russa": "Russia", "russe": "Russia", "Mosca": "Russia", "Cremlino": "Russia", "iraniano": "Iran", "iraniani": "Iran", "iraniana": "Iran", "Teheran": "Iran",
    },
    techniques={
        "T1056.001": ("registr(?:a|are|ava|azione) (?:dei |i )?tasti", r"keylogg\w*"),
        "T1176": ("estension[ei] (?:del browser |di chrome |per browser )?malevol[ae]",),
        "T1606.002": ("golden saml", "token saml (?:falsi|falsificati|contraffatti)"),
        "T1498": ("denial of service", "negazione del servizio"),
        "T1539": ("cookie (?:di sessione )?(?:rubati|sottratti)", "furto di cookie"),
        "T1496": ("cryptojacking", "mining (?:occulto|nascosto|di criptovalute)"),
        "T1557": ("man-in-the-middle", "uomo nel mezzo"),
        "T1195.001": (r"confusione (?:di|delle|tra) dipendenze", r"pacchett[oi] (?:npm |pypi |python )?(?:malevol\w*|trojanizzat\w*|dannos\w*)", r"typosquat\w*"),
        "T1195.002": (r"(?:attacco|attacchi|compromissione) (?:alla |di |della |contro la )?(?:catena di (?:fornitura|approvvigionamento)|supply chain)", r"catena di (?:fornitura|approvvigionamento) (?:del )?software"),
        "T1574.001": (r"caricamento laterale", r"dirottamento di dll", r"side-?loading"),
        "T1497.003": (r"(?:dorme|dormiva|dormiente|resta inattivo|rimaneva inattivo|attende|attendeva|aspetta|aspettava) (?:\w+ ){0,2}?(?:giorni|settimane|ore)",),
        "T1102.001": (r"dead drop",),
        "T1555.003": (r"(?:credenziali|password) (?:salvate |memorizzate )?(?:nei|nel|dei|del|dai|dal) (?:\w+ ){0,2}?browser",),
        "T1217": (r"cronologia (?:di navigazione|del browser|dei browser)",),
        "T1553.002": (r"certificat[oi] (?:\w+ )?(?:rubat[oi]|valid[oi]|legittim[oi]|scadut[oi]|revocat[oi]|trafugat[oi])", r"firma (?:digitale )?(?:valida|legittima)", r"(?:digitalmente|validamente|legittimamente) firmat\w*", "certificat[oi] (?:digital[ei] |di firma )?(?:rubat[oi]|sottratt[oi]|trafugat[oi])", "certificato rubato"),
        "T1055": (r"iniezione (?:di codice|di processi|in)", r"inietta (?:\w+ ){0,3}?(?:nel|in)"),
        "T1566": (r"phishing(?: mirato)?", r"e-?mail (?:di phishing|fraudolent[ae])", r"messaggi[o]? fraudolent[oi]", "spear-?phishing", "e-?mail trappola"),
        "T1598": (r"vishing", r"phishing telefonico"),
        "T1189": (r"watering hole",),
        "T1078": (r"(?:credenziali|account|password) (?:\w+ )?(?:rubat[ei]|compromess[ei]|sottratt[ei]|trafugat[ei]|legittim[ei]|valid[ei])", r"account (?:\w+ ){0,2}?compromesso", "dirottamento di account", "furto di account", "account takeover"),
        "T1528": (r"token (?:\w+ ){0,3}?(?:rubati|rubato|compromessi|sottratti|trafugati)", r"furto di token"),
        "T1486": (r"(?:cifr|crittograf)(?:ato|ando|ano|ava|ò|are) (?:i |gli |tutti i |i suoi )?(?:file|dati|dischi|sistemi|documenti)",),
        "T1485": (r"distruzione (?:di |dei )dati", r"cancell(?:a|ava|ò|ato) (?:i |gli )?(?:dischi|dati|file)"),
        "T1070": (r"cancell(?:a|ava|ò|ando) (?:\w+ ){0,3}?(?:tracce|registri)",),
        "T1190": (r"(?:sfrutt\w{1,5}|sfruttamento) (?:di )?(?:una |un |la |il |alcune |questa |diverse )?(?:\w+ ){0,2}?(?:vulnerabilità|falla|falle)",),
        "T1210": (r"moviment[oi] lateral[ei]",),
        "T1027": (r"offuscat\w*", r"offuscamento"),
        "T1027.003": (r"steganograf\w*",),
        "T1036": (r"camuffat\w*", r"travestit\w*", r"spacciandosi per", r"fingendosi"),
        "T1656": (r"ingegneria sociale", r"fals[ei] (?:offerte|colloqui|offerta|colloquio)", r"offert[ae] di lavoro fals[ae]"),
        "T1133": (r"vpn",), "T1090": (r"proxy inverso",), "T1110": (r"forza bruta",), "T1568.002": (r"algoritmo di generazione di domini",),
    },
    motives={
        "money": (r"scopo di lucro", r"(?:fini|fine|scopo|scopi|movente) (?:\w+ ){0,3}?(?:economic[oi]|lucrativ[oi]|finanziari[oi]?)", r"motivazion[ei] (?:economic\w*|finanziari\w*)", r"guadagno economico", r"profitto", r"lucro", r"rubare (?:cripto\w*|denaro|soldi|fondi|bitcoin)", r"furto di cripto\w*", r"motivat\w* dal denaro", r"finanziare (?:il|il suo|il proprio) (?:regime|programma)", "estorsione", "estorcere", r"arricchi\w*"),
        "espionage": (r"(?:cyber|ciber)?spionaggio", r"spiare", r"raccolta di (?:informazioni|intelligence)", "spionaggio industriale"),
        "sabotage": (r"sabotaggio", r"sabotare", r"distruzione", r"distruggere", r"destabilizz\w*"),
    },
    kinds={
        "malware": ("backdoor", "malware", "trojan", "cavallo di troia", "programma malevolo", "software malevolo", "ransomware", "loader", "impianto", "infostealer", "worm", "wiper", "codice malevolo", "iniettore", "spyware", "ladro", "ladro di informazioni", "botnet", "rootkit", "keylogger", "cryptominer", "stealer", "webshell", "dropper", "downloader"),
        "actor": (r"grupp[oi](?: di hacker| di spionaggio| hacker| criminale)?", "hacker", "gang", "banda", "collettivo", "attore", "cybercriminali", "spie", "banda criminale"),
        "organisation": ("azienda", "società", "compagnia", "produttore", "fornitore", "ditta", "impresa", "banca", "agenzia", "ministero", "ospedale", "università", "clienti", "dipendente", "software house", "ricercatori", "proprietaria", "ente", "multinazionale", "casa", "filiale", "controllata", "associazione", "fondazione", "startup", "start-up", "gigante", "colosso", "catena", "assicurazione", "comune", "dipartimento", "organizzazione", "operatore", "gestore", "statunitense", "exchange", "casa automobilistica"),
        "product": ("software", "applicazione", "app", "programma", "strumento", "client", "piattaforma", "pacchetto", "libreria", "installer", "aggiornamento", "estensione", "modulo", "servizio", "prodotto", "agente", "azione", "soluzione", "assistente", "utilità", "dipendenza", "scanner", "script", "portafoglio", "plugin", "componente", "utility", "browser", "antivirus", "framework", "gateway", "wallet", "firmware", "distribuzione", "plug-in", "sistema operativo", "gestionale"),
        "campaign": ("campagna", "operazione"),
        "person": ("amministratore delegato", "presidente", "vicepresidente", "direttore", "direttrice", "portavoce", "ricercatore", "ricercatrice", "sviluppatore", "analista", "ministro", "responsabile", "manutentore", "giornalista", "ingegnere", "procuratore", "fondatore", "fondatrice", "segretario", "capo", "esperto", "esperta", "direttore generale", "consulente"),
    },
    frames={
        "absent": ("non è presente", "non sono presenti", "non contiene", "non include"),
        "heals": ("elimina il", "elimina la", r"corregg\w*", "risolve", "versione pulita", "ripristina"),
        "aux": ("ha", "hanno", "aveva", "avevano", "stat[oaie]", "è", "sono", "aver", "avrebbe", "avrebbero", "essere", "viene", "vengono", "venivano"),
        "stolen": ("rubat[oaie]", "sottratt[oaie]", "trafugat[oaie]", "ottenut[oaie]"),
        "own": ("suo", "sua", "suoi", "sue", "propri[oaie]?", "loro", "nostr[oaie]", "essere stat[oaie]", "aver subito"),
        "say": ("annunciat[oa]", "comunicat[oa]", "dichiarat[oa]", "spiegat[oa]", "rivelat[oa]", "detto", "fatto sapere", "informat[oa]", "dice", "afferma"),
        "confess": ("conferm(?:a|ato|ano|ò)", r"ammett\w*", "ammess[oaie]", r"riconosc\w*", "riconosciuto"),
        "bodies": (r"governo(?: \w+)?", r"ministero (?:della |dell\'|del |dei )?\w+", r"dipartimento (?:della |del |dell\')?\w+", "agenzie federali", "banca centrale", "parlamento", "agenzi[ae] (?:governativ[ae]|federal[ei]|delle entrate)", r"governi(?: \w+)?", "congresso", "senato", r"esercito(?: \w+)?", "ambasciate", r"comun[ei] di \w+", "tesoro", "forze armate", "pubbliche amministrazioni", "pubblica amministrazione", "marina militare", "aeronautica"),
        "not harmed": ("download", "dipendenti", "pacchetti", "paesi", "installazioni", "ricercatori", "esperti", "settimane", "versioni"),
        "affair": ("attacc(?:o|hi)", "cyberattacco", "intrusione", "incidente", "violazione", "compromissione", "caso", "backdoor", "hack", "vicenda"),
        "of": (r"\s*(?:di|del|della|dei|delle|degli|d)",),
        "must": ("devono", "deve", "dovrebbero", "si deve", "dovete", "dovranno", "dovrà", "dobbiamo", "bisogna", "occorre", "vanno"),
        "unknown": ("sconosciut[oaie]", "ignot[oaie]", "incert[oaie]", "un mistero", "misterios[oaie]", "poco chiar[oaie]", "imprecisat[oaie]"),
        "hurt": ("colpit[oaie]", "compromess[oaie]", "infettat[oaie]", "infett[oaie]", "violat[oaie]", "attaccat[oaie]", "vittim[ae]", "interessat[oaie]", "interessato", "hackerat[oaie]", "danneggiat[oaie]", "paralizzat[oaie]", "toccat[oaie]", "coinvolt[oaie]", "infezioni", "installato", "scaricato", "ricevuto", "contagiat[oaie]", "bersaglio", "intaccat[oaie]", "spiat[oaie]", "cifrat[oaie]", "crittografat[oaie]", "infiltrat[oaie]", "bucat[oaie]", "contaminat[oaie]", "raggiunt[oaie]", "subito", "subìto", "impattat[oaie]", "penetrat[oaie]", "dirottat[oaie]", "piratat[oaie]", "bloccat[oaie] dal", "pres[oaie] di mira", "finit[oaie] nel mirino", "mirino", "scaricarono", "installarono", "eseguito", "affett[oaie]", "derubat[oaie]"),
        "attack": (r"attacc\w*", r"infett\w*", r"comprome\w*", r"viol(?:are|ato|ata|ando|azione)\w*", r"hacker\w*", r"infiltr\w*", r"penetr\w*", "colp(?:ire|ito|isce|endo|iti|ite|ita|ì)", "accesso a", "accesso ai", "accedere", r"intrusion\w*", "prendere di mira", "preso di mira", "attacchi (?:a|al|alla|contro)", "cyberattacchi?", "penetrat[oaie]", "colpisce", "colpiscono", "colpirà", "colpivano", "colpiva", "colpirono", "prendono di mira", "prendeva di mira", "presi di mira", "prese di mira", "presa di mira", "bersagliat[oaie]", "mirat[oaie] a", "bucare", "bucato", "spiare", r"contagi\w*", r"infezion\w*", "danneggi(?:are|ato|ando|a|ano)"),
        "victims": ("vittim[ae]", "colpit[ie]", "bersagli", "obiettivi", "danneggiati", "aziende colpite", "organizzazioni colpite", "società colpite", "entità colpite" ),
        "including": ("tra cui", "fra cui", "compres[oaie]", "inclus[oaie]", "come", "ad esempio", "per esempio", "tra gli altri", "tra le vittime", "tra questi", "tra queste", "oltre a", "oltre alle", "oltre ai", "quali", "includono", "figurano", "quali ad esempio", "a cominciare da", "a partire da", "fra le quali", "tra le quali", "tra i quali", "fra i quali", "nomi come", "del calibro di", "incluse", "ci sono", "vi sono", "si contano", "figura", "spiccano", "annovera" ),
        "by": ("da", "dal", "dalla", "dai", "dagli", "dalle", "secondo", "tramite", "attraverso", "con", "di", "via", "per", "mediante", "presso"),
        "tainted": ("malevol[oaie]", "malware", "dannos[oaie]", "infett[oaie]", "infettat[oaie]", "compromess[oaie]", "trojanizzat[oaie]", "manomess[oaie]", "backdoor", "vulnerabil[ei]", "interessat[oaie]", "alterat[oaie]", "avvelenat[oaie]", "codice malevolo", "maligni?", "maligno", "contenente", "fraudolent[oaie]", "contaminat[oaie]", "corrott[oaie]", "malign[oaie]", "nociv[oaie]", "infettano", "infetta", "impattat[oaie]", "affett[oaie]", "falsificat[oaie]", "fasull[oaie]", "modificat[oaie] da", "manipolat[oaie]", "trojan", "cavallo di troia", "anomal[oaie]", "compromettono", "illegittim[oaie]"),
        "fixed": ("corrett[oaie]", r"corregg\w*", "patch", "aggiornare alla", "aggiornare a", "pulit[oaie]", "sicur[oaie]", "risolt[oaie]", "tornare", r"ripristin\w*", "versione successiva", "sanat[oaie]", r"risolv\w*", "corregg(?:e|ono|ere)", r"rimedi\w*", "mitigat[oaie]", "indenn[ei]", "immun[ei]", "non interessat[oaie]", "esent[ei]", "passare alla", "aggiornate", "bonificat[oaie]", "elimina il problema", "rimoss[oaie]", "correttiv[oaie]", "correzione", "aggiornato", "salv[oaie]"),
        "customers": ("clienti", "utenti", "usat[oaie] da", "utilizzat[oaie] da", "utilizzano", "usano", "abbonati", "download", "installazioni", "clientela", "impiegat[oaie] da", "impiegano", "impiega", "adottat[oaie] da", "installat[oaie] (?:su|da|in)", "scaricat[oaie] (?:da|oltre|più|circa)", "abbonat[ei]", "vanta", "presente (?:su|in)", "affidano", r"conta (?:oltre|più|circa|quasi|\d)", "base di utenti" ),
        "maker": (r"fornitor\w*", r"produttor\w*", r"sviluppator\w*", "società", "azienda", "software", r"editor\w*", "programma", "strumento", "creatore", "manutentore", "autore", "ideatore", "proprietario", "società che detiene", "proprietaria", "produttrice", "sviluppatrice", "fornitrice", "creatrice", "casa madre", "gestore", "distributore", "editrice", "responsabile", "software house", "multinazionale", "fondatore", "curatore", "produttori"),
        "makes": (r"(?:,? (?:è|era|sono)|,) (?:una?|un'|il|la|lo|uno) ?(?:[\w-]+ ){0,4}?(?:fornitore|fornitrice|produttore|produttrice|sviluppatore|sviluppatrice|editore|creatore|creatrice|distributore|specialista|leader|specializzata|colosso)(?:i)? (?:[\w-]+ ){0,2}?(?:di |del |della |dei )(?P<thing>(?:[\w/&-]+ ){0,4}[\w/&-]+)",),
        "steal": ("rubare", "ruba", "rubano", "rubato", "rubata", "rubati", "rubate", "rubava", "rubavano", "rubando", r"sottra\w*", r"esfiltr\w*", r"raccogl\w*", "raccolt[oaie]", "estra(?:rre|e|tto|tti|tte|ggono|eva)", r"cattur\w*", r"intercett\w*", r"trafug\w*", "furto di", "copiat[oaie]", r"prelev\w*", r"carpir\w*", "leggere", "letto", r"ottener\w*", "ottenut[oaie]", "prendevano", r"acced\w*", "cercav(?:a|ano) (?:di |le |i |gli )", "cercano (?:di |le |i |gli |credenziali|chiavi|token|password)", "cercare (?:credenziali|chiavi|token|password|file|dati)", "ricerca di", r"imposses\w*", r"appropri\w*", r"accaparr\w*", "sottratto", "mettere le mani su", "messo le mani su", "messe le mani su", "spedisce", "spediscono", "spediva", "inviare", "invia(?:no|va|vano)?", "trasmette(?:va|vano)?", "trasmettono", "trasferisce", "trasferiva", "razziat[oaie]", "furti di", "sottrazione di", "esfiltrazione", "accesso ai", "accesso alle", "accesso a dati", "leggeva", "leggevano", "copiare", "copiava", "copia(?:no)?", "registra(?:re|va|no)?", "spia(?:re|va|no|vano)?", r"trapelat\w*", r"saccheggi\w*", "scansiona(?:re|va|no)?", "carpit[oaie]", "prelevat[oaie]", "intercetta(?:re|va|no)?"),
        "data": ("credenziali", "password", "token", "chiav[ei]", "segreti", "cookie", "dati", "informazioni", "cronologia", "indirizz[oi]", "file", "variabili", r"portafogli\w*", "wallet", "codice sorgente", "e-?mail", "messaggi", "certificat[oi]", "documenti", "account", "numeri", "schermate", "screenshot", "tasti premuti", "battiture", "appunti", "contatti", "cart[ae] di credito", "carte", "frasi? seed", "seed", "backup", "configurazion[ei]", "cartelle cliniche", "proprietà intellettuale", "elenc(?:o|hi)", "registri", "identità", "repository", "corrispondenza", "rubric[ah]e?", "foto", "banc(?:a|he) dati", "database", "codici? (?:fiscali|di accesso|privati?)", "contenuti?", "parole d'ordine", "variabile d'ambiente", "log", "segreto", "nomi", "nomi? utente", "nome (?:del computer|host|utente)"),
        "blame": (r"attribui\w*", r"accus\w*", r"sospett\w*", "dietro", "responsabil[ei]", r"colpevol\w*", "opera di", r"riconduc\w*", r"punta\w*", "autor[ei]", "condott[oaie] da", r"imput\w*", "legat[oaie] (?:a|al|alla|all'|ai)", "collegat[oaie] (?:a|al|alla|all'|ai)", "associat[oaie] (?:a|al|alla|all'|ai)", r"addebit\w*", r"incolp\w*", r"incrimin\w*", "sponsorizzat[oaie] da(?:l|lla|ll')?", "sostenut[oaie] da(?:l|lla|ll')?", "orchestrat[oaie]", "firm[ae] (?:di|del|della)", "matrice", "mano (?:di|del|della)", "paternità", "guidat[oaie] da", "perpetrat[oaie]", "pist[ae]", "ascrivibil[ei]", "attribuzione", "affiliat[oaie]"),
        "hackers": ("hacker", "pirati", "grupp[oi]", "attor[ei]", "aggressori", "attaccanti", "cybercriminali", "criminali", "spie", "cyber ?criminali", "banda", "gang", "intrusi", "servizi segreti", "intelligence", "militari", "agenti", "unità", "delinquenti", "cyberspie", "pirati informatici", "hacker criminali", "malviventi", "ladri"),
        "unclear": ("non lo (?:sa|conosce) nessuno", "nessuno (?:lo )?sa", "resta da", "rimane da", "da chiarire", r"indagin\w* (?:in corso|sono)", "indaga", "sta indagando", "stanno indagando", "si ignora", "non (?:si |è |sono |ancora |al momento |stat[oaie] |ha |hanno |abbiamo |era |erano |viene |vengono |possiamo |può |riesce |siamo |voluto |saputo |potuto |rivelare |dato |del tutto |reso |resa )*(?:sa|sanno|sappiamo|chiar[oaie]|not[oaie]|nota|conosce|conoscono|rivelato|rivelare|confermato se|precisato|precisare|determinato|determinare|stabilire|stabilito|detto|dire|chiarito|chiarire|identificat[oaie]|comunicato|comunicare|conosciut[oaie]|capito|capire|spiegato|spiegare|sapere|accertat[oaie]|commentare|pubblic[oaie]|quantificare|quantificat[oaie]|escluso)", "restano da", "rimangono da", "resta (?:ignot[oaie]|sconosciut[oaie]|incert[oaie]|poco chiar[oaie]|un mistero|aperta|aperto)", "rimane (?:ignot[oaie]|sconosciut[oaie]|incert[oaie]|poco chiar[oaie]|un mistero|aperta|aperto|un interrogativo)", "interrogativ[oi]", "difficile (?:dire|stabilire|stimare|sapere|quantificare)", "mistero", "poco chiar[oaie]", "punt[oi] oscur[oi]", "indagin[ei] (?:è |sono )?(?:ancora )?(?:in corso|aperta|aperte)", "accertamenti (?:sono )?in corso", "dubbi su"),
        "advise": (r"raccomand\w*", "consigli(?:a|ano|ato|amo|abile)", "invit(?:a|ano|ato|ati)", r"esort\w*", r"suggeri\w*", "chiede (?:a|ai|agli)", "chiesto (?:a|ai|agli)", "bisogna", "occorre", "necessario", "opportuno", r"sollecit\w*", r"incoragg\w*", "impone", "imposto a", "ordinato (?:a|ai|agli|alle)", "ordina (?:a|ai|agli|alle)", "chiedono (?:a|ai|agli)", "preghiamo", "chiediamo", r"(?:indispensabile|fondamentale|imperativo|obbligatorio) (?=che |\w+r[es]i? )", "consigliabile", "raccomandabile", "suggeriment[oi]", "tenut[oaie] a", "urgente", "prega di", "pregati di", "meglio", "conviene" ),
        "find": (r"scop\w*", r"rilev\w*", r"individuat\w*", r"identific\w*", "notat[oaie]", r"segnal\w*", r"osserv\w*", "accort[oaie]", "trovat[oaie]", r"avvis\w*", "emers[oaie]", r"scovat\w*", "venut[oaie] alla luce", "avvertit[oaie]", "allertat[oaie]", "allarme", "intercettat[oaie]", "constatat[oaie]", "accorsero", "riscontrat[oaie]", "insospettit[oaie]", "smascherat[oaie]", "venuto a conoscenza", "venuta a conoscenza", "reso conto", "segnalazione", "scopriva"),
        "start": (r"cominci\w*", r"inizi\w*", "partit[oaie]", "introdott[oaie]", "inserit[oaie]", "iniettat[oaie]", "pubblicat[oaie]", "caricat[oaie]", "distribuit[oaie]", "compromess[oaie]", r"risal\w*", "aggiunt[oaie]", "ottenuto", "accesso", "violat[oaie]", "infettat[oaie]", "avviat[oaie]", "scaricat[oaie]", "rilasciat[oaie]", "modificat[oaie]", "hackerat[oaie]", "diffus[oaie]", "avuto luogo", "avvenut[oa]", "accadut[oa]", "verificat[oa]", "successo", "manipolat[oaie]", "alterat[oaie]", "manomess[oaie]", "contaminat[oaie]", "dirottat[oaie]", r"infiltr\w*", "entrat[oaie]", "penetrat[oaie]", "avvenut[oaie]", "verificat[oaie]", "preso il controllo", "messa online", "spint[oaie]", "scattat[oaie]", "svolt[oaie]", "luogo (?:il|tra|fra|nel|a)", "sostituit[oaie]", "disponibil[ei] dal", "registrato", "attiv[oaie] (?:dal|da)", "trafugat[oaie]", "risalgono", "databile" ),
        "deploy": (r"distribu\w*", r"install\w*", r"scaric\w*", r"iniett\w*", r"infett\w*", r"conten\w*", r"contien\w*", "chiamat[oaie]", "chiama", "denominat[oaie]", "battezzat[oaie]", r"diffond\w*", "diffus[oaie]", r"esegu\w*", r"impiant\w*", r"nascos\w*", r"carica\w*", r"propag\w*", r"inser\w*", r"rilasci\w*", r"sopannominat\w*", r"soprannominat\w*", r"deposit\w*", "rilascia(?:va|no|re)?", "ricevevano", "ricevono", r"ospitav\w*", "nasconde(?:va|vano)?", "nascondono", "introdu(?:ce|ceva|cono|rre)", "introdott[oaie]", "sparge", "cela(?:va|to|no)?", "includ(?:e|eva|ono)", "battezza", "lanci(?:a|ava|are|ano)", "impieg(?:a|ato|ano|ava)", "ribattezzat[oaie]"),
        "tool": ("trojan(?: di accesso remoto)?", "infostealer", "cryptominer", "keylogger", "ransomware", "wiper", "rootkit", "webshell", "worm", "spyware", "virus", "remote access trojan", "backdoor", "malware", "miner di criptovalute", "ladro di (?:informazioni|credenziali|password|dati|token)", "cavall[oi] di troia", "programma spia", "registratore di tasti", "dropper", "stealer", "web ?shell", "software malevolo", "software spia", "programma malevolo", "botnet", "downloader", "drainer", "info-stealer" ),
        "way": ("account", "token", "credenzial[ei]", "password", "chiav[ei]", "vulnerabilità", "fall[ae]", "aggiornament[oi]", "server", "dipendenz[ae]", "phishing", "pacchett[oi]", "estensione", "plugin", "workflow", "sistema di build", "ambiente di build", "catena di (?:fornitura|approvvigionamento)", "immagine(?: docker)?", "software", "installer", "applicazione", "libreria", "script", "fornitor[ei]", "e-?mail", "sito", "cookie", "dipendente", "computer", "zero-day", "ingegneria sociale", "flusso di lavoro", "certificat[oi]", "portale", "infrastruttura", "repository", "dominio", "cdn", "vpn", "session[ei]", "allegat[oi]", "desktop remoto", "subfornitor[ei]", "partner", "integrazion[ei]", "canal[ei]", "programm[ai]", "strument[oi]", "librerie", "portatile", "portafoglio", "piattaforma", "messagg[io]+", "telefonata", "processo di (?:build|aggiornamento|compilazione)", "pipeline", "plug-in", "installatore", "bucket", "profilo", "zero day", "supply chain", "exploit", "chiavetta"),
        "through": ("tramite", "attraverso", "mediante", "via", "per mezzo di", "grazie a", "usando", "utilizzando", "sfruttando", "abusando", "passando per", "passando da", "a causa di", "per via di", "valendosi", "servendosi", "avvalendosi", "approfittando", "compromettendo", "violando", "rubando", "partendo da", "dopo aver (?:rubato|violato|compromesso|sottratto|ottenuto)", "impersonando", "sfruttato", "sfruttano", "per il tramite", "con l'aiuto di", "facendo leva su", "hanno sfruttato", "sfruttare", "mediante l'uso", "grazie alla", "grazie al", "grazie ad"),
        "access": ("accesso", "accedere", "entrati", "entrato", "intrusione", r"infiltr\w*", r"penetr\w*", "estrarre", "modificare", "introdott[oi]", "introdursi", "entrare", "collegat[oi]", "acceduto", "intrufolat[oi]", "insinuat[oi]", "violazione", "connessi"),
        "sectors": ("settor[ei]", "industri[ae]"),
        "release number": (r"(?:versione|aggiornamento|update|v) (?P<number>\d{1,5})(?![.\d])",),
        "hackers from": (r"(?:hacker|pirati|grupp[oi]|attaccanti|criminali|attori)(?: [\w-]+){0,4}? (?:legat[oi] (?:a|alla|al)|sostenut[oi] (?:da|dalla|dal)|provenienti da|affiliat[oi] (?:a|alla)|vicin[oi] (?:a|alla|al))", "regime", r"(?:hacker|pirati|spie|cyberspie|grupp[oi]|attaccanti|criminali|cybercriminali|attor[ei]|agenti|banda|gang|intelligence|servizi segreti|aggressori)(?: (?:informatici|statali|presunti|probabilmente|presumibilmente|militari?|criminale|hacker|di hacker|di spionaggio|apt))?(?= [^\w\s.,;:()])", r"(?:hacker|pirati|grupp[oi]|attaccanti|criminali|attor[ei]|gang)(?: [\w-]+){0,4}? (?:al servizio (?:di|della|del)|al soldo (?:di|della|del)|per conto (?:di|della|del)|con base in|con sede in|ricollegabil[ei] (?:a|alla)|riconducibil[ei] (?:a|alla|al)|sponsorizzat[oi] (?:da|dalla|dal)|finanziat[oi] (?:da|dalla|dal)|collegat[oi] (?:a|alla|al)|associat[oi] (?:a|alla|al)|di lingua|di matrice|filo)", "governo", "per conto (?:di|del|della)"),
        "state hackers": (r"(?:attor[ei]|grupp[oi]|hacker|attaccanti)(?: [\w-]+){0,2}? (?:statal[ei]|sponsorizzat[oi] da uno stato|governativ[oi]|sostenut[oi] da uno stato)", "stato[- ]nazione"),
    },
    defangs=(("[punto]", "."), ("(punto)", "."), ("[chiocciola]", "@"), ("(chiocciola)", "@")),
    orders=(
        r"(?P<cue>ignora|ignorate|ignorare|ignori|dimentica|dimenticate|dimentichi|trascura|trascurate|aggira) .. (?:istruzion|ordin|regol|direttiv|indicazion|messaggi)\w* .. (?:precedent|sopra|sistema|inizial)\w*",
        r"(?P<cue>ignora|ignorate|ignorare|ignori|dimentica|dimenticate) (?:tutto|tutte|tutti|ogni)(?: \w+){0,3} (?:precedent\w*|sopra|istruzioni|ordini|regole)",
        r"(?P<cue>assistente|lettore|analista|modello|agente|robot|ia)\b[,:]? .. (?:deve|devi|devono|dovete|bisogna|per favore) .. (?:segnare|contrassegnare|segnalare|classificare|concludere|rispondere|cancellare|eliminare|ignorare|considerare|dichiarare|chiudere|trattare)\w*",
        r"(?P<cue>ora|adesso|da ora|d'ora in poi) (?:sei|devi|lei è|dovete)",
        r"(?P<cue>nuova|nuove|nuovo|nuovi) (?:istruzion[ei]|ordin[ei]|direttiv[ae]) ?(?:per|:)",
        r"(?P<cue>segna|contrassegna|contrassegnate|classifica|classificate|considera|considerate|consideri|tratta|trattate|dichiara|dichiarate) .. (?:come )(?:pulit[aoie]|sicur[aoie]|benign[aoie]|innocu[aoie]|legittim[aoie]|fals[oi] positiv[oi])",
        r"non (?P<cue>segnalare|segnalate|menzionare|menzionate|avvisare|avvisate|rivelare|rivelate) ",
    ),
    copies=(
        r"(?P<cue>secondo|stando a|stando al|stando alla|stando all'|stando ai|come riferisce|come spiega|come riporta|nelle parole di|come sottolinea|a detta di|a giudizio di|a parere di)(?:\s+|(?<='))(?:quanto \w+ da\w*'?(?:\s+|(?<=')))?(?:(?:il|lo|la|l'|gli|i|le)(?:\s+|(?<=')))?(?:[\w'-]+ ){0,3}?<speaker>(?=,| |\.|\Z)",
        r"<speaker>(?: \w+)? (?P<cue>dice|dicono|sottolinea|sottolineano|sottolineato|precisa|precisano|precisato|aggiunge|aggiunto|rende noto|reso noto|racconta|raccontato|osserva|evidenzia|evidenziano|evidenziato|calcola|calcolano|informa|informato|assicura|assicurato|fa sapere|fatto sapere|puntualizza|afferma|affermano|affermato|sostiene|sostengono|sostenuto|spiega|spiegano|spiegato|riferisce|riferiscono|riferito|dichiara|dichiarato|comunica|comunicato|annuncia|annunciato|conferma|confermano|confermato|ritiene|ritengono|stima|conclude|concluso|scrive|scritto|segnala|segnalato|detto|nega|negato|smentisce|smentito|avverte|avvertono|avvertito|ammesso|ammette|rivela|rivelato|sospetta|sospettano|raccomanda|consiglia|riconosce|riconosciuto|attribuisce|attribuito)",
        r"(?P<cue>detto|affermato|dichiarato|spiegato|riferisce|spiega|afferma|avverte|scritto|riferito) .. <speaker>",
        r"(?P<cue>attribuit[aoie]) (?:da|dal|dalla|dall'|dai)(?:\s+|(?<='))(?:[\w'-]+ ){0,2}?<speaker>",
        r"(?P<cue>pubblicato|rivelato|citato|tradotto|traduzione|adattato|riportato|ripreso) (?:\w+ )?(?:da|di|del|dal|dalla|su) .. <speaker>",
        r"(?P<cue>fonte|fonti|via)\s*:\s*(?:[\w'-]+ ){0,4}?<speaker>",
        r"(?P<cue>citando|cita|citano) .. <speaker>",
    ),
    roles={
        "indicator": (
            r"indicator[ei](?: di compromissione)?", "iocs?", "comando e controllo", "c2", r"malevol[aoie]", r"dannos[aoie]", "payload", "malware",
            "backdoor", r"trojanizzat\w*", "phishing", "campion[ei]", "infrastruttura", "hash", "impront[ae]", "contatta", "comunica con", "esfiltr\\w*",
            "attaccanti", "aggressori", "software malevoli",
        ),
        "clean": (r"pulit[aoie]", r"legittim[aoie]", r"benign[aoie]", r"innocu[aoie]", r"autentic[aoihe]+", r"non (?:è )?(?:interessat|compromess)[aoie]", "non modificat[aoie]"),
        "victim": (r"vittim[ae]", r"siti? (?:web )?(?:compromess[oi]|hackerat[oi]|violat[oi])"),
        "test": (r"prov[ae] (?:dell'|degli |dei |del )(?:attaccanti|attore|autori|aggressori)", "test (?:dell'|degli |dei )(?:attaccanti|attore|autori)"),
        "reference": ("riferimenti", "fonti?", "link", "collegamenti", "maggiori informazioni", "ulteriori informazioni", "per approfondire", "vedi anche", "leggi anche", "bibliografia", "contatti"),
    },
    words={
        "pronoun": ("esso", "essa"),
        "yet": ("poi", "il quale", "la quale"),
        "and": ("e", "ed", "o", "nonché", "oppure", "così come"),
        "but": ("ma", "mentre", "invece", "tuttavia", "però", "bensì", "sebbene", "benché", "anche se", "al contrario"),
        "if": ("se", "a meno che", "qualora"),
        "since": ("da", "dal", "dallo", "dalla", "a partire da", "a partire dal", "fin da", "sin da"),
        "until": ("fino a", "fino al", "sino a", "fino all'", "fino allo"),
        "before": ("prima di", "prima del", "prima della", "entro", "anteriori a", "anteriori alla", "anteriore a", "anteriore alla", "precedenti a", "precedenti alla", "precedente a", "inferiori a", "inferiori alla"),
        "after": ("dopo", "dopo il", "già nel", "già a", "non prima di", "a partire da"),
        "between": ("tra", "fra", "da", "dal", "tra il", "fra il", "tra l'", "fra l'"),
        "early": ("inizio", "inizi di", "primi di", "l'inizio di", "inizio di", "inizi del", "l'inizio del", "inizio del", "primi del"),
        "late": ("fine", "fine di", "la fine di", "fine del", "la fine del", "fini di"),
        "incident": (
            "attacco", "l'attacco", "dell'attacco", "all'attacco", "attacchi", "l'intrusione", "intrusione", "campagna", "la campagna", "operazione",
            "l'operazione", "incidente", "l'incidente", "compromissione", "violazione", "cyberattacco", "questo", "questa", "attaccanti", "hacker", "malware", "azione", "l'azione", "responsabilità", "infezione", "minaccia", "la compromissione", "l'infezione", "la violazione", "l'attacco informatico", "cyberattacchi", "gli attaccanti", "il furto", "aggressori", "criminali", "pirati"),
        "common": words(
        """consigliamo frattempo anzitutto innanzitutto purtroppo dopodiché peraltro ignota ignoto ignoti ignote risultano risulta chissà peggio meglio bollettino avviso allerta comunicato nota notizia sintesi descrizione dettagli riassunto riepilogo sommario introduzione conclusioni contesto impatto impatti cronologia mitigazione mitigazioni raccomandazioni misure azioni soluzione oggetto gentile gentili egregio egregi cliente caro cari potenziali prodotti versioni affette interessate interessati
            attaccanti aggressori hacker ricercatori clienti utenti vittime dipendenti produttore fornitore versione aggiornamento aggiornamenti compromissione propagazione rischio stima stato tipologia
            programma programmi software sicurezza attacco attacchi indicatori pubblicato tradotto traduzione fonte fonti prodotto oggi ieri lunedì martedì mercoledì giovedì fra abbiamo avremmo avete siamo sono pochi poche poco chi colpiti colpite colpito affettate affetto affetti affettati
            venerdì sabato domenica alcuni alcune molti molte diversi diverse nessuno nessuna niente nulla esperti neppure autorità organizzazioni amministratori azienda aziende società compagnia servizio servizi sito siti script codice domini dominio pacchetto libreria dipendenza
            disinstallare disinstallate isolare isolate cambiare cambiate dietro solo soltanto aggiornare aggiornate ignorate ignora tre quattro cinque sei sette otto nove dieci resta rimane ora ancora tuttavia infine poi quindi così intanto oltre circa almeno quasi centinaia decine migliaia milioni
            investigatori analisti portavoce entrambi entrambe criminali spie gruppo inoltre invece proprio ogni ognuno ciò qui qual quanto quanti quante forse pare sembra esiste esistono bisogna occorre tra persino infatti grazie successivamente attualmente inizialmente recentemente secondo stando noi voi loro
            scoperta scoperto individuato malevola malevole malevolo malevoli infetta infette infetto compromessa compromesse corretta corrette stabile ultima precedente precedenti successiva successive verificata sicura vulnerabile vulnerabili dannosa manomessa manomesse trojanizzata affetta secondo altre altri anche non giorno giorni settimana mese anno notte mattina
            tramite attraverso mediante sfruttando usando utilizzando durante contro verso presso nonostante malgrado sebbene benché perché poiché dato visto considerato finora adesso domani stamattina stasera spesso sempre mai già appena quando dove come cosa mentre prima dopo entro oltre sopra sotto senza
            ecco basta serve servono vanno viene vengono hanno ha aveva avevano era erano fu furono sarà saranno sarebbe sarebbero può possono potrebbe potrebbero deve devono dovrebbe dovrebbero va stanno sta ci vi
            colpite installare scaricare eseguire verificare controllare chiunque qualsiasi qualunque ciascuno ciascuna tale tali stesso stessa certi certe vari varie parecchi parecchie numerosi numerose ulteriori ulteriore maggiori intere intero
            gruppi campagna campagne operazione operazioni minaccia minacce vulnerabilità falla exploit dati informazioni credenziali password chiavi token file cartella cartelle server rete reti sistema sistemi computer dispositivo dispositivi account profilo profili
                 fornitori produttori sviluppatore sviluppatori manutentore manutentori amministratore utente cliente vittima attore attori abbiamo siamo stiamo chiediamo raccomandiamo invitiamo consigliamo sappiamo crediamo riteniamo analista ricercatore esperto specialisti investigatore inquirenti """
    ),
        "region": ("Corea del Nord", "Cina", "Russia", "Iran", "Corea del Sud", "Vietnam", "RPDC", "Stati Uniti", "USA", "Regno Unito", "Gran Bretagna", "Ucraina", "Europa", "Asia", "Africa", "Nord America", "America Latina", "Sud America", "Unione europea", "Unione Europea", "Germania", "Francia",
            "Italia", "Spagna", "Portogallo", "Paesi Bassi", "Olanda", "Belgio", "Svizzera", "Austria", "Polonia", "Svezia", "Norvegia", "Danimarca", "Finlandia", "Irlanda", "Canada", "Messico", "Brasile", "Argentina", "Cile", "Colombia", "Perù", "Australia", "Giappone", "India", "Pakistan",
            "Israele", "Turchia", "Taiwan", "Singapore", "Hong Kong", "Medio Oriente", "Bielorussia", "Corea", "Mongolia", "Estonia", "Lettonia", "Lituania", "Repubblica Ceca", "Romania", "Ungheria", "Grecia", "Lussemburgo", "Arabia Saudita", "Emirati Arabi Uniti", "Indonesia", "Malesia", "Thailandia", "Tailandia", "Filippine", "Sudafrica", "Marocco", "Venezuela", "Ecuador", "Sudest asiatico", "Europa orientale", "Europa dell'Est", "Siria", "Nuova Zelanda", "Nigeria", "Kenya", "Serbia", "Croazia", "Slovenia", "Bulgaria", "Slovacchia", "Moldavia"),
        "denial": ("non ci sono prove che", "non ci sono indizi che", "non vi sono prove che", "non vi sono evidenze che", "non ci sono evidenze che", "non risulta che", "non esistono prove che", "nessuna prova che", "nessun indizio che", "nessuna evidenza che", "senza prove che", "nulla indica che", "niente indica che", "nulla fa pensare che", "nega che", "ha negato che", "smentisce che", "ha smentito che", "esclude che", "ha escluso che", "non è vero che",
            "è falso che", "non ha trovato prove", "non ha trovato indizi", "nega di essere", "ha negato di essere", "nega di aver", "ha negato di aver", "smentisce di essere", "ha smentito di essere", "esclude di essere", "non ritiene che", "afferma di non essere"),
        "whether": ("se", "come se", "a meno che", "qualora"),
        "the": ("il", "lo", "la", "l'", "questo", "questa", "quest'", "suo", "sua"),
        "in": ("in", "nel", "nell'", "di", "del", "da", "dal", "durante", "a", "ad", "mese di"),
        "which": ("che", "cui", "quale", "quali", "dove"),
        "question": ("come", "quando", "chi", "perché", "se", "quanti", "quante", "quanto", "dove", "cosa", "che cosa", "quale", "quali", "da chi", "in che modo", "da quando", "a chi"), "nor": ("né",),
        "ellipsis": (r"non l[aoie] (?:è|sono)", r"non l'(?:è|hanno|ha)", r"non (?:è|sono|fu|furono)"),
        "expletive": (),
        "act": tuple(_ACT.split("|")),
        "data-end": ("da", "dal", "dalla", "dai", "dalle", "verso", "per", "tramite", "quando", "prima", "dopo", "tra", "poi", "includendo", "inclusi", "incluse", "tra cui"),
        "act-to": ("e", "o", "poi", "anche", "a", "di", "ed", "oltre a", "nonché di"),
        "mid": ("metà", "metà di", "metà del"),
        "compound": (),
        "group": (r"(?:piccole |grandi )?aziende(?: italiane| americane| statunitensi| europee)?", r"organizzazion[ei]", r"client[ei]", r"client[i]", r"utent[ei]", r"vittim[ae]", "società", "compagnie", "imprese", "istituzioni", r"agenzie(?: federali| governative)?", "sviluppatori", "banche", "ospedali", "ministeri", r"macchin[ae]", "computer", "postazioni", r"dispositiv[oi]", "apparecchi", "sistemi", "server", "reti", "repository", "progetti", "siti(?: web)?",
            "pacchetti", "amministrazioni", "scuole", "negozi", "supermercati", "fornitori", "persone", "abbonati", "download", "installazioni", "dipendenti", r"enti(?: pubblici| governativi)?", "università", "bersagli", "obiettivi", "paesi", "comuni", "endpoint", "ambienti", "telefoni", r"per cento d\w+'? ?\w+", "farmacie", "cliniche", "privati", "internauti", "giocatori", "pazienti", "cittadini", "studi(?: legali| professionali)?", "negozianti", "fabbriche", "istanze", "programmatori", "amministratori", "pmi", "cellulari", "smartphone", "portafogli", "router", "operatori", "municipi", "alberghi", "hotel", "ristoranti", "studenti", "membri", "organismi", "giornalisti", "filiali", "centri", "consumatori", "contribuenti", "terminali", "pc", "multinazionali", "ditte", "piattaforme", "famiglie", "titolari", "partner", "governi", "dipartimenti", "distributori", "uffici", "punti vendita", "account", "soggetti", "entità", "strutture", "provider", "msp", "istituti", "realtà", "wallet", "caselle", "organizzazioni", "esercenti", "stazioni", "sedi", "laboratori" ),
        "bound": ("più di", "oltre", "almeno", "meno di", "fino a", "circa", "quasi", "intorno a", "altre", "altri", "solo", "appena", "al massimo", "all'incirca", "oltre le", "oltre i", "non meno di", "poco più di", "poco meno di", "più o meno", "tra", "fra", "come minimo", "grosso modo", "in totale", "attorno a", "pressappoco", "un totale di", "ben", "per lo meno"),
        "vague": ("centinaia di migliaia di", "decine di migliaia di", "decine di", "centinaia di", "migliaia di", "milioni di", "diversi", "diverse", "alcune", "alcuni", "parecchi", "parecchie", "molte", "molti", "una decina di", "una ventina di", "una trentina di", "una cinquantina di", "un centinaio di", "un migliaio di", "una dozzina di", "una manciata di", "numerose", "numerosi", "mezzo milione di", "un milione di", "svariate", "svariati", "qualche centinaio di", "diverse centinaia di", "diverse migliaia di", "diverse decine di", "una decina", "una quindicina", "una ventina", "una trentina", "una quarantina", "una cinquantina", "un'ottantina", "una sessantina", "un centinaio", "un migliaio", "una dozzina", "una manciata", "decine", "centinaia", "migliaia", "milioni", "decine di migliaia", "centinaia di migliaia", "decine di milioni", "qualche decina", "qualche centinaio", "qualche migliaio", "un piccolo numero", "un numero ristretto", "un numero limitato", "un gran numero", "un numero elevato", "un numero imprecisato", "diverse centinaia", "diverse migliaia", "diverse decine", "mezzo milione", "un milione", "due dozzine", "un'ottantina di", "una sessantina di", "una quarantina di", "una quindicina di", "una settantina di", "un pugno di", "oltre un milione", "quasi un milione", "circa un milione", "oltre un centinaio", "più di un centinaio", "poche decine", "poche centinaia", "innumerevoli", "una miriade di", "un milione e mezzo"),
        "sector": (r"settor[ei] (?:di |del |della |dell'|dei |delle )?\w+", r"infrastruttur[ae] critic(?:a|he)", r"aziende (?:di criptovalute|energetiche|della difesa|di telecomunicazioni)", r"enti (?:pubblici|governativi)", r"pubbliche amministrazioni", r"industri[ae] (?:di |del |della |dell'|dei |delle )?\w+", "aziende (?:tecnologiche|farmaceutiche|aerospaziali|di consulenza|finanziarie|sanitarie)", "istituzioni finanziarie", "entità governative", "agenzie governative", "società di consulenza", "settore (?:pubblico|privato|finanziario|sanitario|energetico|tecnologico|bancario|manifatturiero)", "operatori telefonici", "enti locali", "strutture sanitarie"),
        "title": (r"(?:direttore|direttrice|presidente|portavoce|responsabile|ricercatore|ricercatrice|ministro|ingegnere|analista|amministratore delegato|ceo|ad)",),
        "negation-free": ("non solo", "non soltanto", "non solamente", "senza dubbio", "senz'altro", "senza ombra di dubbio", "non si esclude", "non è escluso", "né più né meno"),
        "sources": ("fonte:", "fonti:", "tradotto da", "traduzione di", "con informazioni di", "adattato da", "pubblicato originariamente da", "articolo originale di"),
        "personal computer": ("computer personale", "PC personale", "computer privato", "computer di casa", "computer domestico", "portatile personale", "proprio computer", "proprio PC", "dispositivo personale"),
        "work computer": ("computer aziendale", "computer di lavoro", "PC aziendale", "postazione di lavoro", "postazione aziendale", "portatile aziendale", "computer dell'azienda"),
        "phone": ("telefono", "cellulare", "smartphone", "telefonino"),
    },
    lexicon={
        "harm": "colpi* comprom* infett* violat* hackerat* vittim* attaccat* interessat* raggiunt* danneggiat* paralizzat* cifrat* criptat* ricattat* spiat* subì subi* coinvolt* espost* impatt* bloccat* contaminat* truffat* svuotat* prosciugat* cadut*",
        "affair": "attacc* cyberattacc* hackeraggio intrusion* incident* violazion* compromission* campagn* operazion* infezion* spionaggio sabotaggio furt* fuga hack offensiv* cyber-attacc* infiltrazion* dirottament* cyberspionaggio breach",
        "victim": "vittim* bersagl* obiettiv* colpit* tra fra compres*",
        "aim": "mir* contro indirizz* obiettiv* bersagl* punta* prendere",
        "take": "rub* sottratt* sottrar* esfiltr* raccol* raccogl* copiat* otten* intercett* carpi* invia* estra* trafugat* impossess* leggere acced* scaricat* diffus* prelev* catturat* acquisi* registrat*",
        "enter": "access* acced* penetr* infiltr* intrus* entrat* entrar* introdo* controllo dirottat* preso prender* riuscit* violare violat* sfruttat*",
        "means": "tramite attraverso mediante via grazie us* utilizz* sfrutt* abus* vulnerabilit* vettor* mezzo serv* passando falla impieg*",
        "insert": "inseri* iniett* incorporat* nascost* nascond* conten* contien* aggiun* modific* alter* manipolat* impiantat* introdott* sostituit* inclus* includ* manomess* celat* trojan* integrat*",
        "spread": "distribui* diffus* diffond* consegnat* install* pubblic* inviat* caricat* rilasciat* propagat* scaricat* ospitat* veicol* spint* fornit*",
        "bad": "malevol* malign* infett* compromess* fals* manomess* dannos* trojanizzat* avvelenat* alterat* fraudolent* contraffatt* modificat* malicious dirottat* contaminat*",
        "malware": "malware backdoor* trojan* ransomware virus worm spyware infostealer* loader impianto rootkit* wiper* payload* botnet* porta* codice stealer* cavall* dropper*",
        "make": "produttor* svilupp* forni* offr* vend* creator* editor* distributor* produc* realizz* mantien* manutentor* autor* proprietar* filial* controllat* società* casa",
        "use": "us* utilizz* impieg* installat* adottat* diffus* affid* popolar* serv* esegu* integr*",
        "customer": "client* utent* abbonat* iscritt* consumator* membr* aziende imprese organizzazioni",
        "begin": "inizi* cominci* dal sin da prim* tra fino risal* avvenut* verificat* partit* partire data* luogo avvio registrat*",
        "find": "scopert* scopr* rilev* individu* trovat* notat* identificat* accort* emers* rivelat* segnalat* riscontr* osserv* scovat*",
        "say": "detto dice secondo dichiar* spieg* afferm* riferi* annunci* comunicat* scriv* scritt* sottoline* aggiunt* precisa* avvert* riport* sosten* stima* racconta* rende",
        "admit": "ammess* ammet* riconosc* conferm* scus* ramma* ammis*",
        "blame": "attribui* dietro collegat* responsabil* sospett* accus* opera ricondu* legat* autor* associat* sostenut* sponsorizzat* matric* presunt* imput* affiliat* vicin*",
        "actor": "hacker* gruppo gruppi attaccant* crimin* cybercrimin* banda attor* pirat* aggressor* spie intrus* malintenzionat* collettiv* apt malviventi",
        "fix": "corrett* corregg* patch aggiorn* rimoss* rimuov* revocat* ritirat* cambi* sostitui* disinstall* reimpost* bloccat* ripulit* ripristin* isolat* disattivat* ruot* risolt* risolv* sospes* mitig*",
        "advise": "raccomand* consigl* dev* dovre* invit* esort* chiest* suggeri* immediat* verific* occorr* bisogna controll* opportun* necessari*",
        "unknown": "sconosciut* ignot* chiar* ancora se indag* domand* mistero dubbi* nota noto precis* resta*",
        "safe": "non nessun* mai né senza salv* sicur* intatt* legittim* indenn* pulit* estrane* neppure neanche",
        "organisation": "aziend* società agenzi* minister* banc* ospedal* universit* govern* organizzazion* grupp* compagni* ent* istituzion* autorità comun* scuol* amministrazion* operator* associazion* fondazion* colosso gigante multinazional* impres* polizia",
        "product": "software strument* libreri* pacchett* applicazion* app aggiornament* installer installator* estension* plugin server sistem* repository modul* programm* piattaform* serviz* component* driver version* prodott* sito siti ret* infrastruttur* client browser portafogl* wallet ambient* meccanism* script dipendenz*",
        "secret": "credenzial* password token chiav* certificat* account cookie segret* session* access*",
        "data": "dat* file email e-mail mail nom* indirizz* informazion* document* messagg* codic* contatt* telefon* numer* denaro fondi cript* contenut* cronologia password credenzial* screenshot",
        "person": "ceo portavoce ricercator* analist* sviluppator* manutentor* ingegner* direttor* fondator* espert* responsabil* president* dipendent* ministr* professor* amministrator* capo",
        "aside": "precedent* scors* già simil* come ex ricord* analog* altr* anche prima passat* allora",
        "maybe": "può possono pot* forse possibil* probabil* sarebb* avrebb* sembr* presunt* se apparent* pare",
        "post": "pubblicat* aggiornat* articol* scritt* redazion*",
        "motive": "spionaggio denaro finanziar* riscatto profitt* estors* sabotaggio distrugg* intelligence economic* lucro",
        "number": "mila mille milion* centinai* decin* migliai* cento più meno circa quasi oltre totale numero",
        "of": "di del dello della dell' dei degli delle d'",
        "in": "in nel nello nella nell' nei negli nelle",
        "at": "presso",
        "to": "a ad al allo alla all' ai agli alle verso contro",
        "by": "da dal dallo dalla dall' dai dagli dalle",
        "with": "con",
        "from": "da dal dalla dall' dai",
        "for": "per",
        "on": "su sul sullo sulla sull' sui sugli sulle",
        "like": "come tra fra compresi",
        "and": "e ed o oppure",
        "the": "il lo la l' i gli le un uno una un' suo sua suoi sue loro questo questa questi queste nostri",
        "that": "che chi cui quale quali",
        "is": "è sono era erano stato stata stati state fu furono essere ha hanno aveva avevano viene vengono",
    },
)  # fmt: skip
