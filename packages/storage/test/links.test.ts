import { CitationState, DecisionAction, type Draft, ImportOutcome, type Link, RecordKind } from "@lectern/schema";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import {
  citationCountsByPassageIds,
  citationCountsByStudyTextIds,
  citationCountsOfTitleKeys,
  citationPagesByPassageIds,
  citationPagesByTitleKeys,
  citationsByIds,
  citationsByMeetingIds,
  citationsBySourceIds,
  citationsBySpeechIds,
  decide,
  drainOutbox,
  meetingsBySourceIds,
  readArchive,
  readLabels,
  replaceLinks,
  sourcesByIds,
  speechesBySourceIds,
  staleLinkSources,
  storeDocument,
  studyTextsBySourceIds,
  targetsByCitationIds,
  undoDecision,
  undoWithdraw,
  wantedWorkPage,
  wantedWorksByKeys,
  withdraw,
} from "../src/index.js";
import { openTestArchive, readCatalogue, type TestArchive } from "./archive.js";
import { documentOf, given, LINKING, linkTo, NOTICE_TEXT, notice, speech, studyText } from "./drafts.js";

const archives: TestArchive[] = [];
let archive: TestArchive;
let database: TestArchive["database"];
beforeEach(async () => {
  archive = await openTestArchive();
  database = archive.database;
  archives.push(archive);
});
afterAll(() => Promise.all(archives.map((made) => made.drop())));

const store = (draft: Draft, place: string, links: Link[] = [], generation = 0) =>
  storeDocument(database, archive.collectionId, documentOf(draft, place), links, { ...LINKING, generation });
const LETTERS = studyText("The Harbour Letters", [["Sweep the quay at dawn.", "Light the lamp at dusk."], ["Keep the tide book."]]);

async function storeLetters() {
  const { sourceId } = await store(LETTERS, "letters.txt");
  const { works, passages, generation } = await readCatalogue(database);
  return { sourceId, work: works[0]?.work ?? "", passages: passages.map(({ passage }) => passage), generation };
}

async function citationsOf(sourceId: string) {
  return (await citationsBySourceIds(database, [sourceId])).get(sourceId) ?? [];
}

async function relink(sourceId: string, links: Link[]) {
  const { generation } = await readCatalogue(database);
  const { textHash } = (await sourcesByIds(database, [sourceId])).get(sourceId) ?? { textHash: "" };
  return replaceLinks(database, { sourceId, textHash }, links, { ...LINKING, generation });
}

describe("a citation", () => {
  it("of a held work points at its passages, and is counted by each", async () => {
    const { work, passages, generation } = await storeLetters();
    const targets = passages.slice(0, 2).map((passage) => ({ work, locator: null, passage, passageStart: 0, passageEnd: 5 }));
    const { sourceId } = await store(notice(), "a.txt", [linkTo(NOTICE_TEXT, "The Harbour Letters", work, { targets })], generation);
    const [citation] = await citationsOf(sourceId);
    expect(citation).toMatchObject({
      state: CitationState.RESOLVED,
      studyTextId: work,
      passageId: passages[0],
      passageStart: 0,
      printed: "The Harbour Letters",
    });
    expect((await targetsByCitationIds(database, [citation?.id ?? ""])).get(citation?.id ?? "")?.map(({ id }) => id)).toEqual(
      passages.slice(0, 2),
    );
    expect([...(await citationCountsByPassageIds(database, passages)).values()]).toEqual([1, 1, 0]);
    expect((await citationCountsByStudyTextIds(database, [work])).get(work)).toBe(1);
    const page = (await citationPagesByPassageIds(database, [passages[1] ?? ""], { first: 5 })).get(passages[1] ?? "");
    expect(page).toMatchObject({ totalCount: 1, hasNextPage: false });
    const [meeting] = (await meetingsBySourceIds(database, [sourceId])).get(sourceId) ?? [];
    expect((await citationsByMeetingIds(database, [meeting?.id ?? ""])).get(meeting?.id ?? "")).toHaveLength(1);
  });

  it("belongs to the innermost speech whose words hold it", async () => {
    const text = "Calder said: read The Harbour Letters tonight. Wren said: no.";
    const made = speech(text, "Ines Calder");
    const [outer] = made.speeches;
    if (outer === undefined) throw new Error("no speech");
    const both = [outer, { ...outer, textSpan: [0, 45] as [number, number] }];
    const { sourceId } = await store({ ...made, speeches: both }, "s.txt", [
      linkTo(text, "The Harbour Letters", "The Harbour Letters", { state: CitationState.CITED_NOT_HELD }),
    ]);
    const speeches = (await speechesBySourceIds(database, [sourceId])).get(sourceId) ?? [];
    const bySpeech = await citationsBySpeechIds(
      database,
      speeches.map(({ id }) => id),
    );
    expect([...bySpeech.keys()]).toEqual([speeches[1]?.id]);
  });

  it("of a work that is not held is on the wanted list, under one key", async () => {
    const title = { state: CitationState.CITED_NOT_HELD, printedLocator: "the fourth volume" };
    await store(notice(), "a.txt", [linkTo(NOTICE_TEXT, "The Harbour Letters", "The Harbour Letters", title)]);
    const shout = "READ THE HARBOUR LETTERS, AND THE TIDE BOOK.";
    await store(speech(shout, "Wren"), "b.txt", [
      linkTo(shout, "THE HARBOUR LETTERS", "THE HARBOUR LETTERS", { state: CitationState.CITED_NOT_HELD }),
      linkTo(shout, "THE TIDE BOOK", "THE TIDE BOOK", { state: CitationState.CITED_NOT_HELD }),
    ]);
    const wanted = await wantedWorkPage(database, { first: 1 });
    expect(wanted).toMatchObject({ totalCount: 2, hasNextPage: true });
    expect(wanted.edges[0]?.node).toMatchObject({
      key: "the harbour letters",
      citationCount: 2,
      sourceCount: 2,
      locators: ["the fourth volume"],
    });
    const rest = await wantedWorkPage(database, { first: 1, after: wanted.edges[0]?.cursor ?? null });
    expect(rest).toMatchObject({ totalCount: 2, hasNextPage: false });
    expect(rest.edges[0]?.node.key).toBe("the tide book");
    expect((await citationPagesByTitleKeys(database, ["the harbour letters"], { first: 5 })).get("the harbour letters")?.totalCount).toBe(
      2,
    );
  });

  it("of a mere kind of document is of its own text alone; one by a short name has the key of the title in full", async () => {
    const notHeld = { state: CitationState.CITED_NOT_HELD };
    const text = "Read the Law on Moles (the Law), says the Law, and the Decision.";
    const law = (words: string) => linkTo(text, words, "Law on Moles", notHeld);
    const links = [law("Law on Moles"), law("the Law"), linkTo(text, "Decision", "Decision", { ...notHeld, isGeneric: true })];
    const { sourceId } = await store({ ...speech(text, "Wren"), title: given("First") }, "a.txt", links);
    const other = "See the Decision.";
    await store(speech(other, "Wren"), "b.txt", [linkTo(other, "Decision", "Decision", { ...notHeld, isGeneric: true })]);

    const { edges, totalCount } = await wantedWorkPage(database, { first: 9 });
    const listed = edges.map(({ node }) => node);
    expect(listed.map(({ title, citationCount }) => [title, citationCount]).sort()).toEqual([
      ["Decision · First", 1],
      ["Decision · Speech of Wren", 1],
      ["Law on Moles", 2],
    ]);
    const keys = listed.map(({ key }) => key);
    expect(keys).toContain(`decision ${sourceId}`);
    expect([...(await wantedWorksByKeys(database, keys)).values()].map(({ title }) => title).sort()).toEqual(
      listed.map(({ title }) => title).sort(),
    );
    const nothing = { bodies: [], people: [], phrases: [], studyTexts: [] };
    const { wantedWorks: labels } = await readLabels(database, [], { ...nothing, wantedWorks: keys });
    expect(labels).toEqual(new Map(listed.map(({ key, title }) => [key, title])));
    expect((await readArchive(database)).counts.wantedWorks).toBe(totalCount);
    const pages = await citationPagesByTitleKeys(database, keys, { first: 5 });
    const counts = await citationCountsOfTitleKeys(database, keys);
    for (const { key, citationCount } of listed)
      expect([pages.get(key)?.totalCount, counts.get(key)?.total]).toEqual([citationCount, citationCount]);
  });

  it("is called as it is printed most often, and of equal forms as it was printed first", async () => {
    const notHeld = { state: CitationState.CITED_NOT_HELD };
    const early = "Read THE ODES.";
    await store({ ...speech(early, "Wren"), publishedOn: given("2030-01-01") }, "z.txt", [linkTo(early, "THE ODES", "THE ODES", notHeld)]);
    const late = "Read the Odes.";
    await store({ ...speech(late, "Wren"), publishedOn: given("2031-01-01") }, "a.txt", [linkTo(late, "the Odes", "the Odes", notHeld)]);
    const titles = async () => (await wantedWorkPage(database, { first: 9 })).edges.map(({ node }) => node.title);
    expect(await titles()).toEqual(["THE ODES"]);
    await store({ ...speech(late, "Ines"), publishedOn: given("2032-01-01") }, "c.txt", [linkTo(late, "the Odes", "the Odes", notHeld)]);
    expect(await titles()).toEqual(["the Odes"]);
  });

  it("keeps its id when its work arrives and it is linked again", async () => {
    const { sourceId } = await store(notice(), "a.txt", [
      linkTo(NOTICE_TEXT, "The Harbour Letters", "The Harbour Letters", { state: CitationState.CITED_NOT_HELD }),
    ]);
    const [before] = await citationsOf(sourceId);
    const { work } = await storeLetters();
    expect((await staleLinkSources(database, 10)).map((stale) => stale.sourceId)).toContain(sourceId);
    expect(await relink(sourceId, [linkTo(NOTICE_TEXT, "The Harbour Letters", work)])).toBe(true);
    const [after] = await citationsOf(sourceId);
    expect(after).toMatchObject({ id: before?.id, state: CitationState.RESOLVED, studyTextId: work });
    expect((await wantedWorkPage(database, { first: 5 })).totalCount).toBe(0);
  });

  it("is not written again, nor indexed again, where linking says the same", async () => {
    const { work, passages, generation } = await storeLetters();
    const links = [
      linkTo(NOTICE_TEXT, "The Harbour Letters", work, { score: 0.7, targets: [{ work, locator: "x", passage: passages[0] ?? "" }] }),
    ];
    const { sourceId } = await store(notice(), "a.txt", links, generation);
    await drainOutbox(database, 100, async () => undefined);
    const writtenBy = async () => (await database.query("SELECT xmin::text FROM citation")).at(0);
    const before = await writtenBy();
    await relink(sourceId, links);
    expect(await writtenBy()).toEqual(before);
    expect(await drainOutbox(database, 100, async () => undefined)).toBe(0);
  });

  it("is refused for another text than the one that was linked", async () => {
    const { sourceId } = await store(notice(), "a.txt");
    expect(await replaceLinks(database, { sourceId, textHash: "0".repeat(64) }, [], LINKING)).toBe(false);
  });

  it("loses a work that is withdrawn: wanted where it names it, gone where it only repeats it, and back when it is shown again", async () => {
    const { sourceId: letters, work, passages, generation } = await storeLetters();
    const text = "The Harbour Letters say: Sweep the quay at dawn.";
    const links = [
      linkTo(text, "The Harbour Letters", work),
      linkTo(text, "Sweep the quay at dawn.", work, { printedTitle: null, targets: [{ work, locator: null, passage: passages[0] ?? "" }] }),
    ];
    const { sourceId } = await store(speech(text, "Wren"), "s.txt", links, generation);
    const before = await citationsOf(sourceId);
    await withdraw(database, { sourceId: letters }, "archivist");
    expect((await citationsOf(sourceId)).map(({ state, studyTextId }) => [state, studyTextId])).toEqual([
      [CitationState.CITED_NOT_HELD, null],
    ]);
    expect((await readCatalogue(database)).works).toEqual([]);
    await undoWithdraw(database, { sourceId: letters }, "archivist");
    await relink(sourceId, links);
    expect((await citationsOf(sourceId)).map(({ id, state }) => [id, state])).toEqual(before.map(({ id }) => [id, CitationState.RESOLVED]));
  });

  it("keeps the work when the passage it meant is no longer there", async () => {
    const { work, passages, generation } = await storeLetters();
    const { sourceId } = await store(
      notice(),
      "a.txt",
      [linkTo(NOTICE_TEXT, "The Harbour Letters", work, { targets: [{ work, locator: null, passage: passages[2] ?? "" }] })],
      generation,
    );
    const shorter = studyText("The Harbour Letters", [["Sweep the quay at dawn.", "Light the lamp at dusk."]]);
    expect((await store(shorter, "letters.txt", [], generation)).outcome).toBe(ImportOutcome.UPDATED);
    expect(await citationsOf(sourceId)).toMatchObject([{ state: CitationState.RESOLVED, studyTextId: work, passageId: null }]);
    expect((await readCatalogue(database)).passages.map(({ passage }) => passage)).toEqual(passages.slice(0, 2));
  });

  it("to a work that went away while it was linked becomes one to a wanted work", async () => {
    const { sourceId: letters, work, generation } = await storeLetters();
    await withdraw(database, { sourceId: letters }, "archivist");
    const { sourceId } = await store(notice(), "a.txt", [linkTo(NOTICE_TEXT, "The Harbour Letters", work)], generation);
    expect(await citationsOf(sourceId)).toMatchObject([{ state: CitationState.CITED_NOT_HELD, titleKey: "the harbour letters" }]);
  });
});

describe("what a person decided about a citation", () => {
  const wanted = linkTo(NOTICE_TEXT, "The Harbour Letters", "The Harbour Letters", { state: CitationState.CITED_NOT_HELD });
  const by = "archivist";

  it("rejected, stays rejected through relinking, a new reading and the arrival of the work, until it is undone", async () => {
    const { sourceId } = await store(notice(), "a.txt", [wanted]);
    const [citation] = await citationsOf(sourceId);
    const decision = await decide(database, {
      action: DecisionAction.REJECT,
      recordKind: RecordKind.CITATION,
      recordId: citation?.id ?? "",
      by,
    });
    expect(await citationsOf(sourceId)).toMatchObject([{ state: CitationState.REJECTED, decidedBy: by }]);
    expect((await wantedWorkPage(database, { first: 5 })).totalCount).toBe(0);
    const { work, generation } = await storeLetters();
    const resolved = linkTo(NOTICE_TEXT, "The Harbour Letters", work);
    await relink(sourceId, [resolved]);
    expect(await citationsOf(sourceId)).toMatchObject([{ id: citation?.id, state: CitationState.REJECTED }]);
    await store(notice(`${NOTICE_TEXT}More.`), "a.txt", [resolved], generation);
    expect(await citationsOf(sourceId)).toMatchObject([{ id: citation?.id, state: CitationState.REJECTED }]);
    await undoDecision(database, decision.id, by);
    expect(await citationsOf(sourceId)).toMatchObject([{ state: CitationState.RESOLVED, studyTextId: work, decidedBy: null }]);
  });

  it("rejected for one work says nothing about another one", async () => {
    const { work, generation } = await storeLetters();
    const quoted = (to: string) => linkTo(NOTICE_TEXT, "every quay must be swept", to, { printedTitle: null });
    const { sourceId } = await store(notice(), "a.txt", [quoted(work)], generation);
    const [citation] = await citationsOf(sourceId);
    await decide(database, { action: DecisionAction.REJECT, recordKind: RecordKind.CITATION, recordId: citation?.id ?? "", by });
    const { sourceId: other } = await store(studyText("The Quay Book", [["Every quay must be swept."]]), "quay.txt");
    const quay = (await studyTextsBySourceIds(database, [other])).get(other)?.id ?? "";
    await relink(sourceId, [quoted(quay)]);
    expect(await citationsOf(sourceId)).toMatchObject([{ id: citation?.id, state: CitationState.RESOLVED, studyTextId: quay }]);
    await relink(sourceId, [quoted(work)]);
    expect(await citationsOf(sourceId)).toMatchObject([{ state: CitationState.REJECTED, studyTextId: work }]);
  });

  it("corrected, holds whatever linking says, even when it no longer finds it; undone, linking has its way", async () => {
    const { work, passages } = await storeLetters();
    const { sourceId } = await store(notice(), "a.txt", [wanted]);
    const [citation] = await citationsOf(sourceId);
    const id = citation?.id ?? "";
    const to = { studyTextId: work, passageIds: [passages[1]] };
    const decision = await decide(database, {
      action: DecisionAction.CORRECT,
      recordKind: RecordKind.CITATION,
      recordId: id,
      field: "target",
      to,
      by,
    });
    const corrected = { id, state: CitationState.RESOLVED, studyTextId: work, passageId: passages[1], decidedBy: by };
    expect(await citationsOf(sourceId)).toMatchObject([corrected]);
    await relink(sourceId, [wanted]);
    expect(await citationsOf(sourceId)).toMatchObject([corrected]);
    await relink(sourceId, []);
    expect(await citationsOf(sourceId)).toMatchObject([corrected]);
    const moved = `A line before. ${NOTICE_TEXT}`;
    await store(notice(moved), "a.txt", []);
    const [after] = await citationsOf(sourceId);
    expect(after).toMatchObject(corrected);
    expect(moved.slice(after?.start, after?.end)).toBe("The Harbour Letters");
    await undoDecision(database, decision.id, by);
    expect(await citationsOf(sourceId)).toEqual([]);
    await store(notice(), "a.txt", [wanted]);
    expect((await citationsByIds(database, [id])).get(id)).toMatchObject({ state: CitationState.CITED_NOT_HELD, decidedBy: null });
  });

  it("cannot confirm what is ambiguous, nor correct to what is not there", async () => {
    const { work } = await storeLetters();
    const ambiguous = linkTo(NOTICE_TEXT, "The Harbour Letters", "x", {
      state: CitationState.AMBIGUOUS,
      candidates: [
        { work, locator: "1" },
        { work, locator: "2" },
      ],
    });
    const { sourceId } = await store(notice(), "a.txt", [ambiguous]);
    const [citation] = await citationsOf(sourceId);
    expect(citation).toMatchObject({ state: CitationState.AMBIGUOUS, studyTextId: null });
    const about = { recordKind: RecordKind.CITATION, recordId: citation?.id ?? "", by };
    await expect(decide(database, { action: DecisionAction.CONFIRM, ...about })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    await expect(
      decide(database, { action: DecisionAction.CORRECT, ...about, field: "target", to: { studyTextId: "x" } }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(decide(database, { action: DecisionAction.CORRECT, ...about, field: "target", to: {} })).rejects.toMatchObject({
      code: "BAD_VALUE",
    });
  });
});
