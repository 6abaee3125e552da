// How are the agent, the link to the server and the availability shown?

import { byId } from './dom.js';

export class Bar {
  #desk;

  constructor(desk, act, leave) {
    this.#desk = desk;
    byId('available').addEventListener('click', () => act('mudar a disponibilidade', () => desk.setAvailable(!desk.available)));
    byId('sign-out').addEventListener('click', leave);
  }

  render() {
    const { me, connected, available } = this.#desk;
    byId('who').textContent = me.name || me.username;
    byId('link').textContent = connected ? 'Conectado' : 'Conectando…';
    byId('link').classList.toggle('link--live', connected);
    byId('available').setAttribute('aria-checked', String(available));
    byId('available-word').textContent = available ? 'Disponível' : 'Indisponível';
  }
}
