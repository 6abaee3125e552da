"use strict";

// The page asks each second what is new; everything of the content is put in as text, never as markup.
const EVERY_MS = 1000;
const byId = (id) => document.getElementById(id);
const words = JSON.parse(byId("words").textContent);
let seen = "";
let state = null;

function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function noted(text, one) {
  return filled(text, one) + (one.note ? `: ${one.note}` : "");
}

function element(name, options = {}, ...children) {
  const made = Object.assign(document.createElement(name), options);
  made.append(...children);
  return made;
}

function finding(one) {
  const place = element("span", { className: "place", textContent: one.place });
  const rule = element("span", { className: "rule", textContent: `[${one.rule}]` });
  return element("li", { className: one.severity }, place, `${words.lang === "en" ? one.sentence_en : one.sentence} `, rule);
}

function wording(pieces) {
  const told = element("span", { className: "words" });
  for (const [kind, text] of pieces) {
    told.append(kind === "same" ? text : element(kind === "gone" ? "del" : "ins", { textContent: text }));
  }
  return told;
}

function group(one) {
  const list = element("ul");
  for (const change of one.changes) {
    const item = element("li", { className: change.weight }, words.lang === "en" ? change.sentence_en : change.sentence);
    if (change.words.length) item.append(wording(change.words));
    list.append(item);
  }
  return [element("h3", { textContent: words.lang === "en" ? one.title_en : one.title }), list];
}

function errors(draft) {
  return draft.findings.filter((one) => one.severity === "error");
}

function verdict() {
  const { draft, live, busy } = state;
  if (busy) return ["warn", words.checking];
  const wrong = errors(draft).length;
  if (wrong) return ["bad", wrong === 1 ? words.one_error : filled(words.errors, { count: wrong })];
  if (live && draft.digest === live.digest) return ["well", words.same];
  const warnings = draft.findings.length;
  return warnings ? ["warn", filled(words.warnings, { count: warnings })] : ["well", words.ready];
}

function show() {
  const { draft, live, review, four_eyes: fourEyes } = state;
  byId("live").textContent = live ? noted(words.live, live) : words.nothing_live;
  const [look, sentence] = verdict();
  Object.assign(byId("verdict"), { className: look, textContent: sentence });
  if (!draft.findings) return;
  byId("findings").replaceChildren(...draft.findings.map(finding));
  if (!draft.findings.length) byId("findings").append(element("li", { textContent: words.no_findings }));
  byId("changes").replaceChildren(...draft.changes.flatMap(group));
  if (!draft.changes.length) {
    byId("changes").textContent = draft.readable ? words.no_changes : words.mend_changes;
  }
  const same = live && draft.digest === live.digest;
  const button = byId("go");
  button.textContent = fourEyes ? words.to_review : words.publish;
  button.disabled = state.busy || same || errors(draft).length > 0;
  const waiting = byId("go-review");
  waiting.hidden = !review;
  if (review) waiting.textContent = filled(words.publish_reviewed, review);
  byId("review").textContent = review ? noted(words.in_review, review) : "";
  showFlows(draft.flows);
}

function showFlows(flows) {
  const select = byId("flow");
  const ordered = [...flows].sort((one, other) => other.changed - one.changed);
  const wanted = ordered.find((one) => one.id === select.value)?.id ?? ordered[0]?.id;
  select.replaceChildren(
    ...ordered.map((one) => element("option", { value: one.id, textContent: (one.changed ? "● " : "") + one.name })),
  );
  byId("choose").hidden = wanted === undefined;
  byId("drawing").className = wanted === undefined ? "none" : "";
  if (wanted === undefined) {
    byId("drawing").textContent = words.mend_drawing;
    return;
  }
  select.value = wanted;
  draw();
}

async function draw() {
  const answer = await fetch(`/draft/drawing/${encodeURIComponent(byId("flow").value)}`);
  if (!answer.ok) return;
  const drawn = new DOMParser().parseFromString(await answer.text(), "image/svg+xml");
  byId("drawing").replaceChildren(document.importNode(drawn.documentElement, true));
}

async function send(asked) {
  const told = byId("answer");
  Object.assign(told, { className: "", textContent: words.publishing });
  byId("go").disabled = true;
  const answer = await fetch(`/draft/publish?lang=${words.lang}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Bela-Draft": "1" },
    body: JSON.stringify({ by: byId("by").value, note: byId("note").value, ...asked }),
  });
  const { done, sentence } = await answer.json();
  Object.assign(told, { className: done ? "well" : "bad", textContent: sentence });
  show();
}

async function look() {
  try {
    const answer = await fetch(`/draft/state?seen=${encodeURIComponent(seen)}`);
    if (answer.status === 200) {
      state = await answer.json();
      seen = state.stamp;
      show();
    }
  } catch {
    Object.assign(byId("verdict"), { className: "bad", textContent: words.lost });
    seen = "";
  }
  setTimeout(look, EVERY_MS);
}

byId("flow").addEventListener("change", draw);
byId("publish").addEventListener("submit", (event) => {
  event.preventDefault();
  send(state.four_eyes ? { review: true, digest: state.draft.digest } : { digest: state.draft.digest });
});
byId("go-review").addEventListener("click", () => {
  if (byId("by").reportValidity()) send({ number: state.review.number });
});
look();
