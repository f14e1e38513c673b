import { catalogueFromBytes, catalogueToBytes, joinCatalogues, SEGMENT_FORMAT } from "@lectern/linking";
import { type Database, type HeldWork, listSegments, readCatalogueWorks, readSegment, type Segment, storeSegment } from "@lectern/storage";
import { compact, type HeldTexts, packTexts } from "./held-texts.js";

/** Study texts that are packed into one new segment. */
const BATCH = 20;
/** Segments of about one size that stand beside each other before they become one. */
const OF_ONE_SIZE = 4;
/** Segments whose words are as many times as many are of another size. */
const SIZE_STEP = 4;

/**
 * Stores segments of the study texts that have none, a small one for the few texts that came, and makes one of those that
 * have become many or hold much that is gone. Any number of processes may do so; one that is ended loses the step under way.
 */
export async function storeSegments(database: Database, isStopped: () => boolean = () => false): Promise<void> {
  while (!isStopped()) {
    const [{ works }, segments] = await Promise.all([readCatalogueWorks(database), listSegments(database, SEGMENT_FORMAT)]);
    const stored = new Set(segments.flatMap((segment) => segment.works.map(keyOf)));
    const fresh = works.filter((work) => !stored.has(keyOf(work))).slice(0, BATCH);
    const wanted = new Set(works.map(keyOf));
    const worn = fresh.length > 0 ? [] : segmentsToMerge(segments, wanted);
    if (fresh.length === 0 && worn.length === 0) return;
    if (fresh.length > 0) await storeTexts(database, await packTexts(database, fresh), fresh, []);
    else await mergeSegments(database, worn, wanted);
  }
}

function keyOf({ work, print }: { work: string; print: string }): string {
  return `${work} ${print}`;
}

/** Segments that are gone for the most part, else those of the smallest size of which there are enough. */
function segmentsToMerge(segments: Segment[], wanted: ReadonlySet<string>): Segment[] {
  const worn = segments.filter(({ works }) => works.filter((work) => wanted.has(keyOf(work))).length * 2 < works.length);
  if (worn.length > 0) return worn;
  const sizes = Map.groupBy(segments, ({ words }) => Math.floor(Math.log(Math.max(words, 1)) / Math.log(SIZE_STEP)));
  const [, smallest = []] = [...sizes].filter(([, ofSize]) => ofSize.length >= OF_ONE_SIZE).sort(([a], [b]) => a - b)[0] ?? [];
  return smallest;
}

async function mergeSegments(database: Database, segments: Segment[], wanted: ReadonlySet<string>): Promise<void> {
  const parts: HeldTexts[] = [];
  for (const { id, works } of segments) {
    const bytes = await readSegment(database, id);
    // Replaced meanwhile: the next round sees what there is now.
    if (bytes === null) return;
    parts.push({ data: catalogueFromBytes(bytes), prints: works.map(({ print }) => print) });
  }
  const works = segments.flatMap((segment) => segment.works);
  const gone = works.flatMap((work, index) => (wanted.has(keyOf(work)) ? [] : [index]));
  const joined = {
    data: joinCatalogues(
      parts.map(({ data }) => data),
      gone,
    ),
    prints: parts.flatMap(({ prints }) => prints),
  };
  const standing = works.filter((work) => wanted.has(keyOf(work)));
  await storeTexts(
    database,
    compact(joined),
    standing,
    segments.map(({ id }) => id),
  );
}

async function storeTexts(
  database: Database,
  { data }: HeldTexts,
  works: Pick<HeldWork, "work" | "print">[],
  replaces: string[],
): Promise<void> {
  const kept = works.map(({ work, print }) => ({ work, print }));
  const words = data.quotations.ids.length;
  await storeSegment(database, { format: SEGMENT_FORMAT, words, works: kept, bytes: catalogueToBytes(data), replaces });
}
