import type { Span } from "@lectern/schema";
import { labelledConvener } from "./labels.js";
import { isChineseName } from "./names-zh.js";
import { readPerson } from "./person-zh.js";
import type { Prose } from "./prose.js";
import { CHINESE_REPORTING } from "./reporting-zh.js";

/** What a Chinese body's name ends with. */
const BODY_END =
  "(?:安理会|同盟(?=第)|联盟(?=第)|(?<!共产)党(?=第)|学社(?=第)|委员会|议会|常委会|常务委员会|国务院|政府|党组|党委|党工委|党支部|党总支|工委|纪委|监委|省委|市委|县委|区委|州委|政治局|书记处|军委|理事会|董事会|监事会|代表大会|政协|人大|领导小组|指挥部|电视台|广播台|电台|法院|检察院|研究院|学院|医院|医学院|大学|学校|中学|小学|幼儿园|协会|学会|促进会|研究会|联合会|总工会|工会|妇联|团委|团省委|团市委|商会|基金会|集团|公司|银行|中心|报社|出版社|图书馆|博物馆|档案馆|街道|办事处|社区|居委会|村委会|总局|分局|支局|税务局|管理局|(?<![\\p{Script=Han}])[\\p{Script=Han}]{1,12}(?:局|厅|(?<!干)部|处|(?<!部)署|院|办|室|队|站|所|馆|科))";
const ORDER = "第?[〇零一二三四五六七八九十百\\d]+";
/** What follows a body's name in the name of its meeting. */
const MEETING_TAIL = `(?:${ORDER}(?:次|轮|期)|全体|常务(?!委员会)|专题|扩大|[（(]扩大[)）]|办公会|(?:主席团?|主任|委员长)(?=会|办公)|理论学习|中心组|例会|年度|工作会议|会议(?![室厅])|大会|全会|座谈会|务虚会|代表大会)`;

const CONVENER = new RegExp(`(?:${BODY_END}|^(?:中共)?中央|^党中央)$`, "u");
const TERM = new RegExp(`^(?:${ORDER}届)`, "u");
const NAMED_MEETING = new RegExp(
  `(?<body>(?:${ORDER}届)?[\\p{Script=Han}（）—－–]{0,24}?${BODY_END})(?:${ORDER}(?:届|次|轮))*(?:全国|全盟|全省|全市|全区)?${MEETING_TAIL}`,
  "gu",
);
const CONVENES = /(?:组织|联合|主持|集中)?(?:召开|举行|举办|开展|组织|部署|传达学习|传达|学习|庆祝|纪念)/gu;

/** Who convened or held the meeting, where the text names it; null where it does not. */
export function findChineseBody(prose: Prose, title: Span | null): BodyFound | null {
  const { text } = prose;
  const named = labelledConvener(text);
  if (named) return { span: named, method: "body: 召集人：X", confidence: 0.9 };
  const early = prose.sentences.slice(0, EARLY_SENTENCES).map(({ span }) => beforeReported(text, span));
  const places = title ? [...early, title] : early;
  for (const span of early) {
    const found = convener(text, span, false) ?? meetingOfBody(text, span);
    if (found) return found;
  }
  const inTitle = title && (meetingOfBody(text, title) ?? convener(text, title, true));
  const told = prose.sentences.slice(0, FAR_SENTENCES).map(({ span }) => beforeReported(text, span));
  return (
    inTitle ??
    firstOf([...told, ...(title ? [title] : [])], (span) => organizer(text, span)) ??
    firstOf(places, (span) => plainSubject(text, span))
  );
}

/** Sentences that may name who held the meeting. */
const EARLY_SENTENCES = 4;
/** Sentences that may name the organizer. */
const FAR_SENTENCES = 15;

interface BodyFound {
  span: Span;
  method: string;
  confidence: number;
}

function firstOf(spans: Span[], find: (span: Span) => BodyFound | null): BodyFound | null {
  for (const span of spans) {
    const found = find(span);
    if (found) return found;
  }
  return null;
}

/** 由X主办, X主办. */
function organizer(text: string, [start, end]: Span): BodyFound | null {
  const match = /(?:(?<=由)|^|，)(?<body>(?:(?!由)[\p{Script=Han}（）、]){3,60}?)(?:(?:联合|共同)?(?:主办|召集)|(?:联合|共同)举办)/du.exec(
    text.slice(start, end),
  );
  const span = match?.indices?.groups?.body;
  if (!span || !isBody(text.slice(start + span[0], start + span[1]))) return null;
  return { span: [start + span[0], start + span[1]], method: "body: X主办", confidence: 0.75 };
}

/** 集团隆重举行晚会, 国微软件举行全体会议: whoever holds a meeting, where the name does not say that it is a body. */
function plainSubject(text: string, [start, end]: Span): BodyFound | null {
  const match =
    /(?:^|[，：]|日(?:[上下]午|晚[上间]?|凌晨|傍晚|清晨|中午)?)(?<body>[\p{Script=Han}]{2,14}?)(?:\d{1,2}月\d{1,2}日(?:[上下]午)?)?(?:在[^，。]{1,20})?(?:隆重|联合|组织|专题|先后|再次|及时|集中|正式|成功)*(?:召开|举行|举办)(?:了)?[^，。]{0,40}(?:会议?|大会|晚会|活动|仪式|论坛|讲座|培训班)(?=[，。”》\s（]|$)/du.exec(
      text.slice(start, end),
    );
  const span = match?.indices?.groups?.body;
  const words = span ? text.slice(start + span[0], start + span[1]) : "";
  if (!span || !isPlainSubject(words)) return null;
  return { span: [start + span[0], start + span[1]], method: "body: whoever 召开 a meeting", confidence: 0.6 };
}

/** No person, no country, no meeting, no adverbs: what may be the short name of an organization. */
function isPlainSubject(words: string): boolean {
  return (
    readPerson(words, 0, words.length) === null &&
    !/(?:会议?|大会|论坛|活动|仪式|系统|期间|主席|总统|总理|书记|部长|今天|昨天|日前|近日|上午|下午|晚间|凌晨|傍晚|清晨|中午|同时|共同|双方|元首|领导人)$/u.test(
      words,
    ) &&
    !/^(?:就|围绕|结合|根据)|[的了在将和与同由为以对于从向并还也及是，]|(?:[省市县区]|广场|[礼会]堂|中心|酒店|宾馆)$|决策|主持|出席|参加|日前|近日|今年|各地|全国|我国|中方|美国|联合国/u.test(
      words,
    )
  );
}

/** What is reported as said names other meetings; only the words before it tell of this one. */
function beforeReported(text: string, [start, end]: Span): Span {
  const match = new RegExp(`${CHINESE_REPORTING.source}(?=[，,：:])`, "u").exec(text.slice(start, end));
  return [start, match ? start + match.index : end];
}

/** 国务院常务会议, 二十届规划委员会第三次全体会议: the body in the meeting's name, without its term. */
function meetingOfBody(text: string, [start, end]: Span): BodyFound | null {
  const head = text.slice(start, Math.min(end, start + 160));
  for (const match of head.matchAll(NAMED_MEETING)) {
    const words = match.groups?.body ?? "";
    const lead = leadOf(words);
    const body = words.slice(lead);
    const isHeld = isHeldMeeting(head.slice(0, match.index + lead), head.slice(match.index + match[0].length));
    // 第5次党委会 has only half of the body's name.
    if (!isBody(body) || !isHeld || /^[次届轮]/u.test(body)) continue;
    const at = start + match.index + lead;
    return { span: [at, at + body.length], method: "body: named in the meeting's name", confidence: 0.85 };
  }
  return null;
}

/** Whether a meeting is told of as held or attended, not only mentioned: 看望参加会议的记者, 列席会议的代表. */
function isHeldMeeting(before: string, behind: string): boolean {
  if (/^(?:会议|会)?(?:的|代表|委员|精神|报道|期间|秘书处|以来)/u.test(behind)) return false;
  return (
    /^\s*(?:公报|纪要|记录|$)/u.test(behind) ||
    /^[^，。；]{0,40}?(?:召开|举行|举办|开幕|闭幕|结束|主持|出席|部署|审议|听取|研究|学习|圆满完成)/u.test(behind) ||
    (/\d日[^，。；]{0,12}在$/u.test(before) && /^上(?:发表|作|讲)/u.test(behind)) ||
    /(?:召开|举行|主持|出席|举办|参加|列席)(?:了)?[^，。；]{0,24}$/u.test(before)
  );
}

/** 金叶集团党委召开, 滨海市档案局组织召开: the subject of 召开. */
function convener(text: string, [start, end]: Span, isTitle: boolean): BodyFound | null {
  const head = text.slice(start, Math.min(end, start + 200));
  for (const match of head.matchAll(CONVENES)) {
    if (
      !isTitle &&
      !/召开|举行|举办/u.test(match[0]) &&
      !/会(?!科学|主义|发展|治理|民生|经济|稳定)|论坛|仪式|党课/u.test(head.slice(match.index, match.index + 40))
    )
      continue;
    const clause = head.slice(0, match.index);
    const from = Math.max(...["，", "。", "；", "：", "\n", " "].map((mark) => clause.lastIndexOf(mark))) + 1;
    const subject = clause.slice(from);
    const words = subject.replace(
      /(?:(?:在|于)[^，。在于]{1,24}|(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:[（(]星期[一二三四五六日天][）)])?|\d{1,2}(?:时|点|:\d{2}|：\d{2})(?:\d{1,2}分|半)?|\d{1,2}月\d{1,2}日|\d{1,2}日|上午|下午|全天|当天|今天|近日|日前|隆重|联合|共同|组织|专题|继续|再次|及时|将)+$/u,
      "",
    );
    const lead = leadOf(words);
    const body = words.slice(lead);
    if (!isBody(body) || !CONVENER.test(body)) continue;
    const at = start + from + lead;
    // 中国光彩事业促进会第七次会员代表大会: the congress of a body that has a name.
    const ofBody =
      /^(?<name>[\p{Script=Han}]{3,24}?(?:会|社|党|联|盟))第[〇零一二三四五六七八九十百\d]+次[\p{Script=Han}]{0,4}代表大会/u.exec(body);
    const name = ofBody?.groups?.name;
    if (name && name !== "中国共产党")
      return { span: [at, at + name.length], method: "body: named in the meeting's name", confidence: 0.85 };
    return { span: [at, at + body.length], method: "body: subject of 召开", confidence: 0.85 };
  }
  return null;
}

/** What stands before a body's name: when, who chaired, its term, for what. */
function leadOf(words: string): number {
  let lead = 0;
  for (const pattern of [
    /^.*(?:召开|举行|主持|出席|参加|列席|传达学习|传达|学习(?!贯彻[\p{Script=Han}“”]{2,30}领导小组)|审议|听取|通过)(?:了)?/u,
    /^.*[（(]记者[^（）()]{1,30}[)）]/u,
    /^.*记者(?:\d{1,2}日)?(?:[今昨][日天]|近日|日前)?从(?:近日|日前|[今昨]天|\d{1,2}日)?/u,
    /^[^，]*(?:会|会议|论坛|活动|仪式|讲座|培训班)由/u,
    /^(?:.*?(?:\d{1,2}|[一二三四五六七八九十]{1,3})日(?:上午|下午|晚上|晚)?(?:至(?:\d{1,2}月)?\d{1,2}日)?)/u,
    /^.*(?:在|向|暨|祝贺|结合|本次|此次|新一届|委托|(?<!民主|会)同(?!盟)|致(?!公党)|(?<!响)应(?!急|用|对))/u,
    /^.*为期[^，。]{1,6}的/u,
    /^\d*年(?:[春夏秋冬]季)?/u,
    /^(?:为了?[^，]{2,30}，|经(?![管济贸营信])|由|在|根据|按照|上午|下午|日前|近日|今天|昨天|会上|我)/u,
    TERM,
  ]) {
    lead += pattern.exec(words.slice(lead))?.[0].length ?? 0;
  }
  return lead;
}

function isBody(words: string): boolean {
  if (/^(?:常委会|委员会|理事会|党组|中心|公司|集团|学院|大学|政府|议会)$|(?:晚间|凌晨|傍晚|清晨|中午)$/u.test(words)) return false;
  if (words.length < 3 || words.length > 40 || /[的了是在会将和被把]{1}(?!议|计|员)/u.test(words.slice(0, 2)))
    return /^(?:会计|在京)/u.test(words);
  if (/^(?:全国|全省|全市|全县|全区|全党|各地|各级|中央)$/u.test(words) || /^(?:全省|全市|全县|全区|各|我国|我省|我市)/u.test(words))
    return false;
  return !isChineseName(words) && !/(?:会议|座谈会|(?<!代表)大会|系统|工作|学习教育)$|赴|前往|会见|率/u.test(words);
}

const KIND =
  /(?:[\p{Script=Han}]{0,2}?)(?:动员部署会议|动员部署会|动员部署大会|动员大会|动员会|部署会议|部署会|座谈会|研讨会|推进会议|推进会|表彰大会|总结大会|总结会|交流会|报告会|通报会|发布会|听证会|联席会议|常务会议|常委会会议|主席会议|委员长会议|主任会议|全体会议|党组会议|专题会议|办公会议|办公会|扩大会议|视频会议|电视电话会议|理论学习中心组学习会|中心组学习会|学习会|民主生活会|务虚会|闭幕会|开幕会|宣讲会|分析会|现场会|启动会|会谈|启动仪式|开幕式|闭幕式|签约仪式|揭牌仪式|颁奖仪式|追悼会|茶话会|年会|例会|(?:论坛|峰会|年会)(?![^在于召举开，。]{0,10}(?:座谈会|开幕式|闭幕式|全会))|工作会议|(?<!人民)代表大会|全会|(?<!人民)大会|(?<!议)会议)(?!堂|室|厅|中心|《|制度|常务委员会|常委会|精神|上的|的|以来|成员|主席团|期间的|时的)/u;

/** News of what others say of a speech or a letter tells of no meeting. */
const REACTIONS = /反响|热议|(?:评价|解读)[^，]{0,40}(?:讲话|贺信|致辞|演讲)/u;

/** The kind of meeting as printed: 座谈会, 常务会议. */
export function findChineseKind(prose: Prose, title: Span | null): Span | null {
  const early = prose.sentences.map(({ span }) => span);
  const spans = [...early.slice(0, 3), ...(title ? [title] : [])];
  if ([...early.slice(0, 2), ...(title ? [title] : [])].some((span) => REACTIONS.test(prose.text.slice(...span)))) return null;
  const held = new RegExp(
    `${KIND.source}(?=[^，。；]{0,24}(?:召开|举行|举办|开幕|闭幕))|(?<=(?:召开|举行|举办|出席|参加|主持)[^，。；]{0,40})${KIND.source}`,
    "u",
  );
  for (const [pattern, places] of [
    [held, spans],
    [KIND, spans],
    [held, early.slice(3, 10)],
  ] as const) {
    for (const span of places) {
      const words = prose.text.slice(span[0], Math.min(span[1], span[0] + 200));
      const match = pattern.exec(words);
      if (!match || (pattern === KIND && /^会议$/u.test(match[0]))) continue;
      const lead =
        /^[\p{Script=Han}]{0,2}?(?=(?:动员|部署|座谈|研讨|推进|表彰|总结|交流|报告|通报|发布|听证|联席|常务|常委|主席|委员长|主任|全体|党组|专题|办公|扩大|视频|电视|理论|中心|学习|民主|务虚|分析|现场|启动|开幕|闭幕|签约|揭牌|颁奖|追悼|茶话|年会|例会|论坛(?!全会)|峰会|工作|代表(?=大会)|会谈|全会|大会|会议))/u.exec(
          match[0],
        )?.[0].length ?? 0;
      const start = span[0] + match.index + lead;
      return [start, span[0] + match.index + match[0].length];
    }
  }
  return null;
}

/** 以“X”为主题, 主题为“X”, 主题是X. */
export function findChineseTheme(prose: Prose): Span | null {
  const words = prose.text.slice(...prose.span);
  const match =
    /以[“《「]([^”》」]{2,80})[”》」]为(?:主题|题)|主题(?:为|是)[“《「]([^”》」]{2,80})[”》」]|主题(?:为|是)[:：]?([^“《「”》」，。；]{2,80})/u.exec(
      words,
    );
  const theme = match?.[1] ?? match?.[2] ?? match?.[3];
  if (!match || !theme) return null;
  const at = prose.span[0] + match.index + match[0].indexOf(theme);
  return [at, at + theme.length];
}

/** 在X召开, 于X举行. */
export function findChinesePlace(prose: Prose): Span | null {
  for (const { span } of prose.sentences.slice(0, 10)) {
    const words = prose.text.slice(span[0], Math.min(span[1], span[0] + 240));
    const match =
      /(?:在|于)([^，。；、在于日月年]{1,24}?)(?:隆重|顺利|成功|联合|共同|正式|胜利|组织|主持)?(?:召开|举行|举办|开幕|闭幕)/u.exec(words);
    const place = match?.[1];
    if (
      !match ||
      !place ||
      /[\p{Script=Han}]{2}(?:同|与)(?!志)[\p{Script=Han}]{2}/u.test(place) ||
      /(?:之际|期间|背景|基础|领导|指导|会上|前夕|时)/u.test(place)
    )
      continue;
    const at = span[0] + match.index + match[0].indexOf(place, 1);
    return [at, at + place.length];
  }
  return null;
}
