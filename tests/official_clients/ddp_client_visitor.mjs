// A citizen on @rocket.chat/ddp-client's livechat client: opens a room, hears answers, types, writes, reads the history, leaves.

import clients from '@rocket.chat/ddp-client';

import { endWithTest, given, tell } from './tell.mjs';

const client = clients.LivechatClientImpl.create(given('SERVER'));
await client.connection.connect();

const { online } = await client.config({});
const { visitor } = await client.login({ visitor: { token: given('VISITOR_TOKEN'), name: 'Dona Zefinha' } });
const room = await client.room({});
tell('room', { id: room._id, online, username: visitor.username });

client.onMessage(async (message) => {
  if (message.token || message.t) return;
  tell('heard', { text: message.msg });
  const history = await client.loadMessages(room._id);
  tell('history', { texts: history.filter(({ t }) => !t).map(({ msg }) => msg) });
  await client.closeChat({ rid: room._id });
  tell('closed');
});
client.onUserActivity((username, activities) => tell('activity', { username, activities }));
await client.subscribeRoom(room._id);

await client.notifyVisitorActivity(room._id, visitor.username, ['user-typing']);
await client.sendMessage({ rid: room._id, msg: 'Oi, tô com febre' });
tell('written');

endWithTest();
