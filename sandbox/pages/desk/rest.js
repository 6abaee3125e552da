// How does the desk ask Rocket.Chat's REST interface, and what does a refusal mean?

const DEFAULT_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 60_000;

/** The server answered "no": `code` is Rocket.Chat's error code, `status` the HTTP status. */
export class Refused extends Error {
  constructor(status, code) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

/** No usable answer came: the network is down, or a proxy answered in the server's place. */
export class Unreachable extends Error {}

export class Rest {
  #base;
  #session;

  /** `base` is the server's address with a closing slash; `session` is `{userId, authToken}` or null. */
  constructor(base, session = null) {
    this.#base = base;
    this.#session = session;
  }

  get(path, parameters = {}) {
    const query = new URLSearchParams(parameters).toString();
    return this.#ask('GET', query ? `${path}?${query}` : path);
  }

  post(path, body) {
    return this.#ask('POST', path, JSON.stringify(body));
  }

  /** The bytes of an uploaded file, which only a signed-in member of its room may read. */
  async file(address) {
    const answer = await this.#fetch('GET', new URL(address.replace(/^\//, ''), this.#base));
    if (!answer.ok) throw new Refused(answer.status, 'file');
    return answer.blob();
  }

  async #ask(method, path, body) {
    const address = new URL(`api/v1/${path}`, this.#base);
    let answer = await this.#fetch(method, address, body);
    while (answer.status === 429) {
      await pause(untilReset(answer));
      answer = await this.#fetch(method, address, body);
    }
    return read(answer);
  }

  async #fetch(method, address, body) {
    const headers = {};
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    if (this.#session) {
      headers['X-User-Id'] = this.#session.userId;
      headers['X-Auth-Token'] = this.#session.authToken;
    }
    try {
      return await fetch(address, { method, headers, body, credentials: 'omit', cache: 'no-store' });
    } catch (cause) {
      throw new Unreachable('fetch', { cause });
    }
  }
}

async function read(answer) {
  let body;
  try {
    body = await answer.json();
  } catch (cause) {
    throw new Unreachable(`status ${answer.status}`, { cause });
  }
  if (answer.ok) return body;
  throw new Refused(answer.status, codeOf(body));
}

// Rocket.Chat names the code in `errorType`, at the end of `error` in brackets, or as the whole of `error`.
function codeOf(body) {
  const text = typeof body.error === 'string' ? body.error : '';
  return body.errorType ?? text.match(/\[([\w-]+)\]$/)?.[1] ?? text;
}

function untilReset(answer) {
  const reset = Number(answer.headers.get('X-RateLimit-Reset'));
  return reset ? Math.min(Math.max(reset - Date.now(), 250), LONGEST_WAIT_MS) : DEFAULT_WAIT_MS;
}

function pause(milliseconds) {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
