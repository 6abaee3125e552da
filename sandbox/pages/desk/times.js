// How is time told to an agent?

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const CLOCK = new Intl.DateTimeFormat('pt-BR', { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat('pt-BR', { day: '2-digit', month: '2-digit' });

/** "agora", "há 3 min", "há 2 h", "há 4 d" since the moment `at`. */
export function since(at, now) {
  const age = now - at;
  if (age < MINUTE_MS) return 'agora';
  if (age < HOUR_MS) return `há ${Math.floor(age / MINUTE_MS)} min`;
  if (age < DAY_MS) return `há ${Math.floor(age / HOUR_MS)} h`;
  return `há ${Math.floor(age / DAY_MS)} d`;
}

/** "14:05", with the day in front unless it is today's. */
export function clock(at, now) {
  const today = new Date(at).toDateString() === new Date(now).toDateString();
  return today ? CLOCK.format(at) : `${DAY.format(at)} ${CLOCK.format(at)}`;
}
