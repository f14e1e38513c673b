import type { TextBuilder } from "../formats/content.js";
import { kindOfLine } from "../formats/text.js";
import type { Line } from "./lines.js";

/** What most lines of a file have in common. */
interface Layout {
  size: number;
  leading: number;
  left: number;
  right: number;
}

/** Adds lines to a text, those of one paragraph joined, words that were parted at the end of a line put together again. */
export function addParagraphs(lines: Line[], builder: TextBuilder): void {
  const layout = layoutOf(lines);
  const vocabulary = vocabularyOf(lines);
  let open: Line[] = [];
  for (const line of lines) {
    const last = open.at(-1);
    if (last && isNewParagraph(last, line, open, layout)) {
      addParagraph(open, layout, vocabulary, builder);
      open = [];
    }
    open.push(line);
  }
  if (open.length > 0) addParagraph(open, layout, vocabulary, builder);
}

function layoutOf(lines: Line[]): Layout {
  const size = mostCommon(
    lines.map((line) => Math.round(line.size * 2) / 2),
    lines.map((line) => line.text.length),
  );
  const body = lines.filter((line) => Math.abs(line.size - size) <= 0.6);
  const gaps = body.slice(1).map((line, i) => ({ line, gap: (body[i] as Line).y - line.y, same: (body[i] as Line).page === line.page }));
  const leading = mostCommon(
    gaps.filter(({ gap, same }) => same && gap > size * 0.7 && gap < size * 3).map(({ gap }) => Math.round(gap * 2) / 2),
  );
  return {
    size,
    leading: leading || size * 1.2,
    left: mostCommon(
      body.map((line) => Math.round(line.left)),
      body.map((line) => line.text.length),
    ),
    right: percentile(
      body.map((line) => line.right),
      0.9,
    ),
  };
}

function mostCommon(values: number[], weights: number[] = []): number {
  const counts = new Map<number, number>();
  values.forEach((value, i) => void counts.set(value, (counts.get(value) ?? 0) + (weights[i] ?? 1)));
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0])[0];
}

function percentile(values: number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
}

function isNewParagraph(last: Line, line: Line, open: Line[], layout: Layout): boolean {
  if (Math.abs(line.size - last.size) > layout.size * 0.12) return true;
  if (line.page !== last.page || line.column !== last.column) return !goesOn(last, line, layout);
  const gap = last.y - line.y;
  if (gap > layout.leading * 1.35 * Math.max(1, last.size / layout.size) || gap < 0) return true;
  if (kindOfLine(line.text).kind !== "paragraph" || kindOfLine(last.text).kind === "heading") return true;
  const indent = line.left - (open.length > 1 ? last.left : layout.left);
  if (open.length > 1 && indent > layout.size * 0.9 && indent < layout.size * 6) return true;
  // A line that stops short of the margin ends its paragraph, unless the next word would not have fitted.
  const room = layout.right - last.right;
  const nextWord = (line.text.split(/\s/, 1)[0] ?? "").length * layout.size * 0.5;
  const isShort = room > Math.max(nextWord + layout.size, (layout.right - layout.left) * 0.08);
  return isShort && (/[.!?:;。！？：；”"’)）]$/u.test(last.text) || room > (layout.right - layout.left) * 0.3);
}

/** Whether a sentence runs from the foot of one page or column to the head of the next. */
function goesOn(last: Line, line: Line, layout: Layout): boolean {
  if (/[.!?:。！？：]["”’)）]?$/u.test(last.text) || kindOfLine(line.text).kind !== "paragraph") return false;
  if (/^[\p{Ll}]/u.test(line.text) || /\p{L}[-‐]$/u.test(last.text)) return true;
  return /[\p{L}\p{N},，、；]$/u.test(last.text) && layout.right - last.right < (layout.right - layout.left) * 0.12;
}

function addParagraph(lines: Line[], layout: Layout, vocabulary: ReadonlySet<string>, builder: TextBuilder): void {
  const first = lines[0] as Line;
  const text = lines.slice(1).reduce((words, line) => joinLines(words, line.text, vocabulary), first.text);
  const place = { page: first.page };
  const rank = first.size / layout.size;
  const isLarge = rank > 1.12 && text.length <= 200 && !/[.。]$/u.test(text);
  const plain = kindOfLine(text);
  const { kind, level } =
    isLarge && plain.kind !== "heading" ? { kind: "heading" as const, level: rank > 1.5 ? 1 : rank > 1.25 ? 2 : 3 } : plain;
  builder.add(kind, level, text, kind === "item" ? "\n" : "\n\n", place);
}

const HYPHEN = /(\p{L}+)[-‐\u00ad]$/u;

function joinLines(before: string, line: string, vocabulary: ReadonlySet<string>): string {
  const part = HYPHEN.exec(before)?.[1];
  const next = /^\p{Ll}+/u.exec(line)?.[0];
  if (part && next) return keepsHyphen(part, next, before, vocabulary) ? before + line : before.slice(0, -1) + line;
  // Chinese and Japanese lines are broken anywhere, without a space.
  const isJoined =
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]$/u.test(before) &&
    /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef\d]/u.test(line);
  return isJoined || /[/—–]$/u.test(before) ? before + line : `${before} ${line}`;
}

/** A hyphen at the end of a line belongs to the word where the file has the word with it elsewhere, and not without it. */
function keepsHyphen(part: string, next: string, before: string, vocabulary: ReadonlySet<string>): boolean {
  if (before.endsWith("\u00ad")) return false;
  const whole = `${part}${next}`.toLocaleLowerCase();
  const parted = `${part}-${next}`.toLocaleLowerCase();
  if (vocabulary.has(whole)) return false;
  return vocabulary.has(parted) || (vocabulary.has(part.toLocaleLowerCase()) && vocabulary.has(next) && next.length > 3 && part.length > 3);
}

function vocabularyOf(lines: Line[]): Set<string> {
  const words = new Set<string>();
  for (const { text } of lines) {
    // The last word of a line may be half a one.
    const whole = text.replace(/\S+[-‐]$/u, "");
    for (const [word] of whole.matchAll(/\p{L}+(?:-\p{L}+)*/gu)) words.add(word.toLocaleLowerCase());
  }
  return words;
}
