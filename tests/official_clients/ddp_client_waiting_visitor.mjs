// A citizen on @rocket.chat/ddp-client's livechat client who stays: tells what is heard, and reads the history when it is back.

import clients from '@rocket.chat/ddp-client';

import { endWithTest, given, tell } from './tell.mjs';

const client = clients.LivechatClientImpl.create(given('SERVER'), { retryCount: 5, retryTime: 100 });
await client.connection.connect();

await client.login({ visitor: { token: given('VISITOR_TOKEN'), name: 'Dona Zefinha' } });
const room = await client.room({});
client.onMessage(({ msg, t, token }) => {
  if (!t && !token) tell('heard', { text: msg });
});
await client.subscribeRoom(room._id);
tell('room', { id: room._id });

client.connection.on('connected', async () => {
  const history = await client.loadMessages(room._id);
  tell('back', { texts: history.filter(({ t }) => !t).map(({ msg }) => msg) });
});

endWithTest();
