const ONES =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen";
const ORDINAL_ONES =
  "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth";
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety";
const ORDINAL_TENS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth";
const SCALES: Record<string, number> = { hundred: 100, hundredth: 100, thousand: 1000, thousandth: 1000 };

const englishSmall = new Map<string, number>();
for (const words of [ONES, ORDINAL_ONES]) words.split(" ").forEach((word, value) => void englishSmall.set(word, value));
for (const words of [TENS, ORDINAL_TENS]) words.split(" ").forEach((word, index) => void englishSmall.set(word, (index + 2) * 10));

/** Every single English word that can stand in a numeral: for grammars that look for numerals in running text. */
export const englishNumeralWords: readonly string[] = [...englishSmall.keys(), ...Object.keys(SCALES)];

const chineseDigits = new Map<string, number>();
for (const digits of ["〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖", "○壹貳參肆伍陸柒捌玖"]) {
  [...digits].forEach((digit, value) => void chineseDigits.set(digit, value));
}
chineseDigits.set("两", 2).set("兩", 2);
const chineseUnits: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };
const chineseTens: Record<string, number> = { 廿: 20, 卅: 30, 卌: 40 };

const roman = /^(?=[mdclxvi])m{0,4}(cm|cd|d?c{0,4})(xc|xl|l?x{0,4})(ix|iv|v?i{0,4})$/;
const romanValues: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 };

/**
 * The number a numeral means, or null where it is none: 4, ４, 4th, IV, iv, four, fourth, twenty-first, one hundred
 * and five, 四, 第四, 二百三十四, 两千, 廿一, 一〇五. Whole numbers from 0 up; nothing else may stand in the string but
 * space around it.
 */
export function parseNumeral(text: string): number | null {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  const folded = text.normalize("NFKC").trim().toLowerCase();
  if (folded.length === 0 || folded.length > 60) return null;
  const digits = /^(?:第\s*)?(\d{1,3}(?:,\d{3})+|\d{1,15})(?:st|nd|rd|th)?$/.exec(folded);
  if (digits) return Number((digits[1] as string).replaceAll(",", ""));
  if (roman.test(folded)) return romanNumber(folded);
  if (/^[a-z]/.test(folded)) return englishNumber(folded);
  return chineseNumber(folded.startsWith("第") ? folded.slice(1) : folded);
}

function romanNumber(text: string): number {
  let total = 0;
  for (let i = 0; i < text.length; i++) {
    const value = romanValues[text[i] as string] as number;
    const next = romanValues[text[i + 1] ?? ""] ?? 0;
    total += value < next ? -value : value;
  }
  return total;
}

function englishNumber(text: string): number | null {
  let total = 0;
  let group = 0;
  /** The word before, where it was no scale: "twenty" may be followed by "one", "five" by nothing. */
  let last: number | null = null;
  let isEmpty = true;
  for (const word of text.split(/[\s\u2010-\u2015-]+/)) {
    const scale = SCALES[word];
    const small = englishSmall.get(word);
    if (scale !== undefined) {
      group = (group || 1) * scale;
      if (scale === 1000) {
        total += group;
        group = 0;
      }
      last = null;
    } else if (small !== undefined) {
      if (last !== null && !(last >= 20 && last % 10 === 0 && small > 0 && small < 10)) return null;
      group += small;
      last = small;
    } else if (word !== "and" || isEmpty) return null;
    isEmpty = false;
  }
  return isEmpty || text.endsWith("and") ? null : total + group;
}

function chineseNumber(text: string): number | null {
  if (text.length === 0) return null;
  if ([...text].every((character) => chineseDigits.has(character))) return positional(text);
  const wan = text.search(/[万萬]/);
  if (wan >= 0) {
    const above = wan === 0 ? null : belowTenThousand(text.slice(0, wan));
    const below = wan === text.length - 1 ? 0 : belowTenThousand(text.slice(wan + 1));
    return above === null || below === null ? null : above * 10_000 + below;
  }
  return belowTenThousand(text);
}

/** 二〇二二: digits as they stand. */
function positional(text: string): number {
  let value = 0;
  for (const character of text) value = value * 10 + (chineseDigits.get(character) as number);
  return value;
}

function belowTenThousand(text: string): number | null {
  let total = 0;
  let digit: number | null = null;
  let lastUnit = 10_000;
  for (const character of text) {
    const value = chineseDigits.get(character);
    const unit = chineseUnits[character];
    const tens = chineseTens[character];
    if (value !== undefined) {
      if (digit !== null && digit !== 0) return null;
      digit = value;
    } else if (unit !== undefined && unit < lastUnit) {
      total += (digit || 1) * unit;
      lastUnit = unit;
      digit = null;
    } else if (tens !== undefined && digit === null && lastUnit > 10) {
      total += tens;
      lastUnit = 10;
    } else return null;
  }
  return total + (digit ?? 0);
}
