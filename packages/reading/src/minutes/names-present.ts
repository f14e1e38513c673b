import type { Mention } from "../notice/people.js";

/** Who of those present is meant by a name, however short; null where it is nobody, or more than one. */
export type Names = (name: string) => Mention | null;

/** Letters of a short form that tell whose name it shortens: "Fran" for Franziska. */
const SHORTEST = 4;
/** So many letters more has the whole of a name that the list prints short: "Bethany" for Beth. */
const MORE = 3;

/**
 * Whole names, each word of a name, a first name with the initial of the surname, the handle behind a name, Cyrillic names
 * in Latin letters, and short forms, as far as only one of those present is meant.
 */
export function namesOf(text: string, people: Mention[]): Names {
  const known = new Map<string, Mention | null>();
  const plain = new Map<string, Mention | null>();
  const firstNames: [name: string, mention: Mention][] = [];
  for (const mention of people) {
    const name = romanised(text.slice(...mention.name).toLowerCase());
    const handle = /^\s*\(?@([\w-]+)/u.exec(text.slice(mention.name[1], mention.name[1] + 50))?.[1]?.toLowerCase();
    for (const key of keysOf(name, handle)) {
      known.set(key, known.has(key) ? null : mention);
      plain.set(withoutAccents(key), plain.has(withoutAccents(key)) ? null : mention);
    }
    firstNames.push([name.split(/\s+/)[0] as string, mention]);
  }
  return (printed) => {
    const name = printed.toLowerCase().replace(/\.$/u, "");
    if (known.has(name)) return known.get(name) ?? null;
    return plain.get(withoutAccents(name)) ?? shortFor(name, firstNames);
  };
}

/** "Zoe" for Zoë. */
function withoutAccents(name: string): string {
  return name.normalize("NFD").replace(/\p{M}/gu, "");
}

function keysOf(name: string, handle: string | undefined): Set<string> {
  const words = name.split(/\s+/);
  const initial = words.length > 1 ? [`${words[0]} ${words.at(-1)?.[0]}`] : [];
  return new Set([name, ...words.filter((word) => word.length > 2), words[0] as string, ...initial, ...(handle ? [handle] : [])]);
}

function shortFor(name: string, firstNames: [string, Mention][]): Mention | null {
  if (name.length < SHORTEST || /\s/u.test(name)) return null;
  const found = firstNames.filter(
    ([first]) => first.startsWith(name) || (first.length >= SHORTEST && name.startsWith(first) && name.length - first.length <= MORE),
  );
  return found.length === 1 ? (found[0]?.[1] ?? null) : null;
}

const CYRILLIC: Record<string, string> = Object.fromEntries(
  "а a б b в v г g д d е e ё e ж zh з z и i й i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ы y э e ю yu я ya і i ї yi є ye ґ g"
    .split(" ")
    .flatMap((letter, index, all) => (index % 2 === 0 ? [[letter, all[index + 1] as string]] : [])),
);

function romanised(name: string): string {
  return name.replace(/\p{Script=Cyrillic}/gu, (letter) => CYRILLIC[letter] ?? "");
}
