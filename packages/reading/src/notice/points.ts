import type { PointDraft, Span } from "@lectern/schema";
import { fromText } from "../evidence.js";
import { ENGLISH_REPORTING } from "./acts-en.js";
import { MEETING_NOUN } from "./meeting-en.js";
import { isPersonName } from "./people-en.js";
import { findChinesePoints } from "./points-zh.js";
import { isInside, type Prose, quotedSpans, type Sentence } from "./prose.js";

interface PointStart {
  sentence: number;
  verb: Span;
  /** Where its words begin, behind "that" or the comma. */
  from: number;
}

/** What a meeting does with a matter, besides saying something of it. */
const MEETING_ACTS =
  /\b(?:reviewed|asked|considered|approved|adopted|confirmed|discussed|examined|took\s+note\s+of|welcomed|endorsed|ordered|promised|heard)\b/u;
const MEETING_EN = new RegExp(
  `(?:^|[,;]\\s*|\\band\\s+|\\.\\s*)(?:(?:the|this)\\s+(?:\\p{L}+\\s+){0,3}?(?:${MEETING_NOUN}|committee|board|members|event)|it\\s+was|members|councillors)\\s+(?:also\\s+|further\\s+|unanimously\\s+|finally\\s+|then\\s+|hereby\\s+)*$`,
  "iu",
);

/** What a meeting or a speaker requested, emphasized, called for: the verb and the whole extent of the words. */
export function findPoints(prose: Prose): PointDraft[] {
  if (prose.isChinese) return findChinesePoints(prose);
  const starts = prose.sentences.flatMap((sentence, index) => startsIn(prose, sentence, index));
  return starts.flatMap((start, index) => {
    const end = endOfPoint(prose, start, starts[index + 1]);
    if (end <= start.from) return [];
    return [
      {
        verb: fromText(prose.text, start.verb, "point: X requested/emphasized ...", 0.9),
        text: fromText(prose.text, [start.from, end], `point: words behind the verb, to the end of what it reports`, 0.85),
      },
    ];
  });
}

function startsIn(prose: Prose, sentence: Sentence, index: number): PointStart[] {
  const { text } = prose;
  const pattern = new RegExp(`${ENGLISH_REPORTING.source}|${MEETING_ACTS.source}`, "gu");
  const quoted = quotedSpans(text, sentence.span, '“”""');
  for (const match of text.slice(...sentence.span).matchAll(pattern)) {
    const at = sentence.span[0] + match.index;
    if (isInside(at, quoted)) continue;
    const verb: Span = [at, at + match[0].length];
    if (isEnglishPoint(prose, sentence, verb)) return [{ sentence: index, verb, from: behindVerb(text, verb[1]) }];
  }
  return [];
}

function isEnglishPoint({ text, paragraphs }: Prose, { span, paragraph }: Sentence, verb: Span): boolean {
  const before = text.slice(span[0], verb[0]);
  if (MEETING_EN.test(before)) return true;
  if (/^It\s+(?:also\s+|further\s+|then\s+)?$/u.test(before)) {
    const start = paragraphs[paragraph]?.[0] ?? span[0];
    return MEETING_OPENS.test(text.slice(start, Math.min(span[0], start + 60)));
  }
  if (MEETING_ACTS.test(text.slice(...verb))) return false;
  const words =
    /(?:^|[,;]\s*)(?:Comrade\s+|Mr\.?\s+|Ms\.?\s+|Mrs\.?\s+|Dr\.?\s+|Councillor\s+)?((?:\p{Lu}[\p{L}.'’-]*\s+){1,4})(?:also\s+|further\s+|then\s+)?$/u.exec(
      before.slice(-100),
    );
  if (!words) return /^(?:He|She|They)\s+(?:also\s+|further\s+|then\s+)?$/u.test(before);
  return isPersonName((words[1] as string).trim()) && before.trim().length < 100;
}

function behindVerb(text: string, at: number): number {
  const lead = /^(?:,\s*)?\s*(?:that\s+)?(?:,\s*)?/u;
  return at + (lead.exec(text.slice(at, at + 20))?.[0].length ?? 0);
}

/** To the end of its paragraph, or to the sentence that reports something else or tells of the meeting again. */
function endOfPoint(prose: Prose, start: PointStart, next: PointStart | undefined): number {
  const first = prose.sentences[start.sentence] as Sentence;
  let end = first.span[1];
  if (next && next.sentence === start.sentence) return clauseBefore(prose.text, next.verb[0], start.from);
  for (let i = start.sentence + 1; i < prose.sentences.length; i++) {
    const sentence = prose.sentences[i] as Sentence;
    if (sentence.paragraph !== first.paragraph || next?.sentence === i || tellsAgain(prose, sentence)) break;
    end = sentence.span[1];
  }
  return end;
}

/** Two points in one sentence: the first ends before the subject of the second. */
function clauseBefore(text: string, verb: number, from: number): number {
  for (let i = verb - 1; i > from; i--) if (",;".includes(text[i] as string)) return i;
  return verb;
}

/** A paragraph about what the meeting did, where "it" is the meeting. */
const MEETING_OPENS = new RegExp(`^The\\s+(?:\\p{L}+\\s+){0,2}?${MEETING_NOUN}\\s+\\p{L}+ed\\b`, "iu");

const TELLS_EN =
  /^(?:The|This)\s+(?:meeting|session|event|ceremony|conference)\s+(?:was|then|closed|ended|adjourned|rose|heard)\b|^(?:(?:After|Before|During|Following|At\s+the\s+end\s+of)\s+the\s+(?:meeting|session|ceremony)|In\s+the\s+end|Afterwards)\b|\b(?:was|were)\s+(?:then\s+|also\s+)?(?:held|attended|chaired|circulated)\b|\btook\s+place\b|^(?:Also\s+)?(?:present|attending)\b|\b(?:presided over|attended the|chaired the|delivered a|gave a|made a (?:speech|report|special))\b/u;

function tellsAgain(prose: Prose, { span }: Sentence): boolean {
  const words = prose.text.slice(span[0], Math.min(span[1], span[0] + 160));
  return TELLS_EN.test(words);
}
