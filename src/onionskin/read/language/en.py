"""English: how reports in it say who was hit through what, and how sure they are."""

from __future__ import annotations

from onionskin.plugins.contracts import Cues, Phrase, words

META = {
    "title": "English",
    "misses": "Irony; a heading that carries the verb of the line below it; names without a capital that no version follows; subjects that only the reader can supply.",
    "references": ["https://attack.mitre.org/campaigns/C0057/"],
}

_HIT = (
    "compromised|breached|hacked|infected|infiltrated|penetrated|trojanised|trojanized|attacked"
    "|subverted|poisoned|backdoored|intruded|tampered|hijacked"
)
_HITTING = r"compromis\w*|breach\w*|hack(?:ed|s|ing)?|infect\w*|infiltrat\w*|penetrat\w*|attack(?:ed|ing)|hijack\w*"
_STRUCK = "drained|compromised|breached|hacked|infected|infiltrated|penetrated|attacked|intruded|hijacked|spied|singled|robbed|entered|hit|struck|affected|impacted|victimised|victimized|ensnared|ransomed|encrypted|drained|robbed|crippled|paralysed|paralyzed|exposed"
_THROUGH = "(?:through|via|by way of|by means of|using|with|because of|thanks to|after (?:installing|downloading|running|opening|updating)|from|by abusing|by exploiting|by hijacking|by poisoning|in)"
_WAS = "(?:was|were|is|are|been|being|got|be)"
_RAN = "downloaded|installed|ran|executed|launched|opened|running|installing|downloading"
_DEVICE = r"(?P<object>(?:[\w'-]+ ){0,4}?(?:computer|PC|laptop|phone|smartphone|workstation|machine|device)s?)\b"
_ASKED = r"(?P<object>(?:(?:to|for|from|by|of|on) )?(?:how|when|who|whom|why|whether|what|which|where|if|since when)\b[^;]{3,200})"
_ASKING = r"(?P<object>\b(?:how|when|who|why|whether|what|which|where)\b [^,;]{3,160}?)"
_ACT = (
    "uninstall|remove|isolate|rotate|update|upgrade|reset|disable|block|delete|purge|clear|switch to"
    "|use|install|change|revoke|reimage|stop using|downgrade|patch|pin|check|search|scan|audit|review|replace|restore"
    "|monitor|hunt|enable|avoid|roll back|disconnect|reinstall|apply|verify|enforce|treat|invalidate|move to|look for|rebuild|move|transfer|log out|sign out|roll|shut down|inspect|examine|migrate|regenerate"
)
_ORDER = "grep|restart|run|ban|deny|quarantine|notify|report|contact|follow|consult|limit|restrict|require|turn on|turn off|tighten|segment|back up|renew|reboot|assume|keep|make sure|ensure|do not|never|consider|preserve|take|compare|confirm|identify|set|implement|deploy|revert|place|create|establish|refer to|validate|investigate|terminate|suspend|wipe|reissue|adopt|refrain|regard|beware|store|blocklist|sinkhole|educate|train|prioriti[sz]e|wait for|hold off|unplug|power off|download|kill|recreate|cancel|freeze|exclude|harden|minimi[sz]e|watch for|be wary|configure|enrol|enroll|add"
_ADVISED = "recommend\\w*|advis(?:e|es|ed|ing)|urge|urges|urged|urging|should|must|need to|asked|asks|instructed|told|encourag\\w*|suggest\\w*|ordered|orders|directed|calls on|called on|tells|invited|demanded"
_DATA = r"(?P<object>[^;.]{3,200})"
_SAID = r"(?:that )?(?P<object>[^;]{8,240})"
_STATE = r"(?P<object>\b(?:an? |the )?(?:[\w-]+ ){0,2}?(?:nation-state|state-backed|state-sponsored|government-backed|state-aligned|state|insider) ?(?:threat )?(?:actors?|groups?|hackers|attackers?|adversary|operators)?)\b"
_THING = r"(?:[\w'-]+ ){0,3}?(?:supplier|vendor|provider|contractor|partner|company|subsidiary)s?"
_OWN = r"(?![^;]{0,80}\b(?:not|no|never|neither)\b)(?=[^;]*\b(?:it|its|their|they|our|we|he|she|his|her|I)\b)(?=[^;]*\b(?:breach|compromis|attack|hack|malicious|stolen|stole|infect|trojan|tamper|fail|mistake|should have|too late|intrud|intrusion|unauthori[sz]ed|leak|exposed|accessed|expired|password|sorry|wrong|ignored|overlooked|missed|underestimated|false positive)\w*)"
_MEANS = (
    r"(?P<object>(?:(?:an?|an unpatched|its|their|the|his|her|one|some|malicious|stolen|compromised|trojani[sz]ed|leaked|poisoned|exposed) )"
    r"(?:(?:[\w'-]+|<any>) ){0,4}?(?:update|updates|installer|package|credentials?|passwords?|tokens?|keys?|secrets?|phishing(?: (?:e-?mails?|messages?|attacks?|campaigns?|pages?|sites?|links?))?|e-?mails?|account|accounts|vulnerability|flaw|bug|zero-day|library|dependency"
    r"|plugin|extension|workflow|repository|script|server|laptop|computer|attachment|document|website|software|app|application|program|tool|session|cookie|file)\b(?: of (?:an? |its |the |one of its )[\w'-]+)?)"
)
_MALWARE = (
    r"(?:backdoor|malware|trojan|loader|launcher|downloader|stealer|infostealer|information stealer|ransomware|implant|rootkit|worm|wiper|dropper"
    r"|keylogger|remote access tool|remote access trojan|spyware|botnet|injector|shellcode|payload|webshell|web shell|proxy tool)"
)
_GANG = r"(?:actors?|groups?|clusters?|gangs?|attackers?|adversary|adversaries|operators?|hackers?|unit|team|crew|spies)"
_MADE = "make|makes|made|develop|develops|developed|sell|sells|publish\\w*|maintain|maintains|maintained|produce|produces|supply|supplies|supplied|offer|offers|build|builds|provide|provides|wrote"
_MAKER = "maker|vendor|developer|provider|supplier|manufacturer|publisher|producer|maintainer|author|creator"

CUES = Cues(
    code="en",
    name="English",
    stopwords=words(
        """the a an and or of to in on at for from by with as is are was were be been it its this that
        these those not no but if then than which who whom whose when where while what how why he she
        they we you i his her their our your has have had do does did will would can could may might
        should must about after before into over under between through during without within there
        here also only more most other some any all each both such very still yet so because since
        until against among including however one two three our us them him"""
    ),
    hedges={
        "with high confidence": "high", "high confidence": "high", "with certainty": "confirmed",
        "confirmed": "confirmed", "confirms": "confirmed", "verified": "confirmed", "proven": "confirmed",
        "almost certainly": "high", "without doubt": "high", "no doubt": "high", "without any doubt": "high", "beyond doubt": "high",
        "highly likely": "high", "very likely": "high", "with a high degree of confidence": "high", "highly confident": "high",
        "with moderate confidence": "moderate", "moderate confidence": "moderate", "with medium confidence": "moderate",
        "medium confidence": "moderate", "likely": "moderate", "probably": "moderate", "most likely": "moderate", "presumably": "moderate",
        "believes": "moderate", "believe": "moderate", "believed": "moderate", "assesses": "moderate", "thought to": "moderate",
        "suspected": "moderate", "suspects": "moderate", "suspect": "moderate", "appears": "moderate", "appeared": "moderate",
        "appears to": "moderate", "appear to": "moderate", "seems": "moderate", "seems to": "moderate", "thinks": "moderate",
        "suggests": "moderate", "suggest": "moderate", "suggested": "moderate", "suggesting": "moderate",
        "with low confidence": "low", "low confidence": "low", "possibly": "low", "perhaps": "low", "may": "low", "might": "low",
        "may have": "low", "might have": "low", "could": "low", "could have": "low", "reportedly": "low", "allegedly": "low",
        "apparently": "low", "unconfirmed": "low", "tentatively": "low", "rumoured": "low", "rumored": "low", "said to be": "low",
    },
    negations=(
        "not", "no", "never", "neither", "nor", "none", "cannot", "without", "isn't", "aren't", "wasn't",
        "weren't", "hasn't", "haven't", "didn't", "doesn't", "denied that", "denies that", "denied being",
        "false that", "nothing", "denied", "denies", "ruled out", "rules out", "unlikely",
    ),
    facts=(
        # -- who was hit, and through what
        Phrase("compromised-through", rf"<subject> .. {_WAS} .. (?P<cue>{_HIT})(?: by (?:\S+ ){{1,4}}?)? .. {_THROUGH} .. <object>", "organisation|product|group", "product|organisation"),
        Phrase("compromised-through", rf"<subject> {_WAS} (?P<cue>{_HIT}) {_THROUGH} .. <object>", "organisation|product|group", "product|organisation"),
        Phrase("compromised-through", rf"(?P<cue>{_HIT}|compromise|breach|hack|entered|reached|infiltrate|penetrate|infect|hijack) (?!by |of |in |at |on )(?:[\w'-]+ ){{0,4}}?<subject>(?:'s)? .. (?:through|via|by way of|by means of|using|thanks to|by abusing|by exploiting|with) .. <object>", "organisation|group", "product|organisation"),
        Phrase("compromised-through", r"<object> .. (?P<cue>used|abused|leveraged|exploited|weaponised|weaponized) .. (?:to|for) (?:compromis\w*|breach\w*|hack\w*|infiltrat\w*|enter\w*|infect\w*|reach\w*|break into|get into|attack|penetrate|gain access to|get inside) .. <subject>", "organisation|group", "product"),
        Phrase("compromised-through", r"(?P<cue>used|using|abused|abusing|leveraged|leveraging|exploited|exploiting) .. <object> .. to (?:compromise|breach|hack|infiltrate|enter|infect|reach|break into|get into|attack|penetrate|gain access to|get inside) .. <subject>", "organisation|group", "product"),
        Phrase("compromised-through", r"<object> .. (?P<cue>way|entry|foothold|gateway|vector|route|door|springboard|stepping|access|pivot\w*|bridge) .. (?:into|to|inside|for|in|at) .. <subject>", "organisation|group", "product"),
        Phrase("compromised-through", r"(?P<cue>compromise|breach|hack|intrusion|infection|attack|break-in) (?:of|at|on|against|into) .. <subject> .. (?:through|via|by way of|by means of|using|thanks to) .. <object>", "organisation|group", "product"),
        Phrase("compromised-through", r"(?P<cue>compromise|breach|hack|intrusion|infection|attack|break-in) (?:of|at|on|against|into) .. <subject> .. (?:began|started|originated|stemmed|stems|came|resulted|was traced|traced) .. (?:with|from|in|back to|to|at) .. <object>", "organisation|group", "product"),
        Phrase("compromised-through", r"<subject>'s (?:\w+ )?(?P<cue>compromise|breach|intrusion|hack) .. (?:began|started|originated|stemmed|came|was traced|resulted) .. (?:with|from|through|via|back to|to) .. <object>", "organisation", "product"),
        Phrase("compromised-through", r"(?:compromise|breach|tampering|trojanised|trojanized|tampered|hack|attack) .. <object> .. (?P<cue>led|leading|allowed|enabled|gave|opened|caused|resulted|paved) .. (?:compromise|breach|intrusion|access|way|door|hack|infection) .. <subject>", "organisation|group", "product"),
        Phrase("compromised-through", r"<subject> .. (?:(?:was|were|been|get|got|gained|obtained|had) .. )?(?P<cue>access\w*|entered|entry|foothold|break-in|broke|broken) .. (?:through|via|by way of|by means of|using|thanks to) .. <object>", "organisation|group", "product"),
        Phrase("compromised-through", r"<subject> .. (?P<cue>fell victim|fallen victim) .. (?:through|via|after|because of) .. <object>", "organisation|group", "product"),
        Phrase("compromised-through", rf"<subject> .. {_WAS} .. (?P<cue>{_HIT}) .. {_THROUGH} {_MEANS}", "organisation|product|group", "technique"),
        Phrase("compromised-through", rf"<subject> .. {_WAS} .. (?P<cue>{_HIT}) .. {_THROUGH} (?P<object>(?:an? |its |their )(?:[\w'-]+ ){{0,3}}?(?:breach|compromise|hack|attack) (?:of|at|on) (?:an?|its|their|another) {_THING})", "organisation|group", "organisation"),
        Phrase("compromised-through", rf"<subject> .. {_WAS} .. (?P<cue>{_HIT}) .. {_THROUGH} (?P<object>(?:an?|its|their|another) {_THING})\b", "organisation|group", "organisation"),
        Phrase("compromised-through", rf"(?P<cue>{_HIT}|broke|gained|obtained|entered|access\w*) .. <subject>(?:'s)? .. (?:through|via|by way of|by means of|using|thanks to|with|by abusing|by exploiting) {_MEANS}", "organisation|group", "technique"),
        Phrase("compromised-by", rf"<subject> .. (?:was|were|been) .. (?P<cue>{_HIT}) by (?:the |a |an )?(?:[\w'-]+ ){{0,4}}?<object>", "organisation|product|group", "actor|malware|region"),
        Phrase("compromised-by", rf"<subject> .. (?:was|were|been) .. (?P<cue>{_STRUCK}) by (?:the |a |an )?(?:[\w'-]+ ){{0,2}}?<object!>(?! (?:breach|attack|hack|incident|compromise|campaign|intrusion)\b)", "organisation|product|group", "malware"),
        Phrase("compromised-by", rf"<object> (?:\w+ )?(?P<cue>{_HIT}) (?!by |of |in |at |on |through |via )(?:[\w'-]+ ){{0,4}}?<subject>", "organisation|group", "actor|malware|region"),
        Phrase("compromised-by", r"(?P<object>\b(?:an? |the )(?:[\w-]+ ){0,2}?(?:nation-state|state-backed|state-sponsored|government-backed) (?:threat )?(?:actor|group|hackers|attacker)s?) .. (?P<cue>gained|gains|had|obtained|breached|compromised|penetrated|broke|access) .. <subject>", "organisation", "actor"),
        Phrase("compromised-by", r"<subject> .. (?P<object>\b(?:an? |the )(?:[\w-]+ ){0,2}?(?:nation-state|state-backed|state-sponsored|government-backed) (?:threat )?(?:actor|group|hackers|attacker)s?) (?:had |has )?(?P<cue>gained|gains|obtained|breached|compromised|penetrated|broke)", "organisation", "actor"),
        Phrase("compromised-through", rf"(?:attackers?|hackers?|intruders?|actors?|criminals|crooks|gang|they|somebody|someone|adversary) .. (?P<cue>entered|broke|broken|got|came|come|gained|logged|penetrated|accessed|slipped|breached|compromised|infiltrated|hijacked|reached)(?: .. <any>)?? .. (?:through|via|by way of|by means of|using|with|thanks to) {_MEANS}", "organisation", "technique"),
        Phrase("compromised-through", rf"(?P<cue>access|intrusion|compromise|breach|way in|initial access) .. (?:was|came|happened|occurred|made possible|obtained|gained) .. (?:through|via|by way of|by means of|using|with|thanks to) {_MEANS}", "organisation", "technique"),
        # -- victims
        Phrase("victim", rf"<count> .. (?:{_STRUCK})[^,;]{{0,60}},? (?P<cue>among them|including|such as|among which) <subject!>", "organisation", "campaign"),
        Phrase("victim", rf"<subject> (?:among them|included|for example|for instance),? .. (?P<cue>{_STRUCK})\b", "organisation|group", "campaign"),
        Phrase("victim", rf"<subject> .. {_WAS} .. (?P<cue>{_STRUCK})\b", "organisation|group|sector|region", "campaign"),
        Phrase("victim", rf"(?:<incident>|which|that|and|worm|malware|update|installer|version|tool|package) .. (?P<cue>{_STRUCK}|hits|infects|infecting|hitting|affecting|reached|targeted|targets|targeting|compromising|affect|affects|spread to) (?!by |through |via |with |in )(?:(?:the|its|their|an?|several|some|other|also|networks? of|networks? at|systems of|systems at) ){{0,3}}<subject!>", "organisation|group|sector|region", "campaign"),
        Phrase("victim", r"(?P<cue>victims?|targets?|casualties|affected|impacted|hit|infections|infected) .. (?:include|included|includes|including|were|are|such as|was|among them|in|at) .. <subject>", "organisation|group|sector|region", "campaign"),
        Phrase("victim", r"<subject> .. (?:among|one of|were|was|are|is|fell|became|fallen) .. (?P<cue>victims?|casualties|targets?|those affected|those hit|organi[sz]ations hit|organi[sz]ations affected)", "organisation|group|sector|region", "campaign"),
        Phrase("victim", rf"(?P<cue>{_STRUCK}|infects|hits|targeted) (?!by |through |via |with )(?:(?:the|its|their|an?|several|some|other|also|networks? of|networks? at|systems of|systems at) ){{0,3}}<subject!>", "group|sector|region", "campaign"),
        Phrase("victim", r"(?P<cue>breach|hack|compromise|attack|infections?|intrusions?) (?:of|at|on|against|into|in) .. <subject>", "group|sector", "campaign"),
        Phrase("victim", r"<subject> .. (?P<cue>downloaded|installed|received|ran|executed|contacted) .. (?:trojani[sz]ed|malicious|tainted|poisoned|backdoored|tampered|infected|compromised|rogue|booby-trapped)\b", "organisation|group", "campaign"),
        Phrase("victim", r"(?:trojani[sz]ed|malicious|tainted|poisoned|backdoored|tampered|infected|compromised|rogue) .. (?P<cue>downloaded|installed|received|pushed|delivered|distributed|reached|shipped) .. (?:by|to|on|onto) .. <subject>", "organisation|group", "campaign"),
        # -- suppliers, customers, products
        Phrase("supplies", rf"<subject>, (?:(?:an?|the|which is|who is) )?(?:[\w'-]+ ){{0,4}}?(?P<cue>{_MAKER}) (?:of|to|behind) .. <object>", "organisation", "product|organisation|group"),
        Phrase("supplies", rf"<object>'s (?:[\w'-]+ ){{0,2}}?(?P<cue>{_MAKER}),? <subject>", "organisation", "product"),
        Phrase("supplies", rf"(?P<cue>{_MAKER}) of .. <object>, <subject>", "organisation", "product"),
        Phrase("supplies", rf"<subject> .. (?:is|was|are|were) (?:[\w'-]+ ){{0,4}}?(?P<cue>{_MAKER}) (?:of|to|for|behind) .. <object>", "organisation", "product|organisation|group"),
        Phrase("supplies", rf"<subject> .. (?P<cue>{_MADE})(?! by\b) .. <object>", "organisation", "product"),
        Phrase("supplies", rf"<subject>,? (?:which|who|that) .. (?P<cue>{_MADE}) .. <object>", "organisation", "product"),
        Phrase("supplies", r"<object>,? .. (?P<cue>made|developed|sold|published|maintained|produced|supplied|built|provided|written|created|offered) by .. <subject>", "organisation", "product"),
        Phrase("supplies", r"<subject>'s? .. (?P<cue>customers?|clients?|users?) .. (?:include|includes|including|included|are|such as|like) .. <object>", "organisation", "organisation|group"),
        Phrase("supplies", r"<object> .. (?P<cue>customers?|clients?) of .. <subject>", "organisation", "organisation|group"),
        Phrase("supplies", r"<subject>,? (?:\w+ )?(?P<cue>has|have|having|serves|serving|counts|boasts|claims|with|supplies|sells to|caters to) <object!>", "organisation", "group"),
        Phrase("supplies", r"<subject>,? (?:which|that|whose|who) .. (?P<cue>serves|used|customers|clients|runs|use|supplies) .. <object>", "organisation", "group"),
        Phrase("supplies", r"<subject>'s (?:\w+ ){0,2}?(?P<cue>customers?|clients?|users?|base)? ?(?:\w+ ){0,3}?<object>", "organisation", "group"),
        Phrase("supplies", r"<object> .. (?P<cue>use|uses|using|rely|relies|run|runs|trust|depend|depends|utilise|utilize) .. <subject>", "product|organisation", "group"),
        Phrase("supplies", r"<subject> .. (?P<cue>used|trusted|installed|deployed|relied|downloaded) .. (?:by|at|on|in) .. <object>", "product|organisation", "group"),
        Phrase("supplies", r"<subject>,? .. <count>,? (?P<cue>among them|including|such as|among which|notably) <object>", "organisation", "organisation"),
        Phrase("supplies", r"<subject>, (?:an?|the) (?:<any> )?(?:[\w'-]+ ){0,6}?(?P<cue>used|trusted|installed|run|deployed) (?:by|at|in) .. <object>", "organisation", "group"),
        Phrase("supplies", rf"<subject> .. (?:{_MADE}) .. (?:which|that) <object> (?P<cue>use|rely|run|trust)\b", "organisation", "group"),
        Phrase("uses", r"<subject> .. (?P<cue>use|uses|using|rely on|relies on|run|runs|deploy|deploys|adopted|customer of) .. <object>", "organisation", "product"),
        Phrase("uses", r"<object> .. (?:is|was|are) .. (?P<cue>used|deployed|run) (?:by|at|in) .. <subject>", "organisation", "product"),
        # -- how a compromise travels
        Phrase("deliver", rf"(?P<cue>employee|worker|engineer|contractor|staff|developer|member) .. (?:of|at|from|with) .. <object> .. (?:{_RAN}) .. <subject>", "product", "organisation"),
        Phrase("deliver", rf"<object> (?P<cue>employee|worker|engineer|contractor|staff|developer) .. (?:{_RAN}) .. <subject>", "product", "organisation"),
        Phrase("deliver", rf"<object>'s (?P<cue>employees?|workers?|engineers?|contractors?|staff|developers?) .. (?:{_RAN}) .. <subject>", "product", "organisation"),
        Phrase("deliver", rf"(?P<cue>{_RAN}) .. <subject> .. (?:on|onto|to) {_DEVICE}", "product", "device"),
        Phrase("deliver", rf"<subject> .. (?P<cue>{_RAN}) .. (?:on|onto|to) {_DEVICE}", "product", "device"),
        Phrase("deliver", r"<object> .. (?P<cue>installed|downloaded|pulled|received|fetched) .. <subject>", "product|release", "organisation|group"),
        Phrase("build", r"<subject>(?:'s)? (?:[\w'-]+ ){0,4}?(?P<cue>build|compilation|ci/cd|compile) (?:environments?|systems?|servers?|process|pipelines?|machines?|infrastructure)", "organisation", "product"),
        Phrase("build", r"(?P<cue>build|compilation) (?:environments?|systems?|servers?|process|pipelines?|machines?|infrastructure) (?:of|at|for|behind) .. <subject>", "organisation", "product"),
        Phrase("embed", r"(?:added|adds|new|malicious|introduced|hidden|rogue|injected) (?P<cue>dependency|dependencies),? (?:called |named |on |is )?<object!>", "product", "product"),
        Phrase("embed", r"<subject> .. (?P<cue>contained|contains|containing|carried|carries|harboured|harbored|concealed|hid) .. <object>", "product|release", "malware|file"),
        Phrase("embed", r"<subject> .. (?P<cue>bundles|bundled|embeds|embedded|depends on|depended on|includes|ships with|shipped with|pulls in|pulled in|links against) .. <object>", "product|release", "product|release"),
        Phrase("embed", r"<object> .. (?:is|was|are|were|been) .. (?P<cue>bundled|embedded|included|contained|shipped|linked) (?:with|in|into|inside) .. <subject>", "product|release", "product|release"),
        Phrase("credential", r"(?P<cue>credentials?|tokens?|passwords?|key|keys|secrets?|cookies?) .. (?:stolen|obtained|leaked|taken|harvested|exfiltrated|lifted|compromised) (?:from|at|in|through|via) .. <subject> .. (?:to|into|for|against|in) .. <object>", "organisation|product", "organisation|product|group"),
        Phrase("credential", r"<subject> .. (?P<cue>leaked|exposed|gave up|lost|stole) .. (?:credentials?|tokens?|passwords?|keys?|secrets?) .. (?:of|to|for|from|belonging to) .. <object>", "organisation|product", "organisation|product|group"),
        Phrase("manage", r"<subject> .. (?P<cue>manages|managed|administers|administered|managing|administering) .. (?:for|of|at)? ?(?:[\w'-]+ ){0,3}?<object>", "organisation|product", "organisation|product|group"),
        Phrase("manage", r"<object> .. (?P<cue>managed|administered) (?:by|through|with) .. <subject>", "organisation|product", "organisation|product|group"),
        Phrase("host", r"<object> (?:is |was |were |are |been |being )?(?P<cue>hosted|stored|parked|uploaded) (?:on|at|by|in|to) .. <subject>", "website|organisation", "file|product|website"),
        Phrase("host", r"(?P<cue>hosted|hosting|stored|uploaded|parked) .. <object> .. (?:on|at|in|to) .. <subject>", "website|organisation", "file|product|website"),
        Phrase("signed-by", r"<subject> .. (?P<cue>signed) .. (?:by|with|using|under) .. <object>", "release|file", "organisation"),
        Phrase("signed-by", r"<subject>,? .. (?P<cue>signature|certificate|certificates) .. (?:of|from|issued to|belonging to) .. <object>", "release|file", "organisation"),
        Phrase("signed-by", r"(?P<cue>signature|certificate|certificates|signed) .. (?:of|from|issued to|belonging to|by|stolen from) .. <object>", "release", "organisation"),
        Phrase("signed-by", r"(?P<subject>\b(?:the|an?|this|that) (?:[\w'-]+ ){0,4}?(?:installer|file|binary|executable|update|version|package|library|dll|sample|program|app|component|build)s?) .. (?P<cue>signed) .. (?:by|with|using|under) .. <object>", "release", "organisation"),
        # -- releases
        Phrase("affects", r"(?P<cue>affected|affects|affect|affecting|impacted|impacts|impacting|trojanised|trojanized|backdoored|vulnerable|tampered|infected|malicious|poisoned|compromised|tainted|weaponised|weaponized|rogue|bad|booby-trapped|laced|doctored|altered)", "campaign", "release"),
        Phrase("affects", "(?P<cue>unaffected|unharmed|safe|clean|untouched|fine|spared|immune)", "campaign", "release", holds=False),
        Phrase("affects", r"<object> .. (?:is|are|was|were|being|be) .. (?P<cue>unaffected|clean|safe|fine|spared|immune|untouched)", "campaign", "product", holds=False),
        Phrase("affects", r"<object> .. (?:is|are|was|were|being|be) .. (?P<cue>affected|trojanised|trojanized|backdoored|vulnerable|poisoned|impacted)", "campaign", "product"),
        Phrase("affects", r"<subject> (?:only )?(?P<cue>affects|impacts|hits|concerns) .. <object>", "vulnerability|malware|campaign", "product"),
        Phrase("fixed-in", "(?P<cue>fixed|patched|corrected|remediated|fixes|replaces|fix|resolved|resolves|patches|remediates|addressed|addresses|closes|closed|plugs|reverted|removes|removed|cures|upgrade to|update to|reverts)", "product", "release"),
        Phrase("retired", r"<subject> .. (?:was|were|been|is) .. (?P<cue>retired|discontinued|decommissioned|withdrawn|phased|sunset|abandoned) .. <date>", "product", "date"),
        Phrase("retired", r"<subject> .. (?P<cue>end of life|end-of-life|end of support|end-of-support) .. <date>", "product", "date"),
        Phrase("retired", r"(?P<cue>retired|discontinued|decommissioned|withdrew|retirement|stopped supporting|ended support) (?:[\w'-]+ ){0,5}?<subject> .. <date>", "product", "date"),
        Phrase("retired", r"<subject>,? (?:which |that )?(?:[\w'-]+ ){0,3}(?P<cue>retired|discontinued|withdrew) .. <date>", "product", "date"),
        Phrase("served", r"<object> .. (?P<cue>still|remained|continued|available|downloadable|offered|served|downloaded) .. (?:from|on|at|through|by) (?P<subject>(?:<any>'s? )?(?:[\w'-]+ ){0,4}(?:web ?site|site|server|page|portal|cdn)s?(?: (?:of|run by) <any>)?)", "website", "product|release"),
        Phrase("served", r"<object> .. (?P<cue>still|remained|continued|available|downloadable|offered|served|live|published|distributed) .. (?:from|on|at|through|via) .. <subject>", "website", "product|release"),
        Phrase("served", r"<subject>(?:'s)? .. (?P<cue>still|kept|continued|served|serving|distributed|distributing|pushed|delivered) .. (?:(?:serv|offer|distribut|host|provid|deliver|push)\w* .. )?<object>", "organisation|website", "product|release"),
        # -- whose work
        Phrase("attributed-to", r"<speaker> .. (?P<cue>attribut\w*|ascrib\w*|pinned|traced)(?: .. <any>)?? .. (?:to|on) .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<speaker> .. (?P<cue>blames|blamed|accuses|accused|suspects|suspect|fingered|implicated) (?:[\w'-]+ ){0,4}?<object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"(?P<cue>attributed|ascribed|attribute|attributes|attribution|attributing)(?: .. <any>)?? .. to .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<incident> .. (?P<cue>linked|tied|traced|connected|points|point|blamed|pinned) .. (?:to|with|on) .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<object> .. (?<!company[ ])(?<!firm[ ])(?<!team[ ])(?<!vendor[ ])(?<!developer[ ])(?<!group[ ])(?<!maker[ ])(?<!developers[ ])(?P<cue>behind|responsible) .. (?:<incident>|<any>|it\b|this|both)", "campaign", "actor|region"),
        Phrase("attributed-to", r"(?P<cue>behind) .. <incident> .. (?:is|was|are|were|stands|stood) .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<incident> .. (?P<cue>carried out|conducted|perpetrated|orchestrated|launched|staged|mounted|run|executed) by .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<object> .. (?P<cue>carried|conducted|perpetrated|orchestrated|mounted|staged|executed|launched|masterminded)(?: out)? .. <incident>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<speaker> .. (?P<cue>links|linked|linking|ties|tied|tying|connects|connected|connecting|attributing) .. (?:<incident>|<any>) .. (?:to|with) .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", rf"<speaker> .. (?P<cue>tracks|tracked|calls|named|names|tracking) .. {_GANG} .. (?:as )?<object>", "campaign", "actor"),
        Phrase("attributed-to", r"<speaker> (?:\w+ )?(?P<cue>names|named|speaks of|spoke of|points to|pointed to|points at|points the finger at|sees|saw) (?:\w+ ){0,3}?<object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<incident> .. (?P<cue>belongs|belonged|belong) to .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"(?P<cue>work|handiwork|doing|hallmarks|fingerprints) of .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<object>(?:[ -](?:based|linked|backed|sponsored|aligned|nexus|affiliated|speaking|government|state|state-sponsored|state-backed|sponsored))* (?:[\w'-]+ ){0,2}?(?P<cue>hackers?|attackers?|spies|state-sponsored|state-backed|threat actors?) .. (?:<incident>|<any>|behind|breached|compromised|used|targeted|inserted|planted|broke)", "campaign", "region"),
        Phrase("attributed-to", rf"{_GANG} .. (?P<cue>linked|tied|working for|acting for|on behalf of|associated with|connected|believed|sponsored|backed|tracked as|called|dubbed) .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"(?P<cue>accused|suspected|suspects?|perpetrators?|culprits?|blame) .. <object>", "campaign", "actor|region"),
        Phrase("alias-of", r"<subject>\s*[,(]?\s*(?:also |which is |is |a\.k\.a\. )?(?P<cue>known as|aka|tracked as|alias|referred to as|otherwise called|called|formerly|dubbed) (?:[\w'-]+ ){0,2}?<object>", "actor|malware|campaign", "actor|malware|campaign"),
        Phrase("alias-of", r"<subject>\s*[,(]?\s*(?:also |which is |is )?(?P<cue>tracked|known|named|called|dubbed) by <speaker> as (?:[\w'-]+ )?<object>", "actor|malware|campaign", "actor|malware|campaign"),
        Phrase("alias-of", r"<subject>,? (?:which|whom|that) <speaker> (?P<cue>tracks|calls|names|dubs|tracked|called) (?:as )?<object>", "actor|malware|campaign", "actor|malware|campaign"),
        Phrase("alias-of", r"<speaker> (?P<cue>tracks|calls|names|dubs|tracked|called|named|dubbed|refers to) <subject> as (?:[\w'-]+ )?<object>", "actor|malware|campaign", "actor|malware|campaign"),
        Phrase("alias-of", r"<speaker> (?:\w+ )?(?P<cue>calls|tracks|names|dubs|tracked|refers to|knows) (?:it|them|him|this|the same)(?: \w+)?(?: as)? <object!>", "actor", "actor"),
        Phrase("alias-of", r"<subject>,? .. (?P<cue>also known as|also called|also tracked as|aka|formerly known as|otherwise known as) (?:[\w'-]+ ){0,2}?<object!>", "actor|malware|campaign", "actor|malware|campaign"),
        Phrase("alias-of", r"<subject> .. (?P<cue>alias of|alias for|identical to) .. <object>", "actor|malware|campaign", "actor|malware|campaign"),
        Phrase("part-of", r"<subject> .. (?P<cue>part|stage|step|phase|wave|episode|chapter) (?:of|in) .. <object>", "campaign|malware", "campaign"),
        Phrase("part-of", r"(?:<incident>) .. (?P<cue>part|stage|step|phase|wave|episode|chapter) (?:of|in) .. <object>", "campaign", "campaign"),
        # -- with what
        Phrase("employs", r"<subject> .. (?P<cue>deploy\w*|dropp?\w*|used|uses|using|employ\w*|deliver\w*|install\w*|download\w*|load(?:s|ed|ing)|leverag\w*|push\w*|plant\w*|implant\w*|execut\w*|retriev\w*|fetch\w*) .. <object>", "actor|malware|campaign", "malware"),
        Phrase("employs", rf"(?:{_GANG}|<incident>|which|that|then|intruders|chain|installer|stage) .. (?P<cue>deploy\w*|dropp?\w*|used|uses|using|employ\w*|deliver\w*|install\w*|download\w*|load(?:s|ed|ing)|leverag\w*|push\w*|plant\w*|implant\w*|execut\w*|retriev\w*|fetch\w*) .. <object>", "campaign", "malware"),
        Phrase("employs", r"(?P<cue>backdoor|malware|trojan|loader|launcher|downloader|stealer|infostealer|ransomware|implant|rootkit|worm|wiper|dropper|keylogger|spyware|injector|payload|framework|tool|utility|remote access)(?: (?:called|named|dubbed|known as|tracked as|it calls|they call|family|program))*,? <object!>", "campaign", "malware"),
        Phrase("employs", rf"(?:{_MALWARE}),? (?:which |that )<any> (?:has )?(?P<cue>calls|tracks|dubs|named|dubbed|called|names|tracked) (?:as )?<object!>", "campaign", "malware"),
        Phrase("employs", r"<object> (?P<cue>backdoor|malware|trojan|loader|launcher|downloader|stealer|infostealer|ransomware|implant|rootkit|worm|wiper|dropper|keylogger|spyware|injector|payload)", "campaign", "malware"),
        Phrase("employs", r"<object>, (?:an?|the|which is an?) (?:[\w'/-]+ ){0,5}?(?P<cue>backdoor|malware|trojan|loader|launcher|downloader|stealer|infostealer|ransomware|implant|rootkit|worm|wiper|dropper|keylogger|spyware|injector|payload|tunneller|tunneler|proxy)", "campaign", "malware"),
        # -- what it takes
        Phrase("collects", rf"<subject> .. (?P<cue>collect|collects|collected|collecting|steal|steals|stole|stealing|harvest\w*|exfiltrat\w*|gather\w*|siphon\w*|grab(?:s|bed|bing)?|read(?:s)?|dump(?:s|ed|ing)?|scrape\w*|enumerat\w*|records?|captures?|captured|logs keystrokes|searches for|looks for|hunts for|copies|copied|intercepts?|intercepted) (?!by |from |when |through |via |in |to |of ){_DATA}", "malware|campaign|actor|product", "data"),
        Phrase("collects", rf"(?P<cue>collect|collects|collected|collecting|steal|steals|stole|stealing|harvest\w*|exfiltrat\w*|gather|gathers|gathered|gathering|siphon\w*|grabs|grabbed|scrape\w*) (?!by |from |when |through |via |in |to |of |on |at |more |using ){_DATA}", "campaign", "data"),
        Phrase("collects", r"(?P<object>\b(?:[\w'-]+ ){0,4}?(?:credentials|passwords|tokens|keys|secrets|data|information|history|files|cookies|e-?mails|records|wallets|messages)) (?:was|were|is|are|been|being) .. (?P<cue>stolen|exfiltrated|harvested|collected|taken|siphoned|gathered|extracted|copied)", "campaign", "data"),
        Phrase("collects", r"(?P<cue>sent|sends|shipped|ships|uploaded|uploads|transmitted|transmits|sending|uploading|forwarded|forwards) (?P<object>[^;.]{3,120}?) to (?:an? |the |its |their )?(?:[\w'-]+ ){0,4}?(?:servers?|domain|endpoint|host|address|site|repository|repositories|infrastructure|attackers?|<any>)", "campaign", "data"),
        # -- when
        Phrase("began", r"(?:<incident>|<any>) .. (?P<cue>began|started|ran|lasted|commenced|dates back|dating back|underway|active|launched|ongoing|started|running|traced back|beginning|starting|since) .. <date>", "campaign", "date"),
        Phrase("began", r"(?P<cue>first|earliest|initial) .. (?:intrusion|compromise|access|infection|infected|tampered|malicious|trojani[sz]ed|activity|attack|version|versions|entered|gained|breached|compromised|infiltrated|modified|inserted|release|build|sample|package|update|upload|commit|victim) .. <date>", "campaign", "date"),
        Phrase("began", r"(?:altering|altered|modified|modifying|tampered|tampering|compromised|malicious|access|inside|poisoned|spread|spreading|ongoing)(?: .. <any>)?? .. (?P<cue>since|from|starting|beginning) <date!>", "campaign", "date"),
        Phrase("began", r"<date>\W{1,3}(?:the )?(?P<cue>first|earliest|initial) (?:\w+ ){0,2}?(?:intrusion|compromise|access|infection|tampered|malicious|trojani[sz]ed|backdoored|poisoned|rogue)\b", "campaign", "date"),
        Phrase("began", r"(?:present|inside|active|access|altered|tampered|modified) (?P<cue>since) (?:at least |as early as )?<date!>", "campaign", "date"),
        Phrase("began", r"(?:attackers?|hackers?|intruders?|they|criminals) .. (?P<cue>entered|gained|broke|altered|tampered|modified|logged|pushed)(?: .. <any>)?? .. (?:in|on|since|between|from) <date!>", "campaign", "date"),
        Phrase("began", r"<date> .. (?P<cue>began|started|first compromised|first entered|first gained|first breached|first infiltrated|commenced)\b", "campaign", "date"),
        Phrase("began", r"(?:attackers?|hackers?|actors?|intruders|they) .. (?P<cue>entered|gained|inside|broke|infiltrated|began|access|compromised|present) .. <date>", "campaign", "date"),
        Phrase("discovered", r"(?P<cue>discovered|detected|spotted|identified|uncovered|noticed|observed|first seen|came to light|learned|found|flagged|alerted|reported|caught|discovery|raised the alarm|sounded the alarm) .. <date>", "campaign", "date"),
        Phrase("discovered", r"<date>\W{1,3}(?:an? |the )?(?:\w+ ){0,2}?(?P<cue>reports?(?! published| released| issued)|reported|detects?|notices?|noticed|spots|discovers?|discovered|detected|alerts)\b", "campaign", "date"),
        Phrase("discovered", r"<date> .. (?P<cue>discovered|detected|spotted|identified|uncovered|noticed|came to light|found|flagged|alerted|caught|discovery|became aware|learned)\b", "campaign", "date"),
        # -- said of oneself, and of what may come
        Phrase("admits", rf"<subject>,? .. (?P<cue>admitted|acknowledged|admits|acknowledges|conceded|concedes|confessed|apologised for|apologized for) (?:[^\w\s.,;:] )?{_SAID}", "organisation|person", "statement"),
        Phrase("admits", rf"<subject>,? .. (?P<cue>confirmed|confirms|disclosed|discloses|revealed|told customers(?! to\b)) (?:[^\w\s.,;:] )?{_OWN}{_SAID}", "organisation|person", "statement"),
        Phrase("admits", rf"<subject> (?:has )?(?P<cue>says|said) (?=(?:that )?(?:it|they|we|its|their|our|one of its|hackers|attackers|intruders|an intruder|an attacker) ){_OWN}{_SAID}", "organisation|person", "statement"),
        Phrase("admits", r"(?P<object>[^;]{12,240}?),\"? (?:the )?(?:<any>'s [\w ]{2,30}, )?(?:[\w'-]+ ){0,4}?<subject!>(?:'s (?:[\w-]+ ){1,4}?)?,? ?(?P<cue>admitted|conceded|acknowledged|confessed|admits|concedes)\W*\Z", "organisation|person", "statement"),
        Phrase("admits", r"(?P<object>\"?\b(?:we|our|I) [^;]{8,240}?),?\"? (?:<any> )?(?P<cue>admitted|acknowledged|conceded|confessed) .. <subject>", "organisation|person", "statement"),
        Phrase("admits", r"(?P<object>\b(?:we|our|I|my) [^;]{0,160}?(?P<cue>should have|mistakes?|our fault|failed|too late|not mandatory|sorry|apologi[sz]e|not good enough|nobody read)[^;]{0,120}?),\"? (?:the )?(?:<any>'s )?(?:[\w'-]+ ){0,4}?<subject!>,? (?:said|told|says|wrote|tells)\b", "organisation|person", "statement"),
        Phrase("admits", r"(?P<object>\b(?:we|our) (?:\w+ ){0,3}?(?P<cue>made mistakes|made a mistake|should have|failed to|are sorry|apologi[sz]e|were wrong|were too slow)\b[^;]{0,200})", "organisation", "statement"),
        Phrase("warns", r"<subject> .. (?P<cue>warned|warns|cautioned|cautions|fears?|expects?|predicts?|warning) (?:that |of |about |against |customers |users |readers )*(?P<object>[^;]{8,240})", "organisation|person", "statement"),
        Phrase("warns", r"(?P<object>[^;]{12,240}?),\"? (?:the )?(?:[\w'-]+ ){0,4}?(?:(?P<cue>warned|warns|cautioned|cautions) )(?:the |an? )?(?:[\w'-]+ ){0,5}?<subject!>", "organisation|person", "statement"),
        Phrase("warns", r"(?P<object>[^;]{12,240}?),\"? (?:the )?<subject!> (?P<cue>warned|warns|cautioned|cautions)\W*\Z", "organisation|person", "statement"),
        # -- what to do
        Phrase("mitigated-by", rf"(?P<cue>{_ADVISED}) .. (?P<object>\b(?:{_ACT})\b.{{3,240}})", "campaign", "measure"),
        Phrase("mitigated-by", r"(?P<cue>recommend\w*|advis(?:e|es|ed)|urge[sd]?|suggest\w*) (?P<object>(?:uninstall|remov|isolat|rotat|updat|upgrad|resett|disabl|block|delet|switch|us|install|chang|revok|reimag|downgrad|patch|pinn|check|search|audit|review|replac|monitor|avoid)ing\b[^;]{3,200})", "campaign", "measure"),
        Phrase("mitigated-by", rf"\A[\s.*#>\d)-]*(?:please |immediately |do |also |what to do\W+)?(?P<object>(?P<cue>{_ACT}|{_ORDER}) .{{3,240}})", "campaign", "measure"),
        Phrase("mitigated-by", r"(?P<object>[^;.]{3,160}? (?P<cue>should|must) (?:be|all be) (?:treated|considered|rotated|reset|revoked|reinstalled|updated|patched|removed|isolated|changed|replaced|rebuilt|assumed|regarded|audited|blocked|checked)\b[^;.]{0,120})", "campaign", "measure"),
        # -- what nobody knows
        Phrase("unknown", rf"(?P<cue>unclear|unknown|uncertain|unresolved|investigating|investigate|determine|unsure|examining|working out|figuring out|establish) (?:exactly )?{_ASKED}", "campaign", "question"),
        Phrase("unknown", rf"not (?:yet |been |currently |publicly |immediately |possible to )*(?P<cue>known|clear|disclosed|determined|established|said|revealed|certain|confirmed|say|disclose|reveal|specify|identify|explain|comment on|shared|name) (?:exactly )?{_ASKED}", "campaign", "question"),
        Phrase("unknown", rf"(?P<cue>no idea|do not know|does not know|don't know|no proof) (?:yet |exactly )?{_ASKED}", "campaign", "question"),
        Phrase("unknown", rf"(?P<cue>nobody|no one|nothing) (?:yet |outside [\w ]{{1,30}} )?(?:knows|can say|is known|has said) (?:about )?{_ASKED}", "campaign", "question"),
        Phrase("unknown", rf"(?P<cue>declined|refused|questions?|mystery|remains to be seen|too early) .. {_ASKED}", "campaign", "question"),
        Phrase("unknown", rf"{_ASKING} (?:is|are|remains|remain|was|has|have) (?:\w+ ){{0,3}}?(?P<cue>unclear|unknown|known|clear|established|open|determined|disclosed|under investigation|being investigated|a mystery)", "campaign", "question"),
        Phrase("unknown", r"(?P<object>\bthe (?:[\w'-]+ ){1,8}?)(?:is|are|remains|remain|has|have) (?:\w+ ){0,3}?(?P<cue>unknown|unclear|undisclosed|not known|known|unidentified|under investigation|being investigated|mystery)\b", "campaign", "question"),
        Phrase("unknown", r"not (?:yet |been |currently |publicly |immediately |possible to )*(?P<cue>known|disclosed|determined|established|revealed|disclose|reveal|specify|identify|identified|named|name) (?P<object>the (?:[\w'-]+ ){0,8}[\w'-]+)", "campaign", "question"),
    ),
    months=(
        "january|jan", "february|feb", "march|mar", "april|apr", "may", "june|jun", "july|jul",
        "august|aug", "september|sept|sep", "october|oct", "november|nov", "december|dec",
    ),
    weekdays=words("monday tuesday wednesday thursday friday saturday sunday"),
    seasons=("spring", "summer", "autumn|fall", "winter"),
    relative={
        "today": "0 day", "yesterday": "-1 day", "the day before yesterday": "-2 day", "this week": "0 week", "this month": "0 month",
        "this year": "0 year", "earlier this week": "0 week", "earlier this month": "0 month", "earlier this year": "0 year",
        "last week": "-1 week", "last month": "-1 month", "last year": "-1 year", "late last year": "-1 year", "the previous week": "~-1 week",
        "the previous month": "~-1 month", "the previous year": "~-1 year", "the same day": "~0 day", "the next day": "~1 day", "the following day": "~1 day", "a day later": "~1 day",
        "<n> days ago": "-1 day", "<n> day ago": "-1 day", "<n> weeks ago": "-1 week", "<n> week ago": "-1 week", "<n> months ago": "-1 month",
        "<n> month ago": "-1 month", "<n> years ago": "-1 year", "<n> year ago": "-1 year",
        "<n> days earlier": "~-1 day", "<n> day earlier": "~-1 day", "<n> weeks earlier": "~-1 week", "<n> week earlier": "~-1 week",
        "<n> months earlier": "~-1 month", "<n> month earlier": "~-1 month", "<n> years earlier": "~-1 year", "<n> year earlier": "~-1 year",
        "<n> days later": "~1 day", "<n> weeks later": "~1 week", "<n> months later": "~1 month", "<n> years later": "~1 year", "<n> week later": "~1 week",
        "last <weekday>": "last", "on <weekday>": "last", "this <weekday>": "last", "late <weekday>": "last", "last <season>": "last", "this <season>": "last", "last <month>": "last",
    },
    numbers={
        "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
        "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "a couple of": 2,
    },
    demonyms={
        "North Korean": "North Korea", "North Koreans": "North Korea", "Pyongyang": "North Korea", "DPRK": "North Korea", "Chinese": "China", "Beijing": "China", "PRC": "China",
        "Russian": "Russia", "Russians": "Russia", "Moscow": "Russia", "Kremlin": "Russia", "Iranian": "Iran", "Tehran": "Iran", "Vietnamese": "Vietnam",
        "Ukrainian": "Ukraine", "American": "United States", "British": "United Kingdom", "Indian": "India", "Pakistani": "Pakistan", "Israeli": "Israel",
        "German": "Germany", "French": "France", "Italian": "Italy", "Spanish": "Spain", "Dutch": "Netherlands", "Japanese": "Japan", "European": "Europe",
        "South Korean": "South Korea", "Taiwanese": "Taiwan", "Australian": "Australia", "Canadian": "Canada", "Brazilian": "Brazil", "Belarusian": "Belarus", "Turkish": "Turkey",
    },
    techniques={
        "T1195.001": (r"dependency confusion", r"compromised? (?:of )?(?:open[- ]source )?dependenc(?:y|ies)", r"(?:poisoned|malicious|hijacked) (?:npm |pypi |python )?packages?", r"typosquat\w*"),
        "T1195.002": (r"supply[- ]chain (?:attack|compromise|intrusion|hack)",),
        "T1574.001": (r"dll (?:side|search[- ]order|hijack)[- ]?\w*", r"side[- ]?load(?:s|ed|ing)?"),
        "T1497.003": (r"(?:sleeps?|slept|waits?|waited|dormant|dormancy|delays? (?:its |the )?(?:start|execution)|lies dormant|stayed dormant|remained dormant)\b", r"time[- ]based (?:evasion|checks?)"),
        "T1102.001": (r"dead[- ]drop(?: resolvers?)?",),
        "T1071.001": (r"web protocols?", r"beacon\w* over https?"),
        "T1071.004": (r"dns (?:tunnel\w*|queries|requests?|beacon\w*)",),
        "T1555.003": (r"(?:credentials|passwords|logins) (?:stored |saved )?(?:in|from) (?:\w+ ){0,3}browsers?", r"browser[- ](?:stored )?(?:credentials|passwords)", r"(?:saved|stored) (?:browser )?passwords"),
        "T1553.002": (r"(?:stolen|valid|legitimate|expired|revoked) (?:code[- ]signing |digital |signing )?(?:certificates?|signature)", r"(?:validly|legitimately|properly) signed", r"signed with (?:a|the|an|its|their) (?:valid|legitimate|genuine|stolen|trusted|real)\b(?: \w+){0,2}"),
        "T1588.003": (r"stolen (?:code[- ]signing )?certificates?",),
        "T1055": (r"process (?:injection|hollowing)", r"inject(?:s|ed|ing|ion)? (?:\w+ ){0,3}?(?:into|in) (?:\w+ ){0,4}?(?:process|processes|browser|memory)", r"code injection"),
        "T1620": (r"reflective(?:ly)? (?:dll |code )?(?:load\w*|inject\w*)", r"shellcode (?:loader|injection)"),
        "T1566": (r"(?:spear[- ]?)?phish(?:ing|ed)(?: (?:e-?mails?|messages?|campaigns?|attacks?|pages?))?",),
        "T1598": (r"vishing", r"voice phishing"),
        "T1189": (r"watering[- ]hole(?: attacks?)?", r"drive-by (?:downloads?|compromise)"),
        "T1078": (r"(?:stolen|compromised|leaked|valid|legitimate) (?:vpn |corporate |employee |employee's |user |login |account |github |npm |service account |session )?(?:credentials|logins?|accounts?|passwords)",),
        "T1528": (r"(?:stolen|stole|steal|compromised|leaked|theft of|stealing) (?:\w+ ){0,3}?(?:oauth |access |refresh |npm |github |pat |api |session )?tokens?",),
        "T1539": (r"(?:stolen|stole|steals?|stealing|theft of) (?:[\w-]+ ){0,2}?cookies?",),
        "T1133": ("vpn",),
        "T1486": (r"encrypt(?:ed|s|ing) (?:files|systems|data|the files|their files|disks|hard drives)",),
        "T1485": (r"(?:wiper|wiped|wiping|wipes)\b", r"data destruction"),
        "T1190": (r"(?:exploit\w*|abused|abuses|abusing) (?:an? |the )?(?:\w+ ){0,3}?(?:zero-day|0-day|vulnerabilit(?:y|ies)|flaws?)",),
        "T1210": (r"lateral movement",),
        "T1003": (r"credential dump\w*",),
        "T1027": (r"obfuscat\w*", r"encrypted payloads?"),
        "T1027.003": (r"steganograph\w*", r"hidden in (?:an? |the )?(?:icons?|images?)"),
        "T1036": (r"masquerad\w*", r"disguised as", r"posing as"),
        "T1656": (r"social engineering", r"impersonat\w*", r"fake job (?:offers?|interviews?)"),
        "T1552.001": (r"hard-?coded (?:credentials|secrets|tokens|passwords)", r"secrets? in (?:environment variables|files)"),
        "T1567": (r"exfiltrat\w* (?:\w+ ){0,4}?(?:to|via) (?:\w+ ){0,2}?(?:github|webhook|cloud|web service)\w*",),
        "T1041": (r"exfiltrat\w* (?:\w+ ){0,4}?(?:over|via|to) (?:\w+ ){0,2}?(?:c2|command[- ]and[- ]control)\w*",),
        "T1090": (r"reverse proxy", r"fast reverse proxy"),
        "T1480": (r"environmental keying", r"mac address(?:es)? (?:list|filter\w*|hash\w*)"),
        "T1568.002": (r"domain generation algorithm", "dga"),
        "T1059.001": (r"powershell (?:scripts?|commands?)",),
        "T1543": (r"scheduled tasks?",),
        "T1110.003": (r"password spray\w*",), "T1110": (r"brute[- ]force\w*",), "T1621": (r"mfa fatigue", r"push bombing"), "T1606.002": (r"golden saml", r"forged saml tokens?"),
        "T1213.003": (r"private (?:code |source code )?repositories",),
    },
    motives={
        "money": (r"(?:after|in it for|interested in|driven by) (?:the )?money", r"financially[- ]driven", r"drain(?:ing|ed)? (?:cryptocurrency |crypto |digital )?(?:wallets|funds)", r"steal(?:ing|s)? (?:digital currency|digital assets|virtual currency|coins|bitcoins?)", r"mining (?:monero|cryptocurrency|bitcoin)", r"financial(?:ly)? (?:gain|motivat\w*|motive\w*)", r"motivated by money", r"for (?:profit|financial gain|money)", r"cryptocurrenc(?:y|ies) (?:theft|heists?)", r"steal(?:ing|s)? (?:cryptocurrenc(?:y|ies)|crypto|money|funds)", r"ransoms?", r"mines? (?:cryptocurrenc(?:y|ies)|crypto)", r"monetary gain", r"fund (?:the|its) (?:regime|weapons)", r"generat\w* revenue", r"extort\w*"),
        "espionage": (r"(?:cyber[- ]?)?espionage", r"intelligence[- ](?:gathering|collection)", r"gather(?:ing)? intelligence", r"(?:spy|spying) on"),
        "sabotage": (r"sabotage", r"destruction", r"destructive (?:intent|aims?|purposes?|goals?)", r"(?:aim|aims|aimed|aiming) (?:at|to) destr\w*", r"(?:intended|designed|meant) to destroy", r"cause (?:damage|disruption|chaos)", r"disrupt(?:ion|ing)?"),
    },
    kinds={
        "malware": (r"backdoor", "malware", "trojan", "loader", "launcher", "downloader", "stealer", "infostealer", "ransomware", "implant", "rootkit", "worm", "wiper", "dropper", "keylogger", "spyware", "injector", "payload", "shellcode", "botnet"),
        "actor": (r"(?:hacking |threat |apt |hacker |criminal |espionage )?(?:group|gang|collective|cluster|unit|actor|adversary)", "hackers", "subgroup", "apt"),
        "organisation": ("company", "firm", "vendor", "supplier", "maker", "provider", "manufacturer", "developer", "publisher", "corporation", "startup", "bank", "agency", "ministry", "hospital", "university", "researchers", "analysts", "customers", "employee", "employees", "spokesperson"),
        "product": ("software", "dependency", "app", "application", "program", "tool", "client", "platform", "package", "library", "utility", "installer", "update", "plugin", "extension", "service", "product", "agent", "action", "users", "version", "versions"),
        "campaign": ("campaign", "operation"),
        "person": ("officer", "executive", "minister", "secretary", "official", "founder", "ceo", "cto", "ciso", "researcher", "analyst", "spokesman", "spokeswoman", "spokesperson", "president", "director", "developer", "maintainer"),
    },
    frames={
        "aux": ("was", "were", "been", "be", "being", "are", "is", "had", "have", "has", "got", "also", "then", "reportedly"),
        "stolen": ("stolen", "leaked", "compromised", "exposed"),
        "own": ("its", "their", "our", "we", "it (?:was|had|has)", "they (?:were|had)"),
        "say": ("said", "says", "disclos(?:es|ed)", "reveal(?:s|ed)", "announced", "reported", "explained", "told", "became aware", "stated", "wrote"),
        "confess": ("admit(?:s|ted)?", "acknowledg(?:e|es|ed)", "conceded?", "confessed", "confirm(?:s|ed)?"),
        "bodies": (r"(?:us |u\.s\. |american |federal |german |british |ukrainian )?(?:government|parliament|defen[cs]e ministry|state department|treasury(?: department)?|commerce department|justice department|department of (?:energy|justice|defense|commerce|state|homeland security)|pentagon|ministry of \w+|foreign ministry|central bank|postal service|federal agencies|government agencies)",),
        "absent": ("not present", "not included", "not contained", "does not contain", "do not contain", "is not part"),
        "heals": ("fixes", "fixed in", "patched in", "removes the", "restores", "remedied", "clean version", "clean release", "safe version"),
        "not harmed": ("downloads", "employees", "stars", "installations", "packages", "versions", "people", "addresses", "sites? in", "dependents", "contributors", "lines", "commits", "visitors", "dollars", "followers", "releases", "countries", "attempts", "requests", "researchers", "analysts", "experts", "investigators", "officials", "engineers", "reporters", "lawmakers", "security teams?"),
        "affair": ("hacks?", "attacks?", "breach", "compromise", "incident", "intrusion", "backdoor", "outbreak", "campaign", "infections?", "affair", "scandal", "supply[- ]chain", "cyber-?attack", "data breach", "break-in", "heist", "takeover", "hijack(?:ing)?", "trojan", "tampering"),
        "of": (r"\s*(?:of|for|belonging to|stored|used)",),
        "must": ("should", "must", "need to", "needs to", "have to", "ought to", "are to", "has to", "had better", "needs"),
        "unknown": ("unknown", "undetermined", "unidentified", "undisclosed", "uncertain", "mystery", "unexplained", "unresolved", "unanswered", "unaccounted for"),
        "hurt": ("affected", "impacted", "compromised", "infected", "hit by", "been hit", "were hit", "was hit", "struck", "breached", "hacked", "infiltrated", "penetrated", "victimi[sz]ed", "ensnared", "paraly[sz]ed", "crippled", "disrupted", "infections?", "fell victim", "fallen victim", r"(?:installed|received|downloaded|running|ran|pulled|deployed) (?:the |a |an |its |this |that |one of the )?(?:\w+ ){0,2}?(?:malicious|infected|compromised|tainted|trojani[sz]ed|backdoored|poisoned|affected|rogue|tampered|update|malware)", "had their", "exfiltrated from", "stolen from", "exploited", "backdoored", "spied on", "knocked offline", "taken offline", "locked out", "encrypted", "swept up", "caught up", "fell prey", "fallen prey", "wiped", "suffered", "ransomed", "drained", "robbed", "held to ransom", "forced to (?:close|shut|suspend|halt)", "brought down", "brought to a standstill", "closed (?:its|their|hundreds|some)", "exposed to", "implanted", "contacted by", "tricked", "duped", "deceived"),
        "attack": ("attack(?:s|ed|ing)?", "breach(?:es|ed|ing)?", "infect(?:s|ed|ing)?", "hack(?:s|ed|ing)?", "infiltrat(?:e|es|ed|ing)", "compromis(?:e|es|ed|ing)", "target(?:s|ed|ing)", "intru(?:sions?|ded)", "penetrat(?:e|es|ed|ing)", "access to", "spied on", "breaking into", "broke into", "hitting", "struck", "hit", "hits", "crippl(?:ed|ing|es)", "paraly[sz](?:ed|ing)", "disrupt(?:ed|ing|s)", "spread to", "spying on", "snoop(?:ed|ing) on", "victimi[sz](?:ed|ing)", "ensnar(?:ed|ing)", "break-ins? at", "foothold in"),
        "victims": ("victims?", "casualties", "those affected", "those hit", "those impacted", "organi[sz]ations affected", "companies affected", "targets", "affected (?:parties|companies|firms|organi[sz]ations|entities|agencies|customers)", "(?:companies|firms|organi[sz]ations|agencies|customers|businesses|entities|institutions) (?:hit|affected|compromised|breached|impacted|infected|targeted)"),
        "including": ("including", "includes?", "included", "such as", "among them", "among others", "notably", "namely", "like", "for example", r"e\.g\.", "among", "ranging from", "for instance", "from the likes of", "in particular", "especially", "chiefly", "mostly in", "mainly in", "located in"),
        "by": ("by", "through", "via", "from", "according to", "said", "says", "with", "researchers at", "analysts at", "told", "told reporters", "wrote", "citing", "reported by", "warned", "researcher at", "analyst at", "firm"),
        "tainted": ("malicious", "malware", "infected", "compromised", "tainted", "trojani[sz]ed", "backdoor(?:ed|s)?", "poisoned", "tampered", "rogue", "vulnerable", "affected", "affects", "affecting", "impacted", "contain(?:s|ed|ing) (?:the |a )?(?:malicious|backdoor|malware|code)", "weaponi[sz]ed", "booby-trapped", "hijacked", "back-?doored", "subverted", "altered", "doctored", "laced", "bundled with", "carr(?:y|ies|ied) (?:the |a |an )?(?:malicious|backdoor|malware|code|payload|trojan)", "includ(?:es|ed|ing) (?:the |a )?(?:malicious|backdoor|malware|hidden)", "sabotaged", "corrupted", "booby[- ]trapped", "bad versions?", "bad releases?", "introduced (?:in|with) (?:version|release)"),
        "fixed": ("fix(?:ed|es)?", "patched", "upgrade", "upgrading", "downgrade", "downgrading", "roll(?:ed|ing)? back", r"revert\w*", "clean", "safe", "update to", "updat(?:e|ing) to", "unaffected version", "resolved", "remediated", "corrected", "addressed in", "clean version", "clean release", "patch(?:es)?", "fixing", "mitigated", "superseded", "replaced (?:by|with) (?:version|release|a clean)"),
        "customers": ("customers?", "clients?", "users?", "used by", "subscribers?", "installations", "downloads", "downloaded", "relied on by", "trusted by", "install base", "serves", "serving", "rely on", "customer base", "user base", "clientele", "installs", "licensees", "consumers", "relies on", "used (?:in|at|across|on|throughout|worldwide)", "deployed (?:at|by|in|on|across)", "depend on", "depends on", "boasts", "adopters", "weekly downloads", "monthly downloads"),
        "maker": ("provider", "maker", "developer", "vendor", "supplier", "publisher", "manufacturer", "producer", "firm", "company", "tool", "library", "package", "software", "creator", "maintainer", "author", "makers", "owner", "founder", "team behind", "company behind", "company that makes", "firm behind", "creators", "developers", "maintainers", "authors", "publishers", "corporation", "startup", "app", "extension", "plugin", "framework", "service", "platform"),
        "makes": (r"(?:,? (?:which |that |who )?(?:is|are|was)|,) (?:an?|the|one of the)(?! company\b|firm\b|employee\b)(?:(?:\w+ly|popular|leading|major|large|largest|big|american|german|us-based|well-known|world's|widely[- ]used) )*(?:(?P<what>(?:[\w/&'-]+ ){1,4}?)(?:provider|maker|vendor|developer|supplier|manufacturer|publisher)s?(?!\w)(?! of)|(?:[\w-]+ ){0,4}?(?:provider|maker|developer|vendor|supplier|manufacturer|publisher|producer)s? of (?P<thing>(?:[\w/&'-]+ ){0,4}[\w/&'-]+))",),
        "steal": ("steal(?:s|ing)?", "stole", r"exfiltrat\w*", r"harvest\w*", r"siphon\w*", "collect(?:s|ed|ing)?", "gather(?:s|ed|ing)?", "extract(?:s|ed|ing)?", "theft of", "captur(?:e|es|ed|ing)", "grab(?:s|bed|bing)?", "scrap(?:e|es|ed|ing)", "took", "dump(?:s|ed|ing)", "leak(?:s|ed|ing)?", "search(?:es|ed|ing)? for", "scann(?:ed|ing) for", "scans for", "looks for", "looking for", r"intercept\w*", "copied", r"pilfer\w*", "swip(?:ed|ing|es)", "snatch(?:ed|es|ing)?", "transmit(?:s|ted|ting)?", "record(?:s|ed|ing)?", r"enumerat\w*", "hunts? for", "hunted for", "hunting for", "scoops? up", "hoover(?:s|ed|ing)? up", "lift(?:s|ed|ing)", "download(?:ed|s)? (?:sensitive|customer|internal|private|copies|files|data|source)", "loots?", "looted", "looting", "made off with", "screenshots? of", "monitor(?:s|ed|ing) the clipboard", r"plunder\w*", "accessed", "viewed", "retriev(?:e|es|ed|ing)", "fetch(?:es|ed)? (?:the |all |stored )?(?:credentials|passwords|secrets|tokens|cookies)", "taken(?! over| in| down| offline| place| advantage| control| steps| place| by surprise| action| aback| together| care| part| up| on| from (?:there|here))", r"access to (?:the |its |their |some |internal |sensitive |customers?'? |private )*(?=(?:\w+ ){0,2}(?:data|source|files|documents|e-?mails?|credentials|secrets|messages|information|records|code|tickets))", "obtain(?:s|ed|ing)?(?! a |an |access)", "reads", "reading(?! this)", "logs(?= keystrokes|passwords|everything)", "logged(?= keystrokes|passwords)", r"stolen(?! (?:[\w-]+ ){1,3}(?:could|can|may|might|will|would|must|should|to be)\b)"),
        "data": ("credentials?", "passwords?", "tokens?", "keys?", "secrets?", "cookies", "data", "information", "histor(?:y|ies)", "names?", "addresses", "files?", "variables", "wallets?", "seed phrases?", "mnemonics?", "source code", "code", "e-?mails?", "messages", "logins?", "certificates?", "details", "documents", "screenshots", "keystrokes", "records", "numbers", "configurations?", "contacts", "metadata", "backups?", "cards?", "host ?names?", "user ?names?", "processes", "clipboard", "keychains?", "tickets", "logs", "photos?", "chats?", "recovery phrases?", "passphrases?", "designs", "intellectual property", "identifiers?", "profiles?", "databases?", "spreadsheets", "recordings", "session ids?", "correspondence", "communications", "ssh keys?", "bookmarks", "autofill", "phone numbers", "blueprints", "records?", "system details", "keystrokes?", "secrets? stored", "private repositories", "account (?:details|data|numbers|credentials)", "source code repositories"),
        "blame": (r"attribut\w*", "blam(?:e|ed|es|ing)", "suspect(?:s|ed)?", "behind", "linked to", "links to", "tied to", "responsible", "carried out by", "work of", "conducted by", "orchestrated by", "accus(?:e|ed|es|ing)", "pointed to", "points to", "associated with", "believed to be", r"ascrib\w*", "culprits?", "perpetrat(?:or|ors|ed)", "fingerprints of", "hallmarks of", "conduct(?:ed|ing) by", "staged by", "mounted by", "masterminded", "pinned on", "pins", "traced to", "traced back to", "accounted for by", "affiliated with", "acting on behalf", "handiwork", "claimed responsibility", "claims responsibility", "overlaps? with", "points? (?:at|the finger at)"),
        "hackers": ("hackers?", "hacking", "actors?", "groups?", "gang", "spies", "attackers?", "operatives", "threat", r"cyber\w*", "apt", "(?:linked|backed|sponsored|aligned|nexus|speaking)", "operators?", "intruders?", "adversar(?:y|ies)", "intelligence", "espionage", "military", "agents", "crew", "syndicate", "ransomware (?:gang|group|crew)", "state-(?:sponsored|backed|linked)"),
        "unclear": ("unclear", "not (?:yet |been |immediately |currently |publicly |fully )*(?:known|clear|disclosed|determined|established|revealed|identified|confirmed|said|named)", "remains? (?:to be seen|open|a mystery|under investigation)", "under investigation", "nobody knows", "no one knows", "(?:did|has|have|would|could) not (?:yet |immediately )?(?:say|disclose|respond|identify|specify|name|reveal|comment)", "declined to", "no information", "investigating (?:whether|how|who|what|if|the|possible)", "unanswered", "yet to (?:say|determine|establish|disclose|identify|comment|confirm|explain|be determined|be established|emerge)", "open questions?", "remain(?:s|ed)? (?:unclear|unknown|uncertain|unexplained|undetermined)", "cannot (?:say|determine|establish|rule out)", "unable to (?:say|determine|establish|verify)", "impossible to (?:say|know|tell)", "still (?:trying|working) to (?:determine|understand|establish|find out|figure out)", "refus(?:ed|es|ing) to (?:say|comment|disclose|name)", "mystery", "trying to (?:determine|establish|find out|understand)", "not (?:yet |fully |currently |really |exactly )*know", "don't (?:yet |really )?know"),
        "advise": ("recommend(?:s|ed|ing)?", "advis(?:es|ed|ing)", "advise", "urges", "urged", "urging", "urge", "encourag(?:es|ed|ing)", "instructed", "are asked to", "asked (?:customers|users) to", "recommendations?", "calling on", "called on (?:users|customers|companies|firms|organi[sz]ations|developers|administrators|everyone)", "tells (?:users|customers|developers|clients|everyone)", "told (?:users|customers|developers|clients|administrators) to", "ordered (?:all|federal|agencies|civilian|users|customers)", "directed (?:agencies|users|customers|all)", "should immediately", "strongly advised", "implor(?:e|es|ed|ing)", "reminds? (?:users|customers)"),
        "find": ("discover(?:ed|s|y)?", "detect(?:ed|s|ion)?", "notic(?:ed|es)", "spotted", "found", "identified", "uncovered", "alerted", "notified", "reported", "reports? of", "became aware", "learned", "observed", "flagged", "came to light", "raised the alarm", "first warned", "caught", "stumbled (?:on|upon|across)", "caught", "alarm", "detection", "discoveries", "tipped off", "became suspicious", "reporting", "raised concerns", "brought to light", "unearthed", "surfaced", "first noticed", "first reported", "notification", "uncovering", "contacted by", "received (?:a )?reports?", "realis?zed", "warned by", "informed"),
        "start": ("began", "begun", "started", "starting", "since", "introduced", "inserted", "injected", "uploaded", "gained access", "pushed", "planted", "compromised", "dating back", "as early as", "first (?:seen|appeared|observed|deployed|malicious|compromised|infected)", "went live", "registered", "breached", "infiltrated", "hijacked", "tampered", "modified", "altered", "added", "distributed", "replaced", "launched", "committed", "from at least", "entered", "trojani[sz]ed", "created", "shipped", "hacked", "stole", "commenced", "dated", "dates", "launched", "initiated", "went up", "appeared", "replaced", "uploaded", "occurred", "took place", "happened", "underway", "backdoored", "slipped", "sent out", "rolled out", "made available", "offered", "delivered", "first (?:entered|breached|accessed|modified|tampered|uploaded|published|activity|intrusion|signs|attacks?)", "earliest", "from as early as", "beginning", "signed in", "logged in", "poisoned", "weaponi[sz]ed", "stolen", r"published(?= (?:a|an|the|two|three|four|five|several|new|malicious|trojan\w*|tampered|compromised|infected|poisoned|backdoored|version|versions|package|packages|to|on)\b)", "between"),
        "deploy": (r"deploy\w*", "install(?:s|ed|ing)?", "drop(?:s|ped|ping)", "deliver(?:s|ed|ing)?", "download(?:s|ed|ing)?", r"inject\w*", r"insert\w*", "infect(?:s|ed|ing)?", r"launch\w*", r"execut\w*", "contain(?:s|ed|ing)", "dubbed", "called", "named", "plant(?:s|ed|ing)", r"embed\w*", "push(?:es|ed|ing)", r"distribut\w*", r"spread\w*", r"fetch\w*", "load(?:s|ed|ing)", "implant(?:s|ed|ing)", "retriev(?:e|es|ed|ing)", "carr(?:y|ies|ied)", "codenamed", "nicknamed", "tracked as", "known as", "smuggl(?:e|ed|es|ing)", "bundl(?:e|es|ed|ing)", "introduc(?:e|es|ed|ing)", "turned out to be", "identified as"),
        "tool": ("remote access (?:trojan|tool)s?", "(?:info|information|crypto|credential|password|token)[- ]?stealers?", "infostealer", "crypto[- ]?miners?", "cryptocurrency miners?", "keylogger", "ransomware", "wiper", "rootkit", "web ?shell", "banking trojan", "reverse shell", "wallet drainer", "crypto drainer", "clipper", "self-(?:replicating|propagating) worm", "worm", "credential stealers?", "(?:custom|malicious|hidden|sophisticated|advanced) backdoors?", "crypto ?miners?", "info(?:rmation)?[- ]stealing malware", "spyware", "trojan horse", "cobalt strike", "file-encrypting malware", "crypto[- ]?jackers?", "clipboard hijackers?", "self-spreading worm", "cryptocurrency[- ]mining (?:malware|software|code)", "mining malware", "credential[- ]stealing (?:malware|code|script|worm)", "wallet[- ]draining (?:code|malware)", "keystroke logger", "remote administration tool", "remote desktop tool", "drainer", "botnet"),
        "way": ("update (?:hosting|servers?|infrastructure|process|delivery|channel|system|service)", "build (?:infrastructure|tools?|container|script)s?", "accounts?", "tokens?", "credentials?", "passwords?", "keys?", "secrets?", "vulnerabilit(?:y|ies)", "flaws?", "bugs?", "zero[- ]days?", "updates?", "update mechanism", "dependenc(?:y|ies)", "phishing(?: (?:e-?mails?|attack|campaign|page|site))?", "packages?", "extension", "plugin", "workflows?", "build (?:system|server|environment|process|pipeline)s?", "supply chain", "server", "software", "installer", "library", "scripts?", "supplier", "vendor", "contractor", "provider", "e-?mails?", "website", "cookies?", "misconfiguration", "social engineering", "laptop", "computer", "employee", "account takeover", "takeover", "domains?", "repositor(?:y|ies)", "maintainers?", "build servers?", "ci/cd (?:system|pipeline)s?", "pipelines?", "(?:download |update |web )?servers?", "hosting(?: provider| account| company)?", "github actions?", "api keys?", "attachments?", "sessions?", "remote (?:access|management|monitoring) (?:tool|software)s?", r"third[- ]part(?:y|ies)(?: \w+)?", "subcontractor", "insider", "spear[- ]?phishing", "watering[- ]hole", "password spraying", "brute[- ]force", "credential stuffing", "exploits?", "chrome extension", "patch(?:es)?", "backdoor", r"typosquatt\w*", "voice phishing", "vishing", "dns", "route hijack", "video calls?", "job offers?", "pull requests?", "commit(?:s)?"),
        "through": ("through", "via", "using", "by way of", "by means of", "thanks to", "by exploiting", "by abusing", "by stealing", "by compromising", "exploiting", "abusing", "leveraging", "after (?:stealing|obtaining|compromising|gaining)", "by hijacking", "by poisoning", "by tampering with", "by phishing", "by tricking", "by compromising", "by exploiting", "by injecting", "by inserting", "by means", "through the use of", "with the help of", "by logging in(?:to| with)?", "after hijacking", "after phishing", "after breaching", "after tricking", "hijacking", "via the", "by using", "taking advantage of", "took advantage of", "exploited", "abused", "leveraged", "used"),
        "access": ("access", "intrusion", "entered", "foothold", r"infiltrat\w*", "broke in", "logged? in", "got in", "got into", "get into", "gained entry", "entry", "entering", "breached", "broke into", "hacked into", "initial access", "slipped in", "slipped into", "compromised", "hijack(?:ed|ing)?", "tamper(?:ed|ing)", "inserted", "injected", "made (?:its|their) way", "way in", "stemm(?:ed|ing|s)", "began with", "started with", "traced"),
        "sectors": ("sectors?", "industr(?:y|ies)"),
        "release number": (r"(?:version|release|update|v|build) (?P<number>\d{1,5})(?![.\d])",),
        "hackers from": (r"(?:hackers?|groups?|actors?|attackers?|gang|criminals|team|unit|spies|espionage)(?: [\w-]+){0,4}? (?:linked to|tied to|backed by|from|working for|based in|affiliated with|sponsored by|associated with|connected to|supported by|in)", "behalf of", "government of"),
        "state hackers": (r"(?:nation[- ]states?|state[- ](?:sponsored|backed|supported)|government[- ]backed|foreign government)(?: [\w-]+){0,3}? ?(?:actors?|groups?|hackers?|attackers?|adversar(?:y|ies)|operation|campaign)", "nation[- ]states?"),
    },
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
        r"(?P<cue>researchers|analysts|investigators|experts) (?:at|from|with|of) (?:(?:the |security |cybersecurity |antivirus |cyber )*(?:firm|company|vendor|provider) )?<speaker>",
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
        "pronoun": ("it", "he", "she"),
        "and": ("and", "or", "as well as"),
        "but": ("but", "while", "whereas", "although", "though", "however"),
        "question": words("how when who whom why whether what which where if"), "nor": ("nor", "or"),
        "ellipsis": (r"\b(?:is|are|was|were|does|do|did|has|have) not", r"n't"),
        "expletive": (r"it (?:is|was|remains|has been|seems|appears|turned out|would be|will be)\b (?:\S+ ){0,5}?(?:that|how|who|whom|whether|when|why|what|which|where|if|to)\b",),
        "act": (*_ACT.split("|"), *_ORDER.split("|")),
        "doer": ("attackers", "the attacker", "hackers", "intruders", "the intruder", "criminals", "threat actors", "somebody", "someone", "they", "we", "i", "you"),
        "verb": ("can", "could", "will", "is", "are", "was", "has", "had", "may", "does", "waits?", "sends?", "sleeps?", "beacons?", "uploads", "runs?", "executes?", "contacts", "downloads", "installs?", "deletes?", "takes?", "opens?", "writes?", "connects?", "communicates?", "transmits?", "hides?"),
        "object start": ("them", "it", "the", "a", "an", "these", "those", "ten", "two", "three", "six", "seven", "for", "itself"),
        "called": ("calls itself", "calling itself", "that calls itself", "known as", "which calls itself", "going by"),
        "which": ("which", "who", "whose", "that", "whom"),
        "data-end": ("from", "to", "in", "by", "via", "using", "between", "while", "when", "after", "before", "on", "onto", "into", "during", "through", "at", "belonging", "stored", "held", "kept"),
        "act-to": ("and to", "to", "then", "also", "please", "and then", "and also"),
        "compound": ("-based", "-backed", "-linked", "-sponsored", "-owned", "-headquartered", "-aligned", "-made", "-nexus"),
        "the": ("the", "this", "that", "its"),
        "in": ("in", "during", "of"),
        "if": ("if", "unless", "suppose", "should you"),
        "since": ("since", "from", "starting", "beginning"),
        "until": ("until", "till", "through", "up to"),
        "before": ("before", "prior to", "by", "no later than", "earlier than", "lower than", "below", "older than"),
        "after": ("after", "as early as", "not before", "no earlier than"),
        "between": ("between", "from"),
        "early": ("early", "the beginning of", "the start of", "the first half of", "the first months of"),
        "mid": ("mid", "the middle of"),
        "late": ("late", "the end of", "the second half of", "the last months of"),
        "incident": (
            "attack", "attacks", "intrusion", "breach", "compromise", "campaign", "operation", "activity",
            "incident", "supply chain attack", "hack", "malware", "this", "it", "backdoor", "attackers", "hackers", "intruders", "threat actors",
        ),
        "common": words(
        """trojanized trojanised backdoored dubbed recent multiple fake following hackers developers maintainers defenders organisations far government office agency advisory alert notice bulletin report press release update warning faq psa edit note summary phone secretary attackers attacker hackers researchers customers users victims employees employee vendors
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
        "region": ("North Korea", "China", "Russia", "Iran", "South Korea", "Vietnam", "United States", "U.S.", "US", "USA", "United Kingdom", "U.K.", "UK", "Ukraine",
            "Europe", "Asia", "Africa", "North America", "South America", "Latin America", "Middle East", "Asia-Pacific", "European Union", "EU", "Germany", "France",
            "Italy", "Spain", "Portugal", "Netherlands", "Belgium", "Switzerland", "Austria", "Poland", "Sweden", "Norway", "Denmark", "Finland", "Ireland", "Canada",
            "Mexico", "Brazil", "Argentina", "Chile", "Colombia", "Australia", "New Zealand", "Japan", "India", "Pakistan", "Bangladesh", "Israel", "Turkey", "Saudi Arabia",
            "United Arab Emirates", "UAE", "Egypt", "South Africa", "Nigeria", "Kenya", "Singapore", "Malaysia", "Indonesia", "Thailand", "Philippines", "Taiwan", "Hong Kong",
            "Belarus", "Czech Republic", "Slovakia", "Hungary", "Romania", "Bulgaria", "Greece", "Lithuania", "Latvia", "Estonia", "Kazakhstan", "Georgia", "Serbia"),
        "negation-free": ("not only", "no later than", "no doubt", "not just", "not least", "without doubt", "without any doubt", "no longer", "not yet known", "no sooner", "without knowing", "without being noticed", "no fewer than", "no less than", "without warning", "if not"),
        "denial": ("no evidence that", "no evidence of", "no sign that", "no signs that", "no sign of", "no indication that", "no indications that", "no indication of", "no proof that", "denied that", "denies that", "denied having been",
            "found nothing to suggest", "nothing to suggest that", "nothing suggests that", "ruled out that", "ruled out the possibility that", "not true that", "rejected claims that", "rejects claims that", "dismissed reports that", "not believe that",
            "not believed that", "unlikely that", "no reason to believe that", "not the case that", "false that", "wrong that", "incorrect that", "found no evidence", "seen no evidence", "no trace of"),
        "whether": ("whether", "if", "in case", "assuming", "unless", "as if", "even if"),
        "group": ("organi[sz]ations", "companies", "customers", "clients", "users", "victims", "employers", "merchants", "operators", "retailers", "shops", "municipalities", "clinics", "councils", "embassies", "firms", "businesses", "institutions", "agencies", "developers", "enterprises",
            "entities", "banks", "hospitals", "ministries", "tenants", "people", "machines", "computers", "devices", "systems", "endpoints", "hosts", "servers", "networks", "repositories", "repos", "projects", "websites", "sites", "accounts",
            "exchanges", "utilities", "subscribers", "downloads", "providers", "managed service providers", "msps", "governments", "departments", "universities", "schools", "stores", "supermarkets", "installations", "employees", "individuals", "contractors", "targets", "workstations", "pcs", "laptops", "addresses", "packages", "wallets", "instances",
            "practices", "offices", "branches", "dealerships", "hotels", "casinos", "restaurants", "pharmacies", "clubs", "courts", "courtrooms", "cities", "towns", "counties", "districts", "states", "authorities", "bodies", "ministers", "carriers", "airlines", "airports", "ports", "manufacturers", "factories", "plants", "insurers", "lenders", "brokers", "traders", "publishers", "broadcasters", "newspapers", "newsrooms", "suppliers", "vendors", "partners",
            "resellers", "subsidiaries", "maintainers", "contributors", "programmers", "engineers", "administrators", "players", "gamers", "visitors", "viewers", "members", "students", "pupils", "teachers", "patients", "doctors", "citizens", "residents", "households", "families", "consumers", "shoppers", "buyers", "travellers", "travelers", "passengers", "drivers", "activists", "journalists", "lawyers", "researchers", "officials", "diplomats", "lawmakers", "phones",
            "smartphones", "handsets", "routers", "cameras", "desktops", "terminals", "nodes", "containers", "clusters", "environments", "deployments", "databases", "domains", "apps", "applications", "plugins", "extensions", "libraries", "facilities", "sites", "locations", "outlets", "infections", "charities", "nonprofits", "ngos", "think tanks", "startups", "start-ups", "laboratories", "labs", "clinics", "practitioners", "accountants", "contractors"),
        "bound": ("more than", "over", "at least", "upwards of", "fewer than", "less than", "up to", "at most", "about", "around", "approximately", "roughly", "some", "nearly", "almost", "an estimated", "no fewer than", "close to", "as many as", "only", "just", "just over", "well over"),
        "vague": ("hundreds of thousands of", "tens of thousands of", "tens of millions of", "hundreds of millions of", "dozens of", "hundreds of", "thousands of", "millions of", "several hundred", "several thousand", "several dozen", "several", "a handful of", "a dozen", "half a dozen", "a small number of", "a number of", "multiple", "numerous", "scores of"),
        "sector": (r"(?:the )?(?:energy|financial(?: services)?|finance|banking|health(?:care)?|government|defen[cs]e|aerospace|telecom(?:munications?|s)?|transport(?:ation)?|retail|manufacturing|technology|education|media|gaming|cryptocurrency|crypto|blockchain|hospitality|automotive|oil and gas|nuclear|maritime|shipping|logistics|insurance|it|public|private|power|utilities|pharmaceutical|legal) (?:and (?:\w+ ){1,2})?(?:sector|industry|industries|sectors)",
            r"critical infrastructure", r"(?:cryptocurrency|crypto|blockchain|defense|defence|aerospace|energy|telecoms?|technology|gaming) (?:compan(?:y|ies)|firms|contractors|exchanges)", r"(?:government|federal) agencies", r"financial institutions", r"critical infrastructure organi[sz]ations"),
        "title": (r"(?:chief (?:\w+ ){1,3}officer|ceo|cto|ciso|coo|cfo|chief executive|founder|co-founder|president|vice president|director|spokes(?:man|woman|person)|researcher|analyst|engineer|head of (?:\w+ ?){1,4}|lead \w+|developer|maintainer)",),
        "sources": ("source:", "sources:", "translated from", "via:", "credit:", "originally published by", "adapted from", "with material from", "reporting by"),
        "personal computer": ("personal computer", "personal PC", "home computer", "home PC", "private computer", "own computer", "own PC", "personal laptop", "personal machine", "private PC"),
        "work computer": ("work computer", "corporate workstation", "company computer", "office computer", "corporate computer", "work PC", "company laptop", "corporate laptop", "workstation", "work laptop"),
        "phone": ("phone", "smartphone", "mobile phone", "mobile"),
    },
)  # fmt: skip
