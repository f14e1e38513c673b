import type { PointDraft, Span } from "@lectern/schema";
import { fromText } from "../evidence.js";
import { trimRange } from "../formats/text.js";
import type { Told } from "./acts-en.js";
import type { Prose, Sentence } from "./prose.js";
import type { Statement } from "./statements-en.js";

/**
 * What a meeting or a speaker requested, emphasized, called for: the verb and the whole extent of the words. A statement
 * reaches on over what follows it in its paragraph, over the items of a list that it opens, and in news, where every
 * sentence is a paragraph, over sentences that speak on in the present or of what is to come.
 */
export function findEnglishPoints(prose: Prose, told: Told, isNews: boolean): PointDraft[] {
  const edges = [...told.acts.map((act) => act.at), ...told.statements.map(({ verb }) => verb[0])].sort((a, b) => a - b);
  return told.statements.flatMap((statement, index): PointDraft[] => {
    if (!isPoint(prose.text, statement)) return [];
    const next = told.statements[index + 1];
    if (saysNothing(prose, statement)) return [];
    const span: Span = trimRange(prose.text, startOf(prose, statement), endOf(prose, statement, next, edges, isNews));
    if (!/[\p{L}\p{N}]/u.test(prose.text.slice(...span))) return [];
    return [
      {
        verb: fromText(prose.text, statement.verb, "point: X requested/emphasized ...", 0.9),
        text: fromText(prose.text, span, "point: words behind the verb, to the end of what it reports", 0.85),
      },
    ];
  });
}

/** A verb that ends its sentence: what it reports is not told behind it. */
function saysNothing({ text, sentences }: Prose, { sentence, verb, from }: Statement): boolean {
  return from >= verb[1] && /^[\s.!?”"]*$/u.test(text.slice(verb[1], sentences[sentence]?.span[1]));
}

/** Verbs that take a bare object too, "noted the report": nothing is said there, unless a meeting does so. */
const NEEDS_CLAUSE =
  /^(?:noted|notes|acknowledged|highlighted|required|clarified|supported|queried|asked|felt|held|considered|responded|replied|commented|directed|expected|encouraged|recall(?:s|ed)|recounted|expresse[ds]|reminded)$/u;

function isPoint(text: string, { verb, from, by }: Statement): boolean {
  const printed = text.slice(...verb);
  if (/^\s+and\s+\p{Ll}+ed\b/u.test(text.slice(verb[1], verb[1] + 30))) return false;
  if (by === "meeting") return true;
  // What was outlined is told only where the sentence is about it: "He outlined the purpose of the trip, which was …".
  if (/^outline/u.test(printed))
    return (
      /\b(?:he|she|they)\s+(?:also\s+|then\s+)?$|\bfollowing\s/iu.test(text.slice(Math.max(0, verb[0] - 20), verb[0])) ||
      /\bthat\b/u.test(text.slice(verb[1], from))
    );
  if (!NEEDS_CLAUSE.test(printed) || OPENS_LIST.test(text.slice(verb[1], verb[1] + LIST_LEAD))) return true;
  if (/^encouraged$/u.test(printed) && /^[^.;,]{2,90}\sto\s\p{Ll}/u.test(text.slice(from, from + 120))) return true;
  return /\bthat\b/u.test(text.slice(verb[1], from)) || /^(?:if|whether|when|why|how|for|what)\b|^[“"]/u.test(text.slice(from, from + 8));
}

/** "clarified the following in response:-" opens a list of what was said. */
const OPENS_LIST = /^\s+(?:the\s+)?(?:following|(?:\p{L}+\s+){0,3}?as\s+follows)\b[^.;:]{0,60}:\s*[-–]?\s*(?:\n|$)/u;
const LIST_LEAD = 100;

/** So long a paragraph has lost its breaks: in it only what takes the words up goes on with them. */
const UNBROKEN = 3000;
const TAKES_UP =
  /^(?:(?:In\s+(?:addition|particular)|Moreover|Furthermore|However|Also|For\s+(?:example|instance)|As\s+a\s+result|Therefore|Thus|Specifically|Indeed|Nonetheless|Nevertheless|Consequently|Accordingly),?\s|(?:This|These|That|Those|Such|It|Its|They|Their|He|His|She|Her)\b)/u;

/** Longer stretches are a document's own words, not what one verb reports. */
const MAX_EXTENT = 6000;

/** The words of a statement that only opens a list begin with its first item. */
function startOf(prose: Prose, { sentence, from }: Statement): number {
  const own = prose.sentences[sentence] as Sentence;
  const next = prose.sentences[sentence + 1];
  const rest = prose.text.slice(from, own.span[1]);
  const opens = rest.length < 90 && /(?:^|follow|includ)[^.]*:\s*[-–]?$/iu.test(rest);
  return next && opens && isItem(prose, sentence + 1) ? next.span[0] : from;
}

function endOf(prose: Prose, statement: Statement, next: Statement | undefined, edges: number[], isNews: boolean): number {
  const own = prose.sentences[statement.sentence] as Sentence;
  if (next && next.sentence === statement.sentence && !statement.until) return clauseBefore(prose.text, next.verb[0], statement.from);
  if (statement.until && next?.sentence === statement.sentence) return statement.until;
  if (statement.by === "paper") {
    const stop = prose.text.slice(statement.from, own.span[1]).indexOf(";");
    return stop < 0 ? own.span[1] : statement.from + stop;
  }
  // Words without marks before their verb end there.
  if (statement.until && statement.until <= statement.verb[0] && !/[”"]/u.test(prose.text[statement.until] ?? "")) return statement.until;
  let end = statement.until ?? own.span[1];
  // "reported on the markets" names a matter; what was said of it is not there.
  if (/^(?:on|about)\s/u.test(prose.text.slice(statement.from, statement.from + 8))) return end;
  let isListed = false;
  for (let index = statement.sentence + 1; index < prose.sentences.length; index++) {
    const sentence = prose.sentences[index] as Sentence;
    if (isNextItem(prose.text, statement, sentence.span)) break;
    if (!/\p{L}/u.test(prose.text.slice(...sentence.span))) {
      if (isListed && /[€$£¥%]/u.test(prose.text.slice(...sentence.span))) end = sentence.span[1];
      continue;
    }
    isListed ||= isItem(prose, index);
    if (sentence.span[0] - statement.from > MAX_EXTENT || !speaksOn(prose, statement, index, edges, isNews, isListed)) break;
    end = sentence.span[1];
  }
  return end;
}

/** A numbered line of the minutes themselves, unless the statement opened a list: "7. RESOLVED". */
function isNextItem(text: string, { from }: Statement, [start, end]: Span): boolean {
  const opensLine = /(?:^|\n)[ \t]*$/u.test(text.slice(Math.max(0, start - 8), start));
  return opensLine && /^\d{1,3}[.)](?:\s|$)/u.test(text.slice(start, end)) && !text.slice(from, start).includes(":");
}

/** Two points in one sentence: the first ends before the subject of the second. */
function clauseBefore(text: string, verb: number, from: number): number {
  for (let i = verb - 1; i > from; i--) if (",;".includes(text[i] as string) && !/\d/.test(text[i + 1] ?? "")) return i;
  const joint = [...text.slice(from, verb).matchAll(/\s+(?:and|but|while)\s/gu)].at(-1);
  return joint ? from + joint.index : verb;
}

const LIST_ITEM = /^(?:[>»•·▪■●◦○➢❖✓−–—*-]\s|[\uf000-\uf0ff]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s|[eo«¢]\s+\p{Lu})/u;

/** A bullet in a paragraph of its own, as PDFs leave them above an item. */
const BULLET_ALONE = /(?:^|\n)[ \t]*[•·▪■●◦○➢❖✓\uf000-\uf0ff][ \t]*\n\s*$/u;

/** Whether a sentence begins an item of a list, or goes on in one. */
function isItem({ text, sentences, paragraphs }: Prose, index: number): boolean {
  const { paragraph, span } = sentences[index] as Sentence;
  const from = paragraphs[paragraph]?.[0] ?? span[0];
  return LIST_ITEM.test(text.slice(from, span[1])) || BULLET_ALONE.test(text.slice(Math.max(0, from - 8), from));
}

function speaksOn(prose: Prose, statement: Statement, index: number, edges: number[], isNews: boolean, isListed: boolean): boolean {
  const { text, sentences } = prose;
  const { span, paragraph } = sentences[index] as Sentence;
  const before = sentences[index - 1] as Sentence;
  const words = text.slice(...span);
  const opens = /:\s*[-–]?$/u.test(text.slice(...before.span));
  if (paragraph !== before.paragraph && isItem(prose, index))
    return opens || isListed === (before.paragraph !== sentences[statement.sentence]?.paragraph);
  if (isOpenQuotation(text, statement, before.span, span)) return true;
  if (SOMEBODY_ELSE.test(words)) return false;
  if (isEdge(edges, span) || TELLS.test(words.slice(0, 160)) || DOES.test(words)) return false;
  if (paragraph === before.paragraph) return !isUnbroken(prose, paragraph) || TAKES_UP.test(words);
  if (opens && isListed && isSubItem(text, span)) return true;
  if (!isNews || !Array.isArray(statement.by)) return false;
  return isClosedQuotation(text, statement, before.span) ? speaksInQuotation(words) : continuesInNews(words);
}

function isUnbroken({ paragraphs }: Prose, paragraph: number): boolean {
  const [start, end] = paragraphs[paragraph] ?? [0, 0];
  return end - start > UNBROKEN;
}

/** Whether something is told between the ends of a sentence. */
function isEdge(edges: number[], [start, end]: Span): boolean {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] as number) < start) low = middle + 1;
    else high = middle;
  }
  return (edges[low] ?? Number.POSITIVE_INFINITY) < end;
}

/** A figure or name below an item: "Pensioners - 2,700 at €115.00 per annum." */
function isSubItem(text: string, [start, end]: Span): boolean {
  return end - start < 120 && /\s[-–]\s|\d/u.test(text.slice(start, end)) && !DOES.test(text.slice(start, end));
}

/** Tells what the meeting did, not what was said. */
const TELLS =
  /^(?:The|This)\s+(?:meeting|session|event|ceremony|conference)\s+(?:was|then|closed|ended|adjourned|rose|heard|concluded)\b|^(?:(?:After|Before|During|Following|At\s+the\s+end\s+of)\s+the\s+(?:meeting|session|ceremony)|In\s+the\s+end|Afterwards|This\s+concluded)\b|\b(?:was|were)\s+(?:then\s+|also\s+)?(?:held|attended|chaired|circulated)\b|\btook\s+place\b|^Agreement\s+(?:was|had\s+been)\s+reached\b|^This\s+was\s+(?:agreed|noted|approved)\b|^In\s+conclusion,\s+(?:he|she|they|the)\b|\b(?:has|have)\s+not\s+(?:yet\s+)?(?:responded|commented|replied)\b|^By\s+(?:a\s+)?unanimous\s+vote\b|^(?:Also\s+)?(?:present|attending)\b|\b(?:presided over|attended the|chaired the|delivered a|gave a|made a (?:speech|report|special))\b/u;
/** Others of the same group hold something else. */
const SOMEBODY_ELSE =
  /^(?:(?:However|Alternatively|In\s+(?:addition|contrast)|By\s+contrast),\s+)?(?:one|another|a\s+(?:few|couple|number)(?:\s+of)?|some|many|most|several|other|others)(?:\s+(?:other|of))*(?:\s+(?:participants?|members?|respondents?|councillors?|delegates?|experts?|officials?))?\s+(?:\p{Ll}+ly\s+)?(?:\p{Ll}{3,}ed|thought|felt|saw|held|said)\b/iu;
/** Somebody does the next thing. */
const DOES =
  /^(?:(?:Following|After|In\s+(?:reply|response))\b[^,]{2,80},\s+)?(?:He|She|They|Members|Councillors?|Cllrs?\.?|Both|[Ii]t\s+was(?=\s+(?:also\s+|then\s+|further\s+|unanimously\s+)*(?:agreed|noted|discussed|decided|resolved))|The\s+(?:\p{Lu}[\p{L}/’'-]*[\s,]+(?:(?:of|and|the|&)\s+)*){1,8})\s*(?:\p{Lu}[\p{L}’'.-]*\s+){0,3}(?:also\s+|then\s+|further\s+|unanimously\s+)*(?:thanked|extended|expressed|offered|made|delivered|attended|described|apologi[sz]ed|welcomed|responded|referred|undertook|proceeded|circulated|wished|congratulated|discussed|noted|agreed|complimented|commended|praised|gave|answered|left|withdrew|concluded|continued\s+by|invited|raised|sought|elaborated|presented|provided|supported|paid|addressed|called|asked|agreed|approved|adopted|considered)\b/u;

/** The narrator, or somebody else, has the word: "It is reported that", "The Ministry estimates". */
const REPORTED =
  /^(?:It\s+(?:is|was)\s+(?:reported|known|understood|learned|predicted|estimated|said|expected|worth)|According\s+to|(?:The\s+)?(?:\p{Lu}[\p{L}’'-]*\s+){1,7}(?:of\s+(?:the\s+)?(?:\p{Lu}[\p{L}’'-]*\s+){1,5})?(?:(?:has|have|had)\s+(?:also\s+|already\s+)?)?(?:estimat|predict|announc|report|claim|believ|stat|call|pledg|approv|sign|launch|allocat)(?:e[sd]|ed|s)\b)/u;

/** Whether a quotation that the statement opened goes on in the next sentence, up to its closing mark there or further on. */
function isOpenQuotation(text: string, { verb, from }: Statement, [, end]: Span, [, next]: Span): boolean {
  if (!/“\s*$/u.test(text.slice(verb[1], from + 1))) return false;
  const said = text.slice(from, end);
  return !said.includes("”") && /^[^“]*”/u.test(text.slice(end, Math.max(next, from + LONGEST_QUOTATION)));
}

/** Characters of a quotation of several sentences. */
const LONGEST_QUOTATION = 1500;

/** Words in marks that are closed: what follows them without marks is the reporter's. */
function isClosedQuotation(text: string, { verb, from }: Statement, [, end]: Span): boolean {
  return /[“"]\s*$/u.test(text.slice(verb[1], from + 1)) && /[”"]\s*[.,]?$/u.test(text.slice(from, end).trimEnd());
}

function speaksInQuotation(words: string): boolean {
  return /^[“"'‘]/u.test(words) || /(?<![\p{L}.])(?:I|[Mm]y|[Ww]e|[Oo]ur)\b/u.test(words.replace(/[“"][^“”"]*[”"]/gu, ""));
}

/** News lets a speaker speak on without naming him: in quotation marks, in the present, of what will or must be. */
function continuesInNews(words: string): boolean {
  if (/^[“"'‘]/u.test(words)) return true;
  if (/(?<![\p{L}.])(?:I|[Mm]y|[Ww]e|[Oo]ur)\b/u.test(words.replace(/[“"][^“”"]*[”"]/gu, ""))) return true;
  if (/^(?:The\s+)?(?:\p{Lu}[\p{L}’'-]*\s+){1,6}is\s+(?:an?|the)\b/u.test(words) || REPORTED.test(words)) return false;
  if (/\b(?:said|held|was|were|had|announced|reported|attended|visited|took|began|arrived|signed|issued)\b/u.test(words)) return false;
  return /\b(?:will|must|should|need|needs|is|are|has|have|can|cannot|shall|would|may|do|does|mean|means|includes?|remains?|continues?|makes?|helps?|shows?|requires?|provides?|depends?|represents?|accounts?\s+for|brings?|plays?|faces?|wants?|hopes?|believes?)\b/u.test(
    words,
  );
}
