import { foldKey } from "@lectern/text";

/**
 * Set phrases that are one: the form that stands for them, then its variants and translations, with the ways in which
 * machines translate it. Data, to be lengthened; in an archive a person may merge further phrases, or correct the forms.
 */
const phraseFamilies: readonly (readonly string[])[] = [
  ["两个确立", "Two Establishments", "two establishment", "Two Establishes", "two established", "Two Affirmations"],
  ["两个维护", "Two Upholds", "two maintenances", "two maintenance", "Two Safeguards", "two safeguard", "two guarding"],
  ["四个意识", "Four Consciousnesses", "four consciousness", "Four Awarenesses"],
  ["四个自信", "Four Confidences", "four self-confidences", "four self-confidence", "four confidence"],
  ["三个代表", "Three Represents", "“三个代表”重要思想", "Theory of Three Represents"],
  ["四个全面", "Four-Pronged Comprehensive Strategy", "four comprehensives"],
  ["五位一体", "Five-Sphere Integrated Plan"],
  [
    "习近平新时代中国特色社会主义思想",
    "新时代中国特色社会主义思想",
    "Xi Jinping Thought on Socialism with Chinese Characteristics for a New Era",
    "Xi Jinping Thought on Socialism with Chinese Characteristics for the New Era",
  ],
  ["毛泽东思想", "Mao Zedong Thought"],
  ["邓小平理论", "Deng Xiaoping Theory"],
  ["科学发展观", "Scientific Outlook on Development"],
  ["中国式现代化", "Chinese path to modernization", "Chinese modernization", "Chinese-style modernization"],
  ["中华民族伟大复兴", "great rejuvenation of the Chinese nation"],
  ["人类命运共同体", "community with a shared future for mankind"],
  [
    "绿水青山就是金山银山",
    "lucid waters and lush mountains are invaluable assets",
    "green mountains and clear water are equal to mountains of gold and silver",
  ],
  ["一带一路", "Belt and Road", "Belt and Road Initiative"],
  ["一国两制", "One Country, Two Systems"],
  ["一个中国原则", "one-China principle"],
  ["九二共识", "1992 Consensus"],
  ["leave no one behind", "leaving no one behind"],
];

const canonicalOf = new Map(phraseFamilies.flatMap(([canonical, ...others]) => others.map((form) => [keyOf(form), canonical as string])));

/** The phrase of which some words are a variant or a translation; undefined where they stand for themselves. */
export function canonicalPhrase(words: string): string | undefined {
  return canonicalOf.get(keyOf(words));
}

function keyOf(words: string): string {
  return foldKey(words.replace(/-/gu, " "));
}
