// How is Rocket.Chat's light markup shown? *bold* and web addresses; everything else stays the text it is.

import { element } from './dom.js';

const MARKUP = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])|\*([^*\n]+)\*/g;

export function richText(text) {
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(MARKUP)) {
    parts.push(text.slice(from, match.index), match[1] ? address(match[1]) : element('strong', {}, match[2]));
    from = match.index + match[0].length;
  }
  return [...parts, text.slice(from)];
}

function address(href) {
  return element('a', { href, target: '_blank', rel: 'noopener noreferrer' }, href);
}
