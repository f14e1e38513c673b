import type { ReadDocument } from "@lectern/reading";
import { foldKey } from "@lectern/text";
import type { Counts, Mistake } from "../measure.js";

/** A speech as a source of truth has it. */
export interface TrueTurn {
  speaker: string;
  words: string;
  role?: string | null;
}

export type Draft = ReadDocument["draft"];

/** Words that a turn shares with its truth, of those of both together; less is another turn. */
const SAME_TURN = 0.9;
/** How far the turns of one side may run ahead of those of the other. */
const WINDOW = 30;

/** The turns that reading found. */
export function turnsOf(draft: Draft): TrueTurn[] {
  return draft.speeches.flatMap(({ speaker, role, textSpan }) =>
    textSpan === null || speaker === null
      ? []
      : [{ speaker: speaker.value, role: role?.value ?? null, words: draft.text.slice(...textSpan) }],
  );
}

/**
 * Pairs turns in their order: right where speaker and words are the same. A speaker whom the truth calls by title and name is
 * the one whose name, or title and name, was read.
 */
export function compareTurns(truth: TrueTurn[], given: TrueTurn[]): { counts: Counts; missed: TrueTurn[]; wrong: TrueTurn[] } {
  const missed: TrueTurn[] = [];
  const wrong: TrueTurn[] = [];
  let at = 0;
  let tp = 0;
  for (const turn of truth) {
    const found = given.slice(at, at + WINDOW).findIndex((one) => isSame(turn, one));
    if (found === -1) missed.push(turn);
    else {
      wrong.push(...given.slice(at, at + found));
      at += found + 1;
      tp++;
    }
  }
  wrong.push(...given.slice(at));
  return { counts: { tp, fp: wrong.length, fn: missed.length }, missed, wrong };
}

export function asMistakes(document: string, field: string, kind: Mistake["kind"], turns: TrueTurn[]): Mistake[] {
  return turns.map(({ speaker, role, words }) => ({
    document,
    field,
    kind,
    value: role ? `${speaker} (${role})` : speaker,
    sentence: words.replace(/\s+/g, " ").slice(0, 160),
  }));
}

function isSame(truth: TrueTurn, given: TrueTurn): boolean {
  const expected = foldKey(truth.speaker);
  const names = [given.speaker, `${given.role ?? ""} ${given.speaker}`].map(foldKey);
  const isSpeaker = names.includes(expected) || (truth.role !== undefined && expected === foldKey(given.speaker));
  const isRole = truth.role === undefined || foldKey(truth.role ?? "") === foldKey(given.role ?? "");
  return isSpeaker && isRole && likeness(truth.words, given.words) >= SAME_TURN;
}

/** Words in common, counted as often as they stand there, of those of the longer side. */
export function likeness(one: string, other: string): number {
  const [a, b] = [countWords(one), countWords(other)];
  const common = commonWords(a, b);
  const most = Math.max(sizeOf(a), sizeOf(b));
  return most === 0 ? 1 : common / most;
}

export function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

export function commonWords(a: Map<string, number>, b: Map<string, number>): number {
  let common = 0;
  for (const [word, count] of a) common += Math.min(count, b.get(word) ?? 0);
  return common;
}

export function sizeOf(counts: Map<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
