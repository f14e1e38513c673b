import { AppearancePart, CitationState } from "@lectern/schema/kind";
import { describe, expect, it } from "vitest";
import { type SearchMaterial, searchRecordsOf } from "./records-of.js";
import { PASSAGE_LENGTH } from "./search-record.js";

const TEXT = `A notice. ${"The mayor spoke of roads. ".repeat(300)}The end of it.`;
const SPEECH: [number, number] = [10, 10 + 26 * 300];

function material(given: Partial<SearchMaterial> = {}): SearchMaterial {
  return {
    source: { id: "s", title: "Notice of a meeting", language: "en", text: TEXT },
    collection: { name: "notices" },
    meetings: [
      {
        id: "m",
        title: null,
        theme: "Roads",
        kind: null,
        place: "the town hall",
        heldOn: "2022-09-27",
        bodyId: "b",
        body: { name: "Road Board", aliases: ["the Board"] },
        appearances: [
          { personId: "p1", part: AppearancePart.PRESIDED, groupName: null, role: null, person: { name: "Ada Holm", aliases: [] } },
          { personId: "p2", part: AppearancePart.SPOKE, groupName: null, role: null, person: { name: "Ben Ruck", aliases: ["B. Ruck"] } },
          { personId: null, part: AppearancePart.ATTENDED, groupName: "all wardens", role: null, person: null },
        ],
        points: [{ verb: "requested" }],
      },
    ],
    speeches: [
      {
        id: "sp",
        meetingId: "m",
        personId: "p2",
        title: "On roads",
        role: null,
        printedKind: null,
        about: null,
        givenOn: null,
        start: SPEECH[0],
        end: SPEECH[1],
        person: { name: "Ben Ruck", aliases: [] },
      },
    ],
    studyText: null,
    citations: [
      { state: CitationState.RESOLVED, studyTextId: "w", title: null, titleKey: null, start: 20, end: 30 },
      {
        state: CitationState.CITED_NOT_HELD,
        studyTextId: null,
        title: "The Book of Tolls",
        titleKey: "the book of tolls",
        start: 2,
        end: 8,
      },
      { state: CitationState.REJECTED, studyTextId: "x", title: null, titleKey: null, start: 2, end: 8 },
    ],
    citedTitles: [{ studyTextId: "w", title: "City Charter" }],
    phrases: [{ phraseId: "f", canonical: "of roads", start: 26, end: 34 }],
    ...given,
  };
}

describe("search records of a source", () => {
  it("gives the meeting the text outside the speech, and the speech its own words", () => {
    const [meeting, speech] = searchRecordsOf(material());
    expect(meeting).toMatchObject({
      recordId: "m",
      kind: "MEETING",
      title: "Roads",
      heldOn: "2022-09-27",
      bodyIds: ["b"],
      speakerIds: ["p2"],
    });
    expect(meeting?.passages.map(({ start, text }) => [start, text.trim()])).toEqual([
      [0, "A notice."],
      [SPEECH[1], "The end of it."],
    ]);
    expect(meeting?.names).toEqual([
      "Notice of a meeting",
      "requested",
      "On roads",
      "Road Board",
      "the Board",
      "Ada Holm",
      "Ben Ruck",
      "B. Ruck",
      "all wardens",
      "the town hall",
      "The Book of Tolls",
    ]);
    expect(speech).toMatchObject({
      recordId: "sp",
      kind: "SPEECH",
      title: "On roads",
      heldOn: "2022-09-27",
      names: ["Ben Ruck", "City Charter"],
    });
    expect(speech?.passages.map(({ text }) => text).join("")).toBe(TEXT.slice(...SPEECH));
    for (const passage of speech?.passages ?? []) {
      expect(passage.text.length).toBeLessThanOrEqual(PASSAGE_LENGTH);
      expect(TEXT.slice(passage.start, passage.start + passage.text.length)).toBe(passage.text);
      expect(passage.text).toMatch(/^The mayor .*\. $/s);
    }
  });

  it("finds a record by values that people corrected, and names none that stand in its text", () => {
    const [given] = material().meetings as [SearchMaterial["meetings"][number]];
    const [speech] = material().speeches as [SearchMaterial["speeches"][number]];
    const corrected = { ...given, title: "Roads", theme: "Bridges and tolls", kind: "The end of it", points: [{ verb: "notice" }] };
    const speeches = [{ ...speech, role: "the mayor", about: "ferries" }];
    const [meeting, spoken] = searchRecordsOf(material({ meetings: [corrected], speeches }));
    expect(meeting?.names.slice(0, 5)).toEqual(["Bridges and tolls", "Notice of a meeting", "On roads", "the mayor", "ferries"]);
    expect(meeting?.names).not.toContain("The end of it");
    expect(spoken?.names).toEqual(["the mayor", "ferries", "Ben Ruck", "City Charter"]);
  });

  it("keeps citations and phrases with the record they stand in", () => {
    const [meeting, speech] = searchRecordsOf(material());
    expect([meeting?.citedWorks, meeting?.phraseIds]).toEqual([["wanted:the book of tolls"], []]);
    expect([speech?.citedWorks, speech?.phraseIds]).toEqual([["w"], ["f"]]);
  });

  it("leaves a speech that is only reported to its meeting", () => {
    const reported = material().speeches.map((speech) => ({ ...speech, start: null, end: null }));
    const records = searchRecordsOf(material({ speeches: reported }));
    expect(records.map((one) => one.recordId)).toEqual(["m"]);
    expect(records[0]?.speakerIds).toEqual(["p2"]);
  });

  it("gives a study text one passage each, and cuts only those that are too long", () => {
    const long = "Whoever reads this reads on. ".repeat(200);
    const passages = [
      { id: "a1", text: "The city is free.", start: 5 },
      { id: "a2", text: long, start: 40 },
    ];
    const studyText = {
      id: "t",
      title: "Charter",
      aliases: ["the Charter"],
      author: "The Council",
      edition: null,
      language: "en",
      passages,
    };
    const [one] = searchRecordsOf(material({ meetings: [], speeches: [], studyText }));
    expect(one).toMatchObject({
      recordId: "t",
      kind: "STUDY_TEXT",
      heldOn: null,
      names: ["Notice of a meeting", "the Charter", "The Council", "City Charter", "The Book of Tolls"],
    });
    expect(one?.passages[0]).toEqual({ ordinal: 0, start: 5, text: "The city is free.", passageId: "a1" });
    expect(one?.passages.length).toBeGreaterThan(2);
    expect(one?.passages.slice(1).every(({ passageId }) => passageId === "a2")).toBe(true);
    expect(
      one?.passages
        .slice(1)
        .map(({ text }) => text)
        .join(""),
    ).toBe(long);
  });
});
