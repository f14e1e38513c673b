import type { Span } from "@lectern/schema";
import type { Doers, Mention } from "./people.js";

const SURNAMES = new Set(
  "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤院温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由赖洪李习栗王丁".split(
    "",
  ),
);
const DOUBLE_SURNAMES = /^(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|令狐|宇文|长孙|慕容|司徒|夏侯|南宫|端木|澹台|申屠|太史)/u;

/** What a role ends with. */
const ROLE_END =
  /(?:书记|主席|主任|部长|省长|市长|县长|区长|州长|乡长|镇长|村长|局长|处长|科长|厅长|司长|署长|院长|校长|行长|会长|社长|所长|站长|队长|组长|团长|班长|室长|馆长|台长|厂长|店长|园长|庭长|检察长|秘书长|委员长|董事长|理事长|监事长|参谋长|秘书|总理|总统|总干事|总裁|总监|总编辑|总工程师|总经理|经理|工程师|教练|委员|常委|成员|代表|干事|特派员|特使|大使|部长助理|助理|顾问|专家|教授|研究员|讲师|老师|院士|记者|主持人|书记员|司令员|政委|政治委员|检察员|审判员|巡视员|调研员|督导员|检员|专员|党员|队员|职工|干部|负责人|发言人|召集人|法人|主编|编辑|律师|医生|医师|博士|先生|女士|同志|议员|首相|外长|国王|女王|大臣|主教|议长|厅级|处级|领导|长)$/u;
const TITLE_BEHIND =
  /副?(?:总书记|国家主席|主席|总理|总统|书记|省长|市长|县长|区长|局长|部长|厅长|处长|主任|院长|校长|行长|台长|社长|会长|所长|馆长|镇长|乡长|秘书长|理事长|董事长|总经理|总编辑|总工程师|教授|研究员|院士|同志|先生|女士|委员长|首相|国务委员)$/u;

/** What may stand between a subject and its verb: when, where, for whom, how. */
const ADVERBIALS =
  /(?:(?:\d{4}年|今年)?(?:\d{1,2}月)?\d{1,2}[日号](?:(?:至|到|-|—)(?:\d{1,2}月)?\d{1,2}[日号])?|[今昨当][天日](?:[（(][^（）()]{1,12}[）)])?|近日|日前|上午|下午|晚上|晚|早上|中午|在(?:[^，。、；在]{1,40})|于(?:[^，。、；于]{1,18})|(?:会|席|讲话|座谈|学习|活动|仪式|开幕式|闭幕式)(?:上|前|后|中|期间)|代表(?!等|[共约近等]*[\d一二三四五六七八九十百千]+[多余]?[人名位])[^，。；代表]{1,24}|受[^，。；]{1,16}委托|率队|以(?:[^，。；以]{1,12})(?:形式|方式)|通过(?:[^，。；]{1,8})|就(?:[^，。；就]{1,40})|围绕(?:[^，。；]{1,40})|结合(?:[^，。；]{1,30})|对(?:[^，。；对]{1,30})|向(?:[^，。；向]{1,20})|为(?:[^，。；为]{1,20})|同(?!志|学|事)(?:[^，。；同]{1,24})|分别|亲自|先后|共同|依次|随后|首先|最后|继续|还|也|并|都|均|将|曾|又|再次|线上|现场|一同|一起|应邀|专程)$/u;

const NAME_WITH_DOT = /[\p{Script=Han}]{1,8}(?:[·•・][\p{Script=Han}]{1,8})+$/u;

/** Persons or the group named right before a verb at `end`, within its clause; null where nothing there is a subject. */
export function chineseDoersBefore(text: string, start: number, end: number): Doers | null {
  const clauseStart = Math.max(start, lastBoundary(text, start, end) + 1);
  const tail = withoutEtCetera(text, clauseStart, dropAdverbials(text, clauseStart, end));
  if (tail <= clauseStart) return null;
  const list = readList(text, clauseStart, tail);
  if (!list) return groupAt(text, clauseStart, tail);
  return { people: [...earlierPersons(text, start, clauseStart), ...list], group: null };
}

const ET_CETERA = /等(?:[一二三四五六七八九十\d]+余?[人位名])?(?:同志|领导|教授|专家|学者|代表|委员|嘉宾)?$/u;

/** 甲、乙等: the persons before 等, where they are persons; a group keeps its 等. */
function withoutEtCetera(text: string, start: number, tail: number): number {
  const words = ET_CETERA.exec(text.slice(Math.max(start, tail - 12), tail))?.[0] ?? "";
  return words !== "" && readList(text, start, tail - words.length) ? tail - words.length : tail;
}

/** What a sentence goes on with behind the person it begins with. */
const BEHIND_SUBJECT =
  /(?:(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日|[今昨当]天|近日|日前|上午|下午|晚上?|先后|专程|率|带队|带领|一行|前往|深入|走进|来到|到|赴|在|会见|考察|调研|视察|看望|出席|参加|代表|高度|首先|对|就|向|从|详细|认真|听取|回顾|阐述)/gu;
/** How far into a sentence its subject may reach, in characters. */
const LONGEST_SUBJECT = 70;

/** The persons a sentence begins with, whatever it tells of them: 市长李某3日到港口考察，主持召开座谈会. */
export function chineseSubject(text: string, start: number, end: number): Mention[] | null {
  const clause = /^[^，。；：！？\n]*/u.exec(text.slice(start, Math.min(end, start + 2 * LONGEST_SUBJECT)))?.[0] ?? "";
  for (const match of clause.slice(0, LONGEST_SUBJECT).matchAll(BEHIND_SUBJECT)) {
    const people = match.index < 2 ? null : readList(text, start, start + match.index);
    const first = people?.[0];
    if (people && first && (first.role ? Math.min(first.role[0], first.name[0]) : first.name[0]) === start) return people;
  }
  return null;
}

/** A person right behind 由 or 经: 由ROLE NAME主持. */
export function chinesePeopleWithin(text: string, start: number, end: number): Mention[] | null {
  return readList(text, start, dropAdverbials(text, start, end));
}

/** Whether a stretch is a Chinese personal name. */
export function isChineseName(words: string): boolean {
  if (/^[\p{Script=Han}]{1,8}(?:[·•・][\p{Script=Han}]{1,8})+$/u.test(words)) return true;
  if (!/^[\p{Script=Han}]{2,4}$/u.test(words) || /[的和与及等会在是了各这那我你他她它们]/u.test(words)) return false;
  if (words.length === 4) return DOUBLE_SURNAMES.test(words);
  if (
    NOT_NAMES.test(words) ||
    /(?:[将同作副并向对就曾已先主员]|[委组支总]书|同志|[主担就历连]任|主席|总理|书记|[部市省县局校院处]长)$/u.test(words)
  )
    return false;
  return SURNAMES.has(words[0] as string) || DOUBLE_SURNAMES.test(words);
}

/** Words that begin with a surname's character and are no names. */
const NOT_NAMES =
  /^(?:全(?:会|市|省|县|国|体|区|系|党|年|面|校|院|局|员)|国(?:家|务|内|际)|党(?:组|委|员|内|中|的)|中(?:央|国|共)|会议|时代|大会|高度|高质|方面|代表|成员|成立|成果|文件|文化|任务|安全|向上|明确|应当|应该|相关|相互|平时|平台|关于|关键|关心|关注|江苏|江西|海南|海关|广东|河南|湖南|云南|宁夏|华东|华南|安徽|金融|农业|农村|农民|司法|司令|万众|元首|门户|公安|公司|公共|强调|强化|强国|和平|和谐|单位|项目|车辆|连续|计划|支部|支持|管理|解决|解放|费用|范围|马上|周边|周年|余名|许多|温暖|严格|严肃|常委|纪委|纪检|市委|省委|县委|区委|区域|印发|宣布|宣传|宣读|来自|原则|原有|时间|易于|何时|任何|任职|卫生|席位|祖国|师生|干部|信息|信念|展开|展示|战略|战士|丰富|普遍|普通|利益|利用|由于|但是|还要|广大|石油|林业|水利|武装|武警|辛勤|路线|白天|白皮|查处|查找|储备|训练|班子|班长|商务|商会|商业|谈话|谈判|包括|花园|权力|权利|游客|南方|左右|向着|向前|都要|那么|容易|智慧|富裕|富强|厉行|隆重|满意|满足|位于|闻名|母亲|雷锋|雷达|金秋|文明|文艺|文章|文旅|文联|史料|古代|古老|毛泽|毕业|方式|方向|方案|方针|石家|贺词|贺信|贺电|贺函|应邀|来到|来华|来京|祝贺|尚未|童年|景区|冷静|边境|边疆|应急|应对|和衷|明年|明天|迟到|官员|官方|封闭|惠民|乐观|季度|阳光|阳性|时候|时刻|农产|简单|简化|项工|连接|麦收|宫殿|米粮|柏林|宗教|宗旨|桂林|封面)/u;

/** Where the clause before `end` begins: behind the last stop or comma. */
function lastBoundary(text: string, start: number, end: number): number {
  for (let i = end - 1; i >= start; i--) if ("，。；：:！？\n,;".includes(text[i] as string)) return i;
  return start - 1;
}

function dropAdverbials(text: string, start: number, end: number): number {
  let tail = end;
  for (let rounds = 0; rounds < 6; rounds++) {
    while (tail > start && /[\s\u3000]/.test(text[tail - 1] as string)) tail--;
    const window = text.slice(Math.max(start, tail - 60), tail);
    if (endsWithPerson(window)) break;
    const match = ADVERBIALS.exec(window);
    if (!match || match[0].length === 0) break;
    tail -= match[0].length;
  }
  return tail;
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
    const item = readPerson(text, itemStart, itemEnd);
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
    if (mark === "、" || mark === " " || mark === "\u3000") return i;
    if (
      (mark === "和" || mark === "与" || mark === "及") &&
      readPerson(text, i + 1, end) &&
      readPerson(text, Math.max(start, previousMark(text, start, i) + 1), i)
    )
      return i;
  }
  return start - 1;
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
    if (!ROLE_END.test(words) || readPerson(text, previous, from - 1)) break;
    from = previous;
  }
  return from;
}

function readPerson(text: string, start: number, end: number): Mention | null {
  const split = splitRoleAndName(text.slice(start, end));
  if (!split) return null;
  const name: Span = [start + split.nameStart, start + split.nameEnd];
  return { name, role: split.role ? [start + split.role[0], start + split.role[1]] : null };
}

interface RoleAndName {
  role: [number, number] | null;
  nameStart: number;
  nameEnd: number;
}

/** 国务院总理李强 -> 国务院总理 | 李强; 李强 -> | 李强; 王芳同志 -> | 王芳; 习近平总书记 -> 习近平 | 总书记. */
function splitRoleAndName(item: string): RoleAndName | null {
  const length = item.length;
  if (length < 2 || length > 80) return null;
  const behind = TITLE_BEHIND.exec(item);
  if (behind && behind.index >= 2) {
    const before = splitRoleAndName(item.slice(0, behind.index));
    if (before) {
      const isForm = /^(?:同志|先生|女士)$/.test(behind[0]);
      return { ...before, role: before.role ?? (isForm ? null : [behind.index, length]) };
    }
  }
  const dotted = NAME_WITH_DOT.exec(item);
  if (dotted) return dottedName(item, dotted);
  const lengths = DOUBLE_SURNAMES.test(item.slice(-4)) ? [4, 3, 2] : DOUBLE_SURNAMES.test(item.slice(-3)) ? [3, 2] : [2, 3];
  for (const size of lengths) {
    if (size > length || !isChineseName(item.slice(length - size))) continue;
    const role = item.slice(0, length - size);
    if (role === "") return { role: null, nameStart: 0, nameEnd: length };
    if (ROLE_END.test(role) && !isHalfRole(role, item.slice(length - size)))
      return { role: trimmedRole(role), nameStart: length - size, nameEnd: length };
  }
  return null;
}

/** 委员 + 长赵某 is 委员长 + 赵某; the longer role wins. */
function isHalfRole(role: string, name: string): boolean {
  return ROLE_END.test(role + (name[0] as string)) && name.length === 3 && isChineseName(name.slice(1));
}

function trimmedRole(role: string): [number, number] | null {
  const lead =
    /^(?:.*(?:听取(?:和审议)?了?|审议了|受[^，]{1,14}?委托)|由|经|邀请|请|其中|以及|同时|和|与|及|同)/u.exec(role)?.[0].length ?? 0;
  return role.length > lead && !/^(?:同志|先生|女士)$/u.test(role.slice(lead)) ? [lead, role.length] : null;
}

function dottedName(item: string, dotted: RegExpExecArray): RoleAndName {
  const head = dotted[0].split(/[·•・]/u, 1)[0] as string;
  for (let cut = head.length - 2; cut >= 1; cut--) {
    const role = item.slice(0, dotted.index + cut);
    if (ROLE_END.test(role)) return { role: trimmedRole(role), nameStart: dotted.index + cut, nameEnd: item.length };
  }
  return { role: null, nameStart: dotted.index, nameEnd: item.length };
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
  /(?:负责同志|负责人|同志|代表|委员|成员|人员|干部|职工|党员|群众|师生|组长|书记|主任|专家|学者|企业家|领导|嘉宾|议员|使节|记者|民众|人士|单位|部门|常委|局长|处长|部长|市长|县长|院长|校长|船长|[教馆学会队官译图技店护驾守值][书理务]?员|学员|图书员|居民|村民|学生|教师|船工|工人|人)(?:[（(][^（）()]{1,20}[)）])?等?共?(?:\d+余?人|[一二三四五六七八九十百]+余?人)?$/u;

function groupAt(text: string, start: number, end: number): Doers | null {
  const words = text.slice(start, end);
  const lead = /^(?:并|同时|随后|会上|最后|此外|另外|其中|以及|和|共有?|约有?|来自)/u.exec(words)?.[0] ?? "";
  const from = start + (lead === "来自" ? 0 : lead.length);
  if (end - from < 2 || end - from > 160 || !GROUP.test(text.slice(from, end))) return null;
  return { people: [], group: [from, end] };
}
