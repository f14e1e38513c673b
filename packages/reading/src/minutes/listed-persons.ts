import type { Span } from "@lectern/schema";
import { trimRange } from "../formats/text.js";
import { isChineseName } from "../notice/names-zh.js";
import type { Mention } from "../notice/people.js";
import { readPerson } from "../notice/person-zh.js";
import { HAS_ROLE_NOUN, MEMBER } from "../notice/roles-en.js";

const TITLE =
  "(?:(?:District|County|Town|City|Parish)\\s+Cllr|Cmhlr\\.?|Council\\s+Members?|Councill?ors?|Cllrs?\\.?|Alderm[ae]n|Mayor|Deputy Mayor|Chair(?:man|woman|person)?|Commissioners?|Directors?|Senators?|Provost|Dean|Professor|Governor|Judge|Minister|Chancellor|Superintendent|Rector|Registrar|Principal|Trustees?|President|Vice[- ]President|Secretary|Treasurer)";
const SHARED_TITLE = /^(?:Council\s+Members|Councill?ors|Cllrs\.?|Alderm[ae]n|Commissioners|Directors|Senators)$/u;
const FORM = "(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|Rev|Revd|Fr|Hon|Messrs|Mses)\\.?";
/** One word of a name at least, initials before it, and behind it the initial that tells two of one name apart: "Collins (J)". */
const NAME =
  "(?:\\p{Lu}(?:\\.\\s{0,4}|\\s{1,2}(?=\\p{Lu}))){0,3}(?:(?:Ó|Ní|Uí|O|D|Mc|Mac)['’]?\\s?)?\\p{Lu}[\\p{L}'’-]+(?:\\s+(?:(?:\\p{Lu}\\.?|de|del|da|di|du|van|von|der|la|le|el|bin)\\s+)*\\p{Lu}[\\p{L}'’-]+){0,3}(?:\\s?\\(\\p{Lu}\\p{Ll}?\\.?\\))?";
const HANDLE = "(?:\\s+\\(?@[\\w-]+\\)?)?";
/** "Head of Finance (Mr. T. Gilligan)": the office before, the name in brackets. */
const OFFICE_AND_NAME = new RegExp(
  `(?<office>\\p{Lu}[\\p{L}\\d’'&,./ \\n–-]{2,110}?)\\s*\\(\\s*(?:${FORM}\\s*)?(?<name>${NAME})(?<others>(?:(?:,|\\s+and|\\s*&)\\s+(?:${FORM}\\s*)?${NAME}){0,4})\\s*\\)`,
  "gu",
);
const LISTED_NAME = new RegExp(`(?:,|\\s+and|\\s*&)\\s+(?:${FORM}\\s*)?(?<name>${NAME})`, "gu");
const TITLE_AND_NAME = new RegExp(
  `^(?:(?<title>${TITLE})\\s+)?(?:${FORM}\\s*)?(?<name>${NAME})${HANDLE}(?:\\s*(?:\\(\\s*(?<inBrackets>[^;()]{2,80})\\)|,\\s*(?<role>[^,;()]{2,80})))?$`,
  "u",
);

/** Persons of a list, each with the office that stands beside the name. */
export function personsIn(text: string, span: Span): Mention[] {
  const words = text.slice(...span);
  if (/\p{Script=Han}/u.test(words)) return chinesePersons(text, span);
  // "Councillor A. Ruiz (Chair)" has them the other way round.
  const alone = aloneInLine(span[0], words);
  if (alone) return [alone];
  const bracketed = [...words.matchAll(OFFICE_AND_NAME)];
  if (bracketed.some(isOfficeWithName))
    return bracketed.filter((match) => isOfficeWithName(match) || isWholeName(match)).flatMap((match) => officeMentions(span[0], match));
  return plainPersons(text, span);
}

const NAME_AND_OFFICE = new RegExp(`^${FORM}\\s*(?<name>${NAME}),\\s+(?<role>\\p{Lu}[^();:\\n]{3,110}?)\\.?$`, "u");

/** "Ms. Ana Ruiz, Senior Executive Officer, Community Supports": one person in a line, with the whole office. */
function aloneInLine(offset: number, words: string): Mention | null {
  const { name = "", role = "" } = NAME_AND_OFFICE.exec(words)?.groups ?? {};
  if (
    name === "" ||
    !(HAS_ROLE_NOUN.test(role) || /^(?:\p{Lu}[\p{L}’'-]+(?:\s(?:of|and|&|for))*\s?){2,5}$/u.test(role)) ||
    ANOTHER.test(role)
  )
    return null;
  const nameAt = offset + words.indexOf(name);
  const roleAt = offset + words.lastIndexOf(role);
  return { name: [nameAt, nameAt + name.length], role: [roleAt, roleAt + role.length] };
}

const ANOTHER = new RegExp(`\\b(?:${FORM}|${TITLE})\\s+\\p{Lu}`, "u");

/** "James Snell (TSC)" has a body in the brackets, "Town Clerk (E. Vane)" a person. */
function isOfficeWithName(match: RegExpExecArray): boolean {
  const { office = "", name = "" } = match.groups ?? {};
  if (isOfficeWord(name)) return false;
  return isOfficeWord(office) || /\p{Lu}\./u.test(name) || new RegExp(`\\(\\s*${FORM}`, "u").test(match[0]);
}

/** Among offices with their holders a name of two words is one of them, whatever the office: "Youth Worker (Ana Ruiz)". */
function isWholeName({ groups }: RegExpExecArray): boolean {
  return /\s/u.test(groups?.name ?? "") && !isOfficeWord(groups?.name ?? "");
}

/** "Engineers (Messrs. A. Ruiz and T. Hall)": who holds the office that stands before the bracket. */
function officeMentions(offset: number, match: RegExpExecArray): Mention[] {
  const office = (match.groups?.office ?? "").replace(/^[\s,]+/, "");
  const name = match.groups?.name ?? "";
  const nameAt = offset + match.index + match[0].lastIndexOf(name);
  const officeAt = offset + match.index + match[0].indexOf(office);
  const role: Span = [officeAt, officeAt + office.trimEnd().length];
  const othersAt = nameAt + name.length;
  const others = [...(match.groups?.others ?? "").matchAll(LISTED_NAME)].map((other): Mention => {
    const at = othersAt + other.index + other[0].length - (other.groups?.name ?? "").length;
    return { name: [at, othersAt + other.index + other[0].length], role };
  });
  return [{ name: [nameAt, nameAt + name.length], role }, ...others];
}

function plainPersons(text: string, span: Span): Mention[] {
  const people: Mention[] = [];
  let shared: Span | null = null;
  for (const part of partsOf(text, span)) {
    const words = text.slice(...part);
    // "Councillors, Ruiz, Olsen": a comma behind the title is a slip.
    if (SHARED_TITLE.test(words)) {
      shared = part;
      continue;
    }
    const match = TITLE_AND_NAME.exec(words);
    if (!match?.groups?.name) {
      // "Councillor R. O'Donoghue, An Cathaoirleach": what follows a name and is no name is its role.
      const last = people.at(-1);
      if (last && !last.role?.[0] && words.length <= 60 && /\p{L}/u.test(words) && !/^(?:in\s+the\s+chair|presiding)$/iu.test(words))
        last.role = part;
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
        role:
          bracketedRole(part, words, match.groups.inBrackets) ??
          (title && !shared && !MEMBER.test(title) ? [part[0], part[0] + title.length] : null),
      });
  }
  return people;
}

/** "James Snell (TSC)", "Ana Ruiz (Mayor, in the Chair)": what stands in brackets behind the name, but for who is in the chair. */
function bracketedRole(part: Span, words: string, printed: string | undefined): Span | null {
  const role = printed?.replace(/(?:^|,\s*)(?:in\s+the\s+chair|presiding)\s*$/iu, "").trimEnd();
  if (!printed || !role || /^chair(?:man|woman|person)?$/iu.test(role)) return null;
  const at = part[0] + words.lastIndexOf(printed);
  return [at, at + role.length];
}

/** "An Cathaoirleach", "Town Clerk": words that look like a name and are an office. */
function isOfficeWord(words: string): boolean {
  return /\b(?:Cathaoirleach|Leas|Clerk|Mayor|Chair(?:man|woman|person)?|Manager|Director|Secretary|Treasurer|Officer|President|Engineer|Administrator|Minister|Executive|Nurse|Superintendent|Registrar|Counsel|Vice-Chancellor|Chancellor|Provost|Warden|Solicitor|Steward|Master|Harbou?rmaster|Auditor|Surveyor)\b/u.test(
    words,
  );
}

function partsOf(text: string, [start, end]: Span): Span[] {
  const parts: Span[] = [];
  let from = start;
  for (const match of text
    .slice(start, end)
    .matchAll(
      /\([^()]*\)|(?:[,;]|(?<!(?:\b\p{Lu}|\b(?:Cllr|Councillor|Mr|Mrs|Ms|Dr)\.?(?:[ \t]+\p{Lu}[\p{L}'’-]+)?)\.?\s*)\n|\n(?=\s*(?:Cllr|Councillor|Mr|Mrs|Ms|Dr)\b))\s*(?:and\s+)?|\s+and\s+|\.$/gu,
    )) {
    if (match[0].startsWith("(")) continue;
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
    const { role } = match.groups ?? {};
    const printed = match.groups?.name ?? "";
    const person = isChineseName(printed) ? null : readPerson(text, start + match.index, start + match.index + printed.length);
    if (person) people.push(person);
    const name = printed;
    if (!isChineseName(name)) continue;
    const at = start + match.index;
    const roleAt = role ? at + match[0].lastIndexOf(role) : 0;
    people.push({ name: [at, at + name.length], role: role ? [roleAt, roleAt + role.length] : null });
  }
  return people;
}
