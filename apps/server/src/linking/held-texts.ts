import {
  type CatalogueData,
  type CatalogueWork,
  type CitationStyle,
  catalogueFromBytes,
  compactCatalogue,
  joinCatalogues,
  packCatalogue,
  parseStyles,
  SEGMENT_FORMAT,
} from "@lectern/linking";
import { type Database, findSegments, type HeldWork, readHeldPassages, readSegment, type Segment } from "@lectern/storage";

/** Packed study texts, and which of them they are. */
export interface HeldTexts {
  data: CatalogueData;
  /** Of each of its works, as it was when it was packed. */
  prints: string[];
}

/** Texts that grow: those with the same `line` go on from each other, so that works keep their places. */
export interface GrowingTexts extends HeldTexts {
  line: number;
}

export const EMPTY: GrowingTexts = { data: packCatalogue([], []), prints: [], line: 0 };

/** Parts that are searched one after the other before they are packed into one. */
const MOST_TABLES = 12;
/** Study texts whose passages are read at once. */
const BATCH = 100;

/**
 * The texts as `wanted` names them, from those that are held: what is new or has changed is added, what has changed or gone
 * is taken out. Takes time in proportion to what is added, and a copy of the memory of the rest.
 */
export async function renewTexts(database: Database, held: GrowingTexts, wanted: HeldWork[]): Promise<GrowingTexts> {
  const prints = new Map(wanted.map(({ work, print }) => [work, print]));
  const isGone = new Set(held.data.gone);
  const standing = new Set<string>();
  const leaving: number[] = [];
  held.data.works.forEach(({ work }, index) => {
    if (isGone.has(index)) return;
    if (prints.get(work) === held.prints[index]) standing.add(work);
    else leaving.push(index);
  });
  const fresh = wanted.filter(({ work }) => !standing.has(work));
  const parts = await loadTexts(database, fresh);
  const joined = parts.length === 0 && leaving.length === 0 ? held : join(held, parts, leaving);
  const isFull = joined.data.quotations.tables.length > MOST_TABLES;
  return { ...withHeads(isFull ? compact(joined) : joined, wanted), line: isFull ? held.line + 1 : held.line };
}

/** Texts with those of its works to be left aside. */
interface Part extends HeldTexts {
  without: number[];
}

function join(held: HeldTexts, parts: Part[], leaving: number[]): HeldTexts {
  const all = held.prints.length === 0 ? parts : [{ ...held, without: leaving }, ...parts];
  let before = 0;
  const without: number[] = [];
  for (const part of all) {
    without.push(...part.without.map((work) => work + before));
    before += part.prints.length;
  }
  const data = joinCatalogues(
    all.map((part) => part.data),
    without,
  );
  return { data, prints: all.flatMap((part) => part.prints) };
}

/** Packs texts anew, without those that are gone. */
export function compact({ data, prints }: HeldTexts): HeldTexts {
  const isGone = new Set(data.gone);
  return { data: compactCatalogue(data), prints: prints.filter((_, index) => !isGone.has(index)) };
}

/** Texts from the segments that have them, as far as most of a segment is wanted, else from their passages. */
async function loadTexts(database: Database, wanted: HeldWork[]): Promise<Part[]> {
  const missing = new Map(wanted.map((work) => [work.work, work]));
  const parts: Part[] = [];
  for (const segment of await findSegments(database, SEGMENT_FORMAT, wanted)) {
    const part = await loadSegment(database, segment, missing);
    if (part === null) continue;
    parts.push(part);
    const left = new Set(part.without);
    segment.works.forEach(({ work }, index) => void (left.has(index) || missing.delete(work)));
  }
  const rest = [...missing.values()];
  for (let from = 0; from < rest.length; from += BATCH) parts.push(await packTexts(database, rest.slice(from, from + BATCH)));
  return parts;
}

async function loadSegment(database: Database, segment: Segment, missing: Map<string, HeldWork>): Promise<Part | null> {
  const without = segment.works.flatMap(({ work, print }, index) => (missing.get(work)?.print === print ? [] : [index]));
  if (without.length * 2 > segment.works.length) return null;
  const bytes = await readSegment(database, segment.id);
  return bytes === null ? null : { data: catalogueFromBytes(bytes), prints: segment.works.map(({ print }) => print), without };
}

/** Study texts packed from their passages. */
export async function packTexts(database: Database, works: HeldWork[]): Promise<Part> {
  const passages = await readHeldPassages(
    database,
    works.map(({ work }) => work),
  );
  return { data: packCatalogue(works.map(headOf), passages), prints: works.map(({ print }) => print), without: [] };
}

/** Titles and styles as they are now: they change without the passages. */
function withHeads({ data, prints }: HeldTexts, wanted: HeldWork[]): HeldTexts {
  const heads = new Map(wanted.map((work) => [work.work, work]));
  const works = data.works.map((work) => {
    const head = heads.get(work.work);
    return head === undefined ? work : headOf(head);
  });
  return { data: { ...data, works, styles: wanted.flatMap(stylesOf) }, prints };
}

function headOf({ work, title, aliases, language, publishedOn }: HeldWork): CatalogueWork {
  return { work, title, aliases, language, publishedOn };
}

/** How a work is cited, as its collection.yaml says. A style that linking does not understand is left out: it was told of at import. */
function stylesOf({ work, styles }: HeldWork): CitationStyle[] {
  const parsed = parseStyles(JSON.stringify(styles.map((style) => ({ ...(style as object), work }))));
  return "value" in parsed ? parsed.value : [];
}
