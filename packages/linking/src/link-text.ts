import type { Link } from "@lectern/schema";
import { CitationMethod, CitationState } from "@lectern/schema/kind";
import type { Catalogue } from "./catalogue.js";
import { type CitationSearch, citationsOf, withCitationSearch } from "./citations/find-citations.js";
import type { Support } from "./quotations/candidate.js";
import { quotationsOf } from "./quotations/find-quotations.js";
import type { Quotation } from "./quotations/quotation-link.js";
import { SpanIndex } from "./span-index.js";
import type { TextToLink } from "./text-to-link.js";
import { chooseByWords } from "./versions-by-words.js";

/** How near a citation and a quotation stand that speak of one place, in UTF-16 units. */
const BESIDE = 160;

/**
 * All links of a text: citations and quotations, each vouching for the other. A citation lowers the bar for quotations
 * of its work nearby and decides between passages with the same words; a quotation narrows a citation of the whole
 * work to the passage it repeats. Where they overlap they are one link.
 */
export function linkText(text: TextToLink, catalogue: Catalogue): Link[] {
  return withCitationSearch(text, catalogue, linksOf);
}

function linksOf(search: CitationSearch): Link[] {
  const { text, catalogue } = search;
  const named = citationsOf(search);
  const citations = text.date ? named : chooseByWords(search.words, catalogue, named);
  const passageIndex = passagesByTarget(catalogue);
  const support = citations.flatMap((link) => supportOf(link, passageIndex));
  const quotations = quotationsOf(search, { support, mentions: search.mentions });
  return joinLinks(text.text, citations, quotations, passageIndex);
}

type PassagesOf = (link: Link) => number[];

function supportOf(link: Link, passagesOf: PassagesOf): Support[] {
  if (link.state !== CitationState.RESOLVED && link.state !== CitationState.AMBIGUOUS) return [];
  const works = [link.work, ...link.candidates.map(({ work }) => work)];
  return [{ start: link.start, end: link.end, works, passages: passagesOf(link) }];
}

/** The passages that citations name, by work and locator as printed in the catalogue. */
function passagesByTarget(catalogue: Catalogue): PassagesOf {
  return (link) =>
    [...link.targets, ...link.candidates].flatMap((target) => {
      if (target.locator === null) return [];
      const work = catalogue.worksByKey.get(target.work)?.find(({ version }) => version === target.version);
      const passage = work?.locators.exactly(target.locator) ?? null;
      return passage === null ? [] : [passage];
    });
}

function joinLinks(text: string, citations: Link[], quotations: Quotation[], passagesOf: PassagesOf): Link[] {
  const places = new SpanIndex<number>();
  citations.forEach((link, at) => void places.add(Math.max(link.start - BESIDE, 0), link.end + BESIDE, at));
  const joined = [...citations];
  const alone: Link[] = [];
  for (const quotation of quotations) {
    const { link } = quotation;
    const near = places.overlapping(link.start, link.end);
    if (near.some((other) => isMostOf(citations[other] as Link, link))) continue;
    const at = partnerOf(quotation, near, joined, passagesOf);
    const partner = at === null ? undefined : joined[at];
    if (at === null || partner === undefined) alone.push(link);
    else if (partner.start < link.end && link.start < partner.end) {
      joined[at] = together(partner, link);
    } else {
      if (partner.locator !== null || isOneSentence(text, partner, link))
        joined[at] = { ...vouched(partner, link), score: Math.max(partner.score, 0.97) };
      const name = partner.printedTitle ?? partner.printedLocator ?? partner.work;
      const reason = `${link.reason}; “${name}” is cited beside it`;
      alone.push({ ...link, methods: both, score: Math.max(link.score, 0.97), reason, isBare: false });
    }
  }
  return [...joined, ...alone].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Whether no sentence ends between two links: a work that is named in another sentence is not therefore named for the words quoted here. */
function isOneSentence(text: string, a: Link, b: Link): boolean {
  const [first, second] = a.end <= b.start ? [a, b] : [b, a];
  return !/[.!?]["'”’)]*\s+["'“‘(]?\p{Lu}|[。！？]/u.test(text.slice(first.end, second.start + 1));
}

const both = [CitationMethod.CITATION, CitationMethod.QUOTATION];

/** Words of a title that happen to stand in a passage are the title's, not a quotation. */
function isMostOf(citation: Link, quotation: Link): boolean {
  const shared = Math.min(citation.end, quotation.end) - Math.max(citation.start, quotation.start);
  return shared * 2 >= quotation.end - quotation.start;
}

/** Which citation nearby is of the work, or of the very passage, that a quotation comes from: the nearest. */
function partnerOf({ link, passages }: Quotation, near: number[], links: Link[], passagesOf: PassagesOf): number | null {
  if (link.state !== CitationState.RESOLVED) return null;
  const fitting = near.filter((at) => {
    const other = links[at] as Link;
    if (other.state !== CitationState.RESOLVED || other.work !== link.work) return false;
    const named = passagesOf(other);
    return named.length === 0 ? other.locator === null : named.some((passage) => passages.includes(passage)) || isOtherVersion(other, link);
  });
  const distance = (at: number): number => Math.max((links[at] as Link).start - link.end, link.start - (links[at] as Link).end, 0);
  return fitting.reduce<number | null>((nearest, at) => (nearest === null || distance(at) < distance(nearest) ? at : nearest), null);
}

/** Whether a citation names the place of a quotation, but in another version of the work. */
function isOtherVersion(citation: Link, quotation: Link): boolean {
  const quoted = quotation.targets[0];
  return citation.targets.some((target) => target.locator === quoted?.locator && target.version !== quoted.version);
}

/** A citation and a quotation that overlap, as one link. */
function together(citation: Link, quotation: Link): Link {
  return {
    ...vouched(citation, quotation),
    start: Math.min(citation.start, quotation.start),
    end: Math.max(citation.end, quotation.end),
    fidelity: quotation.fidelity,
    score: Math.max(citation.score, quotation.score),
  };
}

/** A citation that a quotation beside it speaks for: of the whole work it is narrowed to what is quoted, of several versions to the one with these words. */
function vouched(citation: Link, quotation: Link): Link {
  const isBroad = citation.locator === null;
  const isCorrected = !isBroad && isOtherVersion(citation, quotation);
  const how = isBroad ? "narrowed by" : isCorrected ? "put to the version of" : "confirmed by";
  return {
    ...citation,
    methods: both,
    targets:
      isBroad || isCorrected ? quotation.targets.map(({ passageStart: _start, passageEnd: _end, ...place }) => place) : citation.targets,
    reason: `${citation.reason}; ${how} the quotation beside it`,
  };
}
