import type { Span } from "@lectern/schema";
import { SpeechKind } from "@lectern/schema/kind";
import type { Act, Mention } from "./people.js";
import { englishPeopleAfter, englishPeopleBefore } from "./people-en.js";
import type { EnglishContext } from "./person-en.js";
import type { Prose } from "./prose.js";

const BY =
  /\b(?<kind>proposed|moved|seconded)(?:\s*:?\s*by\s*:?|\s*:)\s+|\bon\s+the\s+(?:proposal|motion)\s+of\s+|\bmotion\s+(?:was\s+)?(?:duly\s+)?(?:made\s+)?by\s+|\b(?<second>second)\s+by\s+|\b(?:notices?\s+of\s+)?motions?\s+(?:was\s+|were\s+)?(?:submitted|tabled|proposed)\s+by\s+|^(?<label>proposer|mover|seconder)\s*:\s*/gimu;
/** "MOVED Cllr Ruiz, SECONDED Cllr Olsen". */
const BY_NAME =
  /\b(?<kind>MOVED|Moved|moved|PROPOSED|Proposed|proposed|SECONDED|Seconded|seconded)\s+(?=(?:Cllrs?|Councill?ors?|Ald(?:erman)?|Mr|Mrs|Ms|Dr)\b\.?\s|\p{Lu}\.?\s?\p{Lu})/gu;
const DOES =
  /\b(?:made|offered|put\s+forward|submitted|tabled)\s+(?:a|the)\s+(?:motion|proposal)\b|\b(?<kind>proposed|moved|seconded)\b(?!\s+by\b)(?=\s+(?:that|the|a|an|to|it|his|her|this)\b|\s*[.;,]|\s*$)/gimu;
/** What was proposed stands behind these words, as a clause or in quotation marks. */
const RESOLVED =
  /(?:\b(?:it\s+was\s+)?(?:unanimously\s+)?(?:agreed|resolved|decided)\s*[:;,]?\s*(?:that\b|to\b)?|\bagreement\s+was\s+reached\s+that\b|\bthat\b(?=,?\s))/iu;
/** So far behind the mover's name stands what was moved. */
const NEAR = 400;

interface Motion {
  mover: string;
  isSeconded: boolean;
}

/** Who proposed and who seconded, motion by motion, and what: minutes print both, in a sentence or in lines of their own. */
export function findMotions(prose: Prose, context: EnglishContext): Act[] {
  const acts: Act[] = [];
  let open: Motion | null = null;
  for (const found of motionVerbs(prose, context)) {
    const surname = surnameOf(prose.text, found.people[0]);
    if (found.kind === SpeechKind.SECONDING) {
      if (open) open.isSeconded = true;
    } else {
      // "Notice of motion submitted by X … The motion was proposed by X" is one motion.
      if (open && !open.isSeconded && open.mover === surname) continue;
      open = { mover: surname, isSeconded: false };
    }
    acts.push({
      kind: "spoke",
      who: { people: found.people, group: null },
      at: found.at,
      method: found.kind === SpeechKind.SECONDING ? "speaker: seconded by X" : "speaker: proposed by X",
      speech: found.kind,
      printedKind: null,
      about: found.about,
      isReport: false,
    });
  }
  return acts;
}

interface MotionVerb {
  at: number;
  kind: SpeechKind;
  people: Mention[];
  about: Span | null;
}

function motionVerbs(prose: Prose, context: EnglishContext): MotionVerb[] {
  const found: MotionVerb[] = [];
  for (const [index, { span }] of prose.sentences.entries()) {
    const words = prose.text.slice(...span);
    if (!/\b(?:propos|mov|motion|second)/iu.test(words)) continue;
    for (const match of [...words.matchAll(BY), ...words.matchAll(BY_NAME)]) {
      const at = span[0] + match.index;
      const people = englishPeopleAfter(context, at + match[0].length, Math.min(span[1], at + NEAR));
      if (people) found.push({ at, kind: kindOf(match), people, about: motionBehind(prose, index, people) });
    }
    for (const match of words.matchAll(DOES)) {
      const at = span[0] + match.index;
      const people = englishPeopleBefore(context, Math.max(span[0], at - NEAR), at);
      if (people) found.push({ at, kind: kindOf(match), people, about: motionBehind(prose, index, people) });
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

function kindOf({ groups }: RegExpExecArray): SpeechKind {
  return /^second/iu.test(groups?.kind ?? groups?.label ?? groups?.second ?? "") ? SpeechKind.SECONDING : SpeechKind.PROPOSAL;
}

function surnameOf(text: string, mention: Mention | undefined): string {
  return mention
    ? (
        text
          .slice(...mention.name)
          .split(/\s+/)
          .at(-1) ?? ""
      ).toLowerCase()
    : "";
}

/** The motion: in the rest of the sentence, or quoted below "And Resolved:". */
function motionBehind({ text, sentences }: Prose, index: number, people: Mention[]): Span | null {
  const from = Math.max(...people.map(({ name }) => name[1]));
  const sentence = sentences[index];
  if (!sentence || from < sentence.span[0]) return null;
  const rest = text.slice(from, Math.min(sentence.span[1], from + 2 * NEAR));
  const lead = RESOLVED.exec(rest);
  if (lead && lead.index <= NEAR && rest.length - lead.index - lead[0].length > 8)
    return trimmed(text, from + lead.index + lead[0].length, sentence.span[1]);
  const next = text.slice(from, Math.min(text.length, from + NEAR));
  const quoted = /\b(?:And\s+)?Resolved\s*[:;]?\s*[“"](?:That,?\s+)?/iu.exec(next);
  if (!quoted) return null;
  const at = from + quoted.index + quoted[0].length;
  const close = text.slice(at, at + 2000).search(/[”"]/u);
  return close < 3 ? null : trimmed(text, at, at + close);
}

function trimmed(text: string, start: number, end: number): Span | null {
  const words = text.slice(start, end);
  const from = start + (/^[\s,;:]*/u.exec(words)?.[0].length ?? 0);
  const to = end - (/[\s.;,]*$/u.exec(words)?.[0].length ?? 0);
  return to - from > 3 ? [from, to] : null;
}
