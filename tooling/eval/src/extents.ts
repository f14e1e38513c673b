/** A text without white space and marks, each character kept with the offset it stands at. */
interface Bare {
  characters: string;
  offsets: number[];
}

/** Letters and digits enough to know the edge of an extent by. */
const EDGE = 20;

/**
 * Carries extents of one text over into another that a reader made of it: marks, white space and pages' furniture may
 * differ. An extent is found by its first and last letters, at the occurrence nearest to where it stood.
 * Offsets are UTF-16 code units, end exclusive; the result is undefined where an edge is not in the other text.
 */
export function carryExtents(from: string, to: string) {
  const source = bare(from);
  const target = bare(to);
  return (start: number, end: number): [number, number] | undefined => {
    const first = placeOf(source, start);
    const last = placeOf(source, end);
    const said = source.characters.slice(first, last);
    if (!said) return undefined;
    const head = nearest(target.characters, said.slice(0, EDGE), first, 0);
    if (head === undefined) return undefined;
    const edge = said.slice(-EDGE);
    const tail = nearest(target.characters, edge, head + said.length - edge.length, head);
    if (tail === undefined) return undefined;
    return [target.offsets[head] ?? 0, (target.offsets[tail + edge.length - 1] ?? 0) + 1];
  };
}

function bare(text: string): Bare {
  const characters: string[] = [];
  const offsets: number[] = [];
  for (let offset = 0; offset < text.length; offset++) {
    for (const character of (text[offset] ?? "").normalize("NFKC").toLowerCase()) {
      if (!/[\p{L}\p{N}]/u.test(character)) continue;
      characters.push(character);
      offsets.push(offset);
    }
  }
  return { characters: characters.join(""), offsets };
}

/** How many letters and digits stand before an offset. */
function placeOf({ offsets }: Bare, offset: number): number {
  const place = offsets.findIndex((at) => at >= offset);
  return place < 0 ? offsets.length : place;
}

function nearest(text: string, wanted: string, place: number, least: number): number | undefined {
  let best: number | undefined;
  for (let at = text.indexOf(wanted, least); at >= 0; at = text.indexOf(wanted, at + 1))
    if (best === undefined || Math.abs(at - place) < Math.abs(best - place)) best = at;
  return best;
}
