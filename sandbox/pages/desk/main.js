// Where does the desk start? With the session of this browser tab, or with the sign-in form.

import * as agent from './agent.js';
import { Bar } from './bar.js';
import { ConversationView } from './conversation_view.js';
import { Desk } from './desk.js';
import { Dialogs } from './dialogs.js';
import { byId } from './dom.js';
import { Lists } from './lists.js';
import { Live } from './live.js';
import { Refused, Rest } from './rest.js';
import { sentence, signInSentence } from './sentences.js';

const SESSION = 'bela-desk-session';
const CLOCK_EVERY_MS = 20_000;
/** The server's address: the desk is served beside it. */
const SERVER = new URL('.', window.location.href);
const SOCKET = new URL('websocket', SERVER).href.replace(/^http/, 'ws');

async function work(session) {
  const rest = new Rest(SERVER, session);
  const desk = new Desk(rest, new Live(SOCKET, session.authToken), session.userId);
  await desk.start();
  const fault = byId('fault');
  const tell = (error, doing) => {
    fault.textContent = sentence(error, doing);
  };
  const act = async (doing, action) => {
    fault.textContent = '';
    try {
      await action();
    } catch (error) {
      tell(error, doing);
    }
  };
  const views = [new Bar(desk, act, () => leave(desk)), new Lists(desk, act), new ConversationView(desk, act, (address) => rest.file(address))];
  new Dialogs(desk);
  const render = () => views.forEach((view) => view.render(Date.now()));
  desk.addEventListener('changed', render);
  desk.addEventListener('failed', ({ detail }) => tell(detail, 'ler as conversas'));
  desk.addEventListener('expired', () => restart('Sua sessão terminou: entre de novo.'));
  document.addEventListener('visibilitychange', () => desk.seen());
  setInterval(render, CLOCK_EVERY_MS);
  byId('sign-in').hidden = true;
  byId('workplace').hidden = false;
  render();
}

async function leave(desk) {
  sessionStorage.removeItem(SESSION);
  // The session is forgotten here even when the server cannot be told.
  await desk.signOut().catch(() => {});
  restart();
}

// A fresh page holds nothing of the agent who left.
function restart(reason = '') {
  sessionStorage.removeItem(SESSION);
  if (reason) sessionStorage.setItem(`${SESSION}-ended`, reason);
  window.location.reload();
}

function askForSignIn(reason) {
  byId('workplace').hidden = true;
  byId('sign-in').hidden = false;
  byId('sign-in-fault').textContent = reason;
  byId('username').focus();
}

async function signIn(event) {
  event.preventDefault();
  const button = event.target.querySelector('button');
  button.disabled = true;
  byId('sign-in-fault').textContent = '';
  try {
    const session = await agent.signIn(new Rest(SERVER), byId('username').value.trim(), byId('password').value);
    await work(session);
    sessionStorage.setItem(SESSION, JSON.stringify(session));
    event.target.reset();
  } catch (error) {
    askForSignIn(signInSentence(error));
  } finally {
    button.disabled = false;
  }
}

async function start() {
  byId('sign-in-form').addEventListener('submit', signIn);
  const kept = sessionStorage.getItem(SESSION);
  const reason = sessionStorage.getItem(`${SESSION}-ended`) ?? '';
  sessionStorage.removeItem(`${SESSION}-ended`);
  if (!kept) {
    askForSignIn(reason);
    return;
  }
  try {
    await work(JSON.parse(kept));
  } catch (error) {
    if (error instanceof Refused && error.status === 401) sessionStorage.removeItem(SESSION);
    askForSignIn(sentence(error, 'abrir o atendimento'));
  }
}

start();
