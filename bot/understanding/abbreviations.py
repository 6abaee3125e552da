"""Which words do people shorten in chats, and what do they stand for?"""

from __future__ import annotations

from bot.understanding import small_words

_TABLE = """
vc:voce vcs:voces tb:tambem tbm:tambem tmb:tambem
q:que ki:que ke:que oq:o+que oque:o+que pq:porque pqe:porque porq:porque poque:porque
n:nao nn:nao naum:nao nau:nao nop:nao nope:nao nw:nao
to:estou tou:estou tow:estou tava:estava tavam:estavam tamos:estamos tamo:estamos
ta:esta tah:esta
d:de di:de nu:no dum:de+um duma:de+uma
c:com cm:com cum:com cmg:comigo
p:para pra:para pro:para pras:para pros:para prum:para+um pruma:para+uma
eh:e i:e hj:hoje hje:hoje oje:hoje onti:ontem onten:ontem
mt:muito mto:muito muto:muito mta:muita mtos:muitos mtas:muitas muinto:muito mui:muito
kd:cade td:tudo tds:todos tdo:tudo nd:nada nda:nada ngm:ninguem algm:alguem
dps:depois qdo:quando qd:quando qnd:quando qndo:quando qto:quanto qnto:quanto qnt:quanto
qq:qualquer qm:quem msm:mesmo agr:agora agra:agora hr:horas hrs:horas
kero:quero qro:quero qria:queria keria:queria aki:aqui
vdd:verdade ctz:certeza crtz:certeza vzs:vezes vz:vez ctza:certeza blz:beleza obg:obrigado obgd:obrigado obgda:obrigada
pf:por+favor pfv:por+favor pfvr:por+favor pff:por+favor plmds:pelo+amor+de+deus
vlw:valeu tlvz:talvez tvz:talvez axo:acho sla:sei+la nsei:nao+sei
tenhu:tenho tnh:tenho tnho:tenho teno:tenho sinhto:sinto
fz:faz dnv:de+novo denovo:de+novo derrepente:de+repente
sen:sem sm:sem
"""

#: Folded word → the words it stands for; applied to every message and to every phrase of the content.
EXPANSIONS: dict[str, tuple[str, ...]] = {
    short: tuple(full.split("+")) for short, _, full in (entry.partition(":") for entry in _TABLE.split())
}

#: Shortened with a stroke: "c/ febre", "s/ ar", "p/ mim".
WITH_STROKE: dict[str, tuple[str, ...]] = {"c/": ("com",), "s/": ("sem",), "p/": ("para",), "n/": ("nao",)}

#: After these, the north-eastern "num" is "não" ("num tô", "num sei"), elsewhere it is "em um".
VERBS_AFTER_NUM = small_words.listed("""estou esta estava estao tenho tem tinha tive teve sinto sente senti consigo consegue consegui conseguindo
    sei sabe quero quer posso pode e era foi vou vai da deu lembro fiz fez vi tomei medi preciso aguento me sou
    respiro respira acorda tosse desmaiei desmaiou fico fica""")
