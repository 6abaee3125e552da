// What goes on at the desk? The agent's actions, and a board kept true by realtime events and, after every (re)connect, by a
// fresh reading over REST. Events: "changed" whenever something to show changed, "failed" when a reading failed, "expired"
// when the session ended.

import * as agent from './agent.js';
import { Board } from './board.js';
import { newId } from './ids.js';

const TYPING_LASTS_MS = 15_000;
const TYPING_AGAIN_MS = 8_000;
const READ_MARK_AFTER_MS = 7_000;
const OWN_EVENTS = ['subscriptions-changed', 'rooms-changed', 'force_logout'];

export class Desk extends EventTarget {
  board = new Board();
  me = null;
  connected = false;
  available = false;

  #rest;
  #live;
  #userId;
  #missed = null;
  #joining = new Set();
  #roomWatches = [];
  #typingEnds = null;
  #typedAt = 0;
  #readMark = null;

  constructor(rest, live, userId) {
    super();
    this.#rest = rest;
    this.#live = live;
    this.#userId = userId;
  }

  /** Read who the agent is and start listening; throws when the session is not valid. */
  async start() {
    const [me, departments, own] = await Promise.all([
      agent.me(this.#rest), agent.departments(this.#rest), agent.ownDepartments(this.#rest, this.#userId),
    ]);
    this.me = me;
    this.available = me.statusLivechat === 'available';
    this.board.departments = new Map(departments.map(({ _id, name }) => [_id, name]));
    this.board.own = new Set(own);
    this.#listen();
    this.#live.open();
    this.#changed();
  }

  #listen() {
    this.#live.addEventListener('ready', () => this.#catchUp());
    this.#live.addEventListener('lost', () => {
      this.connected = false;
      this.#changed();
    });
    this.#live.addEventListener('refused', () => this.#expire());
    this.#live.addEventListener('happened', ({ detail }) => {
      this.#missed?.push(detail);
      this.#happened(detail);
      this.#changed();
    });
    this.#live.watch('stream-room-messages', '__my_messages__');
    for (const event of OWN_EVENTS) this.#live.watch('stream-notify-user', `${this.#userId}/${event}`);
    const queues = ['public', ...[...this.board.own].map((department) => `department/${department}`)];
    for (const queue of queues) this.#live.watch('stream-livechat-inquiry-queue-observer', queue);
  }

  // Events that come while the readings are under way are newer than those: they are applied once more afterwards.
  async #catchUp() {
    const missed = [];
    this.#missed = missed;
    this.board.distrust();
    try {
      const [inquiries, rooms, subscriptions] = await Promise.all([
        agent.waiting(this.#rest), agent.ownRooms(this.#rest, this.#userId), agent.subscriptions(this.#rest),
      ]);
      this.board.replace({ inquiries, rooms, subscriptions });
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

  #happened({ stream, event, args }) {
    const { openId } = this.board;
    if (stream === 'stream-room-messages') this.#heard(args[0]);
    else if (stream === 'stream-livechat-inquiry-queue-observer') this.board.queueChanged(args[0]);
    else if (event === `${this.#userId}/subscriptions-changed`) this.#membershipChanged(...args);
    else if (event === `${this.#userId}/rooms-changed`) this.board.roomChanged(...args);
    else if (event === `${this.#userId}/force_logout`) this.#expire();
    else if (event === `${openId}/user-activity`) this.#typingChanged(...args);
    else if (event === `${openId}/deleteMessage`) this.board.opened.forget(args[0]._id);
  }

  #heard(message) {
    const conversation = this.board.conversations.get(message.rid);
    if (!conversation?.merge(message)) return;
    if (this.#isSeen(message.rid)) this.#markReadSoon(message.rid);
    else conversation.unread += 1;
  }

  #isSeen(roomId) {
    return roomId === this.board.openId && document.visibilityState === 'visible';
  }

  #membershipChanged(change, { t, rid, unread }) {
    if (t !== 'l') return;
    if (change === 'removed') {
      this.#joining.delete(rid);
      this.board.lose(rid);
    } else if (!this.board.holds(rid)) this.#join(rid, unread).catch((error) => this.#fail(error));
  }

  // The room may be lost again before it has been read.
  async #join(roomId, unread = 0) {
    this.#joining.add(roomId);
    const room = await agent.room(this.#rest, roomId);
    if (this.#joining.delete(roomId) && room.open && !this.board.holds(roomId)) this.board.keep(room).unread = unread;
    this.#changed();
  }

  #typingChanged(username, activities) {
    if (username === this.me.username) return;
    const conversation = this.board.opened;
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
    this.board.openId = roomId;
    this.#roomWatches = ['user-activity', 'deleteMessage'].map((event) => this.#live.watch('stream-notify-room', `${roomId}/${event}`));
    this.#changed();
    await this.#readOpened();
    this.#changed();
  }

  async #readOpened() {
    const { openId, opened } = this.board;
    if (!opened || opened.ended) return;
    if (opened.stale) {
      opened.catchUp(await agent.messages(this.#rest, openId, opened.unseenSince));
    }
    this.seen();
  }

  /** Put the open conversation aside. */
  leave() {
    if (this.board.opened) this.typing(false);
    for (const watch of this.#roomWatches) this.#live.unwatch(watch);
    this.#roomWatches = [];
    this.board.leave();
    this.#changed();
  }

  /** The agent looks at the open conversation. */
  seen() {
    const { openId, opened } = this.board;
    if (!opened || !this.#isSeen(openId)) return;
    opened.unread = 0;
    this.#markReadSoon(openId);
    this.#changed();
  }

  // Agents are rate limited: the mark on the server follows some seconds behind.
  #markReadSoon(roomId) {
    this.#readMark ??= setTimeout(() => {
      this.#readMark = null;
      agent.markRead(this.#rest, roomId).catch(() => {
        // Only the counters of the agent's other clients depend on it; the next message tries again.
      });
    }, READ_MARK_AFTER_MS);
  }

  async take(inquiry) {
    await agent.take(this.#rest, inquiry._id);
    this.board.waiting.delete(inquiry._id);
    if (!this.board.holds(inquiry.rid)) await this.#join(inquiry.rid);
    await this.open(inquiry.rid);
  }

  /** Send an answer; throws when it was not accepted, and keeps it for `again`. */
  answer(text) {
    return this.#send({ id: newId(), text });
  }

  again(answerId) {
    return this.#send(this.board.opened.unsent(answerId));
  }

  async #send({ id, text, at }) {
    const { openId: roomId, opened } = this.board;
    opened.sending({ id, text, at });
    this.typing(false);
    this.#changed();
    try {
      await agent.answer(this.#rest, { id, text, roomId });
      opened.sent(id);
    } catch (error) {
      opened.failed(id);
      throw error;
    } finally {
      this.#changed();
    }
  }

  /** The agent writes, or has stopped: tell the visitor, now and then. */
  typing(writes) {
    const now = Date.now();
    const nothingNew = writes ? now - this.#typedAt < TYPING_AGAIN_MS : this.#typedAt === 0;
    if (nothingNew) return;
    this.#typedAt = writes ? now : 0;
    this.#live.call('stream-notify-room', `${this.board.openId}/user-activity`, this.me.username, writes ? ['user-typing'] : []).catch(() => {
      // Best effort: a lost typing notice is no loss.
    });
  }

  async forward(departmentId, comment) {
    const { openId: roomId, opened } = this.board;
    await agent.forward(this.#rest, { roomId, departmentId, comment });
    opened.ended = `Conversa encaminhada para ${this.board.departments.get(departmentId)}.`;
    this.#changed();
  }

  async close(comment) {
    const { openId: roomId, opened } = this.board;
    await agent.close(this.#rest, roomId, comment);
    opened.ended = 'Conversa encerrada.';
    this.#changed();
  }

  async setAvailable(available) {
    this.available = await agent.setAvailable(this.#rest, available);
    this.#changed();
  }

  async signOut() {
    this.#stop();
    await agent.signOut(this.#rest);
  }

  #stop() {
    clearTimeout(this.#readMark);
    clearTimeout(this.#typingEnds);
    this.#live.close();
  }

  #expire() {
    this.#stop();
    this.dispatchEvent(new Event('expired'));
  }

  #fail(error) {
    this.dispatchEvent(new CustomEvent('failed', { detail: error }));
  }

  #changed() {
    this.dispatchEvent(new Event('changed'));
  }
}
