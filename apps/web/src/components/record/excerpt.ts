import type { Marked } from "../MarkedText.js";

/** How far a sentence is followed to either side of the words it is shown for. */
const REACH = 240;

/** The sentence around some words of a text, with the words marked; a long one is cut, with dots where it goes on. */
export function excerptAround(text: string, start: number, end: number): Marked {
  const from = sentenceStart(text, start);
  const to = sentenceEnd(text, end);
  const before = from > 0 && from === start - REACH ? "… " : "";
  const after = to < text.length && to === end + REACH ? " …" : "";
  const words = text.slice(from, to);
  const lead = before.length + start - from - (words.length - words.trimStart().length);
  const shown = before + words.trim() + after;
  return { text: shown, marks: [{ start: Math.max(lead, 0), end: Math.min(lead + end - start, shown.length) }] };
}

/** Where a sentence ends: at a Chinese stop, at a line break, or at a stop with a space and a capital letter behind it. */
const END = /[。！？]["”’」』）]*|\n|[.!?]["”’)]*\s+(?=["“‘(]?\p{Lu})/gu;

function sentenceStart(text: string, start: number): number {
  const from = Math.max(0, start - REACH);
  let at = from;
  for (const found of text.slice(from, start).matchAll(END)) at = from + found.index + found[0].length;
  return at;
}

function sentenceEnd(text: string, end: number): number {
  const to = Math.min(text.length, end + REACH);
  const first = text.slice(end, to).matchAll(END).next().value;
  return first === undefined ? to : end + first.index + first[0].trimEnd().length;
}
