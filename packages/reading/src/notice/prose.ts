import type { Block, Span } from "@lectern/schema";
import { splitSentences } from "@lectern/text";

export interface Sentence {
  span: Span;
  /** Index of its paragraph in the prose. */
  paragraph: number;
}

/** The prose of a document: its sentences, paragraph by paragraph. */
export interface Prose {
  text: string;
  span: Span;
  paragraphs: Span[];
  sentences: Sentence[];
  isChinese: boolean;
}

export function readProse(text: string, blocks: Block[], span: Span): Prose {
  const paragraphs: Span[] = [];
  const sentences: Sentence[] = [];
  for (const block of blocks) {
    const start = Math.max(block.span[0], span[0]);
    const end = Math.min(block.span[1], span[1]);
    if (start >= end) continue;
    for (const [from, to] of splitSentences(text.slice(start, end))) {
      sentences.push({ span: [start + from, start + to], paragraph: paragraphs.length });
    }
    paragraphs.push([start, end]);
  }
  const sample = text.slice(span[0], Math.min(span[1], span[0] + 2000));
  const han = sample.match(/\p{Script=Han}/gu)?.length ?? 0;
  return { text, span, paragraphs, sentences, isChinese: han * 4 > sample.length };
}

/** Longer stretches between two marks are not looked at as one quotation. */
const MAX_QUOTED = 400;

/** Ranges between quotation marks or title marks, without the marks. `pairs` is a string of openers, each with its closer behind it. */
export function quotedSpans(text: string, [from, to]: Span, pairs: string): Span[] {
  const { openers, closerOf } = marksOf(pairs);
  const part = text.slice(from, to);
  const nextOf = nextFinder(part);
  const found: Span[] = [];
  openers.lastIndex = 0;
  for (let opener = openers.exec(part); opener; opener = openers.exec(part)) {
    const start = opener.index + 1;
    if (opener[0] === '"' && !opensQuotation(part, opener.index)) continue;
    const end = nextOf(closerOf.get(opener[0]) as string, start);
    if (end - start > MAX_QUOTED || nextOf("\n\n", start) < end) continue;
    if (end > start) found.push([from + start, from + end]);
    openers.lastIndex = end + 1;
  }
  return found;
}

/** A straight mark opens a quotation only before a word and not behind one: 26" are inches, or a scanned "th". */
function opensQuotation(text: string, at: number): boolean {
  return !/[\p{L}\p{N}.,;!?]/u.test(text[at - 1] ?? "") && /\S/u.test(text[at + 1] ?? "");
}

/** Where a mark stands next, from ever later places; each stretch of the text is searched once. */
function nextFinder(text: string): (mark: string, from: number) => number {
  const known = new Map<string, number>();
  return (mark, from) => {
    const last = known.get(mark);
    if (last !== undefined && last >= from) return last;
    const at = text.indexOf(mark, from);
    const next = at === -1 ? Number.POSITIVE_INFINITY : at;
    known.set(mark, next);
    return next;
  };
}

interface Marks {
  openers: RegExp;
  closerOf: Map<string, string>;
}

const marks = new Map<string, Marks>();

function marksOf(pairs: string): Marks {
  const known = marks.get(pairs);
  if (known) return known;
  const characters = [...pairs];
  const openers = characters.filter((_, i) => i % 2 === 0);
  const made = {
    openers: new RegExp(`[${openers.join("")}]`, "g"),
    closerOf: new Map(openers.map((opener, i) => [opener, characters[i * 2 + 1] as string])),
  };
  marks.set(pairs, made);
  return made;
}

/**
 * The stretches around the places of some plain words, `before` and `behind` characters long at least and from word to word,
 * so that a costly pattern that holds one of these words need be tried only there. Stretches that touch are one.
 */
export function windowsAround(text: string, [from, to]: Span, words: RegExp, before: number, behind: number): Span[] {
  const windows: Span[] = [];
  for (const match of text.slice(from, to).matchAll(words)) {
    const at = from + match.index;
    const start = startOfWord(text, from, at - before);
    const end = Math.min(to, at + behind);
    const last = windows.at(-1);
    if (last && start <= last[1]) last[1] = end;
    else windows.push([start, end]);
  }
  return windows;
}

function startOfWord(text: string, from: number, at: number): number {
  let start = Math.max(from, at);
  while (start > from && /\S/u.test(text[start - 1] as string)) start--;
  return start;
}

/** Of stretches in order the one that a place lies in, found in a few steps; null between them. */
export function spanAt(spans: Span[], offset: number): Span | null {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle] as Span)[1] > offset) high = middle;
    else low = middle + 1;
  }
  const found = spans[low];
  return found && found[0] <= offset ? found : null;
}

export function isInside(offset: number, spans: Span[]): boolean {
  return spans.some(([start, end]) => offset >= start && offset < end);
}

/** Whether a stretch shares a character with any of many others; each answer takes a few steps, however many they are. */
export function overlapWith(spans: Span[]): (span: Span) => boolean {
  const merged: Span[] = [];
  for (const [start, end] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return ([start, end]) => {
    let low = 0;
    let high = merged.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((merged[middle] as Span)[1] > start) high = middle;
      else low = middle + 1;
    }
    return low < merged.length && (merged[low] as Span)[0] < end;
  };
}
