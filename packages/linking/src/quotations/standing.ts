import type { Catalogue } from "../catalogue.js";
import type { Mention } from "../citations/find-citations.js";
import { SpanIndex } from "../span-index.js";
import { isHanId, type Words, wordSpan } from "../words.js";
import type { Candidate, Support } from "./candidate.js";
import { followsSaying, isOfText, speaksOfRules } from "./cues.js";
import { workOf } from "./own-words.js";
import { IN_MARKS, likenessOf, WHOLE_PASSAGE } from "./score.js";

/** Score from which on a quotation is beyond doubt. */
const SURE = 0.9;
/** The same of words without marks, from a work that the text only names. */
const SURE_OF_NAMED = 0.7;
/** The same from a work of which the text says nothing. */
const SURE_OF_STRANGE = 0.95;
/** Words that are enough without marks for a work of which the text says nothing. */
const ENOUGH_OF_STRANGE = 9.9;
/** The same of words that are whole clauses without a difference, however common each is. */
const ENOUGH_WHOLE = 11.9;
/** Words in marks of such a work: the fewer they are, the more they have to be of what the marks hold, the more alike and the surer. */
const LEAST_LIKE = [
  { from: 12, share: IN_MARKS, likeness: 0.6, score: 0.9 },
  { from: 8, share: 0.9, likeness: 0.8, score: 0.8 },
  { from: 0, share: 0.9, likeness: 0.9, score: 0.9 },
] as const;
const FEW_HAN_IN_MARKS = 12;
/** The same of Chinese: a set phrase of few characters is often varied. */
const LIKENESS_OF_HAN = 0.95;
/** Share of a text that is no chance: the text is made of the words. */
const MUCH_OF_TEXT = 0.2;
/** Bits by which words of a work that the text names, or quotes besides, are the likelier ones. */
const RANK_OF_NAMED = 20;
const RANK_OF_QUOTED = 12;
/** The same of the part of a work that is named before them, and how far behind its name they may start, in UTF-16 units. */
const RANK_OF_MENTIONED = 20;
const MENTIONED = 140;
/** Passages in marks that show that a text quotes a work, whatever the dates say. */
const QUOTED_OFTEN = 2;

/** A text with what it names. */
interface NamingText {
  words: Words;
  catalogue: Catalogue;
  /** ISO day, month or year. */
  date: string | null;
  citations: Support[];
  mentions: Mention[];
}

/** The year that a title ends with: 宪法修正案（2018年）. */
const yearOfTitle = /[(（](\d{4})年?[)）]$/u;

/**
 * How a text stands to a work: it quotes it (in quotation marks beyond doubt, or names a place of it), it names it as a
 * whole, or says nothing of it. Words that a text has in common with a work of which it says nothing are mostly chance.
 */
export class Standings {
  private readonly named: Set<string>;
  private readonly placed: Set<string>;
  private readonly quoted = new Map<string, Candidate[]>();

  private readonly mentioned: SpanIndex<Mention>;

  constructor(
    private readonly text: NamingText,
    candidates: Candidate[],
  ) {
    const { citations, catalogue, mentions } = text;
    this.named = new Set(citations.flatMap(({ works }) => works));
    this.placed = new Set(citations.flatMap(({ works, passages }) => (passages.length > 0 ? works : [])));
    this.mentioned = new SpanIndex();
    for (const mention of mentions) this.mentioned.add(mention.start, mention.end + MENTIONED, mention);
    for (const candidate of candidates) {
      const isQuoted = isSure(candidate) && candidate.quoteShare >= IN_MARKS;
      if (isQuoted && (!this.isHan(candidate) || candidate.support !== null || this.isLikeInMarks(candidate)))
        this.quoted.set(workOf(catalogue, candidate), [...(this.quoted.get(workOf(catalogue, candidate)) ?? []), candidate]);
    }
  }

  /** How many passages of its work the text quotes in marks beyond doubt, elsewhere than a candidate stands. */
  private quotedBeside({ alignment }: Candidate, work: string): number {
    const passages = new Set<number>();
    for (const other of this.quoted.get(work) ?? []) {
      const isElsewhere = other.alignment.textTo <= alignment.textFrom || alignment.textTo <= other.alignment.textFrom;
      if (isElsewhere) for (const passage of other.passages) passages.add(passage);
    }
    return passages.size;
  }

  /** Whether a candidate that is believed by itself is believed of its work in this text. */
  allows(candidate: Candidate): boolean {
    const work = workOf(this.text.catalogue, candidate);
    const isMarked = candidate.quoteShare >= IN_MARKS;
    const quoted = this.quotedBeside(candidate, work);
    const isNamed = this.named.has(work);
    if (this.isYounger(candidate) && !isNamed && quoted < QUOTED_OFTEN) return false;
    if (candidate.isAlone || candidate.passageShare > WHOLE_PASSAGE) return true;
    if (isMarked) return quoted > 0 || candidate.support !== null || this.isLikeInMarks(candidate);
    if (this.placed.has(work) || quoted > 0 || this.isMuchOfText(candidate)) return true;
    if (this.isHan(candidate) && speaksOfRules(this.text.words, candidate.alignment.textFrom)) return true;
    return isNamed ? candidate.score >= SURE_OF_NAMED : this.isBeyondChance(candidate);
  }

  /** Of works that have the same words, the one is meant that the text names or quotes besides. */
  ranked(candidate: Candidate): Candidate {
    const work = workOf(this.text.catalogue, candidate);
    const isNamed = this.named.has(work);
    const isKnown = isNamed || (this.quoted.get(work)?.length ?? 0) > 0;
    const more = (isNamed ? RANK_OF_NAMED : isKnown ? RANK_OF_QUOTED : 0) + (this.isMentioned(candidate, work) ? RANK_OF_MENTIONED : 0);
    return { ...candidate, rank: candidate.rank + more, isKnown: isKnown || candidate.isKnown };
  }

  /** Whether the part of its work that a candidate stands in is named right before it: "the Psalmist", "the prophecy of Isaiah". */
  private isMentioned({ alignment, passages: [passage] }: Candidate, work: string): boolean {
    const { words, catalogue } = this.text;
    const mentions = this.mentioned
      .overlapping(...wordSpan(words, alignment.textFrom, alignment.textTo))
      .filter((one) => one.work === work);
    if (mentions.length === 0 || passage === undefined) return false;
    const held = catalogue.works[catalogue.passages.work(passage)]?.locators.levelsOf(catalogue.passages.locator(passage));
    return mentions.some(({ level, value }) => held?.[level] === value);
  }

  /** Chinese marks set phrases as it marks quotations: a passage that has them within a sentence of its own is not their source. */
  private isLikeInMarks(candidate: Candidate): boolean {
    if (!this.isHan(candidate)) return isLikeInMarks(candidate);
    if (isOfText(this.text.words, candidate.alignment.textFrom)) return true;
    return (candidate.size >= FEW_HAN_IN_MARKS || likenessOf(candidate) >= LIKENESS_OF_HAN) && !candidate.isPartOfHeldClause();
  }

  private isBeyondChance(candidate: Candidate): boolean {
    if (this.isHan(candidate) && !followsSaying(this.text.words, candidate.alignment.textFrom)) return false;
    const isWhole = candidate.isWholeClauses() && likenessOf(candidate) === 1 && candidate.size >= ENOUGH_WHOLE;
    return isWhole || (candidate.size >= ENOUGH_OF_STRANGE && candidate.score >= SURE_OF_STRANGE);
  }

  private isMuchOfText({ alignment }: Candidate): boolean {
    return alignment.matched >= this.text.words.count * MUCH_OF_TEXT;
  }

  private isHan({ alignment }: Candidate): boolean {
    return isHanId(this.text.words.ids[alignment.textFrom] as number);
  }

  /** Whether a work, or the version of it, came after the text: then it has the words from elsewhere, or from the text. */
  private isYounger({ passages }: Candidate): boolean {
    const { date, catalogue } = this.text;
    const work = catalogue.works[catalogue.passages.work(passages[0] as number)];
    const since = work?.publishedOn ?? yearOfTitle.exec(work?.title ?? "")?.[1];
    if (since === undefined || date === null) return false;
    const shared = Math.min(since.length, date.length);
    return since.slice(0, shared) > date.slice(0, shared);
  }
}

/** How many passages of each work some candidates repeat beyond doubt. */
export function timesRepeated(catalogue: Catalogue, believed: Candidate[]): Map<string, number> {
  const passages = new Map<string, Set<number>>();
  for (const candidate of believed) if (isSure(candidate)) add(passages, workOf(catalogue, candidate), candidate.passages);
  return new Map([...passages].map(([work, its]) => [work, its.size]));
}

function isLikeInMarks(candidate: Candidate): boolean {
  const { share, likeness, score } = LEAST_LIKE.find(({ from }) => candidate.size >= from) ?? LEAST_LIKE[2];
  return candidate.quoteShare >= share && candidate.score >= score && likenessOf(candidate) >= likeness;
}

function isSure({ score, isAlone }: Candidate): boolean {
  return score >= SURE || isAlone;
}

function add(passagesOf: Map<string, Set<number>>, work: string, passages: number[]): void {
  const known = passagesOf.get(work) ?? new Set();
  passagesOf.set(work, known);
  for (const passage of passages) known.add(passage);
}
