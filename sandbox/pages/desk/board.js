// What lies on the agent's board? The queue of the own departments, the own conversations, and the open one. It only keeps
// what others read or hear: no network here.

import { Conversation } from './conversation.js';

const NOT_YOURS = 'Esta conversa não está mais com você.';

export class Board {
  /** Department names by id. */
  departments = new Map();
  /** Ids of the agent's own departments. */
  own = new Set();
  /** Queued inquiries by id. */
  waiting = new Map();
  /** Own conversations by room id; a lost one stays while it is open on the screen. */
  conversations = new Map();
  openId = null;

  get opened() {
    return this.conversations.get(this.openId);
  }

  /** Whether the room is the agent's now. */
  holds(roomId) {
    return this.conversations.get(roomId)?.ended === '';
  }

  keep(room) {
    const known = this.conversations.get(room._id);
    if (known) {
      known.room = room;
      known.ended = '';
      return known;
    }
    const conversation = new Conversation(room);
    this.conversations.set(room._id, conversation);
    return conversation;
  }

  lose(roomId, why = NOT_YOURS) {
    const conversation = this.conversations.get(roomId);
    if (!conversation) return;
    conversation.ended ||= why;
    if (roomId !== this.openId) this.conversations.delete(roomId);
  }

  /** What a fresh reading says replaces what was known. */
  replace({ inquiries, rooms, subscriptions }) {
    this.waiting = new Map(inquiries.map((inquiry) => [inquiry._id, inquiry]));
    const open = new Set(rooms.map((room) => room._id));
    for (const roomId of this.conversations.keys()) if (!open.has(roomId)) this.lose(roomId);
    for (const room of rooms) this.keep(room);
    for (const { rid, unread } of subscriptions) {
      const conversation = this.conversations.get(rid);
      if (conversation && rid !== this.openId) conversation.unread = unread;
    }
  }

  /** The realtime link was lost: every history has to be read again before it is shown. */
  distrust() {
    for (const conversation of this.conversations.values()) conversation.stale = true;
  }

  queueChanged({ type, ...inquiry }) {
    const mine = !inquiry.department || this.own.has(inquiry.department);
    if (type !== 'removed' && inquiry.status === 'queued' && mine) this.waiting.set(inquiry._id, inquiry);
    else this.waiting.delete(inquiry._id);
  }

  roomChanged(change, room) {
    const conversation = this.conversations.get(room._id);
    if (!conversation || change === 'removed') return;
    conversation.room = { ...conversation.room, ...room };
    if (!room.open) this.lose(room._id, 'Conversa encerrada.');
  }

  /** Put the open conversation aside; one that is the agent's no more is forgotten. */
  leave() {
    const { openId, opened } = this;
    this.openId = null;
    if (opened) opened.typing = false;
    if (opened?.ended) this.conversations.delete(openId);
  }
}
