import type { Link, LinkTarget } from "@lectern/schema";
import { CitationMethod, CitationState, Fidelity } from "@lectern/schema/kind";
import type { Catalogue, HeldWork } from "../catalogue.js";
import { passageTarget } from "../citations/targets.js";
import { groupEditions } from "../editions.js";
import type { TextToLink } from "../text-to-link.js";
import { isHanId, readWords, type Words, wordSpan } from "../words.js";
import type { Alignment } from "./align.js";
import type { Candidate } from "./candidate.js";
import { chooseInFamily } from "./families.js";
import { fidelityOf } from "./fidelity.js";
import { inPrint, type PrintedDifferences } from "./in-print.js";
import { IN_MARKS, WHOLE_PASSAGE } from "./score.js";

/** How sure one passage is where others of its work have the same words. */
const OF_A_FAMILY = 0.8;

/** A quotation with the places it may come from. */
export interface Quotation {
  link: Link;
  /** Passages of the catalogue, first to last; of ambiguous ones those of the best candidate. */
  passages: number[];
  /** Whether it comes from one place, be it in several versions. */
  isOne: boolean;
}

/**
 * The links of a quotation that one or several places have, the best first: one link for each of its parts, since what
 * interrupts it belongs to none. Passages of one work with the same words are a family: one of them is the target, the
 * others its alternatives; `quoted` are passages that the text quotes besides. Of several works, or with words that differ, they are candidates, and none is chosen.
 */
export function quotationsFrom(
  words: Words,
  text: TextToLink,
  catalogue: Catalogue,
  candidates: Candidate[],
  quoted: ReadonlySet<number>,
): Quotation[] {
  const standing = chooseVersions(catalogue, candidates, text.date ?? null);
  const family = chooseInFamily(catalogue, standing.candidates, quoted);
  const all = { candidates: family?.members ?? standing.candidates, reason: `${family?.reason ?? ""}${standing.reason}` };
  const chosen = all.candidates[0] as Candidate;
  const work = catalogue.works[catalogue.passages.work(chosen.passages[0] as number)] as HeldWork;
  const isAmbiguous = family === null;
  return chosen.parts.map((found, at) => {
    const { part, differences } = inPrint(
      words,
      catalogue,
      chosen.passages,
      found,
      chosen.parts.length === 1 && chosen.besides > 0 ? chosen.marks : null,
    );
    const fidelity = fidelityOf(differences);
    const [start, end] = wordSpan(words, part.textFrom, part.textTo);
    const partOf = (candidate: Candidate): Alignment => (candidate === chosen ? part : (candidate.parts[at] ?? candidate.alignment));
    const places = all.candidates.map((candidate) => targetsOf(catalogue, candidate, partOf(candidate)));
    const others = (standing.versions.get(chosen) ?? []).flatMap((version) =>
      targetsOf(catalogue, version, version.parts[at] ?? version.alignment),
    );
    const score = places.length > 1 && !isAmbiguous ? Math.min(chosen.score, OF_A_FAMILY) : chosen.score;
    const link: Link = {
      start,
      end,
      methods: [CitationMethod.QUOTATION],
      state: isAmbiguous ? CitationState.AMBIGUOUS : CitationState.RESOLVED,
      work: work.work,
      printedTitle: null,
      printedLocator: null,
      locator: null,
      targets: isAmbiguous ? [] : (places[0] as LinkTarget[]),
      candidates: isAmbiguous ? places.flat() : [...places.slice(1).flat(), ...others],
      score: Math.round(score * 1000) / 1000,
      fidelity,
      reason: reasonOf(chosen, at, part.matched, unitOf(words, part), differences, places.length, all.reason),
      isBare: isBare(chosen),
    };
    return { link, passages: chosen.passages, isOne: places.length === 1 };
  });
}

interface Standing {
  candidates: Candidate[];
  reason: string;
  /** The other versions of each that is left. */
  versions: Map<Candidate, Candidate[]>;
}

/** Candidates in versions or editions of one work at one place are one candidate: the version that stood on the day. */
function chooseVersions(catalogue: Catalogue, candidates: Candidate[], date: string | null): Standing {
  const workOf = ({ passages }: Candidate) => catalogue.works[catalogue.passages.work(passages[0] as number)] as HeldWork;
  const stamp = (candidate: Candidate): string => workOf(candidate).publishedOn ?? workOf(candidate).version ?? "";
  const places = Map.groupBy(candidates, ({ passages }) => catalogue.passages.locator(passages[0] as number));
  const versions = new Map<Candidate, Candidate[]>();
  let reason = "";
  for (const group of [...places.values()].flatMap((atOne) => groupEditions(catalogue, atOne, workOf))) {
    const newestFirst = [...group].sort((a, b) => stamp(b).localeCompare(stamp(a)));
    if (group.length > 1) reason = `; ${group.length} versions have the same words`;
    const chosen = newestFirst.find((candidate) => date !== null && stamp(candidate) <= date) ?? (newestFirst[0] as Candidate);
    versions.set(
      chosen,
      newestFirst.filter((candidate) => candidate !== chosen),
    );
  }
  return { candidates: candidates.filter((candidate) => versions.has(candidate)), reason, versions };
}

/** The passages that a quotation runs over, each with the part that is quoted. */
function targetsOf(catalogue: Catalogue, { passages }: Candidate, alignment: Alignment): LinkTarget[] {
  const { starts } = catalogue.quotations;
  return passages.flatMap((passage) => {
    const from = Math.max(alignment.heldFrom, starts[passage] as number);
    const to = Math.min(alignment.heldTo, starts[passage + 1] as number);
    if (to <= from) return [];
    const held = readWords(catalogue.passages.text(passage));
    const [passageStart, passageEnd] = wordSpan(held, from - (starts[passage] as number), to - (starts[passage] as number));
    return [{ ...passageTarget(catalogue, passage), passageStart, passageEnd }];
  });
}

/** Whether nothing but its words speaks for it: whoever repeats a whole passage, or marks what is another's, means to quote. */
function isBare({ quoteShare, support, passageShare }: Candidate): boolean {
  return quoteShare < IN_MARKS && support === null && passageShare <= WHOLE_PASSAGE;
}

function reasonOf(
  { parts, quoteShare, support, passageShare, places: held }: Candidate,
  at: number,
  matched: number,
  unit: string,
  differences: PrintedDifferences,
  places: number,
  others: string,
): string {
  const { omitted, added, substituted, respelled } = differences;
  const equal = `${matched - respelled} ${unit}`;
  const how = {
    [Fidelity.VERBATIM]: `${equal} verbatim`,
    [Fidelity.ELIDED]: `${equal}, with ${omitted} left out`,
    [Fidelity.SUBSTITUTED]: `${equal}, with ${substituted} exchanged`,
    [Fidelity.NEAR_VERBATIM]: `${equal}, with ${omitted} left out, ${added} added, ${substituted} exchanged`,
  }[fidelityOf(differences)];
  const where = passageShare > WHOLE_PASSAGE ? ", the whole passage" : "";
  const marks = quoteShare >= IN_MARKS ? ", in quotation marks" : "";
  const beside = support === null ? "" : ", beside a citation of the work";
  const of = parts.length > 1 ? `, part ${at + 1} of ${parts.length}` : "";
  return `${how}${of}${where}${marks}${beside}${places > 1 && others === "" ? `; ${Math.max(places, held)} passages have them` : ""}${others}`;
}

/** What the words of a quotation are counted in. */
function unitOf(words: Words, { textFrom, textTo }: Alignment): string {
  const han = words.ids.subarray(textFrom, textTo).reduce((count, id) => count + (isHanId(id) ? 1 : 0), 0);
  return han * 2 > textTo - textFrom ? "characters" : "words";
}
