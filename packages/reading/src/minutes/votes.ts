import type { Evidenced, Span, VoteDraft } from "@lectern/schema";
import { fromText } from "../evidence.js";
import { personsIn } from "./listed-persons.js";

/** A vote, and where it stands in the text. */
export interface FoundVote {
  at: number;
  end: number;
  vote: VoteDraft;
}

type Side = "inFavour" | "against" | "abstained";

/** What stands above or before the names of one side: "**In Favour**", "Votes against this action:". */
const SIDE =
  /(?:^|\n)[ \t*]*(?<line>in\s+favou?r|for|ayes?|against|noes|nays?|abstain(?:ed|ing)?|abstentions?)[ \t*]*:?[ \t*]*\n|\b(?:votes?|voting)\s+(?<prose>for|against)\s+this\s+action\s*:\s*|(?<=[.\n]\s{0,4})(?<inline>ayes?|nays?|noes|abstain(?:ed|ing)?|abstentions?)\s*:\s*(?=\p{Lu})|\babsent\s+and\s+not\s+voting\s*:\s*/giu;
/** The names of one side end with a count, a stop before a new sentence, or the next side. */
const SIDE_END =
  /\.\s+(?=\p{Lu}\p{Ll}+\s*:)|\(\s*\d{1,3}\s*\)|\.\s+(?=\p{Lu}\p{Ll}+\s+\p{Ll})|\.\s*\n|\n\s*\n(?=[^\n]{0,80}\b(?:was|were|the|declared|and)\b)/u;
const LONGEST_SIDE = 900;
const UNANIMOUS =
  /\b(?:by\s+unanimous\s+vote|carried\s+unanimously|unanimously\s+(?:carried|adopted|approved|passed|agreed|resolved))\b/giu;
const COUNTS =
  /\b(?:carried|passed|approved|adopted|agreed|failed|defeated|lost)\s*,?\s*(?:by\s+)?(?:a\s+vote\s+of\s+)?(?<ayes>\d{1,3})\s*[-–—]\s*(?<nays>\d{1,3})(?:\s*[-–—]\s*(?<none>\d{1,3}))?(?![\d/-])|\bayes?\s*[,:]?\s*(?<yes>\d{1,3})\s*[;,.]\s*(?:nays?|noes)\s*[,:]?\s*(?<no>\d{1,3})|\bby\s+(?<for>\d{1,3})\s+votes?\s+to\s+(?<against>\d{1,3})\b|\b(?<infavour>\d{1,3})\s+(?:votes?\s+)?(?:in\s+favou?r|for)\b[,;]?\s*(?:and\s+)?(?<opposed>\d{1,3})\s+(?:votes?\s+)?against\b(?:[,;]?\s*(?:and\s+|with\s+)?(?<abstained>\d{1,3})\s+absten)?/giu;
/** Sides that follow each other this closely are one vote. */
const NEAR = 250;

/** The votes of minutes, in order: names by side, counts, or that all were for it. */
export function findVotes(text: string, [from, to]: Span): FoundVote[] {
  const words = text.slice(from, to);
  const votes = sidesIn(text, from, words);
  for (const match of words.matchAll(UNANIMOUS)) votes.push(unanimous(text, from + match.index, match[0]));
  for (const match of words.matchAll(COUNTS)) votes.push(counted(from + match.index, match));
  votes.sort((a, b) => a.at - b.at);
  return votes.filter((vote, index) => !repeats(vote, votes[index - 1]));
}

/** "Ayes: Ruiz, Olsen. Nays: Beck. Motion passed 2-1." is one vote. */
function repeats({ at, vote }: FoundVote, before: FoundVote | undefined): boolean {
  return (
    before !== undefined &&
    at - before.end < NEAR &&
    before.vote.inFavour.length > 0 &&
    vote.counts !== null &&
    vote.counts.inFavour === before.vote.counts?.inFavour &&
    vote.counts.against === before.vote.counts?.against
  );
}

function sidesIn(text: string, from: number, words: string): FoundVote[] {
  const votes: FoundVote[] = [];
  for (const match of words.matchAll(SIDE)) {
    const printed = (match.groups?.line ?? match.groups?.prose ?? match.groups?.inline ?? "").toLowerCase();
    const start = from + match.index + match[0].length;
    const rest = text.slice(start, Math.min(from + words.length, start + LONGEST_SIDE));
    const end = SIDE_END.exec(rest);
    const stop = start + (end ? end.index : rest.length);
    const side = sideOf(printed);
    if (!side) continue;
    const people = personsIn(text, [start, stop]).map(({ name }) => fromText(text, name, "vote: listed by side", 0.9));
    const count = end && /^\(/u.test(end[0]) ? Number(/\d+/u.exec(end[0])?.[0]) : null;
    if (people.length === 0 && count === null && !/^\s*none\b/iu.test(rest)) continue;
    const last = votes.at(-1);
    const isSame = last !== undefined && start - last.end < NEAR && last.vote[side].length === 0 && side !== "inFavour";
    const found = isSame ? last : { at: from + match.index, end: stop, vote: emptyVote() };
    if (!isSame) votes.push(found);
    found.end = stop + (end?.[0].length ?? 0);
    found.vote[side].push(...people);
    found.vote.counts = { ...(found.vote.counts ?? { inFavour: null, against: null, abstained: null }), [side]: count ?? people.length };
  }
  return votes.filter(({ vote }) => vote.inFavour.length + vote.against.length > 0);
}

function sideOf(printed: string): Side | null {
  if (/^(?:in\s+favou?r|for|aye)/u.test(printed)) return "inFavour";
  if (/^(?:against|no|nay)/u.test(printed)) return "against";
  return /^absten|^abstain/u.test(printed) ? "abstained" : null;
}

function emptyVote(): VoteDraft {
  return { inFavour: [], against: [], abstained: [], counts: null, unanimous: null };
}

function unanimous(text: string, at: number, words: string): FoundVote {
  const printed: Evidenced = fromText(text, [at, at + words.length], "vote: unanimous", 0.9);
  return { at, end: at + words.length, vote: { ...emptyVote(), unanimous: printed } };
}

function counted(at: number, match: RegExpExecArray): FoundVote {
  const { groups = {} } = match;
  const number = (words: string | undefined) => (words === undefined ? null : Number(words));
  const counts = {
    inFavour: number(groups.for ?? groups.infavour ?? groups.ayes ?? groups.yes),
    against: number(groups.against ?? groups.opposed ?? groups.nays ?? groups.no),
    abstained: number(groups.abstained ?? groups.none),
  };
  return { at, end: at + match[0].length, vote: { ...emptyVote(), counts } };
}
