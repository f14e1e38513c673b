/** The name of one person in its two parts, as bibliographies sort by them. */
export interface NameParts {
  family: string;
  given: string;
}

/**
 * The parts of a printed name: `Verity Holm` is Holm, Verity; `Wen Yuge` and 温玉歌 begin with the family; particles (`van`, `de`)
 * belong to it. Null where that cannot be told, as of a body, of several people or of one word: such a name stays as it is printed.
 */
export function splitName(printed: string): NameParts | null {
  const name = printed.replace(/\s+/g, " ").trim();
  if (/\p{Script=Han}/u.test(name)) return splitHanName(name);
  if (!/^[\p{L}\p{M}.'’ -]+(, [\p{L}\p{M}.'’ -]+)?$/u.test(name) || OF_NO_PERSON.test(name)) return null;
  const [before = "", behind] = name.split(", ");
  if (behind !== undefined) return { family: before, given: behind };
  const words = before.split(" ");
  const [first = "", second = ""] = words;
  if (words.length < 2) return null;
  if (words.length === 2 && isFamilyFirst(first, second)) return { family: first, given: second };
  const particle = words.findIndex((word, place) => place > 0 && PARTICLES.has(word));
  const from = particle > 0 ? particle : words.length - 1;
  const isPerson = words.every((word) => PARTICLES.has(word) || /^\p{Lu}/u.test(word));
  return isPerson && from < words.length - Number(particle > 0)
    ? { family: words.slice(from).join(" "), given: words.slice(0, from).join(" ") }
    : null;
}

/** Words of bodies, of several people, and what is added to a name. */
const OF_NO_PERSON =
  /\b(?:the|of|for|and|assembly|association|board|bureau|church|city|commission|committee|company|conference|congress|council|court|department|government|institute|league|ministry|nations|office|parliament|party|press|secretariat|society|union|university|jr|sr|ii|iii|iv)\b/i;

const PARTICLES = new Set("al bin da das de del della den der di do dos du la le ten ter van von zu".split(" "));

/** Names in Latin letters whose family stands first: Chinese ones in pinyin, and those whose second name is two syllables with a hyphen. */
function isFamilyFirst(first: string, second: string): boolean {
  return (FAMILIES.has(first.toLowerCase()) && PINYIN.test(second)) || /^\p{Lu}\p{Ll}+-\p{Ll}+$/u.test(second);
}

/** One to three syllables of pinyin, without tones. */
const PINYIN =
  /^(?:(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:i?ang|i?ong|uang|[eiu]ng|i?an|uan|[eiuü]n|i?ao|uai|[aeu]i|i?ou|ia|iu|ie|ua|uo|u?e|üe|er|[aeiouü]))+$/i;

/** The most common family names of China, in pinyin. */
const FAMILIES = new Set(
  `an bai bo cai cao chang chen cheng chu cui dai deng ding dong du duan fan fang feng fu gao geng gong gu guan guo han hao he hong hou hu
  hua huang ji jia jiang jin kang kong lai lei li lian liang liao lin liu long lu luo lü ma mao mei meng mo ni niu ouyang pan pang peng qi
  qian qiao qin qiu qu ren shao shen shi sima song su sun tan tang tao tian wan wang wei wen wu xi xia xiang xiao xie xin xing xiong xu xue
  yan yang yao ye yi yin yu yuan yue zeng zhai zhang zhao zheng zhong zhou zhu zhuang zhuge zou zuo`.split(/\s+/),
);

const LONG_HAN_FAMILIES = /^(?:欧阳|司马|上官|诸葛|夏侯|皇甫|尉迟|公孙|慕容|司徒|令狐|宇文|长孙|歐陽|司馬|諸葛|長孫)/u;

/** Characters that end the name of a body. */
const HAN_BODY = /[局部会會院党黨委处處厅廳社校所团團府司组組室]$/u;

function splitHanName(name: string): NameParts | null {
  if (!/^[\p{Script=Han}·]+$/u.test(name)) return null;
  const [foreign, ...others] = name.split("·").reverse();
  if (others.length > 0) return { family: foreign ?? "", given: others.reverse().join("·") };
  const family = LONG_HAN_FAMILIES.exec(name)?.[0] ?? name.slice(0, 1);
  const given = name.slice(family.length);
  return given.length < 1 || given.length > 2 || HAN_BODY.test(name) ? null : { family, given };
}
