// What can an agent ask of Rocket.Chat? Each function is one public REST call.

const MANY = { count: '100' };

/** Sign in by password: `{userId, authToken}`. */
export async function signIn(rest, user, password) {
  const { data } = await rest.post('login', { user, password });
  return { userId: data.userId, authToken: data.authToken };
}

export const signOut = (rest) => rest.post('logout', {});

export const me = (rest) => rest.get('me');

/** All enabled departments: forward targets and names. */
export async function departments(rest) {
  return (await rest.get('livechat/department', { enabled: 'true', ...MANY })).departments;
}

/** Ids of the departments the agent belongs to. */
export async function ownDepartments(rest, agentId) {
  const { departments: memberships } = await rest.get(`livechat/agents/${agentId}/departments`, { enabledDepartmentsOnly: 'true' });
  return memberships.map((membership) => membership.departmentId);
}

/** Queued inquiries of the agent's departments. */
export async function waiting(rest) {
  return (await rest.get('livechat/inquiries.queuedForUser', MANY)).inquiries;
}

export async function ownRooms(rest, agentId) {
  return (await rest.get('livechat/rooms', { 'agents[]': agentId, open: 'true', ...MANY })).rooms;
}

export async function room(rest, roomId) {
  return (await rest.get('rooms.info', { roomId })).room;
}

/** The agent's memberships, which count the unread messages. */
export async function subscriptions(rest) {
  return (await rest.get('subscriptions.get')).update;
}

/** `{updated, deleted}`: what was written, changed or deleted in the room since `since` (a Date), system messages included. */
export async function messages(rest, roomId, since) {
  return (await rest.get('chat.syncMessages', { roomId, lastUpdate: since.toISOString() })).result;
}

export const take = (rest, inquiryId) => rest.post('livechat/inquiries.take', { inquiryId });

/** `id` is made here, so that a second try of the same answer is not posted twice. */
export const answer = (rest, { id, roomId, text }) => rest.post('chat.sendMessage', { message: { _id: id, rid: roomId, msg: text } });

export function forward(rest, { roomId, departmentId, comment }) {
  return rest.post('livechat/room.forward', comment ? { roomId, departmentId, comment } : { roomId, departmentId });
}

export const close = (rest, roomId, comment) => rest.post('livechat/room.closeByUser', { rid: roomId, comment });

export const markRead = (rest, roomId) => rest.post('subscriptions.read', { rid: roomId });

/** Available agents get conversations; the presence shown to colleagues follows. */
export async function setAvailable(rest, available) {
  const { status } = await rest.post('livechat/agent.status', { status: available ? 'available' : 'not-available' });
  await rest.post('users.setStatus', { status: available ? 'online' : 'away', message: '' }).catch(() => {
    // A server may forbid status messages; the assignment of conversations does not depend on them.
  });
  return status === 'available';
}
