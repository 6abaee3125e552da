// The simulator's page. The conversation is what was done in it (`script`); it is held anew, from its first word, for each
// answer. So undoing is leaving out the last step, and a saved draft is met by the very same messages.
import { byId, element, filled, same, showClock, showFaults, showInside, showPerson, showTurns, words } from "/draft/simulator/showing.js";

const EVERY_MS = 1000;
const KEPT = "bela-simulator";
const EMPTY = () => ({ person: { slots: {} }, acts: [] });

let script = kept();
let shown = null;
let marks = new Map();
let last = Promise.resolve();

function kept() {
  try {
    return { ...EMPTY(), ...JSON.parse(sessionStorage.getItem(KEPT)) };
  } catch {
    return EMPTY();
  }
}

async function asked(question) {
  const answer = await fetch("/draft/simulator/ask", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Bela-Draft": "1" },
    body: JSON.stringify(question),
  });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return answer.json();
}

/** One question after the other, in the order in which they were asked. */
function ask(question) {
  const next = last.then(() => asked(question()));
  last = next.catch(() => {});
  return next;
}

function tell(sentence, look = "") {
  Object.assign(byId("verdict"), { textContent: sentence });
  byId("news").className = look;
}

/** Which turns go another way than before: their number, and the lines they had. */
function changes(before, after) {
  const found = new Map();
  after.forEach((turn, at) => {
    const old = before[at]?.lines ?? [];
    const differs = turn.lines.length !== old.length || turn.lines.some((line, place) => !same(line, old[place]));
    if (differs) found.set(at, old);
  });
  return found;
}

function show(answer) {
  showFaults(answer.faults, { known: Boolean(answer.turns ?? shown) });
  if (!answer.turns) {
    if (answer.refused) tell(answer.refused, "bad");
    return;
  }
  // A save with faults changes nothing yet: what is marked stays marked.
  const other = shown && shown.draft !== answer.draft && !answer.faults.length;
  const reread = other && shown.turns.length === answer.turns.length;
  if (reread) marks = changes(shown.turns, answer.turns);
  else marks = new Map([...marks].filter(([at]) => at < answer.turns.length));
  if (!answer.faults.length) {
    const count = [...marks].reduce((sum, [at, old]) => sum + differing(answer.turns[at].lines, old), 0);
    if (reread) tell(count ? filled(words.reread_changes, { count }) : words.reread, count ? "new" : "");
    else if (!marks.size) tell(words.good);
  }
  shown = answer;
  showTurns(answer.turns, marks);
  showPerson(answer, script);
  showInside(answer.knows);
  showClock(answer.clock);
  showChoices(answer.choices);
  const empty = !script.acts.length;
  for (const id of ["undo", "restart", "record-it"]) byId(id).disabled = empty;
}

function differing(lines, old) {
  const longer = Math.max(lines.length, old.length);
  return Array.from({ length: longer }, (_, at) => lines[at] && same(lines[at], old[at])).filter((is) => !is).length;
}

function showChoices({ labels, several }) {
  const known = JSON.stringify([labels, several, script.acts.length]);
  const place = byId("choices");
  if (place.dataset.known === known) return;
  place.dataset.known = known;
  place.setAttribute("aria-label", several ? words.choose_several : words.talk);
  place.replaceChildren(
    ...labels.map((label) => {
      const button = element("button", { type: "button", textContent: label });
      button.addEventListener("click", () => (several ? gather(label) : done({ text: label })));
      return button;
    }),
  );
}

/** Several options of one question go into one message. */
function gather(label) {
  const text = byId("text");
  text.value = text.value.trim() ? `${text.value.trim()}, ${label}` : label;
  text.focus();
}

async function play() {
  sessionStorage.setItem(KEPT, JSON.stringify(script));
  try {
    show(await ask(() => ({ ask: "play", ...script })));
  } catch {
    tell(words.lost, "bad");
  }
}

async function done(act) {
  const intent = byId("intent").value;
  script.acts.push(act.text && !act.event && intent ? { ...act, intent } : act);
  byId("intent").value = "";
  const before = script.acts.length;
  await play();
  if (shown && shown.turns.length < before) script.acts.pop();
  byId("text").focus({ preventScroll: true });
}

function undo() {
  script.acts.pop();
  play();
}

function restart() {
  script.acts = [];
  marks = new Map();
  play();
}

function become(person) {
  script.person = person;
  marks = new Map();
  play();
}

function later(seconds) {
  done({ event: "silence", after: seconds });
}

function seconds(written) {
  const sizes = { s: 1, min: 60, m: 60, h: 3600, d: 86400, w: 604800 };
  const parts = [...written.toLowerCase().matchAll(/(\d+)\s*(min|[smhdw])\s*/g)];
  if (!parts.length || parts.map((part) => part[0]).join("") !== written.toLowerCase().trimStart()) return null;
  return parts.reduce((sum, part) => sum + Number(part[1]) * sizes[part[2]], 0);
}

async function record(replace) {
  const told = byId("recorded");
  byId("asked").hidden = true;
  const question = { ask: "record", name: byId("case").value, description: byId("description").value, replace };
  let answer;
  try {
    answer = await ask(() => ({ ...question, ...script }));
  } catch {
    answer = { refused: words.lost };
  }
  if (answer.exists) {
    byId("asked").hidden = false;
    byId("asked").querySelector("span").textContent = filled(words.exists, { path: answer.exists });
    byId("replace").focus();
    return;
  }
  const sentence = answer.holds ? words.recorded : words.recorded_bad;
  told.className = answer.holds ? "well" : "bad";
  told.textContent = answer.recorded ? filled(sentence, { path: answer.recorded }) : (answer.refused ?? words.lost);
}

async function look() {
  try {
    const answer = await ask(() => ({ ask: "draft" }));
    if (answer.draft && answer.draft !== shown?.draft) await play();
    else if (byId("verdict").textContent === words.lost) await play();
  } catch {
    tell(words.lost, "bad");
  }
  setTimeout(look, EVERY_MS);
}

byId("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = byId("text").value;
  if (!text.trim()) return;
  byId("text").value = "";
  done({ text });
});
byId("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    byId("composer").requestSubmit();
  } else if (event.key === "ArrowUp" && !byId("text").value) {
    byId("text").value = script.acts.findLast((act) => act.text)?.text ?? "";
  }
});
byId("undo").addEventListener("click", undo);
byId("restart").addEventListener("click", restart);
byId("until").addEventListener("click", () => later(Math.ceil(shown.clock.until)));
for (const button of document.querySelectorAll("[data-after]")) {
  button.addEventListener("click", () => later(Number(button.dataset.after)));
}
byId("later").addEventListener("click", () => {
  const time = seconds(byId("time").value);
  byId("bad-time").textContent = time === null ? words.bad_time : "";
  if (time !== null) later(time);
});
for (const button of document.querySelectorAll("[data-event]")) {
  button.addEventListener("click", () => {
    const event = button.dataset.event;
    const also = { location: { place: byId("place").value }, image: { file: byId("sent").value }, file: { file: byId("sent").value } };
    done({ event, ...also[event] });
  });
}
byId("preset").addEventListener("change", () => {
  become({ preset: byId("preset").value, slots: {} });
});
byId("who").addEventListener("submit", (event) => {
  event.preventDefault();
  const slots = {};
  for (const input of byId("fields").querySelectorAll("input")) if (input.value.trim()) slots[input.name] = input.value;
  document.activeElement.blur();
  become({
    preset: byId("preset").value,
    name: byId("name").value,
    channel: byId("channel").value,
    at: byId("at").value,
    slots,
  });
});
byId("record").addEventListener("submit", (event) => {
  event.preventDefault();
  record(false);
});
byId("replace").addEventListener("click", () => record(true));
byId("keep").addEventListener("click", () => {
  byId("asked").hidden = true;
  byId("case").focus();
});
play().then(look);
