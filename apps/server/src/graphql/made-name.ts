import { DatePrecision, type Meeting, type Speech, SpeechKind } from "@lectern/schema";
import type { Loaders } from "./loaders.js";

/** What a name is made of. */
interface Parts {
  who: string | null;
  kind: string;
  date: string | null;
}

/**
 * What a list can call a meeting whose text gives it no title, or only its kind: "Harbour Bureau: work meeting, 18 November 2020",
 * in the language of its source. Null where it has a title, or nothing is known that would tell it from others.
 */
export async function madeNameOfMeeting(meeting: Meeting, loaders: Loaders): Promise<string | null> {
  if (meeting.title !== null && meeting.title.toLowerCase() !== meeting.kind?.toLowerCase()) return null;
  const [body, { language }] = await Promise.all([
    meeting.bodyId === null ? null : loaders.body.load(meeting.bodyId),
    loaders.sourceOf(meeting.sourceId),
  ]);
  const kind = meeting.kind ?? (isChinese(language) ? "会议" : "meeting");
  return nameOf({ who: body?.name ?? null, kind, date: written(meeting.heldOn, meeting.heldPrecision, language) }, language);
}

/** What a list can call a speech without a title, likewise: "Verity Holm: report, 18 November 2020". */
export async function madeNameOfSpeech(speech: Speech, loaders: Loaders): Promise<string | null> {
  if (speech.title !== null) return null;
  const [person, { language }] = await Promise.all([
    speech.personId === null ? null : loaders.person.load(speech.personId),
    loaders.sourceOf(speech.sourceId),
  ]);
  const kind = speech.printedKind ?? (isChinese(language) ? CHINESE_KINDS[speech.kind] : speech.kind.toLowerCase().replaceAll("_", " "));
  return nameOf({ who: person?.name ?? null, kind, date: written(speech.givenOn, speech.givenPrecision, language) }, language);
}

const CHINESE_KINDS: Record<SpeechKind, string> = {
  [SpeechKind.MOBILIZATION_SPEECH]: "动员讲话",
  [SpeechKind.SPEECH]: "讲话",
  [SpeechKind.REPORT]: "报告",
  [SpeechKind.WRITTEN_REPORT]: "书面报告",
  [SpeechKind.LECTURE]: "辅导报告",
  [SpeechKind.REMARKS]: "发言",
  [SpeechKind.PRESIDER_REMARKS]: "主持讲话",
  [SpeechKind.READING]: "宣读",
  [SpeechKind.ANNOUNCEMENT]: "宣布",
  [SpeechKind.PROPOSAL]: "提议",
  [SpeechKind.SECONDING]: "附议",
};

function nameOf({ who, kind, date }: Parts, language: string): string | null {
  if (who === null && date === null) return null;
  const [colon, comma] = isChinese(language) ? ["：", "，"] : [": ", ", "];
  const what = who === null ? kind.charAt(0).toUpperCase() + kind.slice(1) : `${who}${colon}${kind}`;
  return date === null ? what : `${what}${comma}${date}`;
}

/** A day, month or year as its language writes it, no more exactly than is known. */
function written(date: string | null, precision: DatePrecision | null, language: string): string | null {
  if (date === null) return null;
  const parts: Intl.DateTimeFormatOptions = { year: "numeric", timeZone: "UTC" };
  if (precision !== DatePrecision.YEAR) parts.month = "long";
  if (precision !== DatePrecision.YEAR && precision !== DatePrecision.MONTH) parts.day = "numeric";
  return new Intl.DateTimeFormat(localeOf(language), parts).format(new Date(`${date}T00:00:00Z`));
}

/** What Intl does not know as a language is written in English; so is what has none ("und"). */
function localeOf(language: string): string {
  if (language === "en") return "en-GB";
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(language)[0] ?? "en-GB";
  } catch {
    return "en-GB";
  }
}

function isChinese(language: string): boolean {
  return /^zh\b/.test(language);
}
