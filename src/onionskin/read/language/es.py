"""Spanish: how reports in it say who was hit through what, and how sure they are."""

from __future__ import annotations

from onionskin.plugins.contracts import Cues, Phrase, words

META = {
    "title": "Spanish",
    "misses": "Subjects that the verb alone carries are not resolved; reported speech across sentences.",
    "references": ["https://www.ccn-cert.cni.es/"],
}

_HIT = r"comprometid\w*|atacad\w*|vulnerad\w*|hackead\w*|infectad\w*|infiltrad\w*|piratead\w*|troyanizad\w*|penetrad\w*"
_WAS = r"(?:fue|fueron|es|son|era|estaba|resultó|quedó|se vio|(?:ha|han|había|habían|habría|habrían|haber|podría haber) sido)"
_THROUGH = r"(?:a través del?|mediante|por medio del?|por vía del?|por conducto del?|vía|con|usando|utilizando|gracias al?|por culpa del?|a causa del?|desde)"
_RAN = r"instaló|descargó|ejecutó|abrió|lanzó|instalar|ejecutar|descargar|instalado|descargado|ejecutado"
_DEVICE = r"(?P<object>(?:[\w'-]+ ){0,2}?(?:ordenador|computadora|computador|PC|portátil|teléfono|móvil|celular|equipo|estación)(?: (?:personal|privado|privada|de trabajo|corporativ[oa]|de la empresa|doméstico|de casa|profesional))?)"
_ASKED = r"(?P<object>(?:cómo|cuándo|quién|quiénes|por qué|si|cuánt[oa]s?|dónde|desde cuándo|qué|cuál\w*|hasta qué punto)\b[^;]{3,200})"
_ACT = (
    "desinstalar|desinstale|desinstalen|eliminar|elimine|aislar|aísle|cambiar|cambie|actualizar|actualice"
    "|restablecer|restablezca|bloquear|bloquee|desactivar|desactive|usar|use|utilizar|utilice|borrar|borre"
    "|revocar|revoque|instalar|instale|vaciar|vacíe|rotar"
)

CUES = Cues(
    code="es",
    name="Spanish",
    stopwords=words(
        """el la los las un una unos unas de del al a y e o u en con por para sin sobre entre que quien quienes
        cual cuales cuyo se su sus es son era eran fue fueron ser sido ha han había habían haber estar está
        están estaba no ni si más menos muy también pero como cuando donde según tras desde hasta durante ya
        lo le les nos me te este esta estos estas ese esa eso esto aquel otro otra otros otras todo toda
        todos todas mientras porque aunque sino aún todavía dos hay"""
    ),
    hedges={
        "con un alto grado de confianza": "high", "con alta confianza": "high", "con un grado de confianza alto": "high",
        "con un nivel de confianza alto": "high", "con total certeza": "confirmed", "confirmado": "confirmed", "confirma": "confirmed",
        "casi con total seguridad": "high", "muy probablemente": "high", "con confianza moderada": "moderate",
        "con un grado de confianza moderado": "moderate", "con confianza media": "moderate", "probablemente": "moderate",
        "seguramente": "moderate", "cree": "moderate", "creen": "moderate", "considera": "moderate",
        "con poca confianza": "low", "con baja confianza": "low", "podría": "low", "podrían": "low",
        "habría": "low", "habrían": "low", "sería": "low", "serían": "low", "estaría": "low", "estarían": "low",
        "posiblemente": "low", "quizá": "low", "quizás": "low", "presunto": "low", "presunta": "low", "presuntamente": "low",
        "supuestamente": "low", "al parecer": "low", "parece": "low", "sospecha": "low", "sospechan": "low",
        "sugiere": "low", "sugieren": "low", "apunta a": "low",
    },
    negations=("no", "nunca", "ni", "ningún", "ninguna", "ninguno", "tampoco", "jamás", "niega", "negó", "desmiente", "desmintió", "sin"),
    facts=(
        Phrase("compromised-through", rf"<subject> .. {_WAS} .. (?P<cue>{_HIT})(?: por (?:\S+ ){{1,4}}?)? .. {_THROUGH} .. <object>", "organisation", "product"),
        Phrase("compromised-through", rf"<subject> {_WAS} (?:\w+ )?(?P<cue>{_HIT}) {_THROUGH} (?:[\w']+ ){{0,6}}?<object>", "organisation", "product"),
        Phrase("compromised-through", rf"(?P<cue>comprometieron|comprometió|comprometer|atacaron|atacó|infectaron|infectó|vulneraron|vulneró|hackearon|infiltraron|infiltró|entraron|penetraron|accedieron) (?:[\w'-]+ ){{0,4}}?<subject> .. {_THROUGH} .. <object>", "organisation", "product"),
        Phrase("compromised-through", r"<object> .. (?P<cue>sirvió|sirvieron|utilizad[oa]s?|usad[oa]s?|usó|usaron|utilizó|explotad[oa]s?|aprovechad[oa]s?|permitió) .. (?:comprometer|atacar|infectar|vulnerar|hackear|infiltrar\w*|entrar|acceder|penetrar|llegar) .. <subject>", "organisation", "product"),
        Phrase("compromised-through", r"<object> .. (?P<cue>puerta|vector|vía|entrada|trampolín|punto|acceso) .. (?:de entrada|de acceso|inicial|hacia|a|en|al|para|contra) .. <subject>", "organisation", "product"),
        Phrase("compromised-through", rf"(?P<cue>compromiso|ataque|intrusión|infección|vulneración|hackeo) .. (?:de|a|contra|en|al) .. <subject> .. {_THROUGH} .. <object>", "organisation", "product"),
        Phrase("compromised-through", r"(?P<cue>compromiso|ataque|intrusión|infección|vulneración|hackeo) (?:de|a|contra|en|al) .. <subject> .. (?:empezó|comenzó|se originó|partió|provino|tuvo su origen) (?:con|en|de) .. <object>", "organisation", "product"),
        Phrase("compromised-through", r"(?:compromiso|hackeo|vulneración) .. <object> .. (?P<cue>llevó|condujo|permitió|abrió|derivó) .. (?:compromiso|intrusión|puerta|vulneración|acceso) .. <subject>", "organisation", "product"),
        Phrase("compromised-through", r"(?:aplicación|programa|instalador|software|actualización)(?: \w+){0,2} <object> .. (?P<cue>detrás) (?:de|del|de la) .. (?:infracción|vulneración|ataque|compromiso|intrusión|brecha) .. <subject>", "organisation", "product"),
        Phrase("compromised-by", rf"<subject> .. {_WAS} .. (?P<cue>{_HIT}) por (?:el grupo |los |el |la )?(?:[\w'-]+ ){{0,3}}?<object>", "organisation", "actor"),
        Phrase("deliver", rf"(?P<cue>emplead[oa]s?|trabajador\w*|ingenier[oa]s?|desarrollador\w*|contratista) .. (?:de|del|en) .. <object> .. (?:{_RAN}) .. <subject>", "product", "organisation"),
        Phrase("deliver", rf"(?P<cue>{_RAN}) .. <subject> .. (?:en|desde) {_DEVICE}", "product", "device"),
        Phrase("deliver", rf"<subject> .. (?P<cue>{_RAN}) .. (?:en|desde) {_DEVICE}", "product", "device"),
        Phrase("affects", r"(?P<cue>afectad[oa]s?|afecta|afectan|afectó|troyanizad[oa]s?|vulnerables?|comprometid[oa]s|infectad[oa]s?|manipulad[oa]s?)", "campaign", "release"),
        Phrase("affects", r"(?P<cue>limpi[oa]s?|a salvo|ilesas?)", "campaign", "release", holds=False),
        Phrase("fixed-in", r"(?P<cue>corregid[oa]s?|corrige|corrigen|corrección|solucionad[oa]s?|parchead[oa]s?|soluciona|resuelto|resuelve)", "product", "release"),
        Phrase("retired", r"<subject> .. (?P<cue>retirad[oa]s?|descontinuad[oa]s?|discontinuad[oa]s?|descatalogad[oa]s?|abandonad[oa]s?|retiró|dejó) .. <date>", "product", "date"),
        Phrase("retired", r"<subject> .. (?P<cue>fin de vida|fin de su vida|final de su vida|fin de soporte) .. <date>", "product", "date"),
        Phrase("retired", r"(?P<cue>retiró|retirada|abandonó|descontinuó) (?:[\w'-]+ ){0,5}?<subject> .. <date>", "product", "date"),
        Phrase("served", r"<subject> .. (?P<cue>seguía|seguían|continuaba|todavía|aún|permanecía|disponible|descargable) .. (?:en|desde|de) (?P<object>(?:[\w'-]+ ){0,3}?(?:sitio|web|página|servidor|portal)(?: web)?(?: (?:oficial|del fabricante|del proveedor|de la empresa|de la compañía|de <any>))?)", "release", "website"),
        Phrase("served", r"<subject> .. (?P<cue>seguía|seguían|continuaba|todavía|aún|permanecía|disponible|descargable) .. (?:en|desde) .. <object>", "release", "website"),
        Phrase("served", r"<subject> .. (?P<cue>ofrecía|ofreciendo|distribuía|distribuyendo|servía|sirviendo|alojaba) .. <object>", "organisation", "product"),
        Phrase("attributed-to", r"<speaker> .. (?P<cue>atribuy\w*|atribuid\w*|imputa\w*|achaca\w*|vinculó|vincula|vinculan|relaciona|relacionó)(?: .. <any>)? .. (?:a|al|con) .. <object>", "campaign", "actor"),
        Phrase("attributed-to", r"<speaker> .. (?P<cue>acusa|acusan|acusó|culpa|culpan|señala|señalan|sospecha de|sospechan de) (?:[\w'-]+ ){0,4}?<object>", "campaign", "actor"),
        Phrase("attributed-to", r"(?P<cue>atribuid\w*|atribuy\w*|atribuir|atribución|achacad\w*)(?: .. <any>)? .. (?:a|al) .. <object>", "campaign", "actor"),
        Phrase("attributed-to", r"(?P<cue>obra|autoría|autora?) (?:de|del|de los) (?:[\w'-]+ ){0,4}?<object>", "campaign", "actor"),
        Phrase("attributed-to", r"<object> .. (?P<cue>detrás|responsables?|autores?) .. (?:<incident>|<any>)", "campaign", "actor"),
        Phrase("attributed-to", r"(?P<cue>detrás|tras) (?:del|de la|de) (?:<incident>) .. (?:está|estaría|estarían|se esconde|se encuentra|hay) .. <object>", "campaign", "actor"),
        Phrase("attributed-to", r"<incident> .. (?P<cue>perpetrad[oa]|orquestad[oa]|lanzad[oa]|realizad[oa]|ejecutad[oa]|llevad[oa] a cabo) por .. <object>", "campaign", "actor"),
        Phrase("attributed-to", r"<incident> .. (?P<cue>vinculad[oa]|ligad[oa]|relacionad[oa]|vincula|relaciona|asocia) .. (?:con|a|al) .. <object>", "campaign", "actor"),
        Phrase("alias-of", r"<subject>\s*[,(]?\s*(?:también |igualmente )?(?P<cue>conocid[oa] como|alias|llamad[oa]|rastread[oa] como|denominad[oa]|apodad[oa]) (?:[\w'-]+ ){0,2}?<object>", "actor", "actor"),
        Phrase("alias-of", r"<subject>, (?:que|al que|a quien) <speaker> (?P<cue>rastrea|llama|denomina|sigue|conoce) (?:como )?<object>", "actor", "actor"),
        Phrase("mitigated-by", rf"(?P<cue>recomiend\w*|recomend\w*|aconsej\w*|debe|deben|conviene|insta\w*|pide\w*) .. (?P<object>\b(?:{_ACT})\b[^;]{{3,200}})", "campaign", "measure"),
        Phrase("mitigated-by", rf"\A[\s.*#>-]*(?P<object>(?P<cue>{_ACT}) [^;]{{3,200}})", "campaign", "measure"),
        Phrase("unknown", rf"(?P<cue>desconoce|desconocen|ignora|ignoran) (?:todavía |aún |por ahora |por el momento )?{_ASKED}", "campaign", "question"),
        Phrase("unknown", rf"no (?:se |ha |han |está |queda |es )*(?P<cue>sabe|saben|claro|conoce|precisado|revelado|confirmado|dicho|aclarado|determinado|seguro) (?:todavía |aún )?{_ASKED}", "campaign", "question"),
        Phrase("unknown", rf"(?P<cue>incógnita|misterio|duda) {_ASKED}", "campaign", "question"),
        Phrase("unknown", r"(?P<object>\b(?:el|la|los|las) (?:[\w'-]+ ){1,8}?)(?:es|son|sigue siendo|siguen siendo|permanece|resulta)(?: \w+){0,2}? (?P<cue>desconocid[oa]s?|inciert[oa]s?|una incógnita)", "campaign", "question"),
    ),
    months=(
        "enero|ene", "febrero|feb", "marzo|mar", "abril|abr", "mayo", "junio|jun", "julio|jul", "agosto|ago",
        "septiembre|setiembre|sept|sep", "octubre|oct", "noviembre|nov", "diciembre|dic",
    ),
    defangs=(("[punto]", "."), ("(punto)", "."), ("[arroba]", "@")),
    orders=(
        r"(?P<cue>ignora|ignore|ignoren|ignorar|olvida|olvide|olviden|omite|omita) .. (?:instruccion|orden|regla|directiv|indicacion)\w* .. (?:anterior|previ|precedente|sistema|inicial)\w*",
        r"(?P<cue>ignora|ignore|ignoren|ignorar|olvida|olvide|olviden|omite) (?:todo|todas|todos|cualquier)(?: \w+){0,3} (?:anterior\w*|previ\w*|instrucciones|órdenes|reglas)",
        r"(?P<cue>asistente|lector|analista|modelo|agente|robot|ia)\b[,:]? .. (?:debe|debes|deben|tiene que|tienes que|hay que|por favor) .. (?:marcar|informar|clasificar|concluir|responder|borrar|eliminar|ignorar|considerar|declarar|cerrar|tratar)\w*",
        r"(?P<cue>ahora|desde ahora|a partir de ahora) (?:eres|usted es|debes|debe|tienes que)",
        r"(?P<cue>nueva|nuevas) (?:instrucción|instrucciones|orden|órdenes|directivas?) ?(?:para|:)",
        r"(?P<cue>marca|marque|marquen|clasifica|clasifique|considera|considere|trata|trate) .. (?:como )(?:limpi[oa]s?|segur[oa]s?|benign[oa]s?|inofensiv[oa]s?|legítim[oa]s?|falsos? positivos?)",
        r"no (?P<cue>informe|informes|menciones|mencione|reportes|reporte|alertes|alerte|reveles|revele) ",
    ),
    copies=(
        r"(?P<cue>según|de acuerdo con|conforme a) .. <speaker>",
        r"<speaker>(?: \w+)? (?P<cue>dice|dicen|dijo|afirma|afirman|afirmó|asegura|aseguran|aseguró|señala|señaló|indica|indicó|explica|explicó|declaró|informó|informa|anunció|confirma|confirmó|cree|considera|estima|sostiene|concluye|concluyó|ha dicho|ha confirmado|niega|negó|desmiente|sospecha|advirtió)",
        r"(?P<cue>dijo|afirmó|aseguró|señaló|indicó|explicó|declaró|informó|advirtió) .. <speaker>",
        r"(?P<cue>publicado|revelado|citado|traducido|traducción|adaptado|informado|recogido) (?:\w+ )?(?:por|de|del|en) .. <speaker>",
        r"(?P<cue>fuente|fuentes|vía)\s*:\s*(?:[\w'-]+ ){0,4}?<speaker>",
        r"(?P<cue>citando|cita|citan) (?:a )?(?:[\w'-]+ ){0,4}?<speaker>",
    ),
    roles={
        "indicator": (
            r"indicador(?:es)?(?: de compromiso)?", "iocs?", "mando y control", "comando y control", "c2",
            r"malicios[oa]s?", "carga útil", "baliza", "malware", "programas? maliciosos?", "puerta trasera",
            r"troyanizad\w*", "phishing", "muestras?", "infraestructura", "hash(?:es)?", "huellas?", "contacta",
            "se comunica con", "exfiltr\\w*", "atacantes?",
        ),
        "clean": (
            r"limpi[oa]s?", r"legítim[oa]s?", r"benign[oa]s?", r"inofensiv[oa]s?", r"auténtic[oa]s?",
            r"no (?:está )?afectad[oa]s?", "no malicios[oa]s?", "sin modificar",
        ),
        "victim": (r"víctimas?", r"sitios? (?:web )?(?:comprometidos?|hackeados?|vulnerados?)", "abrevadero"),
        "test": (r"pruebas? (?:del|de los|de la) (?:actor|atacantes?|autor(?:es)?)",),
        "reference": ("referencias?", "fuentes?", "enlaces?", "más información", "véase también", "bibliografía", "contacto", "lea también"),
    },
    words={
        "pronoun": ("el programa", "el instalador", "la herramienta", "el software"),
        "yet": ("luego", "que"),
        "and": ("y", "e", "o", "u", "así como"),
        "but": ("pero", "mientras que", "mientras", "en cambio", "sin embargo", "sino", "aunque"),
        "if": ("si", "a menos que"),
        "since": ("desde", "a partir de"),
        "until": ("hasta", "hasta el"),
        "before": ("antes de", "antes del"),
        "after": ("después de", "tras", "a partir de", "ya en"),
        "between": ("entre", "de", "desde"),
        "early": ("principios de", "comienzos de", "inicios de"),
        "late": ("finales de", "fines de"),
        "incident": (
            "ataque", "el ataque", "del ataque", "al ataque", "ataques", "la intrusión", "intrusión", "campaña", "la campaña",
            "operación", "la operación", "incidente", "compromiso", "ciberataque", "este", "esta", "hackeo", "atacantes", "piratas informáticos",
        ),
        "common": words(
        """atacantes piratas investigadores clientes usuarios víctimas empleados fabricante versión versiones
            actualización programa seguridad ataque indicadores resumen publicado traducido fuente fuentes
            producto hoy ayer lunes martes miércoles jueves viernes sábado domingo varios algunos nadie nada
            expertos tampoco autoridades organizaciones administradores empresa empresas desinstale desinstalar aislar
            aísle cambie cambiar detrás solo sólo únicamente actualice ignore ignora fue para tres cuatro
            resulta sigue ahora todavía"""
    ),
        "region": ("Corea del Norte", "China", "Rusia", "Irán", "Corea del Sur", "RPDC"),
        "negation-free": ("no solo", "no sólo", "no solamente", "sin duda", "ni más ni menos"),
        "sources": ("fuente:", "fuentes:", "traducido de", "traducción de", "con información de", "adaptado de", "publicado originalmente por", "artículo original de"),
        "personal computer": ("ordenador personal", "PC personal", "computadora personal", "computador personal", "ordenador privado", "equipo personal", "portátil personal", "ordenador doméstico", "ordenador de casa"),
        "work computer": ("ordenador de trabajo", "ordenador corporativo", "equipo corporativo", "estación de trabajo", "ordenador de la empresa", "ordenador profesional", "equipo de trabajo"),
        "phone": ("teléfono", "móvil", "celular", "smartphone"),
    },
)  # fmt: skip
