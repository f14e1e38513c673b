import type { Draft, Evidenced, Span } from "@lectern/schema";
import { SpeechKind } from "@lectern/schema/kind";
import { fromText } from "./evidence.js";
import { type FieldContext, guessField, readField } from "./fields.js";
import { trimRange } from "./formats/text.js";
import { completeDate, findDates } from "./notice/dates.js";
import { heldFromField } from "./notice/held-date.js";
import { isChineseName } from "./notice/names-zh.js";
import { fieldDate, readWords } from "./notice/notice.js";
import { isPersonName } from "./notice/person-en.js";
import { readProse } from "./notice/prose.js";

/** "Vice Chairman Roger W. Ferguson, Jr." behind "Remarks by". */
const TITLE_BEFORE =
  /^((?:(?:Vice|Deputy|Acting|Prime|Foreign)\s+)?(?:Chair(?:man|woman|person)?|Governor|President|Minister|Secretary|Director|Senator|Mayor|Commissioner|Ambassador|Justice|Judge|Professor))\s+((?:\p{Lu}[\p{L}.'’-]*\s+){1,4}\p{Lu}[\p{L}'’-]+(?:,?\s+(?:Jr|Sr|II|III)\.?)?)/u;
/** How many lines at the top may name speaker, title and day. */
const HEAD_LINES = 6;

/** Reads a speech held in full: who gave it, when, and its words; from fields, else from the lines above it. */
export function readSpeech(draft: Draft, context: FieldContext, phrases: string[]): void {
  const { text } = draft;
  const head = readSpeechHead(draft);
  const speaker = readField(context, "speaker") ?? guessField(context, "speaker") ?? head.speaker;
  const prose = readProse(text, draft.blocks, head.words);
  draft.title ??= head.title;
  draft.speeches = [
    {
      speaker,
      role: speaker && (readField(context, "role") ?? guessField(context, "role") ?? head.role),
      kind: kindOfTitle(draft.title?.value ?? ""),
      printedKind: null,
      about: null,
      givenOn: fieldDate(context) ?? head.givenOn,
      textSpan: head.words,
    },
  ];
  const body = readField(context, "body");
  if (body)
    draft.meeting = {
      heldOn: fieldDate(context) ?? head.givenOn,
      body,
      kind: readField(context, "meetingKind"),
      theme: readField(context, "theme"),
      place: readField(context, "place"),
    };
  readWords(draft, prose, phrases);
}

interface SpeechHead {
  title: Evidenced | null;
  speaker: Evidenced | null;
  role: Evidenced | null;
  givenOn: NonNullable<Draft["speeches"][number]["givenOn"]> | null;
  words: Span;
}

function readSpeechHead({ text, blocks }: Draft): SpeechHead {
  const head: SpeechHead = { title: null, speaker: null, role: null, givenOn: null, words: trimRange(text, 0, text.length) };
  for (const block of linesOfHead(text, blocks)) {
    const line = text.slice(...block.span);
    if (line.length > 160 || isGreeting(line)) break;
    const speaker = speakerOf(text, block.span);
    const [date] = findDates(text, block.span).filter((one) => one.year !== null && one.day !== null);
    const isDateLine = date !== undefined && line.length - (date.span[1] - date.span[0]) <= 40;
    if (speaker && !head.speaker) {
      head.speaker = speaker.name;
      head.role = speaker.role;
    } else if (isDateLine && !head.givenOn) head.givenOn = dateOfLine(text, date);
    else if (!head.title && !/[.。!！?？,，;；]$/u.test(line))
      head.title = fromText(text, block.span, block.kind === "heading" ? "heading" : "first line", 0.8);
    else break;
    head.words = trimRange(text, block.span[1], text.length);
  }
  // A text that is all head has no words of its own left: then the whole is the speech.
  if (head.words[1] - head.words[0] < 40)
    return { title: null, speaker: null, role: null, givenOn: null, words: trimRange(text, 0, text.length) };
  return head;
}

/** The first lines; pages set the lines of their head apart by line breaks only. */
function linesOfHead(text: string, blocks: Draft["blocks"]): Draft["blocks"] {
  return blocks
    .slice(0, HEAD_LINES)
    .flatMap((block) => {
      const [start, end] = block.span;
      if (end - start > 400 || !text.slice(start, end).includes("\n")) return [block];
      let at = start;
      return text
        .slice(start, end)
        .split("\n")
        .map((line) => {
          const span = trimRange(text, at, at + line.length);
          at += line.length + 1;
          return { ...block, span };
        });
    })
    .slice(0, HEAD_LINES + 2);
}

function dateOfLine(text: string, date: ReturnType<typeof findDates>[number]): SpeechHead["givenOn"] {
  const value = completeDate(date, date.year);
  return value && { ...heldFromField(fromText(text, date.span, "date line"), value), halfDay: date.halfDay, yearSpan: date.yearSpan };
}

function isGreeting(line: string): boolean {
  return (
    /^(?:my |dear |honou?red )*(?:fellow|friends|ladies|comrades|mr\.? |madam)\b|^(?:同志们|各位|女士们|先生们|尊敬的)/iu.test(line) ||
    /[:：]$/u.test(line)
  );
}

/** "Speaker: X", "By X, Harbour Master", "讲话人：X", or a line that is a name. */
function speakerOf(text: string, span: Span): { name: Evidenced; role: Evidenced | null } | null {
  const line = text.slice(...span);
  const labelled =
    /^(?:speaker|by|delivered by|address by|remarks by|speech by|statement by|讲话人|发言人|演讲人|作者|报告人)\s*[:：]?\s+?(?=\S)|^(?:讲话人|发言人|演讲人|报告人)[:：]\s*/iu.exec(
      line,
    );
  const start = labelled?.[0].length ?? 0;
  const rest = line.slice(start);
  const titled = labelled && TITLE_BEFORE.exec(rest);
  if (titled) {
    const at = span[0] + start;
    const name = titled[2] as string;
    const nameAt = at + rest.indexOf(name, titled[1]?.length);
    return {
      name: fromText(text, [nameAt, nameAt + name.length], "line that names the speaker", 0.85),
      role: fromText(text, [at, at + (titled[1] as string).length], "before the speaker's name", 0.85),
    };
  }
  const parts = /^([^,，(（]{2,60})(?:\s*[,，(（]\s*([^)）]{2,100})[)）]?)?$/u.exec(rest);
  const name = parts?.[1]?.trim();
  if (
    !parts ||
    !name ||
    !(
      isChineseName(name) ||
      (isPersonName(name) && name.split(/\s+/).length >= 2 && (labelled || name.split(/\s+/).length <= 4) && /^[\p{L}.\s'’-]+$/u.test(name))
    )
  )
    return null;
  if (!labelled && !isChineseName(name) && name === name.toUpperCase()) return null;
  const at = span[0] + start;
  const role = parts[2]?.trim();
  const roleAt = role ? at + rest.indexOf(role, name.length) : 0;
  return {
    name: fromText(text, [at, at + name.length], "line that names the speaker", 0.8),
    role: role ? fromText(text, [roleAt, roleAt + role.length], "behind the speaker's name", 0.8) : null,
  };
}

function kindOfTitle(title: string): SpeechKind {
  if (/mobili[sz]ation|动员/iu.test(title)) return SpeechKind.MOBILIZATION_SPEECH;
  if (/written report|书面报告/iu.test(title)) return SpeechKind.WRITTEN_REPORT;
  if (/\blecture\b|讲座|党课|辅导/iu.test(title)) return SpeechKind.LECTURE;
  if (/\breport\b|工作报告|报告$/iu.test(title)) return SpeechKind.REPORT;
  return /\bremarks\b|发言/iu.test(title) ? SpeechKind.REMARKS : SpeechKind.SPEECH;
}
