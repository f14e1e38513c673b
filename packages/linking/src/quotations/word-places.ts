import type { Catalogue } from "../catalogue.js";

/** Where each word of one work stands among the words of all passages. */
interface WordPlaces {
  buckets: Uint32Array;
  /** Places by the last bits of their words' ids. */
  places: Uint32Array;
}

const known = new WeakMap<Catalogue, Map<number, WordPlaces>>();
/** Works whose words are kept by catalogue, and words that one may have. */
const MOST_WORKS = 8;
const MOST_WORDS = 4_000_000;

/** Where a word stands in a work: looked up, in time that does not depend on the size of the work. Nowhere in a work beyond all measure. */
export function placesInWork(catalogue: Catalogue, work: number, id: number): number[] {
  const { buckets, places } = wordPlaces(catalogue, work);
  const bucket = (id >>> 1) & (buckets.length - 2);
  const found: number[] = [];
  for (let k = buckets[bucket] as number; k < (buckets[bucket + 1] as number); k++)
    if (catalogue.quotations.ids[places[k] as number] === id) found.push(places[k] as number);
  return found;
}

function wordPlaces(catalogue: Catalogue, work: number): WordPlaces {
  const works = known.get(catalogue) ?? new Map<number, WordPlaces>();
  known.set(catalogue, works);
  const before = works.get(work);
  if (before !== undefined) return before;
  const made = sortWords(catalogue, work);
  const [oldest] = works.keys();
  if (works.size >= MOST_WORKS && oldest !== undefined) works.delete(oldest);
  works.set(work, made);
  return made;
}

function sortWords({ quotations: { ids, starts }, works }: Catalogue, work: number): WordPlaces {
  const passages = works[work]?.passages ?? new Uint32Array(0);
  const count = passages.reduce((sum, passage) => sum + (starts[passage + 1] as number) - (starts[passage] as number), 0);
  const size = 2 ** Math.ceil(Math.log2(Math.max(count, 1) + 1));
  const buckets = new Uint32Array(size + 1);
  const places = new Uint32Array(count > MOST_WORDS ? 0 : count);
  if (places.length === 0) return { buckets, places };
  const each = (see: (place: number, bucket: number) => void): void => {
    for (const passage of passages)
      for (let place = starts[passage] as number; place < (starts[passage + 1] as number); place++)
        see(place, ((ids[place] as number) >>> 1) & (size - 1));
  };
  each((_, bucket) => {
    buckets[bucket + 1] = (buckets[bucket + 1] as number) + 1;
  });
  for (let bucket = 0; bucket < size; bucket++) buckets[bucket + 1] = (buckets[bucket + 1] as number) + (buckets[bucket] as number);
  const next = buckets.slice(0, size);
  each((place, bucket) => {
    places[next[bucket] as number] = place;
    next[bucket] = (next[bucket] as number) + 1;
  });
  return { buckets, places };
}
