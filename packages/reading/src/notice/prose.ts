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

/** Ranges between quotation marks or title marks, innermost words only. Unclosed marks end with their paragraph. */
export function quotedSpans(text: string, [from, to]: Span, pairs: string): Span[] {
  const found: Span[] = [];
  const closerOf = new Map<string, string>();
  for (let i = 0; i < pairs.length; i += 2) closerOf.set(pairs[i] as string, pairs[i + 1] as string);
  let i = from;
  while (i < to) {
    const closer = closerOf.get(text[i] as string);
    if (!closer) {
      i++;
      continue;
    }
    const end = text.indexOf(closer, i + 1);
    const newline = text.indexOf("\n\n", i);
    if (end === -1 || end >= to || end - i > 400 || (newline !== -1 && newline < end)) {
      i++;
      continue;
    }
    if (end > i + 1) found.push([i + 1, end]);
    i = end + 1;
  }
  return found;
}

export function isInside(offset: number, spans: Span[]): boolean {
  return spans.some(([start, end]) => offset >= start && offset < end);
}
