// How is a failure told to an agent? One plain sentence: what happened and what to do.

import { Refused, Unreachable } from './rest.js';

const CLOSED = 'Esta conversa já foi encerrada.';
const TAKEN = 'Outra pessoa já atendeu esta conversa.';

const BY_CODE = {
  'error-agent-status-service-offline': 'Você está indisponível: fique disponível para atender.',
  'error-business-hours-are-closed': 'Fora do horário de atendimento não é possível ficar disponível.',
  'error-comment-is-required': 'Escreva um comentário para encerrar a conversa.',
  'error-forwarding-chat-same-department': 'A conversa já está neste departamento: escolha outro.',
  'error-forwarding-department-target-not-allowed': 'Deste departamento não se encaminha para aquele: escolha outro.',
  'error-inquiry-taken': TAKEN,
  'error-invalid-department': 'Este departamento não existe mais: escolha outro.',
  'error-mac-limit-reached': 'O servidor atingiu o limite de contatos do mês: avise o administrador.',
  'error-message-size-exceeded': 'A mensagem é longa demais: divida em partes.',
  'error-no-agents-online-in-department': 'Ninguém está disponível neste departamento agora: a conversa continua com você.',
  'error-not-allowed': 'Esta conversa não está mais com você.',
  'error-not-found': TAKEN,
  'error-room-already-closed': CLOSED,
  'error-room-onHold': 'A conversa está em espera: retome-a no Rocket.Chat antes.',
  'error-tags-must-be-assigned-before-closing-chat': 'Este departamento exige uma etiqueta: encerre a conversa pelo Rocket.Chat.',
  'room-closed': CLOSED,
  This_conversation_is_already_closed: CLOSED,
  'totp-required': 'Este usuário usa verificação em duas etapas: entre pelo Rocket.Chat.',
};

/** `doing` completes "Não foi possível …", such as "enviar a resposta". */
export function sentence(error, doing) {
  if (error instanceof Unreachable) return 'Sem resposta do servidor: verifique a internet e tente de novo.';
  if (!(error instanceof Refused)) throw error;
  if (BY_CODE[error.code]) return BY_CODE[error.code];
  if (error.status === 401) return 'Sua sessão terminou: saia e entre de novo.';
  if (error.status === 403) return `Seu usuário não tem permissão para ${doing}: fale com o administrador.`;
  return `Não foi possível ${doing}: tente de novo ou avise o administrador (${error.code || error.status}).`;
}

/** A wrong password is the usual 401 of a sign-in. */
export function signInSentence(error) {
  const refused = error instanceof Refused && error.status === 401 && error.code !== 'totp-required';
  return refused ? 'Usuário ou senha não conferem.' : sentence(error, 'entrar');
}
