import { DocumentKind } from "@lectern/schema/kind";
import type { FieldContext } from "./fields.js";
import type { KindFound } from "./kind-found.js";
import { countDivisions } from "./study-text/by-looking.js";

const kinds: Record<string, DocumentKind> = {
  notices: DocumentKind.NOTICE,
  speeches: DocumentKind.SPEECH,
  minutes: DocumentKind.MINUTES,
  "study-text": DocumentKind.STUDY_TEXT,
};

const salutation =
  /^["“]?(?:(?:my |dear |honou?red |distinguished )*(?:fellow[- ](?:citizens|countrymen|americans|members|delegates)|friends|colleagues|comrades|ladies and gentlemen|delegates|members of (?:the )?\p{L}+)|mr\.? (?:president|speaker|chairman|vice president)|madam (?:president|speaker|chair)|your (?:majesty|excellenc\p{L}+)|excellencies|to the (?:congress|senate|house of representatives|parliament)\b[^.]{0,60}(?=:)|gentlemen of the \p{L}+)(?!\p{L})|^["“]?(?:各位|尊敬的|同志们|女士们|先生们|朋友们|同胞们)/iu;
/** "Remarks by Chair Ruiz at ...": a speech says in its head who gave it, or where. */
const GIVEN =
  /^(?:(?:opening|closing|welcoming|prepared|keynote|annual|inaugural)\s+)?(?:remarks|speech|address|lecture|statement|testimony)\s+(?:of|by|at|to|before|given|delivered)\b(?!.*[.;]$)/iu;
const SPEECH_TITLE =
  /^(?:[A-Z]{2,5}:?\s*)?(?:(?:brief|opening|closing|welcoming|prepared|keynote|annual|inaugural)\s+)?(?:speech(?:es)?|remarks|address|lecture|testimony)\s*(?:[,:]|\b(?:of|by|at|to|before|on)\b)/iu;
const minutesTitle =
  /^[ \t#*]*(?:(?:draft|approved|unconfirmed)\s+)?(?:minutes\b|proceedings of\b)|^[^\n.]{0,90}\bminutes[ \t]*(?:$|[-–—:,][^\n.]{0,40}\d{4})|\bminutes of (?:the |a |proceedings|ordinary|special|regular)|^[ \t]*会[ \t\u3000]?[议議][ \t\u3000]?[纪紀记記][ \t\u3000]?[要录錄]|[会會][议議](?:[纪紀]要|[记記紀][录錄])/imu;
const minutesParts = [
  /^[ \t#*]*(?:members |officials |also |councillors )?(?:present|in attendance|attendees|attendance)\b/imu,
  /\bin the chair\b/iu,
  /^\s*apologies\b/imu,
  /\b(?:moved|proposed|seconded) by\b/iu,
  /\b(?:(?:meeting was called|called the meeting) to order|meeting (?:was )?adjourned|adjourned the meeting|motion (?:was )?carried|respectfully submitted)\b/iu,
  /^\s*(?:attendees|participants|absentees|absent|invited|guests)\s*:?\s*$/imu,
  /^\s*(?:agenda|action items|decisions|next meeting|upcoming meetings)\s*:?\s*$/imu,
  /^\s*(?:出席|列席|缺席|主持|记录|記錄|紀錄|参加|參加|参会|參會)[\p{Script=Han}]{0,6}[：:]/mu,
];

/** A title that says which meeting, on a day beside or below it, above a list of those present under a label of its own. */
const meetingOfDay = /^[ \t#*]*[^\n]{0,120}\bmeeting\b(?:[^\n.]{0,30}|\s*\n[^\n.\d]{0,30}\d{1,2}[^\n.\d]{0,20})\d{4}[^\n.]{0,20}$/imu;
/** The label may head the first of several columns. */
const presentLabel =
  /^[ \t#*]*(?:(?:members |councillors )?present|attendees|participants|attendance|in attendance)[ \t*]*:?(?:[ *]*$|\t)/imu;

/** What a document is: as its collection says, else by what is seen in it; the reason says which. */
export function documentKind(context: FieldContext): KindFound {
  const told = context.settings?.kind;
  if (told) return { kind: kinds[told] as DocumentKind, reason: "collection.yaml" };
  if (context.settings?.studyText) return { kind: DocumentKind.STUDY_TEXT, reason: "collection.yaml: studyText" };
  const { record, kind } = context.content;
  if (kind) return kind;
  if (record) {
    const how = record.format === null ? "stand behind the names of who gave them" : `are marked as in ${record.format}`;
    return { kind: DocumentKind.MINUTES, reason: `${record.turns.length} speeches ${how}` };
  }
  return lookForKind(context.content.text, context);
}

function lookForKind(text: string, context: FieldContext): KindFound {
  const head = text.slice(0, 3000);
  const divisions = countDivisions(text.slice(0, 400_000));
  const parts = minutesParts.filter((part) => part.test(head)).length;
  if (parts >= 2 && /^\P{L}*MINUTES\b/mu.test(head.slice(0, 600)))
    return { kind: DocumentKind.MINUTES, reason: "a title of minutes, and those present, the chair or motions listed below it" };
  if (divisions >= 5) return { kind: DocumentKind.STUDY_TEXT, reason: `${divisions} headings of chapters, sections or articles` };
  if (minutesTitle.test(head) && parts >= 1)
    return { kind: DocumentKind.MINUTES, reason: "a title of minutes and a list of those present" };
  if (meetingOfDay.test(head.slice(0, 400)) && presentLabel.test(text.slice(0, 12_000)))
    return { kind: DocumentKind.MINUTES, reason: "a title with the day of a meeting and a list of those present" };
  if (parts >= 2) return { kind: DocumentKind.MINUTES, reason: "those present, the chair or motions are listed as in minutes" };
  if (context.row && Object.keys(context.row).some((name) => /^speaker$/i.test(name)))
    return { kind: DocumentKind.SPEECH, reason: "its row names a speaker" };
  const title = context.content.title?.value ?? "";
  if (SPEECH_TITLE.test(title) && text.length > 2000)
    return { kind: DocumentKind.SPEECH, reason: `its title says what it is: "${title.slice(0, 60)}"` };
  const given = text
    .slice(0, 800)
    .split("\n")
    .slice(0, 8)
    .find((line) => line.length <= 200 && GIVEN.test(line.trim()));
  if (given && text.length > 2000) return { kind: DocumentKind.SPEECH, reason: `its head says what it is: "${given.trim().slice(0, 60)}"` };
  const greeting = text
    .slice(0, 600)
    .split("\n")
    .map((line) => line.trim())
    .find((line) => salutation.test(line));
  if (greeting && text.length > 800) return { kind: DocumentKind.SPEECH, reason: `it greets an audience: "${greeting.slice(0, 40)}"` };
  if (ENACTED.test(head))
    return { kind: DocumentKind.STUDY_TEXT, reason: "its head says when it was adopted or came into force, as laws do" };
  if (parts === 0 && !NO_SPEECH.test(head) && !isList(head) && speaksInFirstPerson(text))
    return { kind: DocumentKind.SPEECH, reason: "it is long and speaks in the first person" };
  return { kind: DocumentKind.NOTICE, reason: "prose that shows no marks of minutes, a speech or a study text" };
}

/** （1983年3月5日全国人民代表大会常务委员会通过）, below the title of a law. */
const ENACTED = /^\s*#*\s*[^\n]{2,80}\n[\s\S]{0,200}?[（(]?\d{4}年\d{1,2}月\d{1,2}日[^\n。]{2,60}会议通过/u;
/** What calls to a meeting, or reports a day's news, speaks for others. */
const NO_SPEECH = /^\P{L}*notice\b|\bagenda\b|^《[^》\n]{1,40}》\s*[(（]\d{8}[)）]/iu;

/** Whether most lines are items. */
function isList(head: string): boolean {
  const lines = head.split("\n").filter((line) => line.trim() !== "");
  return lines.filter((line) => /^\s*(?:[*•·-]|\d{1,2}[.)])\s/u.test(line)).length * 3 > lines.length;
}

/** A speech says "I" or "we" in every hundred words or so, outside of what it quotes; a notice leaves that to quotations. */
function speaksInFirstPerson(text: string): boolean {
  const words = text.slice(0, 20_000).replace(QUOTED, " ");
  const share = firstPersonShare(words);
  if (/\p{Script=Han}/u.test(words.slice(0, 2000))) return text.length > 4000 && share > 0.02;
  return (text.length > 3000 && share > 0.01) || (text.length > 8000 && share > 0.0065);
}

/** In quotation marks, over lines too where they are paired, be they closed by the mark that opens, as careless typing does. */
const QUOTED = /“[^“”"]{0,1500}”|[“"][^“”"\n]{0,900}[“”"]/gu;

/** Share of "I", "we" and their kin among the words. */
function firstPersonShare(text: string): number {
  const words = text.match(/[\p{L}’']+/gu)?.length ?? 0;
  const own = text.match(/\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us|me)\b/gu)?.length ?? 0;
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  if (han > words) return (text.match(/我们?/gu)?.length ?? 0) / (han / 4);
  return words === 0 ? 0 : own / words;
}
