"""What does the preparation of a server say that it did, and that a person has to do?"""

from __future__ import annotations

from typing import Final

from config.told import Told

NO_ADMINISTRATOR: Final = Told(
    "Para preparar o servidor falta a conta de administração: ponha $lacks no .env.",
    "To prepare the server, the administrator's account is missing: put $lacks into .env.",
)
USER_MADE: Final = Told("Usuário $user criado.", "User $user made.")
USER_NOT_SEEN: Final = Told(
    "O usuário $user não aparece depois de criado; veja se ele está ativo no Rocket.Chat.",
    "The user $user does not show up after it was made; see whether it is active in Rocket.Chat.",
)
NO_USER: Final = Told(
    "Não há usuário $user no Rocket.Chat; crie-o e rode de novo.",
    "There is no user $user in Rocket.Chat; make it and run this again.",
)
AGENT_MADE: Final = Told(
    "O usuário $user agora é atendente do Omnichannel.", "The user $user is an agent of Omnichannel now."
)
ROLES_GIVEN: Final = Told(
    "O usuário $user ganhou os papéis: $roles.", "The user $user was given the roles: $roles."
)
AVAILABLE: Final = Told(
    "O usuário $user está disponível para conversas.", "The user $user is available for conversations."
)
NOT_AVAILABLE: Final = Told(
    "$refusal Ponha $user como disponível dentro do horário do Omnichannel.",
    "$refusal Make $user available within the hours of Omnichannel.",
)
PERMITTED: Final = Told('O papel bot pode $use ("$name").', 'The role bot may $use ("$name").')
PERMISSION_UNKNOWN: Final = Told(
    'O servidor não conhece a permissão "$name"; confira a versão do Rocket.Chat.',
    'The server does not know the permission "$name"; check the version of Rocket.Chat.',
)
SET: Final = Told("Configuração $name = $value: $purpose.", "Setting $name = $value: $purpose.")
NOT_SET: Final = Told(
    "$refusal Mude-a em Administração › Configurações, para que $purpose.",
    "$refusal Change it in Administration › Settings, so that $purpose.",
)
DEPARTMENT_MADE: Final = Told('Departamento "$department" criado.', 'Department "$department" made.')
DEPARTMENT_OFF: Final = Told(
    'O departamento "$department" está desligado; ligue-o em Omnichannel › Departamentos.',
    'The department "$department" is off; switch it on in Omnichannel › Departments.',
)
ONE_DEPARTMENT: Final = Told(
    'O departamento "$department" não foi criado: o Rocket.Chat Community só permite um; '
    'em deployment.yml dê a $id o mesmo "name" do departamento que já existe, ou contrate outra edição.',
    'The department "$department" was not made: Rocket.Chat Community allows one only; '
    'in deployment.yml give $id the same "name" as the department that exists, or buy another edition.',
)
PLACED: Final = Told(
    '$user atende no departamento "$department".', '$user answers in the department "$department".'
)
KEPT_OUT: Final = Told(
    '$user saiu do departamento "$department", para que só pessoas atendam ali.',
    '$user left the department "$department", so that only people answer there.',
)
NO_WAY_IN: Final = Told(
    "Não sei a senha nem um token válido de $user; ponha BELA_ROCKETCHAT_TOKEN ou BELA_ROCKETCHAT_PASSWORD no .env.",
    "Neither the password nor a valid token of $user is known; put BELA_ROCKETCHAT_TOKEN or BELA_ROCKETCHAT_PASSWORD into .env.",
)
TOKEN_MADE: Final = Told('Token "$token" de $user criado.', 'Token "$token" of $user made.')
TOKEN_NOT_MADE: Final = Told(
    "O token de $user não foi criado: $refusal", "The token of $user was not made: $refusal"
)
