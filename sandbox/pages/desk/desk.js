// What goes on at the desk? The agent's queue, rooms and actions, kept true by realtime events and, after every
// (re)connect, by a fresh reading over REST. Event "changed" whenever something to show changed; "expired" when the session ended.

import * as agent from './agent.js';
import { Conversation } from './conversation.js';
import { newId } from './ids.js';
import { moment } from './messages.js';

const TYPING_LASTS_MS = 15_000;
const TYPING_AGAIN_MS = 8_000;
const READ_MARK_EVERY_MS = 7_000;

export class Desk extends EventTarget {
  #rest;
  #live;
  #session;
  #missed = null;
  #roomWatches = [];
  #typingEnds = null;
  #typedAt = 0;
  #readMark = null;

  constructor(rest, live, session) {
    super();
    this.#rest = rest;
    this.#live = live;
    this.#session = session;
    this.me = null;
    this.connected = false;
    this.available = false;
    /** Department names by id. */
    this.departments = new Map();
    /** Queued inquiries by id. */
    this.waiting = new Map();
    /** Own conversations by room id; a lost one stays while it is open on the screen. */
    this.conversations = new Map();
    this.openId = null;
  }

  get opened() {
    return this.conversations.get(this.openId);
  }

  /** Read who the agent is and start listening; throws when the session is not valid. */
  async start() {
    const { userId } = this.#session;
    const [me, departments, own] = await Promise.all([agent.me(this.#rest), agent.departments(this.#rest), agent.ownDepartments(this.#rest, userId)]);
    this.me = me;
    this.available = me.statusLivechat === 'available';
    this.departments = new Map(departments.map(({ _id, name }) => [_id, name]));
    this.own = new Set(own);
    this.#listen(userId);
    this.#live.open();
    this.#changed();
  }

  #listen(userId) {
    this.#live.addEventListener('ready', () => this.#catchUp());
    this.#live.addEventListener('lost', () => {
      this.connected = false;
      this.#changed();
    });
    this.#live.addEventListener('refused', () => this.#expire());
    this.#live.addEventListener('happened', ({ detail }) => {
      this.#missed?.push(detail);
      this.#happened(detail);
    });
    this.#live.watch('stream-room-messages', '__my_messages__');
    for (const event of ['subscriptions-changed', 'rooms-changed', 'force_logout']) this.#live.watch('stream-notify-user', `${userId}/${event}`);
    this.#live.watch('stream-livechat-inquiry-queue-observer', 'public');
    for (const department of this.own) this.#live.watch('stream-livechat-inquiry-queue-observer', `department/${department}`);
  }

  // Events that come while the readings are under way are newer than those: they are applied once more afterwards.
  async #catchUp() {
    const missed = [];
    this.#missed = missed;
    try {
      const [inquiries, rooms, subscriptions] = await Promise.all([
        agent.waiting(this.#rest), agent.ownRooms(this.#rest, this.#session.userId), agent.subscriptions(this.#rest),
      ]);
      this.waiting = new Map(inquiries.map((inquiry) => [inquiry._id, inquiry]));
      this.#keepOnly(rooms, subscriptions);
      for (const detail of missed) this.#happened(detail);
      this.connected = true;
      await this.#readOpened();
    } catch (error) {
      this.#fail(error);
    } finally {
      if (this.#missed === missed) this.#missed = null;
      this.#changed();
    }
  }

  #keepOnly(rooms, subscriptions) {
    const open = new Set(rooms.map((room) => room._id));
    for (const roomId of this.conversations.keys()) if (!open.has(roomId)) this.#lose(roomId);
    for (const room of rooms) this.#keep(room);
    for (const { rid, unread } of subscriptions) {
      const conversation = this.conversations.get(rid);
      if (conversation && rid !== this.openId) conversation.unread = unread;
    }
  }

  #keep(room) {
    const known = this.conversations.get(room._id);
    if (known) {
      known.room = room;
      known.ended = '';
    } else this.conversations.set(room._id, new Conversation(room));
    return this.conversations.get(room._id);
  }

  #lose(roomId, why = 'Esta conversa não está mais com você.') {
    const conversation = this.conversations.get(roomId);
    if (!conversation) return;
    conversation.ended ||= why;
    if (roomId !== this.openId) this.conversations.delete(roomId);
  }

  #happened({ stream, event, args }) {
    const { userId } = this.#session;
    if (stream === 'stream-room-messages') this.#heard(args[0]);
    else if (stream === 'stream-livechat-inquiry-queue-observer') this.#queueChanged(args[0]);
    else if (event === `${userId}/subscriptions-changed`) this.#membershipChanged(...args);
    else if (event === `${userId}/rooms-changed`) this.#roomChanged(...args);
    else if (event === `${userId}/force_logout`) this.#expire();
    else if (event === `${this.openId}/user-activity`) this.#typingChanged(...args);
    else if (event === `${this.openId}/deleteMessage`) this.opened.forget(args[0]._id);
    this.#changed();
  }

  #heard(message) {
    const conversation = this.conversations.get(message.rid);
    if (!conversation?.merge(message)) return;
    if (this.#isSeen(message.rid)) this.#markReadSoon(message.rid);
    else conversation.unread += 1;
  }

  #isSeen(roomId) {
    return roomId === this.openId && document.visibilityState === 'visible';
  }

  #queueChanged({ type, ...inquiry }) {
    const mine = !inquiry.department || this.own.has(inquiry.department);
    if (type !== 'removed' && inquiry.status === 'queued' && mine) this.waiting.set(inquiry._id, { ...this.waiting.get(inquiry._id), ...inquiry });
    else this.waiting.delete(inquiry._id);
  }

  #membershipChanged(change, subscription) {
    if (subscription.t !== 'l') return;
    if (change === 'removed') this.#lose(subscription.rid);
    else if (!this.#holds(subscription.rid)) this.#join(subscription.rid, subscription.unread).catch((error) => this.#fail(error));
  }

  async #join(roomId, unread = 0) {
    const room = await agent.room(this.#rest, roomId);
    if (room.open && !this.#holds(roomId)) this.#keep(room).unread = unread;
    this.#changed();
  }

  #holds(roomId) {
    return this.conversations.get(roomId)?.ended === '';
  }

  #roomChanged(change, room) {
    const conversation = this.conversations.get(room._id);
    if (!conversation || change === 'removed') return;
    conversation.room = { ...conversation.room, ...room };
    if (!room.open) this.#lose(room._id, 'Conversa encerrada.');
  }

  #typingChanged(username, activities) {
    if (username === this.me.username) return;
    const conversation = this.opened;
    conversation.typing = activities.includes('user-typing');
    clearTimeout(this.#typingEnds);
    this.#typingEnds = setTimeout(() => {
      conversation.typing = false;
      this.#changed();
    }, TYPING_LASTS_MS);
  }

  /** Show a conversation and read its history. */
  async open(roomId) {
    this.leave();
    this.openId = roomId;
    this.#roomWatches = ['user-activity', 'deleteMessage'].map((event) => this.#live.watch('stream-notify-room', `${roomId}/${event}`));
    this.#changed();
    await this.#readOpened();
    this.#changed();
  }

  async #readOpened() {
    const { openId, opened } = this;
    if (!opened || opened.ended) return;
    const { updated, deleted } = await agent.messages(this.#rest, openId, opened.unseenSince);
    opened.mergeAll(updated);
    for (const { _id } of deleted) opened.forget(_id);
    this.seen();
  }

  /** Put the open conversation aside. */
  leave() {
    const { openId, opened } = this;
    for (const watch of this.#roomWatches) this.#live.unwatch(watch);
    this.#roomWatches = [];
    this.openId = null;
    if (opened) opened.typing = false;
    if (opened?.ended) this.conversations.delete(openId);
    this.#changed();
  }

  /** The agent looks at the open conversation. */
  seen() {
    if (!this.opened || !this.#isSeen(this.openId)) return;
    this.opened.unread = 0;
    this.#markReadSoon(this.openId);
    this.#changed();
  }

  // Agents are rate limited: the mark on the server follows some seconds behind.
  #markReadSoon(roomId) {
    if (this.#readMark) return;
    this.#readMark = setTimeout(() => {
      this.#readMark = null;
      agent.markRead(this.#rest, roomId).catch(() => {
        // Only the mark of other clients depends on it; the next message tries again.
      });
    }, READ_MARK_EVERY_MS);
  }

  async take(inquiry) {
    await agent.take(this.#rest, inquiry._id);
    this.waiting.delete(inquiry._id);
    if (!this.#holds(inquiry.rid)) await this.#join(inquiry.rid);
    await this.open(inquiry.rid);
  }

  /** Send an answer; throws when it was not accepted, and keeps it for `again`. */
  answer(text) {
    return this.#send(this.openId, { id: newId(), text });
  }

  again(answerId) {
    return this.#send(this.openId, this.opened.unsent(answerId));
  }

  async #send(roomId, answer) {
    const conversation = this.conversations.get(roomId);
    conversation.sending(answer);
    this.#typedAt = 0;
    this.#changed();
    try {
      await agent.answer(this.#rest, { id: answer.id, text: answer.text, roomId });
      conversation.sent(answer.id);
    } catch (error) {
      conversation.failed(answer.id);
      throw error;
    } finally {
      this.#changed();
    }
  }

  /** The agent writes: tell the visitor, now and then. */
  typing() {
    const now = Date.now();
    if (now - this.#typedAt < TYPING_AGAIN_MS) return;
    this.#typedAt = now;
    this.#live.call('stream-notify-room', `${this.openId}/user-activity`, this.me.username, ['user-typing']).catch(() => {
      // Best effort: a lost typing notice is no loss.
    });
  }

  async forward(departmentId, comment) {
    const { openId: roomId, opened } = this;
    await agent.forward(this.#rest, { roomId, departmentId, comment });
    opened.ended = `Conversa encaminhada para ${this.departments.get(departmentId)}.`;
    this.#changed();
  }

  async close(comment) {
    const { openId: roomId, opened } = this;
    await agent.close(this.#rest, roomId, comment);
    opened.ended = 'Conversa encerrada.';
    this.#changed();
  }

  async setAvailable(available) {
    this.available = await agent.setAvailable(this.#rest, available);
    this.#changed();
  }

  async signOut() {
    this.stop();
    await agent.signOut(this.#rest);
  }

  stop() {
    clearTimeout(this.#readMark);
    clearTimeout(this.#typingEnds);
    this.#live.close();
  }

  #expire() {
    this.stop();
    this.dispatchEvent(new Event('expired'));
  }

  #fail(error) {
    this.dispatchEvent(new CustomEvent('failed', { detail: error }));
  }

  #changed() {
    this.dispatchEvent(new Event('changed'));
  }
}
