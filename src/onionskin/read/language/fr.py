"""French: how reports in it say who was hit through what, and how sure they are."""

from __future__ import annotations

from onionskin.plugins.contracts import Cues, Phrase, words

META = {
    "title": "French",
    "misses": "Subjects that only the sentence before names, past the nearest one; verbless lines under a heading; names without a capital that no version follows.",
    "references": ["https://www.cert.ssi.gouv.fr/"],
}

_HIT = (
    r"compromis\w*|piraté\w*|infecté\w*|infiltré\w*|attaqué\w*|pénétré\w*|piégé\w*|visé\w*|frappé\w*|altéré\w*|détourné\w*"
    r"|modifié\w*|usurpé\w*|vérolé\w*"
)
_STRUCK = r"compromise?s?|piraté\w*|infecté\w*|infiltré\w*|attaqué\w*|atteint\w*|touché\w*|frappé\w*|visé\w*|affecté\w*|impacté\w*|espionné\w*|paralysé\w*|chiffré\w*|contaminé\w*|ciblé\w*|concerné\w*|souffert|victimes?"
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
_DATA = r"(?P<object>[^;.]{3,200})"
_SAID = r"(?:que |qu'|avoir |d'avoir |être |d'être )?(?P<object>[^;]{6,240})"
_MALWARE = r"(?:porte dérobée|porte arrière|cheval de troie|maliciel|logiciel malveillant|logiciel espion|logiciels malveillants|rançongiciel|ransomware|malware|chargeur|implant|ver|voleur|infostealer|téléchargeur|enregistreur de frappe|code malveillant|charge utile|botnet|programme malveillant|effaceur|rootkit|backdoor|trojan|injecteur)"
_MEANS = (
    r"(?P<object>(?:un|une|des|les|le|la|leur|son|sa|ses|l'|d'un|d'une) ?(?:[\w'-]+ ){0,4}?(?:mise à jour|mises à jour|fournisseur|prestataire|sous-traitant|partenaire|éditeur|hameçonnage|compte|comptes|identifiants|mot de passe|mots de passe"
    r"|jeton|jetons|clé|clés|faille|vulnérabilité|bibliothèque|logiciel|programme|installateur|paquet|dépendance|dépôt|session|accès|site|serveur|courriel|pièce jointe)(?: [\w'-]+){0,4})"
)
_MADE = "développe|développent|édite|éditent|commercialise|vend|vendent|fournit|fournissent|propose|publie|maintient|produit(?! d)|fabrique|conçoit"
_MADE_BY = r"développée?s?|éditée?s?|commercialisée?s?|vendue?s?|fournie?s?|proposée?s?|publiée?s?|maintenue?s?|produite?s?|fabriquée?s?|conçue?s?|créée?s?"
_MAKER = "éditeur|éditrice|fabricant|fournisseur|développeur|concepteur|créateur|prestataire|mainteneur|distributeur|propriétaire"
_ORDER = (
    r"appliquez|appliquer|vérifiez|vérifier|recherchez|rechercher|surveillez|surveiller|restaurer|restaurez|éteindre|éteignez|ne payez pas|ne pas|renouveler|renouvelez|auditer|auditez|rétrograder|rétrogradez|chasser|contrôler|contrôlez"
    r"|activer|activez|consulter|consultez|reconstruire|reconstruisez|remplacer|remplacez|couper|coupez|débrancher|débranchez|arrêter|arrêtez|traiter|considérer|considérez|épingler|épinglez|révoquez|régénérer|régénérez|migrer|migrez|lancer|lancez|suivre|suivez|signaler|effacer|effacez|retirer|retirez|renoncer|éviter|évitez|limiter|limitez|analyser|analysez|conserver|conservez|prévenir|prévenez|purger|purgez|faire tourner|faites tourner|figer|figez|geler|gelez|réinstaller|réinstallez|inspecter|inspectez|examiner|examinez|scanner|scannez|cloisonner|segmenter|segmentez|sauvegarder|sauvegardez|déconnecter|déconnectez|contacter|contactez|télécharger|téléchargez|redémarrer|redémarrez|restreindre|restreignez|revenir|revenez|transférer|transférez|déplacer|déplacez|imposer|imposez|exiger|exigez|adopter|adoptez|filtrer|filtrez|abandonner|abandonnez|nettoyer|nettoyez|reformater|formater|formatez|mettre en quarantaine|mettez en quarantaine|mettre en place|mettez en place|assurez-vous|procéder à|procédez à|effectuer|effectuez|veiller|veillez|déployer|déployez|porter plainte|suspendre|suspendez|interrompre|interrompez|méfiez-vous|refuser|refusez|modifier|modifiez|notifier|notifiez|informer|informez|invalider|invalidez|durcir|référez-vous|verrouiller|verrouillez|maintenir|maintenez|forcer|forcez"
)
_ACT = (
    rf"{_ORDER}|désinstaller|désinstallez|supprimer|supprimez|isoler|isolez|changer|changez|mettre à jour|mettez à jour"
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
        "avec une confiance élevée": "high", "avec une confiance moyenne": "moderate", "avec une confiance faible": "low", "avec un niveau de confiance modéré": "moderate", "avec un niveau de confiance moyen": "moderate", "avec un faible niveau de confiance": "low", "très vraisemblablement": "high", "presque certainement": "high", "quasi certainement": "high", "selon toute vraisemblance": "high", "il est probable que": "moderate", "il est possible que": "low", "sûrement": "moderate", "prétendument": "low", "supposément": "low", "semblerait": "low", "potentiellement": "low", "éventuellement": "low", "suspecté": "moderate", "suspectés": "moderate", "suspectent": "moderate", "présumés": "moderate", "présumée": "moderate", "présumées": "moderate", "tout porte à croire": "moderate", "supposé": "moderate", "supposés": "moderate", "suggèrent": "moderate", "laissent penser": "moderate", "avéré": "confirmed", "avérée": "confirmed", "confirment": "confirmed", "a confirmé": "confirmed", "considère": "moderate", "soupçonnée": "moderate", "estimé": "moderate", "évoque": "low",
        "avec un degré de confiance élevé": "high", "avec un haut degré de confiance": "high",
        "avec un niveau de confiance élevé": "high", "avec une grande confiance": "high",
        "avec une forte confiance": "high", "avec certitude": "confirmed", "confirmé": "confirmed",
        "confirme": "confirmed", "très probablement": "high", "sans doute": "moderate",
        "avec une confiance modérée": "moderate", "avec un degré de confiance modéré": "moderate",
        "avec un degré de confiance moyen": "moderate", "probablement": "moderate", "vraisemblablement": "moderate",
        "estime": "moderate", "estiment": "moderate", "avec un faible degré de confiance": "low",
        "serait": "low", "seraient": "low", "aurait": "low", "auraient": "low", "pourrait": "low",
        "pourraient": "low", "peut-être": "low", "soupçonné": "moderate", "soupçonne": "moderate", "sans aucun doute": "high", "prouvé": "confirmed", "vérifié": "confirmed", "aux alentours": "low", "dit-on": "low", "croient": "moderate", "croit": "moderate", "pense": "moderate", "pensent": "moderate", "il s'agirait": "low", "s'agirait": "low", "peut": "low",
        "soupçonnent": "moderate", "soupçonnés": "moderate", "suspecte": "moderate", "semble": "moderate", "semblent": "moderate",
        "présumé": "moderate", "possiblement": "low", "apparemment": "low", "suggère": "moderate", "laisse penser": "moderate",
    },
    negations=(
        "ne", "n'est", "n'a", "n'ont", "n'était", "n'étaient", "ne sont", "pas", "aucun", "aucune", "jamais", "ni",
        "nullement", "dément", "non affecté", "non affectés", "non affectée", "non affectées", "non touchés", "non touchées", "non concernés", "non concernées", "non vulnérables", "démenti", "nie", "sans",
    ),
    facts=(
        Phrase("compromised-through", rf"<subject> .. {_WAS} .. (?P<cue>{_HIT})(?: par (?:\S+ ){{1,4}}?)? .. {_THROUGH} .. <object>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", rf"<subject> {_WAS} (?:\w+ )?(?P<cue>{_HIT}) {_THROUGH}(?:\s+|(?<='))(?:[\w']+ ){{0,6}}?<object>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", rf"<subject> .. {_WAS} .. (?P<cue>{_HIT}) .. par .. (?:logiciel|installateur|installeur|programme|application|mise à jour|fournisseur|prestataire|outil|paquet|version) .. <object>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", rf"(?:ont|a|avaient|avait|auraient|aurait|pour|de|à|d'avoir) .. (?P<cue>{_HIT}|compromettre|pirater|infiltrer|infecter|pénétrer|atteindre) (?!par )(?:[\w'-]+ ){{0,4}}?<subject> .. {_THROUGH} .. <object>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", r"<object> .. (?P<cue>servi|utilisé\w*|exploité\w*|détourné\w*|permis|employé\w*) .. (?:compromettre|pirater|infiltrer|infecter|pénétrer|atteindre|d'entrer|entrer|d'accéder|d'atteindre|d'infiltrer|s'introduire) .. <subject>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", r"<object> .. (?P<cue>porte|vecteur|point|tremplin|passerelle) .. (?:d'entrée|d'accès|initial|vers|dans|chez|pour) .. <subject>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", rf"(?P<cue>compromission|piratage|intrusion|attaque|infection) .. (?:de|chez|contre|d') .. <subject> .. {_THROUGH} .. <object>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", r"(?P<cue>compromission|piratage|intrusion|attaque) .. (?:de|chez|contre) .. <subject> .. (?:a commencé|a débuté|a pour origine|provient|vient|est partie) .. <object>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", r"(?:compromission|piratage) .. <object> .. (?P<cue>conduit|mené|permis|entraîné|ouvert|abouti) .. (?:compromission|piratage|intrusion|compromettre|porte) .. <subject>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", r"<object> .. (?P<cue>origine) (?:de|du|d'\w+) .. (?:compromission|piratage|intrusion|attaque) .. <subject>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", rf"<subject> .. (?:<any> )?(?P<cue>{_HIT}) .. par .. (?:logiciel|installateur|installeur|programme|application|mise à jour|outil|paquet|version) .. <object>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-by", rf"<subject> .. {_WAS} .. (?P<cue>{_HIT}) par (?!l'int|l'ent|le biais)(?:le groupe |les |le |la |un |une )?(?:[\w'-]+ ){{0,3}}?<object>", "organisation|product|group", "actor|malware|region"),
        Phrase("deliver", rf"(?P<cue>employé\w*|salarié\w*|ingénieur\w*|collaborateur\w*|développeu\w*) .. (?:de|chez|d') .. <object> .. (?:{_RAN}) .. <subject>", "product", "organisation"),
        Phrase("deliver", rf"(?P<cue>{_RAN}) .. <subject> .. (?:sur|depuis) {_DEVICE}", "product", "device"),
        Phrase("deliver", rf"<subject> .. (?P<cue>{_RAN}) .. (?:sur|depuis) {_DEVICE}", "product", "device"),
        Phrase("affects", r"(?P<cue>touché\w*|touche|touchent|affecté\w*|affecte|affectent|concerné\w*|concerne|concernent|vulnérable\w*|piégé\w*|compromises?|infecté\w*|impacté\w*|altéré\w*|vérolé\w*|malveillante?s?|expédié\w*)", "campaign", "release"),
        Phrase("fixed-in", r"(?:installer|installez|passer à|passez à|mettre à jour vers|télécharger) (?:la |l')?(?P<cue>version|mouture)", "product", "release"),
        Phrase("compromised-through", rf"(?:attaquants?|pirates?|intrus|assaillants|cybercriminels|escrocs) .. (?P<cue>entrés?|introduits?|pénétré|infiltrés?|passés?|profité|servis?|accédé|connectés?)(?: .. <any>)?? (?:via|par|grâce à|à l'aide d\w*'?|avec|d') ?{_MEANS}", "organisation", "technique"),
        Phrase("employs", r"(?:voleur d'informations|voleur|maliciel|programme|code|virus|espion|implant|chargeur|porte dérobée|cheval de Troie),? (?:que nous |que les \w+ (?:de <any> )?|qu'ils |que <any> )?(?P<cue>appelons|nommons|avons baptisé|baptisée?|nomment|appellent|appelle|nomme|nommée?|appelée?|dit) <object!>", "campaign", "malware"),
        Phrase("affects", r"(?P<cue>épargné\w*|indemne\w*|saine?s?)", "campaign", "release", holds=False),
        Phrase("fixed-in", r"(?P<cue>corrigé\w*|corrige|corrigent|correctif|patché\w*|résolue?s?|résout|comblée?s?|colmatée?s?|élimine|éliminent|assainie?s?|rectifié\w*|remédié|mettre à jour vers|mettez à jour vers)", "product", "release"),
        Phrase("retired", r"<subject> .. (?P<cue>retiré\w*|abandonné\w*|arrêté\w*|discontinué\w*|supprimé\w*) .. <date>", "product", "date"),
        Phrase("retired", r"<subject> .. (?P<cue>fin de vie|fin de support) .. <date>", "product", "date"),
        Phrase("retired", r"(?P<cue>retiré|abandonné|arrêté|retrait) (?:[\w'-]+ ){0,5}?<subject> .. <date>", "product", "date"),
        Phrase("served", r"<object> .. (?P<cue>encore|toujours|restait|disponible|proposé|téléchargeable) .. (?:sur|depuis|à partir du|chez) (?P<subject>(?:[\w'-]+ )?(?:site|serveur|page|portail)s?(?: (?:web|internet|officiel))?(?: (?:de l'éditeur|du fournisseur|du fabricant|de l'entreprise|de <any>|d'<any>))?)", "website", "product|release"),
        Phrase("served", r"<object> .. (?P<cue>encore|toujours|restait|disponible|proposé|téléchargeable) .. (?:sur|depuis|chez|par) .. <subject>", "website", "product|release"),
        Phrase("served", r"<subject> .. (?P<cue>proposait|distribuait|servait|fournissait|diffusait|hébergeait) .. <object>", "organisation", "product"),
        Phrase("attributed-to", r"<speaker> .. (?P<cue>attribu\w*|impute\w*|imputé\w*)(?: .. <any>)?? .. (?:à|au|aux) .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<speaker> (?:la |le |les |l')(?P<cue>relie|relient|rattache|rattachent|attribue|attribuent|impute|imputent) .. (?:à|au|aux) .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<speaker> .. (?P<cue>relie|relient|rattache|rattachent)(?: .. <any>)?? .. (?:à|au|aux) .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<speaker> .. (?P<cue>accuse|accusent|soupçonne|soupçonnent|désigne|désignent|incrimine) (?:[\w'-]+ ){0,4}?<object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"(?P<cue>attribué\w*|imputé\w*|attribution|attribuent|attribuer)(?: .. <any>)?? .. (?:à|au|aux) .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"(?P<cue>l'œuvre|œuvre|oeuvre|le fait|fait|signature|main) (?:de la|des|du|de|d')(?:\s+|(?<='))(?:[\w'-]+ ){0,4}?<object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<object> .. (?P<cue>derrière|responsable\w*|auteur\w*)(?! (?:de la )?(?:sécurité|communication|technique|informatique)) .. (?:<incident>|<any>)", "campaign", "actor|region"),
        Phrase("attributed-to", r"<object> .. (?P<cue>origine) (?:de|d'\w+) .. <incident>", "campaign", "actor|region"),
        Phrase("attributed-to", r"(?P<cue>derrière) .. (?:<incident>) .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<incident> .. (?P<cue>menée?|conduite?|orchestrée?|perpétrée?|lancée?|réalisée?) par .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<incident> .. (?P<cue>lié|liée|rattachée?|reliée?|associée?) .. (?:à|au|aux) .. <object>", "campaign", "actor|region"),
        Phrase("alias-of", r"<subject>\s*[,(]?\s*(?:aussi |également |encore )?(?P<cue>connue? sous|alias|appelée? aussi|dit|dite|surnommée?|suivie? sous|désignée? sous)(?: le nom de| le nom d'| les noms de)?(?:\s+|(?<='))(?:[\w'-]+ ){0,2}?<object>", "actor|malware|campaign", "actor|malware|campaign"),
        Phrase("alias-of", r"<subject>, que <speaker> (?P<cue>suit|appelle|nomme|désigne|baptise) (?:sous le nom de |comme )?<object>", "actor|malware|campaign", "actor|malware|campaign"),
        Phrase("mitigated-by", rf"(?P<cue>recommand\w*|conseill\w*|invit\w*|doivent|doit|faut|préconis\w*|appel\w*) .. (?P<object>\b(?:{_ACT})\b.{{3,240}})", "campaign", "measure"),
        Phrase("mitigated-by", rf"(?P<cue>recommand\w*|conseill\w*|invit\w*|préconis\w*|demand\w*) .. (?:de |d'|à )(?P<object>(?:{_ACT})\b.{{3,240}})", "campaign", "measure"),
        Phrase("mitigated-by", rf"(?P<cue>veuillez|merci de|pensez à|recommandons d[e']|conseillons d[e']|invitons à) ?(?P<object>(?:{_ACT}|revenir|prévenir|surveiller|rechercher) .{{3,240}})", "campaign", "measure"),
        Phrase("mitigated-by", rf"\A[\s.*#>-]*(?P<object>(?P<cue>{_ACT}) .{{3,240}})", "campaign", "measure"),
        # -- more ways, victims, suppliers
        Phrase("compromised-through", r"(?P<cue>compromettre|pirater|infiltrer|infecter|pénétrer|pénétré|infiltré\w*|compromis\w*|entrés?|entrer|introduits?|accédé) (?!par )(?:[\w'-]+ ){0,4}?<subject> .. (?:via|grâce à|par l'intermédiaire d\w*'?|au moyen d\w*'?|à l'aide d\w*'?|avec|à travers|en passant par|depuis) .. <object>", "organisation|group", "product|organisation"),
        Phrase("compromised-through", rf"<subject> .. {_WAS} .. (?P<cue>{_HIT}) .. (?:via|par|grâce à|à cause d\w*'?|au moyen d\w*'?|à l'aide d\w*'?|à partir d\w*'?) {_MEANS}", "organisation|product|group", "technique"),
        Phrase("compromised-by", r"<object> (?:a|ont|avait|avaient|aurait|auraient) (?!été)(?:\w+ )?(?P<cue>piraté|infecté|compromis|infiltré|attaqué|pénétré|frappé|visé) (?:[\w'-]+ ){0,4}?<subject>", "organisation|group", "actor|malware|region"),
        Phrase("compromised-by", rf"<subject> .. {_WAS} .. (?P<cue>{_STRUCK})(?!\w) par (?:le |la |les |un |une )?(?:[\w'-]+ ){{0,2}}?<object!>", "organisation|product|group", "malware"),
        Phrase("victim", r"<subject>(?:,[^,;]{0,60},)? (?:l'ont|l'a|les ont) (?P<cue>installée?s?|reçue?s?|téléchargée?s?|exécutée?s?)\b", "group", "campaign"),
        Phrase("victim", rf"<count> .. (?:{_STRUCK})[^,;]{{0,60}},? (?P<cue>dont|parmi lesquelles|parmi lesquels|notamment|parmi elles|parmi eux) <subject!>", "organisation", "campaign"),
        Phrase("victim", rf"<subject> .. {_WAS} .. (?P<cue>{_STRUCK})(?!\w)", "organisation|group|sector|region", "campaign"),
        Phrase("victim", rf"<subject> .. (?:est|sont|était|étaient|serait|seraient|fut|furent|a été|ont été|n'est|ne sont|n'a pas été|n'ont pas été|a|ont) .. (?P<cue>{_STRUCK})(?!\w)", "organisation|group|sector|region", "campaign"),
        Phrase("victim", r"<subject> .. (?P<cue>comptent|compte|figurent|figure|fait partie|font partie) .. (?:victimes?|cibles?|touchées?|entreprises|clients) ?", "organisation|group|sector|region", "campaign"),
        Phrase("victim", r"(?P<cue>victimes|victime|cibles|touchés|touchées|affectés|affectées) .. (?:figurent|figure|comptent|compte|sont|dont|comme|notamment|parmi lesquelles|parmi lesquels|on trouve|citons|:|à savoir) .. <subject>", "organisation|group|sector|region", "campaign"),
        Phrase("victim", r"(?:<incident>|qui|ver|maliciel|mise à jour|rançongiciel|programme|version) .. (?P<cue>touché\w*|infecté\w*|frappé\w*|compromis\w*|atteint\w*|contaminé\w*|infecte|frappe|touche|paralysé\w*|visait|visé\w*|vise|poussé|affiché) (?!par |via |grâce )(?:[\w'-]+ ){0,4}?<subject>", "organisation|group|sector|region", "campaign"),
        Phrase("victim", r"(?P<cue>infecté|touché|frappé|compromis|infecte|frappe|poussé vers|diffusé à|atteint|contaminé) (?!par |via |grâce )(?:[\w'-]+ ){0,4}?<subject>", "group|sector|region", "campaign"),
        Phrase("victim", r"<subject> .. (?P<cue>téléchargé|installé|reçu|exécuté|fermer|affiché) .. (?:piégée?s?|malveillante?s?|vérolée?s?|infectée?s?|compromise?s?|altérée?s?|demande de rançon|magasins|caisses)", "organisation|group", "campaign"),
        Phrase("supplies", rf"<object>,? .. (?P<cue>{_MADE_BY}) par .. <subject>", "organisation", "product"),
        Phrase("supplies", rf"<subject>,? (?:qui )?(?:\w+ )?(?P<cue>{_MADE}) .. <object>", "organisation", "product"),
        Phrase("supplies", rf"<subject>, (?:un |une |l'|le |la )?(?:[\w'-]+ ){{0,3}}?(?P<cue>{_MAKER}) (?:de la |des |du |de |d')(?:[\w'-]+ ){{0,2}}?<object!>", "organisation", "product|organisation|group"),
        Phrase("supplies", r"<subject>,? dont (?:le |la |l'|les )?(?:logiciel|outil|programme|application|service|produit|client)s? <object!>(?= (?P<cue>équipe|sert|est|tourne|gère|permet))", "organisation", "product"),
        Phrase("supplies", r"<object>, (?:un |une |le |la )?(?P<cue>produit|logiciel|outil|service|solution) (?:de la société |de l'éditeur |de l'entreprise |de |d')<subject!>", "organisation", "product"),
        Phrase("supplies", rf"(?P<cue>{_MAKER}) (?:de la |des |du |de |d')(?:[\w'-]+ ){{0,3}}?<object>,? <subject>", "organisation", "product"),
        Phrase("supplies", r"<subject>,? (?:[\w'-]+ ){0,2}?(?P<cue>revendique|compte|sert|comptant|possède|annonce|affiche|dispose d|équipe|fournit) (?:\w+ )?<object!>", "organisation", "group"),
        Phrase("supplies", r"<subject>,? (?:dont|qui|utilisée?|employée?) .. (?P<cue>utilisée?s?|clients|équipent|équipe|servent|sert|employée?s?|installée?s?|adoptée?s?) .. <object>", "organisation|product", "group"),
        Phrase("supplies", r"<object> .. (?P<cue>utilisent|utilise|emploient|équipent|se servent|font confiance|s'appuient) .. <subject>", "organisation|product", "group"),
        Phrase("supplies", r"<subject>,? .. <count>,? (?P<cue>parmi lesquels|parmi lesquelles|dont|notamment|comme|parmi eux|tels que|telles que) <object>", "organisation", "organisation"),
        Phrase("supplies", r"<subject>,? .. (?P<cue>clients|client|clientèle) .. (?:dont|comme|notamment|parmi lesquels|sont|:) .. <object>", "organisation", "organisation"),
        Phrase("uses", r"<subject> .. (?P<cue>utilise|utilisent|utilisait|emploie|exploite|au moyen de|se sert de) .. <object>", "organisation", "product"),
        Phrase("uses", r"<object> .. (?:est|sont|était) .. (?P<cue>utilisée?s?|employée?s?|déployée?s?) (?:par|chez) .. <subject>", "organisation", "product"),
        Phrase("build", r"(?P<cue>chaîne de compilation|chaîne de fabrication|serveurs? de compilation|environnement de compilation|environnement de développement|chaîne de production|infrastructure de build) .. (?:de|du|chez|d') .. <subject>", "organisation", "product"),
        Phrase("embed", r"<object> .. (?:est|sont|était|être|a été|ont été) .. (?P<cue>incluse?s?|intégrée?s?|contenue?s?|embarquée?s?|livrée?s?|dissimulée?s?|cachée?s?) (?:dans|avec|à) .. <subject>", "product|release", "product|release"),
        Phrase("embed", r"<subject> .. (?P<cue>contenait|contient|contenaient|contiennent|embarque|embarquait|renferme|renfermait|intègre|inclut|incluait|cachait|dissimulait|abritait) .. <object>", "product|release", "malware|file|product"),
        Phrase("credential", r"(?P<cue>identifiants?|jetons?|mots? de passe|clés?|secrets?) .. (?:volée?s?|dérobée?s?|obtenue?s?|récupérée?s?|exfiltrée?s?) (?:chez|à|auprès de|dans|depuis|via) .. <subject> .. (?:pour|afin|vers|à|dans) .. <object>", "organisation|product", "organisation|product|group"),
        Phrase("manage", r"<subject> .. (?P<cue>gère|gérait|gèrent|administre|administrait|infogère|gérer|administrer) .. <object>", "organisation|product", "organisation|product|group"),
        Phrase("manage", r"<object> .. (?P<cue>gérée?s?|administrée?s?|infogérée?s?) par .. <subject>", "organisation|product", "organisation|product|group"),
        Phrase("host", r"<object> (?P<cue>hébergée?s?|stockée?s?|déposée?s?) (?:sur|chez|par|dans) .. <subject>", "website|organisation", "file|product|website"),
        Phrase("host", r"(?P<object>\b(?:des|les|un|une|le|la) (?:[\w'-]+ ){0,2}?(?:icônes|images|fichiers?|charges? utiles?|scripts?|archives?|dépôt)) (?P<cue>hébergée?s?|stockée?s?|déposée?s?) (?:sur|chez|dans) .. <subject>", "website|organisation", "file"),
        Phrase("signed-by", r"<subject>,? .. (?P<cue>signée?s?|certificat|signature) .. (?:par|de|du|avec|appartenant à|délivré à|au nom de) .. <object>", "release|file", "organisation"),
        Phrase("signed-by", r"(?P<cue>signée?s?|certificat|signature) .. (?:par|de|du|d'|appartenant à|délivré à|au nom de) .. <object>", "release", "organisation"),
        Phrase("affects", r"<object> .. (?:est|sont|était|étaient|seraient) .. (?P<cue>touchée?s?|affectée?s?|vulnérables?|concernée?s?|impactée?s?)", "campaign", "product"),
        Phrase("served", r"<object> .. (?P<cue>distribuée?s?|diffusée?s?|servie?s?|téléchargeables?|proposée?s?|disponibles?) .. (?:depuis|sur|par|via) (?P<subject>(?:le |son |leur )?(?:site|serveur|page|portail)(?: [\w'-]+){0,3})", "website", "product|release"),
        Phrase("served", r"(?P<cue>distribuée?s?|diffusée?s?|servie?s?) .. (?:depuis|sur) (?P<subject>(?:le |son |leur )(?:site|serveur|page|portail)(?: officiel| de l'éditeur| web)?)", "website", "product"),
        Phrase("attributed-to", r"(?P<cue>s'agirait|s'agit|agirait|émane|émanerait|provient|proviendrait) (?:de |d'|du |des )(?:[\w'-]+ ){0,3}?<object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<object> .. (?P<cue>revendiqué|revendique|signé) .. <incident>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<object> .. (?:est|sont|serait|seraient|a|ont) .. (?P<cue>derrière|orchestré|mené|conduit|perpétré|lancé)\b", "campaign", "actor|region"),
        Phrase("attributed-to", r"(?:pirates|attaquants|hackers|groupe|acteurs?|cybercriminels) .. (?P<cue>liés?|affiliés?|proches?|soutenus?|parrainés?|soupçonnés?|rattachés?|connus? sous) .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"(?P<cue>derrière|piste|soupçonne|soupçonnent|suspecte|suspectent) .. <object>", "campaign", "actor|region"),
        Phrase("alias-of", r"<subject>,? (?:que |qu')(?:d'aucuns |certains |d'autres |l'éditeur )?(?P<cue>nomment|nomme|appellent|appelle|baptise|baptisent|désignent) (?:aussi |encore |également )?<object>", "actor|malware|campaign", "actor|malware|campaign"),
        Phrase("alias-of", r"(?:maliciel|malware|logiciel malveillant|groupe|rançongiciel|ver)[^.;]{0,60}? (?P<cue>nomment|nomme|appellent|appelle|baptisée?|surnommée?|alias|appelée?) (?:aussi |encore |également )?<object>", "malware|campaign", "actor|malware|campaign"),
        Phrase("part-of", r"<subject> .. (?P<cue>partie|étape|phase|vague|volet|épisode) (?:de la|du|de|d'une?) .. <object>", "campaign|malware", "campaign"),
        # -- with what, and what for
        Phrase("employs", r"(?P<cue>porte dérobée|porte arrière|cheval de Troie|maliciel|logiciel malveillant|logiciel espion|rançongiciel|ransomware|malware|chargeur|implant|infostealer|outil|effaceur|backdoor|injecteur|programme malveillant)(?: \w+)?,? (?:(?:nommée?|baptisée?|appelée?|dénommée?|dit|dite|connue? sous le nom de|surnommée?),? )?<object>", "campaign", "malware"),
        Phrase("employs", r"<object>, (?:un |une |le |la )?(?:[\w'-]+ ){0,3}?(?P<cue>porte dérobée|cheval de Troie|maliciel|logiciel malveillant|rançongiciel|ransomware|malware|chargeur|implant|infostealer|outil volé|effaceur)", "campaign", "malware"),
        Phrase("employs", r"(?:<incident>|programme|ver|maliciel|attaquants|pirates|groupe|qui) .. (?P<cue>utilise\w*|utilisé\w*|déploie\w*|déployé\w*|installe\w*|installé\w*|télécharge\w*|charge|exploité\w*|exploite\w*|au moyen d\w*'?|à l'aide d\w*'?|propage) .. <object>", "campaign", "malware"),
        Phrase("collects", rf"<subject> .. (?P<cue>collecte|collectent|collectait|vole|volait|volent|volé|dérobe|dérobait|dérobé|exfiltre|exfiltrait|exfiltré|recueille|recueillait|aspire|aspirait|récupère|récupérait|extrait|siphonne|siphonnait|subtilise|lit) (?!à |par |de |depuis |dans |chez |sur |pour ){_DATA}", "malware|campaign|actor|product", "data"),
        Phrase("collects", rf"(?P<cue>collecte|collectent|collectait|collecter|voler|volait|vole|volent|dérobe|dérobait|dérober|exfiltre|exfiltrait|exfiltrer|recueille|recueillait|aspire|aspirait|récupérait|extrait|siphonne|siphonner|subtilise|subtiliser) (?!à |par |de |depuis |dans |chez |sur |pour ){_DATA}", "campaign", "data"),
        Phrase("collects", r"(?P<object>\b(?:[\w'-]+ ){0,2}?(?:identifiants|mots de passe|jetons|clés|secrets|données|informations|historique|fichiers|cookies|courriels)) (?:a|ont|avaient|auraient|sont|aient) .. (?P<cue>volée?s?|dérobée?s?|exfiltrée?s?|collectée?s?|subtilisée?s?|siphonnée?s?)", "campaign", "data"),
        # -- when
        Phrase("began", r"<incident> .. (?P<cue>commencé|débuté|remonte|remonterait|démarré|lancée?|active?|depuis|dès) .. <date>", "campaign", "date"),
        Phrase("began", r"(?P<cue>première?s?|premiers) .. (?:diffusée?|publiée?|intrusion|compromission|version|infection|accès|attaque|modification|fois|datant|date) .. <date>", "campaign", "date"),
        Phrase("began", r"(?:attaquants|pirates|intrus|malveillant\w*|piégée?s?) .. (?P<cue>depuis|dès|pénétré|entrés|introduits|accès|publiée?s?|poussée?s?|diffusée?s?) .. <date>", "campaign", "date"),
        Phrase("began", r"<date>,? .. (?P<cue>commencé|débuté|poussée?s?|affiché)", "campaign", "date"),
        Phrase("discovered", r"(?P<cue>découverte?s?|détectée?s?|repérée?s?|identifiée?s?|signalée?s?|constatée?s?|rapportée?s?|observée?s?|révélée?s?|alerté|remarquée?s?|s'inquiétaient) .. <date>", "campaign", "date"),
        Phrase("discovered", r"<date>,? .. (?P<cue>découverte?s?|détectée?s?|repérée?s?|identifiée?s?|signalée?s?|constatée?s?|s'inquiétaient|alerté|remarquée?s?|observée?s?)\b", "campaign", "date"),
        # -- said of oneself, and of what may come
        Phrase("admits", rf"<subject>,? .. (?P<cue>reconnu|reconnaît|reconnaissent|admis|admet|admettent|avoué|avoue|déplore|déploré|révélé avoir|annoncé avoir|indiqué avoir|déclaré avoir|fait état|s'est excusé|concède|concédé|confirmé|présenté ses excuses|regrette) {_SAID}", "organisation|person", "statement"),
        Phrase("admits", r"(?P<object>[^;]{8,240}?), (?P<cue>admet|reconnaît|concède|avoue|admettait|admettent|regrette)(?:-t-| |-)(?:il|elle|ils|on|<any>)?", "organisation", "statement"),
        Phrase("admits", r"(?P<object>[^;]{0,160}?(?:nous|notre|nos|je) [^;]{0,60}?(?P<cue>aurions dû|n'avions pas|aurais dû|notre faute|nos excuses|avons commis|avons sous-estimé|avons tardé)[^;]{0,160}?)[\s\u00bb\"]*, (?:a|ont) (?:\w+ )(?:[\w'-]+,? ){0,5}?<subject>", "organisation|person", "statement"),
        Phrase("admits", r"(?P<object>[^;]{0,160}?(?P<cue>c'est notre faute|nous aurions dû|nous présentons nos excuses|nous avons commis|nous avons tardé|nous regrettons)[^;]{0,160})", "organisation", "statement"),
        Phrase("warns", r"(?P<object>nous (?P<cue>craignons|redoutons) [^;]{8,200})", "organisation", "statement"),
        Phrase("warns", r"<subject> .. (?P<cue>craint|craignent|avertit|avertissent|averti|prévient|préviennent|met en garde|mettent en garde|redoute|redoutent|s'attend|s'attendent|alerte|alertent|s'inquiète|s'inquiètent|s'alarme|appelle à la vigilance|n'exclut pas|n'excluent pas) (?:que |qu'|contre |de |d'|du |des |à ce que )?(?P<object>[^;]{8,240})", "organisation|person", "statement"),
        # -- more of what nobody knows
        Phrase("unknown", rf"(?P<cue>sait|savons|savent|précisé|révélé|indiqué|communiqué|ignore|ignorons|enquête|cherche|cherchent|détermine|déterminer|établir) .. {_ASKED}", "campaign", "question"),
        Phrase("unknown", r"(?P<cue>question|questions|interrogation)\s*:? ?(?P<object>(?:pourquoi|comment|qui|quand|combien|où|quel\w*)[^;?]{3,200})", "campaign", "question"),
        Phrase("unknown", r"(?P<object>\b(?:ce que|ce qui|pourquoi|comment|qui|combien) [^;,]{3,160}?) (?:reste|demeure|restent|demeurent|est) (?:\w+ )?(?P<cue>inconnue?s?|incertaine?s?|mystère|à déterminer|flou)", "campaign", "question"),
        Phrase("mitigated-by", rf"(?P<cue>conseils?|recommandations?|faire|solution|mesures?|remède)\W+(?P<object>(?:{_ACT})\b.{{3,240}})", "campaign", "measure"),
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
    weekdays=words("lundi mardi mercredi jeudi vendredi samedi dimanche"),
    seasons=("printemps", "été", "automne", "hiver"),
    relative={
        "aujourd'hui": "0 day", "hier": "-1 day", "avant-hier": "-2 day", "cette semaine": "0 week", "ce mois-ci": "0 month", "cette année": "0 year",
        "la semaine dernière": "-1 week", "la semaine passée": "-1 week", "le mois dernier": "-1 month", "le mois passé": "-1 month", "l'an dernier": "-1 year",
        "l'année dernière": "-1 year", "l'an passé": "-1 year", "le même jour": "~0 day", "le lendemain": "~1 day", "la veille": "~-1 day", "le jour même": "~0 day",
        "il y a <n> jours": "-1 day", "il y a <n> semaines": "-1 week", "il y a <n> mois": "-1 month", "il y a <n> ans": "-1 year", "il y a <n> an": "-1 year", "il y a <n> semaine": "-1 week",
        "<n> jours plus tôt": "~-1 day", "<n> semaines plus tôt": "~-1 week", "<n> mois plus tôt": "~-1 month", "<n> ans plus tôt": "~-1 year",
        "<n> jours auparavant": "~-1 day", "<n> semaines auparavant": "~-1 week", "<n> mois auparavant": "~-1 month", "<n> ans auparavant": "~-1 year",
        "<n> jours plus tard": "~1 day", "<n> semaines plus tard": "~1 week", "<n> mois plus tard": "~1 month", "<n> ans plus tard": "~1 year",
        "<weekday> dernier": "last", "<weekday>": "last", "<month> dernier": "last", "<season> dernier": "last", "l'<season> dernier": "last",
    },
    numbers={
        "treize": 13, "quatorze": 14, "seize": 16, "dix-sept": 17, "dix-huit": 18, "dix-neuf": 19, "vingt-cinq": 25, "soixante-dix": 70, "quatre-vingts": 80, "quatre-vingt": 80, "quatre-vingt-dix": 90, "deux cents": 200, "trois cents": 300, "quatre cents": 400, "cinq cents": 500, "six cents": 600, "mille": 1000, "deux mille": 2000,
        "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12,
        "quinze": 15, "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "cent": 100,
    },
    demonyms={
        "nord-coréennes": "Corée du Nord", "chinoises": "Chine", "iranienne": "Iran", "iraniennes": "Iran", "biélorusse": "Biélorussie", "biélorusses": "Biélorussie", "vietnamien": "Vietnam", "vietnamiens": "Vietnam", "vietnamienne": "Vietnam", "pakistanais": "Pakistan", "Minsk": "Biélorussie",
        "nord-coréen": "Corée du Nord", "nord-coréens": "Corée du Nord", "nord-coréenne": "Corée du Nord", "Pyongyang": "Corée du Nord", "chinois": "Chine", "chinoise": "Chine", "Pékin": "Chine",
        "russe": "Russie", "russes": "Russie", "Moscou": "Russie", "Kremlin": "Russie", "iranien": "Iran", "iraniens": "Iran", "Téhéran": "Iran",
    },
    techniques={
        "T1176": ("extensions? (?:de navigateur |chrome )?(?:malveillantes?|piégées?)",),
        "T1606.002": ("golden saml", "jetons? saml (?:forgés?|falsifiés?)"),
        "T1498": ("déni de service",),
        "T1539": ("cookies? (?:de session )?(?:volés?|dérobés?)", "vol de cookies"),
        "T1496": ("cryptojacking", "minage (?:clandestin|de cryptomonnaies?)"),
        "T1557": ("man-in-the-middle", "homme du milieu", "adversary-in-the-middle"),
        "T1195.001": (r"confusion de dépendances?", r"typosquatt\w*", r"paquets? (?:npm |pypi |python )?(?:malveillants?|piégés?)", "typosquattage"),
        "T1195.002": (r"(?:attaque|compromission) (?:par |de |sur |via |contre )?(?:la |une )?chaîne (?:d'approvisionnement|logistique|logicielle)", r"chaîne d'approvisionnement logicielle"),
        "T1574.001": (r"chargement latéral", r"détournement de dll", r"side-?loading", "chargement de dll", "détournement de l'ordre de recherche"),
        "T1497.003": (r"(?:sommeille|sommeillait|dormant|dormante|reste en sommeil|reste inactif|en sommeil|attend|attendait)\b",),
        "T1102.001": (r"boîte aux lettres morte", r"dead drop"),
        "T1555.003": (r"(?:identifiants|mots de passe) (?:enregistrés |stockés )?(?:dans|des|du) (?:\w+ ){0,2}?navigateurs?",),
        "T1553.002": (r"certificat (?:\w+ )?(?:volé|valide|légitime|expiré|révoqué)", r"signature (?:numérique )?(?:valide|légitime)", r"(?:numériquement|valablement|légitimement) signée?s?", "certificats? (?:de signature |numériques? )?(?:volés?|dérobés?|usurpés?)"),
        "T1055": (r"injection (?:de code|de processus|dans)", r"injecte (?:\w+ ){0,3}?dans"),
        "T1566": (r"(?:hameçonnage|phishing|harponnage)(?: ciblé)?", "courriels? piégés?", "e-?mails? (?:piégés?|frauduleux)", "spear-?phishing"),
        "T1598": (r"hameçonnage vocal", r"vishing"),
        "T1189": (r"point d'eau", r"watering hole"),
        "T1078": (r"(?:identifiants|comptes?|mots de passe) (?:vpn |d'employés? |professionnels? |d'entreprise )?(?:volée?s?|dérobée?s?|compromis|légitimes?|valides?)", r"compte (?:\w+ ){0,2}?compromis", r"(?:identifiants|comptes?|mots de passe) (?:\w+ )?(?:usurpée?s?|piratée?s?|détournée?s?)", "usurpation de comptes?", "prise de contrôle de comptes?"),
        "T1528": (r"jetons? (?:oauth |d'accès |npm |de session )?(?:volés?|dérobés?|compromis)", r"vol de jetons?"),
        "T1486": (r"chiffr(?:é|ent|er|ement) (?:les |des |de )?(?:fichiers|données|disques|systèmes|machines)",),
        "T1485": (r"effac(?:e|ent|eur|ement|é) (?:les |des |de )?(?:données|disques|fichiers)", r"destruction (?:de |des )?données"),
        "T1190": (r"(?:exploité|exploitant|exploitent|exploiter|exploite|abusant) (?:d'une |d'un |une |la |cette )?(?:\w+ ){0,2}?(?:faille|vulnérabilité|failles|vulnérabilités)", r"faille zero[- ]day"),
        "T1210": (r"déplacement latéral", r"latéralisation", r"mouvements? latéra(?:l|ux)"),
        "T1003": (r"vidage de mémoire",),
        "T1027": (r"obfusqué\w*", r"obfuscation", r"offusqué\w*", r"brouillé\w*"),
        "T1027.003": (r"stéganographi\w*",),
        "T1036": (r"déguisée?s? en", r"se faisant passer pour", r"se fait passer pour", r"camouflée?s? en"),
        "T1585": (r"faux comptes?",), "T1656": (r"ingénierie sociale", r"usurpation d'identité", r"gagner la confiance", r"fausses? (?:offres?|entretiens?)"),
        "T1090": (r"proxy inverse",), "T1110": (r"force brute",), "T1552.001": (r"identifiants? en dur", r"secrets? en clair"),
    },
    motives={
        "money": (r"appât du gain", r"but lucratif", r"gain financier", r"gains? financiers?", r"motivation financière", r"motivée?s? par l'argent", r"argent", r"financer (?:le|son) (?:régime|programme)", r"(?:vol|voler) de cryptomonnaies?", r"dérober des cryptomonnaies?", r"motivations? pécuniaires?", "extorsion", "extorquer", "enrichir", "enrichissement", "bénéfice financier"),
        "espionage": (r"(?:cyber-?)?espionnage", r"espionner", r"collecte de renseignements?", r"renseignement", "espionnage industriel", "renseignements? stratégiques?"),
        "sabotage": (r"sabotage", r"saboter", r"destruction", r"détruire", r"déstabilis\w*", r"perturber"),
    },
    kinds={
        "malware": ("porte dérobée", "porte arrière", "cheval de troie", "maliciel", "logiciel malveillant", "logiciel espion", "rançongiciel", "ransomware", "malware", "chargeur", "implant", "ver", "infostealer", "effaceur", "backdoor", "code malveillant", "charge utile", "injecteur", "programme malveillant", "voleur", "botnet", "trojan", "keylogger", "enregistreur de frappe", "web shell", "webshell", "dropper", "rootkit", "stealer"),
        "actor": (r"groupe(?: de pirates| d'attaquants| d'espionnage| russophone)?", "pirates", "gang", "hackers", "collectif", "affilié", "cybercriminels", "espions", "pirate", "attaquant"),
        "organisation": ("société", "entreprise", "éditeur", "fournisseur", "prestataire", "fabricant", "compagnie", "groupe industriel", "banque", "agence", "ministère", "hôpital", "université", "clients", "employé", "salarié", "propriétaire", "firme", "maison", "administration", "filiale", "association", "fondation", "start-up", "startup", "cabinet", "opérateur", "hébergeur", "équipementier", "constructeur", "géant", "spécialiste", "chaîne", "laboratoire", "autorité"),
        "product": ("logiciel", "application", "programme", "outil", "client", "plateforme", "paquet", "bibliothèque", "installateur", "installeur", "mise à jour", "extension", "module", "service", "produit", "agent", "action", "version", "versions", "solution", "dépendance", "plugin", "greffon", "messagerie", "composant", "script", "app", "appli", "utilitaire", "navigateur", "antivirus", "framework", "passerelle", "portefeuille", "micrologiciel", "appliance"),
        "campaign": ("campagne", "opération"),
        "person": ("pdg", "directeur", "directrice", "président", "présidente", "porte-parole", "chercheur", "chercheuse", "développeur", "analyste", "mainteneur", "directeur général", "fondateur", "fondatrice", "journaliste", "ingénieur", "procureur", "ministre", "consultant", "dirigeant", "vice-président", "expert"),
    },
    frames={
        "absent": (r"pas présente?", "pas présents", r"absente? de"),
        "heals": ("corrige", "corrigée", "supprime le", "supprime la", "version saine", "rétablit"),
        "aux": ("été", "a", "ont", "avait", "avaient", "ait", "aurait", "auraient", "être", "avoir", "sont", "est", "furent", "fut"),
        "stolen": ("volée?s?", "dérobée?s?", "exfiltrée?s?", "collectée?s?", "fuitée?s?"),
        "own": ("ses", "son", "sa", "leurs?", "nos", "notre", "nous", "elle-même", "avoir été", "être victime"),
        "say": ("annonc(?:é|e)", "indiqu(?:é|e)", "expliqu(?:é|e)", "déclar(?:é|e)", "précis(?:é|e)", "révél(?:é|e)", "inform(?:é|e)", "fait savoir", "dit", "affirm(?:é|e)"),
        "confess": ("confirm(?:e|é|ent|ait)", r"reconna[iî]\w*", "reconnu", "admet", "admis", r"avou\w*"),
        "bodies": (r"gouvernement(?: \w+)?", r"ministère (?:de |du |des )(?:la |l\')?\w+", "agences fédérales", r"banque centrale", "parlement", "administrations publiques", r"département(?: américain)? (?:de la |du |de l'|des )\w+", "sénat", "assemblée nationale", "collectivités(?: locales| territoriales)?", r"armée(?: \w+)?", "état-major", "ambassades?"),
        "not harmed": ("téléchargements", "salariés", "employés", "paquets", "pays", "installations", "chercheurs", "experts", "enquêteurs", "semaines", "versions", "magasins en ligne"),
        "affair": ("attaques?", "cyberattaques?", "piratage", "intrusion", "compromission", "incident", "affaire", "porte dérobée", "brèche", "hack"),
        "of": (r"\s*(?:de|du|des|d)",),
        "must": ("doivent", "doit", "il faut", "devraient", "devez", "devra", "doit être", "faut", "faudra", "devrez", "devrait", "devront", "convient"),
        "unknown": ("inconnue?s?", r"incertain\w*", "floue?", "un mystère", "inexpliquée?s?", "indéterminée?s?", "obscure?s?"),
        "hurt": ("affectée?s?", "touchée?s?", "compromis(?:es?)?", "infectée?s?", "piratée?s?", "attaquée?s?", "visé(?:e|s|es)", "victimes?", "concernée?s?", "impactée?s?", "frappée?s?", "ciblé(?:e|s|es)", "paralysée?s?", "contaminée?s?", "infections?", "installé", "téléchargé", "reçu", "téléchargée?s?", "envoyée? à", "détournée?s?", "usurpée?s?", "corrompue?s?", "lésée?s?", "chiffrée?s?", "espionnée?s?", "infiltrée?s?", "pénétrée?s?", "rançonnée?s?", "subi", "souffert", "atteint(?:e|s|es)?", "perturbée?s?", "contaminations?", "hackée?s?", "exécuté"),
        "attack": ("attaques? (?:contre|visant|de|sur)", r"attaqu\w*", r"infect\w*", r"compromet\w*", r"compromis\w*", r"pirat(?:er|é|age|ant)\w*", r"infiltr\w*", r"pénétr\w*", r"cibl\w*", r"viser\w*", r"visé\w*", r"visait\w*", r"visaient\w*", r"visant\w*", "accès à", "accès aux", "accéder", r"touch(?:er|é|ant)\w*", r"frapp\w*", "intrusions?", "cyberattaques? (?:contre|visant|de|sur)", r"espionn\w*", r"contamin\w*", r"paralys\w*", "affecter", "affecté", "affecte", "touche", "touchent", "touchait", "touchaient", "atteindre", "atteint", "prend(?:re)? pour cible", "pris(?:es?)? pour cible", "toucherait", "infecterait"),
        "victims": ("victimes?", "cibles?", "entreprises touchées", "personnes touchées", "organisations touchées", "clients touchés", "sociétés touchées", "cibles visées"),
        "including": ("dont", "notamment", "parmi lesquelles", "parmi lesquels", "parmi elles", "parmi eux", "comme", "tels que", "telles que", "par exemple", "parmi", "entre autres", "incluant", "y compris", "comprennent", "figurent", "à l'image de", "à l'image du", "à commencer par", "citons", "on trouve", "tel que", "telle que", "compte", "comptent", "recense"),
        "by": ("par", "via", "selon", "d'après", "avec", "chez", "de", "du", "depuis"),
        "tainted": (r"malveillant\w*", r"malicieu\w*", "malware", r"vérolé\w*", r"infecté\w*", "compromis(?:es?)?", r"piégé\w*", r"trojanisé\w*", "porte dérobée", "backdoor", "vulnérables?", r"affecté\w*", "affecte", r"concerné\w*", r"touché\w*", r"altéré\w*", "modifiée?s? par", r"empoisonné\w*", r"corromp\w*", r"frauduleu\w*", r"contaminé\w*", r"trafiqué\w*", r"falsifié\w*", r"détourné\w*", r"impacté\w*", "infecte", "contenai(?:t|ent) la porte", "nocives?", "nocifs?", r"compromet\w*", "rançongiciel", "touchent", "touche", "concerne", "concernent", "affectent"),
        "fixed": (r"corrig\w*", "correctif", "correctifs", "mettre à jour", "mise à jour vers", "mettez", "saine?s?", "non affectée", "revenir", "rétrograder", r"patché\w*", "passer à", r"épargn\w*", "assainie?s?", "résolue?s?", r"remédi\w*", "non vulnérables?", "revenez", "rétrogradez", "patch", "patchs", "indemnes?"),
        "customers": ("clients?", "clientes?", "utilisateurs?", "utilisée?s?", "utilisent", "abonn[ée]+s?", "téléchargements", "installations", "clientèle", r"compte (?:plus|près|environ|quelque|parmi|au moins|aujourd'hui|\d)", r"revendique\w*", "utilise", "adoptée?s? par", "installée?s? (?:chez|sur|par)", "équipe", "équipent", "déployée?s? (?:chez|dans)", "dessert", "appuient sur", "cumule", "totalise"),
        "maker": (r"éditeur\w*", r"fournisseur\w*", r"développeur\w*", r"fabricant\w*", "société", "entreprise", r"logiciel\w*", "prestataire", "constructeur", "outil", "créateur", "mainteneur", "auteur", "concepteur", "développeuse", "éditrice", "société mère", "propriétaire", "exploitant", "opérateur", "hébergeur", "mainteneuse", "conceptrice", "fondateur", "développeurs", "responsable", "distributeur"),
        "makes": (r"(?:,? (?:est|était|sont)|,) (?:une?|le|la|l'un des|l') ?(?:[\w'-]+ ){0,3}?(?:éditeur|éditrice|fournisseur|développeur|fabricant|prestataire|concepteur|constructeur|hébergeur|distributeur|spécialiste|leader)s? (?:[\w-]+ ){0,2}?(?:de |d'|des |du )(?P<thing>(?:[\w/&'-]+ ){0,4}[\w/&'-]+)",),
        "steal": ("voler", "volé", "volée", "volés", "volées", "vole", "volait", "volaient", "volant", "vol de", r"dérob\w*", r"exfiltr\w*", r"récolt\w*", r"récupér\w*", r"extrai\w*", r"siphonn\w*", r"subtilis\w*", r"intercept\w*", r"captur\w*", r"aspir\w*", r"scann\w*", r"fuit\w*", "copi(?:er|é|ée|és|ées)", r"recueill\w*", "lire", "accédé", r"transmet\w*", "cherch(?:e|ent|er|ait|aient|ant)", "collect(?:e|es|ent|er|é|ée|és|ées|ait|aient|ant|erait)", r"empar\w*", "pill(?:er|é|ée|és|ées|age|ent|ait)", r"moissonn\w*", r"espionn\w*", "enregistrer", "enregistre", "enregistrait", "mettre la main sur", "mis la main sur", "main basse sur", "accès aux", "accès à des", "accès à ses", "accéder aux", "accéder à des", "consulter", "consulté", "détournement d", r"soustrai\w*", "voleur de", "vols de", "volent", "voleraient", "expédi(?:e|ent|er|é|és|ait)", "renvo(?:ie|ient|yer|yait)", "transf(?:ère|èrent|éré|érés|érées)", "envo(?:ie|ient|yé|yée|yés|yées|yait|yer)"),
        "data": ("identifiants?", "mots de passe", "mot de passe", "jetons?", "tokens?", "cl[ée]s?", "clefs?", "secrets?", "cookies", "données", "informations?", "historiques?", "adresses?", "fichiers?", "variables", "portefeuilles?", "code source", "codes? source", "courriels?", "e-?mails?", "messages", "certificats?", "documents", "comptes?", "numéros?", "coordonnées", "captures", "noms", "noms? d(?:e |')?(?:utilisateurs?|machines?|hôtes?|domaines?)", "frappes(?: au clavier)?", "captures d'écran", "contacts?", "cartes? (?:bancaires?|bleues?|de crédit|de paiement)", "phrases? (?:secrètes?|de récupération|mnémoniques?|de passe|d'amorçage)", "sauvegardes?", "dossiers?", "configurations?", "presse-papiers", "dépôts?", "correspondances?", "carnets? d'adresses", "mails?", "photos?", "propriété intellectuelle", "listes?", "journaux", "pièces d'identité", "contenu", "seeds?", "codes? (?:d'accès|de vérification|privés?)", "bases? de données"),
        "blame": (r"attribu\w*", r"accus\w*", r"soupçonn\w*", "derrière", "responsables?", r"imput\w*", "lié à", "liés à", "liée à", "œuvre", "oeuvre", r"mené\w* par", r"orchestr\w*", "auteurs?", r"pointe\w*", r"désign\w*", "origine d[eu]s?", "origine d", r"suspecté\w*", "suspectent", "suspecte (?:la|le|les|des|un|une)", "imputable", "piste", r"rattach\w*", "reli(?:e|ent|é|ée|és|ées) (?:à|au|aux)", r"commandité\w*", r"parrainé\w*", "conduite?s? par", r"perpétré\w*", "coupables?", "responsabilité", r"incrimin\w*", "liées à", "lié au", "liés au", "liées au", r"soutenu\w* par", r"téléguid\w*", r"émane\w*"),
        "hackers": ("pirates?", "hackers?", "groupes?", "acteurs?", "attaquants?", "espions", "cybercriminels?", "espions?", "gangs?", "assaillants?", "services? (?:secrets?|de renseignements?)", "renseignement", "cyberespions", "unités?", "criminels", "agents", "militaires", "bandes?"),
        "unclear": ("ignore", "ignorent", "ignoré", "reste à (?:savoir|déterminer|établir)", r"refus[ée]\w* de", "mystère", "en cours d'investigation", "sans réponse", "on ignore", r"pas (?:encore |toujours |été |clairement |précisément |formellement |rendue?s? |pu |souhaité |voulu |non plus |exactement )*(?:connue?s?|claire?s?|précisé\w*|communiqué\w*|établie?s?|établir|déterminé\w*|déterminer|révélé\w*|révéler|divulgué\w*|dévoilé\w*|identifié\w*|identifier|élucidé\w*|expliqué\w*|compris(?:es?)?|comprendre|commenter|publique|dit|dire|indiqué|préciser|confirmer si|trouvé)", "sait (?:toujours |encore )?(?:pas|rien)", "savons (?:toujours |encore )?pas", "savent (?:toujours |encore )?pas", "connaît (?:toujours |encore )?(?:pas|rien)", "connait (?:toujours |encore )?(?:pas|rien)", r"inexpliqué\w*", r"élucidé\w*", "restent? à (?:préciser|confirmer|comprendre|identifier|éclaircir|déterminer|établir|savoir|prouver)", "demeure(?:nt)? (?:inconnue?s?|floue?s?|incertaine?s?|obscure?s?|un mystère)", "aucune (?:idée|précision|indication)", "nul ne sait", "personne ne sait", "interrog(?:e|ent) (?:sur|encore)", "enquête (?:est |se )?(?:toujours |encore )?(?:en cours|ouverte)", "investigations? (?:sont |est )?(?:toujours |encore )?en cours", "zones? d'ombre", "question (?:reste|demeure)", "difficile (?:de|à) (?:savoir|dire|déterminer|estimer)", "répondu à nos", "mesurer l'ampleur"),
        "advise": (r"recommand\w*", r"conseill\w*", "invit(?:e|é|és|ées|ent)", "appel(?:le|lent|é) (?:les |ses |à)", r"exhort\w*", r"préconis\w*", "il convient", "demand(?:e|é) (?:à|aux)", r"incit\w*", "impératif", "enjoint", r"prié\w*", r"encourag\w*", r"suggèr\w*", r"suggér\w*", "impérativement", "indispensable d(?:e|')", "primordial d(?:e|')", "urgent de", "nécessaire de", "convient", r"enjoi\w*", r"ordonn\w*", "sommée?s? de", "presse (?:les|ses)", "pressent (?:les|ses)", "mieux vaut", "il est temps", "bonnes pratiques", "mesures? (?:préconisées?|recommandées?|à prendre|conseillées?)"),
        "find": (r"découver\w*", r"découvr\w*", r"détect\w*", r"repér\w*", r"identifi\w*", r"constat\w*", r"signal\w*", r"observ\w*", r"remarqu\w*", "mis au jour", "mise au jour", r"aperçu\w*", r"informé\w*", r"averti\w*", r"prévenu\w*", r"alerté\w*", r"décel\w*", "pot aux roses", r"débusqu\w*", "mis en évidence", "suspicion", "tiré la sonnette", "donné l'alerte"),
        "start": (r"commenc\w*", r"début\w*", "depuis", r"introdui\w*", r"inséré\w*", r"inject\w*", "publi(?:é|ée|és|ées|er)", r"téléchargé\w*", r"diffus\w*", r"distribu\w*", r"compromis\w*", r"remont\w*", r"ajout\w*", "entre", "dès", "accès", r"pirat\w*", r"infect\w*", "mis en ligne", "mise en ligne", r"déploy\w*", r"modifi\w*", r"altér\w*", r"infiltr\w*", "pris le contrôle", "a eu lieu", "eu lieu", "survenue?", "produite?", "s'est produit", "déroulée?", r"démarr\w*", r"détourné\w*", r"glissé\w*", r"contamin\w*", r"trafiqué\w*", r"implant\w*", "lancée?s?", "datent?", r"survenu\w*", r"perpétré\w*", "pris la main", "prise de contrôle", "poussée?s?", "mises en ligne", "mises? en circulation", "produite?s?", "lieu (?:le|en|du|entre|dès|au)", r"déroulé\w*", r"enregistré\w*", r"usurpé\w*", "intrusion", r"falsifié\w*", r"corromp\w*"),
        "deploy": (r"déploy\w*", r"install\w*", r"télécharg\w*", r"inject\w*", r"infect\w*", r"conten\w*", r"contien\w*", r"baptis\w*", "appelée?s?", "nommée?s?", r"dépos\w*", r"distribu\w*", r"diffus\w*", r"exécut\w*", r"implant\w*", r"dissimul\w*", r"charg\w*", r"propag\w*", r"lanc\w*", r"insér\w*", r"introdui\w*", r"surnomm\w*", "livr(?:e|ent|er|é|ait|aient)", r"embarqu\w*", r"renferm\w*", "cach(?:e|ent|er|é|ée|és|ées|ait|aient)", r"contamin\w*", r"glissé\w*", r"recev\w*", "reçu", "reçoivent", "dénommée?s?", r"abrit\w*", r"véhicul\w*", r"télédéposé\w*", r"introduit\w*", "poussée?s?", r"greff\w*", r"ajout\w*"),
        "tool": ("cheval de troie", "chevaux de troie", "infostealer", "voleur d'informations", "mineurs? de cryptomonnaies?", "cryptomineur", "enregistreur de frappe", "keylogger", "rançongiciel", "ransomware", "wiper", "rootkit", "webshell", "ver informatique", "ver", "logiciel espion", "remote access trojan", "logiciel malveillant", "porte dérobée", "maliciel", "mineurs? de (?:cryptomonnaies?|cryptomonnaie|monero|bitcoins?)", "effaceur de données", "téléchargeur", "injecteur", "portes dérobées", "voleurs? de (?:mots de passe|données|cryptomonnaies|jetons|identifiants)", "dropper", "backdoor", "logiciels espions", "web shell", "logiciel rançonneur", "logiciels malveillants", "siphonneur", "balise", "chargeur"),
        "way": ("comptes?", "jetons?", "tokens?", "identifiants?", "mots? de passe", "cl[ée]s?", "vulnérabilités?", "failles?", "mises? à jour", "serveurs?", "dépendances?", "hameçonnage", "phishing", "paquets?", "extension", "module", "workflows?", "système de build", "chaîne (?:de |d')?(?:compilation|build|approvisionnement|logistique)", "image", "logiciels?", "installateur", "application", "bibliothèque", "scripts?", "fournisseurs?", "prestataire", "courriels?", "e-?mails?", "site", "cookies?", "employé", "ordinateur", "zero-day", "ingénierie sociale", "certificats?", "poste", "postes", "portail", "infrastructure", "pipeline", "dépôts?", "domaines?", "cdn", "accès", "session", "pièces? jointes?", "bureau à distance", "sous-traitants?", "éditeur", "partenaires?", "plugin", "greffon", "intégration", "extensions?", "réseau", "mise en production", "outils?", "installateurs?", "messages?"),
        "through": ("via", "au moyen", "grâce à", "à travers", "en exploitant", "en utilisant", "à partir", "par le biais", "par l'intermédiaire", "à l'aide", "en abusant", "en compromettant", "en volant", "en piratant", "au travers", "en passant par", "en détournant", "en se servant", "en tirant parti", "en profitant", "par l'entremise", "en piégeant", "en usurpant", "à la suite", "grâce aux", "passés? par", "profité", "exploité", "tiré parti", "servis? de"),
        "access": ("accès", "accéder", "intrusion", r"pénétr\w*", r"infiltr\w*", "introduits?", "pris le contrôle", "entrés?", r"introduit\w*", r"introdui\w*", r"connecté\w*", "passés?", "entrer"),
        "sectors": ("secteurs?", "industries?"),
        "release number": (r"(?:version|mise à jour|update|v) (?P<number>\d{1,5})(?![.\d])",),
        "hackers from": (r"(?:pirates?|groupes?|hackers?|attaquants?|acteurs?)(?: [\w'-]+){0,4}? (?:liée?s? à|liée?s? au|soutenus? par|venus? de|affiliée?s? à|basée?s? en|proches? de)", "compte de", "gouvernement", "services de", "régime", r"(?:pirates?|hackers?|espions?|cyberespions?|groupes?|cybercriminels?|attaquants?|assaillants|acteurs?|agents|gang|renseignements?|services secrets)(?: (?:informatiques?|étatiques?|présumés?|probablement|vraisemblablement|supposés?|malveillants?|militaires?|extérieurs?|de pirates|d'espionnage|de hackers|apt|de cyberespionnage))?(?= [^\w\s.,;:()])", r"(?:pirates?|groupes?|hackers?|attaquants?|acteurs?|gang)(?: [\w'-]+){0,4}? (?:à la solde d[eu]|pour le compte d[eu]|au service d[eu]|agissant pour|parrainée?s? par|pilotée?s? par|opérant depuis|basée?s? (?:en|à)|originaires? d[eu']|associée?s? (?:à|au))"),
        "state hackers": (r"(?:acteurs?|groupes?|pirates?|hackers?|attaquants?)(?: [\w'-]+){0,2}? (?:étatiques?|parrainée?s? par (?:un|l')[ ']?[ée]tat|soutenue?s? par un (?:état|gouvernement)|gouvernementa(?:l|ux))", "état-nation", "acteur étatique", "services? de renseignements?(?: extérieurs?)? (?:étrangers?|d'un état)", r"(?:pirates|acteurs?|groupes?)(?: [\w'-]+){0,2}? (?:agissant pour le compte d'un état|à la solde d'un état|étatique)"),
    },
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
        r"<speaker>(?: \w+)? (?P<cue>affirme|affirment|avance|avancent|relève|relèvent|souligne|soulignent|détaille|détaillent|ajoute|ajoutent|prévient|préviennent|avertit|avertissent|constate|raconte|a fait savoir|a révélé|a alerté|a conclu|a ajouté|a souligné|a reconnu|a assuré|a démenti|a prévenu|a averti|a rapporté|indique|indiquent|explique|expliquent|déclare|déclarent|précise|précisent|annonce|annoncent|estime|estiment|rapporte|rapportent|assure|assurent|confirme|confirment|a affirmé|a indiqué|a déclaré|a annoncé|a expliqué|a précisé|a confirmé|a estimé|soutient|conclut|écrit|dit|dément|révèle)",
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
        "pronoun": ("il", "elle"),
        "and": ("et", "ou", "ainsi que"),
        "but": ("mais", "tandis que", "alors que", "en revanche", "cependant", "quant à"),
        "if": ("si", "à moins que"),
        "since": ("depuis", "dès", "à partir de"),
        "until": ("jusqu'en", "jusqu'à", "jusqu'au", "jusque"),
        "before": ("antérieures à", "antérieure à", "antérieures à la", "antérieure à la", "inférieures à", "avant", "avant le", "avant la fin de"),
        "after": ("après", "dès", "au plus tôt"),
        "between": ("entre", "de"),
        "early": ("début", "le début de", "au début de"),
        "late": ("fin", "la fin de", "à la fin de"),
        "incident": (
            "attaque", "l'attaque", "attaques", "intrusion", "l'intrusion", "compromission", "campagne", "opération",
            "l'opération", "piratage", "incident", "l'incident", "cyberattaque", "ce", "cette", "elle", "attaquants", "pirates",
            "attaque par la chaîne d'approvisionnement", "cyberattaques", "la campagne", "contamination", "la compromission", "le piratage", "l'attaquant", "compromission de la chaîne"),
        "common": words(
        """troie office agence gouvernement parquet depuis communiqué bulletin alerte objet date lettre cyber conseils risques résumé systèmes solution environ éditeur directeur aucune aucun leurs leur après selon distribué quatre onze reste rien attaquants pirates chercheurs clients utilisateurs victimes employés éditeur version versions
            mise mises logiciel sécurité attaque indicateurs résumé publié traduit source sources produit
            aujourd'hui hier lundi mardi mercredi jeudi vendredi samedi dimanche plusieurs certains personne
            rien enquêteurs experts spécialistes autorités organisations administrateurs entreprise entreprises
            désinstaller supprimer isoler changer d'après cela ceci derrière celui ainsi toutefois cependant
            seules seule seul désinstallez isolez changez quatre trois ignore reste"""
    ),
        "region": ("Corée du Nord", "Chine", "Russie", "Iran", "Corée du Sud", "RPDC", "États-Unis", "Etats-Unis", "Royaume-Uni", "Ukraine", "Europe", "Asie", "Afrique", "Amérique du Nord", "Amérique latine",
            "Union européenne", "Allemagne", "France", "Italie", "Espagne", "Portugal", "Pays-Bas", "Belgique", "Suisse", "Autriche", "Pologne", "Suède", "Norvège", "Danemark", "Finlande", "Irlande", "Canada", "Mexique",
            "Brésil", "Argentine", "Australie", "Japon", "Inde", "Pakistan", "Israël", "Turquie", "Taïwan", "Vietnam", "Singapour", "Hong Kong", "Moyen-Orient", "Biélorussie", "Nouvelle-Zélande", "Corée", "Mongolie", "Estonie", "Lettonie", "Lituanie", "Tchéquie", "République tchèque", "Roumanie", "Hongrie", "Grèce", "Luxembourg", "Québec", "Géorgie", "Arabie saoudite", "Émirats arabes unis", "Indonésie", "Malaisie", "Thaïlande", "Philippines", "Afrique du Sud", "Maroc", "Tunisie", "Algérie", "Chili", "Colombie", "Pérou", "Asie du Sud-Est", "Asie de l'Est", "Europe de l'Est", "Grande-Bretagne", "Syrie"),
        "denial": ("aucune preuve que", "aucune preuve d", "aucun indice que", "aucun signe que", "aucun élément ne", "rien n'indique", "rien ne permet", "rien ne prouve", "dément que", "a démenti que", "nie que", "il est faux que", "il n'est pas vrai que", "exclut que", "nie avoir", "dément avoir", "a nié", "d'abord nié", "sans preuve que", "aucune trace de", "aucun indice", "aucune preuve d'", "pas de preuve que", "n'a trouvé aucune"),
        "whether": ("si", "s'il", "s'ils", "à moins que", "au cas où", "comme si"),
        "the": ("le", "la", "l'", "ce", "cette", "cet", "son", "sa"),
        "in": ("en", "dans", "au", "aux", "courant", "de", "du", "d'", "mois de", "depuis", "dès"),
        "doer": ("attaquants", "l'attaquant", "un attaquant", "pirates", "intrus", "assaillants", "cybercriminels", "ils", "on", "nous", "vous", "je"),
        "verb": ("peut", "attend", "envoie", "exécute", "télécharge", "contacte", "communique", "dort", "efface", "supprime", "installe", "se", "ne"),
        "object start": ("ensuite",),
        "which": ("qui", "que", "dont", "lequel", "laquelle", "où"),
        "question": ("comment", "quand", "qui", "pourquoi", "si", "combien", "où", "quel", "quelle", "quels", "quelles", "depuis quand", "jusqu'où", "laquelle", "lequel"), "nor": ("ni",),
        "ellipsis": (r"ne (?:le |l')?(?:sont|est|furent|fut) (?:pas|jamais)", r"n'est pas", r"ne l'a (?:pas|jamais) fait"),
        "expletive": (r"il (?:est|s'agit|s'agirait|semble|reste|demeure|faut|y a|était|se peut|n'est|a été)\b",),
        "act": tuple(_ACT.split("|")),
        "data-end": ("depuis", "à partir", "vers", "dans", "via", "par", "afin", "pour", "puis", "sur", "lorsque", "auprès", "stockés", "stockées", "avant", "après", "entre", "chez", "grâce", "contenus", "contenues", "enregistrés", "enregistrées", "présents", "présentes", "lors", "qu'il", "qu'ils", "avec"),
        "act-to": ("et de", "et", "de", "d'", "puis", "ensuite", "à", "ou"),
        "mid": ("mi", "mi-", "la mi"),
        "compound": (),
        "group": (r"(?:petites |grandes )?entreprises", "organisations?", "clients?", "utilisateurs?", "utilisatrices", "victimes?", "sociétés", "institutions?", "agences", "développeurs", "banques", "hôpitaux", "ministères", "machines?", "ordinateurs?", "postes?", "appareils?", "systèmes", "serveurs?", "réseaux", "dépôts", "projets", "sites",
            "comptes", "administrations", "écoles", "magasins", "supermarchés", "prestataires", "fournisseurs", "personnes", "abonnés", "téléchargements", "installations", "employés", "salariés", "établissements", "universités", "cibles", "terminaux", "équipements", "pays", "foyers", "paquets", "communes", "mairies", "collectivités", "particuliers", "internautes", "joueurs", "patients", "citoyens", "cabinets", "cliniques", "pharmacies", "commerces", "boutiques", "usines", "instances", "programmeurs", "administrateurs", "pme", "pc", "smartphones", "téléphones", "portefeuilles", "routeurs", "firmes", "opérateurs", "municipalités", "enseignes", "hôtels", "restaurants", "étudiants", "membres", "structures", "entités", "journalistes", "commerçants", "boîtes mail", "boîtes aux lettres", "ordinateurs portables", "logiciels clients", "parcs", "succursales", "stations", "distributeurs", "professionnels", "licences", "postes de travail", "caisses", "ménages", "développeuses", "contributeurs", "officines"),
        "bound": ("plus de", "plus d'", "au moins", "moins de", "moins d'", "jusqu'à", "au plus", "environ", "près de", "quelque", "quelques", "presque", "à peine", "autour de", "entre", "pas moins de", "un peu plus de", "un peu moins de", "à peu près", "aux alentours de", "approximativement", "seulement", "autres", "au total", "à ce jour"),
        "vague": ("des centaines de milliers de", "des dizaines de milliers de", "des centaines de milliers d'", "des dizaines de milliers d'", "dizaines de milliers d'", "dizaines de milliers de", "des dizaines de", "des dizaines d'", "des centaines de", "des centaines d'", "des milliers de", "des milliers d'", "des millions de", "des millions d'",
            "une dizaine de", "une dizaine d'", "une vingtaine de", "une trentaine de", "une cinquantaine de", "une soixantaine de", "une soixantaine d'", "une centaine de", "une centaine d'", "un millier de", "une poignée de", "plusieurs", "plusieurs centaines de", "plusieurs milliers de", "plusieurs dizaines de", "une douzaine de", "de nombreuses", "de nombreux", "une dizaine", "une douzaine", "une quinzaine", "une vingtaine", "une trentaine", "une quarantaine", "une cinquantaine", "une soixantaine", "une centaine", "un millier", "un million", "un demi-million", "deux douzaines", "des dizaines", "des centaines", "des milliers", "des millions", "des dizaines de milliers", "des centaines de milliers", "des dizaines de millions", "plusieurs centaines", "plusieurs milliers", "plusieurs dizaines", "plusieurs millions", "quelques dizaines", "quelques centaines", "quelques milliers", "une poignée", "une petite dizaine", "une bonne centaine", "un petit nombre", "un grand nombre", "un nombre limité", "un nombre restreint", "un certain nombre", "la moitié", "la quasi-totalité", "plus d'un million", "plus d'une centaine", "plus d'un millier", "plus d'une dizaine", "plus d'une vingtaine", "plus d'une cinquantaine", "près d'un million", "près d'une centaine", "près d'un millier", "près d'une dizaine", "près d'une vingtaine", "près d'un demi-million", "d'innombrables"),
        "sector": (r"secteurs? (?:de l'|de la |du |des |de )?\w+(?: et (?:de l'|de la |du |des )?\w+)?", "infrastructures critiques", "opérateurs d'importance vitale", r"(?:sociétés|entreprises) (?:de cryptomonnaies?|d'énergie|énergétiques|de la défense)", "administrations? publiques?", "organismes? publics?", "établissements? de santé", "entreprises? technologiques?", "(?:sociétés|cabinets) de conseil", "opérateurs? télécoms?", "fournisseurs? d'énergie", "institutions financières", "industriels? de la défense", r"industries? (?:de la |du |de l'|des )?\w+", "entreprises (?:de télécommunications|de défense|aérospatiales|pharmaceutiques)", "entités gouvernementales", "agences? gouvernementales?"),
        "title": (r"(?:pdg|directeur général|directrice générale|directeur|directrice|président|présidente|porte-parole|responsable|chercheur|chercheuse|ministre|ingénieur|analyste)",),
        "negation-free": ("non seulement", "pas seulement", "sans doute", "sans aucun doute", "ne serait-ce que"),
        "sources": ("source :", "source:", "sources :", "sources:", "traduit de", "traduction de", "d'après un article de", "avec", "article original de", "adapté de" ),
        "personal computer": ("ordinateur personnel", "PC personnel", "ordinateur privé", "machine personnelle", "portable personnel", "ordinateur domestique", "ordinateur familial"),
        "work computer": ("poste de travail", "ordinateur professionnel", "ordinateur de l'entreprise", "poste professionnel", "ordinateur de travail", "PC professionnel"),
        "phone": ("téléphone", "smartphone", "mobile"),
    },
)  # fmt: skip
