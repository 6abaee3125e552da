"""A made-up list of danger signs, and messages as people write them."""

from __future__ import annotations

from bot.understanding import red_flags


def _flag(flag_id: str, *phrases: str) -> red_flags.RedFlag:
    return red_flags.RedFlag(id=flag_id, label=flag_id, phrases=phrases)


FLAGS = (
    _flag("falta_de_ar", "falta de ar", "sem ar", "sem fôlego", "não consigo respirar", "respirando mal", "dificuldade para respirar",
          "difícil respirar", "sufocando", "puxando o ar", "não consegue respirar"),
    _flag("dor_no_peito", "dor no peito", "aperto no peito", "pressão no peito", "peito apertado", "peso no peito", "infarto",
          "pontada no peito", "queimação no peito"),
    _flag("labios_roxos", "boca roxa", "lábios roxos", "lábios azulados",
        "lábios arroxeados", "dedos roxos", "unhas roxas", "boca azulada", "rosto azulado",
          "cianose"),
    _flag("desmaio", "desmaiei", "desmaiou", "perdi os sentidos", "perdeu a consciência", "desacordado", "tive um desmaio"),
    _flag("confusao", "confusão mental", "está confuso", "ficou confuso", "desorientado", "não diz coisa com coisa", "falando coisa sem sentido",
          "delirando"),
    _flag("convulsao", "convulsão", "convulsionando", "ataque epilético", "revirando os olhos"),
    _flag("sangue", "tossindo sangue", "tosse com sangue", "catarro com sangue", "escarrando sangue", "vomitando sangue"),
    _flag("nao_acorda", "não acorda", "muito sonolento", "difícil de acordar", "não reage", "inconsciente", "não consigo acordar"),
    _flag("chiado", "chiado forte", "peito chiando muito", "chiado no peito"),
    _flag("saturacao", "saturação baixa", "saturação <95", "saturando <95", "oxigênio <95", "oxímetro <95", "oxigênio baixo"),
    _flag("desidratacao", "não consegue beber água", "não urina", "vomitando tudo", "parou de urinar"),
    _flag("crianca", "não mama", "bebê molinho", "criança gemendo", "moleira funda"),
    _flag("derrame", "boca torta", "fala enrolada", "lado do corpo dormente"),
    _flag("alergia", "garganta fechando", "língua inchada", "choque anafilático"),
    _flag("suicidio", "quero morrer", "me matar", "tirar minha vida", "acabar com a minha vida", "suicídio"),
)  # fmt: skip

#: Danger sign → messages that tell of it.
TOLD: dict[str, tuple[str, ...]] = {
    "falta_de_ar": (
        "acordei sem ar de madrugada", "a febre passou mas a falta de ar nao", "ta me faltando ar", "falta de ar sim, febre não", "uma falta estranha de ar", "fal ta de ar",
        "falta de ar", "Falta De Ar!!!", "falta d ar", "falta d'ar", "falta di ar", "fata de ar", "fauta de ar", "falt de ar", "flta de ar",
        "faltade ar", "falta dear", "faltadear", "falta ar", "muita falta de ar", "oi, tô com febre e falta de ar",
        "to cm mta falta de ar", "estou sentindo falta de ar", "senti falta de ar hj", "falta muito o ar", "me falta o ar",
        "faltando ar", "ta faltando o ar", "o ar ta faltando", "falta de arrr", "faaaalta de ar", "FALTA DE AR", "falta\u200b de ar",
        "sem ar", "to sem ar", "tô s/ ar", "toh sem ar", "estou ficando sem ar", "fico sem ar quando ando", "semar", "to sem arrr", "sen ar",
        "minha vó ta sem ar", "to cem ar", "ele ta sem ar nenhum, ajuda", "sem folego", "to sem fôlego nenhum p andar", "sem folgo",
        "nao consigo respirar", "não consigo respirar", "n consigo respirar", "ñ consigo respirar", "naum consigo respirar", "num consigo respirar",
        "nao consigo respira", "nao consigo respirra", "nao consigo repirar", "não consigo respirar direito", "nao to conseguindo respirar",
        "não tô conseguindo respirar direito", "n to conseguindo respirar bem", "mal consigo respirar", "não consigo nem respirar",
        "nao consigo mais respirar", "nao cosigo respirar", "nao conssigo respirar", "naoconsigorespirar", "não consigo dormir nem respirar",
        "minha mae nao consegue respirar", "ela nao ta conseguindo respirar", "sem conseguir respirar", "ñ consiguo respirar",
        "respirando mal", "to respirando mal", "tou respirando mto mal", "respirando muito mal", "meu filho ta respirando mal", "respirano mal",
        "dificuldade pra respirar", "dificuldade p respirar", "dificudade para respirar", "dificuldade de respirar", "com dificuldade respirar",
        "ta dificil respirar", "ta difícil de respirar", "difisil respirar", "respirar ta dificil", "to sufocando", "sufocano",
        "não tenho febre, mas falta de ar", "nao tenho febre mas tenho falta de ar", "não tenho tosse tenho falta de ar",
        "n tenho febre, falta de ar sim", "não estou bem, falta de ar", "febre não, falta de ar", "não aguento essa falta de ar",
        "não durmo por causa da falta de ar", "a falta de ar não passa", "falta de ar não melhora", "nunca tive tanta falta de ar",
        "nunca senti uma falta de ar tão forte", "não é normal essa falta de ar", "falta de ar é grave?", "estou com falta de ar, o que faço?",
        "o que fazer com falta de ar", "falta de apetite e de ar", "tenho falta de ar desde o ano passado", "tô com falta de ar de novo igual ano passado",
        "não tenho dor mas to sem ar", "sem febre, sem tosse, mas sem ar", "não sei se é falta de ar", "puxando o ar", "falta de ar 😩",
        "tosse seca\nfalta de ar", "não consigo falar, to sem ar", "não é a primeira vez que tenho falta de ar", "falta dr ar", "acordei sem ar de madrugada", "dor esquisita, falta de ar", "a febre passou mas a falta de ar nao", "ta me faltando ar", "falta de ar sim, febre não", "con falta de ar",
        "será que não é falta de ar?", "minha filha de 3 anos ta com falta de ar", "não só tosse como falta de ar",
    ),
    "dor_no_peito": (
        "uma dor esquisita no peito", "sinto um aperto ruin no peito", "dor latejante no peito",
        "dor no peito", "dor no peitu", "dor nu peito", "dorno peito", "dornopeito", "muita dor no peito", "dor forte no peito",
        "dor muito forte no peito", "uma dor aqui no peito", "dores no peito", "dói o peito", "meu peito dói", "o peito ta doendo", "peito doendo muito",
        "doi meu peito quando respiro", "dor do peito", "to c dor no peito", "dor no pito", "dor no peto", "dor no pieto", "dor de cabeça e no peito",
        "dor na barriga, nas costas e no peito", "aperto no peito", "aperto forte no peito", "peito apertado", "peito apertando", "apertu no peito",
        "apeto no peito", "pressão no peito", "pressao no peito", "presão no peito",
        "preção no peito", "uma pressao aqui no peito", "meu pai ta com dor no peito", "minha esposa sente dor no peito", "dor leve no peito",
        "pontada no peito", "pontadas no peito", "peso no peito", "não aguento de dor no peito", "infarto", "acho que é infarto", "enfarto",
        "nao tenho febre so dor no peito", "dor no peito e no braço", "DOR NO PEITOOOO", "dor nomeu peito",
    ),
    "labios_roxos": (
        "a boquinha do bebe ta roxa", "a boca da minha mãe ta roxa",
        "boca roxa", "a boca ta roxa", "boca meio roxa", "ta com a boca roxa", "boca rocha", "boka roxa", "a boca dela ficou roxa", "labios roxos",
        "lábio roxo", "labius roxos", "os lábios estão roxos", "lavios roxos", "labio meio roxo", "labios azulados", "lábios azuis", "labio azul",
        "labios asulados", "labios arroxeados", "dedos roxos", "dedo roxo", "ponta dos dedos roxos", "dedinhos roxos", "com os dedos roxo", "unhas roxas",
        "unha roxa", "boca azulada", "boca azul", "boca seca e roxa", "roxa a boca", "o bebe ta com a boca roxinha", "rosto azulado",
    ),
    "desmaio": (
        "des maiei", "ele desmaiô",
        "desmaiei", "eu desmaiei hj", "desmaiei 2 vezes", "desmaei", "dismaiei", "desmaiou", "minha mãe desmaiou", "dezmaiou", "ele desmaio agora",
        "quase desmaiei", "desmaiando", "ta desmaiando", "vou desmaiar", "to quase desmaiando", "ela desmaia toda hora", "desmayou", "perdi os sentidos",
        "perdeu a consciencia", "meu pai ta desacordado", "desacordada", "tive um desmaio", "teve desmaio", "dsmaiei", "desmaieii", "desmaiado no chão",
    ),
    "confusao": (
        "ele n ta dizendo coisa com coisa",
        "ele ta confuso", "minha vó está confusa", "ela ta meio confusa", "ta muito confuso", "ficou confuso", "ela ficou confusa de repente",
        "desorientado", "desorientada", "ta dezorientada", "desorietado", "minha mae ta desorientada", "confusão mental", "confusao metal",
        "ele não diz coisa com coisa", "falando coisa sem sentido", "falando coisas sem sentido", "delirando", "ta delirando de febre", "ta confuzo",
    ),
    "convulsao": (
        "convulsão", "convulsao", "convulção", "convusão", "comvulsao", "teve convulsão", "teve uma convulsao agora", "convulsionando", "convulsionou",
        "ta convulsionano", "convulsões", "meu filho ta tendo convulsao", "ataque epiletico", "revirando os olhos", "revirou os olhos",
    ),
    "sangue": (
        "tossindo sangue", "to tossindo sangue", "tosse com sangue", "tosse c sangue", "tosse c/ sangue", "tossi sangue", "tosindo sangue",
        "tossindo com sangue", "tossiu sangue", "tusso sangue", "tossindo sange", "sangue na tosse", "catarro com sangue", "catarro c sangue",
        "cattaro com um pouco de sangue", "tosse forte e com sangue", "não paro de tossir sangue", "vomitando sangue", "vomitou sangue", "escarrano sangue",
    ),
    "nao_acorda": (
        "ele não acorda", "nao acorda", "n acorda de jeito nenhum", "minha filha nao ta acordando", "muito sonolento", "muito sonolenta", "mto sonolenta",
        "ta muito sonolenta", "muito sonolneto", "dificil de acordar", "difícil acordar ele", "nao reage", "não ta reagindo", "inconsciente", "inconciente",
        "nao consigo acordar minha mãe", "não consigo acordar ela",
    ),
    "chiado": ("chiado forte", "chiado muito forte", "xiado forte", "chiado no peito", "chiado bem forte no peito", "ta com chiado no peito", "peito chiando muito"),
    "saturacao": (
        "saturação do meu pai 88", "a saturação da minha vó ta 86",
        "saturação caiu pra 87", "oxigenio desceu pra 88",
        "saturação baixa", "saturacao baixa", "saturação ta baixa", "saturasao baixa", "satutação baixa", "a saturação dela está muito baixa", "baixa saturação",
        "saturação 89", "saturação de 89", "saturação em 89%", "saturação tá 90", "saturação deu 88", "saturando 89", "saturando a 91", "satura 85",
        "oxigenio 89", "oxigênio 89%", "oxigenio ta 90", "oxigeno 89", "oxijenio 88", "oxigenio em 92", "oximetro 88", "oxímetro marcou 90", "oximetro deu 87",
        "oxigenio baixo", "oxigenio ta baixo", "89 de saturação", "89% de oxigenio", "saturação 94,5",
    ),
    "suicidio": ("quero morrer", "eu quero morrer", "kero morrer", "quero me matar", "vou me matar", "vou tirar minha vida", "so quero morrer mesmo", "suicidio"),
}  # fmt: skip

#: Messages that tell of no danger sign.
ORDINARY = (
    "ninguém desmaiou", "conclusão", "dor de cabeça, peito normal", "quero matar a saudade", "medo de morrer",
    "falta de ar eu não tenho", "falta de ar eu n tenho nao", "em nenhum momento tive falta de ar", "não acordo cedo", "não acordei bem", "graças a Deus não tenho falta de ar", "falta de ar não febre sim", "falta de respeito", "sinto falta do cheiro", "não consigo abrir o site", "respira fundo",
    "febre", "to com tosse", "dor de cabeça", "ar condicionado", "sem argumento", "quero ar livre", "estou bem", "nao sinto falta de nada",
    "oi", "bom dia", "boa noite, tudo bem?", "sim", "não", "s", "n", "38,5", "2", "67 anos", "3 dias", "desde ontem", "Fortaleza", "moro em Sobral",
    "meu nome é Maria da Silva", "quero falar com uma pessoa", "parar", "voltar", "menu", "obrigado", "ok", "?", "👍", "", "   ", "kkkkk",
    "tenho dor de garganta", "dor nas costas", "dor no corpo", "dor no braço da vacina", "nariz entupido", "coriza e espirro", "to espirrando muito",
    "perdi o olfato", "sem paladar", "sem cheiro nenhum", "falta de apetite", "falta de paladar", "estou cansada", "muito cansado", "moleza no corpo",
    "preciso usar máscara?", "quanto tempo de isolamento?", "posso sair no ar livre?", "caminhada ao ar livre", "liguei o ar condicionado",
    "o ar condicionado ta no maximo", "falta de ar condicionado na sala", "faltei a aula", "falta muito para acabar?", "falta água aqui", "falta de remédio no posto",
    "falta de médico", "faltou luz", "sem água", "sem febre", "sem sintomas", "sem problema", "sem querer", "quero vacinar meu filho",
    "onde tomo a vacina?", "a vacina da dor no braço?", "tenho asma", "tenho diabetes e pressão alta", "pressão alta", "minha pressão ta boa",
    "não tô com falta de ar", "nao to com falta de ar", "não tenho falta de ar", "n tenho falta de ar", "não sinto falta de ar", "nao estou sentindo falta de ar",
    "sem falta de ar", "nem falta de ar", "não tenho febre nem falta de ar", "sem febre nem falta de ar", "não tenho tosse, febre ou falta de ar",
    "não tô sem ar", "nao estou sem ar", "falta de ar não", "falta de ar não tenho", "falta de ar? não", "falta de ar nao, so tosse", "tenho falta de ar não",
    "to com falta de ar não", "não tenho mais falta de ar", "nunca tive falta de ar", "nenhuma falta de ar", "não apresenta sinais de falta de ar",
    "não é falta de ar", "nao tenho nenhuma falta de ar", "num to com falta de ar", "ñ to c falta d ar", "ela não tem falta de ar", "não cheguei a ter falta de ar",
    "sem dor no peito", "não tenho dor no peito", "não sinto dor no peito", "não tenho dor nem aperto no peito", "dor no peito não tenho", "não tenho dor ou aperto no peito",
    "nunca desmaiei", "não desmaiei", "nao desmaiou", "não tive desmaio", "nunca tive convulsão", "não ta confuso", "não está confusa", "sem convulsão",
    "não estou tossindo sangue", "tosse sem sangue", "tosse seca", "tosse com catarro", "exame de sangue", "fiz exame de sangue e deu normal", "doei sangue",
    "meu bebe mama bem", "acordei com febre", "acordei bem", "dormi bem", "não dormi bem", "estou com sono", "saturação normal", "saturação 98", "saturação 97%",
    "oxigenio 99", "boca seca", "boca amarga", "comprei uma blusa roxa", "dedo machucado", "sim, consigo respirar bem", "consigo respirar", "respiro bem",
    "respirando bem", "não tenho febre, consigo respirar bem", "não tenho febre consigo respirar bem", "respiração normal", "feito com jeito", "dor do jeito que falei",
    "estou confusa com essa pergunta", "to confuso, não entendi", "essa mensagem é confusa", "o que é falta de ar?", "oq é falta de ar", "o que causa falta de ar?",
    "falta de ar é sintoma?", "falta de ar é sintoma de covid?", "falta de ar é um dos sintomas?", "covid dá falta de ar?", "dengue causa convulsão?",
    "tive falta de ar ano passado", "ano passado tive falta de ar", "tive convulsão quando era criança", "desmaiei há 10 anos", "quando criança eu desmaiava",
    "não quero morrer", "minha bateria ta morrendo", "que calor de matar", "me marca no grupo", "posso voltar a trabalhar?", "estou grávida", "não estou grávida",
    "peito de frango", "no meu ponto de vista", "a dor passou", "dor leve nas pernas", "respeito muito", "consigo esperar", "vou esperar", "não consigo dormir",
    "não consigo comer", "não consigo marcar consulta", "não consigo ir no posto", "ele acorda bem", "acordo cedo", "perdi meu cartão do sus", "perdeu o prazo",
    "uma pessoa da família morreu", "azul", "casa azul", "roxo", "minha mãe tem 80 anos", "tenho 30 anos", "são 3 pessoas em casa", "como pega covid?",
)  # fmt: skip
