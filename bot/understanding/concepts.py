"""Which everyday words ask for the same thing? "Posso", "dá pra" and "pode" do, and so do "neném" and "bebê".

Only words that any pack may use; what belongs to one disease stands in the examples of its pack.
"""

from __future__ import annotations

from typing import Final

_GROUPS: Final = """
vacina vacinar vacinado vacinada vacinei vacinou vacinas vacinacao dose doses imunizante reforco injecao vacino vacine vacinando
posso pode podem poderia podia da possivel
preciso precisa necessario tenho tem devo deve obrigado obrigada obrigatorio
pegar pega peguei pegou contrair contrai infectado infectada infectou contaminado contaminada infectar
passa passar transmite transmitir transmissao contagia contagiar contamina contaminar transmitindo contaminando passo
bebe nenem recem-nascido bebezinho
crianca criancas filho filha menino menina filhos
gravida gestante gravidez buchuda gestacao gestantes gravidas
posto ubs postinho unidade
idoso idosa idosos velho velha avo vo avos
remedio remedios medicamento medicacao medicamentos comprimido
comer come comida alimento alimentacao comendo
onde aonde cade
ruim perigoso perigo perigosa grave risco arriscado gravidade
serve funciona ajuda adianta resolve presta cura eficaz
trabalho trabalhar servico emprego empresa
cachorro gato gatinho gata cao caes bicho bichinho animal animais pet pets
exame teste testes exames testar testei testo
pessoa gente humano humana alguem atendente
medico medica doutor doutora enfermeira enfermeiro profissional
quarentena isolamento isolar isolado isolada isolo
cheiro olfato cheirar
paladar gosto sabor
aparelho aparelhinho oximetro
oxigenacao saturacao saturando
ambulancia samu 192
dados informacoes informacao
ficar fico fica
voltar volto volta retornar
dias dia
onibus aviao viajar viagem viajo
escola aula creche colegio
academia treino malhar exercicio exercicios treinar
"""

_OF: Final = {
    word: f"={group.split()[0]}" for group in _GROUPS.strip().splitlines() for word in group.split()
}


def meant(word: str) -> str | None:
    """Give the concept that a folded word stands for; None where it stands for itself alone."""
    return _OF.get(word)
