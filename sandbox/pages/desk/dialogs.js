// How does an agent forward or close? A dialog each, with its failure told inside.

import { byId, element } from './dom.js';
import { sentence } from './sentences.js';

export class Dialogs {
  #desk;

  constructor(desk) {
    this.#desk = desk;
    byId('forward').addEventListener('click', () => this.#askForward());
    byId('close').addEventListener('click', () => open('close-dialog'));
    prepare('forward-dialog', 'encaminhar a conversa', () => desk.forward(byId('forward-department').value, byId('forward-comment').value.trim()));
    prepare('close-dialog', 'encerrar a conversa', () => desk.close(byId('close-comment').value.trim()));
  }

  #askForward() {
    const here = this.#desk.board.opened.room.departmentId;
    const others = [...this.#desk.board.departments].filter(([id]) => id !== here);
    others.sort(([, one], [, other]) => one.localeCompare(other, 'pt-BR'));
    byId('forward-department').replaceChildren(...others.map(([id, name]) => element('option', { value: id }, name)));
    open('forward-dialog');
  }
}

function open(id) {
  const dialog = byId(id);
  dialog.querySelector('form').reset();
  dialog.querySelector('.fault').textContent = '';
  dialog.showModal();
}

function prepare(id, doing, action) {
  const dialog = byId(id);
  const submit = dialog.querySelector('[type=submit]');
  dialog.querySelector('[data-cancel]').addEventListener('click', () => dialog.close());
  dialog.querySelector('form').addEventListener('submit', async (event) => {
    event.preventDefault();
    submit.disabled = true;
    try {
      await action();
      dialog.close();
    } catch (error) {
      dialog.querySelector('.fault').textContent = sentence(error, doing);
    } finally {
      submit.disabled = false;
    }
  });
}
