/** Numbers from 0 to 1 that a seed decides (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function pick<T>(random: () => number, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)] as T;
}

const ENGLISH = (
  "the of and to in a is that for it was on are as with they at be this from have or by one had not but what all were when we there can an your " +
  "which their said if do will each about how up out them then she many some so these would other into has more her two like him see time could " +
  "no make than first been its who now people my made over did down only way find use may water long little very after words called just where most " +
  "know harbour council river bridge library charter archive committee delegate minister treaty peace war freedom labour school market winter summer " +
  "don't nation's well-being U.S. 1,204 3.5 No. 7 re-opened co-operation naïve Élan ﬁnal “quoted” — “so it was”"
).split(" ");

const CHINESE =
  "会议 强调 坚持 发展 人民 中心 思想 图书馆 档案馆 事业 高质量 城市 港口 桥梁 学习 贯彻 精神 工作 座谈会 主持 讲话 指出 要求 全面 推进 建设 现代化 " +
  "的 和 在 要 把 与 为 以 是 了 不 一 國家 發展 會議 強調 兩個維護 新时代 2022年 第十条 100％ 三农 “四个意识” 《章程》 A级"
    .split("")
    .join("");

/** A text of about `length` units, with paragraphs, punctuation and broken lines, in English, Chinese or both. */
export function madeText(random: () => number, length: number): string {
  const kind = random();
  let text = "";
  while (text.length < length) {
    const isChinese = kind < 0.4 || (kind > 0.9 && random() < 0.5);
    text += isChinese ? chineseSentence(random) : englishSentence(random);
    if (random() < 0.15) text += "\n\n";
  }
  return text;
}

function englishSentence(random: () => number): string {
  const words = Array.from({ length: 4 + Math.floor(random() * 18) }, () => pick(random, ENGLISH));
  const joined = words
    .map((word, i) => word + (i < words.length - 1 ? pick(random, [" ", " ", " ", " ", " ", ", ", "\n", "  "]) : ""))
    .join("");
  return `${joined.charAt(0).toUpperCase()}${joined.slice(1)}${pick(random, [". ", ". ", "! ", "? ", "; "])}`;
}

function chineseSentence(random: () => number): string {
  const words = CHINESE.split(" ");
  const parts = Array.from({ length: 3 + Math.floor(random() * 15) }, () => pick(random, words) + (random() < 0.12 ? "，" : ""));
  return parts.join("") + pick(random, ["。", "。", "；", "！"]);
}
