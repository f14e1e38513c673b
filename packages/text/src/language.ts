import { isHanUnit } from "./han.js";

const ENGLISH = new Set(
  "the of and to in a is that for it was on with as be by this at from are or an which not have has will we his their".split(" "),
);

/** How much of a text is looked at: enough to be sure, little enough to be quick. */
const SAMPLE = 4000;

/** Language of a text by its script and its commonest words: "en", "zh", "ja", "ko", or "und" where that does not tell. */
export function detectLanguage(text: string): string {
  const sample = text.length <= SAMPLE * 2 ? text : text.slice(0, SAMPLE) + text.slice(text.length >> 1, (text.length >> 1) + SAMPLE);
  let han = 0;
  let kana = 0;
  let hangul = 0;
  let latin = 0;
  let other = 0;
  for (let i = 0; i < sample.length; i++) {
    const unit = sample.charCodeAt(i);
    if (isHanUnit(unit)) han++;
    else if (unit >= 0x3041 && unit <= 0x30fe) kana++;
    else if (unit >= 0xac00 && unit <= 0xd7a3) hangul++;
    else if (((unit | 32) >= 97 && (unit | 32) <= 122) || (unit >= 0xc0 && unit <= 0x24f)) latin++;
    else if (unit >= 0x370 && unit <= 0x1fff) other++;
  }
  if (kana * 8 > han && kana * 4 > latin) return "ja";
  if (hangul * 2 > latin && hangul > han) return "ko";
  // A Han character carries about as much as four letters.
  if (han * 4 > latin && han * 4 > other) return "zh";
  return latin > other && isEnglish(sample) ? "en" : "und";
}

function isEnglish(sample: string): boolean {
  const words = sample.toLowerCase().match(/[a-z\u00c0-\u024f]+/g) ?? [];
  const common = words.filter((word) => ENGLISH.has(word)).length;
  const accented = words.filter((word) => /[\u00c0-\u024f]/.test(word)).length;
  if (words.length < 12) return accented === 0;
  return common / words.length >= 0.12 && accented / words.length < 0.1;
}
