// How is the open conversation read and answered?

import { byId, element, show } from './dom.js';
import { richText } from './rich_text.js';
import { clock } from './times.js';

/** Closer to the end than this (pixels), the view follows new messages. */
const NEAR_END = 80;
const UNSENT_WORDS = { sending: 'enviando…', failed: 'não enviada' };

export class ConversationView {
  #desk;
  #do;
  #readFile;
  #shown = null;

  constructor(desk, act, readFile) {
    this.#desk = desk;
    this.#do = act;
    this.#readFile = readFile;
    byId('composer').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#send();
    });
    byId('answer').addEventListener('keydown', (event) => this.#key(event));
    byId('answer').addEventListener('input', ({ target }) => {
      this.#desk.board.opened.draft = target.value;
      this.#desk.typing(target.value.trim() !== '');
    });
    byId('back').addEventListener('click', () => {
      const roomId = this.#desk.board.openId;
      this.#desk.leave();
      document.querySelector(`#rooms [data-key="${CSS.escape(roomId)}"] button`)?.focus();
    });
  }

  render(now) {
    const conversation = this.#desk.board.opened;
    byId('nothing-open').hidden = Boolean(conversation);
    byId('something-open').hidden = !conversation;
    document.body.classList.toggle('reading', Boolean(conversation));
    if (conversation) this.#renderOpen(conversation, now);
    this.#shown = conversation ?? null;
  }

  #renderOpen(conversation, now) {
    const entered = conversation !== this.#shown;
    const writable = !conversation.ended;
    byId('conversation-name').textContent = conversation.name;
    byId('conversation-about').textContent = this.#desk.board.departments.get(conversation.room.departmentId) ?? '';
    byId('typing').textContent = conversation.typing && writable ? `${conversation.name} está escrevendo…` : '';
    byId('ended').textContent = conversation.ended;
    for (const id of ['composer', 'forward', 'close']) byId(id).hidden = !writable;
    this.#renderLog(conversation, now, entered);
    if (entered) this.#enter(conversation, writable);
  }

  #enter(conversation, writable) {
    byId('answer').value = conversation.draft;
    byId(writable ? 'answer' : 'conversation').focus();
  }

  #renderLog(conversation, now, entered) {
    const log = byId('log');
    const followed = entered || log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END;
    if (entered) log.replaceChildren();
    const context = { ownId: this.#desk.me._id, departmentName: (id) => this.#desk.board.departments.get(id) };
    const lines = conversation.lines(context);
    show(log, lines, { key: ({ id }) => id, face: (line) => [line, clock(line.at, now)], draw: (line) => this.#draw(line, clock(line.at, now)) });
    if (followed) log.scrollTop = log.scrollHeight;
  }

  #draw(line, at) {
    if (line.kind === 'system') return drawSystem(line, at);
    const text = element('p', { class: 'said' }, ...richText(line.text));
    const files = line.files.map((file) => this.#drawFile(file));
    const foot = element('p', { class: 'line__foot' }, footWords(line, at));
    const author = line.kind === 'own' ? element('span', { class: 'unseen' }, 'Você: ') : element('p', { class: 'line__author' }, line.author);
    if (line.state === 'failed') foot.append(this.#drawAgain(line));
    const unsent = UNSENT_WORDS[line.state] ? { 'data-unsent': line.state } : {};
    return element('li', { class: `line line--${line.kind}`, ...unsent }, author, ...(line.text ? [text] : []), ...files, foot);
  }

  #drawAgain(line) {
    const again = element('button', { class: 'again', type: 'button' }, 'Tentar de novo');
    again.addEventListener('click', () => this.#do('enviar a resposta', () => this.#desk.again(line.id)));
    return again;
  }

  #drawFile(file) {
    const open = element('button', { class: 'file', type: 'button' }, file.image ? `Ver imagem: ${file.name}` : `Baixar: ${file.name}`);
    open.addEventListener('click', () => this.#do('abrir o arquivo', async () => {
      const address = URL.createObjectURL(await this.#readFile(file.address));
      if (file.image) open.replaceWith(element('img', { class: 'picture', src: address, alt: file.name }));
      else element('a', { href: address, download: file.name }).click();
    }));
    return open;
  }

  #key(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#send();
  }

  #send() {
    const text = byId('answer').value.trim();
    if (!text) return;
    byId('answer').value = '';
    this.#desk.board.opened.draft = '';
    this.#do('enviar a resposta', () => this.#desk.answer(text));
    byId('answer').focus();
  }
}

function drawSystem({ text, note }, at) {
  const told = element('p', { class: 'line__event' }, text, element('span', { class: 'line__at' }, ` · ${at}`));
  return element('li', { class: 'line line--system' }, told, ...(note ? [element('p', { class: 'note' }, ...richText(note))] : []));
}

function footWords({ state, edited }, at) {
  return UNSENT_WORDS[state] ?? (edited ? `${at} · editada` : at);
}
