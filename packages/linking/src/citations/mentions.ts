import type { Link } from "@lectern/schema";
import type { TitleMeaning } from "../catalogue.js";
import { isHanId, type Words, wordSpan } from "../words.js";
import type { CitationSearch } from "./find-citations.js";
import { startsWithCapital, type TitleHit } from "./title-index.js";

/** Whether words that make a title are meant as one: not "the constitution of the committee", not 诗 in 诗人. */
export function isMention(
  { words, text }: CitationSearch,
  hit: TitleHit<TitleMeaning>,
  frame: { isMarked: boolean },
  hasLocator: boolean,
): boolean {
  if (frame.isMarked) return true;
  const [start, end] = wordSpan(words, hit.from, hit.to);
  if (text.citedWorks?.some(({ spans }) => spans.some((span) => span[0] <= start && end <= span[1]))) return true;
  const title = text.text.slice(start, end);
  if (hasHan(words, hit)) {
    if (endsAnother.test(text.text.slice(Math.max(0, start - 8), start))) return false;
    return (hasLocator ? title.length >= 2 : title.length >= 4) && !goesOnAsAWord.test(text.text.slice(end - 1, end + 3));
  }
  if (hit.print.isNamed && !startsWithCapital(title)) return false;
  if (hit.to - hit.from > 1 || hasLocator) return hit.to - hit.from > 2 || isCapitalised(title, hit.print.capitals);
  return beforeOneWord.test(text.text.slice(Math.max(0, start - 24), start)) && !ofAnother.test(text.text.slice(end, end + 12));
}

function hasHan({ ids }: Words, { from, to }: TitleHit<TitleMeaning>): boolean {
  for (let word = from; word < to; word++) if (isHanId(ids[word] as number)) return true;
  return false;
}

/** The score of a title of one word with nothing before it that makes it one. */
export const BARE_NAME = 0.7;

/**
 * Whether a title is one word printed as a name within a sentence, though without an article: "Charter principles", "under
 * their Charter". Not part of another name (the Atlantic Charter, Charter 77), nor one of many (a Constitution).
 */
export function isBareName(
  { words, text }: CitationSearch,
  hit: TitleHit<TitleMeaning>,
  frame: { isMarked: boolean },
  hasLocator: boolean,
): boolean {
  if (hit.to - hit.from > 1 || hasLocator || frame.isMarked || hasHan(words, hit)) return false;
  const [start, end] = wordSpan(words, hit.from, hit.to);
  if (!startsWithCapital(text.text.slice(start, end)) || beforeOneWord.test(text.text.slice(Math.max(0, start - 24), start))) return false;
  return smallWordBefore.test(text.text.slice(Math.max(0, start - 24), start)) && !goesOnAsAName.test(text.text.slice(end, end + 12));
}

const smallWordBefore = /(?:^|[^\p{L}\p{N}])(?!(?:an?|any|new|another|each|every)\s)\p{Ll}[\p{Ll}’'-]*,?\s$/u;
const goesOnAsAName = /^\s+(?:(?:of|on|for)\s+(?:the\s+)?)?[\p{Lu}\d]|^['’-]/u;

/** Without the bare names of works that nothing else in the text names. */
export function withoutUnknownNames(links: Link[]): Link[] {
  if (!links.some(({ score }) => score === BARE_NAME)) return links;
  const known = new Set(links.filter(({ score }) => score !== BARE_NAME).map(({ work }) => work));
  return links.filter((link) => link.score !== BARE_NAME || known.has(link.work));
}

/** What stands before a title of one word where it is one: "the Charter", "our national Constitution", "its Charter". */
const beforeOneWord = /\b(?:the|our|its|this)\.?\s+(?:(?:national|federal|whole|old|present|same|said)\s+)?$/i;

/** What makes another title of one word: "the Charter of Economic Rights", "the Constitution of Ohio". */
const ofAnother = /^\s+of\s+(?:the\s+)?\p{Lu}/u;

/** The last character of a title that begins another word: 国家安全法 in 国家安全法律体系. */
const goesOnAsAWord = /^(?:法(?:[律規规制治院官庭学學理案]|委[员員]会|委員會)|定性)/u;

/** What makes a title the end of another one, since no title stands before the "and": 环境保护法 in 南极活动与环境保护法. */
const endsAnother = /(?<![法例定案章典规》〉”）)])[与與]$/u;

/** Words that the title prints with a capital stand with one in the text, or all of it is in capitals. */
function isCapitalised(title: string, wanted: number): boolean {
  return wanted === 0 || (title.match(/\p{Lu}/gu)?.length ?? 0) >= Math.min(wanted, 2);
}
