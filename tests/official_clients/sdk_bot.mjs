// A bot on @rocket.chat/sdk 0.2.9, as Hubot, BBot and Botkit use it: everything over DDP.

import sdk from '@rocket.chat/sdk';

import { endWithTest, given, tell } from './tell.mjs';

const { driver } = sdk;
const silent = () => {};
driver.useLog({ debug: silent, info: silent, warn: silent, warning: silent, error: (...words) => process.stderr.write(`${words.join(' ')}\n`) });

await driver.connect({ host: given('SERVER'), useSsl: false });
const uid = await driver.login({ username: given('USERNAME'), password: given('PASSWORD') });
tell('logged in', { uid });

await driver.subscribeToMessages();
await driver.respondToMessages(
  async (_error, message, { roomType }) => {
    tell('heard', { text: message.msg, roomType });
    const sent = await driver.sendToRoomId(`Resposta a: ${message.msg}`, message.rid);
    tell('answered', { text: sent.msg });
  },
  { livechat: true },
);
tell('subscribed');

driver.events.on('reconnected', () => tell('back'));

endWithTest();
