// What does the desk know of one room? Its messages, the answers under way, and whether it is still the agent's.

import { isFromVisitor, line, moment } from './messages.js';

/** Messages are read again from a little before the last one seen: clocks and writes overlap. */
const OVERLAP_MS = 5_000;

export class Conversation {
  #messages = new Map();
  #answers = new Map();
  #seenUntil = 0;

  constructor(room) {
    this.room = room;
    this.unread = 0;
    this.typing = false;
    this.draft = '';
    /** Its history has to be read: never read yet, or the realtime link was lost since. */
    this.stale = true;
    /** Why nothing can be written any more; empty while the room is the agent's. */
    this.ended = '';
  }

  get name() {
    return this.room.fname || this.room.v?.name || this.room.v?.username || 'Visitante';
  }

  /** The date from which the history has to be read. */
  get unseenSince() {
    return new Date((this.#seenUntil || moment(this.room.ts)) - OVERLAP_MS);
  }

  /** Take a message in, whatever came before it; true when a visitor's message was not known. */
  merge(message) {
    const known = this.#messages.get(message._id);
    if (known && moment(known._updatedAt) > moment(message._updatedAt)) return false;
    this.#messages.set(message._id, message);
    this.#answers.delete(message._id);
    if (isFromVisitor(message)) this.typing = false;
    return !known && isFromVisitor(message);
  }

  /** Take in what was read since `unseenSince`. */
  catchUp({ updated, deleted }) {
    for (const message of updated) {
      this.merge(message);
      this.#seenUntil = Math.max(this.#seenUntil, moment(message._updatedAt));
    }
    for (const { _id } of deleted) this.forget(_id);
    this.stale = false;
  }

  forget(messageId) {
    this.#messages.delete(messageId);
  }

  sending(answer) {
    this.#answers.set(answer.id, { ...answer, at: answer.at ?? Date.now(), state: 'sending' });
  }

  /** Accepted by the server; the message itself comes by the realtime stream, or came already. */
  sent(answerId) {
    const answer = this.#answers.get(answerId);
    if (answer) this.#answers.set(answerId, { ...answer, state: 'sent' });
  }

  failed(answerId) {
    const answer = this.#answers.get(answerId);
    if (answer) this.#answers.set(answerId, { ...answer, state: 'failed' });
  }

  unsent(answerId) {
    return this.#answers.get(answerId);
  }

  lines(context) {
    const written = [...this.#messages.values()].map((message) => line(message, context)).filter(Boolean);
    // What was written in the same millisecond stays in the order it came.
    written.sort((one, other) => one.at - other.at);
    return [...written, ...[...this.#answers.values()].map(underWay)];
  }

  get lastAt() {
    return Math.max(moment(this.room.ts), ...[...this.#messages.values()].map((message) => moment(message.ts)));
  }
}

function underWay({ id, text, at, state }) {
  return { id, kind: 'own', author: '', text, note: '', at, edited: false, files: [], state };
}
