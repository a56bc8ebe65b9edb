"""French: how reports in it say who was hit through what, and how sure they are."""

from __future__ import annotations

from onionskin.plugins.contracts import Cues, Phrase, words

META = {
    "title": "French",
    "misses": "Pronouns (il, elle) are not resolved; reported speech across sentences.",
    "references": ["https://www.cert.ssi.gouv.fr/"],
}

_HIT = r"compromis\w*|piraté\w*|infecté\w*|infiltré\w*|attaqué\w*|pénétré\w*|piégé\w*|visé\w*|frappé\w*"
_WAS = (
    r"(?:n'|ne )?(?:(?:est|sont|était|étaient|fut|furent)(?: pas| jamais)?"
    r"|(?:a|ont|avait|avaient|aurait|auraient|ayant|avoir)(?: pas| jamais| également| aussi)? été)"
)
_THROUGH = (
    r"(?:via|à travers|au travers d\w*'?|par l'intermédiaire d\w*'?|par l'entremise d\w*'?|par le biais d\w*'?"
    r"|au moyen d\w*'?|grâce à|à cause d\w*'?|à l'aide d\w*'?|en passant par|à partir d\w*'?)"
)
_RAN = r"installé|téléchargé|exécuté|lancé|ouvert|installait|installant|téléchargeant"
_DEVICE = r"(?P<object>(?:[\w'-]+ )?(?:ordinateur|PC|portable|téléphone|smartphone|poste|machine|appareil)\w*(?: (?:personnel|professionnel|privé|de travail|d'entreprise|domestique|de l'entreprise|familial)\w*)?)"
_ASKED = r"(?P<object>(?:comment|quand|qui|pourquoi|si|combien|où|par qui|depuis quand|dans quelle mesure|quel\w*|ce qu\w*)\b[^;]{3,200})"
_ACT = (
    r"désinstaller|désinstallez|supprimer|supprimez|isoler|isolez|changer|changez|mettre à jour|mettez à jour"
    r"|réinitialiser|réinitialisez|bloquer|bloquez|désactiver|désactivez|utiliser|utilisez|vider|videz"
    r"|révoquer|révoquez|installer|installez|passer|passez|privilégier"
)

CUES = Cues(
    code="fr",
    name="French",
    stopwords=words(
        """le la les un une des du de d l et ou à au aux en dans sur sous par pour avec sans que qui quoi dont
        où ce cet cette ces il elle ils elles on nous vous je son sa ses leur leurs est sont était étaient
        été être a ont avait avaient avoir aurait serait ne pas plus moins très aussi mais donc car ni se si
        comme selon après avant depuis encore lorsque quand entre vers chez tout tous toute toutes même
        autre autres plusieurs deux qu n s c j m t y lui eux fait faire peut"""
    ),
    hedges={
        "avec un degré de confiance élevé": "high", "avec un haut degré de confiance": "high",
        "avec un niveau de confiance élevé": "high", "avec une grande confiance": "high",
        "avec une forte confiance": "high", "avec certitude": "confirmed", "confirmé": "confirmed",
        "confirme": "confirmed", "très probablement": "high", "sans doute": "moderate",
        "avec une confiance modérée": "moderate", "avec un degré de confiance modéré": "moderate",
        "avec un degré de confiance moyen": "moderate", "probablement": "moderate", "vraisemblablement": "moderate",
        "estime": "moderate", "estiment": "moderate", "avec un faible degré de confiance": "low",
        "serait": "low", "seraient": "low", "aurait": "low", "auraient": "low", "pourrait": "low",
        "pourraient": "low", "peut-être": "low", "soupçonné": "low", "soupçonne": "low",
        "soupçonnent": "low", "soupçonnés": "low", "suspecte": "low", "semble": "low", "semblent": "low",
        "présumé": "low", "possiblement": "low", "apparemment": "low", "suggère": "low", "laisse penser": "low",
    },
    negations=(
        "ne", "n'est", "n'a", "n'ont", "n'était", "n'étaient", "ne sont", "pas", "aucun", "aucune", "jamais", "ni",
        "nullement", "dément", "démenti", "nie", "sans",
    ),
    facts=(
        Phrase("compromised-through", rf"<subject> .. {_WAS} .. (?P<cue>{_HIT})(?: par (?:\S+ ){{1,4}}?)? .. {_THROUGH} .. <object>", "organisation", "product"),
        Phrase("compromised-through", rf"<subject> {_WAS} (?:\w+ )?(?P<cue>{_HIT}) {_THROUGH}(?:\s+|(?<='))(?:[\w']+ ){{0,6}}?<object>", "organisation", "product"),
        Phrase("compromised-through", rf"<subject> .. {_WAS} .. (?P<cue>{_HIT}) .. par .. (?:logiciel|installateur|installeur|programme|application|mise à jour|fournisseur|prestataire|outil|paquet|version) .. <object>", "organisation", "product"),
        Phrase("compromised-through", rf"(?:ont|a|avaient|avait|auraient|aurait|pour|de|à|d'avoir) .. (?P<cue>{_HIT}|compromettre|pirater|infiltrer|infecter|pénétrer|atteindre) (?!par )(?:[\w'-]+ ){{0,4}}?<subject> .. {_THROUGH} .. <object>", "organisation", "product"),
        Phrase("compromised-through", r"<object> .. (?P<cue>servi|utilisé\w*|exploité\w*|détourné\w*|permis|employé\w*) .. (?:compromettre|pirater|infiltrer|infecter|pénétrer|atteindre|d'entrer|entrer|d'accéder|d'atteindre|d'infiltrer|s'introduire) .. <subject>", "organisation", "product"),
        Phrase("compromised-through", r"<object> .. (?P<cue>porte|vecteur|point|tremplin|passerelle) .. (?:d'entrée|d'accès|initial|vers|dans|chez|pour) .. <subject>", "organisation", "product"),
        Phrase("compromised-through", rf"(?P<cue>compromission|piratage|intrusion|attaque|infection) .. (?:de|chez|contre|d') .. <subject> .. {_THROUGH} .. <object>", "organisation", "product"),
        Phrase("compromised-through", r"(?P<cue>compromission|piratage|intrusion|attaque) .. (?:de|chez|contre) .. <subject> .. (?:a commencé|a débuté|a pour origine|provient|vient|est partie) .. <object>", "organisation", "product"),
        Phrase("compromised-through", r"(?:compromission|piratage) .. <object> .. (?P<cue>conduit|mené|permis|entraîné|ouvert|abouti) .. (?:compromission|piratage|intrusion|compromettre|porte) .. <subject>", "organisation", "product"),
        Phrase("compromised-through", r"<object> .. (?P<cue>origine) (?:de|du|d'\w+) .. (?:compromission|piratage|intrusion|attaque) .. <subject>", "organisation", "product"),
        Phrase("compromised-through", rf"<subject> .. (?:<any> )?(?P<cue>{_HIT}) .. par .. (?:logiciel|installateur|installeur|programme|application|mise à jour|outil|paquet|version) .. <object>", "organisation", "product"),
        Phrase("compromised-by", rf"<subject> .. {_WAS} .. (?P<cue>{_HIT}) par (?!l'int|l'ent|le biais)(?:le groupe |les |le |la |un |une )?(?:[\w'-]+ ){{0,3}}?<object>", "organisation", "actor"),
        Phrase("deliver", rf"(?P<cue>employé\w*|salarié\w*|ingénieur\w*|collaborateur\w*|développeu\w*) .. (?:de|chez|d') .. <object> .. (?:{_RAN}) .. <subject>", "product", "organisation"),
        Phrase("deliver", rf"(?P<cue>{_RAN}) .. <subject> .. (?:sur|depuis) {_DEVICE}", "product", "device"),
        Phrase("deliver", rf"<subject> .. (?P<cue>{_RAN}) .. (?:sur|depuis) {_DEVICE}", "product", "device"),
        Phrase("affects", r"(?P<cue>touché\w*|touche|touchent|affecté\w*|affecte|affectent|concerné\w*|concerne|concernent|vulnérable\w*|piégé\w*|compromises?|infecté\w*|impacté\w*)", "campaign", "release"),
        Phrase("affects", r"(?P<cue>épargné\w*|indemne\w*|saine?s?)", "campaign", "release", holds=False),
        Phrase("fixed-in", r"(?P<cue>corrigé\w*|corrige|corrigent|correctif|rectifié\w*|remédié)", "product", "release"),
        Phrase("retired", r"<subject> .. (?P<cue>retiré\w*|abandonné\w*|arrêté\w*|discontinué\w*|supprimé\w*) .. <date>", "product", "date"),
        Phrase("retired", r"<subject> .. (?P<cue>fin de vie|fin de support) .. <date>", "product", "date"),
        Phrase("retired", r"(?P<cue>retiré|abandonné|arrêté|retrait) (?:[\w'-]+ ){0,5}?<subject> .. <date>", "product", "date"),
        Phrase("served", r"<subject> .. (?P<cue>encore|toujours|restait|disponible|proposé|téléchargeable) .. (?:sur|depuis|à partir du|chez) (?P<object>(?:[\w'-]+ )?(?:site|serveur|page|portail)s?(?: (?:web|internet|officiel))?(?: (?:de l'éditeur|du fournisseur|du fabricant|de l'entreprise|de <any>|d'<any>))?)", "release", "website"),
        Phrase("served", r"<subject> .. (?P<cue>encore|toujours|restait|disponible|proposé|téléchargeable) .. (?:sur|depuis|chez|par) .. <object>", "release", "website"),
        Phrase("served", r"<subject> .. (?P<cue>proposait|distribuait|servait|fournissait|diffusait|hébergeait) .. <object>", "organisation", "product"),
        Phrase("attributed-to", r"<speaker> .. (?P<cue>attribu\w*|impute\w*|imputé\w*)(?: .. <any>)? .. (?:à|au|aux) .. <object>", "campaign", "actor"),
        Phrase("attributed-to", r"<speaker> (?:la |le |les |l')(?P<cue>relie|relient|rattache|rattachent|attribue|attribuent|impute|imputent) .. (?:à|au|aux) .. <object>", "campaign", "actor"),
        Phrase("attributed-to", r"<speaker> .. (?P<cue>relie|relient|rattache|rattachent)(?: .. <any>)? .. (?:à|au|aux) .. <object>", "campaign", "actor"),
        Phrase("attributed-to", r"<speaker> .. (?P<cue>accuse|accusent|soupçonne|soupçonnent|désigne|désignent|incrimine) (?:[\w'-]+ ){0,4}?<object>", "campaign", "actor"),
        Phrase("attributed-to", r"(?P<cue>attribué\w*|imputé\w*|attribution|attribuent|attribuer)(?: .. <any>)? .. (?:à|au|aux) .. <object>", "campaign", "actor"),
        Phrase("attributed-to", r"(?P<cue>l'œuvre|œuvre|oeuvre|le fait|fait|signature|main) (?:de la|des|du|de|d')(?:\s+|(?<='))(?:[\w'-]+ ){0,4}?<object>", "campaign", "actor"),
        Phrase("attributed-to", r"<object> .. (?P<cue>derrière|responsable\w*|auteur\w*) .. (?:<incident>|<any>)", "campaign", "actor"),
        Phrase("attributed-to", r"<object> .. (?P<cue>origine) (?:de|d'\w+) .. <incident>", "campaign", "actor"),
        Phrase("attributed-to", r"(?P<cue>derrière) .. (?:<incident>) .. <object>", "campaign", "actor"),
        Phrase("attributed-to", r"<incident> .. (?P<cue>menée?|conduite?|orchestrée?|perpétrée?|lancée?|réalisée?) par .. <object>", "campaign", "actor"),
        Phrase("attributed-to", r"<incident> .. (?P<cue>lié|liée|rattachée?|reliée?|associée?) .. (?:à|au|aux) .. <object>", "campaign", "actor"),
        Phrase("alias-of", r"<subject>\s*[,(]?\s*(?:aussi |également |encore )?(?P<cue>connue? sous|alias|appelée? aussi|dit|dite|surnommée?|suivie? sous|désignée? sous)(?: le nom de| le nom d'| les noms de)?(?:\s+|(?<='))(?:[\w'-]+ ){0,2}?<object>", "actor", "actor"),
        Phrase("alias-of", r"<subject>, que <speaker> (?P<cue>suit|appelle|nomme|désigne|baptise) (?:sous le nom de |comme )?<object>", "actor", "actor"),
        Phrase("mitigated-by", rf"(?P<cue>recommand\w*|conseill\w*|invit\w*|doivent|doit|faut|préconis\w*|appel\w*) .. (?P<object>\b(?:{_ACT})\b[^;]{{3,200}})", "campaign", "measure"),
        Phrase("mitigated-by", rf"(?P<cue>recommand\w*|conseill\w*|invit\w*|préconis\w*|demand\w*) .. (?:de |d'|à )(?P<object>(?:{_ACT})\b[^;]{{3,200}})", "campaign", "measure"),
        Phrase("mitigated-by", rf"\A[\s.*#>-]*(?P<object>(?P<cue>{_ACT}) [^;]{{3,200}})", "campaign", "measure"),
        Phrase("unknown", rf"(?:on|nul|nous) (?:n')?(?P<cue>ignore|ignorons) (?:encore |toujours |pour l'instant )?{_ASKED}", "campaign", "question"),
        Phrase("unknown", rf"(?P<cue>sait|savons|savent|connaît|clair|établi|précisé|révélé|indiqué|communiqué) (?:pas |toujours |encore |pour l'instant |exactement |précisément )*{_ASKED}", "campaign", "question"),
        Phrase("unknown", rf"(?P<cue>inconnue?s?|incertaine?s?|flou\w*) {_ASKED}", "campaign", "question"),
        Phrase("unknown", r"(?P<object>\b(?:le|la|les|l')(?:\s+|(?<='))(?:[\w'-]+ ){1,8}?)(?:reste|restent|demeure|demeurent|est|sont)(?: \w+){0,2}? (?P<cue>inconnu\w*|incertain\w*|flou\w*)", "campaign", "question"),
        Phrase("unknown", r"(?P<object>\b(?:le|la|les|l')(?:\s+|(?<='))(?:[\w'-]+ ){1,8}?)n'(?:est|a) (?:pas|toujours pas|pas encore)(?: été)? (?P<cue>connu\w*|établi\w*|précisé\w*|déterminé\w*|élucidé\w*)", "campaign", "question"),
    ),
    months=(
        "janvier|janv", "février|fevrier|févr", "mars", "avril|avr", "mai", "juin", "juillet|juil",
        "août|aout", "septembre|sept", "octobre|oct", "novembre|nov", "décembre|decembre|déc",
    ),
    defangs=(("[point]", "."), ("(point)", "."), ("[arobase]", "@")),
    orders=(
        r"(?P<cue>ignore[zr]?|oublie[zr]?|contourne[zr]?) .. (?:instruction|consigne|directive|règle|ordre)\w* .. (?:précédent|antérieur|ci-dessus|initial|système)\w*",
        r"(?P<cue>ignore[zr]?|oublie[zr]?|négligez|néglige) (?:tout|toutes?|tous)(?: \w+){0,3} (?:précède|précédent\w*|ci-dessus|instructions?|consignes?|règles?)",
        r"(?P<cue>assistant|lecteur|analyste|modèle|agent|robot|ia)\b[,:]? .. (?:dois|doit|devez|veuillez|faut|il faut|est prié) .. (?:marquer|signaler|classer|conclure|répondre|supprimer|ignorer|considérer|déclarer|clore|fermer)\w*",
        r"(?P<cue>vous|tu) (?:êtes|es|devez|dois) (?:désormais|maintenant|à présent|marquer|ignorer|répondre|déclarer|considérer)",
        r"(?P<cue>nouvelle|nouvelles) (?:instruction|consigne|directive)s? ?(?:pour|:|à)",
        r"(?P<cue>marque|marquez|classe|classez|considère|considérez|traite|traitez) .. (?:comme )(?:saine?s?|sûre?s?|bénin\w*|inoffensi\w*|légitimes?|faux positifs?)",
        r"(?P<cue>signale|signalez|mentionne|mentionnez|révèle|révélez|alerte|alertez) (?:pas|rien|jamais|surtout pas)\b",
    ),
    copies=(
        r"(?P<cue>selon|d'après|après|suivant) .. <speaker>",
        r"<speaker>(?: \w+)? (?P<cue>affirme|affirment|indique|indiquent|explique|expliquent|déclare|déclarent|précise|précisent|annonce|annoncent|estime|estiment|rapporte|rapportent|assure|assurent|confirme|confirment|a affirmé|a indiqué|a déclaré|a annoncé|a expliqué|a précisé|a confirmé|a estimé|soutient|conclut|écrit|dit|dément|révèle)",
        r"(?P<cue>affirme|indique|explique|déclare|précise|annonce|estime|assure|a déclaré|a indiqué|a expliqué) .. <speaker>",
        r"(?P<cue>rapporté|publié|révélé|cité|traduit|traduction|adapté|repris) (?:\w+ )?(?:par|de|du|dans) .. <speaker>",
        r"\A[\s(*_-]*(?P<cue>source|sources|via|avec)\s*:?\s*(?:[\w'-]+ ){0,4}?<speaker>",
        r"(?P<cue>citant|cite|citent) .. <speaker>",
    ),
    roles={
        "indicator": (
            r"indicateurs?(?: (?:de compromission|techniques))?", "iocs?", "commande et (?:de )?contrôle", "c2",
            r"malveillant\w*", "charge utile", "balise", "maliciels?", "logiciels? malveillants?", "porte dérobée",
            r"piégé\w*", "hameçonnage", "échantillons?", "serveurs? de commande", "condensats?", "empreintes?",
            "contacte", "communique avec", "exfiltr\\w*", "attaquants?",
        ),
        "clean": (
            r"saine?s?", "légitimes?", r"bénin\w*", "inoffensi\\w*", "authentiques?", "non affecté\\w*",
            "pas malveillant\\w*", "non modifiés?", "non touché\\w*",
        ),
        "victim": ("victimes?", r"sites? (?:web )?(?:compromis|piratés?)", "point d'eau", "serveurs? compromis"),
        "test": (r"tests? (?:de l'|des |d'un |par l')(?:attaquants?|acteurs?|auteurs?)", "essais? de l'attaquant"),
        "reference": (
            "références?", "sources?", "pour aller plus loin", "liens?", "en savoir plus", "voir aussi",
            "lire aussi", "bibliographie", "contact",
        ),
    },
    words={
        "yet": ("pourtant", "puis", "qui"),
        "pronoun": ("il", "elle", "le programme", "le logiciel", "l'installateur", "l'outil"),
        "and": ("et", "ou", "ainsi que"),
        "but": ("mais", "tandis que", "alors que", "en revanche", "cependant", "quant à"),
        "if": ("si", "à moins que"),
        "since": ("depuis", "dès", "à partir de"),
        "until": ("jusqu'en", "jusqu'à", "jusqu'au", "jusque"),
        "before": ("avant", "avant le", "avant la fin de"),
        "after": ("après", "dès", "au plus tôt"),
        "between": ("entre", "de"),
        "early": ("début", "le début de", "au début de"),
        "late": ("fin", "la fin de", "à la fin de"),
        "incident": (
            "attaque", "l'attaque", "attaques", "intrusion", "l'intrusion", "compromission", "campagne", "opération",
            "l'opération", "piratage", "incident", "l'incident", "cyberattaque", "ce", "cette", "elle", "attaquants", "pirates",
            "attaque par la chaîne d'approvisionnement",
        ),
        "common": words(
        """attaquants pirates chercheurs clients utilisateurs victimes employés éditeur version versions
            mise mises logiciel sécurité attaque indicateurs résumé publié traduit source sources produit
            aujourd'hui hier lundi mardi mercredi jeudi vendredi samedi dimanche plusieurs certains personne
            rien enquêteurs experts spécialistes autorités organisations administrateurs entreprise entreprises
            désinstaller supprimer isoler changer d'après cela ceci derrière celui ainsi toutefois cependant
            seules seule seul désinstallez isolez changez quatre trois ignore reste"""
    ),
        "region": ("Corée du Nord", "Chine", "Russie", "Iran", "Corée du Sud", "RPDC"),
        "negation-free": ("non seulement", "pas seulement", "sans doute", "sans aucun doute", "ne serait-ce que"),
        "sources": ("source :", "source:", "sources :", "sources:", "traduit de", "traduction de", "d'après un article de", "avec", "article original de", "adapté de"),
        "personal computer": ("ordinateur personnel", "PC personnel", "ordinateur privé", "machine personnelle", "portable personnel", "ordinateur domestique", "ordinateur familial"),
        "work computer": ("poste de travail", "ordinateur professionnel", "ordinateur de l'entreprise", "poste professionnel", "ordinateur de travail", "PC professionnel"),
        "phone": ("téléphone", "smartphone", "mobile"),
    },
)  # fmt: skip
