"""Which words carry no meaning of their own between the words of a phrase?"""

from __future__ import annotations


def listed(words: str) -> frozenset[str]:
    """Give the words of a list written as one text."""
    return frozenset(words.split())


#: Words of grammar: skipped in phrases and between their words.
GRAMMAR = listed("""a o as os um uma uns umas de do da dos das em no na nos nas ao aos com para por pelo pela me se te lhe
    meu minha meus minhas seu sua seus suas dele dela e que essa esse este isso aquela aquele desse dessa
    neste nesse neles nela nele sao""")

#: Words of degree, time and state, which people put into a phrase: "dor (muito forte) no peito".
DEGREE = listed("""muito muita muitos muitas pouco pouca bem tao tanta tanto bastante demais mais forte fortes leve grande
    horrivel terrivel intensa intenso insuportavel danada enorme aqui ali la ja ainda agora hoje ontem so assim meio
    quase tipo ne estou esta estao estava estavam ficou fica ficando fico ficar ficaram tem tenho ter sinto sente sentindo
    mesmo direito toda todo quando ate tudo sempre vez vezes continua parece deu dando da marcou marcando eu ele ela
    voce gente conseguindo consigo consegue nada vai vou esquerdo direita
    """)

#: Words beside a number that say what it counts, and since when: an age, a length of time, a temperature.
MEASURES = listed("""dia dias semana semanas mes meses ano anos aninho aninhos hora horas minuto minutos grau graus quilo quilos kg
    desde uns faz ha idade meia""")

NEGATIONS = frozenset(["nao", "nem", "nunca", "jamais", "sem", "nenhum", "nenhuma", "zero"])

#: Courtesy and carriers around an answer or a command: "eu queria voltar por favor".
COURTESY = listed("""oi ola bom boa dia tarde noite por favor gentileza obrigado obrigada eu voce a o as os um uma de do da que e em
    no na me para com quero queria gostaria preciso desejo pode podia poderia posso vamos vou agora ja aqui isso so
    opcao numero item alternativa letra resposta escolho acho seria estou bela entao ai ah hum hmm assim mesmo ok
    senhor senhora moca moco gente pessoal amor querida tudo bem ta sim la ate favorzinho ser fica
    pergunta perguntas respostas anterior ultima ultimo conversa atendimento
    """)
