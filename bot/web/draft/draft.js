"use strict";

// The page asks each second what is new; everything of the content is put in as text, never as markup.
const EVERY_MS = 1000;
const byId = (id) => document.getElementById(id);
let seen = "";
let state = null;

function element(name, options = {}, ...children) {
  const made = Object.assign(document.createElement(name), options);
  made.append(...children);
  return made;
}

function finding(one) {
  const place = element("span", { className: "place", textContent: one.place });
  const rule = element("span", { className: "rule", textContent: `[${one.rule}]` });
  return element("li", { className: one.severity }, place, `${one.sentence} `, rule);
}

function words(pieces) {
  const told = element("span", { className: "words" });
  for (const [kind, text] of pieces) {
    told.append(kind === "same" ? text : element(kind === "gone" ? "del" : "ins", { textContent: text }));
  }
  return told;
}

function group(one) {
  const list = element("ul");
  for (const change of one.changes) {
    const item = element("li", { className: change.weight }, change.sentence);
    if (change.words.length) item.append(words(change.words));
    list.append(item);
  }
  return [element("h3", { textContent: one.title }), list];
}

function errors(draft) {
  return draft.findings.filter((one) => one.severity === "error");
}

function verdict() {
  const { draft, live, busy } = state;
  if (busy) return ["warn", "Conferindo…"];
  const wrong = errors(draft).length;
  if (wrong) return ["bad", wrong === 1 ? "1 erro: não pode ser publicado" : `${wrong} erros: não pode ser publicado`];
  if (live && draft.digest === live.digest) return ["well", "Igual ao que está no ar"];
  const warnings = draft.findings.length;
  return warnings ? ["warn", `Pode ser publicado, com ${warnings} aviso(s)`] : ["well", "Pode ser publicado"];
}

function show() {
  const { draft, live, review, four_eyes: fourEyes } = state;
  byId("live").textContent = live
    ? `No ar: versão ${live.number}, desde ${live.at}, por ${live.by}${live.note ? `: ${live.note}` : ""}`
    : "No ar: nada ainda";
  const [look, sentence] = verdict();
  Object.assign(byId("verdict"), { className: look, textContent: sentence });
  if (!draft.findings) return;
  byId("findings").replaceChildren(...draft.findings.map(finding));
  if (!draft.findings.length) byId("findings").append(element("li", { textContent: "Nenhum." }));
  byId("changes").replaceChildren(...draft.changes.flatMap(group));
  if (!draft.changes.length) {
    byId("changes").textContent = draft.readable ? "Nada." : "Corrija os erros para ver o que mudaria.";
  }
  const same = live && draft.digest === live.digest;
  const button = byId("go");
  button.textContent = fourEyes ? "Enviar para revisão" : "Publicar";
  button.disabled = state.busy || same || errors(draft).length > 0;
  const waiting = byId("go-review");
  waiting.hidden = !review;
  if (review) waiting.textContent = `Publicar a versão ${review.number}, em revisão`;
  byId("review").textContent = review
    ? `Em revisão: versão ${review.number}, de ${review.by}${review.note ? `: ${review.note}` : ""}`
    : "";
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
    byId("drawing").textContent = "Corrija os erros para ver o desenho.";
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
  Object.assign(told, { className: "", textContent: "Conferindo e publicando…" });
  byId("go").disabled = true;
  const answer = await fetch("/draft/publish", {
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
    Object.assign(byId("verdict"), { className: "bad", textContent: "A Bela não responde" });
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
