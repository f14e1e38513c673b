import traditionalToSimplified from "opencc-js/dict/TSCharacters";

/**
 * Printed variants of one character that the dictionary of traditional characters does not join. Only pairs that are
 * the same word in modern print, so that words stay words; looser pairs are in `looseVariants`.
 */
const printedVariants = "峯峰羣群牀床畧略証证歎叹蹟迹崑昆崙仑敍叙脩修勗勖恠怪甯宁徧遍寔实祇只衹只";

/**
 * Characters that old texts and their quotations exchange for each other. Only quotations are compared by them: in a
 * search they would break words (维护 is not 唯护).
 */
const looseVariants = "惟唯维唯毋无亡无汝女阴荫彊强疆强禀秉闲间弗不";

const simplifiedUnits = simplifiedTable();
const looseUnits = pairTable(looseVariants);
const astralSimplified = astralTable();

/** Traditional characters to simplified ones, one by one: as long as the text itself, unit by unit. */
export function toSimplified(text: string): string {
  let result = "";
  let copied = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const simplified = simplifiedUnits[unit] as number;
    if (simplified !== unit) {
      result += text.slice(copied, i) + String.fromCharCode(simplified);
      copied = i + 1;
    } else if (unit >= 0xd840 && unit <= 0xd8ff) {
      const other = astralSimplified.get(text.slice(i, i + 2));
      if (other !== undefined) {
        result += text.slice(copied, i) + other;
        copied = i + 2;
        i++;
      }
    }
  }
  return copied === 0 ? text : result + text.slice(copied);
}

/** The unit that stands for a folded unit where quotations are compared: 惟 and 维 for 唯. */
export function looseVariant(unit: number): number {
  return looseUnits[unit] as number;
}

/** Whether a UTF-16 unit is a Han character of the basic plane. */
export function isHanUnit(unit: number): boolean {
  return (
    (unit >= 0x4e00 && unit <= 0x9fff) ||
    (unit >= 0x3400 && unit <= 0x4dbf) ||
    unit === 0x3005 ||
    unit === 0x3007 ||
    (unit >= 0xf900 && unit <= 0xfaff)
  );
}

function simplifiedTable(): Uint16Array {
  const table = identity();
  for (const [from, to] of dictionaryPairs()) {
    if (from.length === 1 && to.length === 1) table[from.charCodeAt(0)] = to.charCodeAt(0);
  }
  for (let i = 0; i < printedVariants.length; i += 2) table[printedVariants.charCodeAt(i)] = printedVariants.charCodeAt(i + 1);
  return table;
}

function pairTable(pairs: string): Uint16Array {
  const table = identity();
  for (let i = 0; i < pairs.length; i += 2) table[pairs.charCodeAt(i)] = pairs.charCodeAt(i + 1);
  return table;
}

function astralTable(): Map<string, string> {
  return new Map(dictionaryPairs().filter(([from, to]) => from.length === 2 && to.length === 2 && from !== to));
}

function dictionaryPairs(): [string, string][] {
  return traditionalToSimplified.split("|").map((pair) => {
    const [from, to] = pair.split(" ");
    return [from ?? "", to ?? ""];
  });
}

function identity(): Uint16Array {
  return Uint16Array.from({ length: 65536 }, (_, unit) => unit);
}
