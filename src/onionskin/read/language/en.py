"""English: how reports in it say who was hit through what, and how sure they are."""

from __future__ import annotations

from onionskin.plugins.contracts import Cues, Phrase, words

META = {
    "title": "English",
    "misses": "Reported speech across sentences; irony; headlines in title case; names without capitals outside code quotes.",
    "references": ["https://attack.mitre.org/campaigns/C0057/"],
}

_HIT = (
    "compromised|breached|hacked|infected|infiltrated|penetrated|trojanised|trojanized|attacked"
    "|subverted|poisoned"
)
_THROUGH = (
    "(?:through|via|by way of|by means of|using|with|because of|thanks to|after installing|from)"
)
_RAN = "downloaded|installed|ran|executed|launched|opened|running|installing|downloading"
_DEVICE = r"(?P<object>(?:[\w'-]+ ){0,4}?(?:computer|PC|laptop|phone|smartphone|workstation|machine|device)s?)\b"
_ASKED = (
    r"(?P<object>(?:how|when|who|whom|why|whether|what|which|where|if|since when)\b[^;]{3,200})"
)
_ASKING = r"(?P<object>\b(?:how|when|who|why|whether|what|which|where)\b [^,;]{3,160}?)"
_ACT = (
    "uninstall|remove|isolate|rotate|update|upgrade|reset|disable|block|delete|purge|clear|switch to"
    "|use|install|change|revoke|reimage|stop using"
)

CUES = Cues(
    code="en",
    name="English",
    stopwords=words(
        """the a an and or of to in on at for from by with as is are was were be been it its this that
        these those not no but if then than which who whom whose when where while what how why he she
        they we you i his her their our your has have had do does did will would can could may might
        should must about after before into over under between through during without within there
        here also only more most other some any all each both such very still yet so because since
        until against among however one two three our us them him"""
    ),
    hedges={
        "with high confidence": "high", "high confidence": "high", "with certainty": "confirmed",
        "confirmed": "confirmed", "confirms": "confirmed", "almost certainly": "high",
        "highly likely": "high", "very likely": "high", "with moderate confidence": "moderate",
        "moderate confidence": "moderate", "with medium confidence": "moderate",
        "medium confidence": "moderate", "likely": "moderate", "probably": "moderate",
        "believes": "moderate", "believe": "moderate", "believed": "moderate", "assesses": "moderate",
        "with low confidence": "low", "low confidence": "low", "suspected": "low", "suspects": "low",
        "suspect": "low", "possibly": "low", "perhaps": "low", "may": "low", "might": "low",
        "may have": "low", "might have": "low", "could": "low", "could have": "low", "appears": "low",
        "appears to": "low", "appear to": "low", "seems": "low", "seems to": "low",
        "suggests": "low", "suggest": "low", "reportedly": "low", "allegedly": "low",
        "apparently": "low", "unconfirmed": "low", "tentatively": "low", "thinks": "low",
    },
    negations=(
        "not", "no", "never", "neither", "nor", "none", "cannot", "without", "isn't", "aren't", "wasn't",
        "weren't", "hasn't", "haven't", "didn't", "doesn't", "denied that", "denies that", "denied being",
        "false that", "nothing",
    ),
    facts=(
        Phrase("compromised-through", rf"<subject> .. (?:was|were|is|been|being|got) .. (?P<cue>{_HIT})(?: by (?:\S+ ){{1,4}}?)? .. {_THROUGH} .. <object>", "organisation", "product"),
        Phrase("compromised-through", rf"<subject> (?:was|were|is|been|got) (?P<cue>{_HIT}) {_THROUGH} .. <object>", "organisation", "product"),
        Phrase("compromised-through", rf"(?P<cue>{_HIT}|compromise|breach|hack|entered|reached|infiltrate) (?!by |of |in |at |on )(?:[\w'-]+ ){{0,4}}?<subject>(?:'s)? .. (?:through|via|by way of|by means of|using|thanks to) .. <object>", "organisation", "product"),
        Phrase("compromised-through", r"<object> .. (?P<cue>used|abused|leveraged|exploited|weaponised|weaponized) .. (?:to|for) (?:compromis\w*|breach\w*|hack\w*|infiltrat\w*|enter\w*|infect\w*|reach\w*|break into|get into) .. <subject>", "organisation", "product"),
        Phrase("compromised-through", r"(?P<cue>used|abused|leveraged|exploited) .. <object> .. to (?:compromise|breach|hack|infiltrate|enter|infect|reach|break into|get into) .. <subject>", "organisation", "product"),
        Phrase("compromised-through", r"<object> .. (?P<cue>way|entry|foothold|gateway|vector|route|door|springboard|stepping|access) .. (?:into|to|inside|for|in|at) .. <subject>", "organisation", "product"),
        Phrase("compromised-through", rf"(?P<cue>compromise|breach|hack|intrusion|infection|attack) (?:of|at|on|against|into) .. <subject> .. {_THROUGH} .. <object>", "organisation", "product"),
        Phrase("compromised-through", r"(?P<cue>compromise|breach|hack|intrusion|infection|attack) (?:of|at|on|against|into) .. <subject> .. (?:began|started|originated|stemmed|came|resulted) (?:with|from|in) .. <object>", "organisation", "product"),
        Phrase("compromised-through", r"<subject>'s (?:\w+ )?(?P<cue>compromise|breach|intrusion) .. (?:began|started|originated|stemmed|came|was traced) (?:with|from|through|via|back to|to) .. <object>", "organisation", "product"),
        Phrase("compromised-through", r"(?:compromise|breach|tampering|trojanised|trojanized|tampered) .. <object> .. (?P<cue>led|leading|allowed|enabled|gave|opened) .. (?:compromise|breach|intrusion|access|way|door) .. <subject>", "organisation", "product"),
        Phrase("compromised-by", rf"<subject> .. (?:was|were|been) .. (?P<cue>{_HIT}) by (?:the |a |an )?(?:[\w'-]+ ){{0,4}}?<object>", "organisation", "actor"),
        Phrase("deliver", rf"(?P<cue>employee|worker|engineer|contractor|staff|developer|member) .. (?:of|at|from|with) .. <object> .. (?:{_RAN}) .. <subject>", "product", "organisation"),
        Phrase("deliver", rf"<object> (?P<cue>employee|worker|engineer|contractor|staff|developer) .. (?:{_RAN}) .. <subject>", "product", "organisation"),
        Phrase("deliver", rf"(?P<cue>{_RAN}) .. <subject> .. (?:on|onto|to) {_DEVICE}", "product", "device"),
        Phrase("deliver", rf"<subject> .. (?P<cue>{_RAN}) .. (?:on|onto|to) {_DEVICE}", "product", "device"),
        Phrase("affects", "(?P<cue>affected|affects|affect|impacted|impacts|trojanised|trojanized|backdoored|vulnerable|tampered|infected|malicious)", "campaign", "release"),
        Phrase("affects", "(?P<cue>unaffected|unharmed|safe|clean)", "campaign", "release", holds=False),
        Phrase("fixed-in", "(?P<cue>fixed|patched|corrected|remediated|fixes|replaces)", "product", "release"),
        Phrase("retired", r"<subject> .. (?:was|were|been|is) .. (?P<cue>retired|discontinued|decommissioned|withdrawn|phased|sunset|abandoned) .. <date>", "product", "date"),
        Phrase("retired", r"<subject> .. (?P<cue>end of life|end-of-life|end of support|end-of-support) .. <date>", "product", "date"),
        Phrase("retired", r"(?P<cue>retired|discontinued|decommissioned|withdrew|retirement) (?:[\w'-]+ ){0,5}?<subject> .. <date>", "product", "date"),
        Phrase("retired", r"<subject>,? (?:which |that )?(?:[\w'-]+ ){0,3}(?P<cue>retired|discontinued|withdrew) .. <date>", "product", "date"),
        Phrase("served", r"<subject> .. (?P<cue>still|remained|continued|available|downloadable) .. (?:from|on|at|through|by) (?P<object>(?:<any>'s? )?(?:[\w'-]+ ){0,4}(?:web ?site|site|server|page|portal)s?(?: (?:of|run by) <any>)?)", "release", "website"),
        Phrase("served", r"<subject> .. (?P<cue>still|remained|continued|available|downloadable) .. (?:from|on|at|through) .. <object>", "release", "website"),
        Phrase("served", r"<subject>(?:'s)? .. (?P<cue>still|kept|continued) .. (?:serv|offer|distribut|host|provid|deliver)\w* .. <object>", "organisation", "product"),
        Phrase("attributed-to", r"<speaker> .. (?P<cue>attribut\w*|ascrib\w*|pinned|traced)(?: .. <any>)? .. (?:to|on) .. <object>", "campaign", "actor"),
        Phrase("attributed-to", r"<speaker> .. (?P<cue>blames|blamed|accuses|accused|suspects|suspect) (?:[\w'-]+ ){0,4}?<object>", "campaign", "actor"),
        Phrase("attributed-to", r"(?P<cue>attributed|ascribed|attribute|attributes|attribution)(?: .. <any>)? .. to .. <object>", "campaign", "actor"),
        Phrase("attributed-to", r"<incident> .. (?P<cue>linked|tied|traced|connected|points|blamed) .. (?:to|with|on) .. <object>", "campaign", "actor"),
        Phrase("attributed-to", r"<object> .. (?P<cue>behind|responsible) .. (?:<incident>|<any>|it\b)", "campaign", "actor"),
        Phrase("attributed-to", r"<incident> .. (?P<cue>carried out|conducted|perpetrated|orchestrated|launched|staged|mounted|run) by .. <object>", "campaign", "actor"),
        Phrase("attributed-to", r"<object> .. (?P<cue>carried|conducted|perpetrated|orchestrated|mounted|staged|executed|launched|masterminded)(?: out)? .. <incident>", "campaign", "actor"),
        Phrase("attributed-to", r"<speaker> .. (?P<cue>links|linked|linking|ties|tied|tying|connects|connected|connecting|attributing) .. (?:<incident>|<any>) .. (?:to|with) .. <object>", "campaign", "actor"),
        Phrase("attributed-to", r"<speaker> .. (?P<cue>tracks|tracked|calls|named|names) .. (?:actors?|group|cluster|attackers?|adversary|operators?) .. (?:as )?<object>", "campaign", "actor"),
        Phrase("attributed-to", r"(?P<cue>work|handiwork|doing) of .. <object>", "campaign", "actor"),
        Phrase("alias-of", r"<subject>\s*[,(]?\s*(?:also |which is |is )?(?P<cue>known as|aka|tracked as|alias|referred to as|otherwise called|called|formerly) (?:[\w'-]+ ){0,2}?<object>", "actor", "actor"),
        Phrase("alias-of", r"<subject>\s*[,(]?\s*(?:also |which is |is )?(?P<cue>tracked|known|named|called) by <speaker> as (?:[\w'-]+ )?<object>", "actor", "actor"),
        Phrase("alias-of", r"<subject>, (?:which|whom|that) <speaker> (?P<cue>tracks|calls|names|dubs|tracked|called) (?:as )?<object>", "actor", "actor"),
        Phrase("mitigated-by", rf"(?P<cue>recommend\w*|advis\w*|urge|urges|urged|urging|should|must|need) .. (?P<object>\b(?:{_ACT})\b[^;]{{3,200}})", "campaign", "measure"),
        Phrase("mitigated-by", rf"\A[\s.*#>-]*(?P<object>(?P<cue>{_ACT}) [^;]{{3,200}})", "campaign", "measure"),
        Phrase("unknown", rf"(?P<cue>unclear|unknown|uncertain|unresolved) {_ASKED}", "campaign", "question"),
        Phrase("unknown", rf"not (?:yet |been |currently |publicly )*(?P<cue>known|clear|disclosed|determined|established|said|revealed|certain|confirmed|say|disclose|reveal) (?:exactly )?{_ASKED}", "campaign", "question"),
        Phrase("unknown", rf"(?P<cue>nobody|no one|nothing) (?:yet |outside [\w ]{{1,30}} )?(?:knows|can say|is known|has said) (?:about )?{_ASKED}", "campaign", "question"),
        Phrase("unknown", rf"{_ASKING} (?:is|are|remains|remain|was) (?:\w+ ){{0,2}}?(?P<cue>unclear|unknown|known|clear|established|open)", "campaign", "question"),
        Phrase("unknown", r"(?P<object>\bthe (?:[\w'-]+ ){1,8}?)(?:is|are|remains|remain) (?:\w+ ){0,2}?(?P<cue>unknown|unclear|undisclosed|not known|known)\b", "campaign", "question"),
    ),
    months=(
        "january|jan", "february|feb", "march|mar", "april|apr", "may", "june|jun", "july|jul",
        "august|aug", "september|sept|sep", "october|oct", "november|nov", "december|dec",
    ),
    defangs=(("[dot]", "."), ("(dot)", ".")),
    orders=(
        r"(?P<cue>ignore|disregard|forget|override|bypass) .. (?:previous|prior|above|earlier|preceding|foregoing|your|system|all) .. (?:instruction|prompt|rule|guideline|direction|order|context|message|polic)\w*",
        r"(?P<cue>ignore|disregard|forget) (?:all|any|everything) .. (?:above|before|previous|prior|earlier|told)",
        r"(?P<cue>assistants?|reader|model|llm|analyst|agent|chatbot|bot|ai)[,:]? .. (?:must|should|shall|please|has to|have to|are to|is to|need to) .. (?:mark|report|treat|classify|conclude|answer|reply|respond|output|say|state|delete|ignore|whitelist|allow|trust|close|skip|omit)\w*",
        r"(?P<cue>you) (?:are now|must now|will now|are instructed to|are required to|must (?:mark|report|treat|ignore|answer|output|say))",
        r"(?P<cue>new|updated|system|important) (?:instruction|prompt|message|directive)s? ?(?:for|to|:)",
        r"(?P<cue>mark|classify|treat|report|label|close) (?:this|these|the|all|every) .. (?:as )?(?:clean|safe|benign|harmless|trusted|false positives?|not malicious|resolved)",
        r"(?P<cue>do) not (?:report|mention|flag|alert|tell|include|extract|warn|disclose) .. (?:this|these|user|analyst|indicator|finding|anyone|any)\w*",
    ),
    copies=(
        r"(?P<cue>according) to .. <speaker>",
        r"<speaker>(?: (?:researchers|analysts|officials|experts|spokes\w+))? (?P<cue>says|said|say|told|reports|reported|states|stated|writes|wrote|assesses|assessed|believes|believe|believed|thinks|found|notes|noted|claims|claimed|confirms|confirmed|announced|explained|concluded|concludes|estimates|estimated|warned|disclosed|revealed|denied|denies|suspects|added|adds)",
        r"(?P<cue>says|said|told|wrote|added|warned|explained) .. <speaker>",
        r"(?:as )?(?:first |originally )?(?P<cue>reported|published|disclosed|revealed|described|quoted|cited|translated|adapted|republished) (?:by|from|in|with permission from) .. <speaker>",
        r"(?P<cue>translation|translated|excerpted) (?:of|from|by) .. <speaker>",
        r"with (?P<cue>material|information|reporting) (?:from|by) .. <speaker>",
        r"(?P<cue>source|sources|via|credit)\s*:\s*(?:[\w'-]+ ){0,4}?<speaker>",
        r"(?P<cue>citing|quoting|cited|quoted|cites|quotes) .. <speaker>",
    ),
    roles={
        "indicator": (
            r"indicators?(?: of compromise)?", "iocs?", "command[- ]and[- ]control", "c2s?", "c&c",
            "malicious", "payloads?", r"beacon\w*", "malware", "dropped", "drops", "backdoors?",
            r"trojani[sz]ed", "phishing", "blocklist", "samples?", "infrastructure", "loader",
            "exfiltrat\\w*", "tampered", "second stage", "contacts?", "contacted", "resolves?",
            "attackers?", "hash(?:es)?",
        ),
        "clean": (
            "clean", r"(?<!compromised )(?<!abused )legitimate(?! (?:but|web|site|server|service|compromised))", "benign", "not malicious", "harmless", "known[- ]good", "unmodified",
            "not affected", "unaffected", "genuine", "unaltered", "not an indicator", "goodware", "used as decoys?", "placeholders?",
        ),
        "victim": (
            "victims?", r"compromised (?:web ?)?(?:sites?|servers?|hosts?)", "watering[- ]holes?",
            r"hacked (?:web ?)?sites?", "targeted organi[sz]ations?",
        ),
        "test": (
            r"tests? by the (?:actors?|attackers?|adversary|operators?)",
            r"(?:actors?|attackers?|operators?)(?:'s?)? (?:own )?tests?", r"used for testing by",
        ),
        "reference": (
            "references?", "further reading", "see also", "read more", "sources?", "external links?",
            "related (?:posts|reading|articles)", "bibliography", "acknowledge?ments", "about us",
            "contact us", "more information", "resources",
        ),
    },
    words={
        "yet": ("yet", "then", "which"),
        "pronoun": ("it", "the installer", "the program", "the software", "the tool", "the application"),
        "and": ("and", "or", "as well as"),
        "but": ("but", "while", "whereas", "although", "though", "however"),
        "if": ("if", "unless", "suppose", "should you"),
        "since": ("since", "from", "starting", "beginning"),
        "until": ("until", "till", "through", "up to"),
        "before": ("before", "prior to", "by", "no later than"),
        "after": ("after", "as early as", "not before", "no earlier than"),
        "between": ("between", "from"),
        "early": ("early", "the beginning of"),
        "late": ("late", "the end of"),
        "incident": (
            "attack", "attacks", "intrusion", "breach", "compromise", "campaign", "operation", "activity",
            "incident", "supply chain attack", "hack", "malware", "this", "it", "backdoor", "attackers", "hackers", "intruders", "threat actors",
        ),
        "common": words(
        """attackers attacker hackers researchers customers users victims employees employee vendors
            version versions builds build update updates windows customer company companies analysts affected
            malware threat security software supply chain attack attacks indicators summary published
            translated source sources product products today yesterday monday tuesday wednesday thursday
            friday saturday sunday according further several many most nobody nothing once earlier later
            older newer other all north south korean chinese russian iranian american european investigators experts officials authorities organisations organizations administrators
            uninstall remove isolate rotate upgrade reset disable block delete purge clear switch use
            install change revoke reimage stop who what when where why how not unaffected it's its
            through via only another first second third clients client linux-only neither ignore
            """
    ),
        "region": ("North Korea", "China", "Russia", "Iran", "South Korea", "Vietnam", "DPRK"),
        "negation-free": ("not only", "no later than", "no doubt", "not just", "not least", "without doubt"),
        "sources": ("source:", "sources:", "translated from", "via:", "credit:", "originally published by", "adapted from", "with material from", "reporting by"),
        "personal computer": ("personal computer", "personal PC", "home computer", "home PC", "private computer", "own computer", "own PC", "personal laptop", "personal machine", "private PC"),
        "work computer": ("work computer", "corporate workstation", "company computer", "office computer", "corporate computer", "work PC", "company laptop", "corporate laptop", "workstation", "work laptop"),
        "phone": ("phone", "smartphone", "mobile phone", "mobile"),
    },
)  # fmt: skip
