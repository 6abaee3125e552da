"""What does the bridge assume of Rocket.Chat? One line each, with what it means for the operator when it is otherwise.

The ids that begin with B are those that could only be read in source or documentation so far.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """One thing that has to be so."""

    id: str
    #: What is assumed.
    assumes: str
    #: What it means when it is otherwise, and what to do.
    otherwise: str


_UPGRADE = "não atualize o Rocket.Chat da cidade; mande este relatório ao projeto"
_CHECK = "rode bela check e siga o remédio que ele der"
_TELL = "a Bela funciona assim mesmo; mande este relatório ao projeto"


def _lines(*lines: tuple[str, str, str]) -> tuple[Assumption, ...]:
    return tuple(
        Assumption(id=id_, assumes=assumes, otherwise=otherwise) for id_, assumes, otherwise in lines
    )


ADMINISTRATION = _lines(
    ("admin.version", "api/info diz a versão do servidor", _UPGRADE),
    ("admin.users", "contas são criadas, lidas e mudadas (users.create, users.info, users.update)", f"bela provision falharia; {_UPGRADE}"),
    ("admin.agents", "uma conta vira atendente e diz se está disponível (livechat/users/agent, livechat/agent.status)", f"bela provision e bela guard falhariam; {_UPGRADE}"),
    ("admin.departments", "departamentos são criados e listados, atendentes entram e saem deles", f"bela provision falharia; {_UPGRADE}"),
    ("admin.permissions", "permissões são lidas e escritas (permissions.listAll, permissions.update)", f"bela provision falharia; {_UPGRADE}"),
    ("admin.settings", "uma configuração é lida e escrita com o valor que já tem; uma desconhecida é recusada", f"bela provision falharia; {_UPGRADE}"),
    ("admin.tokens", "o robô cria e renova um token pessoal, e entra com ele", f"bela provision falharia; {_UPGRADE}"),
    ("admin.notice", "um aviso chega a uma pessoa por @usuário (chat.postMessage)", "os avisos à chefia não chegariam; confira operators_room no deployment.yml"),
)  # fmt: skip

REST = _lines(
    ("rest.login", "o robô entra por token e recebe userId, authToken e o seu nome", f"a Bela não entraria; {_UPGRADE}"),
    ("rest.login-refused", "um token errado é recusado com 401", "a Bela não perceberia que o token morreu; " + _UPGRADE),
    ("rest.own-rooms", "livechat/rooms lista as conversas abertas do robô e só elas", f"mensagens se perderiam numa reconexão; {_UPGRADE}"),
    ("rest.room", "rooms.info mostra visitante, atendente, departamento e que a conversa está aberta", f"a Bela não saberia de quem é a conversa; {_UPGRADE}"),
    ("rest.send", "chat.sendMessage aceita uma mensagem com _id nosso", f"a Bela não responderia; {_UPGRADE}"),
    ("rest.send-twice", "a mesma mensagem com o mesmo _id não aparece duas vezes", f"respostas apareceriam em dobro; {_UPGRADE}"),
    ("rest.message", "chat.getMessage acha a mensagem pelo _id", f"depois de uma queda a Bela não saberia se respondeu; {_UPGRADE}"),
    ("rest.catch-up", "chat.syncMessages devolve o que foi escrito desde um momento", f"mensagens se perderiam numa reconexão; {_UPGRADE}"),
    ("rest.departments", "livechat/department acha um departamento pelo nome", f"encaminhar falharia; {_UPGRADE}"),
    ("rest.forward", "room.forward passa a conversa ao departamento e uma pessoa a recebe", "encaminhar a pessoas falharia; " + _CHECK),
    ("rest.forward-nobody", "encaminhar a um departamento sem ninguém é recusado com error-no-agents-online-in-department", "quem espera ouviria que foi encaminhado sem haver ninguém; confira o roteamento e as opções do departamento"),
    ("rest.forward-agent", "room.forward traz a conversa de volta a um atendente dado", f"a vigia de casos graves não retomaria a conversa; {_UPGRADE}"),
    ("rest.forward-unknown", "um departamento que não existe é recusado com um código conhecido", _TELL),
    ("rest.return", "inquiries.returnAsInquiry devolve a conversa à fila", "a vigia de casos graves não mudaria de departamento; " + _CHECK),
    ("rest.lost-room", "depois de encaminhar, o robô lê a conversa ou é recusado com um código conhecido", f"a Bela tomaria a recusa por queda; {_UPGRADE}"),
    ("rest.close", "room.closeByUser encerra a conversa, que deixa de estar aberta", f"conversas ficariam abertas; {_UPGRADE}"),
    ("rest.close-twice", "encerrar de novo é recusado com error-room-already-closed", _TELL),
    ("rest.unknown-room", "escrever numa conversa que não existe é recusado com 4xx", _TELL),
)  # fmt: skip

REALTIME = _lines(
    ("realtime.login", "o tempo real aceita o token do robô", f"a Bela ficaria surda; {_UPGRADE}"),
    ("realtime.ready", "as quatro assinaturas da Bela ficam prontas", f"a Bela ficaria surda; {_UPGRADE}"),
    ("realtime.pong", "um ping é respondido", f"a Bela se reconectaria sem parar; {_UPGRADE}"),
    ("realtime.membership", "uma conversa nova do robô é anunciada (subscriptions-changed inserted)", f"conversas novas começariam com atraso; {_UPGRADE}"),
    ("realtime.message", "a mensagem do visitante chega com token, autor e data, uma única vez por _id novo", f"a Bela ficaria surda; {_UPGRADE}"),
    ("realtime.echo", "a resposta do robô volta a ele com o _id dado", _TELL),
    ("realtime.edit", "uma edição chega com o mesmo _id e editedAt", f"edições seriam tomadas por mensagens novas ou ignoradas; {_TELL}"),
    ("realtime.removal", "a perda da conversa é anunciada (subscriptions-changed removed)", f"a Bela falaria numa conversa que já é de uma pessoa; {_UPGRADE}"),
    ("realtime.visitor-hears", "o visitante recebe a resposta do robô no tempo real", f"o cidadão não veria a resposta; {_UPGRADE}"),
    ("realtime.visitor-closes", "o fim pelo visitante chega ao robô", f"a Bela acharia a conversa aberta até a próxima releitura; {_TELL}"),
)  # fmt: skip

UNVERIFIED = _lines(
    ("B1.close-heard", "o robô que atende recebe a mensagem livechat-close", "a Bela usa também a perda da conversa como sinal; " + _TELL),
    ("B1.transfer-heard", "o robô recebe livechat_transfer_history quando encaminha", "a Bela usa a resposta e a perda da conversa como sinal; " + _TELL),
    ("B2.not-logged-in", "sem entrar: 401 com JSON e um texto de erro", f"a Bela não distinguiria recusa de queda; {_UPGRADE}"),
    ("B2.not-permitted", "sem permissão: 401 ou 403 com JSON e um código ou texto", f"a Bela não distinguiria recusa de queda; {_UPGRADE}"),
    ("B2.unknown-parameter", "um parâmetro desconhecido é recusado com 400", "o servidor é mais tolerante que o suposto, o que não atrapalha; nada a fazer"),
    ("B3.closed-room", "escrever numa conversa encerrada é aceito, e ninguém vê; por isso a Bela confere antes", "o servidor recusa, o que é melhor; nada a fazer"),
    ("B4.fallback", "na edição Community um departamento alternativo é aceito e não tem efeito; a Bela confere depois de encaminhar", "encaminhamentos podem ir ao departamento alternativo: ponha pessoas nele"),
    ("B5.public-limit", "as chamadas públicas contam por endereço de rede, e só as nossas contam aqui", "o proxy faz todos os cidadãos dividirem um limite: acerte X-Forwarded-For e HTTP_FORWARDED_COUNT"),
    ("B6.external-frame", "o painel externo entrega o token do atendente em claro ou cifrado", "a Bela não usa o painel externo; nada a fazer"),
    ("B7.typing-method", "o método stream-notify-room existe", "o cidadão não verá «digitando»; nada mais muda"),
    ("B7.widget-method", "o método livechat:setUpConnection existe", "o widget antigo não volta sozinho depois de uma queda: use o widget que vem com o servidor"),
    ("B8.room-updates", "rooms-changed conta a mensagem nova (lastMessage)", "a Bela ouve a mensagem também por outro caminho; " + _TELL),
    ("B9.other-channels", "conversas de WhatsApp e outros aplicativos dizem o canal em source", f"a Bela trataria o canal como o widget; {_TELL}"),
    ("B10.widget-cookie", "o cookie rc_is_widget faz source.type ser widget", "conversas do widget contam como API; só os números por canal mudam"),
    ("B11.visitor-token", "visitors.info esconde o token do visitante nas versões corrigidas", "atualize o Rocket.Chat: atendentes veem um segredo do visitante"),
    ("B11.old-transfer", "livechat/room.transfer existe até a 7.x e não existe da 8.0 em diante", "trocar de departamento no widget antigo muda; a Bela não usa"),
    ("B11.routing", "livechat/config/routing existe da 7.11 em diante", _TELL),
)  # fmt: skip

ALL = (*ADMINISTRATION, *REST, *REALTIME, *UNVERIFIED)
BY_ID = {assumption.id: assumption for assumption in ALL}
