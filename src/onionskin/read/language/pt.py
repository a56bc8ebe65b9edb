"""Portuguese, of Portugal and of Brazil: how reports say who was hit through what, and how sure they are."""

from __future__ import annotations

from onionskin.plugins.contracts import Cues, Phrase, words

META = {
    "title": "Portuguese",
    "misses": "Subjects that the verb alone carries are taken for the incident; reported speech across sentences.",
    "references": ["https://www.cert.br/", "https://www.cncs.gov.pt/"],
}

_HIT = r"comprometid\w*|atacad\w*|violad\w*|hackead\w*|infetad\w*|infectad\w*|infiltrad\w*|invadid\w*|trojanizad\w*|penetrad\w*|atingid\w*|adulterad\w*|pirateada?s?|sequestrad\w*|envenenad\w*|manipulad\w*|alterad\w*|modificad\w*|sabotad\w*"
_STRUCK = r"afetad[oa]s?|comprometid[oa]s?|atacad[oa]s?|infectad[oa]s?|infetad[oa]s?|hackead[oa]s?|violad[oa]s?|atingid[oa]s?|espiad[oa]s?|espionad[oa]s?|vítimas?|infiltrad[oa]s?|invadid[oa]s?|criptografad[oa]s?|cifrad[oa]s?|encriptad[oa]s?|paralisad[oa]s?|contaminad[oa]s?|prejudicad[oa]s?|impactad[oa]s?|lesad[oa]s?|visad[oa]s?"
_WAS = r"(?:foi|foram|fora|é|são|era|eram|estava|estavam|acabou|acabaram|ficou|ficaram|viu-se|sendo|ser|(?:tem|têm|tinha|tinham|teria|teriam|terá|terão|ter|terem|havia|haviam|haver|pode ter|podem ter|poderá ter|poderia ter) sido)"
_THROUGH = r"(?:através d\w+|por meio d\w+|por via d\w+|por intermédio d\w+|por obra d\w+|via|com|usando|utilizando|explorando|aproveitando|abusando d\w+|graças (?:a|à|ao|às|aos)|por causa d\w+|mediante|a partir d\w+|recorrendo (?:a|à|ao)|pel[ao]s?|por|depois de (?:instalar|baixar|descarregar|executar|abrir)|após (?:instalar|baixar|descarregar|executar|abrir))"
_RAN = r"instalou|baixou|descarregou|executou|abriu|rodou|instalar|executar|baixar|descarregar|instalado|baixado|executado|descarregado|transferiu|correu|lançou"
_DEVICE = r"(?P<object>(?:[\w'-]+ ){0,2}?(?:computador|pc|notebook|portátil|telefone|telemóvel|celular|smartphone|equipamento|dispositivo|máquina|estação)(?: (?:pessoal|privado|privada|particular|de trabalho|corporativ[oa]|da empresa|doméstico|de casa|profissional))?)"
_ASKED = r"(?P<object>(?:(?:de|a|com|para|por|desde|sobre|em) )?(?:como|quando|quem|por que|porquê|porque|se|quant[oa]s?|onde|desde quando|o que|que|qual|quais|até que ponto|em que medida)\b[^;]{3,200})"
_ACT = (
    "desinstalar|desinstale|desinstalem|remover|remova|removam|isolar|isole|isolem|trocar|troque|troquem|mudar|mude|mudem|alterar|altere|alterem|atualizar|atualize|atualizem"
    "|redefinir|redefina|redefinam|repor|reponha|bloquear|bloqueie|bloqueiem|desativar|desative|desativem|usar|use|usem|utilizar|utilize|apagar|apague|eliminar|elimine|excluir|exclua"
    "|revogar|revogue|revoguem|instalar|instale|instalem|limpar|limpe|rotacionar|rotacione|rodar|substituir|substitua|substituam|migrar|migre|migrem|desligar|desligue|desliguem|reconstruir|reconstrua|reconstruí-los|reconstruí-las|reconstruir-se|transferir|transfiram|transfira|fixar|fixe|fixem"
    "|considerar|considere|considerem|renovar|renove|renovem|reiniciar|reinicie|verificar|verifique|verifiquem|procurar|procure|procurem|pesquisar|monitorar|monitore|monitorizar|monitorize|vigiar|vigie|auditar|audite|auditem|restaurar|restaure|reinstalar|reinstale|aplicar|aplique|apliquem|ativar|ative|ativem|consultar|consulte|evitar|evite|evitem|limitar|limite|restringir|restrinja"
    "|desconectar|desconecte|retirar|retire|recompilar|recompile|regenerar|gerar|gere|gerem|notificar|notifique|reportar|comunicar|comunique|parar|pare|inspecionar|inspecione|analisar|analise|examinar|examine|segmentar|segmente|exigir|exija|desconfiar|desconfie|desconfiem|suspender|suspenda|interromper|interrompa|formatar|formate|rever|reveja|revejam|revisar|revise|confirmar|confirme|cancelar|cancele|não pagar|não pague|não abrir|não abra|voltar|volte|passar a|recorrer|cortar|corte|guardar|preservar|preserve|manter|mantenha|habilitar|habilite|desabilitar|desabilite|invalidar|invalide|permanecer|fazer|faça|façam"
)
_DATA = r"(?P<object>[^;.]{3,200})"
_SAID = r"(?:que |ter |ser |estar |terem )?(?P<object>[^;]{6,240})"
_OF = r"(?:de|do|da|dos|das|d')"
_TO = r"(?:a|à|ao|às|aos)"
_BY = r"(?:por|pelo|pela|pelos|pelas)"
_IN = r"(?:em|no|na|nos|nas|num|numa)"
_NEAR = r"(?:\s*,[^,;]{0,160},|\s*\([^()]{0,160}\)|,)?(?: (?!que\b|quant[oa]s?\b|como\b|se\b|quem\b|onde\b|qual\b)[\w'-]+){0,6}? "
_MEANS = (
    r"(?P<object>(?:(?:um|uma|uns|umas|o|a|os|as|seu|sua|seus|suas) )?(?:[\w'-]+ ){0,4}?(?:atualização|atualizações|fornecedor|parceiro|fabricante|phishing|contas?|credencial|credenciais|senhas?|palavras?-passe|tokens?|chaves?|segredos?"
    r"|falhas?|vulnerabilidades?|biblioteca|programa|instalador|pacotes?|dependência|dependências|repositório|sessão|acesso|site|servidor|e-mails?|correio eletrónico|anexos?|aplicação|aplicativo|ferramenta|extensão|plugin|script|fluxo de trabalho)(?: [\w'-]+){0,4})"
)
_MADE = "desenvolve|desenvolvem|desenvolveu|fabrica|fabricam|vende|vendem|comercializa|edita|oferece|oferecem|publica|mantém|mantinha|mantêm|produz|produziu|criou|fornece|fornecem|programou|escreveu"
_MADE_BY = r"desenvolvid[oa]s?|fabricad[oa]s?|vendid[oa]s?|comercializad[oa]s?|editad[oa]s?|oferecid[oa]s?|publicad[oa]s?|mantid[oa]s?|produzid[oa]s?|criad[oa]s?|fornecid[oa]s?"
_MAKER = "fabricante|fornecedora?|desenvolvedora?|programadora?|criadora?|editora?|distribuidora?|proprietária|proprietário|dona|dono|mantenedora?|responsável|produtora?|autora?"
_MALWARE = "backdoor|porta dos fundos|porta traseira|malware|trojan|cavalo de troia|cavalo de tróia|programa malicioso|software malicioso|software espião|spyware|ransomware|carregador|loader|implante|infostealer|ladrão de informações|ladrão de dados|worm|wiper|injetor|dropper|vírus|verme|código malicioso"
_GANG = r"(?:grupos?|hackers|piratas informáticos|criminosos|cibercriminosos|atacantes|invasores|intrusos|espiões|quadrilha|gangue|atores|ator|operadores)"
_EVIL = r"(?:trojanizad|malicios|comprometid|adulterad|infectad|infetad|contaminad|envenenad|manipulad|escondia|continha|traz)\w*"

CUES = Cues(
    code="pt",
    name="Portuguese",
    stopwords=words(
        """o a os as um uma uns umas de do da dos das em no na nos nas ao à aos às por pelo pela pelos pelas para com sem
        sob sobre entre e ou que quem qual quais cujo cuja se seu sua seus suas é são era eram foi foram ser sido tem têm
        tinha tinham ter há não nem mais menos muito também mas porém como quando onde segundo após desde até durante já
        lhe eles elas ele ela nós este esta estes estas esse essa esses essas isso isto aquele aquela outro outra outros
        outras todo toda todos todas enquanto porque embora ainda dois duas num numa dele dela deles delas está estão estava sem"""
    ),
    hedges={
        "com alto grau de confiança": "high", "alto grau de confiança": "high", "com alta confiança": "high", "alta confiança": "high", "com elevado grau de confiança": "high", "elevado grau de confiança": "high",
        "com um alto grau de confiança": "high", "com elevada confiança": "high", "com um elevado grau de confiança": "high", "com grande confiança": "high", "com muita confiança": "high",
        "com grau de confiança elevado": "high", "com um grau de confiança elevado": "high", "sem dúvida": "high", "sem qualquer dúvida": "high", "sem margem para dúvidas": "high",
        "com toda a certeza": "confirmed", "com certeza": "confirmed", "confirmado": "confirmed", "confirmada": "confirmed", "confirma": "confirmed", "confirmou": "confirmed", "confirmaram": "confirmed", "confirmam": "confirmed", "comprovado": "confirmed", "comprovadamente": "confirmed",
        "quase certamente": "high", "quase de certeza": "high", "muito provavelmente": "high", "com confiança moderada": "moderate", "com moderada confiança": "moderate", "confiança moderada": "moderate",
        "com grau moderado de confiança": "moderate", "com um grau moderado de confiança": "moderate", "com um grau de confiança moderado": "moderate", "com grau médio de confiança": "moderate", "com confiança média": "moderate", "provavelmente": "moderate", "presumivelmente": "moderate", "provável": "moderate", "é provável que": "moderate", "acredita": "moderate", "acredita-se": "moderate",
        "acreditam": "moderate", "crê": "moderate", "crê-se": "moderate", "considera": "moderate", "avalia": "moderate", "estima": "moderate", "julga": "moderate", "julga-se": "moderate", "suspeita": "moderate", "suspeita-se": "moderate", "suspeitam": "moderate", "suspeito": "moderate", "suspeitos": "moderate", "sugere": "moderate", "sugerem": "moderate",
        "parece": "moderate", "parecem": "moderate", "parecia": "moderate", "ao que parece": "moderate", "ao que tudo indica": "moderate", "tudo indica que": "moderate", "aponta para": "moderate", "apontam para": "moderate", "suposto": "moderate", "suposta": "moderate", "presumíveis": "moderate", "presumível": "moderate",
        "acredita que": "moderate", "acreditam que": "moderate", "suspeita que": "moderate", "suspeitam que": "moderate", "suspeita-se que": "moderate", "acredita-se que": "moderate", "crê que": "moderate", "julga que": "moderate", "considera que": "moderate", "sugere que": "moderate", "sugerem que": "moderate", "parece que": "moderate", "avalia que": "moderate",
        "com baixa confiança": "low", "com pouca confiança": "low", "com baixo grau de confiança": "low", "com grau baixo de confiança": "low",
        "poderia": "low", "poderiam": "low", "poderá": "low", "poderão": "low", "poderá ter": "low", "poderão ter": "low", "pode ter": "low", "podem ter": "low", "pode": "low", "podem": "low", "possam": "low", "possa": "low", "teria": "low", "teriam": "low", "terá": "low", "terão": "low", "seria": "low",
        "seriam": "low", "estaria": "low", "estariam": "low", "haveria": "low", "possivelmente": "low", "talvez": "low",
        "supostamente": "low", "alegadamente": "low", "alegado": "low", "alegada": "low", "aparentemente": "low", "não confirmado": "low", "não confirmada": "low", "eventualmente": "low",
    },
    negations=("não", "nunca", "nem", "nenhum", "nenhuma", "tampouco", "jamais", "nega", "negou", "negam", "negar", "negaram", "desmente", "desmentiu", "desmentem", "sem", "nada", "ninguém", "descarta", "descartou", "refuta", "refutou"),
    facts=(
        # -- who was hit, and through what
        Phrase("compromised-through", rf"<subject> .. {_WAS} .. (?P<cue>{_HIT})(?: por (?:\S+ ){{1,4}}?)? .. {_THROUGH} .. <object>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", rf"<subject> {_WAS} (?:\w+ )?(?P<cue>{_HIT}) {_THROUGH} (?:[\w']+ ){{0,6}}?<object>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", rf"(?P<cue>comprometeram|comprometeu|comprometer|atacaram|atacou|atacar|infetaram|infectaram|infectou|infetou|infectar|infetar|invadiram|invadiu|invadir|violaram|violou|violar|hackearam|hackear|infiltraram|infiltrou|infiltrar|entraram|entrou|entrar|penetraram|penetrar|acederam|acedeu|aceder|acessaram|acessou|acessar|chegaram|chegou) (?:[\w'-]+ ){{0,4}}?<subject> .. {_THROUGH} .. <object>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", rf"{_THROUGH} <object!>,? .. (?P<cue>comprometeram|comprometeu|atacaram|atacou|infetaram|infectaram|infectou|infetou|invadiram|invadiu|violaram|violou|hackearam|infiltraram|entraram|entrou|penetraram|acederam|acedeu|acessaram|acessou|chegaram) .. <subject>", "organisation|group", "product|organisation"),
        Phrase("compromised-through", r"<object> .. (?P<cue>serviu|serviram|utilizad[oa]s?|usad[oa]s?|usou|usaram|utilizou|utilizaram|explorad[oa]s?|explorou|exploraram|aproveitad[oa]s?|aproveitaram|permitiu|permitiram|abusad[oa]s?|abusaram) .. (?:comprometer|atacar|infectar|infetar|violar|hackear|invadir|infiltrar\w*|entrar|aceder|acessar|penetrar|chegar|atingir|espionar|espiar) .. <subject>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", r"(?P<cue>usaram|usou|usando|utilizaram|utilizou|utilizando|exploraram|explorou|explorando|aproveitaram|aproveitou|abusaram|abusou|valeram|recorreram) .. <object> .. para (?:comprometer|atacar|infectar|infetar|violar|hackear|invadir|infiltrar\w*|entrar|aceder|acessar|penetrar|chegar|atingir) .. <subject>", "organisation|group", "product|organisation"),
        Phrase("compromised-through", rf"<object> .. (?P<cue>porta|vetor|via|entrada|trampolim|ponto|acesso|ponte) .. (?:de entrada|de acesso|inicial|para|{_IN}|ao|à|contra|d[ao]) .. <subject>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", rf"(?P<cue>comprometimento|compromisso|ataque|intrusão|infecção|infeção|violação|invasão) .. (?:{_OF}|{_TO}|contra|{_IN}) .. <subject> .. {_THROUGH} .. <object>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", rf"(?P<cue>comprometimento|compromisso|ataque|intrusão|infecção|infeção|violação|invasão) (?:{_OF}|{_TO}|contra|{_IN}) .. <subject> .. (?:começou|teve início|se originou|originou-se|partiu|teve origem|decorreu|resultou) (?:com|{_IN}|{_OF}) .. <object>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", r"(?:comprometimento|invasão|violação|adulteração|ataque) .. <object> .. (?P<cue>levou|conduziu|permitiu|abriu|resultou|causou|originou) .. (?:comprometimento|intrusão|porta|violação|acesso|invasão) .. <subject>", "organisation|group|product", "product|organisation"),
        Phrase("compromised-through", rf"<subject> .. (?P<cue>sofreu|sofreram|sofrido) .. (?:ataque|violação|intrusão|invasão|comprometimento|infeção|infecção) .. {_THROUGH} .. <object>", "organisation|group", "product|organisation"),
        Phrase("compromised-through", rf"<object> .. (?P<cue>porta|via|entrada) pel[oa]s? qua(?:l|is) .. (?:entraram|acederam|acessaram|chegaram|penetraram) .. (?:{_IN}|à|ao) .. <subject>", "organisation|group", "product"),
        Phrase("compromised-through", rf"<subject> .. {_WAS} .. (?P<cue>{_HIT}) .. (?:através d[eao]s?|mediante|{_BY}|com|por meio d[eao]s?|graças (?:a|à|ao|às|aos)|a partir d[eao]s?|usando|utilizando|via) {_MEANS}", "organisation|product|group", "technique"),
        Phrase("compromised-through", rf"<subject> .. {_WAS} .. (?P<cue>{_HIT}) .. (?:através d[eao]s?|por meio d[eao]s?|graças (?:a|à|ao|às|aos)|a partir d[eao]s?|via|{_BY}) (?P<object>(?:um|uma|seu|sua|o|a) (?:[\w'-]+ ){{0,3}}?(?:fornecedora?|parceir[oa]|prestadora?|subsidiária|fabricante|empresa))", "organisation|group", "organisation"),
        Phrase("compromised-through", r"(?P<cue>modificaram|alteraram|comprometeram|entraram|acederam|acessaram|invadiram) .. <subject> .. (?:com|mediante|usando|através d[eao]s?|por|graças (?:a|à|ao)) .. <object>", "organisation|product", "product|organisation"),
        Phrase("compromised-through", rf"(?P<cue>invadiram|invadiu|comprometeram|comprometeu|entraram|acederam|acessaram|violaram|infiltraram) .. <subject> .. (?:com|mediante|usando|através d[eao]s?|por meio d[eao]s?|graças (?:a|à|ao)) {_MEANS}", "organisation|group", "technique"),
        Phrase("compromised-by", rf"<subject> .. {_WAS} .. (?P<cue>{_HIT}) {_BY} (?!meio |via |causa |intermédio |obra )(?:mesmos |grupo |hackers )?(?:[\w'-]+ ){{0,3}}?<object>", "organisation|product|group", "actor|malware|region"),
        Phrase("compromised-by", rf"<subject> .. {_WAS} .. (?P<cue>{_STRUCK})(?!\w) {_BY} (?!meio |via |causa |intermédio |obra )(?:[\w'-]+ ){{0,2}}?<object!>", "organisation|product|group", "malware"),
        Phrase("compromised-by", r"<object> (?:também |já |teria |terá |tinha |havia )*(?P<cue>comprometeu|atacou|hackeou|infectou|infetou|violou|infiltrou|atingiu|invadiu|penetrou|invadido|comprometido|atacado|infetado|infectado|violado) (?:[\w'-]+ ){0,4}?<subject>", "organisation|group", "actor|malware|region"),
        Phrase("compromised-by", r"(?P<object>\bo grupo) (?:teria|terá|tinha|havia|tem)? ?(?P<cue>entrado|entrou|penetrado|invadido|invadiu|comprometido|comprometeu|acedido|acessado) .. <subject>", "organisation", "actor"),
        Phrase("compromised-by", r"<object>,? (?:o grupo )?(?:(?:teria|terá|terão|teriam|tinha|havia|já|também|depois) ){0,3}(?P<cue>entrado|entrou|penetrou|acedeu|acessou|infiltrou-se) (?:na rede|nos sistemas|em|na|no|nas redes|aos sistemas|os sistemas|à rede|a rede) (?:d[aeo]s? )?<subject>", "organisation", "actor"),
        # -- victims
        Phrase("victim", rf"<count> .. (?:{_STRUCK})[^,;]{{0,60}},? (?P<cue>entre elas|entre eles|entre as quais|entre os quais|como|incluindo|incluídas|incluídos|nomeadamente) <subject!>", "organisation", "campaign"),
        Phrase("victim", rf"<subject>{_NEAR}(?:foi|foram|é|são|está|estão|estava|estavam|acabou|acabaram|ficou|ficaram|sido|ser|estar|caiu|viu-se|entre) .. (?P<cue>{_STRUCK})(?!\w)", "organisation|group|sector|region", "campaign"),
        Phrase("victim", rf"(?:foram|foi|ficaram|terão sido|teriam sido) (?P<cue>{_STRUCK}) (?:(?:também|os|as|o|a|pelo|menos|sistemas|redes|servidores|de|da|do|das|dos) ){{0,4}}?<subject!>", "organisation|group|sector", "campaign"),
        Phrase("victim", r"<subject> .. (?P<cue>sofreu|sofreram|sofrido) .. (?:ataque|violação|intrusão|invasão|comprometimento|roubo)", "organisation|group|sector", "campaign"),
        Phrase("victim", r"<subject>, (?:(?:ela|ele) )?(?:própri[oa]|também|igualmente) (?P<cue>vítima|afetada|atingida|alvo)", "organisation", "campaign"),
        Phrase("victim", r"<subject> própri[oa] (?P<cue>vítima|alvo)", "organisation", "campaign"),
        Phrase("victim", r"(?P<cue>afetad[oa]s|vítimas?|alvos|prejudicad[oa]s|atingid[oa]s|lesad[oa]s) .. (?:figuram|figura|figuravam|estão|está|estavam|estava|encontram-se|são|eram|incluem|incluíam|incluindo|como|há|havia|destacam-se|constam|contam-se|entre elas|entre eles) .. <subject>", "organisation|group|sector|region", "campaign"),
        Phrase("victim", r"\Aentre (?:eles|elas) .. (?P<cue>estão|está|estavam|figuram|figura|figuravam|constam|contam-se|encontram-se|incluem-se) (?:[\w'-]+ ){0,2}?<subject>", "organisation|group|sector", "campaign"),
        Phrase("victim", r"<subject> .. (?P<cue>figuram|figura|constam|consta|contam-se|encontram-se|estão|caíram|tornou-se|tornaram-se) .. (?:afetad[oa]s|vítimas?|atingid[oa]s|prejudicad[oa]s)", "organisation|group|sector|region", "campaign"),
        Phrase("victim", r"(?:<incident>|que|worm|verme|malware|atualização|trojan|programa|versão|pacote) .. (?P<cue>afetou|infectou|infetou|atingiu|alcançou|comprometeu|atacou|paralisou|afeta|afetam|infecta|infeta|afetava|atinge|atingem|invadiu|cifrou|criptografou|derrubou) (?!por |com |mediante )(?:[\w'-]+ ){0,4}?<subject>", "organisation|group|sector|region", "campaign"),
        Phrase("victim", r"(?P<cue>infectou|infetou|atingiu|comprometeu|infectando|infetando|afetando|infectar|infetar|afetou|atingindo|invadiu|invadiram|comprometeram|infectaram|infetaram|espionaram|visou|paralisou|roubados|comprometendo) (?!por |com |mediante )(?:[\w'-]+ ){0,6}?<subject>", "group|sector|region", "campaign"),
        Phrase("victim", rf"<subject> .. (?P<cue>instalaram|instalou|baixaram|baixou|descarregaram|descarregou|receberam|recebeu|executaram|executou|transferiram) .. {_EVIL}", "organisation|group", "campaign"),
        Phrase("victim", r"<subject> .. (?P<cue>executado|executaram|executou|corrido|rodado|rodaram) o (?:código|programa|malware)", "group", "campaign"),
        Phrase("victim", rf"{_EVIL} .. (?P<cue>instalad[oa]s?|baixad[oa]s?|descarregad[oa]s?|distribuíd[oa]s?|recebid[oa]s?|entregues?|enviad[oa]s?) .. (?:por|a|para|pel[oa]s?|em) .. <subject>", "organisation|group", "campaign"),
        Phrase("victim", r"<subject> .. (?P<cue>reconheceu|admitiu|confirmou|revelou|informou|comunicou|anunciou|contou|disse|afirmou) .. (?:ter sido|que foi|que fora|foi) .. (?:afetad[oa]|comprometid[oa]|atacad[oa]|invadid[oa]|atingid[oa]|infetad[oa]|infectad[oa]|vítima)", "organisation", "campaign"),
        Phrase("victim", r"<subject> .. (?P<cue>reconheceu|admitiu|confirmou|revelou) que .. (?:descarregou|descarregaram|baixou|baixaram|executou|executaram|instalou|instalaram)\b", "organisation", "campaign"),
        # -- suppliers, customers, products
        Phrase("supplies", rf"<subject>, (?:(?:um|uma|o|a) )?(?:[\w'-]+ ){{0,4}}?(?P<cue>{_MAKER}) (?:{_OF}|por trás d[oae]) (?:[\w'-]+ ){{0,2}}?<object!>", "organisation", "product|organisation|group"),
        Phrase("supplies", rf"(?P<cue>{_MAKER}) (?:de|do|da) (?:[\w'-]+ ){{0,2}}?<object!>,? <subject!>", "organisation", "product"),
        Phrase("supplies", r"<subject>, .. (?P<cue>responsável|responsáveis|mantenedor|mantenedora|criador|autor|programador) (?:pelo|pela|do|da) (?:projeto|projecto|pacote|biblioteca|código)", "person|organisation", "product"),
        Phrase("supplies", rf"<subject>,? (?:que |a qual |o qual )?(?:\w+ )?(?P<cue>{_MADE}) .. <object>", "organisation", "product"),
        Phrase("supplies", rf"<object>,? .. (?P<cue>{_MADE_BY}) {_BY} (?!meio |via |causa |intermédio )(?:[\w'-]+ ){{0,5}}?<subject!>", "organisation", "product"),
        Phrase("supplies", r"(?P<cue>programa|software|aplicação|aplicativo|ferramenta|plataforma|produto|solução|utilitário|assistente|carteira|extensão|instalador|biblioteca|pacote) (?:\w+ )?<object!>,? d[aoe]s? (?:\w+ )?<subject!>", "organisation", "product"),
        Phrase("supplies", r"<object>, .. (?P<cue>ferramenta|programa|software|aplicação|aplicativo|produto|solução|plataforma|assistente|serviço|utilitário)(?: [\w'-]+){0,5}? d[aeo] <subject>", "organisation", "product"),
        Phrase("supplies", r"<object>, .. que (?:a |o )?<subject> (?P<cue>comprou|adquiriu|desenvolve|vende|criou|mantém|oferece)", "organisation", "product"),
        Phrase("supplies", r"<subject>,? (?:[\w'-]+ ){0,2}?(?P<cue>conta com|tem|possui|atende|serve|alega ter|diz ter|afirma ter|soma|fornece) (?:\w+ )?<object!>", "organisation", "group"),
        Phrase("supplies", r"<object> .. (?P<cue>usam|utilizam|confiam|dependem|empregam|recorrem) .. <subject>", "product|organisation", "group"),
        Phrase("supplies", rf"<subject>,? .. (?P<cue>usad[oa]s?|utilizad[oa]s?|empregad[oa]s?|instalad[oa]s?|adotad[oa]s?) (?:em|{_BY}) .. <object>", "product|organisation", "group"),
        Phrase("supplies", r"<subject>,? (?:d[aeo]|a|ao|à) (?:qual|que|quem) <object!> (?P<cue>carregam|dependem|descarregam|baixam)", "organisation|product", "group"),
        Phrase("supplies", r"<subject>,? .. <count>,? (?P<cue>entre eles|entre elas|entre os quais|entre as quais|como|incluindo|incluídos|incluídas|entre outros) <object>", "organisation", "organisation"),
        Phrase("supplies", rf"(?P<cue>clientes|usuários|utilizadores) {_OF} <subject> .. (?:estão|figuram|são|incluem|como|constam) .. <object>", "organisation", "organisation|group"),
        Phrase("supplies", r"(?P<cue>entre os clientes) d[aeo] <subject> .. (?:estão|está|figuram|figura|constam|contam-se) .. <object>", "organisation", "organisation"),
        Phrase("supplies", r"<subject>,? .. (?P<cue>clientes|clientela|carteira) .. (?:como|entre eles|são|incluem|incluindo|figuram|estão|constam) .. <object>", "organisation", "organisation"),
        Phrase("supplies", r"<object> .. (?:entre os|são|é|dos) .. (?P<cue>clientes|cliente|usuários|utilizadores) (?:de|do|da) .. <subject>", "organisation", "organisation|group"),
        Phrase("uses", r"<subject> .. (?P<cue>usa|utiliza|utilize|emprega|usava|utilizava) .. <object>", "organisation", "product"),
        Phrase("uses", rf"<object> .. (?:é|era|são|está) .. (?P<cue>usad[oa]|utilizad[oa]|empregad[oa]) {_BY} .. <subject>", "organisation", "product"),
        # -- how a compromise travels
        Phrase("deliver", rf"(?P<cue>funcionári[oa]s?|empregad[oa]s?|trabalhador\w*|engenheir[oa]s?|desenvolvedor\w*|programador\w*|colaborador\w*|prestador) .. (?:{_OF}|{_IN}) .. <object> .. (?:{_RAN}) .. <subject>", "product", "organisation"),
        Phrase("deliver", rf"(?P<cue>{_RAN}) .. <subject> .. (?:{_IN}|do|desde|a partir do) {_DEVICE}", "product", "device"),
        Phrase("deliver", rf"<subject> .. (?P<cue>{_RAN}) .. (?:{_IN}|do|desde|a partir do) {_DEVICE}", "product", "device"),
        Phrase("deliver", r"<object> .. (?P<cue>instalou|instalaram|baixou|baixaram|descarregou|descarregaram|recebeu|receberam) (?!.{0,60}(?:que|com) )(?:[\w'-]+ ){0,3}?<subject!>", "product|release", "organisation"),
        Phrase("build", rf"(?P<cue>compilação|compilador|ambiente de desenvolvimento|servidor de compilação|servidores de compilação|linha de montagem|processo de build|pipeline) .. (?:{_OF}|{_IN}) .. <subject>", "organisation", "product"),
        Phrase("embed", r"<subject> .. (?P<cue>trazia|traziam|traz|continha|contém|continham|incluía|inclui|incluem|incluíam|escondia|escondiam|ocultava|incorpora|incorporava|dependia d[eoa]|depende d[eoa]|albergava|embutia) .. <object>", "product|release", "malware|file|product"),
        Phrase("embed", r"(?P<cue>acrescentad[oa]s?|adicionad[oa]s?|acrescentou|adicionou|acrescentava|adicionava|incluía|inserid[oa]|introduzid[oa]) .. (?:dependência|dependências|pacote|biblioteca)(?: \w+)?[:,]? (?:o |a )?<object>", "product", "product"),
        Phrase("embed", r"(?P<subject>atualizações|atualização|versões|versão|instalador) (?:\w+ ){0,2}?que (?:\w+ )?(?P<cue>escondia|escondiam|continha|continham|trazia|traziam|ocultava|ocultavam|incluía|incluíam) .. <object>", "product", "malware"),
        Phrase("embed", r"<object>,? .. d[oae] (?:qual|que|quem) .. (?P<cue>dependia|depende|dependem) .. <subject>", "product|release", "product"),
        Phrase("credential", rf"(?P<cue>token|tokens|credenciais|credencial|senhas?|palavras-passe|chaves?|segredos?) .. (?:roubad[oa]s?|furtad[oa]s?|obtid[oa]s?|vazad[oa]s?|subtraíd[oa]s?|expost[oa]s?) (?:a|à|ao|{_OF}|{_IN}) .. <subject> .. (?:para|a|à|ao|{_IN}) .. <object>", "organisation|product", "organisation|product|group"),
        Phrase("manage", r"<subject>,? .. (?P<cue>gere|geria|administra|administrava|gerencia|gerenciava|gerem) .. <object>", "organisation|product", "organisation|product|group"),
        Phrase("manage", rf"<object>,? .. (?P<cue>gerid[oa]s?|administrad[oa]s?|gerenciad[oa]s?) {_BY} .. <subject>", "organisation|product", "organisation|product|group"),
        Phrase("host", rf"<object> .. (?P<cue>hospedad[oa]s?|alojad[oa]s?|armazenad[oa]s?) (?:{_BY}|{_IN}) .. <subject>", "website|organisation", "file|product|website"),
        Phrase("signed-by", rf"<subject>,? .. (?P<cue>assinad[oa]s?|certificados?|assinatura) .. (?:{_BY}|{_OF}|com|em nome de|emitido (?:a|à|ao)|em nome d[aoe]|pertencente (?:a|à|ao)) .. <object>", "release|file", "organisation"),
        Phrase("signed-by", rf"(?P<cue>assinad[oa]s?|certificados?|assinatura) .. (?:{_BY}|{_OF}|em nome de|emitido (?:a|à|ao)|em nome d[aoe]|pertencente (?:a|à|ao)) .. <object>", "release", "organisation"),
        # -- releases
        Phrase("affects", r"(?P<cue>afetad[oa]s?|afeta|afetam|afetou|afetaram|atingid[oa]s?|atinge|atingem|trojanizad[oa]s?|vulneráve\w*|comprometid[oa]s|infectad[oa]s?|infetad[oa]s?|adulterad[oa]s?|malicios[oa]s?|envenenad[oa]s?|alterad[oa]s|distribuíd[oa]s com|publicou a versão|trojan de acesso remoto para|trojan para|malware para|backdoor para)", "campaign", "release"),
        Phrase("affects", rf"(?P<cue>continha|continham|contém|contêm|trazia|traziam|escondia|escondiam|incluía|incluíam)(?= .{{0,40}}(?:{_MALWARE}))", "campaign", "release"),
        Phrase("affects", r"(?P<cue>limp[oa]s?|a salvo|ilesas?|segur[oa]s)", "campaign", "release", holds=False),
        Phrase("affects", r"<object> .. (?:está|estão|estava|estavam|foi|foram|havia sido|tinha sido|acabou|é|são) .. (?P<cue>afetad[oa]s?|vulneráve\w*|trojanizad[oa]s?|adulterad[oa]s?|modificad[oa]s?)", "campaign", "product"),
        Phrase("fixed-in", r"(?P<cue>corrigid[oa]s?|corrige|corrigem|corrigiu|correção|solucionad[oa]s?|resolvid[oa]s?|resolve|resolveu|sanad[oa]s?|atualizar para a|atualize para a|atualizem para a|atualizem para|repor a versão|voltar à versão|remediad[oa]s?|mitigad[oa] na)", "product", "release"),
        Phrase("retired", r"<subject> .. (?P<cue>descontinuad[oa]s?|retirad[oa]s?|abandonad[oa]s?|encerrad[oa]s?|aposentad[oa]s?|deixou) .. <date>", "product", "date"),
        Phrase("retired", r"<subject> .. (?P<cue>fim de vida|fim da vida|fim de suporte|fim do suporte) .. <date>", "product", "date"),
        Phrase("retired", r"(?P<cue>descontinuou|descontinuado|descontinuada|abandonou|aposentou) (?:[\w'-]+ ){0,5}?<subject> .. <date>", "product", "date"),
        Phrase("served", r"<object> .. (?P<cue>continuava|continuavam|ainda|permanecia|permaneciam|disponível|disponíveis|descarregável) .. (?:em|no|na|do|da|a partir do) (?P<subject>(?:[\w'-]+ ){0,3}?(?:site|sítio|web|página|servidor|portal)(?: web)?(?: (?:oficial|do fabricante|do fornecedor|da empresa|da companhia|d[ao] <any>))?)", "website", "product|release"),
        Phrase("served", r"<object> .. (?P<cue>continuava|continuavam|ainda|permanecia|disponível|disponíveis) .. (?:em|no|na) .. <subject>", "website", "product|release"),
        Phrase("served", r"<object> .. (?P<cue>distribuíd[oa]s?|publicad[oa]s?|oferecid[oa]s?|servid[oa]s?) .. (?:em|no|na|pelo|através do|a partir do) (?P<subject>(?:(?:o|seu|próprio) )?(?:site|sítio|servidor|página|portal)(?: [\w'-]+){0,3})", "website", "product|release"),
        Phrase("served", r"<subject>,? .. (?P<cue>oferecia|oferecendo|distribuía|distribuindo|servia|servindo|hospedava|alojava|distribuiu|ofereceu|distribui|enviava|entregou|entregava) .. <object>", "organisation|website", "product|release"),
        # -- who was it
        Phrase("attributed-to", rf"<speaker> .. (?P<cue>atribu\w*|imputa\w*|liga|ligou|ligam|vinculou|vincula|vinculam|relaciona|relacionou|associa|associou|associam)(?: .. <any>)?? .. (?:{_TO}|com) .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", rf"<speaker> .. (?P<cue>atribu\w*|imputa\w*)(?: [\w'-]+){{1,5}}?,[^,;]{{3,90}}, {_TO} .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"(?P<cue>suspeita|suspeitam|culpa|culpam|culpou) (?:de |do |da |o |a )?(?:grupo |coletivo )?<object!>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<speaker> .. (?P<cue>acusa|acusam|acusou|acusaram|culpa|culpam|culpou|suspeita d\w+|suspeitam d\w+|responsabiliza|responsabilizou|responsabilizam) (?:[\w'-]+ ){0,4}?<object>", "campaign", "actor|region"),
        Phrase("attributed-to", rf"(?P<cue>atribu\w*)(?: .. <any>)?? .. {_TO} .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", rf"(?P<cue>obra|autoria|autora?|assinatura) {_OF} (?:[\w'-]+ ){{0,4}}?<object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<object> .. (?P<cue>por trás|responsáve\w*|autor(?:es|a)?) .. <incident>", "campaign", "actor|region"),
        Phrase("attributed-to", r"(?P<cue>por trás) (?:do|da|de|dos) .. (?:<incident>) .. (?:está|estaria|estará|estariam|estarão|esconde-se|encontra-se|estão) .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", rf"<incident> .. (?P<cue>perpetrad[oa]s?|orquestrad[oa]s?|lançad[oa]s?|realizad[oa]s?|executad[oa]s?|conduzid[oa]s?|levad[oa]s? a cabo|praticad[oa]s?|cometid[oa]s?|reivindicad[oa]s?) {_BY} .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", rf"<incident> .. (?P<cue>vinculad[oa]s?|ligad[oa]s?|relacionad[oa]s?|associad[oa]s?) .. (?:com|{_TO}) .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<speaker>,? .. (?P<cue>fala em|falam em|aponta para|apontam para|aponta o|aponta a|apontou o|apontou para|nomeia|menciona|vê a mão d\w+) (?:[\w'-]+ ){0,3}?<object>", "campaign", "actor|region"),
        Phrase("attributed-to", rf"<speaker> (?:a|o|as|os) (?P<cue>atribui|atribuiu|atribuem|vincula|relaciona|associa) .. {_TO} .. <object>", "campaign", "actor|region"),
        Phrase("attributed-to", r"<object>,? .. (?:era|é|estava|está|estaria|estará|seria|são|estariam|estão) (?P<cue>por trás) (?:do|da|dos|das|de) .. (?:<incident>|<any>)", "campaign", "actor|region"),
        Phrase("attributed-to", r"<object> .. (?P<cue>reivindicou|reivindica|reivindicaram|assumiu|assumiram) .. (?:<incident>|autoria|responsabilidade)", "campaign", "actor"),
        Phrase("attributed-to", r"<object> .. (?P<cue>nega|negou|negar|desmente|desmentiu|rejeita|rejeitou|rejeitar) .. (?:participação|envolvimento|acusações|responsabilidade|autoria|implicação)", "campaign", "region"),
        Phrase("attributed-to", rf"{_GANG} (?:[\w'-]+ ){{0,2}}?(?P<cue>vinculad[oa]s?|ligad[oa]s?|associad[oa]s?|apoiad[oa]s?|patrocinad[oa]s?|afet[oa]s?|financiad[oa]s?|a serviço|ao serviço|a soldo) (?:com|{_TO}|{_BY}|{_OF}) (?!estados?\b|govern)(?:[\w'-]+ ){{0,3}}?<object!>", "campaign", "actor|region"),
        Phrase("attributed-to", r"(?P<object>\b(?:hackers|piratas|grupos?|ator|atores|atacantes|invasores)(?: [\w-]+){0,2}? (?P<cue>patrocinad[oa]s?|apoiad[oa]s?|financiad[oa]s?) (?:por|pelo|pelos) (?:um |uns )?(?:estados?|governos?)(?! [A-Z]))", "campaign", "actor"),
        Phrase("attributed-to", r"(?:grupo|atores?) que (?:a |o )?<speaker> (?P<cue>rastreia|chama|denomina|segue|designa|acompanha) (?:como |por |de )?<object>", "campaign", "actor|region"),
        Phrase("alias-of", r"<subject>\s*[,(]?\s*(?:também |igualmente )?(?P<cue>conhecid[oa]s? (?:também )?(?:como|por)|alias|chamad[oa]|rastread[oa] como|monitorad[oa] como|denominad[oa]|apelidad[oa]|designad[oa]) (?:de )?(?:[\w'-]+ ){0,2}?<object>", "actor|malware|campaign", "actor|malware|campaign"),
        Phrase("alias-of", r"<subject>, (?:que|a quem|a que|ao qual) (?:a |o )?<speaker> (?P<cue>rastreia|chama|denomina|segue|conhece|designa|acompanha) (?:como |por |de )?<object>", "actor|malware|campaign", "actor|malware|campaign"),
        Phrase("alias-of", r"<speaker> (?:o|a|os|as) (?P<cue>chama|chamam|denomina|denominam|rastreia como|segue como|conhece como|designa|acompanha como) (?:de |por )?<object>", "actor|malware|campaign", "actor|malware|campaign"),
        Phrase("alias-of", r"<speaker> (?P<cue>chama-lhe|chamam-lhe|chama-o|chama-a|chamou-lhe|designa-o|designa-a|denomina-o|denomina-a|apelidou-o|apelidou-a|conhece-o|segue-o|segue-a|rastreia-o|rastreia-a) (?:de |por |como )?<object>", "actor|malware|campaign", "actor|malware|campaign"),
        Phrase("alias-of", r"<speaker> (?P<cue>chama|chamou|batizou|designa|denomina|acompanha|rastreia|segue|apelidou) (?:o |a |ao |à |esta |este )?(?P<subject>ameaça|campanha|operação|malware|trojan|backdoor|worm|grupo) (?:de |como |por |sob o nome |sob o nome de |com o nome )?<object>", "campaign|malware", "actor|malware|campaign"),
        Phrase("alias-of", r"\A(?P<cue>conhecid[oa]|chamad[oa]|apelidad[oa]|designad[oa])(?: também| ainda)? (?:como|por|de) <object>, o (?P<subject>grupo|malware|trojan)", "actor|malware", "actor|malware|campaign"),
        Phrase("alias-of", r"\A(?P<cue>conhecid[oa]|chamad[oa]|apelidad[oa]|designad[oa])(?: também| ainda)? (?:como|por|de) <object>", "actor|malware|campaign", "actor|malware|campaign"),
        Phrase("part-of", rf"<subject> .. (?P<cue>parte|etapa|fase|onda|episódio|vaga) {_OF} .. <object>", "campaign|malware", "campaign"),
        # -- with what, and what for
        Phrase("employs", rf"(?P<cue>{_MALWARE}|ferramenta)(?: \w+)?,? (?:(?:chamad[oa]|denominad[oa]|batizad[oa](?: de| como)?|conhecid[oa] como|apelidad[oa](?: de)?|sob o nome|com o nome|de nome),? )?<object>", "campaign", "malware"),
        Phrase("employs", rf"<object>, (?:um |uma |o |a )?(?:[\w'-]+ ){{0,3}}?(?P<cue>{_MALWARE})", "campaign", "malware"),
        Phrase("employs", r"(?:<incident>|atacantes|grupo|que|invasores|intrusos|ator|malware|depois) .. (?P<cue>utiliz\w*|implant\w*|instal\w*|descarreg\w*|empreg\w*|usaram|usou|carreg\w*|execut\w*|baix\w*) .. <object>", "campaign", "malware"),
        Phrase("employs", rf"(?P<cue>descarrega|descarregava|descarregou|baixa|baixava|baixou|instala|instalava|instalou|implanta|implantava|implantou|instalar|implantar|descarregar) (?P<object>(?:um|uma|o|a) (?:{_MALWARE})(?: de [\w-]+(?: [\w-]+)?)?)", "campaign", "malware"),
        Phrase("collects", rf"<subject> .. (?P<cue>recolhe|recolhia|recolheu|coleta|coletava|coletou|rouba|roubava|roubou|roubaram|exfiltra|exfiltrou|exfiltrava|extrai|extraía|extraiu|furta|furtava|furtou|copiava|copiou|copia|lia|lê|captura|capturava|reúne|reunia|subtraiu) (?!a |de |em |por |desde )(?:o |os |as )?{_DATA}", "malware|campaign|actor|product", "data"),
        Phrase("collects", rf"(?P<cue>recolhe|recolhia|recolher|recolheu|coleta|coletava|coletar|coletou|roubar|rouba|roubava|roubaram|roubou|exfiltra|exfiltrar|exfiltrava|exfiltrou|extraía|extrai|extraiu|furtar|furtava|furtou|copiava|copiou|captura|capturava|capturar) (?!de |em |por |desde )(?:o |a |os |as )?{_DATA}", "campaign", "data"),
        Phrase("collects", r"(?P<object>\b(?:[\w'-]+ ){0,1}?(?:credenciais|senhas|palavras-passe|tokens|chaves|segredos|dados|informações|histórico|ficheiros|arquivos|cookies|e-mails)) (?:foi|foram|tinham|teriam|sido) .. (?P<cue>roubad[oa]s?|furtad[oa]s?|exfiltrad[oa]s?|recolhid[oa]s?|coletad[oa]s?|copiad[oa]s?|subtraíd[oa]s?)", "campaign", "data"),
        # -- when
        Phrase("began", r"<incident> .. (?P<cue>começou|começaram|iniciou|iniciou-se|arrancou|data de|remonta|remontam|decorreu|ativa|desde|lançada|teve início) .. <date>", "campaign", "date"),
        Phrase("began", r"(?P<cue>primeira?s?|primeiros) .. (?:intrusão|comprometimento|versão|infecção|infeção|acesso|ataque|modificação|invasão|vez|pacote) .. <date>", "campaign", "date"),
        Phrase("began", r"(?:atacantes|invasores|intrusos|hackers|malicios\w*|grupo|criminosos) .. (?P<cue>desde|entraram|entrado|entrou|acederam|acessaram|acesso|modificaram|comprometeram|invadiram|invadiu|invadido|infiltraram)(?: .. <any>)?? .. <date>", "campaign", "date"),
        Phrase("began", r"<any>,? .. (?:foi|foram|fora) (?P<cue>comprometid[oa]s?|adulterad[oa]s?|invadid[oa]s?|violad[oa]s?) (?:a |em |no dia |entre |entre o dia |desde |já em )?<date>", "campaign", "date"),
        Phrase("began", r"<date>,? .. (?P<cue>começou|iniciou|arrancou|teve início)\b", "campaign", "date"),
        Phrase("began", r"<date>,? .. (?P<cue>publicou|publicaram|publicad[oa]s?) .. (?:versões|versão|<version>)", "campaign", "date"),
        Phrase("discovered", r"(?P<cue>descobert[oa]s?|detectad[oa]s?|detetad[oa]s?|detectou|detetou|descobriu|descobriram|identificou|identificad[oa]s?|encontrad[oa]s?|observou|notou|veio a público|veio à tona|alarme|descoberta|deram conta|percebeu|percebeu-se|deparou-se|deu pelo) .. <date>", "campaign", "date"),
        Phrase("discovered", r"<date>,? .. (?P<cue>descobert[oa]s?|detectad[oa]s?|detetad[oa]s?|detectou|detetou|descobriu|descobriram|identificou|identificaram|encontrad[oa]s?|observou|notou|veio a público|veio à tona|deu o alarme)\b", "campaign", "date"),
        Phrase("discovered", r"(?P<cue>abriu uma questão|abriu um chamado|abriu um ticket|deu o alerta|lançou o alerta|reportou o problema|relatou o problema|deu pelo problema)(?: .. <any>)? .. <date>", "campaign", "date"),
        # -- what to do
        Phrase("mitigated-by", rf"(?P<cue>recomend[\w-]*|aconselh[\w-]*|deve|devem|deverá|deverão|deveriam|convém|insta\w*|pede|pedem|pediu|orient\w*|sugere\w*|conselho|obrigad\w*|precisa|precisam|urge|exort\w*) .. (?P<object>\b(?:{_ACT})\b.{{3,240}})", "campaign", "measure"),
        Phrase("mitigated-by", rf"(?P<cue>conselho|solução|recomendação|recomendações|medidas?) (?:é|são) \w+: (?P<object>\b(?:{_ACT})\b.{{3,240}})", "campaign", "measure"),
        Phrase("mitigated-by", rf"\A[\s.*#>\u2022\u2013-]*(?P<object>(?P<cue>{_ACT}) .{{3,240}})", "campaign", "measure"),
        Phrase("mitigated-by", rf"(?P<cue>fazer|solução|recomendações|medidas|conselhos)\W+(?P<object>(?:{_ACT})\b.{{3,240}})", "campaign", "measure"),
        # -- said of oneself, and of what may come
        Phrase("admits", rf"<subject>,? .. (?P<cue>reconheceu|reconhece|reconheceram|admitiu|admite|admitiram|confessou|confessa|reconhecido|admitido|pediu desculpa|pediu desculpas|pede desculpa|pede desculpas|desculpou-se|lamenta|lamentou) {_SAID}", "organisation|person", "statement"),
        Phrase("admits", r"<subject>,? .. (?P<cue>confirmou|confirma) (?=que .{0,60}(?:distribuíd|comprometid|invadid|afetad|roubad|expost|acedid|acessad|violad|adulterad|infectad|infetad|vazad))(?P<object>[^;]{6,240})", "organisation|person", "statement"),
        Phrase("warns", r"<subject> .. (?P<cue>adverte|advertiu|advertem|avisa|avisou|avisam|alerta|alertou|alertam|alertaram|teme|temem|receia|receiam|prevê|espera) (?:de )?(?:para )?(?:que )?(?P<object>[^;]{8,240})", "organisation|person", "statement"),
        Phrase("warns", r"(?P<subject>\b(?:especialistas|analistas|pesquisadores|investigadores|autoridades|peritos)) (?:\w+ )?(?P<cue>alertam|advertem|avisam|temem|receiam|alertaram|advertiram) (?:para )?(?:que )?(?P<object>[^;]{8,240})", "organisation", "statement"),
        Phrase("warns", r"(?P<object>[^;]{12,240}?), (?P<cue>adverte|advertiu|avisa|avisou|alertou|alerta) (?:o |a )?<subject>", "organisation|person", "statement"),
        # -- what nobody knows
        Phrase("unknown", rf"(?P<cue>desconhece-se|desconhece|desconhecem|ignora-se|desconhecido|incerto) (?:ainda |por enquanto |por agora |até agora )?{_ASKED}", "campaign", "question"),
        Phrase("unknown", rf"(?:não|nem|ninguém|falta) (?:se |foi |está |é |ficou |ainda |há )*(?P<cue>sabe|sabem|sabemos|claro|conhece|conhecemos|esclarecido|revelado|revelou|confirmado|divulgado|divulgou|informou|disse|esclareceu|determinado|certo|conhecido|apurado|saber|esclarecer|apurar) (?:ainda |exatamente |ao certo )?{_ASKED}", "campaign", "question"),
        Phrase("unknown", rf"(?P<cue>incógnita|mistério|dúvida|por esclarecer|por apurar|por saber) {_ASKED}", "campaign", "question"),
        Phrase("unknown", r"(?P<object>\b(?:o|a|os|as) (?:[\w'-]+ ){1,8}?)(?:é|são|continua|continuam|permanece|permanecem|segue|está|estão)(?: \w+){0,2}? (?P<cue>desconhecid[oa]s?|incert[oa]s?|incógnita|por esclarecer|por apurar|por determinar)", "campaign", "question"),
        Phrase("unknown", rf"(?P<cue>investiga|investigam|investiga-se|determinar|apurar|precisar|apura|apuram) {_ASKED}", "campaign", "question"),
        Phrase("unknown", r"(?P<object>\b(?:como|quem|quando|quant[oa]s|por que|o que) [^;,]{3,160}?) (?:não se|continua|continuam|é|permanece|ainda|está|segue) (?:foi |foram |sem |sendo |não |se |por |um |uma )*(?P<cue>explicado|esclarecido|saber|sabe|conhece|desconhecid[oa]|incógnita|mistério|esclarecer|determinado|determinar|apurar)", "campaign", "question"),
    ),
    months=(
        "janeiro|jan", "fevereiro|fev", "março|mar", "abril|abr", "maio|mai", "junho|jun", "julho|jul", "agosto|ago",
        "setembro|set", "outubro|out", "novembro|nov", "dezembro|dez",
    ),
    weekdays=("segunda-feira|segunda", "terça-feira|terça", "quarta-feira|quarta", "quinta-feira|quinta", "sexta-feira|sexta", "sábado", "domingo"),
    seasons=("primavera", "verão", "outono", "inverno"),
    relative={
        "hoje": "0 day", "ontem": "-1 day", "anteontem": "-2 day", "esta semana": "0 week", "nesta semana": "0 week", "este mês": "0 month", "neste mês": "0 month", "este ano": "0 year", "neste ano": "0 year", "na semana passada": "-1 week", "semana passada": "-1 week", "na última semana": "-1 week",
        "no mês passado": "-1 month", "mês passado": "-1 month", "no último mês": "-1 month", "no ano passado": "-1 year", "ano passado": "-1 year", "no mesmo dia": "~0 day", "no dia seguinte": "~1 day", "na véspera": "~-1 day", "um dia antes": "~-1 day", "um dia depois": "~1 day",
        "há <n> dias": "-1 day", "há <n> semanas": "-1 week", "há <n> meses": "-1 month", "há <n> anos": "-1 year", "há <n> dia": "-1 day", "há <n> semana": "-1 week", "há <n> mês": "-1 month", "há <n> ano": "-1 year",
        "<n> dias atrás": "-1 day", "<n> semanas atrás": "-1 week", "<n> meses atrás": "-1 month", "<n> anos atrás": "-1 year",
        "<n> dias antes": "~-1 day", "<n> semanas antes": "~-1 week", "<n> meses antes": "~-1 month", "<n> anos antes": "~-1 year", "<n> semana antes": "~-1 week", "<n> mês antes": "~-1 month", "<n> ano antes": "~-1 year",
        "<n> dias depois": "~1 day", "<n> semanas depois": "~1 week", "<n> meses depois": "~1 month", "<n> anos depois": "~1 year", "<n> semana depois": "~1 week", "<n> mês depois": "~1 month", "<n> ano depois": "~1 year", "<n> dias mais tarde": "~1 day", "<n> semanas mais tarde": "~1 week", "<n> meses mais tarde": "~1 month", "<n> dias após": "~1 day",
        "na <weekday>": "last", "no último <weekday>": "last", "na última <weekday>": "last", "na passada <weekday>": "last", "no passado <weekday>": "last", "no <weekday>": "last", "nesta <weekday>": "last", "esta <weekday>": "last", "na <weekday> passada": "last", "<weekday> passada": "last", "de <weekday>": "last",
        "na última <season>": "last", "no último <season>": "last", "na <season> passada": "last", "no <season> passado": "last", "em <month> passado": "last", "<month> passado": "last", "no passado mês de <month>": "last", "em <month> deste ano": "last", "<month> deste ano": "last", "em <month> do ano passado": "last", "<month> do ano passado": "last",
    },
    numbers={
        "um": 1, "uma": 1, "dois": 2, "duas": 2, "três": 3, "quatro": 4, "cinco": 5, "seis": 6, "sete": 7, "oito": 8, "nove": 9, "dez": 10, "onze": 11, "doze": 12, "treze": 13, "catorze": 14, "quatorze": 14,
        "quinze": 15, "dezesseis": 16, "dezasseis": 16, "dezoito": 18, "vinte": 20, "trinta": 30, "quarenta": 40, "cinquenta": 50, "sessenta": 60, "setenta": 70, "oitenta": 80, "noventa": 90, "cem": 100, "duzentos": 200, "duzentas": 200, "trezentos": 300, "trezentas": 300, "quatrocentos": 400, "quatrocentas": 400, "quinhentos": 500, "quinhentas": 500,
        "seiscentas": 600, "setecentos": 700, "setecentas": 700, "mil": 1000, "meio milhão de": 500000,
    },
    demonyms={
        "norte-coreano": "Coreia do Norte", "norte-coreanos": "Coreia do Norte", "norte-coreana": "Coreia do Norte", "norte-coreanas": "Coreia do Norte", "Pyongyang": "Coreia do Norte", "chinês": "China", "chineses": "China", "chinesa": "China", "chinesas": "China", "Pequim": "China",
        "russo": "Rússia", "russos": "Rússia", "russa": "Rússia", "Moscou": "Rússia", "Moscovo": "Rússia", "Kremlin": "Rússia", "iraniano": "Irã", "iranianos": "Irã", "iraniana": "Irã", "Teerã": "Irã", "Teerão": "Irão",
    },
    techniques={
        "T1195.001": (r"confusão de dependências", r"typosquatting", r"pacotes? (?:npm |pypi |python )?(?:malicios\w*|trojanizad\w*)"),
        "T1195.002": (r"(?:ataques?|comprometimento) (?:à |a |da |na |de |contra a )?cadeia de (?:suprimentos|fornecimento|abastecimento)", r"cadeia de (?:suprimentos|fornecimento|abastecimento) de software"),
        "T1574.001": (r"carregamento lateral", r"sequestro de dll", r"side-?loading"),
        "T1497.003": (r"(?:dorme|dormia|dormente|adormecid[oa]|permanecia inativo|permanece inativo|espera|esperava|aguardava|aguarda) (?:\w+ ){0,2}?(?:dias|semanas|horas)",),
        "T1102.001": (r"dead drop",),
        "T1555.003": (r"(?:credenciais|senhas|palavras-passe) (?:guardadas |armazenadas |salvas )?(?:no|nos|em|do|dos|de) (?:\w+ ){0,2}?navegador(?:es)?",),
        "T1217": (r"histórico (?:de navegação|do navegador|dos navegadores)",),
        "T1553.002": (r"certificados? (?:\w+ )?(?:roubados?|válidos?|legítimos?|expirados?|revogados?|furtados?)", r"assinatura (?:digital )?(?:válida|legítima)", r"(?:digitalmente|validamente|legitimamente) assinad\w*"),
        "T1055": (r"injeção (?:de código|de processos|em)", r"injeta (?:\w+ ){0,3}?em"),
        "T1566": (r"phishing(?: direcionado)?", r"e-mails? de phishing", r"mensagens? fraudulentas?"),
        "T1598": (r"vishing", r"phishing por (?:telefone|voz)"),
        "T1189": (r"watering hole",),
        "T1078": (r"(?:credenciais|contas?|senhas|palavras-passe) (?:\w+ )?(?:roubadas?|comprometidas?|furtadas?|vazadas?|legítimas|válidas)", r"conta (?:\w+ ){0,2}?comprometida"),
        "T1528": (r"tokens? (?:\w+ ){0,3}?(?:roubados?|comprometidos?|furtados?)", r"(?:roubo|furto) de tokens?"),
        "T1486": (r"(?:cifr|criptograf|encript)(?:ou|aram|am|ado|ando) (?:os |seus )?(?:arquivos|ficheiros|dados|discos|sistemas)",),
        "T1485": (r"destruição de dados", r"apag(?:ou|ava|a) (?:os |seus )?(?:discos|dados|arquivos|ficheiros)"),
        "T1070": (r"apag(?:a|ava|ou) (?:\w+ ){0,2}?(?:rastos|rastros|vestígios|registos|registros)",),
        "T1190": (r"(?:explorou|exploraram|explorando|aproveitaram|aproveitou|exploração) (?:de )?(?:uma |um |a |o |várias |esta )?(?:\w+ ){0,2}?(?:vulnerabilidade|vulnerabilidades|falha|falhas)",),
        "T1210": (r"movimentos? latera(?:l|is)", r"movimentação lateral"),
        "T1027": (r"ofuscad\w*", r"ofuscação"),
        "T1027.003": (r"esteganograf\w*",),
        "T1036": (r"disfarçad\w*", r"fazendo-se passar por", r"se passava por"),
        "T1656": (r"engenharia social", r"(?:ofertas?|entrevistas?) de (?:emprego|trabalho) falsas?", r"falsas? (?:ofertas?|entrevistas?)"),
        "T1133": (r"vpn",), "T1090": (r"proxy reverso",), "T1110": (r"força bruta",), "T1568.002": (r"algoritmo de geração de domínios",),
    },
    motives={
        "money": (r"fins (?:econômicos|económicos|lucrativos|financeiros)", r"fim (?:econômico|lucrativo)", r"motivação (?:econômica|económica|financeira)", r"motivações (?:econômicas|económicas|financeiras)", r"ganhos? financeiros?", r"lucro", r"roubar (?:cripto\w*|dinheiro|fundos|bitcoins?)", r"(?:roubo|furto) de cripto\w*", r"motivad\w* (?:por|pelo) dinheiro", r"procura(?:m|va)? dinheiro", r"busca(?:m|va)? (?:de )?dinheiro", r"alvo (?:era|eram|são|é) (?:as |os |o |a )?(?:bitcoins?|cripto\w*|dinheiro)", r"financiar (?:o|seu) (?:regime|programa)"),
        "espionage": (r"(?:ciber)?espionagem", r"espionar", r"espiar", r"recolher informações", r"recolha de informações", r"coleta de inteligência"),
        "sabotage": (r"sabotagem", r"sabotar", r"destruição", r"destruir", r"desestabiliz\w*"),
    },
    kinds={
        "malware": ("backdoor", "porta dos fundos", "porta traseira", "malware", "trojan", "cavalo de troia", "programa malicioso", "software malicioso", "ransomware", "carregador", "loader", "implante", "infostealer", "worm", "verme", "wiper", "vírus", "código malicioso", "injetor", "spyware"),
        "actor": (r"grupo(?: de hackers| de ciberespionagem| hacker)?", "hackers", "gangue", "quadrilha", "coletivo", "ator"),
        "organisation": ("empresa", "companhia", "fabricante", "fornecedor", "fornecedora", "firma", "sociedade", "banco", "agência", "ministério", "departamento", "hospital", "universidade", "clientes", "funcionário", "desenvolvedora", "pesquisadores", "investigadores", "proprietária", "dona", "operadora", "startup", "corretora", "seguradora"),
        "product": ("software", "aplicação", "aplicativo", "programa", "ferramenta", "cliente", "plataforma", "pacote", "biblioteca", "instalador", "atualização", "extensão", "módulo", "serviço", "produto", "agente", "ação", "solução", "assistente", "utilitário", "dependência", "carteira", "plugin"),
        "campaign": ("campanha", "operação"),
        "person": ("presidente", "vice-presidente", "diretor", "diretora", "porta-voz", "pesquisador", "pesquisadora", "investigador", "investigadora", "desenvolvedor", "programador", "responsável", "analista", "ministro", "assessora", "assessor", "estudante", "engenheiro"),
    },
    frames={
        "absent": ("não está presente", "não estão presentes", "não contém", "não inclui"),
        "heals": ("elimina o", "elimina a", r"corrig\w*", "repõe", "versão limpa", "resolve", "restaura"),
        "aux": ("foi", "foram", "tinha", "tinham", "havia", "sido", "ter", "terem", "são", "é", "ser", "seriam", "teria"),
        "stolen": ("roubad[oa]s?", "furtad[oa]s?", "obtid[oa]s?", "vazad[oa]s?", "subtraíd[oa]s?"),
        "own": ("seus?", "suas?", "nosso", "nossos", "nossas?", "ter sido", "foi alvo", "fomos", "ter sofrido"),
        "say": ("anunci(?:ou|a|aram)", "inform(?:ou|a|aram)", "disse", "explic(?:ou|a)", "declar(?:ou|a)", "revel(?:ou|a)", "comunic(?:ou|a)", "afirm(?:ou|a)", "esclareceu"),
        "confess": ("confirm(?:ou|a|aram|ado)", r"admit\w*", r"reconhec\w*", "assumiu"),
        "bodies": (r"governo(?: \w+)?", r"ministério (?:da |do |das |dos )?\w+", r"departamento (?:do |de |da )\w+", "agências federais", "banco central", "parlamento", "órgãos federais"),
        "not harmed": ("downloads", "funcionários", "pacotes", "países", "instalações", "lojas"),
        "affair": ("ataques?", "ciberataques?", "invasão", "intrusão", "incidente", "violação", "comprometimento", "caso", "backdoor", "hack"),
        "of": (r"\s*(?:de|do|da|dos|das)",),
        "must": ("devem", "deve", "deveriam", "precisam", "têm de", "têm que"),
        "unknown": ("desconhecid[oa]s?", "incert[oa]s?", "um mistério"),
        "hurt": ("afetad[oa]s?", "afectad[oa]s?", "comprometid[oa]s?", "infectad[oa]s?", "infetad[oa]s?", "invadid[oa]s?", "hackead[oa]s?", "atacad[oa]s?", "vítimas?", "atingid[oa]s?", "impactad[oa]s?", "prejudicad[oa]s?", "contaminad[oa]s?", "paralisad[oa]s?", "infecções", "alvos?", "obrigad[oa] a fechar", "(?:instalaram|baixaram|receberam|descarregaram)", "roubad[oa]s?"),
        "attack": ("ataques? (?:a|ao|aos|à|às|contra)", r"atac\w*", r"infect\w*", r"comprome\w*", r"invad\w*", r"invas\w*", r"hacke\w*", r"infiltr\w*", r"penetr\w*", r"ating\w*", "acesso a", "acesso ao", "acesso aos", "acessar", "aceder", r"violaç\w*", r"intrus\w*"),
        "victims": ("vítimas?", "afetad[oa]s", "atingid[oa]s", "alvos"),
        "including": ("incluindo", "inclui", "incluem", "entre el[ea]s", "entre as quais", "entre os quais", "como", "tais como", "por exemplo", "entre outr[oa]s", "entre essas", "entre esses", "entre as vítimas", "está", "estão"),
        "by": ("por", "pelo", "pela", "pelos", "pelas", "segundo", "com", "de", "através", "via", "conforme"),
        "tainted": ("malicios[oa]s?", "malware", "infectad[oa]s?", "comprometid[oa]s?", "trojanizad[oa]s?", "adulterad[oa]s?", "backdoor", "porta dos fundos", "vulneráve(?:l|is)", "afetad[oa]s?", "afeta", "afetam", "envenenad[oa]s?", "alterad[oa]s?", "manipulad[oa]s?", "código malicioso"),
        "fixed": ("corrigid[oa]s?", r"corrige\w*", "correção", "correções", "atualizar para", "atualizem?", "limp[oa]s?", "segur[oa]s?", "voltar", "resolvid[oa]s?", "patch"),
        "customers": ("clientes", "usuári[oa]s", r"utilizador\w*", "usad[oa]s? por", "utilizad[oa]s? por", "utilizam", "usam", "assinantes", "downloads", "instalações", "atende", "conta com", "base de"),
        "maker": (r"fornecedor\w*", r"fabricante\w*", r"desenvolvedor\w*", "empresa", "companhia", "software", r"editor\w*", "ferramenta", r"provedor\w*", "criador", "criadora", "mantenedor", "autor", "desenvolvedora", "fornecedora"),
        "makes": (r"(?:,? (?:é|era|são)|,) (?:uma?|o|a|um dos) (?:[\w-]+ ){0,4}?(?:fornecedora?|fabricante|desenvolvedora?|provedora?|editora?|criadora?)(?:es|s)? (?:[\w-]+ ){0,2}?(?:de |do |da |dos )(?P<thing>(?:[\w/&-]+ ){0,4}[\w/&-]+)",),
        "steal": ("roub(?:ar|a|am|ou|aram|ado|ados|ada|adas|ava|avam|o de|ando)", r"furt\w*", r"exfiltr\w*", r"colet\w*", r"recolh\w*", r"extra(?:ir|i|em|iu|íram|ído\w*|ía\w*)", r"captur\w*", r"intercept\w*", "vazar?a?m?", "vazou", "obter", "obteve", "obtiveram", "obtid[oa]s?", r"copi(?:ou|aram|ar|ado\w*)", "busca(?:r|va|vam)?", "acess(?:ar|ou|aram)", r"subtra\w*"),
        "data": ("credenciais", "senhas?", "palavras-passe", "tokens?", "chaves?", "segredos?", "cookies", "dados", "informaç(?:ão|ões)", "histórico", "nomes?", "endereços?", "arquivos?", "ficheiros?", "variáveis", "carteiras?", "código-fonte", "código fonte", "e-?mails?", "mensagens", "certificados?", "documentos", "contas?", "números?"),
        "blame": (r"atribu\w*", r"acus\w*", r"suspeit\w*", "por trás", "atrás", "responsáve(?:l|is)", "ligad[oa]s?", "vinculad[oa]s?", r"culp\w*", "obra de", r"apont\w*", r"autor\w*", "realizad[oa]s? por", "conduzid[oa]s? por", "associad[oa]s?", "relacionad[oa]s?"),
        "hackers": ("hackers?", "piratas", "grupos?", "atores", "ator", "atacantes?", "invasores", "cibercriminosos", "criminosos", "gangue", "espiões"),
        "unclear": (r"desconhece\w*", "não (?:se |está |foi |há |ficou |foram |é )*(?:sabe|claro|clara|conhecid[oa]|revelad[oa]|revelou|confirmad[oa]|informou|divulgou|divulgad[oa]|determinad[oa]|esclarecid[oa]|identificad[oa])", "ninguém sabe", "resta saber", "a esclarecer", "mistério", "investigando", "está investigando", "a investigar", "em investigação", "sob investigação"),
        "advise": ("recom(?:enda|endam|endou|endaram|endável|endação)", r"aconselh\w*", "instou", "insta", r"orient\w*", "pede (?:a|aos|que)", "pediu (?:a|aos|que)", "pedem (?:a|aos|que)", "pediram (?:a|aos|que)", r"solicit\w*", r"sugere\w*", "sugeriu", r"exort\w*", "preciso que", "necessário", "convém", "apelo"),
        "find": (r"descob\w*", r"detect\w*", r"detet\w*", r"identific\w*", "notou", "notaram", r"percebe\w*", r"alert\w*", r"observ\w*", r"notific\w*", r"report\w*", r"encontr\w*", r"revel\w*", r"avis\w*", "veio à tona", r"constat\w*", r"sinaliz\w*"),
        "start": (r"começ\w*", r"inici\w*", "desde", r"introduz\w*", r"inseri\w*", r"injet\w*", r"public\w*", r"envi\w*", r"distribu\w*", r"compromet\w*", r"remonta\w*", r"adicion\w*", "acesso", r"acess\w*", r"invad\w*", r"infect\w*", "lançad[oa]s?", "a partir", r"modific\w*", r"adulter\w*", r"infiltr\w*", "entre", r"hacke\w*", r"disponibiliz\w*", "ocorreu", "aconteceu", "teve lugar", "decorreu", "sucedeu", "conseguiram aceder"),
        "deploy": (r"implant\w*", r"instal\w*", r"baix\w*", r"descarreg\w*", r"injet\w*", r"infect\w*", r"conten\w*", "contêm", "contém", r"continha\w*", "chamad[oa]s?", "denominad[oa]s?", "batizad[oa]s?", r"distribu\w*", r"execut\w*", r"esconde\w*", r"escond\w*", r"carreg\w*", r"propag\w*", r"inseri\w*", "apelidad[oa]s?", "conhecid[oa]s? como", r"introduz\w*"),
        "tool": ("trojan(?: de acesso remoto)?", "cavalo de troia", "infostealer", "ladrão de informações", "minerador de criptomoedas", "keylogger", "ransomware", "wiper", "rootkit", "webshell", "worm", "spyware", "remote access trojan", "backdoor", "malware"),
        "signed": ("assinad[oa]s?", "assinatura digital", "certificados?"),
        "way": ("contas?", "tokens?", "credenciais", "senhas?", "chaves?", "vulnerabilidades?", "falhas?", "atualizaç(?:ão|ões)", "servidor(?:es)?", "dependências?", "phishing", "pacotes?", "extensão", "plugin", "workflows?", "sistema de compilação", "ambiente de (?:compilação|build)", "cadeia de (?:suprimentos|fornecimento)", "imagem", "software", "instalador", "aplicativo", "aplicação", "biblioteca", "scripts?", "fornecedor(?:es)?", "e-?mails?", "site", "cookies?", "funcionário", "computador", "dia zero", "engenharia social", "carregamento lateral"),
        "through": ("por meio de", "através de", "através", "mediante", "via", "graças a", "usando", "utilizando", "explorando", "a partir", "abusando"),
        "access": ("acesso", "acessar", "acederam", "entraram", "entrou", "intrusão", r"invas\w*", r"infiltr\w*", r"penetr\w*"),
        "sectors": ("setor(?:es)?", "sector(?:es)?", "indústrias?"),
        "release number": (r"(?:versão|atualização|update|v) (?P<number>\d{1,5})(?![.\d])",),
        "hackers from": (r"(?:hackers?|piratas|grupos?|atacantes?|atores|invasores|gangue|criminosos)(?: [\w-]+){0,4}? (?:ligad[oa]s? (?:a|à|ao)|apoiad[oa]s? (?:por|pela|pelo)|da|do|de|vinculad[oa]s? (?:a|à|ao)|com sede (?:em|na|no)|baseada? (?:em|na|no)|patrocinad[oa]s? (?:por|pela|pelo))", "governo", "nome de", "regime"),
        "state hackers": (r"(?:ator(?:es)?|grupos?|hackers?|atacantes?|piratas)(?: [\w-]+){0,2}? (?:estatal|estatais|patrocinad[oa]s? por (?:um|o) (?:estado|governo)|apoiad[oa]s? por (?:um|o) (?:estado|governo)|governamentais|do estado)", "estado-nação"),
    },
    defangs=(("[ponto]", "."), ("(ponto)", "."), ("[arroba]", "@"), ("(arroba)", "@")),
    orders=(
        r"(?P<cue>ignora|ignore|ignorem|ignorar|esqueça|esquece|esqueçam|omita|desconsidere|desconsidera) .. (?:instruç|ordem|ordens|regra|diretiv|diretriz|indicaç)\w* .. (?:anterior|prévi|precedente|sistema|inicia|acima)\w*",
        r"(?P<cue>ignora|ignore|ignorem|ignorar|esqueça|esquece|esqueçam|desconsidere) (?:tudo|todas|todos|qualquer)(?: \w+){0,3} (?:anterior\w*|prévi\w*|instruções|ordens|regras|acima)",
        r"(?P<cue>assistente|leitor|analista|modelo|agente|robô|ia)\b[,:]? .. (?:deve|deves|devem|tem de|tem que|tens de|por favor) .. (?:marcar|informar|classificar|concluir|responder|apagar|eliminar|ignorar|considerar|declarar|encerrar|tratar)\w*",
        r"(?P<cue>agora|a partir de agora) (?:és|você é|deves|você deve|tens de)",
        r"(?P<cue>nova|novas|novo) (?:instrução|instruções|ordem|ordens|diretivas?|diretriz\w*) ?(?:para|:)",
        r"(?P<cue>marque|marca|marquem|classifique|classifica|considere|considera|trate|trata|declare|declara) .. (?:como )(?:limp[oa]s?|segur[oa]s?|benign[oa]s?|inofensiv[oa]s?|legítim[oa]s?|falsos? positivos?)",
        r"não (?P<cue>informe|informes|mencione|menciones|reporte|reportes|alerte|alertes|revele|reveles) ",
    ),
    copies=(
        r"(?P<cue>segundo|de acordo com|conforme|na opinião d\w+|nas palavras d\w+) (?:(?:o|a|os|as) )?(?:[\w'-]+ ){0,3}?<speaker>(?=,| |\.|\Z)",
        r"<speaker>(?: \w+)? (?P<cue>diz|dizem|disse|disseram|afirma|afirmam|afirmou|afirmaram|garante|garantiu|assinala|indica|indicou|explica|explicou|declarou|informou|informa|anunciou|confirma|confirmou|confirmaram|acredita|considera|estima|calcula|sustenta|conclui|concluiu|nega|negou|desmente|desmentiu|suspeita|suspeitam|alertou|alerta|alertam|adverte|advertiu|avisou|revelou|escreveu|relata|relatou|admitiu|reconheceu|contou|recomenda|recomendam|aconselha|atribuiu|atribui|atribuem)",
        r"(?P<cue>disse|afirmou|garantiu|indicou|explicou|declarou|informou|alertou|advertiu|respondeu|escreveu|diz|afirma) .. <speaker>",
        r"(?P<cue>publicado|revelado|citado|traduzido|tradução|adaptado|divulgado|relatado) (?:\w+ )?(?:por|de|do|da|pelo|pela|em|no) .. <speaker>",
        r"(?P<cue>fonte|fontes|via)\s*:\s*(?:[\w'-]+ ){0,4}?<speaker>",
        r"(?P<cue>citando|cita|citam) (?:a |o )?(?:[\w'-]+ ){0,4}?<speaker>",
    ),
    roles={
        "indicator": (
            r"indicador(?:es)?(?: de (?:comprometimento|compromisso))?", "iocs?", "comando e controle", "comando e controlo", "servidor de comando", "c2", r"malicios[oa]s?",
            "carga útil", "malware", "programas? maliciosos?", "porta dos fundos", r"trojanizad\w*", "phishing", "amostras?", "infraestrutura",
            "hash(?:es)?", "contata", "contacta", "comunica(?:-se)? com", "exfiltr\\w*", "atacantes?", "invasores?",
        ),
        "clean": (r"limp[oa]s?", r"legítim[oa]s?", r"benign[oa]s?", r"inofensiv[oa]s?", r"autêntic[oa]s?", r"não (?:está )?afetad[oa]s?", "não malicios[oa]s?", "sem modificações"),
        "victim": (r"vítimas?", r"sites? (?:web )?(?:comprometidos?|hackeados?|invadidos?)"),
        "test": (r"testes? (?:do|dos|da|feitos? pel[oa]s?) (?:ator|atacantes?|autor(?:es)?|invasor(?:es)?)",),
        "reference": ("referências?", "fontes?", "ligações", "links?", "mais informações", "ver também", "veja também", "saiba mais", "bibliografia", "contato", "contacto", "leia também"),
    },
    words={
        "pronoun": ("ele", "ela"),
        "yet": ("depois", "o qual", "a qual"),
        "and": ("e", "ou", "bem como", "assim como"),
        "but": ("mas", "enquanto", "já", "em contrapartida", "no entanto", "porém", "contudo", "embora", "todavia", "ao passo que"),
        "if": ("se", "a menos que", "caso"),
        "since": ("desde", "a partir de"),
        "until": ("até", "até ao", "até o", "até à", "até a"),
        "before": ("antes de", "antes do", "antes da", "anteriores a", "anteriores à", "anterior a", "anterior à", "inferiores a", "inferior à", "anteriores ao"),
        "after": ("depois de", "após", "já em", "já no", "a partir de"),
        "between": ("entre", "de", "desde"),
        "early": ("início de", "começo de", "princípios de", "inícios de", "no início de", "no começo de", "começos de"),
        "late": ("fim de", "final de", "finais de", "no final de", "no fim de", "fins de"),
        "incident": (
            "ataque", "o ataque", "do ataque", "ao ataque", "ataques", "a intrusão", "intrusão", "campanha", "a campanha", "da campanha", "operação",
            "a operação", "incidente", "comprometimento", "ciberataque", "este", "esta", "invasão", "atacantes", "invasores", "hackers", "malware", "espionagem", "infeção", "infecção", "caso",
        ),
        "common": words(
        """boletim aviso alerta comunicado semanal nota notícia notícias resumo sumário descrição detalhes solução impacto publicado importância recursos recomendações medidas mitigação introdução conclusão contexto cronologia assunto prezado prezados caro caros estimado estimados cliente
            atacantes invasores hackers pesquisadores investigadores clientes usuários utilizadores vítimas funcionários fabricante fornecedor versão versões noite manhã madrugada n.º número edição
            atualização atualizações programa programas segurança ataque ataques indicadores traduzido fonte fontes produto produtos hoje ontem segunda terça quarta quinta programadores desenvolvedores responsáveis quantos quantas quanto
            sexta sábado domingo segunda-feira terça-feira quarta-feira quinta-feira sexta-feira vários várias alguns algumas ninguém alguém nada especialistas tampouco autoridades serviços poucos pouco poucas dias conhecido conhecida chamado
            organizações administradores empresa empresas desinstale desinstalar isolar isole altere alterar trás apenas só somente atualize ignore ignorem foi para três quatro cinco seis sete oito nove dez
            permanece agora ainda ambos ambas analistas porta-voz descoberta criminosos espiões grupo código dependência biblioteca pacote além assim então depois antes trata-se recomenda-se desconhece-se sabe-se suspeita-se acredita-se existem existe quem cerca centenas dezenas milhares milhões nenhuma nenhum outras outros essas esses mesmo mesmos também tanto toda foram está estão será são maliciosa maliciosas malicioso maliciosos adulterada adulteradas adulterado comprometida comprometidas infetada infetadas infectada infectadas corrigida corrigidas estável última anterior anteriores seguinte seguintes segura limpa vulnerável afetada afetadas contaminada trojanizada
            através mediante usando utilizando explorando durante contra apesar embora porquê porque pois visto considerando agora amanhã sempre nunca já quando onde como enquanto antes depois dentro fora acima abaixo sem segundo conforme
            basta vão vem vêm têm tem tinha tinham era eram foi foram será seriam seria pode podem poderia poderiam deve devem deveria vai estão há houve
            instalar descarregar baixar executar verificar qualquer quaisquer cada tal tais próprio própria certos certas inúmeros inúmeras diversos diversas demais mais menos
            grupos campanha campanhas operação operações ameaça ameaças vulnerabilidade falha exploração dados informações credenciais senhas palavras-passe chaves tokens ficheiro ficheiros arquivo arquivos pasta servidor servidores rede redes sistema sistemas computador computadores dispositivo dispositivos conta contas perfil
               fornecedores fabricantes desenvolvedor programador mantenedor mantenedores administrador usuário utilizador vítima ator atores pedimos lamentamos sabemos estamos fomos somos temos identificámos detetámos identificamos detectamos recomendamos aconselhamos acreditamos cremos analista pesquisador investigador especialista """
    ),
        "region": ("Coreia do Norte", "Coréia do Norte", "China", "Rússia", "Irã", "Irão", "Coreia do Sul", "Vietnã", "Vietname", "RPDC", "Estados Unidos", "EUA", "Reino Unido", "Ucrânia", "Europa", "Ásia", "África", "América do Norte", "América Latina", "América do Sul", "União Europeia", "Alemanha", "França",
            "Itália", "Espanha", "Portugal", "Países Baixos", "Holanda", "Bélgica", "Suíça", "Áustria", "Polônia", "Polónia", "Suécia", "Noruega", "Dinamarca", "Finlândia", "Irlanda", "Canadá", "México", "Brasil", "Argentina", "Chile", "Colômbia", "Peru", "Austrália", "Japão", "Índia", "Paquistão", "Angola", "Moçambique",
            "Israel", "Turquia", "Taiwan", "Singapura", "Cingapura", "Hong Kong", "Oriente Médio", "Médio Oriente", "Bielorrússia"),
        "denial": ("não há provas de que", "não há indícios de que", "não há evidências de que", "não há evidência de que", "não existem indícios de que", "não existem provas de que", "sem provas de que", "sem indícios de que", "nada indica que", "nada sugere que", "nega que", "negou que", "desmente que", "desmentiu que", "descarta que", "descartou que", "não é verdade que",
            "é falso que", "não encontrou provas", "não encontrou indícios", "não encontrou evidências", "nenhuma prova de que", "nenhum indício de que", "nenhuma evidência de que", "nega ter", "negou ter", "desmentiu ter", "afirmou não ter", "diz não ter", "disse não ter", "garante não ter", "garantiu não ter"),
        "whether": ("se", "como se", "a menos que", "caso"),
        "the": ("o", "a", "este", "esta", "seu", "sua", "essa", "esse"),
        "in": ("em", "de", "do", "desde", "durante", "no", "na", "nos", "nas", "mês de"),
        "which": ("que", "qual", "quem", "cujo", "cuja", "onde"),
        "question": ("como", "quando", "quem", "por que", "se", "quantos", "quantas", "onde", "o que", "qual", "quais"), "nor": ("nem",),
        "ellipsis": (r"não(?: o)? (?:estão|está|são|é|foi|foram)",),
        "expletive": (),
        "act": tuple(_ACT.split("|")),
        "data-end": ("desde", "para", "por", "através", "quando", "antes", "depois", "após", "entre", "e envia", "e envia-as", "e envia-os", "e fala", "e comunica", "e transmite", "e apaga"),
        "act-to": ("e", "ou", "depois", "também", "a", "de"),
        "mid": ("meados de",),
        "compound": (),
        "group": ("empresas", r"organizaç(?:ão|ões)", "clientes?", "usuários?", "usuárias", "utilizadores", "vítimas?", "companhias", "instituições", r"agências(?: federais| governamentais)?", "desenvolvedores", "programadores", "bancos", "hospitais", "ministérios", "máquinas?", "computadores", "equipamentos?", "dispositivos?", "sistemas", "servidores", "redes", "repositórios", "projetos", "projectos", "sites", "sítios",
            "contas", "administrações", "escolas", "lojas", "supermercados", "fornecedores", "pessoas", "assinantes", "downloads", "descargas", "instalações", "funcionários", "entidades", "universidades", "alvos", "países", r"órgãos(?: federais| públicos| governamentais| estaduais)?", "municípios", "pacotes", "firmas", "postos", "ambientes", "telefones", r"por cento d[oa]s \w+"),
        "bound": ("mais de", "pelo menos", "ao menos", "menos de", "até", "uns", "umas", "cerca de", "perto de", "quase", "aproximadamente", "outras", "outros", "só", "apenas", "por volta de", "acima de", "em torno de"),
        "vague": ("centenas de milhares de", "dezenas de milhares de", "dezenas de", "centenas de", "milhares de", "milhões de", "vários", "várias", "uma dezena de", "uma centena de", "uma dúzia de", "um punhado de", "numerosas", "numerosos", "meio milhão de", "um milhão de", "diversas", "diversos", "mais de uma centena de", "mais de uma dezena de", "um milhar de", "várias centenas de", "vários milhares de", "várias dezenas de"),
        "sector": (r"set(?:or|ores) (?:de |da |do |dos |das )?\w+", "infraestruturas? críticas?", r"empresas de (?:criptomoedas|energia|defesa|telecomunicações)", r"órgãos (?:públicos|governamentais)", r"agências (?:federais|governamentais)"),
        "title": (r"(?:diretor|diretora|presidente|vice-presidente|presidente executivo|porta-voz|responsável|pesquisador|pesquisadora|investigador|ministro|engenheiro|analista|ceo)",),
        "negation-free": ("não só", "não apenas", "não somente", "sem dúvida", "sem qualquer dúvida", "sem margem para dúvidas", "nem mais nem menos"),
        "sources": ("fonte:", "fontes:", "traduzido de", "tradução de", "com informações de", "adaptado de", "publicado originalmente por", "artigo original de"),
        "personal computer": ("computador pessoal", "PC pessoal", "computador privado", "computador particular", "notebook pessoal", "portátil pessoal", "equipamento pessoal", "computador doméstico", "computador de casa", "máquina pessoal"),
        "work computer": ("computador de trabalho", "computador corporativo", "equipamento corporativo", "estação de trabalho", "computador da empresa", "computador profissional", "portátil da empresa"),
        "phone": ("telefone", "celular", "telemóvel", "smartphone"),
    },
)  # fmt: skip
