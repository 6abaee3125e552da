// A bot on @rocket.chat/ddp-client: logs in by token or password, hears every message it may, answers visitors over REST.

import { createHash } from 'node:crypto';

import clients from '@rocket.chat/ddp-client';

import { endWithTest, given, tell } from './tell.mjs';

const sdk = await clients.DDPSDK.createAndConnect(given('SERVER'));

if (process.env.TOKEN) {
  await sdk.account.loginWithToken(process.env.TOKEN);
} else {
  const digest = createHash('sha256').update(given('PASSWORD')).digest('hex');
  await sdk.account.loginWithPassword(given('USERNAME'), digest);
}
tell('logged in', { uid: sdk.account.uid, username: sdk.account.user.username });

const heard = sdk.stream('room-messages', '__my_messages__', async (message, { roomType }) => {
  if (!message.token || message.t) return;
  tell('heard', { text: message.msg, roomType, sentAt: message.ts.$date });
  const { message: sent } = await sdk.rest.post('/v1/chat.sendMessage', { message: { rid: message.rid, msg: `Resposta a: ${message.msg}` } });
  tell('answered', { text: sent.msg });
});
await heard.ready();
tell('subscribed');

// The client subscribes again by itself when it is back; its new session is ready when a method of the new session answers.
sdk.connection.on('connected', async () => {
  await sdk.call('UserPresence:online');
  tell('subscribed again');
});

endWithTest();
