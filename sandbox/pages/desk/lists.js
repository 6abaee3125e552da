// How are the queue and the agent's own conversations shown?

import { byId, element, show } from './dom.js';
import { moment } from './messages.js';
import { since } from './times.js';

const waitingSince = (inquiry) => moment(inquiry.queuedAt ?? inquiry.ts);

export class Lists {
  #desk;
  #do;

  /** `act(doing, action)` runs an action and tells its failure. */
  constructor(desk, act) {
    this.#desk = desk;
    this.#do = act;
  }

  render(now) {
    const waiting = [...this.#desk.board.waiting.values()].sort((one, other) => waitingSince(one) - waitingSince(other));
    const rooms = [...this.#desk.board.conversations.values()].filter((conversation) => !conversation.ended);
    rooms.sort((one, other) => other.lastAt - one.lastAt);
    this.#renderWaiting(waiting, now);
    this.#renderRooms(rooms, now);
    this.#renderTitle(waiting.length + rooms.filter((conversation) => conversation.unread).length);
  }

  #renderTitle(news) {
    document.title = news ? `(${news}) Atendimento · Bela` : 'Atendimento · Bela';
  }

  #renderWaiting(inquiries, now) {
    byId('waiting-count').textContent = inquiries.length || '';
    byId('waiting-empty').hidden = inquiries.length > 0;
    const facts = (inquiry) => ({
      name: inquiry.name || 'Visitante',
      department: this.#desk.board.departments.get(inquiry.department) ?? '',
      waits: since(waitingSince(inquiry), now),
    });
    show(byId('waiting'), inquiries, { key: ({ _id }) => _id, face: facts, draw: (inquiry) => this.#drawWaiting(inquiry, facts(inquiry)) });
  }

  #drawWaiting(inquiry, { name, department, waits }) {
    const take = element('button', { class: 'main-action', type: 'button', 'aria-label': `Atender ${name}` }, 'Atender');
    take.addEventListener('click', () => this.#do('atender a conversa', () => this.#desk.take(inquiry)));
    const about = element('span', { class: 'entry__about' }, department ? `${department} · ${waits}` : waits);
    return element('li', { class: 'entry' }, element('span', { class: 'entry__words' }, element('strong', {}, name), about), take);
  }

  #renderRooms(conversations, now) {
    byId('rooms-count').textContent = conversations.length || '';
    byId('rooms-empty').hidden = conversations.length > 0;
    const facts = (conversation) => ({
      name: conversation.name,
      unread: conversation.unread,
      department: this.#desk.board.departments.get(conversation.room.departmentId) ?? '',
      last: since(conversation.lastAt, now),
      open: conversation === this.#desk.board.opened,
    });
    show(byId('rooms'), conversations, { key: ({ room }) => room._id, face: facts, draw: (conversation) => this.#drawRoom(conversation, facts(conversation)) });
  }

  #drawRoom(conversation, { name, unread, department, last, open }) {
    const about = element('span', { class: 'entry__about' }, department ? `${department} · ${last}` : last);
    const choose = element('button', { class: 'entry__choose', type: 'button' }, element('strong', {}, name), about);
    if (open) choose.setAttribute('aria-current', 'true');
    if (unread) choose.append(element('span', { class: 'unread' }, String(unread), element('span', { class: 'unseen' }, unread === 1 ? ' mensagem não lida' : ' mensagens não lidas')));
    choose.addEventListener('click', () => this.#do('abrir a conversa', () => this.#desk.open(conversation.room._id)));
    return element('li', { class: open ? 'entry entry--open' : 'entry' }, choose);
  }
}
