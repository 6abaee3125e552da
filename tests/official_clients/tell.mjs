// How does a client's script tell the test what it saw? One JSON object a line on standard output; it ends when its input ends.

export function tell(event, facts = {}) {
  process.stdout.write(`${JSON.stringify({ event, ...facts })}\n`);
}

export function endWithTest() {
  process.stdin.on('end', () => process.exit(0)).resume();
}

/** An environment variable the test has to give. */
export function given(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing`);
  return value;
}
