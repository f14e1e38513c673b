import { createTestDatabase, type TestDatabase } from "@lectern/postgres";
import { migrate, openDatabase } from "@lectern/storage";
import { foldKey } from "@lectern/text";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { PostgresIndex, type SearchRecord } from "../src/index.js";
import { holdsPhrase, textsOf } from "./brute-force.js";
import { LIBRARY, record, sourcesOf } from "./library.js";
import { madeText, pick, randomFrom } from "./made-texts.js";

const SEED = 20_221_124;
const ARCHIVE = [...LIBRARY, ...madeRecords(200)];

let database: TestDatabase;
let pool: pg.Pool;
let index: PostgresIndex;

beforeAll(async () => {
  database = await createTestDatabase({ template: prepare, templateKey: `migrated ${inject("run")}` });
  pool = new pg.Pool({ connectionString: database.url, max: 4 });
  index = new PostgresIndex(pool);
  await index.put(sourcesOf(ARCHIVE));
});

afterAll(async () => {
  await pool?.end();
  await database?.drop();
});

const request = (query: string, given = {}) => ({ query, filters: {}, from: null, to: null, ...given });

it.each(["YEAR", "MONTH"] as const)("counts every %s with the records it is a share of, exactly", async (unit) => {
  const length = unit === "YEAR" ? 4 : 7;
  for (const [phrase, language] of [
    ["harbour", null],
    ["council", "en"],
    ["图书馆", "zh"],
    ["发展", null],
  ] as const) {
    const passing = ARCHIVE.filter((one) => one.heldOn !== null && (language === null || one.language === language));
    const periods = [...new Set(passing.map((one) => one.heldOn?.slice(0, length) ?? ""))].sort();
    const counted = await index.timeline(request(`"${phrase}"`, { filters: language === null ? {} : { language: [language] } }), unit);
    expect(counted).toEqual(
      periods.map((period) => {
        const within = passing.filter((one) => one.heldOn?.startsWith(period));
        return { period, count: within.filter((one) => textsOf(one).some((text) => holdsPhrase(text, phrase))).length, all: within.length };
      }),
    );
  }
});

it("counts over time whatever dates and years the search is narrowed to", async () => {
  const whole = await index.timeline(request('"harbour"'), "YEAR");
  const narrowed = request('"harbour"', {
    from: "2021-01-01",
    to: "2021-12-31",
    filters: { year: ["2021"] },
    excluded: { year: ["2020"] },
  });
  expect(await index.timeline(narrowed, "YEAR")).toEqual(whole);
});

it("lists every place with the words around it, at its place in the text", async () => {
  const { lines, total, isComplete } = await index.concordance(request("peace "), 1_000);
  const holding = ARCHIVE.filter((one) => [...textsOf(one), ...one.names].some((text) => holdsPhrase(text, "peace")));
  expect({ total, isComplete }).toEqual({ total: holding.length, isComplete: true });
  const texts = new Map(ARCHIVE.map((one) => [one.recordId, sourceTextOf(one)]));
  for (const line of lines) {
    const text = texts.get(line.recordId) ?? "";
    expect(text.slice(line.start, line.end)).toBe(line.match);
    expect(line.match.toLowerCase()).toBe("peace");
    expect(text).toContain(line.left + line.match + line.right);
  }
  const places = ARCHIVE.flatMap((one) => one.passages.flatMap(({ text }) => text.match(/\bpeace\b/gi) ?? []));
  expect(lines.length).toBe(places.length);
});

it("lists a phrase that runs over two passages once", async () => {
  const filler = "Nothing was said of it then. ".repeat(68);
  const text = `${filler}We keep the lamp and the book together for ever. ${filler}`;
  await index.put(sourcesOf([record("seam", { text })]));
  const { lines } = await index.concordance(request('"the lamp and the book together"'), 10);
  expect(lines.map(({ match, start }) => [match, start])).toEqual([["the lamp and the book together", text.indexOf("the lamp and")]]);
  await index.put([{ sourceId: "source-seam", records: [] }]);
});

it("says where there are more places than were asked for, and lists none for no words", async () => {
  const { lines, isComplete, total } = await index.concordance(request('"harbour"'), 3);
  expect({ length: lines.length, isComplete }).toEqual({ length: 3, isComplete: false });
  expect(total).toBe((await index.search({ ...request('"harbour"'), sort: "NEWEST", first: 0, after: null, facets: [] })).total);
  expect((await index.concordance(request(" "), 3)).lines).toEqual([]);
});

it("lists the lines of the oldest records first where that is asked for, so that a cut leaves them", async () => {
  const [all, some] = await Promise.all([100_000, 3].map((limit) => index.concordance(request('"harbour"'), limit, "OLDEST")));
  const days = new Map(ARCHIVE.map(({ recordId, heldOn }) => [recordId, heldOn ?? "undated"]));
  const seen = all?.lines.map(({ recordId }) => days.get(recordId)) ?? [];
  expect(seen).toEqual([...seen].sort());
  expect(some?.lines).toEqual(all?.lines.slice(0, 3));
});

/** The text of a record's source, as far as its passages tell of it. */
function sourceTextOf({ passages }: SearchRecord): string {
  return passages.reduce((before, { start, text }) => before.padEnd(start) + text, "");
}

function madeRecords(count: number) {
  const random = randomFrom(SEED);
  return Array.from({ length: count }, (_, i) =>
    record(`made-${i}`, {
      heldOn: random() < 0.2 ? null : `20${10 + Math.floor(random() * 9)}-0${1 + Math.floor(random() * 9)}-15`,
      language: pick(random, ["en", "zh"]),
      text: madeText(random, 80 + random() * 300),
    }),
  );
}

async function prepare(url: string): Promise<void> {
  const opened = await openDatabase(url, { foldKey });
  await migrate(opened);
  await opened.close();
}
