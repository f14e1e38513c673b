import { LINKER_VERSION, SEGMENT_FORMAT } from "@lectern/linking";
import { claimStaleSources, listSegments, readCatalogueWorks, releaseClaims, replaceLinks, staleLinkSources } from "@lectern/storage";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openArchive } from "../src/archive.js";
import { toLink, toStore } from "../src/import/link-draft.js";
import { withWhatWasRead } from "../src/import/stale-sources.js";
import { CatalogueKeeper } from "../src/linking/catalogue-keeper.js";
import { storeSegments } from "../src/linking/store-segments.js";
import { TextLinker } from "../src/linking/text-linker.js";
import { relinkStale } from "../src/relink.js";
import { settle } from "../src/settle.js";
import { type Data, openSampleArchive, type TestArchive } from "./test-archive.js";

let test: TestArchive;

beforeAll(async () => {
  test = await openSampleArchive();
});

afterAll(() => test.close());

const IMPORT = "mutation I($input: ImportTextInput!) { importText(input: $input) { outcome source { id } } }";

async function importBook(number: number, words: string): Promise<string> {
  const text = `# Book of Lanterns, part ${number}\n\n## Chapter 1\n\n${words} In the season of year ${number} the wicks were counted by ${"abcdefghij"[number % 10]} hands.\n`;
  const { data, errors } = await test.ask(
    IMPORT,
    {
      input: {
        text,
        kind: "STUDY_TEXT",
        title: `Book of Lanterns, part ${number}`,
        language: "en",
        url: `https://example.org/book-${number}`,
      },
    },
    true,
  );
  expect(errors).toEqual([]);
  return data.importText.source.id;
}

const segments = () => listSegments(test.archive.database, SEGMENT_FORMAT);

/** What a process that has just started finds. */
async function linksOf(text: string): Promise<Data[]> {
  const linker = new TextLinker(new CatalogueKeeper(test.archive.database));
  try {
    return (await linker.link({ text }, { milliseconds: 60_000 })).links.map(({ start, end, state, work, targets }) => ({
      start,
      end,
      state,
      work,
      targets,
    }));
  } finally {
    await linker.close();
  }
}

/** The same from the passages alone. */
async function linksWithoutSegments(text: string): Promise<Data[]> {
  const kept = await test.archive.database.query("UPDATE catalogue_segment SET format = 'away' RETURNING id");
  const found = await linksOf(text);
  await test.archive.database.query("UPDATE catalogue_segment SET format = $1", [SEGMENT_FORMAT]);
  expect(kept.length).toBeGreaterThan(0);
  return found;
}

const TEXT =
  "“Four quays make one harbour, as four legs make one table: the grain quay, the fish quay, the timber quay and the ferry quay.” So Article 23 of the Charter of the City of Ternhaven. " +
  "And in “Book of Lanterns, part 3”: “a lantern that was filled by daylight will be found by whoever comes home late and wet”.";

it("holds every study text once, and gives the links that its passages give", async () => {
  await storeSegments(test.archive.database);
  const { works } = await readCatalogueWorks(test.archive.database);
  const stored = (await segments()).flatMap((segment) => segment.works.map(({ work }) => work));
  expect(stored.sort()).toEqual(works.map(({ work }) => work).sort());
  const links = await linksOf(TEXT);
  expect(links.length).toBeGreaterThan(1);
  expect(links).toEqual(await linksWithoutSegments(TEXT));
});

it("takes texts that come into small segments, which become one, and leaves out what goes", async () => {
  const before = (await segments()).length;
  const ids: string[] = [];
  for (let number = 1; number <= 6; number++) {
    ids.push(
      await importBook(
        number,
        number === 3
          ? "I say that a lantern that was filled by daylight will be found by whoever comes home late and wet."
          : "Keep the glass clean.",
      ),
    );
    await storeSegments(test.archive.database);
  }
  const now = await segments();
  expect(now.length).toBeLessThan(before + 6);
  expect(now.some(({ works }) => works.length >= 4)).toBe(true);
  const book = (await linksOf(TEXT)).filter(({ start }) => start > TEXT.indexOf("Book of Lanterns") - 5);
  expect(book.map(({ state }) => state)).not.toContain("CITED_NOT_HELD");
  expect(book.length).toBeGreaterThan(0);
  expect(await linksOf(TEXT)).toEqual(await linksWithoutSegments(TEXT));

  // The running process has come along, text by text, to what one that starts now finds.
  const running = (await test.archive.textLinker.link({ text: TEXT }, { milliseconds: 60_000 })).links;
  expect(running.map(({ start, state, work }) => ({ start, state, work }))).toEqual(
    (await linksOf(TEXT)).map(({ start, state, work }) => ({ start, state, work })),
  );

  for (const id of ids) await test.ask("mutation W($id: ID!) { withdraw(sourceId: $id) { sources } }", { id }, true);
  expect(JSON.stringify(await linksOf(TEXT))).not.toContain("daylight");
  expect((await test.archive.textLinker.link({ text: TEXT }, { milliseconds: 60_000 })).links.length).toBe((await linksOf(TEXT)).length);
  await storeSegments(test.archive.database);
  const { works } = await readCatalogueWorks(test.archive.database);
  const wanted = new Set(works.map(({ work }) => work));
  const dead = (await segments()).flatMap((segment) => segment.works).filter(({ work }) => !wanted.has(work));
  expect(dead.length).toBeLessThan(ids.length);
});

it("is stored once, however many processes do so at once, one of them ended in the middle", async () => {
  await test.archive.database.query("DELETE FROM catalogue_segment");
  let steps = 0;
  await Promise.all([
    storeSegments(test.archive.database),
    storeSegments(test.archive.database),
    storeSegments(test.archive.database, () => ++steps > 1),
  ]);
  const stored = (await segments()).flatMap((segment) => segment.works.map(({ work }) => work));
  expect(new Set(stored).size).toBe(stored.length);
  const { works } = await readCatalogueWorks(test.archive.database);
  expect(stored.length).toBe(works.length);
});

const citations = () => test.archive.database.query("SELECT to_jsonb(c) AS row FROM citation c ORDER BY id");

/** Links every source anew, and writes the links of each in a transaction of its own. */
async function relinkEachAlone(): Promise<number> {
  const { database, relinker } = test.archive;
  await database.query("UPDATE catalogue SET generation = generation + 1");
  const stale = await staleLinkSources(database, 1_000);
  for (const source of await withWhatWasRead(database, stale)) {
    const { text, how } = toLink(source);
    const { links, linking } = await relinker.link(text, { how, milliseconds: 60_000 });
    await replaceLinks(database, source, toStore(links, source.text, source.headings), linking);
  }
  return stale.length;
}

it("a text that comes is linked from what cites and quotes it, and the rest, unchanged, is not written: the same links as one by one", async () => {
  const { database } = test.archive;
  const speech = (title: string, text: string) =>
    test.ask(IMPORT, { input: { text, title, kind: "SPEECH", language: "en", url: `https://example.org/${title}` } }, true);
  await speech(
    "citing",
    "Colleagues, let us open the “Book of Lanterns, part 77”, which we all were given, and read chapter 1 together today.",
  );
  await speech(
    "quoting",
    "He told us that “every lamp shall burn until the last boat has passed the outer mole” and we believed him then.",
  );
  await speech("silent", "Nothing of that kind was ever said in this hall, and nobody has asked for it in all these years.");
  await settle(test.archive);

  await database.query("CREATE TABLE written (source_id uuid)");
  await database.query(`CREATE FUNCTION note_written() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN INSERT INTO written VALUES (NEW.source_id); RETURN NEW; END'`);
  await database.query("CREATE TRIGGER written AFTER INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION note_written()");
  const book = await importBook(77, "Every lamp shall burn until the last boat has passed the outer mole.");
  await relinkStale(test.archive);
  const written = await database.query<{ title: string }>(
    "SELECT DISTINCT s.title FROM written w JOIN source s ON s.id = w.source_id WHERE s.id <> $1 ORDER BY s.title",
    [book],
  );
  // Quotations of other works may be written as well: one more text makes their words less rare, and their scores lower.
  const titles = written.map(({ title }) => title);
  expect(titles).toEqual(expect.arrayContaining(["citing", "quoting"]));
  expect(titles).not.toContain("silent");
  expect(titles.length).toBeLessThan(15);
  expect(await staleLinkSources(database, 1)).toEqual([]);

  const once = await citations();
  expect(await relinkEachAlone()).toBeGreaterThan(24);
  expect(await citations()).toEqual(once);
});

it("is linked by several processes at once, which share the sources, and take over what one left that was killed", async () => {
  const { database } = test.archive;
  const other = await openArchive(test.env);
  try {
    await database.query("UPDATE catalogue SET generation = generation + 1");
    const stale = (await staleLinkSources(database, 1_000)).length;
    const [mine, theirs] = await Promise.all([
      claimStaleSources(database, 10, LINKER_VERSION, 1),
      claimStaleSources(database, 10, LINKER_VERSION, 60),
    ]);
    const claimed = [...mine.sources, ...theirs.sources].map(({ sourceId }) => sourceId);
    expect(new Set(claimed).size).toBe(claimed.length);
    expect([mine.isMore, theirs.isMore]).toEqual([true, true]);
    await releaseClaims(
      database,
      theirs.sources.map(({ sourceId }) => sourceId),
    );

    // What `mine` has is in the hands of nobody who goes on: it is linked when its second is over.
    const counts: number[] = [];
    await Promise.all([test.archive, other].map((archive) => relinkStale(archive, { onRelinked: (count) => void counts.push(count) })));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(stale);
    expect(await staleLinkSources(database, 1)).toEqual([]);
    expect(await database.query("SELECT FROM relink_claim WHERE until > now()")).toEqual([]);
  } finally {
    await other.close();
  }
});
