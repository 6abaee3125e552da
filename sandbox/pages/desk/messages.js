// What does a message of Rocket.Chat say to an agent? Pure: document in, line out.

/** Kinds of system messages that tell an agent nothing. */
const SILENT = new Set(['command', 'livechat_navigation_history', 'livechat_transcript_history', 'au']);

/** The livechat widget escapes what a citizen types; it is shown as it was typed. */
const ENTITIES = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'", '&#x60;': '`' };

/** Milliseconds of a date, which DDP sends as `{"$date": ms}` and REST as an ISO text. */
export function moment(date) {
  return date?.$date ?? Date.parse(date);
}

/**
 * One line of a conversation, or null for a message nobody has to see:
 * `{id, kind: "visitor"|"own"|"colleague"|"system", author, text, note, at, edited, files}`.
 * `note` is the comment somebody left for the agent.
 */
export function line(message, { ownId, departmentName }) {
  if (message._hidden || SILENT.has(message.t)) return null;
  const shared = { id: message._id, at: moment(message.ts), author: author(message), note: '', edited: false, files: [] };
  if (message.t) return system(message, shared, departmentName);
  return {
    ...shared,
    kind: kind(message, ownId),
    text: words(message) || place(message.location),
    edited: Boolean(message.editedAt),
    files: files(message),
  };
}

export const isFromVisitor = (message) => Boolean(message.token) && !message.t;

function kind(message, ownId) {
  if (isFromVisitor(message)) return 'visitor';
  return message.u._id === ownId ? 'own' : 'colleague';
}

function author(message) {
  return message.alias || message.u.name || message.u.username;
}

function words(message) {
  const text = message.msg ?? '';
  return isFromVisitor(message) ? text.replace(/&(?:amp|lt|gt|quot|#x27|#x60);/g, (entity) => ENTITIES[entity]) : text;
}

// Longitude comes first on the wire; people say latitude first.
function place(location) {
  if (!location) return '';
  const [longitude, latitude] = location.coordinates;
  return `Localização: ${latitude}, ${longitude}`;
}

function files(message) {
  return (message.attachments ?? [])
    .filter((attachment) => attachment.title_link)
    .map((attachment) => ({ name: attachment.title || 'arquivo', address: attachment.title_link, image: Boolean(attachment.image_url) }));
}

function system(message, shared, departmentName) {
  const { text, note = '' } = told(message, shared.author, departmentName);
  return text ? { ...shared, kind: 'system', text, note } : null;
}

function told(message, who, departmentName) {
  switch (message.t) {
    case 'livechat-started':
      return { text: 'Conversa iniciada' };
    case 'livechat-close':
      return { text: `${who} encerrou a conversa`, note: message.msg };
    case 'livechat_transfer_history':
    case 'livechat_transfer_history_fallback':
      return transfer(message.transferData ?? {}, who, departmentName);
    case 'uj':
      return { text: `${who} entrou na conversa` };
    case 'ul':
      return { text: `${who} saiu da conversa` };
    case 'rm':
      return { text: 'Mensagem apagada' };
    default:
      return { text: message.msg ?? '' };
  }
}

function transfer({ scope, comment, nextDepartment, transferredTo, transferredBy }, who, departmentName) {
  const by = transferredBy?.name || transferredBy?.username || who;
  const department = nextDepartment && (nextDepartment.name || departmentName(nextDepartment._id));
  const to = scope === 'queue' ? 'a fila' : department || transferredTo?.name || transferredTo?.username;
  return { text: to ? `${by} encaminhou a conversa para ${to}` : `${by} encaminhou a conversa`, note: comment };
}
