import type { Catalogue } from "../catalogue.js";
import { findMarkedSpans } from "../quotes.js";
import { readWords, wordSpan } from "../words.js";
import type { Candidate } from "./candidate.js";

/** Share of a candidate's words, and of its bits, that another work has to have to be thought of in its place. */
const MUCH = 0.7;
/** The same of a work that is cited nearby. */
const MUCH_OF_CITED = 0.5;

/**
 * Where the words of a text stand in several works, the one whose own words they are: a work that is cited nearby, or
 * else one that does not print them in quotation marks as another's. `others` are candidates that overlap this one.
 */
export function ownCandidate(catalogue: Catalogue, candidate: Candidate, others: Candidate[]): Candidate {
  const work = workOf(catalogue, candidate);
  const elsewhere = others.filter(
    (other) => workOf(catalogue, other) !== work && (isMuchOf(candidate, other) || (other.support !== null && hasPart(candidate, other))),
  );
  if (elsewhere.length === 0) return candidate;
  const supported = elsewhere.filter(({ support }) => support !== null);
  if (candidate.support === null && supported.length > 0) return best(supported);
  if (candidate.support !== null || !isQuotedThere(catalogue, candidate)) return candidate;
  const own = elsewhere.filter((other) => !isQuotedThere(catalogue, other));
  return own.length > 0 ? best(own) : candidate;
}

/** Whether a passage prints the words in quotation marks, among words of its own. */
export function isQuotedThere(catalogue: Catalogue, { alignment, passages }: Candidate): boolean {
  const [passage] = passages;
  if (passage === undefined || passages.length > 1) return false;
  const start = catalogue.quotations.starts[passage] as number;
  const text = catalogue.passages.text(passage);
  const [from, to] = wordSpan(readWords(text), alignment.heldFrom - start, alignment.heldTo - start);
  return findMarkedSpans(text).some(
    (span) =>
      span.kind === "quote" &&
      span.end - span.start < text.length * 0.9 &&
      Math.min(to, span.end) - Math.max(from, span.start) >= (to - from) * 0.7,
  );
}

/** The work that a candidate comes from. */
export function workOf(catalogue: Catalogue, { passages }: Candidate): string {
  return catalogue.works[catalogue.passages.work(passages[0] as number)]?.work ?? "";
}

function isMuchOf({ alignment, bits }: Candidate, other: Candidate): boolean {
  const shared = Math.min(alignment.textTo, other.alignment.textTo) - Math.max(alignment.textFrom, other.alignment.textFrom);
  const much = other.support !== null ? MUCH_OF_CITED : MUCH;
  return shared >= (alignment.textTo - alignment.textFrom) * much && other.bits >= bits * much;
}

function best(candidates: Candidate[]): Candidate {
  return candidates.reduce((a, b) => (b.rank > a.rank ? b : a));
}

/** Whether another candidate has one of the parts of a quotation: what stands in its marks, say, without what leads up to them. */
function hasPart({ parts }: Candidate, { alignment }: Candidate): boolean {
  return parts.length > 1 && parts.some(({ textFrom, textTo }) => alignment.textFrom <= textFrom && textTo <= alignment.textTo);
}
