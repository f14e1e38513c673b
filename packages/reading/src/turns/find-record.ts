import type { Block, Span } from "@lectern/schema";
import { trimRange } from "../formats/text.js";
import { type SpeakerLabel, speakerLabel } from "./speaker-label.js";
import type { Turn, VerbatimRecord } from "./verbatim-record.js";

/** A record has so many turns, by so many speakers, and so much of its text is spoken. */
const LEAST_TURNS = 6;
const LEAST_SPEAKERS = 2;
const LEAST_SHARE = 0.5;
/** Minutes whose speakers are named by their titles may be mostly lists and motions. */
const LEAST_SHARE_OF_TITLED = 0.2;

/** Paragraphs that the record says in its own voice, between turns. */
const OWN_VOICE =
  /^(?:(?:motion|item|amendment|resolution|by-?law|notice\s+of\s+motion)\s+(?:no\.?\s*)?\d+|(?:it\s+was\s+)?(?:moved|seconded|proposed)\s+(?:by\b|:)|(?:and\s+)?whereas\b|(?:and\s+|therefore\s+)?(?:be\s+it\s+(?:further\s+)?)resolved|therefore\s+be\s+it|(?:a\s+)?recorded\s+vote\b|(?:yeas|nays|ayes|noes|abstained|abstentions)\b(?!.{40})|(?:the\s+)?(?:council|committee|house|senate|meeting|assembly|board|sitting|session)\s+(?:met|recessed|reconvened|adjourned|rose|resumed|closed|ended|(?:took\s+)?note[ds]?\b|agreed|resolved|was\s+(?:adjourned|suspended|resumed|called))|reconvened\b|recess\b|the\s+(?:motion|amendment|question|item|report|clause|vote)\b.{0,160}\b(?:carried|lost|defeated|adopted|put|agreed|negatived)\b|\p{Lu}[\p{L}'’]+(?:\s+\p{Lu}[\p{L}'’]+){1,3}\s+moves?\s+that\b)/iu;

/** "3. Article 12 of the Charter": the heading of an item, in a paragraph of its own. */
const ITEM_HEADING = /^\d{1,2}[.)]\s+\p{Lu}[^.?!:\n]{2,80}$/u;

/**
 * The turns of a text that prints who speaks before the words: a name or office and a colon at the beginning of a paragraph.
 * Null where it does not do so throughout: other texts have colons too. A turn ends where the next begins, where a heading
 * stands, or where the record speaks in its own voice (motions, votes).
 */
export function findRecord(text: string, blocks: Block[]): VerbatimRecord | null {
  const marks = blocks.map((block) => (block.kind === "cell" ? null : speakerLabel(text, ...block.span)));
  const accepted = acceptedLabels(text, marks);
  const turns = turnsOf(text, blocks, accepted);
  const sure = accepted.filter((label) => label?.isSure).length;
  const share = sure >= turns.length * 0.8 ? LEAST_SHARE_OF_TITLED : LEAST_SHARE;
  if (turns.length < LEAST_TURNS || !isThroughout(text, turns, share)) return null;
  return { format: null, heldOn: null, body: null, place: null, turns };
}

/** Bare names count where titles show that names are printed so, or the same name speaks again. */
function acceptedLabels(text: string, marks: (SpeakerLabel | null)[]): (SpeakerLabel | null)[] {
  const times = new Map<string, number>();
  const nameOf = (label: SpeakerLabel) => text.slice(...label.name).toLowerCase();
  for (const label of marks) if (label) times.set(nameOf(label), (times.get(nameOf(label)) ?? 0) + 1);
  const sure = marks.filter((label) => label?.isSure).length;
  const again = [...times.values()].filter((count) => count > 1).length;
  const areNamesUsual = sure >= 3 || again >= 2;
  return marks.map((label) => (label && (label.isSure || areNamesUsual) ? label : null));
}

function turnsOf(text: string, blocks: Block[], labels: (SpeakerLabel | null)[]): Turn[] {
  const turns: Turn[] = [];
  let label: SpeakerLabel | null = null;
  let end = 0;
  for (const [i, block] of blocks.entries()) {
    const next = labels[i] ?? null;
    if (!next && !isOwnVoice(text, block)) {
      end = block.span[1];
      continue;
    }
    if (label) turns.push(...turnOf(text, label, end));
    label = next;
    end = block.span[1];
  }
  if (label) turns.push(...turnOf(text, label, end));
  return turns;
}

function isOwnVoice(text: string, { kind, span: [start, end] }: Block): boolean {
  const words = text.slice(start, Math.min(end, start + 240));
  return kind === "heading" || OWN_VOICE.test(words) || ITEM_HEADING.test(words);
}

function turnOf(text: string, { name, role, from, isChair }: SpeakerLabel, end: number): Turn[] {
  const words: Span = trimRange(text, from, Math.max(from, end));
  if (words[1] <= words[0]) return [];
  return [
    {
      speaker: { value: fold(text.slice(...name)), span: name, method: "turn: name before a colon" },
      role: role && { value: fold(text.slice(...role)), span: role, method: "turn: title before the name" },
      isChair,
      words,
    },
  ];
}

function isThroughout(text: string, turns: Turn[], share: number): boolean {
  const spoken = turns.reduce((sum, { words }) => sum + words[1] - words[0], 0);
  const times = new Map<string, number>();
  for (const { speaker } of turns) times.set(speaker.value, (times.get(speaker.value) ?? 0) + 1);
  const again = [...times.values()].filter((count) => count > 1).length;
  return times.size >= LEAST_SPEAKERS && again >= 1 && spoken >= text.length * share;
}

function fold(printed: string): string {
  return printed.replace(/\s+/g, " ");
}
