import { ImportOutcome, type RecordKind } from "@lectern/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  appearancesByMeetingIds,
  evidenceBySourceIds,
  meetingsBySourceIds,
  phraseOccurrencesBySourceIds,
  pointsByMeetingIds,
  resolveIds,
  StorageError,
  schemaDifference,
  sourcesByIds,
  sourceTextsByIds,
  speechesBySourceIds,
  storeDocument,
  storeReading,
  versionsBySourceIds,
} from "../src/index.js";
import { countRows, openTestArchive, type TestArchive } from "./archive.js";
import { documentOf, given, LINKING, NOTICE_TEXT, notice, read, speech, studyText } from "./drafts.js";

let archive: TestArchive;
beforeAll(async () => {
  archive = await openTestArchive();
});
afterAll(() => archive.drop());

const store = (document: ReturnType<typeof documentOf>) => storeDocument(archive.database, archive.collectionId, document, [], LINKING);

describe("the tables", () => {
  it("agree with the entities", async () => {
    expect(await schemaDifference(archive.database)).toEqual([]);
  });
});

describe("a notice", () => {
  it("is stored with its meeting, people, points, phrases, and the evidence of each", async () => {
    const { outcome, sourceId } = await store(documentOf(notice(), "a.txt"));
    expect(outcome).toBe(ImportOutcome.STORED);
    const [meeting] = (await meetingsBySourceIds(archive.database, [sourceId])).get(sourceId) ?? [];
    expect(meeting).toMatchObject({
      heldOn: "2031-05-02",
      heldHalfDay: "AFTERNOON",
      heldPrecision: "DAY",
      theme: "clean quays",
      title: "clean quays",
    });
    const appearances = (await appearancesByMeetingIds(archive.database, [meeting?.id ?? ""])).get(meeting?.id ?? "");
    expect(appearances?.map(({ part, groupName, role }) => [part, groupName, role])).toEqual([
      ["PRESIDED", null, "Deputy Director"],
      ["SPOKE", null, "Deputy Director"],
      ["ATTENDED", "All wardens", null],
    ]);
    expect((await pointsByMeetingIds(archive.database, [meeting?.id ?? ""])).get(meeting?.id ?? "")).toHaveLength(2);
    const [spoken] = (await speechesBySourceIds(archive.database, [sourceId])).get(sourceId) ?? [];
    expect(spoken).toMatchObject({ kind: "MOBILIZATION_SPEECH", givenOn: "2031-05-02", start: null, meetingId: meeting?.id });
    expect((await phraseOccurrencesBySourceIds(archive.database, [sourceId])).get(sourceId)?.map((found) => found.printed)).toEqual([
      "Clean Water, Clear Heads",
    ]);
    for (const { printed, start, end } of (await evidenceBySourceIds(archive.database, [sourceId])).get(sourceId) ?? []) {
      if (start !== null && end !== null) expect(NOTICE_TEXT.slice(start, end)).toBe(printed);
    }
    const fields = (await evidenceBySourceIds(archive.database, [sourceId]))
      .get(sourceId)
      ?.map((found) => `${found.recordKind}.${found.field}`);
    expect(new Set(fields)).toEqual(
      new Set([
        "SOURCE.publishedOn",
        "MEETING.body",
        "MEETING.theme",
        "MEETING.kind",
        "MEETING.heldOn",
        "MEETING.heldBasis",
        "APPEARANCE.person",
        "APPEARANCE.role",
        "APPEARANCE.groupName",
        "POINT.verb",
        "POINT.text",
        "SPEECH.person",
        "SPEECH.role",
        "SPEECH.printedKind",
        "SPEECH.givenOn",
      ]),
    );
  });

  it("is unchanged when it comes again", async () => {
    const before = await countRows(archive.database, "evidence");
    expect((await store(documentOf(notice(), "a.txt"))).outcome).toBe(ImportOutcome.UNCHANGED);
    expect(await countRows(archive.database, "evidence")).toBe(before);
  });

  it("keeps every id when a better reader reads it otherwise, and gets no new version", async () => {
    const { sourceId } = await store(documentOf(notice(), "a.txt"));
    const ids = await idsOf(sourceId);
    const better = notice(NOTICE_TEXT, {
      presiders: [{ name: read(NOTICE_TEXT, "Director Tomas Wren"), role: read(NOTICE_TEXT, "Deputy") }],
      attendees: [],
    });
    expect(await store(documentOf(better, "a.txt", { readerVersion: "reader 2" }))).toMatchObject({
      outcome: ImportOutcome.UPDATED,
      versionNumber: 1,
    });
    const after = await idsOf(sourceId);
    expect(after.filter((id) => !ids.includes(id))).toEqual([]);
    expect(ids.filter((id) => !after.includes(id))).toHaveLength(1);
    const gone = ids.find((id) => !after.includes(id)) ?? "";
    expect((await resolveIds(archive.database, [gone])).size).toBe(0);
    await store(documentOf(notice(), "a.txt"));
    expect(await idsOf(sourceId)).toEqual(ids);
  });

  it("is a new version when its bytes change, and the old text stays readable", async () => {
    const { sourceId } = await store(documentOf(notice(), "a.txt"));
    const ids = await idsOf(sourceId);
    const corrected = NOTICE_TEXT.replace("Published 2031-05-04.", "Published 2031-05-04, corrected 2031-05-06.");
    const stored = await store(documentOf(notice(corrected), "a.txt"));
    expect(stored).toEqual({ outcome: ImportOutcome.UPDATED, sourceId, versionNumber: 2 });
    expect(await idsOf(sourceId)).toEqual(ids);
    const versions = (await versionsBySourceIds(archive.database, [sourceId])).get(sourceId);
    expect(versions?.map(({ number, text }) => [number, text])).toEqual([
      [1, NOTICE_TEXT],
      [2, corrected],
    ]);
  });

  it.each([
    ["older", 0],
    ["newer", 1],
  ])("tells what its newest capture told, whichever file comes first: the %s", async (_, first) => {
    const url = given(`https://quays.example/captured-${first}`);
    const captured = (text: string, day: string) => notice(text, { url, capturedOn: given(day) });
    const corrected = NOTICE_TEXT.replace("Published 2031-05-04.", "Published 2031-05-04, corrected.");
    const captures = [
      documentOf(captured(NOTICE_TEXT, "2031-05-04"), `captures-${first}/old.txt`),
      documentOf(captured(corrected, "2031-05-08"), `captures-${first}/new.txt`),
    ] as const;
    const [one, two] = first === 0 ? captures : [captures[1], captures[0]];
    const { sourceId } = await store(one);
    expect(await store(two)).toMatchObject({ outcome: ImportOutcome.UPDATED, sourceId });
    for (const again of captures) expect((await store(again)).outcome).toBe(ImportOutcome.UNCHANGED);
    expect((await sourceTextsByIds(archive.database, [sourceId])).get(sourceId)).toBe(corrected);
    expect((await sourcesByIds(archive.database, [sourceId])).get(sourceId)?.place).toBe(`captures-${first}/new.txt`);
    expect((await versionsBySourceIds(archive.database, [sourceId])).get(sourceId)?.map(({ number, text }) => [number, text])).toEqual([
      [1, NOTICE_TEXT],
      [2, corrected],
    ]);
  });

  it("takes characters that Postgres has no room for, and keeps its offsets", async () => {
    const odd = `${NOTICE_TEXT}A NUL \0 and half a pair \ud83d here. Ø 𝒳 end.`;
    const { sourceId } = await store(documentOf(notice(odd), "odd.txt"));
    const text = (await sourceTextsByIds(archive.database, [sourceId])).get(sourceId);
    expect(text).toBe(odd.replace("\0", "\ufffd").replace("\ud83d", "\ufffd"));
    expect((await store(documentOf(notice(odd), "odd.txt"))).outcome).toBe(ImportOutcome.UNCHANGED);
  });

  it("is refused when a span lies outside its text", async () => {
    const bad = notice(NOTICE_TEXT, { setPhrases: [{ ...given("x"), span: [5, 50_000] }] });
    await expect(async () => store(documentOf(bad, "bad.txt"))).rejects.toThrow(StorageError);
  });
});

describe("a study text of the length of a scripture", () => {
  const VERSES = 31_102;
  const verses = Array.from({ length: VERSES }, (_, index) => `And in the year ${index} the wardens kept the quays, and wrote it down.`);
  const made = () => studyText("Annals", [verses.slice(0, 15_000), verses.slice(15_000)]);

  it("is stored whole, and when it is read otherwise every passage keeps its id", async () => {
    const { sourceId } = await store(documentOf(made(), "annals.tsv"));
    const ids = await idsOf(sourceId);
    expect(ids).toHaveLength(VERSES + 3);
    const shifted = made();
    const text = `Annals\n${shifted.text}`;
    const study = shifted.studyText;
    for (const passage of study?.passages ?? []) passage.span = [passage.span[0] + 7, passage.span[1] + 7];
    expect((await store(documentOf({ ...shifted, text, blocks: [] }, "annals.tsv"))).outcome).toBe(ImportOutcome.UPDATED);
    expect(await idsOf(sourceId)).toEqual(ids);
  });
});

describe("a reading of stored bytes", () => {
  it("is unchanged where it says the same, and updates the source where not", async () => {
    const made = speech("We begin.", "Ines Calder");
    const { sourceId } = await store(documentOf(made, "s.txt"));
    const reading = { draft: made, readerVersion: "reader 2", linked: { links: [], linking: LINKING } };
    expect((await storeReading(archive.database, sourceId, reading)).outcome).toBe(ImportOutcome.UNCHANGED);
    const other = { ...reading, draft: { ...made, title: given("We begin") } };
    expect((await storeReading(archive.database, sourceId, other)).outcome).toBe(ImportOutcome.UPDATED);
    expect((await sourcesByIds(archive.database, [sourceId])).get(sourceId)).toMatchObject({
      title: "We begin",
      readerVersion: "reader 2",
      versionNumber: 1,
    });
  });
});

async function idsOf(sourceId: string): Promise<string[]> {
  const rows = await archive.database.query<{ id: string; kind: RecordKind }>(
    "SELECT id FROM identity WHERE source_id = $1 AND retired_at IS NULL ORDER BY id",
    [sourceId],
  );
  return rows.map((row) => row.id);
}
