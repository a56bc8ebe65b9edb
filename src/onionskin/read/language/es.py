"""Spanish: how reports in it say who was hit through what, and how sure they are."""

from __future__ import annotations

from onionskin.plugins.contracts import Cues, Phrase, words

META = {
    "title": "Spanish",
    "misses": "Subjects that the verb alone carries; verbless lines under a heading; names without a capital that no version follows.",
    "references": ["https://www.ccn-cert.cni.es/"],
}

_HIT = r"comprometid\w*|atacad\w*|vulnerad\w*|hackead\w*|infectad\w*|infiltrad\w*|piratead\w*|manipulad\w*|alterad\w*|modificad\w*|secuestrad\w*|troyanizad\w*|penetrad\w*"
_STRUCK = r"afectad[oa]s?|comprometid[oa]s?|atacad[oa]s?|infectad[oa]s?|hackead[oa]s?|vulnerad[oa]s?|golpead[oa]s?|alcanzad[oa]s?|espiad[oa]s?|pirateada?s?|víctimas?|infiltrad[oa]s?|cifrad[oa]s?|paralizad[oa]s?|contaminad[oa]s?|perjudicad[oa]s?"
_WAS = r"(?:fue|fueron|es|son|era|estaba|resultó|quedó|se vio|(?:ha|han|había|habían|habría|habrían|haber|podría haber) sido)"
_THROUGH = r"(?:a través del?|mediante|por medio del?|por vía del?|por conducto del?|vía|con|usando|utilizando|gracias al?|por culpa del?|a causa del?|desde)"
_RAN = r"instaló|descargó|ejecutó|abrió|lanzó|instalar|ejecutar|descargar|instalado|descargado|ejecutado"
_DEVICE = r"(?P<object>(?:[\w'-]+ ){0,2}?(?:ordenador|computadora|computador|PC|portátil|teléfono|móvil|celular|equipo|estación)(?: (?:personal|privado|privada|de trabajo|corporativ[oa]|de la empresa|doméstico|de casa|profesional))?)"
_ASKED = r"(?P<object>(?:(?:de|a|con|para|por|desde) )?(?:cómo|cuándo|quién|quiénes|por qué|si|cuánt[oa]s?|dónde|desde cuándo|qué|cuál\w*|hasta qué punto)\b[^;]{3,200})"
_ACT = (
    "desinstalar|desinstale|desinstalen|eliminar|elimine|aislar|aísle|cambiar|cambie|actualizar|actualice"
    "|restablecer|restablezca|bloquear|bloquee|desactivar|desactive|usar|use|utilizar|utilice|borrar|borre"
    "|revise|revisar|fije|fijar|busque|buscar|rote|roten|reinicie|reiniciar|comprobar|compruebe|verifique|verificar|monitorice|monitorizar|vigile|vigilar|restaure|restaurar|reemplace|reemplazar|sustituya|sustituir|audite|auditar|active|activar|consulte|consultar|evite|evitar|limite|limitar|aplique|aplicar|apague|apagar|desconecte|desconectar|retire|retirar|considere|considerar|correr|ejecute|parchear|parchee|migre|migrar|regenere|regenerar|notifique|no pague|no pagar|reinstale|reinstalar|invalide|invalidar|reconstruya|reconstruir|analice|analizar"
    "|revocar|revoque|instalar|instale|vaciar|vacíe|rotar"
)

_DATA = r"(?P<object>[^;.]{3,200})"
_SAID = r"(?:que |haber |ser )?(?P<object>[^;]{6,240})"
_MEANS = (
    r"(?P<object>(?:un|una|unos|unas|el|la|los|las|su|sus) (?:[\w'-]+ ){0,4}?(?:actualización|actualizaciones|proveedor|socio|fabricante|suministrador|phishing|cuenta|cuentas|credenciales?|contraseñas?|token|tokens|clave|claves"
    r"|fallo|vulnerabilidad|biblioteca|programa|instalador|paquete|dependencia|repositorio|sesión|acceso|sitio|servidor|correo|adjunto|aplicación|herramienta)(?: [\w'-]+){0,4})"
)
_MADE = "desarrolla|desarrollan|fabrica|fabrican|vende|venden|comercializa|edita|ofrece|ofrecen|publica|mantiene|produce|produjo|creó|suministra"
_MADE_BY = r"desarrollad[oa]s?|fabricad[oa]s?|vendid[oa]s?|comercializad[oa]s?|editad[oa]s?|ofrecid[oa]s?|publicad[oa]s?|mantenid[oa]s?|producid[oa]s?|cread[oa]s?|suministrad[oa]s?"
_MAKER = "fabricante|proveedor|proveedora|desarrollador|desarrolladora|creador|creadora|editor|editora|distribuidor|propietaria|dueña|mantenedor|responsable|hacedor|suministrador"

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
        "con poca confianza": "low", "con un grado alto de confianza": "high", "con gran certeza": "high", "sin duda": "high", "verificado": "confirmed", "probado": "confirmed", "pudo": "low", "pudieron": "low", "puede": "low", "pueden": "low", "parecían": "moderate", "parecen": "moderate", "creen que": "moderate", "estima": "moderate", "se cree": "moderate", "con baja confianza": "low", "podría": "low", "podrían": "low",
        "habría": "low", "habrían": "low", "sería": "low", "serían": "low", "estaría": "low", "estarían": "low",
        "posiblemente": "low", "quizá": "low", "quizás": "low", "presunto": "moderate", "presunta": "moderate", "presuntamente": "low",
        "supuestamente": "low", "al parecer": "moderate", "parece": "moderate", "sospecha": "moderate", "sospechan": "moderate",
        "sugiere": "moderate", "sugieren": "moderate", "apunta a": "moderate",
    },
    negations=("no", "nunca", "ni", "ningún", "ninguna", "ninguno", "tampoco", "jamás", "niega", "negó", "desmiente", "desmintió", "sin"),
    facts=(
        Phrase("compromised-through", rf"<subject> .. {_WAS} .. (?P<cue>{_HIT})(?: por (?:\S+ ){{1,4}}?)? .. {_THROUGH} .. <object>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", rf"<subject> {_WAS} (?:\w+ )?(?P<cue>{_HIT}) {_THROUGH} (?:[\w']+ ){{0,6}}?<object>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", rf"(?P<cue>comprometieron|comprometió|comprometer|atacaron|atacó|infectaron|infectó|vulneraron|vulneró|hackearon|infiltraron|infiltró|entraron|penetraron|accedieron) (?:[\w'-]+ ){{0,4}}?<subject> .. {_THROUGH} .. <object>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", r"<object> .. (?P<cue>sirvió|sirvieron|utilizad[oa]s?|usad[oa]s?|usó|usaron|utilizó|explotad[oa]s?|aprovechad[oa]s?|permitió) .. (?:comprometer|atacar|infectar|vulnerar|hackear|infiltrar\w*|entrar|acceder|penetrar|llegar) .. <subject>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", r"<object> .. (?P<cue>puerta|vector|vía|entrada|trampolín|punto|acceso) .. (?:de entrada|de acceso|inicial|hacia|a|en|al|para|contra) .. <subject>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", rf"(?P<cue>compromiso|ataque|intrusión|infección|vulneración|hackeo) .. (?:de|a|contra|en|al) .. <subject> .. {_THROUGH} .. <object>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", r"(?P<cue>compromiso|ataque|intrusión|infección|vulneración|hackeo) (?:de|a|contra|en|al) .. <subject> .. (?:empezó|comenzó|se originó|partió|provino|tuvo su origen) (?:con|en|de) .. <object>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", r"(?:compromiso|hackeo|vulneración) .. <object> .. (?P<cue>llevó|condujo|permitió|abrió|derivó) .. (?:compromiso|intrusión|puerta|vulneración|acceso) .. <subject>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", r"(?:aplicación|programa|instalador|software|actualización)(?: \w+){0,2} <object> .. (?P<cue>detrás) (?:de|del|de la) .. (?:infracción|vulneración|ataque|compromiso|intrusión|brecha) .. <subject>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-by", rf"<subject> .. {_WAS} .. (?P<cue>{_HIT}) por (?:el grupo |los |el |la )?(?:[\w'-]+ ){{0,3}}?<object>", "organisation|product|group", "actor|malware|region"),
        Phrase("deliver", rf"(?P<cue>emplead[oa]s?|trabajador\w*|ingenier[oa]s?|desarrollador\w*|contratista) .. (?:de|del|en) .. <object> .. (?:{_RAN}) .. <subject>", "product", "organisation"),
        Phrase("deliver", rf"(?P<cue>{_RAN}) .. <subject> .. (?:en|desde) {_DEVICE}", "product", "device"),
        Phrase("deliver", rf"<subject> .. (?P<cue>{_RAN}) .. (?:en|desde) {_DEVICE}", "product", "device"),
        Phrase("affects", r"(?P<cue>afectad[oa]s?|afecta|afectan|afectó|troyanizad[oa]s?|vulnerables?|comprometid[oa]s|infectad[oa]s?|manipulad[oa]s?|puertatrasead[oa]s?|malicios[oa]s?|alterad[oa]s?)", "campaign", "release"),
        Phrase("fixed-in", r"(?:instalar|instale|actualizar a|actualice a|pasar a|pase a|actualizar) (?:la )?(?P<cue>versión)", "product", "release"),
        Phrase("compromised-through", rf"(?:atacantes?|piratas|intrusos?|delincuentes|ciberdelincuentes|autores|banda) .. (?P<cue>entraron|entró|entrado|accedieron|accedió|accedido|utilizó|utilizaron|consiguió|consiguieron|penetraron)(?: .. <any>)?? (?:a través de|mediante|por|con|usando|gracias a) {_MEANS}", "organisation", "technique"),
        Phrase("employs", r"(?:virus|malware|troyano|programa|código|espía|carga útil|puerta trasera|implante|ladrón),? (?:al |a la )?(?:que )?(?:la firma |la empresa |los investigadores de )?(?:<any> )?(?:ha |han |hemos )?(?P<cue>llamado|llamada|bautizado como|bautizado|denominado|apodado|conocido como|conocida como) <object!>", "campaign", "malware"),
        Phrase("affects", r"(?P<cue>limpi[oa]s?|a salvo|ilesas?)", "campaign", "release", holds=False),
        Phrase("fixed-in", r"(?P<cue>corregid[oa]s?|corrige|corrigen|corrección|solucionad[oa]s?|parchead[oa]s?|soluciona|resuelto|resuelve|arregla|arregló|arreglan|actualice a la|actualizar a la|subsana)", "product", "release"),
        Phrase("retired", r"<subject> .. (?P<cue>retirad[oa]s?|descontinuad[oa]s?|discontinuad[oa]s?|descatalogad[oa]s?|abandonad[oa]s?|retiró|dejó) .. <date>", "product", "date"),
        Phrase("retired", r"<subject> .. (?P<cue>fin de vida|fin de su vida|final de su vida|fin de soporte) .. <date>", "product", "date"),
        Phrase("retired", r"(?P<cue>retiró|retirada|abandonó|descontinuó) (?:[\w'-]+ ){0,5}?<subject> .. <date>", "product", "date"),
        Phrase("served", r"<object> .. (?P<cue>seguía|seguían|continuaba|todavía|aún|permanecía|disponible|descargable) .. (?:en|desde|de) (?P<subject>(?:[\w'-]+ ){0,3}?(?:sitio|web|página|servidor|portal)(?: web)?(?: (?:oficial|del fabricante|del proveedor|de la empresa|de la compañía|de <any>))?)", "website", "product|release"),
        Phrase("served", r"<object> .. (?P<cue>seguía|seguían|continuaba|todavía|aún|permanecía|disponible|descargable) .. (?:en|desde) .. <subject>", "website", "product|release"),
        Phrase("served", r"<subject> .. (?P<cue>ofrecía|ofreciendo|distribuía|distribuyendo|servía|sirviendo|alojaba) .. <object>", "organisation", "product"),
        Phrase("attributed-to", r"<speaker> .. (?P<cue>atribuy\w*|atribuid\w*|imputa\w*|achaca\w*|vinculó|vincula|vinculan|relaciona|relacionó)(?: .. <any>)?? .. (?:a|al|con) .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<speaker> .. (?P<cue>acusa|acusan|acusó|culpa|culpan|señala|señalan|sospecha de|sospechan de) (?:[\w'-]+ ){0,4}?<object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"(?P<cue>atribuid\w*|atribuy\w*|atribuir|atribución|achacad\w*)(?: .. <any>)?? .. (?:a|al) .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"(?P<cue>obra|autoría|autora?) (?:de|del|de los) (?:[\w'-]+ ){0,4}?<object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<object> .. (?P<cue>detrás|responsables?|autores?) .. (?:<incident>|<any>)", "campaign", "actor|region"),
        Phrase("attributed-to", r"(?P<cue>detrás|tras) (?:del|de la|de) (?:<incident>) .. (?:está|estaría|estarían|se esconde|se encuentra|hay) .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<incident> .. (?P<cue>perpetrad[oa]|orquestad[oa]|lanzad[oa]|realizad[oa]|ejecutad[oa]|llevad[oa] a cabo) por .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<incident> .. (?P<cue>vinculad[oa]|ligad[oa]|relacionad[oa]|vincula|relaciona|asocia) .. (?:con|a|al) .. <object>", "campaign", "actor|region"),
        Phrase("alias-of", r"<subject>\s*[,(]?\s*(?:también |igualmente )?(?P<cue>conocid[oa] como|alias|llamad[oa]|rastread[oa] como|denominad[oa]|apodad[oa]) (?:[\w'-]+ ){0,2}?<object>", "actor|malware|campaign", "actor|malware|campaign"),
        Phrase("alias-of", r"<subject>, (?:que|al que|a quien) <speaker> (?P<cue>rastrea|llama|denomina|sigue|conoce) (?:como )?<object>", "actor|malware|campaign", "actor|malware|campaign"),
        Phrase("mitigated-by", rf"(?P<cue>recomiend\w*|recomend\w*|aconsej\w*|debe|deben|deberían|debería|conviene|insta\w*|pide\w*) .. (?P<object>\b(?:{_ACT})\b.{{3,240}})", "campaign", "measure"),
        Phrase("mitigated-by", rf"(?:les )?(?P<cue>pedimos|rogamos|aconsejamos|recomendamos) (?P<object>(?:{_ACT}|avisar|volver) .{{3,240}})", "campaign", "measure"),
        Phrase("mitigated-by", rf"\A[\s.*#>-]*(?P<object>(?P<cue>{_ACT}) .{{3,240}})", "campaign", "measure"),
        # -- more ways, victims, suppliers
        Phrase("compromised-through", r"<object> .. (?P<cue>puerta|vía|entrada) por l[ao]s? que .. (?:entraron|accedieron|llegaron|penetraron) .. (?:en|a) .. <subject>", "organisation|group", "product"),
        Phrase("compromised-through", rf"<subject> .. {_WAS} .. (?P<cue>{_HIT}) .. (?:a través de|mediante|por|con|por medio de|gracias a|desde) {_MEANS}", "organisation|product|group", "technique"),
        Phrase("compromised-through", r"(?P<cue>modificaron|cambiaron|alteraron|comprometieron|entraron|accedieron|hicieron) .. <subject> .. (?:con|mediante|usando|a través de|por|gracias a) .. <object>", "organisation|product", "product|organisation"),
        Phrase("compromised-by", r"<object> (?:ha |han |había |habría |también )?(?P<cue>comprometió|atacó|hackeó|infectó|vulneró|infiltró|golpeó|penetró) (?:[\w'-]+ ){0,4}?<subject>", "organisation|group", "actor|malware|region"),
        Phrase("compromised-by", rf"<subject> .. {_WAS} .. (?P<cue>{_STRUCK})(?!\w) por (?:el |la |los |un |una )?(?:[\w'-]+ ){{0,2}}?<object!>", "organisation|product|group", "malware"),
        Phrase("victim", r"<subject>(?: (?:de|en) <any>(?: y <any>)?)? (?:lo |la )?(?P<cue>descargaron|instalaron|recibieron)\b", "group", "campaign"),
        Phrase("victim", rf"<count> .. (?:{_STRUCK})[^,;]{{0,60}},? (?P<cue>entre ellas|entre ellos|como|incluidas|incluidos|entre las que|entre los que) <subject!>", "organisation", "campaign"),
        Phrase("victim", rf"<subject> .. (?:fue|fueron|es|son|está|están|estaba|resultó|resultaron|quedó|quedaron|se vio|se vieron|sido|haber sido|estar|cayó|ha sido|han sido|entre) .. (?P<cue>{_STRUCK})(?!\w)", "organisation|group|sector|region", "campaign"),
        Phrase("victim", r"(?P<cue>afectad[oa]s|afectados|víctimas?|blancos|objetivos|perjudicados) .. (?:figuran|figura|están|está|se encuentran|son|incluyen|como|hay|destacan|se cuentan|:) .. <subject>", "organisation|group|sector|region", "campaign"),
        Phrase("victim", r"<subject> .. (?P<cue>figuran|figura|cuentan|cuenta|encuentran|encuentra) .. (?:afectad[oa]s|víctimas|perjudicad[oa]s)", "organisation|group|sector|region", "campaign"),
        Phrase("victim", r"(?:<incident>|que|gusano|malware|actualización|troyano|programa|versión) .. (?P<cue>afectó|infectó|golpeó|alcanzó|comprometió|atacó|paralizó|afecta|infecta|afectaba|golpea|ha afectado|atacaba|filtraron) (?!por |con |mediante )(?:[\w'-]+ ){0,4}?<subject>", "organisation|group|sector|region", "campaign"),
        Phrase("victim", r"(?P<cue>infectó|golpeó|comprometió|infectando|afectando|infectar|afectó|empujar|identificado|robado|robaron) (?!por |con |mediante )(?:[\w'-]+ ){0,6}?<subject>", "group|sector|region", "campaign"),
        Phrase("victim", r"<subject> .. (?P<cue>instalaron|instaló|descargaron|descargó|recibieron|recibió|ejecutaron|filtraron|filtró|visto|perdieron|recibido) .. (?:troyanizad\w*|malicios\w*|infectad\w*|manipulad\w*|puertatrasead\w*|alterad\w*|comprometid\w*|secretos|intruso|la\b|lo\b)", "organisation|group", "campaign"),
        Phrase("supplies", rf"<object>,? .. (?P<cue>{_MADE_BY}) por .. <subject>", "organisation", "product"),
        Phrase("supplies", rf"<subject>,? (?:que )?(?:\w+ )?(?P<cue>{_MADE}) .. <object>", "organisation", "product"),
        Phrase("supplies", rf"<subject>, (?:un |una |el |la )?(?:[\w'-]+ ){{0,3}}?(?P<cue>{_MAKER}) (?:de la |de los |de las |del |de )(?:[\w'-]+ ){{0,2}}?<object!>", "organisation", "product|organisation|group"),
        Phrase("supplies", rf"(?P<cue>{_MAKER}) (?:de la |de los |del |de )(?:[\w'-]+ ){{0,2}}?<object!>,? <subject!>", "organisation", "product"),
        Phrase("supplies", r"<object>, .. (?P<cue>herramienta|programa|software|aplicación|producto|solución|plataforma|asistente|servicio|utilidad)(?: [\w'-]+){0,5}? (?:de|del) <subject>", "organisation", "product"),
        Phrase("supplies", r"<object>, .. que <subject> (?P<cue>compró|adquirió|desarrolla|vende|creó|mantiene|ofrece)", "organisation", "product"),
        Phrase("supplies", r"<subject>,? (?:[\w'-]+ ){0,2}?(?P<cue>cuenta con|tiene|presume de|atiende a|suma|dice tener|sirve a|suministra|abastece) (?:\w+ )?<object!>", "organisation", "group"),
        Phrase("supplies", r"<subject>,? .. (?P<cue>utilizad[oa]s?|usad[oa]s?|emplead[oa]s?|instalad[oa]s?|adoptad[oa]s?) por .. <object>", "organisation|product", "group"),
        Phrase("supplies", r"<object> .. (?P<cue>utilizan|usan|emplean|confían en|dependen de) .. <subject>", "organisation|product", "group"),
        Phrase("supplies", r"<subject>,? .. <count>,? (?P<cue>entre ellos|entre ellas|entre los que|como|incluidos|incluidas|entre otros) <object>", "organisation", "organisation"),
        Phrase("supplies", r"<subject>,? .. (?P<cue>clientes|clientela) .. (?:como|entre ellos|son|incluyen|figuran) .. <object>", "organisation", "organisation"),
        Phrase("uses", r"<subject> .. (?P<cue>utiliza|usa|emplea|utilizaba|usaba) .. <object>", "organisation", "product"),
        Phrase("build", r"(?P<cue>compilación|compilan|compila|construcción|cadena de montaje|entorno de desarrollo|servidores de compilación) .. (?:de|del|en) .. <subject>", "organisation", "product"),
        Phrase("embed", r"<subject> .. (?P<cue>llevaba|contenía|contiene|contenían|incluía|incluye|incluyen|escondía|ocultaba|incorpora|incorporaba|albergaba) .. <object>", "product|release", "malware|file|product"),
        Phrase("embed", r"(?:del?|de la) que (?P<cue>dependía|depende|dependen) <subject>", "product|release", "product"),
        Phrase("embed", r"<object>,? .. (?:del?|de la|del) (?:que|cual) (?P<cue>dependía|depende|dependen) <subject>", "product|release", "product"),
        Phrase("credential", r"(?P<cue>token|tokens|credenciales?|contraseñas?|claves?|secretos?) .. (?:robad[oa]s?|sustraíd[oa]s?|obtenid[oa]s?|filtrad[oa]s?) (?:a|de|en|desde) .. <subject> .. (?:para|a|en) .. <object>", "organisation|product", "organisation|product|group"),
        Phrase("manage", r"<subject> .. (?P<cue>gestiona|gestionaba|administra|administraba|gestionan) .. <object>", "organisation|product", "organisation|product|group"),
        Phrase("host", r"<object> (?P<cue>alojad[oa]s?|almacenad[oa]s?|hospedad[oa]s?) (?:en|por) .. <subject>", "website|organisation", "file|product|website"),
        Phrase("signed-by", r"<subject>,? .. (?P<cue>firmad[oa]s?|certificados?|firma) .. (?:por|de|del|con|a nombre de|emitido a) .. <object>", "release|file", "organisation"),
        Phrase("signed-by", r"(?P<cue>firmad[oa]s?|certificados?|firma) .. (?:por|de|del|a nombre de) .. <object>", "release", "organisation"),
        Phrase("affects", r"<object> .. (?:está|están|fue|fueron|resultó|había sido|se vio|ha sido) .. (?P<cue>afectad[oa]s?|vulnerables?|troyanizad[oa]s?|manipulad[oa]s?|modificad[oa]s?)", "campaign", "product"),
        Phrase("served", r"<subject>,? .. (?P<cue>distribuyó|ofreció|empujó|distribuye|empujar|enviaba) .. <object>", "organisation|website", "product|release"),
        Phrase("attributed-to", r"<speaker>,? .. (?P<cue>habla de|hablan de|apunta a|apuntan a|señala a|nombra a|menciona a|vincula a|la atribuye a|lo atribuye a) (?:[\w'-]+ ){0,3}?<object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<speaker> (?:la|lo|las|los) (?P<cue>atribuye|atribuyen|vincula|relaciona|adjudicó|adjudica) .. a .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"(?:actor|grupo)(?:es)? al que (?:sigue|rastrea|llama|denomina)n? (?P<cue>como) <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"se l[ao] (?P<cue>adjudicó|adjudica|atribuyó|atribuye) (?:a )?<object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<speaker> .. (?P<cue>vincula|vinculan|relaciona|relacionan|asocia|asocian) (?:a|con) .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<object>,? .. (?:era|es|estaba|está|estaría|sería|son) (?P<cue>detrás) (?:del|de la|de los|de) .. (?:<incident>|<any>)", "campaign", "actor|region"),
        Phrase("attributed-to", r"(?:piratas informáticos|atacantes|hackers|grupo|ciberdelincuentes|actores) .. (?P<cue>vinculad[oa]s?|ligad[oa]s?|asociad[oa]s?|respaldad[oa]s?|patrocinad[oa]s?|afines|conocid[oa]s? como) .. <object>", "campaign", "actor|region"),
        Phrase("alias-of", r"<speaker> (?:lo|la|los) (?P<cue>llama|llaman|denomina|denominan|rastrea como|sigue como|conoce como) <object>", "actor|malware|campaign", "actor|malware|campaign"),
        Phrase("part-of", r"<subject> .. (?P<cue>parte|etapa|fase|oleada|episodio) de .. <object>", "campaign|malware", "campaign"),
        # -- with what, and what for
        Phrase("employs", r"(?P<cue>puerta trasera|malware|troyano|programa malicioso|software espía|ransomware|cargador|implante|infostealer|ladrón de información|gusano|borrador|herramienta|backdoor|inyector)(?: \w+)?,? (?:(?:llamad[oa]|denominad[oa]|bautizad[oa] como|conocid[oa] como|apodad[oa]),? )?<object>", "campaign", "malware"),
        Phrase("employs", r"<object>, (?:un |una |el |la )?(?:[\w'-]+ ){0,3}?(?P<cue>puerta trasera|malware|troyano|ransomware|cargador|implante|infostealer|gusano|programa malicioso)", "campaign", "malware"),
        Phrase("employs", r"(?:<incident>|atacantes|grupo|que|intrusos|piratas|actor|malware|luego) .. (?P<cue>utiliz\w*|despleg\w*|instal\w*|descarg\w*|emple\w*|usaron|usó|carg\w*|ejecut\w*) .. <object>", "campaign", "malware"),
        Phrase("collects", rf"<subject> .. (?P<cue>recoge|recogía|recogió|recopila|recopilaba|recopiló|roba|robaba|robó|robaron|exfiltra|exfiltró|exfiltraba|extrae|extraía|sustrae|sustrajo|copiaba|copió|vuelca|volcaba|leía|captura|capturaba) (?!a |de |en |por |desde )(?:la |el |los |las )?{_DATA}", "malware|campaign|actor|product", "data"),
        Phrase("collects", rf"(?P<cue>recoge|recogía|recopila|recopilaba|recopilar|robar|roba|robaba|robaron|exfiltra|exfiltrar|exfiltraba|extraía|sustrae|sustraer|copiaba|vuelca|volcaba|captura|capturaba) (?!a |de |en |por |desde )(?:la |el |los |las )?{_DATA}", "campaign", "data"),
        Phrase("collects", r"(?:datos|información)(?: \w+)? (?P<cue>buscados|robados|sustraídos|exfiltrados|recopilados) (?:eran|fueron|son|incluyen|incluían|:)[^:;]{0,30}?,? (?P<object>[^;.]{3,200})", "campaign", "data"),
        Phrase("collects", r"(?P<object>\b(?:[\w'-]+ ){0,2}?(?:credenciales|contraseñas|tokens|claves|secretos|datos|información|historial|ficheros|archivos|cookies|correos)) (?:fue|fueron|ha|han|habrían|sido) .. (?P<cue>robad[oa]s?|sustraíd[oa]s?|exfiltrad[oa]s?|recopilad[oa]s?|copiad[oa]s?)", "campaign", "data"),
        # -- when
        Phrase("began", r"<incident> .. (?P<cue>comenzó|empezó|arrancó|inició|data de|se remonta|corrió|activa|desde|lanzada) .. <date>", "campaign", "date"),
        Phrase("began", r"(?P<cue>primera?s?|primeros) .. (?:intrusión|compromiso|versión|infección|acceso|ataque|modificación|vez) .. <date>", "campaign", "date"),
        Phrase("began", r"(?:atacantes|piratas|intrusos|intruso|malicios\w*) .. (?P<cue>desde|entraron|accedieron|acceso|modificaron|comprometieron) .. <date>", "campaign", "date"),
        Phrase("began", r"<date>,? .. (?P<cue>comenzó|empezó|arrancó)\b", "campaign", "date"),
        Phrase("discovered", r"(?P<cue>descubiert[oa]s?|detectad[oa]s?|detectó|detectaron|descubrió|descubrieron|identificó|hallad[oa]s?|observó|apareció|advirtió|saltó|salió a la luz|alarma) .. <date>", "campaign", "date"),
        Phrase("discovered", r"<date>,? .. (?P<cue>descubiert[oa]s?|detectad[oa]s?|detectó|detectaron|descubrió|descubrieron|identificó|hallad[oa]s?|observó|salió a la luz|dio la alarma)\b", "campaign", "date"),
        # -- said of oneself, and of what may come
        Phrase("admits", rf"<subject>,? .. (?P<cue>reconoció|reconoce|admitió|admite|confesó|reconocido|admitido|pidió perdón|pidió disculpas|lamenta|lamentó) {_SAID}", "organisation|person", "statement"),
        Phrase("admits", r"<subject> (?P<cue>entona|entonó) (?P<object>[^;]{6,240})", "organisation|person", "statement"),
        Phrase("admits", r"(?P<object>[^;]{0,120}?(?P<cue>fue un error nuestro|error nuestro|lo sentimos|nuestro error|deberíamos haber|pedimos disculpas|pedimos perdón|nuestra culpa)[^;]{0,200})", "organisation", "statement"),
        Phrase("warns", r"(?P<object>(?P<cue>tememos|nos tememos) (?:que )?[^;]{8,200})", "organisation", "statement"),
        Phrase("warns", r"<subject> .. (?<!la[ ])(?P<cue>advierte|advirtió|advierten|avisa|avisó|alerta|alertó|teme|temen|prevé|espera) (?:de )?(?:que )?(?P<object>[^;]{8,240})", "organisation|person", "statement"),
        Phrase("warns", r"(?P<object>[^;]{12,240}?), (?P<cue>advierte|advirtió|avisa|avisó|alertó|alerta) (?:el |la )?<subject>", "organisation|person", "statement"),
        # -- more of what nobody knows
        Phrase("unknown", rf"(?P<cue>sabe|saben|sabemos|claro|investiga|investigan|determinar|precisar) {_ASKED}", "campaign", "question"),
        Phrase("unknown", r"(?P<object>\b(?:cómo|quién|quiénes|cuándo|cuánt[oa]s|por qué|qué) [^;,]{3,160}?) (?:no se|sigue|siguen|es|permanece|continúa|todavía|aún) (?:ha |han |sin |siendo |no |se )*(?P<cue>explicado|aclarado|saberse|sabe|conoce|desconocid[oa]|incógnita|misterio|aclararse|determinado)", "campaign", "question"),
        Phrase("mitigated-by", rf"(?P<cue>hacer|solución|recomendaciones|medidas|consejos)\W+(?P<object>(?:{_ACT})\b.{{3,240}})", "campaign", "measure"),
        Phrase("unknown", rf"(?P<cue>desconoce|desconocen|ignora|ignoran) (?:todavía |aún |por ahora |por el momento )?{_ASKED}", "campaign", "question"),
        Phrase("unknown", rf"no (?:se |ha |han |está |queda |es )*(?P<cue>sabe|saben|claro|conoce|precisado|revelado|confirmado|dicho|aclarado|determinado|seguro) (?:todavía |aún )?{_ASKED}", "campaign", "question"),
        Phrase("unknown", rf"(?P<cue>incógnita|misterio|duda) {_ASKED}", "campaign", "question"),
        Phrase("unknown", r"(?P<object>\b(?:el|la|los|las) (?:[\w'-]+ ){1,8}?)(?:es|son|sigue siendo|siguen siendo|permanece|resulta)(?: \w+){0,2}? (?P<cue>desconocid[oa]s?|inciert[oa]s?|una incógnita)", "campaign", "question"),
    ),
    months=(
        "enero|ene", "febrero|feb", "marzo|mar", "abril|abr", "mayo", "junio|jun", "julio|jul", "agosto|ago",
        "septiembre|setiembre|sept|sep", "octubre|oct", "noviembre|nov", "diciembre|dic",
    ),
    weekdays=words("lunes martes miércoles jueves viernes sábado domingo"),
    seasons=("primavera", "verano", "otoño", "invierno"),
    relative={
        "hoy": "0 day", "ayer": "-1 day", "anteayer": "-2 day", "esta semana": "0 week", "este mes": "0 month", "este año": "0 year", "la semana pasada": "-1 week", "la pasada semana": "-1 week",
        "el mes pasado": "-1 month", "el pasado mes": "-1 month", "el año pasado": "-1 year", "el pasado año": "-1 year", "el mismo día": "~0 day", "al día siguiente": "~1 day", "la víspera": "~-1 day",
        "hace <n> días": "-1 day", "hace <n> semanas": "-1 week", "hace <n> meses": "-1 month", "hace <n> años": "-1 year", "hace <n> semana": "-1 week", "hace <n> mes": "-1 month", "hace <n> año": "-1 year",
        "<n> días antes": "~-1 day", "<n> semanas antes": "~-1 week", "<n> meses antes": "~-1 month", "<n> años antes": "~-1 year",
        "<n> días después": "~1 day", "<n> semanas después": "~1 week", "<n> meses después": "~1 month", "<n> años después": "~1 year", "<n> días más tarde": "~1 day", "<n> meses más tarde": "~1 month",
        "el pasado <weekday>": "last", "el <weekday> pasado": "last", "el <weekday>": "last", "este <weekday>": "last", "la pasada <season>": "last", "el pasado <season>": "last", "el pasado <month>": "last", "el pasado mes de <month>": "last", "<month> de este año": "last", "<month> del año pasado": "last",
    },
    numbers={
        "un": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12,
        "quince": 15, "veinte": 20, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "cien": 100, "medio millón de": 500000,
    },
    demonyms={
        "norcoreano": "Corea del Norte", "norcoreanos": "Corea del Norte", "norcoreana": "Corea del Norte", "Pyongyang": "Corea del Norte", "chino": "China", "chinos": "China", "Pekín": "China",
        "ruso": "Rusia", "rusos": "Rusia", "rusa": "Rusia", "Moscú": "Rusia", "Kremlin": "Rusia", "iraní": "Irán", "iraníes": "Irán", "Teherán": "Irán",
    },
    techniques={
        "T1195.001": (r"confusión de dependencias", r"typosquatting", r"paquetes? (?:npm |pypi |python )?(?:malicios\w*|troyanizad\w*)"),
        "T1195.002": (r"(?:ataque|ataques|compromiso) (?:a |de |contra |en )?(?:la |una )?cadena de suministro", r"cadena de suministro de software"),
        "T1574.001": (r"carga lateral", r"secuestro de dll", r"side-?loading"),
        "T1497.003": (r"(?:duerme|dormía|latente|permanecía inactivo|permanece inactivo|espera|esperaba) (?:\w+ ){0,2}?(?:días|semanas|horas)",),
        "T1102.001": (r"buzón muerto", r"dead drop"),
        "T1555.003": (r"(?:credenciales|contraseñas) (?:guardadas |almacenadas )?(?:en|de) (?:\w+ ){0,2}?navegador(?:es)?",),
        "T1553.002": (r"certificados? (?:\w+ )?(?:robados?|válidos?|legítimos?|caducados?|revocados?)", r"legítimos certificados", r"firma (?:digital )?(?:válida|legítima)", r"(?:digitalmente|válidamente|legítimamente) firmad\w*"),
        "T1055": (r"inyección (?:de código|de procesos|en)", r"inyecta (?:\w+ ){0,3}?en"),
        "T1566": (r"phishing(?: dirigido)?", r"correos? de suplantación", r"suplantación de identidad"),
        "T1598": (r"vishing", r"phishing telefónico"),
        "T1189": (r"abrevadero", r"watering hole"),
        "T1078": (r"(?:credenciales|cuentas?|contraseñas|claves) (?:\w+ )?(?:robadas?|comprometidas?|sustraídas?|filtradas?|legítimas|válidas)", r"cuenta (?:\w+ ){0,2}?comprometida"),
        "T1528": (r"tokens? (?:\w+ ){0,3}?(?:robados?|comprometidos?|sustraídos?)", r"robo de tokens?"),
        "T1486": (r"cifr(?:ó|aron|an|ado|ando) (?:los |sus )?(?:archivos|ficheros|datos|discos|sistemas)",),
        "T1485": (r"borrado de datos", r"destrucción de datos", r"borr(?:ó|aba|a) (?:los |sus )?(?:discos|datos|archivos)"),
        "T1190": (r"(?:explotó|explotaron|explotando|aprovecharon|aprovechó|explotación) (?:de )?(?:una |un |la |el |varias |esta )?(?:\w+ ){0,2}?(?:vulnerabilidad|vulnerabilidades|fallo|fallos)",),
        "T1210": (r"movimientos? latera(?:l|les)",),
        "T1027": (r"ofuscad\w*", r"ofuscación"),
        "T1027.003": (r"esteganograf\w*",),
        "T1036": (r"disfrazad\w*", r"haciéndose pasar por", r"se hacía pasar por"),
        "T1656": (r"ingeniería social", r"ofertas? de empleo falsas?"),
        "T1133": (r"vpn",),
        "T1090": (r"proxy inverso",), "T1110": (r"fuerza bruta",),
    },
    motives={
        "money": (r"ánimo de lucro", r"fines? (?:económicos?|lucrativos?|financieros?)", r"motivación (?:económica|financiera)", r"beneficio económico", r"móvil (?:\w+ )?(?:ser )?económico", r"robar (?:cripto\w*|dinero|fondos)", r"robo de cripto\w*", r"lucro", r"motivad\w* por (?:el )?dinero", r"financiar (?:el|su) (?:régimen|programa)"),
        "espionage": (r"(?:ciber)?espionaje", r"espiar", r"recopilar inteligencia"),
        "sabotage": (r"sabotaje", r"sabotear", r"destrucción", r"destruir", r"desestabiliz\w*"),
    },
    kinds={
        "malware": ("puerta trasera", "malware", "troyano", "programa malicioso", "ransomware", "cargador", "implante", "infostealer", "gusano", "backdoor", "código malicioso", "inyector", "software espía"),
        "actor": (r"grupo(?: de piratas| de hackers| de ciberespionaje)?", "piratas informáticos", "banda", "hackers", "colectivo", "actor"),
        "organisation": ("empresa", "compañía", "fabricante", "proveedor", "proveedora", "firma", "sociedad", "banco", "agencia", "ministerio", "hospital", "universidad", "clientes", "empleado", "desarrolladora", "investigadores", "propietaria", "dueña"),
        "product": ("software", "aplicación", "programa", "herramienta", "cliente", "plataforma", "paquete", "biblioteca", "instalador", "actualización", "extensión", "módulo", "servicio", "producto", "agente", "acción", "versión", "versiones", "solución", "asistente", "utilidad", "dependencia"),
        "campaign": ("campaña", "operación"),
        "person": ("consejero delegado", "director", "directora", "presidente", "presidenta", "portavoz", "investigador", "investigadora", "desarrollador", "analista", "ministro"),
    },
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
        "pronoun": (),
        "yet": ("luego", "que"),
        "and": ("y", "e", "o", "u", "así como"),
        "but": ("pero", "mientras que", "mientras", "en cambio", "sin embargo", "sino", "aunque"),
        "if": ("si", "a menos que"),
        "since": ("desde", "a partir de"),
        "until": ("hasta", "hasta el"),
        "before": ("anteriores a", "anteriores a la", "anterior a", "anterior a la", "inferiores a", "antes de", "antes del"),
        "after": ("después de", "tras", "a partir de", "ya en"),
        "between": ("entre", "de", "desde"),
        "early": ("principios de", "comienzos de", "inicios de"),
        "late": ("finales de", "fines de"),
        "incident": (
            "ataque", "el ataque", "del ataque", "al ataque", "ataques", "la intrusión", "intrusión", "campaña", "la campaña",
            "operación", "la operación", "incidente", "compromiso", "ciberataque", "este", "esta", "hackeo", "atacantes", "piratas informáticos",
        ),
        "common": words(
        """troya gobierno comunicado estimados cronología mitigación desconocemos sabemos calculamos recomendamos tememos creemos trabajamos boletín aviso semanal portada descripción solución publicado importancia recursos otros datos luego lo extrañamente madrid también qué entre tampoco investigadores cloudflare-no por atacantes piratas investigadores clientes usuarios víctimas empleados fabricante versión versiones
            actualización programa seguridad ataque indicadores resumen publicado traducido fuente fuentes
            producto hoy ayer lunes martes miércoles jueves viernes sábado domingo varios algunos nadie nada
            expertos tampoco autoridades organizaciones administradores empresa empresas desinstale desinstalar aislar
            aísle cambie cambiar detrás solo sólo únicamente actualice ignore ignora fue para tres cuatro
            resulta sigue ahora todavía"""
    ),
        "region": ("Corea del Norte", "China", "Rusia", "Irán", "Corea del Sur", "RPDC", "Estados Unidos", "EE. UU.", "EE.UU.", "Reino Unido", "Ucrania", "Europa", "Asia", "África", "América del Norte", "América Latina", "Unión Europea", "Alemania", "Francia",
            "Italia", "España", "Portugal", "Países Bajos", "Bélgica", "Suiza", "Austria", "Polonia", "Suecia", "Noruega", "Dinamarca", "Finlandia", "Irlanda", "Canadá", "México", "Brasil", "Argentina", "Chile", "Colombia", "Perú", "Australia", "Japón", "India", "Pakistán",
            "Israel", "Turquía", "Taiwán", "Vietnam", "Singapur", "Hong Kong", "Oriente Medio", "Bielorrusia"),
        "denial": ("no hay pruebas de que", "no hay indicios de que", "no hay evidencia de que", "no hay constancia de que", "sin pruebas de que", "nada indica que", "nada sugiere que", "niega que", "negó que", "desmiente que", "desmintió que", "descarta que", "descartó que", "no es cierto que",
            "es falso que", "no ha hallado pruebas", "no hay prueba", "negó primero que", "ninguna prueba de que"),
        "whether": ("si", "como si", "a menos que", "en caso de que"),
        "the": ("el", "la", "este", "esta", "dicho", "dicha", "su"),
        "in": ("en", "de", "del", "desde", "durante", "a", "mes de"),
        "doer": ("atacantes", "el atacante", "un atacante", "piratas", "intrusos", "el intruso", "delincuentes", "ciberdelincuentes", "un tercero"),
        "verb": ("puede", "espera", "envía", "ejecuta", "descarga", "contacta", "comunica", "borra", "elimina", "instala", "realiza", "se", "no"),
        "object start": ("luego",),
        "which": ("que", "cual", "quien", "cuyo", "cuya", "donde"),
        "question": ("cómo", "cuándo", "quién", "quiénes", "por qué", "si", "cuántos", "cuántas", "dónde", "qué", "cuál"), "nor": ("ni",),
        "ellipsis": (r"no(?: lo)? (?:están|está|son|es|fue|fueron)",),
        "expletive": (),
        "act": tuple(_ACT.split("|")),
        "data-end": ("desde", "hacia", "en", "por", "para", "mediante", "cuando", "antes", "después", "luego", "entre", "almacenados", "almacenadas", "del proceso"),
        "act-to": ("y", "e", "o", "luego", "también", "después", "a", "de"),
        "mid": ("mediados de",),
        "compound": (),
        "group": ("empresas", r"organizaci(?:ón|ones)", "clientes?", "usuarios?", "usuarias", "víctimas?", "compañías", "instituciones", "agencias", "desarrolladores", "bancos", "hospitales", "ministerios", "máquinas?", "ordenadores", "computadoras", "computadores", "equipos?", "dispositivos?", "sistemas", "servidores", "redes", "repositorios", "proyectos", "sitios",
            "cuentas", "paquetes", "administraciones", "escuelas", "tiendas", "supermercados", "proveedores", "personas", "suscriptores", "descargas", "instalaciones", "empleados", "entidades", "universidades", "objetivos", "países", "firmas"),
        "bound": ("más de", "al menos", "por lo menos", "menos de", "hasta", "unos", "unas", "alrededor de", "cerca de", "casi", "aproximadamente", "otras", "otros", "solo", "apenas", "en torno a"),
        "vague": ("cientos de miles de", "decenas de miles de", "decenas de", "cientos de", "centenares de", "miles de", "millones de", "varios", "varias", "varios cientos de", "varios miles de", "una decena de", "una veintena de", "un centenar de", "una docena de", "un puñado de", "numerosas", "numerosos", "medio millón de", "un millón de", "más de un centenar de"),
        "sector": (r"sectore?s? (?:de la |del |de los |de )?\w+", "infraestructuras críticas", r"empresas de (?:criptomonedas|energía|defensa|telecomunicaciones)", r"organismos (?:públicos|gubernamentales)"),
        "title": (r"(?:director|directora|presidente|presidenta|portavoz|responsable|investigador|investigadora|ministro|ingeniero|analista|consejero delegado|ceo)",),
        "negation-free": ("no solo", "no sólo", "no solamente", "sin duda", "ni más ni menos"),
        "sources": ("fuente:", "fuentes:", "traducido de", "traducción de", "con información de", "adaptado de", "publicado originalmente por", "artículo original de"),
        "personal computer": ("ordenador personal", "PC personal", "computadora personal", "computador personal", "ordenador privado", "equipo personal", "portátil personal", "ordenador doméstico", "ordenador de casa"),
        "work computer": ("ordenador de trabajo", "ordenador corporativo", "equipo corporativo", "estación de trabajo", "ordenador de la empresa", "ordenador profesional", "equipo de trabajo"),
        "phone": ("teléfono", "móvil", "celular", "smartphone"),
    },
)  # fmt: skip
