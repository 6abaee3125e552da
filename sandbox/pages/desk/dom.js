// How does the desk write into the page? Always as text, never as HTML.

export const byId = (id) => document.getElementById(id);

/** An element with properties (`class` and `data-…`/`aria-…` as attributes) and children, which are elements or texts. */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === 'class' || name.includes('-')) made.setAttribute(name, value);
    else made[name] = value;
  }
  made.append(...children);
  return made;
}

/** What each kept element shows at the moment. */
const faces = new WeakMap();

/**
 * Make the children of `list` show `items` in order, keeping the elements of items that did not change, so that
 * focus, selection and screen readers are left in peace. `face` gives what an item shows; `draw` makes its element.
 */
export function show(list, items, { key, face, draw }) {
  const old = new Map([...list.children].map((child) => [child.dataset.key, child]));
  let place = list.firstElementChild;
  for (const item of items) {
    const before = old.get(key(item));
    const drawn = kept(before, item, face, draw);
    drawn.dataset.key = key(item);
    if (before && before === place) place = drawn;
    if (drawn === place) place = place.nextElementSibling;
    else list.insertBefore(drawn, place);
    old.delete(key(item));
  }
  for (const child of old.values()) child.remove();
}

function kept(before, item, face, draw) {
  const shown = JSON.stringify(face(item));
  if (before && faces.get(before) === shown) return before;
  const drawn = draw(item);
  faces.set(drawn, shown);
  if (before) {
    const hadFocus = before.contains(document.activeElement);
    before.replaceWith(drawn);
    if (hadFocus) drawn.querySelector('button')?.focus();
  }
  return drawn;
}
