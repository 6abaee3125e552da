// How does the desk hear what happens? One DDP connection that heals itself.
//
// Events: "ready" after every (re)connect once all streams are subscribed, "lost" when the link is gone, "refused" when the
// session is no longer valid, "happened" with {stream, event, args} for each realtime event. Nothing is replayed after a
// reconnect: whoever listens reads again over REST on "ready".

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15_000;
const PING_AFTER_MS = 25_000;
const DEAD_AFTER_MS = 60_000;
const WATCH_EVERY_MS = 5_000;

export class Live extends EventTarget {
  #address;
  #token;
  #socket = null;
  #streams = new Map();
  #unready = new Set();
  #calls = new Map();
  #serial = 0;
  #failures = 0;
  #heardAt = 0;
  #ready = false;
  #retry = null;
  #watch = null;

  constructor(address, token) {
    super();
    this.#address = address;
    this.#token = token;
  }

  open() {
    window.addEventListener('online', this.#retryNow);
    this.#watch = setInterval(() => this.#checkPulse(), WATCH_EVERY_MS);
    this.#connect();
  }

  close() {
    window.removeEventListener('online', this.#retryNow);
    clearInterval(this.#watch);
    clearTimeout(this.#retry);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close(1000);
  }

  /** Subscribe now and after every reconnect; gives the id by which `unwatch` ends it. */
  watch(stream, event) {
    const id = this.#nextId();
    this.#streams.set(id, { stream, event });
    if (this.#ready) this.#subscribe(id);
    return id;
  }

  unwatch(id) {
    if (this.#streams.delete(id) && this.#ready) this.#send({ msg: 'unsub', id });
  }

  call(method, ...params) {
    const id = this.#nextId();
    return new Promise((resolve, reject) => {
      if (this.#socket?.readyState !== WebSocket.OPEN) {
        reject(new Error('not connected'));
        return;
      }
      this.#calls.set(id, { resolve, reject });
      this.#send({ msg: 'method', method, id, params });
    });
  }

  #connect() {
    const socket = new WebSocket(this.#address);
    this.#socket = socket;
    this.#heardAt = Date.now();
    socket.addEventListener('open', () => this.#send({ msg: 'connect', version: '1', support: ['1'] }));
    socket.addEventListener('message', ({ data }) => {
      if (socket === this.#socket) this.#hear(JSON.parse(data));
    });
    socket.addEventListener('close', () => {
      if (socket === this.#socket) this.#lose();
    });
  }

  #lose() {
    this.#socket = null;
    this.#ready = false;
    for (const { reject } of this.#calls.values()) reject(new Error('connection lost'));
    this.#calls.clear();
    const longest = Math.min(FIRST_RETRY_MS * 2 ** this.#failures, LONGEST_RETRY_MS);
    this.#failures += 1;
    this.#retry = setTimeout(() => this.#connect(), longest * (0.5 + Math.random() / 2));
    this.#tell('lost');
  }

  #retryNow = () => {
    if (this.#socket) return;
    clearTimeout(this.#retry);
    this.#connect();
  };

  // A half-open socket shows no error: silence is the only sign.
  #checkPulse() {
    if (!this.#socket) return;
    const silence = Date.now() - this.#heardAt;
    if (silence > DEAD_AFTER_MS) {
      const socket = this.#socket;
      this.#lose();
      socket.close();
    } else if (silence > PING_AFTER_MS && this.#ready) {
      this.#send({ msg: 'ping' });
    }
  }

  #hear(frame) {
    this.#heardAt = Date.now();
    switch (frame.msg) {
      case 'connected':
        this.#signIn();
        break;
      case 'ping':
        this.#send(frame.id === undefined ? { msg: 'pong' } : { msg: 'pong', id: frame.id });
        break;
      case 'result':
        this.#settle(frame);
        break;
      case 'ready':
        this.#arrive(frame.subs);
        break;
      case 'nosub':
        this.#arrive([frame.id]);
        break;
      case 'changed':
        if (frame.fields?.args) this.#tell('happened', { stream: frame.collection, event: frame.fields.eventName, args: frame.fields.args });
        break;
      default:
    }
  }

  async #signIn() {
    try {
      await this.call('login', { resume: this.#token });
    } catch (refusal) {
      if (refusal.code === 403) this.#tell('refused');
      else this.#socket?.close();
      return;
    }
    this.#ready = true;
    this.#unready = new Set(this.#streams.keys());
    for (const id of this.#streams.keys()) this.#subscribe(id);
  }

  #subscribe(id) {
    const { stream, event } = this.#streams.get(id);
    this.#send({ msg: 'sub', id, name: stream, params: [event, { useCollection: false, args: [] }] });
  }

  #arrive(ids) {
    const before = this.#unready.size;
    for (const id of ids) this.#unready.delete(id);
    if (before > 0 && this.#unready.size === 0) {
      this.#failures = 0;
      this.#tell('ready');
    }
  }

  #settle({ id, error, result }) {
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    if (error) call?.reject(Object.assign(new Error(error.message), { code: error.error }));
    else call?.resolve(result);
  }

  #send(frame) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  #nextId() {
    this.#serial += 1;
    return `d${this.#serial}`;
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
