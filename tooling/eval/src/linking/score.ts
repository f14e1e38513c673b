import type { Link } from "@lectern/schema";
import type { Label, LabelledText, Span } from "./labelled-text.js";

/** Counts of one measure. An ambiguous answer is missed; it is reported apart where the right target is among its candidates. */
export interface LinkCounts {
  tp: number;
  fp: number;
  fn: number;
  ambiguous: number;
}

/** A miss or a false link, for `--explain`. */
export interface LinkMistake {
  id: string;
  measures: string[];
  kind: "missed" | "ambiguous" | "false";
  /** What was expected, or what was linked instead. */
  value: string;
  context: string;
}

export type Scores = Map<string, LinkCounts>;

export function emptyScores(measures: string[]): Scores {
  return new Map(measures.map((name) => [name, { tp: 0, fp: 0, fn: 0, ambiguous: 0 }]));
}

/**
 * Adds one text to the scores. A label is found where a resolved link that overlaps it has the right targets; a resolved
 * link is false where it fits no label it overlaps, no neutral place, and a measure counts such links.
 */
export function scoreText(scores: Scores, labelled: LabelledText, links: Link[]): LinkMistake[] {
  const mistakes: LinkMistake[] = [];
  const resolved = links.filter(({ state }) => state === "RESOLVED" || (labelled.countsNotHeld && state === "CITED_NOT_HELD"));
  const fitting = new Set<Link>();
  for (const label of labelled.labels) {
    const right = resolved.filter((link) => isAt(link, label) && label.isRight(targetsOf(link)));
    for (const link of right) fitting.add(link);
    const isAmbiguous = right.length === 0 && links.some((link) => isAt(link, label) && isAmong(link, label));
    count(scores, label.measures, right.length > 0 ? "tp" : "fn");
    if (label.also !== undefined && right.length > 0) mistakes.push(...scoreAlso(scores, labelled, label, right));
    if (isAmbiguous) count(scores, label.measures, "ambiguous");
    if (right.length > 0) continue;
    const kind = isAmbiguous ? "ambiguous" : "missed";
    mistakes.push({ id: labelled.id, measures: label.measures, kind, value: label.expected, context: around(labelled, label.span) });
  }
  const counted = new Set<string>();
  for (const link of resolved) {
    if (fitting.has(link) || labelled.neutral.some((span) => overlaps(link, span))) continue;
    const measures = labelled.falseIn(link).filter((name) => !labelled.countsOnce || !counted.has(name));
    if (measures.length === 0) continue;
    for (const name of measures) counted.add(name);
    count(scores, measures, "fp");
    const value = `${targetsOf(link)
      .map(({ work, locator }) => `${work} ${locator ?? ""}`)
      .join(" | ")} (${link.reason})`;
    mistakes.push({ id: labelled.id, measures, kind: "false", value, context: around(labelled, [link.start, link.end]) });
  }
  return mistakes;
}

/** What is asked of a found link besides its target: false where it is otherwise. */
function scoreAlso(scores: Scores, labelled: LabelledText, label: Label, right: Link[]): LinkMistake[] {
  const { also } = label;
  if (also === undefined) return [];
  const isRight = right.some(also.isRight);
  count(scores, [also.measure], isRight ? "tp" : "fp");
  if (isRight) return [];
  const value = right.map(({ fidelity, reason }) => `${fidelity} (${reason})`).join(" | ");
  return [{ id: labelled.id, measures: [also.measure], kind: "false", value, context: around(labelled, label.span) }];
}

function count(scores: Scores, measures: string[], field: keyof LinkCounts): void {
  for (const name of measures) {
    const counts = scores.get(name);
    if (counts) counts[field]++;
  }
}

/** What a link leads to; a work that is not held is a target by its title. */
function targetsOf({ state, work, targets }: Link): Link["targets"] {
  return state === "CITED_NOT_HELD" ? [{ work, locator: null }] : targets;
}

function isAt(link: Link, { span }: Label): boolean {
  return span === null || overlaps(link, span);
}

function isAmong({ state, candidates }: Link, label: Label): boolean {
  return state === "AMBIGUOUS" && candidates.some((candidate) => label.isRight([candidate]));
}

function overlaps(link: Pick<Link, "start" | "end">, [start, end]: Span): boolean {
  return link.start < end && start < link.end;
}

function around({ text: { text } }: LabelledText, span: Span | null): string {
  const [start, end] = span ?? [0, Math.min(text.length, 120)];
  return `${text.slice(Math.max(0, start - 50), start)}[${text.slice(start, end)}]${text.slice(end, end + 50)}`.replace(/\s+/g, " ");
}
