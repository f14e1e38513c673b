import { createHash } from "node:crypto";
import { type ExportLine, exportArchive, isRestoreUnderWay } from "@lectern/storage";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Archive } from "../src/archive.js";
import { restoreExport } from "../src/restore-export.js";
import { openSampleArchive, openTestArchive, type TestArchive } from "./test-archive.js";

let test: TestArchive;
let lines: ExportLine[];
const copies: TestArchive[] = [];

beforeAll(async () => {
  test = await openSampleArchive();
  lines = [];
  for await (const line of exportArchive(test.archive.database)) lines.push(JSON.parse(JSON.stringify(line)) as ExportLine);
}, 120_000);

afterAll(() => Promise.all([test, ...copies].map((opened) => opened.close())));

async function openCopy(): Promise<TestArchive> {
  const copy = await openTestArchive();
  copies.push(copy);
  await copy.archive.database.query("DELETE FROM api_key");
  return copy;
}

async function* inTurn(some: ExportLine[]): AsyncIterable<ExportLine> {
  yield* some;
}

const RECORDS = ["source", "meeting", "appearance", "point", "speech", "study_text", "section", "passage", "person", "body", "set_phrase"];

/** Every record of an archive, with its id: all but the moment it went away, and with which catalogue it was linked. */
async function recordsOf({ database }: Archive): Promise<Record<string, unknown[]>> {
  const records: Record<string, unknown[]> = {};
  for (const table of [...RECORDS, "evidence", "phrase_occurrence", "citation", "identity"]) {
    const rows = await database.query<{ row: object }>(
      `SELECT to_jsonb(t) - '{linked_generation, linker_version, retired_at}'::text[] || jsonb_build_object('gone', to_jsonb(t) ->> 'retired_at' IS NOT NULL) AS row FROM ${table} t ORDER BY id`,
    );
    records[table] = rows.map(({ row }) => row);
  }
  return records;
}

it("a restore that was stopped on the way goes on, and gives the same records under the same ids", async () => {
  const { archive, ask } = await openCopy();
  let read = 0;
  const stopped = await restoreExport(archive, inTurn(lines), { onRead: () => void read++, isStopped: () => read >= 9 });
  expect(stopped).toMatchObject({ isInterrupted: true, unread: [] });
  expect(await isRestoreUnderWay(archive.database)).toBe(true);

  const told: [number, number][] = [];
  const rest = await restoreExport(archive, inTurn(lines), { onRead: (done, all) => void told.push([done, all]) });
  expect(rest).toMatchObject({ isInterrupted: false, unread: [] });
  expect(told.at(-1)).toEqual([rest.sources, rest.sources]);
  expect(await isRestoreUnderWay(archive.database)).toBe(false);

  const [before, after] = [await recordsOf(test.archive), await recordsOf(archive)];
  for (const table of ["evidence", "citation", "phrase_occurrence", "passage"]) expect(before[table]?.length).toBeGreaterThan(20);
  for (const table of Object.keys(before)) expect(after[table], table).toEqual(before[table]);

  const question = '{ search(query: "harbour", first: 20) { totalCount edges { node { id title } } } }';
  expect((await ask(question)).data).toEqual((await test.ask(question)).data);
}, 60_000);

it("a source whose bytes do not read any more keeps its text and is named", async () => {
  const { archive } = await openCopy();
  const source = lines.find(({ type, place }) => type === "source" && String(place).endsWith(".txt")) as ExportLine;
  const nothing = createHash("sha256").update("").digest("hex");
  const altered = lines.map((line) => {
    if (line.type === "blob") return line.hash === source.hash ? { ...line, hash: nothing, base64: "" } : line;
    return line.hash === source.hash ? { ...line, hash: nothing } : line;
  });
  const { unread } = await restoreExport(archive, inTurn(altered));
  expect(unread).toEqual([{ sourceId: source.id, place: source.place, message: expect.stringMatching(/empty|nothing/i) }]);
  const [kept] = await archive.database.query<{ text: string }>("SELECT text FROM source WHERE id = $1", [source.id]);
  expect(kept?.text).toBe(source.text);
}, 60_000);
