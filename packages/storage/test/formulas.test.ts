import { CitationMethod, CitationState, DecisionAction, type Link, RecordKind } from "@lectern/schema";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import {
  citationCountsByPassageIds,
  citationCountsByStudyTextIds,
  citationCountsOfStudyTexts,
  citationsBySourceIds,
  decide,
  drainOutbox,
  readArchive,
  replaceLinks,
  settleFormulas,
  sourcesByIds,
  storeDocument,
  undoDecision,
  undoWithdraw,
  withdraw,
} from "../src/index.js";
import { openTestArchive, readCatalogue, type TestArchive } from "./archive.js";
import { documentOf, LINKING, linkTo, speech, studyText } from "./drafts.js";

const archives: TestArchive[] = [];
let archive: TestArchive;
let database: TestArchive["database"];
let work = "";
let passages: string[] = [];
let generation = 0;
beforeEach(async () => {
  archive = await openTestArchive();
  database = archive.database;
  archives.push(archive);
  const letters = studyText("The Harbour Letters", [
    ["Sweep the quay at dawn with a clean heart, and let no rope lie across it."],
    ["Keep the tide book."],
  ]);
  await storeDocument(database, archive.collectionId, documentOf(letters, "letters.txt"), [], LINKING);
  const catalogue = await readCatalogue(database);
  work = catalogue.works[0]?.work ?? "";
  passages = catalogue.passages.map(({ passage }) => passage);
  generation = catalogue.generation;
});
afterAll(() => Promise.all(archives.map((made) => made.drop())));

const WORDS = "sweep the quay at dawn with a clean heart";
const NAMES = ["Calder", "Wren", "Marsh", "Holm", "Ness", "Firth", "Sound", "Reed"];

/** A quotation of the first passage; `at` is the part of it that is quoted. */
function quotation(text: string, values: Partial<Link> = {}, at: [number, number] = [0, 41], words = WORDS): Link {
  const target = { work, locator: null, passage: passages[0] ?? "", passageStart: at[0], passageEnd: at[1] };
  const methods = [CitationMethod.QUOTATION];
  return linkTo(text, words, work, { methods, printedTitle: null, reason: "9 words verbatim", targets: [target], isBare: true, ...values });
}

async function speak(place: string, speaker: string, values: Partial<Link> = {}, at?: [number, number]) {
  const text = `${place}: let us ${WORDS}, said I.`;
  const document = documentOf(speech(text, speaker), place);
  const { sourceId } = await storeDocument(database, archive.collectionId, document, [quotation(text, values, at)], {
    ...LINKING,
    generation,
  });
  return { sourceId, text };
}

const speakAll = (count: number) => Promise.all(NAMES.slice(0, count).map((name) => speak(`${name}.txt`, name)));

async function settle(): Promise<void> {
  while ((await settleFormulas(database, 3)) > 0);
}

async function citationOf(sourceId: string) {
  const [citation] = (await citationsBySourceIds(database, [sourceId])).get(sourceId) ?? [];
  if (citation === undefined) throw new Error("no citation");
  return citation;
}

async function states(sources: { sourceId: string }[]): Promise<Record<string, number>> {
  const found = await Promise.all(sources.map(({ sourceId }) => citationOf(sourceId)));
  return Object.fromEntries([...Map.groupBy(found, ({ state }) => state)].map(([state, citations]) => [state, citations.length]));
}

async function waitingSources(): Promise<string[]> {
  const ids: string[] = [];
  await drainOutbox(database, 100, async (sourceIds) => void ids.push(...sourceIds));
  return ids.sort();
}

describe("words without marks that many use", () => {
  it("are a formula from the fourth source on: rejected with the reason, counted nowhere, and brought to the index", async () => {
    const three = await speakAll(3);
    await settle();
    expect(await states(three)).toEqual({ [CitationState.RESOLVED]: 3 });
    expect((await citationCountsByStudyTextIds(database, [work])).get(work)).toBe(3);
    const all = [...three, await speak("Ness.txt", "Ness")];
    await waitingSources();
    await settle();
    expect(await states(all)).toEqual({ [CitationState.REJECTED]: 4 });
    expect(await citationOf(all[0]?.sourceId ?? "")).toMatchObject({
      reason: "a formula: at least 4 sources use these words without citing the work",
      decidedBy: null,
    });
    expect((await citationCountsByStudyTextIds(database, [work])).get(work)).toBe(0);
    expect((await citationCountsByPassageIds(database, passages)).get(passages[0] ?? "")).toBe(0);
    expect((await citationCountsOfStudyTexts(database, [work])).get(work)).toMatchObject({ total: 0, byYear: [], bySpeaker: [] });
    expect((await readArchive(database)).counts.citations).toBe(0);
    expect(await waitingSources()).toEqual(all.map(({ sourceId }) => sourceId).sort());
  });

  it("are not written again, nor indexed again, by another count or by linking that says the same", async () => {
    const all = await speakAll(6);
    await settle();
    await waitingSources();
    const writtenBy = () => database.query("SELECT id, xmin::text FROM citation ORDER BY id");
    const before = await writtenBy();
    const [{ sourceId, text }] = all as [(typeof all)[number]];
    const { textHash } = (await sourcesByIds(database, [sourceId])).get(sourceId) ?? { textHash: "" };
    await replaceLinks(database, { sourceId, textHash }, [quotation(text)], { ...LINKING, generation });
    await speak("Sound.txt", "Sound", { isBare: false });
    await settle();
    expect((await writtenBy()).filter(({ id }) => before.some((row) => row.id === id))).toEqual(before);
    expect(await settleFormulas(database, 100)).toBe(0);
  });

  it("are links again by themselves when fewer use them", async () => {
    const all = await speakAll(4);
    await settle();
    const [gone, ...others] = all as [(typeof all)[number], ...typeof all];
    await withdraw(database, { sourceId: gone.sourceId }, "archivist");
    await waitingSources();
    await settle();
    expect(await states(others)).toEqual({ [CitationState.RESOLVED]: 3 });
    expect(await citationOf(others[0]?.sourceId ?? "")).toMatchObject({ reason: "9 words verbatim", linkedReason: null });
    expect(await waitingSources()).toEqual(expect.arrayContaining(others.map(({ sourceId }) => sourceId)));
    await undoWithdraw(database, { sourceId: gone.sourceId }, "archivist");
    await settle();
    expect(await states(all)).toEqual({ [CitationState.REJECTED]: 4 });
    const { textHash } = (await sourcesByIds(database, [gone.sourceId])).get(gone.sourceId) ?? { textHash: "" };
    await replaceLinks(database, { sourceId: gone.sourceId, textHash }, [], { ...LINKING, generation });
    await settle();
    expect(await states(others)).toEqual({ [CitationState.RESOLVED]: 3 });
  });

  it("stay quotations where one speaker alone uses them, however often", async () => {
    const all = await Promise.all(NAMES.map((name) => speak(`${name}.txt`, "Ines Calder")));
    await settle();
    expect(await states(all)).toEqual({ [CitationState.RESOLVED]: 8 });
  });

  it("leave alone quotations in marks or beside a citation, other words of the passage, and a long quotation that holds the formula", async () => {
    await speakAll(6);
    const marked = await speak("marked.txt", "Bell", { isBare: false });
    const elsewhere = await speak("elsewhere.txt", "Tern", {}, [43, 74]);
    const whole = await speak("whole.txt", "Gull", {}, [0, 90]);
    await settle();
    expect(await states([marked, elsewhere, whole])).toEqual({ [CitationState.RESOLVED]: 3 });
  });

  it("are counted where a quotation could be of two works as well", async () => {
    const three = await speakAll(3);
    const candidates = [{ work, locator: null, passage: passages[0] ?? "", passageStart: 0, passageEnd: 41 }];
    await speak("unsure.txt", "Ness", { state: CitationState.AMBIGUOUS, targets: [], candidates });
    await settle();
    expect(await states(three)).toEqual({ [CitationState.REJECTED]: 3 });
  });
});

describe("what a person decided about a formula", () => {
  it("holds: confirmed it is a link, which counts for no formula, and undone it is one again", async () => {
    const all = await speakAll(5);
    await settle();
    const about = { recordKind: RecordKind.CITATION, recordId: (await citationOf(all[0]?.sourceId ?? "")).id, by: "archivist" };
    const confirmed = await decide(database, { action: DecisionAction.CONFIRM, ...about });
    await settle();
    expect(await citationOf(all[0]?.sourceId ?? "")).toMatchObject({ state: CitationState.RESOLVED, decidedBy: "archivist" });
    expect(await states(all.slice(1))).toEqual({ [CitationState.REJECTED]: 4 });
    const second = { ...about, recordId: (await citationOf(all[1]?.sourceId ?? "")).id };
    const rejected = await decide(database, { action: DecisionAction.REJECT, ...second });
    await settle();
    expect(await citationOf(all[1]?.sourceId ?? "")).toMatchObject({ state: CitationState.REJECTED, decidedBy: "archivist" });
    expect(await states(all.slice(2))).toEqual({ [CitationState.RESOLVED]: 3 });
    await undoDecision(database, rejected.id, "archivist");
    await undoDecision(database, confirmed.id, "archivist");
    await settle();
    expect(await states(all)).toEqual({ [CitationState.REJECTED]: 5 });
  });
});
