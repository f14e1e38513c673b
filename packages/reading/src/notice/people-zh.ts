import type { Span } from "@lectern/schema";
import { type Doers, type Mention, startOf } from "./people.js";
import { endsAsRole, readPerson, readUnknownPerson, splitRoleAndName, trimmedRole } from "./person-zh.js";

/** Role and name of one person, in characters. */
const LONGEST_PERSON = 80;

/** The person whose name ends at `end`, with the role that stands before it in its clause; null where none is read. */
export function chinesePersonEnding(text: string, start: number, end: number): Mention | null {
  return readList(text, Math.max(start, lastBoundary(text, start, end) + 1, end - LONGEST_PERSON), end)?.at(-1) ?? null;
}

/** What may stand between a subject and its verb: when, where, for whom, how. What is greedy before it makes it the last such words. */
const ADVERBIALS =
  /^[\s\S]*(?<adverbial>(?<![\d年月])(?:\d{4}年|今年)?(?:\d{1,2}月)?\d{1,2}[日号](?:(?:至|到|-|—)(?:\d{1,2}月)?\d{1,2}[日号])?|(?:本|上)?(?:周|星期)[一二三四五六日天](?:[上下]午|晚)?|[今昨当][天日](?:[（(][^（）()]{1,12}[）)])?|近日|日前|上午|下午|晚[上间]|晚|早上|中午|凌晨|傍晚|清晨|接受[^，。、；]{0,40}(?:采访|专访)时?|在(?:[^，。、；在]{1,40})|于(?:[^，。、；于]{1,18})|(?:会|席|讲话|座谈|学习|活动|仪式|开幕式|闭幕式)(?:上|前|后|中|期间)|代表(?!等|在|[共约近等]*[\d一二三四五六七八九十百千]+[多余]?[人名位])[^，。；代表]{1,24}|受[^，。；]{1,16}委托|率队|以(?:[^，。；以]{1,12})(?:形式|方式)|以[“《][^”》]{1,40}[”》]为(?:主题|题)|用[^，。；用]{2,30}|通过(?:[^，。；]{1,8})|就(?!业)(?:[^，。；就]{1,40})|围绕(?:[^，。；]{1,40})|结合(?:[^，。；]{1,30})|对(?!外|口)(?:[^，。；对]{1,30})|向(?:[^，。；向]{1,20})|为(?!题|主题)(?:[^，。；为]{1,20})|同(?!志|学|事)(?:[^，。；同]{1,24})|毫[不无][\p{Script=Han}]{2,3}地?|语出惊人|(?:高兴|激动|坦率|自豪|欣慰|风趣|严肃|郑重|坦诚|深情|感慨|兴奋|愤怒|遗憾)地|分别|亲自|先后|共同|详细|着重|重点|简要|全面|深入|认真|系统|相继|纷纷|一致|首次|集中|专题|联合|依次|随后|首先|最后|继续|还|也|并|都|均|将|曾|又|再次|线上|现场|一同|一起|应邀|专程|或|面向[^，。；]{1,20}|在)$/u;

/** Persons or the group named right before a verb at `end`, within its clause; null where nothing there is a subject. */
export function chineseDoersBefore(text: string, start: number, end: number): Doers | null {
  const boundary = Math.max(start, lastBoundary(text, start, end) + 1);
  // 据某某介绍，….
  const clause = text[boundary] === "据" ? boundary + 1 : boundary;
  const clauseStart = behindBy(text, clause, end) ?? clause;
  const whole = dropAdverbials(text, clauseStart, end - (ORIGINAL_NAME.exec(text.slice(Math.max(clause, end - 60), end))?.[0].length ?? 0));
  const tail = withoutEtCetera(text, clauseStart, whole);
  if (tail <= clauseStart) return text[clauseStart - 1] === "，" ? listBeforeComma(text, start, clauseStart - 1) : null;
  const list = readList(text, clauseStart, tail);
  if (!list) return groupAt(text, clauseStart, tail);
  shareRole(text, list, roleOfAll(text, tail, whole));
  return { people: [...earlierPersons(text, start, clauseStart), ...list], group: null };
}

/** 安娜·鲁伊斯（Ana Ruiz）: a name as its own language has it. */
const ORIGINAL_NAME = /[（(][\p{Script=Latin}][\p{Script=Latin}\s.'’“”"-]{2,50}[)）]$/u;

/** How far 由 may stand from its verb, in characters. */
const LONGEST_BY = 60;

/** 首次讲座由甲主讲: where the persons behind 由 begin. */
function behindBy(text: string, clause: number, end: number): number | null {
  const from = Math.max(clause, end - LONGEST_BY);
  const at = text.slice(from, end).lastIndexOf("由");
  const start = from + at + 1;
  return at >= 0 && readList(text, start, dropAdverbials(text, start, end)) ? start : null;
}

/** 甲与乙，分别…作了说明: persons that fill the clause before one of adverbials alone. */
function listBeforeComma(text: string, start: number, end: number): Doers | null {
  const clauseStart = Math.max(start, lastBoundary(text, start, end) + 1);
  const people = readList(text, clauseStart, end);
  const first = people?.[0];
  if (!first || startOf(first) !== clauseStart) return null;
  shareRole(text, people, null);
  return { people: [...earlierPersons(text, start, clauseStart), ...people], group: null };
}

const ET_CETERA =
  /等(?:[一二三四五六七八九十\d]+余?[人位名])?(?:[\p{Script=Han}、]{0,12}(?:同志|领导|(?<all>教授|研究员|委员|常委|院士)|专家|学者|代表|嘉宾))?$/u;

/** 甲、乙等: the persons before 等, where they are persons; a group keeps its 等. */
function withoutEtCetera(text: string, start: number, tail: number): number {
  const words = ET_CETERA.exec(text.slice(Math.max(start, tail - 24), tail))?.[0] ?? "";
  return words !== "" && readList(text, start, tail - words.length) ? tail - words.length : tail;
}

/** 甲、乙、丙等教授: what all of them are. */
function roleOfAll(text: string, start: number, end: number): Span | null {
  const role = ET_CETERA.exec(text.slice(start, end))?.groups?.all;
  return role ? [end - role.length, end] : null;
}

/** Offices that several hold at once, and pass on in a list: 副主席甲、乙、丙. */
const SHARED_OFFICE = /(?:副[\p{Script=Han}]{1,6}|委员|常委|代表|成员|教授|研究员|院士|专家|学者|助理|秘书|工程师|记者|议员|企业家)$/u;

const SHARED_BEHIND = /^(?:委员|常委|代表|教授|研究员|院士|同志)$/u;

export const OF_SEVERAL_KINDS = /[和与](?:专家|学者|代表|企业家|委员|嘉宾|干部|教授)[\p{Script=Han}]{0,4}$/u;

/** Gives those of a list who have no role of their own the role of all, or the one before them passes on. */
function shareRole(text: string, list: Mention[], ofAll: Span | null): void {
  let passed: Span | null = null;
  const [first] = list;
  // 政协委员和专家甲、乙: which of them is what is not told.
  if (first?.role && list.length > 1 && OF_SEVERAL_KINDS.test(text.slice(...first.role))) first.role = null;
  if (!ofAll) shareBackwards(text, list);
  for (const one of list) {
    if (one.role) passed = one.role[0] < one.name[0] && SHARED_OFFICE.test(text.slice(...one.role)) ? one.role : null;
    else one.role = ofAll ?? passed;
  }
}

/** 甲、乙委员: a title behind the last of those who have none is the title of all. */
function shareBackwards(text: string, list: Mention[]): void {
  let shared: Span | null = null;
  for (const one of list.toReversed()) {
    if (one.role) shared = one.role[0] >= one.name[1] && SHARED_BEHIND.test(text.slice(...one.role)) ? one.role : null;
    else one.role = shared;
  }
}

/** What a sentence goes on with behind the person it begins with. */
const BEHIND_SUBJECT =
  /(?:(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日|[今昨当]天|近日|日前|上午|下午|晚上?|先后|专程|率|带队|带领|一行|前往|亲临|莅临|深入|走进|率领|来到|到|赴|在|会见|考察|调研|视察|看望|出席|参加|主持|宣布|代表|同|与|作|高度|充分|则|以《|以“|首先|接着|最后|就|围绕|结合|针对|布置|部署|解读|阐述|宣读|传达|领学|通报|表示|感谢|祝贺|肯定|对|就|向|从|详细|认真|听取|回顾|阐述)/gu;
/** When or where, in a clause of its own before the subject. */
const LEAD_CLAUSE =
  /^(?:(?:当地时间)?(?:(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:(?:至|到|-|—)(?:\d{1,2}月)?\d{1,2}日)?|[今昨当]天|近日|日前)(?:上午|下午|晚上?)?|在[^，。；]{1,20}(?:期间|上|后|时)|(?:会|席|座谈会|学习会|反馈会|论坛|仪式|讲座)[上前后]|期间|随后|最后|首先)，/u;
/** How far into a sentence its subject may reach, in characters. */
const LONGEST_SUBJECT = 70;

/** The persons a sentence begins with, whatever it tells of them: 市长李某3日到港口考察，主持召开座谈会. */
export function chineseSubject(text: string, sentence: number, end: number): Mention[] | null {
  const start = sentence + (LEAD_CLAUSE.exec(text.slice(sentence, Math.min(end, sentence + 40)))?.[0].length ?? 0);
  const clause = /^[^，。；：！？\n]*/u.exec(text.slice(start, Math.min(end, start + 2 * LONGEST_SUBJECT)))?.[0] ?? "";
  for (const match of clause.slice(0, LONGEST_SUBJECT).matchAll(BEHIND_SUBJECT)) {
    const people = match.index < 2 ? null : readList(text, start, start + match.index);
    const first = people?.[0];
    if (people && first && startOf(first) === start) return people;
  }
  return null;
}

/** Persons that a list names from `start` on to the end of its clause: 还有甲、乙等. */
export function chineseListFrom(text: string, start: number, end: number): Mention[] | null {
  const clause = /^[^，。；：！？\n]*/u.exec(text.slice(start, end))?.[0].length ?? 0;
  return readList(text, start, withoutEtCetera(text, start, start + clause));
}

/** Those named in the clauses right before `at`, each a list of persons or a group: 甲、乙，各部门负责人，…. */
export function doersInClausesBefore(text: string, start: number, at: number): Doers[] {
  const found: Doers[] = [];
  let end = at - 1;
  while (end > start && text[end] === "，" && found.length < 12) {
    const from = Math.max(start, lastBoundary(text, start, end) + 1);
    const people = readList(text, from, end);
    const group = people ? null : groupAt(text, from, end);
    if (people ? startOf(people[0] as Mention) !== from : !group) break;
    found.unshift(group ?? { people: people ?? [], group: null });
    end = from - 1;
  }
  return found;
}

/** 甲同乙举行会谈并共同主持, 甲会见乙，并共同主持: both, where what `end` tells of was done together. */
export function withPartner(text: string, people: Mention[], end: number): Mention[] {
  const last = people.at(-1);
  if (!last) return people;
  const from = Math.max(...last.name, ...(last.role ?? []));
  const behind = text.slice(from, end);
  const partner = /(?:会见|[同与和])(?<who>[^，。；]{2,40}?)(?:举行|共同|会谈|会见|一道|出席|，并)/du.exec(behind);
  const span = partner?.indices?.groups?.who;
  if (!span || !/(?:共同|联合|一道)$/u.test(behind)) return people;
  return [...people, ...(readList(text, from + span[0], from + span[1]) ?? [])];
}

/** A person right behind 由 or 经: 由ROLE NAME主持. */
export function chinesePeopleWithin(text: string, start: number, end: number): Mention[] | null {
  return readList(text, start, dropAdverbials(text, start, end));
}

/** Where the clause before `end` begins: behind the last stop or comma. */
function lastBoundary(text: string, start: number, end: number): number {
  for (let i = end - 1; i >= start; i--) {
    const mark = text[i] as string;
    if ("，。；：:！？\n,;".includes(mark) || (mark === "”" && "，。！？".includes(text[i - 1] ?? "”"))) return i;
  }
  return start - 1;
}

function dropAdverbials(text: string, start: number, end: number): number {
  let tail = end;
  for (let rounds = 0; rounds < 6; rounds++) {
    while (tail > start && /[\s\u3000]/.test(text[tail - 1] as string)) tail--;
    const window = text.slice(Math.max(start, tail - 60), tail);
    if (endsWithPerson(window)) break;
    const original = rounds > 0 ? ORIGINAL_NAME.exec(window)?.[0] : undefined;
    if (original) {
      tail -= original.length;
      break;
    }
    const words = ADVERBIALS.exec(window)?.groups?.adverbial;
    if (!words || isDelegates(window.slice(0, -words.length), words)) break;
    tail -= words.length;
  }
  return tail;
}

/** 受表彰代表张某、李某: 代表 is what they are, since nobody before it speaks for them. */
function isDelegates(whole: string, words: string): boolean {
  if (!words.startsWith("代表") || whole === "") return false;
  const before = whole.replace(/(?:分别|共同|先后)$/u, "");
  const item = before.slice(Math.max(before.lastIndexOf("，"), before.lastIndexOf("、"), before.lastIndexOf("和")) + 1);
  return item !== "" && splitRoleAndName(item) === null && chineseList(words.slice(2));
}

function chineseList(words: string): boolean {
  return readList(words, 0, words.length) !== null;
}

function endsWithPerson(window: string): boolean {
  const clause = window.slice(Math.max(window.lastIndexOf("，"), window.lastIndexOf("、")) + 1);
  const split = splitRoleAndName(clause.replace(ET_CETERA, ""));
  if (!split?.role) return false;
  const role = clause.slice(0, split.nameStart);
  // 渔业代表王某 is a delegate; 李某代表王某 speaks for another.
  const isDelegate = /.代表$/u.test(role) && splitRoleAndName(role.slice(0, -2)) === null;
  return !/[在于就围绕对向为代表]/u.test((isDelegate ? role.slice(0, -2) : role).slice(-12));
}

/** A list of persons that fills [start, end): 甲、乙, 职务甲和职务乙. The first part may be the beginning of a role. */
function readList(text: string, start: number, end: number): Mention[] | null {
  const people: Mention[] = [];
  let itemEnd = end;
  for (let guard = 0; guard < 40 && itemEnd > start; guard++) {
    const itemStart = Math.max(start, lastSeparator(text, start, itemEnd) + 1);
    const item = readPerson(text, itemStart, itemEnd) ?? (people.length > 0 ? readUnknownPerson(text, itemStart, itemEnd) : null);
    if (!item) break;
    people.unshift(item);
    if (item.role && item.role[0] === itemStart) {
      const extended = extendRole(text, start, itemStart);
      if (extended < itemStart) {
        item.role = [extended, item.role[1]];
        itemEnd = extended > start ? extended - 1 : start;
        continue;
      }
    }
    itemEnd = itemStart - 1;
  }
  const first = people[0];
  if (first?.role) {
    const trimmed = trimmedRole(text.slice(...first.role));
    first.role = trimmed && [first.role[0] + trimmed[0], first.role[1]];
  }
  return first ? people : null;
}

function lastSeparator(text: string, start: number, end: number): number {
  for (let i = end - 1; i >= start; i--) {
    const mark = text[i] as string;
    if (mark === "、" || (mark === " " && !isWithinLatin(text, i)) || mark === "\u3000") return i;
    if (
      (mark === "和" || mark === "与" || mark === "及") &&
      readPerson(text, i + 1, end) &&
      readPerson(text, Math.max(start, previousMark(text, start, i) + 1), i)
    )
      return i;
  }
  return start - 1;
}

/** The space of a name in Latin letters. */
function isWithinLatin(text: string, at: number): boolean {
  return /[\p{Script=Latin}.]/u.test(text[at - 1] ?? "") && /\p{Lu}/u.test(text[at + 1] ?? "");
}

function previousMark(text: string, start: number, end: number): number {
  for (let i = end - 1; i >= start; i--) if (text[i] === "、") return i;
  return start - 1;
}

/** Goes back over parts of one role: 中共中央政治局常委、 before 中央书记处书记. */
function extendRole(text: string, start: number, itemStart: number): number {
  let from = itemStart;
  while (from > start && text[from - 1] === "、") {
    const previous = Math.max(start, previousMark(text, start, from - 1) + 1);
    const words = text.slice(previous, from - 1);
    if (!endsAsRole(words) || readPerson(text, previous, from - 1)) break;
    from = previous;
  }
  return from;
}

/** Persons with roles in the clauses just before: 甲长王某，乙长李某到会. */
function earlierPersons(text: string, start: number, clauseStart: number): Mention[] {
  const people: Mention[] = [];
  let end = clauseStart - 1;
  while (end > start && text[end] === "，") {
    const from = Math.max(start, lastBoundary(text, start, end) + 1);
    const list = readList(text, from, end);
    if (!list?.every((one) => one.role) || (list[0]?.role?.[0] ?? from) > from + 1) break;
    people.unshift(...list);
    end = from - 1;
  }
  return people;
}

const GROUP =
  /(?:负责同志|负责人|同志|代表|委员|成员|人员|干部|职工|党员|群众|师生|组长|书记|主任|专家|学者|企业家|领导|嘉宾|议员|使节|记者|民众|人士|单位|部门|常委|局长|处长|部长|市长|县长|院长|检察长|国务委员|人民团体|企业|高校|机构|校长|船长|[教馆学会队官译图技店护驾守值][书理务]?员|学员|图书员|居民|村民|学生|教师|船工|工人|人)(?:[（(][^（）()]{1,20}[)）])?等?共?(?:\d+余?人|[一二三四五六七八九十百]+余?人)?$/u;

/** Whether a clause names a group: 与会代表, 各界人士. */
export function isChineseGroup(words: string): boolean {
  return words.length >= 2 && words.length <= 60 && (GROUP.test(words) || /^[^，。]{1,16}们$/u.test(words));
}

function groupAt(text: string, start: number, end: number): Doers | null {
  const words = text.slice(start, end);
  const lead = /^(?:并|同时|随后|会上|最后|此外|另外|其中|以及|和|共有?|约有?|来自)/u.exec(words)?.[0] ?? "";
  const from = start + (lead === "来自" ? 0 : lead.length);
  if (end - from < 2 || end - from > 160 || !GROUP.test(text.slice(from, end))) return null;
  return { people: [], group: [from, end] };
}
