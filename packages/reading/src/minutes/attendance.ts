import type { Block, Span } from "@lectern/schema";
import { trimRange } from "../formats/text.js";
import { isChineseName } from "../notice/names-zh.js";
import type { Mention } from "../notice/people.js";

export interface Attendance {
  chair: Mention[];
  /** All who are listed as present or in attendance; the chair among them where the list marks who it is. */
  people: Mention[];
}

const CHAIR =
  /^(?:present\s+in\s+the\s+chair|in\s+the\s+chair|chair(?:man|woman|person)?|presiding(?:\s+officer)?|presided\s+by|(?:会议)?主持(?:人|者)?)\s*[:：]\s*/iu;
const IN_CHAIR = /(?:\bin\s+the\s+chair\b|\(chair(?:man|woman|person)?\)|\bpresiding\b|[（(](?:会议)?主[席持](?:人)?[)）])/iu;
const PRESENT =
  /^(?:(?:members?|officials?|councill?ors?|directors?|commissioners?|staff|others?|also|officers?)\s+)?(?:present|in\s+attendance|attending|attendance)\s*[:：]\s*|^(?:present|in attendance|also present)$|^(?:出席|列席|参加|到会)(?:人员|人|会议|领导)?\s*[:：]\s*/iu;
const OTHER = /^[\p{L}][\p{L}\s/&-]{1,40}\s*[:：]|^\d{1,3}[.)]\s|^(?:apologies|absent|agenda|item|minutes|the meeting|请假|缺席|记录)/iu;

/** Reads the lists at the head of minutes: the chair and those present, with offices where they stand beside the names. */
export function readAttendance(text: string, blocks: Block[]): Attendance {
  const found: Attendance = { chair: [], people: [] };
  let isOpen = false;
  // "PRESENT IN THE CHAIR:" may stand in a line of its own, above the name.
  let awaitsChair = false;
  for (const line of headLines(text, blocks)) {
    const words = text.slice(...line);
    const chair = CHAIR.exec(words);
    const present = PRESENT.exec(words);
    if (chair) {
      found.chair.push(...personsIn(text, [line[0] + chair[0].length, line[1]]).slice(0, 2));
      isOpen = false;
      awaitsChair = words.length === chair[0].length;
    } else if (awaitsChair && !present) {
      found.chair.push(...personsIn(text, line).slice(0, 1));
      awaitsChair = false;
    } else if (present) {
      addPresent(text, [line[0] + present[0].length, line[1]], found);
      isOpen = true;
    } else if (OTHER.test(words)) isOpen = false;
    else if (isOpen) addPresent(text, line, found);
  }
  return found;
}

/** The first lines of the text; long lines are cut, lists of names are short. */
function headLines(text: string, blocks: Block[]): Span[] {
  const end = blocks[Math.min(blocks.length, 40) - 1]?.span[1] ?? 0;
  const spans: Span[] = [];
  for (const block of blocks) {
    if (block.span[0] >= Math.min(end, 8000)) break;
    // A list that was broken to fit a width goes on over its lines.
    const [start, stop] = block.span;
    const lines = text.slice(start, stop).split("\n");
    const isLabelled = lines.some((line, index) => index > 0 && (CHAIR.test(line.trim()) || PRESENT.test(line.trim())));
    if (!isLabelled) spans.push([start, stop]);
    else {
      let at = start;
      for (const line of lines) {
        spans.push(trimRange(text, at, at + line.length));
        at += line.length + 1;
      }
    }
  }
  return spans;
}

function addPresent(text: string, span: Span, found: Attendance): void {
  const listed = personsIn(text, span);
  for (const [index, part] of listed.entries()) {
    const next = listed[index + 1]?.name[0] ?? span[1];
    const behind = text.slice(part.name[1], Math.min(next, part.name[1] + 60)).split(/[;\n]/, 1)[0] ?? "";
    if (IN_CHAIR.test(behind) && found.chair.length === 0) found.chair.push(part);
    found.people.push(part);
  }
}

const TITLE =
  "(?:Councill?ors?|Cllrs?\\.?|Alderm[ae]n|Mayor|Deputy Mayor|Chair(?:man|woman|person)?|Commissioners?|Directors?|Senators?|President|Vice[- ]President|Secretary|Treasurer)";
/** How members of a council are addressed, which in a list of its members is no office. */
const MEMBER = /^(?:Councill?ors?|Cllrs?\.?|Alderm[ae]n)$/u;
const FORM = "(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir)\\.?";
const NAME =
  "(?:\\p{Lu}\\.\\s?){0,3}(?:(?:O|D|Mc|Mac)['’]?)?\\p{Lu}[\\p{L}'’-]+(?:\\s+(?:(?:\\p{Lu}\\.|de|van|von|der|la)\\s+)*\\p{Lu}[\\p{L}'’-]+){0,3}";
/** "Head of Finance (Mr. T. Gilligan)": the office before, the name in brackets. */
const OFFICE_AND_NAME = new RegExp(`(?<office>\\p{Lu}[\\p{L}’'&,/ \\n-]{2,90}?)\\s*\\(\\s*(?:${FORM}\\s*)?(?<name>${NAME})\\s*\\)`, "gu");
const TITLE_AND_NAME = new RegExp(
  `^(?:(?<title>${TITLE})\\s+)?(?:${FORM}\\s*)?(?<name>${NAME})(?:\\s*[,(]\\s*(?<role>[^,;()]{3,80})\\)?)?$`,
  "u",
);

function personsIn(text: string, span: Span): Mention[] {
  const words = text.slice(...span);
  if (/\p{Script=Han}/u.test(words)) return chinesePersons(text, span);
  // "Councillor A. Ruiz (Chair)" has them the other way round.
  const offices = [...words.matchAll(OFFICE_AND_NAME)].filter((match) => !isOfficeWord(match.groups?.name ?? ""));
  if (offices.length > 0) return offices.map((match) => officeMention(span[0], match));
  return plainPersons(text, span);
}

function officeMention(offset: number, match: RegExpExecArray): Mention {
  const office = (match.groups?.office ?? "").replace(/^[\s,]+/, "");
  const name = match.groups?.name ?? "";
  const nameAt = offset + match.index + match[0].lastIndexOf(name);
  const officeAt = offset + match.index + match[0].indexOf(office);
  return { name: [nameAt, nameAt + name.length], role: [officeAt, officeAt + office.trimEnd().length] };
}

function plainPersons(text: string, span: Span): Mention[] {
  const people: Mention[] = [];
  let shared: Span | null = null;
  for (const part of partsOf(text, span)) {
    const words = text.slice(...part);
    const match = TITLE_AND_NAME.exec(words);
    if (!match?.groups?.name) {
      // "Councillor R. O'Donoghue, An Cathaoirleach": what follows a name and is no name is its role.
      const last = people.at(-1);
      if (last && !last.role?.[0] && words.length <= 60 && /\p{L}/u.test(words)) last.role = part;
      continue;
    }
    const nameAt = part[0] + words.indexOf(match.groups.name, (match.groups.title ?? "").length);
    const title = match.groups.title;
    if (title && /s\.?$/.test(title)) shared = [part[0], part[0] + title.length];
    const previous = people.at(-1);
    const isRole = !title && previous && isOfficeWord(match.groups.name);
    if (isRole) previous.role = part;
    else
      people.push({
        name: [nameAt, nameAt + match.groups.name.length],
        role: title && !shared && !MEMBER.test(title) ? [part[0], part[0] + title.length] : null,
      });
  }
  return people;
}

/** "An Cathaoirleach", "Town Clerk": words that look like a name and are an office. */
function isOfficeWord(words: string): boolean {
  return /\b(?:Cathaoirleach|Leas|Clerk|Mayor|Chair(?:man|woman|person)?|Manager|Director|Secretary|Treasurer|Officer|President|Engineer|Administrator|Minister|Warden|Solicitor|Steward|Master|Harbou?rmaster|Auditor|Surveyor)\b/u.test(
    words,
  );
}

function partsOf(text: string, [start, end]: Span): Span[] {
  const parts: Span[] = [];
  let from = start;
  for (const match of text.slice(start, end).matchAll(/[,;\n]\s*(?:and\s+)?|\s+and\s+|\.$/gu)) {
    parts.push(trimRange(text, from, start + match.index));
    from = start + match.index + match[0].length;
  }
  parts.push(trimRange(text, from, end));
  return parts.filter(([a, b]) => b > a);
}

/** 陆远、何清（副局长）: names with their office in brackets. */
function chinesePersons(text: string, [start, end]: Span): Mention[] {
  const people: Mention[] = [];
  for (const match of text.slice(start, end).matchAll(/(?<name>[^、，,；;\s（(）)]+)\s*(?:[（(](?<role>[^（）()\n]{2,40})[)）])?/gu)) {
    const { name = "", role } = match.groups ?? {};
    if (!isChineseName(name)) continue;
    const at = start + match.index;
    const roleAt = role ? at + match[0].lastIndexOf(role) : 0;
    people.push({ name: [at, at + name.length], role: role ? [roleAt, roleAt + role.length] : null });
  }
  return people;
}
