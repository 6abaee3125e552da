// Do requests fit Rocket.Chat's own validators? One question a line on standard input, `{"validator": name, "value": …}`; one
// answer a line on standard output: `{"fits": true}`, `{"fits": false, "faults": […]}`, or `{"unknown": name}`.

import { register } from 'node:module';
import { createInterface } from 'node:readline';

register('./bundled_imports.mjs', import.meta.url);
const validators = await import('@rocket.chat/rest-typings');

function answer({ validator, value }) {
  const fits = validators[validator];
  if (typeof fits !== 'function') return { unknown: validator };
  if (fits(value)) return { fits: true };
  // A few of them are plain functions without a list of errors.
  const faults = fits.errors ?? [{ instancePath: '', message: 'is refused', params: {} }];
  return { fits: false, faults: faults.map(({ instancePath, message, params }) => ({ where: instancePath, message, params })) };
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
}
