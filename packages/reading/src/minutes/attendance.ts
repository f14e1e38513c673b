import type { Block, Span } from "@lectern/schema";
import { trimRange } from "../formats/text.js";
import type { Mention } from "../notice/people.js";
import { personsIn } from "./listed-persons.js";

export interface Attendance {
  chair: Mention[];
  /** All who are listed as present or in attendance; the chair among them where the list marks who it is. */
  people: Mention[];
  /** Where the lists end. */
  end: number;
}

const CHAIR =
  /^(?:present\s+in\s+the\s+chair|in\s+the\s+chair|chair(?:man|woman|person)?|presiding(?:\s+officer)?|presided\s+by|(?:会议)?主持(?:人|者)?)\s*[:：][\s—–-]*/iu;
/** A scanner's reading of "PRESENT IN THE CHAIR:", told by the one person behind it who is the chair. */
const SCANNED_CHAIR =
  /^PRESENT\s+IN\s[^:\n]{2,14}:\s*|^PRESENT\b[^:\n]{1,16}:\s*(?=[^,;\n]{4,60},\s*(?:An\s+)?(?:Cathaoirleach|Mayor|Chair\p{L}*)\.?$)/u;
const IN_CHAIR = /(?:\bin\s+the\s+chair\b|\(chair(?:man|woman|person)?\)|\bpresiding\b|[（(](?:会议)?主[席持](?:人)?[)）])/iu;
/** "An Cathaoirleach Cllr A. Ruiz" among those in attendance; a page may have lost the space. */
const CHAIR_IN_LIST = /^(?:An\s+)?(?:Cathaoirleach|Chair(?:man|woman|person)?)[\s:]*(?=(?:Cllr|Councillor|Mr|Ms|Mrs|Dr)\b)/u;
const PRESENT =
  /^(?:roll\s+call\s*[:：]\s*)?(?:(?:board|council|committee|commission|other|also|non-voting)\s+){0,2}(?:(?:members?|officials?|councill?ors?|directors?|trustees?|governors?|commissioners?|staff|others?|also|officers?|(?:[\p{L}&/-]+\s+){0,3}representatives)\s+)?(?:present|in\s+attendance|attending|participating|attendance|attendees|participants|guests|visitors)(?:\s+were|\s+online|\s+by\s+invitation|\s+remotely|\s+via\s+\p{L}+)?\s*[:：][\s=—–-]*|^(?:present|in attendance|also present|attendees|participants|attendance|(?:(?:board|council|committee)\s+)?members present|members in attendance|officials in attendance)[\s=]*$|^(?:出席|列席|参加|参会|与会|到会)[\p{Script=Han}]{0,6}\s*[:：]\s*/iu;
/** "Councillors: …", "Sectoral interests: …": a label within a list. */
const WITHIN =
  /^(?:councill?ors|cllrs|members|officials|officers|staff|guests|sectoral\s+(?:interests|representatives)|representatives|observers)\s*[:：]\s*/iu;
const OTHER =
  /^[\p{L}][\p{L}\s/&-]{1,40}\s*[:：](?!\s*\p{Lu}\.)|^\d{1,3}[.)](?:\s|$)|^(?:apolog|an apology|(?:(?:board|council|committee)\s+)?(?:members?|directors?|councill?ors?)?\s*(?:absent|excused|not\s+present)|absent|agenda|item|minutes|the meeting|notes?|links|quorum|circulated|请假|缺席|记录|议题|时间|地点)/iu;
/** A sentence tells something; a list only names. */
const TELLS = /(?<!\p{L})(?:was|were|is|are|be|been|that|had|has|have|said|gave|held|made|took|spoke|then|\p{Ll}{3,}ed)(?!\p{L})/u;

/** A list of those present is looked for in so much of the head, or under a heading of its own further down. */
const HEAD_BLOCKS = 60;
const HEAD_LENGTH = 12_000;
const MAX_BLOCKS = 400;

/** Reads the lists at the head of minutes: the chair and those present, with offices where they stand beside the names. */
export function readAttendance(text: string, blocks: Block[]): Attendance {
  const found: Attendance = { chair: [], people: [], end: 0 };
  let open: "present" | "chair" | null = null;
  for (const { line, isHeading } of linesOfLists(text, blocks)) {
    const words = text.slice(...line);
    const within: number | undefined = open === "present" ? WITHIN.exec(words)?.[0].length : undefined;
    if (within) {
      addPresent(text, [line[0] + within, line[1]], found);
      found.end = line[1];
      continue;
    }
    const chair: RegExpExecArray | null =
      CHAIR.exec(words) ?? SCANNED_CHAIR.exec(words) ?? (open === "present" ? CHAIR_IN_LIST.exec(words) : null);
    const present = chair ? null : PRESENT.exec(words);
    if (chair) {
      found.chair.push(...chairsIn(text, [line[0] + chair[0].length, line[1]]).slice(0, 2));
      open = words.length === chair[0].length ? "chair" : open === "present" && CHAIR_IN_LIST.test(words) ? "present" : null;
    } else if (present) {
      addPresent(text, [line[0] + present[0].length, line[1]], found);
      open = "present";
    } else if (open === null && !isHeading && listsOffices(words)) {
      // The label above was lost by a scanner.
      addPresent(text, line, found);
      found.end = line[1];
    } else if (open === null) continue;
    else if (isHeading || OTHER.test(words) || TELLS.test(words)) open = null;
    else if (open === "present") addPresent(text, line, found);
    else {
      // "PRESENT IN THE CHAIR:" stands in a line of its own, above the name.
      found.chair.push(...chairsIn(text, line).slice(0, 1));
      open = null;
    }
    if (chair || present || open) found.end = line[1];
  }
  return found;
}

const FORM = "(?:Mr|Mrs|Ms|Miss|Dr|Prof|Cllrs?|Councill?ors?)\\.?";
const ENDS_WITH_FORM = new RegExp(`,\\s*${FORM}$`, "u");
const ENDS_OPEN = new RegExp(`,$|\\b${FORM}$|\\b\\p{Lu}\\.$|\\b${FORM}\\s+\\p{Lu}[\\p{L}’'-]+$|[\\p{L}&]$`, "u");
const OPENS_NEW = new RegExp(`^(?:${FORM}\\s|[*•·-]\\s|\\*\\*)`, "u");

/** A list with commas that a page broke between two words, into two blocks. */
function goesOn(above: string, below: string): boolean {
  if (ENDS_WITH_FORM.test(above) && !TELLS.test(below)) return true;
  if (!/,|\)/u.test(above) || !/[,()]/u.test(below) || !ENDS_OPEN.test(above) || /[:：]/u.test(below.slice(0, 60))) return false;
  return /,$/u.test(above) ? !TELLS.test(below) : !OPENS_NEW.test(below) && !OTHER.test(below) && !TELLS.test(below);
}

/** The lines that may belong to lists: those of the head, and those below a heading such as "Present" up to the next heading. */
function linesOfLists(text: string, blocks: Block[]): { line: Span; isHeading: boolean }[] {
  const lines: { line: Span; isHeading: boolean }[] = [];
  let isUnderHeading = false;
  for (const [index, block] of blocks.slice(0, MAX_BLOCKS).entries()) {
    const isHead = index < HEAD_BLOCKS && block.span[0] < HEAD_LENGTH;
    const isHeading = block.kind === "heading";
    const last = lines.at(-1);
    if (last && !isHeading && last.line[1] <= block.span[0] && goesOn(text.slice(...last.line), text.slice(...block.span))) {
      last.line = [last.line[0], block.span[1]];
      continue;
    }
    if (isHeading) isUnderHeading = PRESENT.test(text.slice(...block.span).replace(/^#+\s*/u, ""));
    if (isHead || isUnderHeading) lines.push(...linesOf(text, block).map((line) => ({ line, isHeading })));
  }
  return lines;
}

/** "Clerk (Ms. A. Ruiz), Engineer (Mr. T. Hall)": several offices, each with its holder in brackets, and nothing told. */
function listsOffices(words: string): boolean {
  return (words.match(/\p{L}\s*\(\s*(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?\s+\p{Lu}[^()]{1,40}\)/gu)?.length ?? 0) >= 2 && !TELLS.test(words);
}

/** A block as one line, as a list that was broken to fit a width; or its lines where labels stand in them. */
function linesOf(text: string, { span: [start, end] }: Block): Span[] {
  const lines = text
    .slice(start, end)
    .split(/\n|(?<=\.\s+)(?=(?:\p{Lu}\p{Ll}+\s+){0,3}(?:present|absent|participating|attendance|excused|apologies)\b[^:.\n]{0,20}:)/iu);
  const isLabelled = lines.some((line, index) => index > 0 && [CHAIR, PRESENT, OTHER].some((label) => label.test(line.trim())));
  if (!isLabelled) return [[start, end]];
  const spans: Span[] = [];
  let at = start;
  for (const line of lines) {
    const from = text.indexOf(line, at);
    spans.push(trimRange(text, from, from + line.length));
    at = from + line.length;
  }
  return spans;
}

/** Whoever is in the chair, with the title before the name where no office is printed. */
function chairsIn(text: string, span: Span): Mention[] {
  return personsIn(text, span).map((mention) => {
    const title = /(?:Councill?or|Cllr\.?|Alderman|Comhairleoir)(?=\s+$)/u.exec(
      text.slice(Math.max(span[0], mention.name[0] - 20), mention.name[0]),
    );
    if (mention.role || !title) return mention;
    const at = Math.max(span[0], mention.name[0] - 20) + title.index;
    return { ...mention, role: [at, at + title[0].length] };
  });
}

function addPresent(text: string, span: Span, found: Attendance): void {
  const bullet = /^[*•·-]\s+/u.exec(text.slice(...span))?.[0].length ?? 0;
  const listed = personsIn(text, [span[0] + bullet, span[1]]);
  for (const [index, part] of listed.entries()) {
    const next = listed[index + 1]?.name[0] ?? span[1];
    const behind = text.slice(part.name[1], Math.min(next, part.name[1] + 60)).split(/[;\n]/, 1)[0] ?? "";
    if (IN_CHAIR.test(behind) && found.chair.length === 0)
      found.chair.push(part.role ? part : { ...part, role: chairAs(text, part.name[1]) });
    found.people.push(part);
  }
}

/** "Daly (Chairperson)": what a list calls whoever is in the chair. */
function chairAs(text: string, at: number): Span | null {
  const word = /^\s*\((?<word>chair(?:man|woman|person))\)/iu.exec(text.slice(at, at + 30));
  const start = at + (word?.[0].indexOf("(") ?? 0) + 1;
  return word?.groups?.word ? [start, start + word.groups.word.length] : null;
}
