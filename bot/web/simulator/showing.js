// How the simulator's page looks: what comes from the content or from a person is put in as text, never as markup.

export const byId = (id) => document.getElementById(id);
export const words = JSON.parse(byId("words").textContent);
const phases = Object.fromEntries(words.phases.split(";").map((one) => one.split("=")));
const BOLD = /\*([^*\n]+)\*/;

export function element(name, options = {}, ...children) {
  const made = Object.assign(document.createElement(name), options);
  made.append(...children);
  return made;
}

export function filled(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** A message as the channels show it: *bold*, and lines. */
function message(text) {
  const pieces = text.split(BOLD);
  return pieces.map((piece, at) => (at % 2 ? element("strong", { textContent: piece }) : piece));
}

function sentence(line) {
  switch (line.kind) {
    case "hand_off":
      return filled(words.handed_off, { name: line.text });
    case "class":
      return filled(words.class_now, { name: line.text });
    case "flag":
      return `${filled(words.flag_heard, { name: line.text })} (“${line.words}”)`;
    case "close":
      return words.closes;
    default:
      return `${filled(words.content_fault, { name: line.text })} (${line.where})`;
  }
}

function was(line) {
  const before = line ? (line.kind === "said" ? line.text : sentence(line)) : words.was_not;
  return element("p", { className: "was" }, `${words.changed} `, element("del", { textContent: before }));
}

function told(line, mark) {
  const item = element("div", { className: `told ${line.kind}` });
  if (line.kind === "said") {
    const bubble = element("p", { className: "bubble bela", title: line.response }, ...message(line.text));
    bubble.prepend(element("span", { className: "hidden", textContent: `${words.bela}: ` }));
    item.append(bubble, element("small", { textContent: `${line.at} · ${line.response}` }));
  } else {
    item.append(element("p", { className: "event", textContent: sentence(line) }));
  }
  if (line.note) {
    const note = element("details", {}, element("summary", { textContent: words.note }));
    note.append(element("p", { className: "note" }, ...message(line.note)));
    item.append(note);
  }
  if (mark) {
    item.classList.add("changed");
    item.append(was(mark.before));
  }
  return item;
}

function act(turn) {
  const happening = turn.event ? (words[turn.event] ?? turn.event) : "";
  const small = [turn.after && filled(words.after, { time: turn.after })];
  small.push(turn.intent && filled(words.as_intent, { name: turn.intent }));
  const about = small.filter(Boolean).join(" · ");
  if (turn.event === "silence") {
    return element("p", { className: "event", textContent: `${words.silence}: ${turn.after || "5s"}` });
  }
  const team = ["nobody_online", "not_possible", "taken", "returned", "closed"].includes(turn.event);
  if (team) return element("p", { className: "event", textContent: happening });
  const said = happening ? `[${happening}] ${turn.place || turn.file || turn.text}`.trim() : turn.text;
  const bubble = element("p", { className: "bubble you", textContent: said });
  bubble.prepend(element("span", { className: "hidden", textContent: `${words.you}: ` }));
  return element("div", { className: "mine" }, bubble, about ? element("small", { textContent: about }) : "");
}

/** One turn; `before` holds its lines under the draft as it was, where that was another one. */
function turnItem(turn, before) {
  const item = element("li", {}, act(turn));
  turn.lines.forEach((line, at) => {
    item.append(told(line, before && !same(line, before[at]) ? { before: before[at] } : null));
  });
  for (const gone of before?.slice(turn.lines.length) ?? []) {
    item.append(element("div", { className: "told changed" }, was(gone)));
  }
  if (!turn.lines.length && turn.event !== "silence") {
    item.append(element("p", { className: "event", textContent: words.says_nothing }));
  }
  return item;
}

export function same(one, other) {
  return Boolean(other) && one.kind === other.kind && one.text === other.text && one.note === other.note;
}

let rows = [];

/** Put in what is new and leave the rest, so that a screen reader is told of new lines only. */
export function showTurns(turns, marks) {
  const list = byId("talk");
  const wanted = turns.map((turn, at) => JSON.stringify([turn, marks.get(at) ?? null]));
  let kept = 0;
  while (kept < wanted.length && rows[kept] === wanted[kept]) kept += 1;
  while (list.children.length > kept) list.lastChild.remove();
  turns.slice(kept).forEach((turn, at) => list.append(turnItem(turn, marks.get(kept + at))));
  rows = wanted;
  const changed = list.querySelector(".changed");
  if (changed && marks.size) changed.scrollIntoView({ block: "nearest" });
  else if (kept < wanted.length) list.scrollTop = list.scrollHeight;
}

function options(select, wanted, value) {
  const known = JSON.stringify(wanted);
  if (select.dataset.known !== known) {
    const fixed = [...select.options].filter((option) => option.value === "");
    const more = wanted.map(([id, label]) => element("option", { value: id, textContent: label }));
    select.replaceChildren(...fixed, ...more);
    select.dataset.known = known;
  }
  select.value = value;
}

export function showPerson({ person, people, channels, intents }, script) {
  options(byId("preset"), people.map((name) => [name, name.replaceAll("-", " ")]), script.person.preset ?? "");
  options(byId("channel"), channels.map((name) => [name, name]), person.channel);
  options(byId("intent"), intents.map((one) => [one.id, one.name]), byId("intent").value);
  byId("facing").textContent = [person.name, person.channel].filter(Boolean).join(" · ");
  if (byId("who").contains(document.activeElement)) return;
  byId("name").value = person.name;
  byId("at").value = person.at;
  byId("fields").replaceChildren(
    ...person.fields.map((field) => {
      const unread = person.unread.includes(field.slot);
      const value = script.person.slots?.[field.slot] ?? "";
      const input = element("input", { name: field.slot, value, placeholder: field.value, maxLength: 200 });
      if (unread) input.setAttribute("aria-invalid", "true");
      return element("label", {}, field.label, input, unread ? element("small", { textContent: words.unread }) : "");
    }),
  );
}

function inSteps(list, steps) {
  list.replaceChildren(
    ...steps.map((one) =>
      element("li", {}, element("code", { textContent: `${one.flow}: ${one.step}` }), " ",
        element("small", { textContent: [one.name, one.place].filter(Boolean).join(" · ") }))),
  );
}

export function showInside(knows) {
  byId("class").textContent = knows.class ?? words.not_yet;
  byId("class").dataset.severity = knows.severity ?? "";
  byId("protocol").textContent = knows.class ? knows.protocol : "";
  byId("rules").replaceChildren(
    ...knows.rules.map((rule) => {
      const item = element("li", {}, element("strong", { textContent: rule.class }), ` ${rule.because} `);
      item.append(element("code", { textContent: rule.id }));
      if (rule.terms.length) {
        const terms = rule.terms.flatMap((term, at) => [at ? " · " : "", element("code", { textContent: term })]);
        item.append(element("small", {}, `${words.because_terms} `, ...terms));
      }
      item.append(element("small", { textContent: `${words.source}: ${rule.source}` }));
      return item;
    }),
  );
  if (!knows.rules.length) byId("rules").append(element("li", { className: "none", textContent: words.no_rules }));
  byId("flags").replaceChildren(
    ...knows.flags.map((flag) =>
      element("li", {}, element("strong", { textContent: flag.label }), " ", element("code", { textContent: flag.id }),
        element("small", { textContent: `${words.heard} “${flag.words}”` }))),
  );
  if (!knows.flags.length) byId("flags").append(element("li", { className: "none", textContent: words.no_flags }));
  const slots = [...knows.slots, ...knows.waiting.map((slot) => ({ ...slot, label: `${slot.label} (${words.told})` }))];
  byId("slots").replaceChildren(
    ...slots.map((slot) =>
      element("tr", {}, element("th", { scope: "row", textContent: slot.label, title: slot.name }),
        element("td", { textContent: slot.value }))),
  );
  if (!slots.length) byId("slots").append(element("tr", {}, element("td", { className: "none", textContent: words.no_slots })));
  byId("phase").textContent = phases[knows.phase] ?? knows.phase;
  const wrong = knows.attempts ? ` · ${knows.attempts} ${words.wrong_answers}` : "";
  byId("asking").textContent = (knows.asking || words.no_question) + wrong;
  inSteps(byId("stack"), knows.stack);
  inSteps(byId("path"), knows.path);
}

function inWords(seconds) {
  const units = [["d", 86400], ["h", 3600], ["min", 60], ["s", 1]];
  const told = [];
  for (const [unit, size] of units) {
    const count = Math.floor(seconds / size);
    if (count) told.push(`${count} ${unit}`);
    seconds -= count * size;
  }
  return told.join(" ") || "0 s";
}

export function showClock(clock) {
  const now = new Date(clock.now.slice(0, 19)); // the deployment's wall clock, whatever zone the browser is in
  byId("now").textContent = new Intl.DateTimeFormat(words.lang, {
    weekday: "short", day: "2-digit", month: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit",
  }).format(now);
  byId("now").dateTime = clock.now;
  byId("wakes").textContent = clock.until === null ? words.sleeps : filled(words.wakes, { time: inWords(clock.until) });
  byId("until").disabled = clock.until === null;
}

export function showFaults(faults, { known }) {
  const beside = document.querySelector("nav a[href='/draft']");
  const told = faults.map((fault) =>
    element("li", {}, element("code", { textContent: fault.place }), ` ${fault.sentence} `,
      element("small", { textContent: `[${fault.rule}]` })));
  if (faults.length && beside) {
    told.push(element("li", {}, element("a", { href: "/draft", textContent: words.faults_link })));
  }
  byId("faults").replaceChildren(...told);
  byId("news").className = faults.length ? "bad" : "";
  if (faults.length) {
    byId("verdict").textContent = filled(known ? words.bad_draft : words.bad_from_start, { count: faults.length });
  }
}
