import type { Span } from "@lectern/schema";
import { DOUBLE_SURNAMES, foreignNameAtEnd, isChineseName, isSurname } from "./names-zh.js";
import type { Mention } from "./people.js";

/** What a role ends with. */
const ROLE_END =
  /(?:书记|主席|主任|部长|省长|市长|县长|区长|州长|乡长|镇长|村长|局长|处长|科长|厅长|司长|署长|院长|校长|行长|会长|社长|所长|站长|队长|组长|团长|班长|室长|馆长|台长|厂长|店长|园长|庭长|检察长|秘书长|委员长|董事长|理事长|监事长|参谋长|秘书|总理|总统|总干事|总裁|总监|总编辑|总工程师|设计师|总经理|经理|工程师|教练|委员|常委|成员|代表|干事|特派员|特使|大使|部长助理|助理|顾问|专家|教授|研究员|讲师|老师|院士|记者|主持人|书记员|司令员|(?:总)?司令|统帅|总长|政委|政治委员|检察员|审判员|巡视员|调研员|督导员|检员|专员|党员|队员|职工|干部|负责人|发言人|召集人|法人|主编|编辑|律师|医生|医师|博士|先生|女士|同志|议员|首相|外长|国王|女王|大臣|主教|议长|厅级|处级|领导|王储|酋长|元首|行政长官|总师|经济师|会计师|高工|科学家|创始人|制片人|艺术家|运动员|作家|导演|演员|学者|公使|参赞|领事|将军|上将|中将|少将|法官|检察官|分析师|博士生|研究生|大学生|志愿者|企业家|劳模|获得者|获奖者|带头人|传承人|组织者|发起者|倡导者|之一|工作者|教育家|书法家|画家|歌唱家|学家|评论家|活动家|思想家|会计|出纳|法师|居士|道长|神父|牧师|阿訇|长)$/u;
const TITLE_BEHIND =
  /(?:常务|第一)?副?(?:总书记|国家主席|主席|总理|总统|书记|省长|市长|县长|区长|局长|部长|厅长|处长|科长|司长|主任|院长|校长|行长|台长|社长|会长|所长|站长|队长|组长|馆长|镇长|乡长|村长|秘书长|理事长|董事长|总经理|总裁|总监|总编辑|总工程师|总工|高工|教授|研究员|院士|博士|硕士|老师|律师|高级工程师|调研员|巡视员|检察长|同志|先生|女士|法师|道长|神父|牧师|阿訇|议员|委员长|委员|常委|政委|首相|国务委员)$/u;
const NAME_WITH_DOT = /[\p{Script=Han}]{1,8}(?:[·•・.．](?:(?![在就与及])[\p{Script=Han}-]){1,10})+$/u;

/** The person that fills `[start, end)`, with the role before or the title behind the name; null where it is no person. */
export function readPerson(text: string, start: number, end: number): Mention | null {
  const item = text.slice(start, Math.min(end, start + LONGEST_ITEM));
  const lead = LEAD_OF_ITEM.exec(item)?.[0].length ?? 0;
  const split = splitRoleAndName(text.slice(start + lead, end)) ?? delegate(text.slice(start + lead, end), lead > 0);
  if (!split) return null;
  const from = start + lead;
  const name: Span = [from + split.nameStart, from + split.nameEnd];
  return { name, role: split.role ? [from + split.role[0], from + split.role[1]] : null };
}

const LONGEST_ITEM = 40;
/** What stands before one of a list and is no part of an office: 来自海军的艾某, 列席会议的刘某, 以及徐某, 6日下午李某. */
const LEAD_OF_ITEM =
  /^(?:以及|还有)?(?:(?:\d{1,2}月)?\d{1,2}日(?:[上下]午|晚上?)?)?(?:(?:列席|出席|参加)[^，、的]{0,12}的|来自[^，、的]{2,24}的)?/u;

/** 艾迎春代表: a name before 代表, of three characters where it is not told from where they come. */
function delegate(item: string, isFromSomewhere: boolean): RoleAndName | null {
  const name = /^(?<name>[\p{Script=Han}]{2,3})代表$/u.exec(item)?.groups?.name;
  if (!name || !isChineseName(name) || /[生员工民家界众学军]$/u.test(name) || (name.length < 3 && !isFromSomewhere)) return null;
  return { role: [name.length, item.length], nameStart: 0, nameEnd: name.length };
}

interface RoleAndName {
  role: [number, number] | null;
  nameStart: number;
  nameEnd: number;
}

/** The longest title, 常务副 before it. */
const LONGEST_TITLE = 12;

function titleAtEnd(item: string): { index: number; title: string } | null {
  const from = Math.max(0, item.length - LONGEST_TITLE);
  const match = TITLE_BEHIND.exec(item.slice(from));
  return match && { index: from + match.index, title: match[0] };
}

/** 国务院总理李强 -> 国务院总理 | 李强; 李强 -> | 李强; 王芳同志 -> | 王芳; 习近平总书记 -> 习近平 | 总书记. */
export function splitRoleAndName(item: string): RoleAndName | null {
  const length = item.length;
  if (length < 2 || length > 80) return null;
  const behind = titleAtEnd(item);
  if (behind && behind.index >= 2) {
    const before = splitRoleAndName(item.slice(0, behind.index)) ?? nameBehindBody(item.slice(0, behind.index));
    if (before) {
      const isForm = /^(?:同志|先生|女士|法师|道长|神父|牧师|阿訇)$/.test(behind.title);
      return { ...before, role: before.role ?? (isForm ? null : [behind.index, length]) };
    }
  }
  if (behind && behind.index === 1 && isSurname(item)) return { role: [1, length], nameStart: 0, nameEnd: 1 };
  const latin = LATIN_NAME.exec(item);
  if (latin) return latinName(item, latin[0].length);
  const dotted = NAME_WITH_DOT.exec(item);
  if (dotted && !/(?:应邀|先后|分别|共同|随后|出席|专程|最后|一行)$/u.test(item)) return dottedName(item, dotted);
  const lengths = DOUBLE_SURNAMES.test(item.slice(-4)) ? [4, 3, 2] : DOUBLE_SURNAMES.test(item.slice(-3)) ? [3, 2] : [2, 3];
  for (const size of lengths) {
    const name = item.slice(length - size);
    if (size > length || !(isChineseName(name) || (size < length && isNameWithAnd(name)))) continue;
    const role = item.slice(0, length - size);
    if (role === "") return { role: null, nameStart: 0, nameEnd: length };
    if (tellsOfAct(role)) continue;
    if (ROLE_END.test(role) && !isHalfRole(role, name)) return { role: trimmedRole(role), nameStart: length - size, nameEnd: length };
  }
  return foreignPerson(item);
}

/** A name that Chinese leaves in Latin letters: 高级研究员Eva Kallas. */
const LATIN_NAME = /\p{Lu}[\p{Script=Latin}.'’-]+(?: \p{Lu}[\p{Script=Latin}.'’-]*){1,3}$/u;

function latinName(item: string, length: number): RoleAndName | null {
  const nameStart = item.length - length;
  const role = item.slice(0, nameStart).replace(/的$/u, "");
  if (role !== "" && (!(ROLE_END.test(role) || item[nameStart - 1] === "的") || tellsOfAct(role))) return null;
  return { role: role === "" ? null : trimmedRole(role), nameStart, nameEnd: item.length };
}

const BODY_BEFORE_NAME = /(?:大学|学院|学校|中学|小学|医院|[研究]院|集团|公司|中心|协会|学会|[委党]|局|厅|处|办|室|站|馆)$/u;

/** 北京大学王某教授: a body before the name, and the title behind it. */
function nameBehindBody(item: string): RoleAndName | null {
  for (const size of [2, 3]) {
    const nameStart = item.length - size;
    const isBehindBody = BODY_BEFORE_NAME.test(item.slice(0, nameStart)) && !/[室处局科院所部办会委厅署社台站馆队组系校]$/u.test(item);
    if (nameStart > 2 && isChineseName(item.slice(nameStart)) && isBehindBody) return { role: null, nameStart, nameEnd: item.length };
  }
  return null;
}

/** An office, and behind it a name that is in no list of names: 日本前首相鸠山由纪夫. Read among other persons only. */
const UNKNOWN_NAME =
  /^(?<role>.*(?:总统|总理|首相|国王|议长|外长|大臣|部长|大使|秘书长|总干事|理事长|主席|会长|董事长|总裁|院长|教授))(?<name>(?![团单会办助级职兼及们等的和与])[\p{Script=Han}]{2,6})$/u;

/** A person whose name is in no list, where the persons beside it show that `[start, end)` is one; null where it has no office. */
export function readUnknownPerson(text: string, start: number, end: number): Mention | null {
  if (end - start > LONGEST_UNKNOWN) return null;
  const { role, name } = UNKNOWN_NAME.exec(text.slice(start, end))?.groups ?? {};
  if (!role || !name || ROLE_END.test(name) || /[的和与等在及]/u.test(name) || tellsOfAct(role)) return null;
  return { name: [end - name.length, end], role: [start, end - name.length] };
}

const LONGEST_UNKNOWN = 40;

/** 沙特王储兼首相穆罕默德 -> 沙特王储兼首相 | 穆罕默德. */
function foreignPerson(item: string): RoleAndName | null {
  const name = foreignNameAtEnd(item, (before) => before === "" || (ROLE_END.test(before) && !tellsOfAct(before)));
  if (!name) return null;
  const nameStart = item.length - name.length;
  return { role: nameStart > 0 ? trimmedRole(item.slice(0, nameStart)) : null, nameStart, nameEnd: item.length };
}

/** What is no part of a role: it tells what somebody did. */
const NO_ROLE = /\d{1,2}日|会见|会谈|出席|主持(?!人)|听取|陪同|来到|考察|表示|强调|指出/u;

function tellsOfAct(role: string): boolean {
  const trimmed = trimmedRole(role);
  return trimmed !== null && NO_ROLE.test(role.slice(...trimmed));
}

/** 科技部部长阴和俊: behind an office 和 may be a part of the name. */
function isNameWithAnd(name: string): boolean {
  return /^.和[\p{Script=Han}]$/u.test(name) && isChineseName(name.replace("和", ""));
}

/** 委员 + 长赵某 is 委员长 + 赵某; the longer role wins. */
function isHalfRole(role: string, name: string): boolean {
  return ROLE_END.test(role + (name[0] as string)) && name.length === 3 && isChineseName(name.slice(1));
}

export function trimmedRole(role: string): [number, number] | null {
  const lead =
    /^(?:[（(][一二三四五六七八九十\d]{1,2}[）)]|[这那一][个位名](?!平)|据(?=[\p{Script=Han}]{3,})|该(?=[\p{Script=Han}]{2})|.*(?:邀请|特邀)(?:了)?|在(?=[\p{Script=Han}]{2,10}(?:书记|主任|部长|省长|市长|局长)$)|.*(?:会见|出席|参加|列席)[^，、]*的(?=[\p{Script=Han}]{4})|.*(?:听取(?:和审议)?了?|审议了|受[^，]{1,14}?委托)|由|经(?![管济贸营信])|最后|首先|随后|接着|会上|期间|同时|此外|其间|邀请|请|其中|以及|同时|和|与|及|同)/u.exec(
      role,
    )?.[0].length ?? 0;
  return role.length > lead && !/^(?:同志|先生|女士)$/u.test(role.slice(lead)) ? [lead, role.length] : null;
}

function dottedName(item: string, dotted: RegExpExecArray): RoleAndName {
  const head = dotted[0].split(/[·•・.．]/u, 1)[0] as string;
  for (let cut = head.length - 2; cut >= 1; cut--) {
    const role = item.slice(0, dotted.index + cut);
    if (ROLE_END.test(role)) return { role: trimmedRole(role), nameStart: dotted.index + cut, nameEnd: item.length };
  }
  return { role: null, nameStart: dotted.index, nameEnd: item.length };
}

/** Whether words end as the name of an office does. */
export function endsAsRole(words: string): boolean {
  return ROLE_END.test(words);
}

/** Whether a clause is a title alone: 总书记, 总裁. */
export function isChineseTitle(words: string): boolean {
  return words.length >= 2 && words.length <= 8 && ROLE_END.test(words);
}
