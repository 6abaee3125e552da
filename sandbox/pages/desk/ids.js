// How is a message named before the server knows it? As Rocket.Chat names its own: 17 characters that are hard to mistake.

const LETTERS = '23456789ABCDEFGHJKLMNPQRSTWXYZabcdefghijkmnopqrstuvwxyz';
const LENGTH = 17;

export function newId() {
  const random = crypto.getRandomValues(new Uint32Array(LENGTH));
  return Array.from(random, (number) => LETTERS[number % LETTERS.length]).join('');
}
