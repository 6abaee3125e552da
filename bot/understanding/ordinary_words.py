"""Which words are spelt right, and so are no misspelling of a word looked for?"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from bot.understanding import small_words, verb_forms

#: Folded everyday words that lie one or two letters from a symptom, an option or a command.
ORDINARY = small_words.listed("""
    a abaixo aberta aberto abril abrir acabar acabei acabou aceita aceitar acerto acertar acha achar acordo acordei acordava achei acho acima
    ainda ajuntar alem algo alguem algum alguma algumas alguns alma almoco alta alto ama amanha amiga amigo amo ando
    andar anda ano anos ante antes ao aos apenas apos are area areas aquela aquele aqui aquilo arde arder arma arroz arte as assim
    ate atras aula aulas banco banho bar barato barra basta bastante batata bate bater bebe beber bebi beijo bem bica
    bicho boa boas bola bolo bolsa bom bons bota botei botou braco brasil brava bravo briga busca cabe cada cafe cai
    caiu calma calor cama camisa campo cansei canta cantar cara caro carro carta casa casal caso cedo cem certa certo
    ceu cidade cinco cinza coisa coisas colo com comer comi comida como compra comprar conceito conta contar contei
    contra copo cor cores corpo corre correr corri corro corta corte costa costas coxa cozinha creme cria crianca
    criancas cruz cuida cuidar curso curto custo da dado dados danca dar das data de dedao deita deitar deixa deixar
    decimo decimos very deixei demais dente dentes dentro depois desce descer desde deste desta desse dessa deu deus deve devo dia dias
    diga digo dinheiro direita direito disse disso dito diz dizer do doar doce doces dois dolar domingo dona dono dos
    doze duas dura duro e ela elas ele eles em enquanto entao entra entrar entre era escola escolha escrever escuro
    esse essa esposa esposo esquerda esta estao estar estava este estou eu fala falam falando falar falei falo falou
    falha falhou falso fama faz fazem fazendo fazer fazia fechar feia feio feira feita feito festa fica ficar ficou
    filha filho fila filme fim fina fino fiz fogo foi fome fora forca forma forro foto fraca fraco fria frio fruta
    fruto fui fumo fundo gente gosta gostar gosto gota grande grave grupo guarda ha haja hoje homem hora horas
    hospital idade ideia igreja igual irma irmao isso isto ja janeiro janela jeito jogar jogo jornal juntar junto
    labor lado ladra lapis laranja largo lata lavar lei leite leito leve limpo linda lindo lista livre livro local
    logo loja longe louco lua lugar luz maca mae maio maior mais mal mandar mando mao maos mar marca marcar maria
    marido mas mata mato me medico medo medio meia meio melhor memo menina menino menor menos mes mesa mesma mesmo
    meta meu meus mexer mil minha minhas minuto moca moco modo mole monte mora morar morei moro morro mostrar
    motivo moto mudar mudo muita muitas muito muitos mulher mundo na nada namorada namorado nao nariz nas nasce
    nasceu nasci natal neto neta nem ninguem no noite nome nora nos nossa nosso nova novo novos nunca obra obrigada
    obrigado oi oito olha olhar olho olhos onde ontem onze orar ordem os ou ouro outra outras outro outros ouvir
    paciencia paga pagar pago pai pais palavra palha pao papel par para parece parede parte parto passa passar
    passei passo passou pasta pato paz pe pede pedir pedra pega pegar pegou peixe pela pele pelo pena pensar penso
    pente perdi perder perna pernas perto peru pesar peso pessoa pessoas pior pode poder podia poe ponte ponto por
    porque porta portas posso pouca pouco prato preco precisa preciso prefeito preso pressa presta preta preto
    prima primo pronto prova puder pura puro quais qual qualquer quando quanto quarta quarto quase quatro que quem
    quente quer querer quero quinta quis quiser rapido receber receita remedio reto rio riso risco roca rosa
    roupa rua ruim ruins saber sabe sabor saco sai saia saiba sair sala salto salta salva salvo santa santo sao sapato
    se sede segue sei seis sem semana sempre senao senha senhor senhora sera serio servico sete seu seus sexta sim
    sinal so soar sobre sogra sogro sol soma somos sonho sono soma sorte sou sua suas sujo tal talvez tambem tanta
    tanto tarde tarefa tem tempo tenha tenho ter terca terra tia time tinha tio tipo tira tirar tive teve toca tocar
    toda todas todo todos toma tomar tomei tomo torta tosa trabalho trabalhar traz tres triste troca trocar tudo ultima
    ultimo um uma umas uns usa usar usei uso vai valor vamos varias varios vejo velha velho vem vender vento
    ver vez vezes vi via viagem vida vim vinho vir viu vive vivo vizinha vizinho voar voce voces voltou votar voto
    vou voz xarope zelo zona
    consertar conserto conversa conversar converter conforto conselho consulta consultar comprei concurso conclusao conclusoes concluir confirmo
    confiar contrato convite convidar suor suar suado suada sofa sofrer sufoco respeito respeitar respingo
    espirro espirrar espirrando reparar preparar inspirar separar semear superar esperar espero esperando desmarcar
    desmarquei desmanchar descansar descansei descanso desenho azulejo azeite azeitona chato chata cheio cheia chave
    chefe chuva chover chao chamar chamo chega chegar chegou chegando sonora salario saldo situacao estacao
    vacilo cabelo cabana cambada caneca cadeira carreira madeira feriado ferida febril fevereiro ferver
    parar paro corrigir corrige corrigi cancelar cancela cancelei repetir repete recomecar encerrar encerra pare parei inicio opcoes voltando voltei falhando salvando dormindo comendo correndo morando mudando mancha manchas
    ajuda ajudar enterrar enterro atendendo testei molho molhou molhar molhei molhado molhada varizes anything sumisse sumissem
    """)

#: These and more words of everyday life and of Bela's own texts: none of them is a misspelling of another word ("pequena" of
#: "perna"), but any may be a form of one that is looked for.
SPELT_RIGHT: Final = ORDINARY | small_words.listed(
    Path(__file__).with_name("ordinary_words.txt").read_text(encoding="utf-8")
)

#: The regular forms of the verbs among them: more of them are rare, so that one slip is forgiven ("folgo" for "fôlego"), but not
#: two ("consulto" for "convulsão").
VERB_FORMS: Final = frozenset[str]().union(*(verb_forms.regular(word) for word in SPELT_RIGHT))
