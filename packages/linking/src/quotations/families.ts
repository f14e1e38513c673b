import type { Catalogue } from "../catalogue.js";
import type { Candidate } from "./candidate.js";
import { differencesOf } from "./fidelity.js";
import { workOf } from "./own-words.js";

/** The words have to be so much more of one passage than of another for it to be the one that is meant. */
const CLEARLY_MORE = 1.25;

/** Passages from one that the text quotes elsewhere. */
const NEAR = 3;

/** Passages of one work that have the same words, the one that is meant first. */
export interface Family {
  members: Candidate[];
  /** What decided, as the end of a reason; "" where there is one member. */
  reason: string;
}

/**
 * Passages that have a quotation's words alike are one family, where they are of one work (parallel gospels, a law that
 * says the same of two offices): of these the passage is meant beside which the text quotes (`quoted` passages), else
 * the one that the words are most of, else the first. Null where they are of several works or have other words in common
 * with the text: then nothing tells which is meant.
 */
export function chooseInFamily(catalogue: Catalogue, candidates: Candidate[], quoted: ReadonlySet<number>): Family | null {
  const [first, ...others] = candidates;
  if (first === undefined) return null;
  if (others.length === 0) return { members: [first], reason: "" };
  if (!others.every((other) => workOf(catalogue, other) === workOf(catalogue, first) && isAlike(first, other))) return null;
  const inOrder = [...candidates].sort((a, b) => (a.passages[0] as number) - (b.passages[0] as number));
  const beside = inOrder.filter((member) => member.passages.some((passage) => isBeside(passage, quoted)));
  const among = beside.length > 0 ? beside : inOrder;
  const chosen = among.reduce((best, other) => (other.passageShare > best.passageShare * CLEARLY_MORE ? other : best));
  const rest = inOrder.filter((other) => other !== chosen);
  const places = rest.map(({ passages }) => catalogue.passages.locator(passages[0] as number));
  const named = places.slice(0, 3).join(", ") + (places.length > 3 ? ` and ${places.length - 3} more` : "");
  const how = beside.length > 0 ? "near which the text quotes" : chosen === inOrder[0] ? "that comes first" : "that they are most of";
  return { members: [chosen, ...rest], reason: `; the same words stand in ${named}: the passage is taken ${how}` };
}

function isBeside(passage: number, quoted: ReadonlySet<number>): boolean {
  for (let step = -NEAR; step <= NEAR; step++) if (quoted.has(passage + step)) return true;
  return false;
}

function isAlike(a: Candidate, b: Candidate): boolean {
  const [x, y] = [differencesOf(a.parts), differencesOf(b.parts)];
  return (
    a.alignment.matched === b.alignment.matched &&
    a.alignment.textFrom === b.alignment.textFrom &&
    a.alignment.textTo === b.alignment.textTo &&
    x.added === y.added &&
    x.omitted === y.omitted &&
    x.substituted === y.substituted
  );
}
