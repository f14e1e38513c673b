import { describe, expect, it } from "vitest";
import { linePath, longerWords, type SortableLine, sortLines } from "./concordance.js";

const line = (given: Partial<SortableLine>): SortableLine => ({
  recordId: "r",
  kind: "SPEECH",
  passageId: null,
  start: 4,
  end: 8,
  left: "",
  match: "tide",
  right: "",
  heldOn: null,
  heldPrecision: null,
  by: null,
  ...given,
});

describe("lines", () => {
  it("are sorted by the word next to the match first, then by the ones further out", () => {
    const lefts = ["saw the ", "before every, ", "knew the "];
    expect(
      sortLines(
        lefts.map((left) => line({ left })),
        "LEFT",
      ).map(({ left }) => left),
    ).toEqual(["before every, ", "knew the ", "saw the "]);
    const rights = [", which rose", " and", " (again)"];
    expect(
      sortLines(
        rights.map((right) => line({ right })),
        "RIGHT",
      ).map(({ right }) => right),
    ).toEqual([" (again)", " and", ", which rose"]);
  });

  it("are sorted by date, the latest first and undated ones last, and by who speaks, the nameless last", () => {
    const dated = [null, "2019-01-01", "2021-05-01"].map((heldOn) => line({ heldOn }));
    expect(sortLines(dated, "NEWEST").map(({ heldOn }) => heldOn)).toEqual(["2021-05-01", "2019-01-01", null]);
    expect(sortLines(dated, "OLDEST").map(({ heldOn }) => heldOn)).toEqual(["2019-01-01", "2021-05-01", null]);
    const said = [null, "Wen", "Ames"].map((by) => line({ by }));
    expect(sortLines(said, "SPEAKER").map(({ by }) => by)).toEqual(["Ames", "Wen", null]);
  });

  it("name the words that an unfinished one was taken for", () => {
    const lines = ["The", "they", "them", "them", "thes"].map((match) => line({ match }));
    expect(longerWords(lines, "the")).toEqual(["them", "they"]);
    expect([longerWords(lines, ""), longerWords([line({ match: "会议室" })], "会议")]).toEqual([[], []]);
  });

  it("are sorted in Chinese character by character, from the match outwards", () => {
    const lefts = ["认真", "不断"];
    const sorted = sortLines(
      lefts.map((left) => line({ left })),
      "LEFT",
    ).map(({ left }) => left);
    expect(sorted).toEqual([..."断真"].sort(new Intl.Collator().compare).map((last) => lefts.find((left) => left.endsWith(last))));
  });

  it("open their record at their words", () => {
    expect(linePath(line({}))).toBe("/speeches/r?at=4-8");
    expect(linePath(line({ kind: "STUDY_TEXT", passageId: "p" }))).toBe("/texts/r?at=4-8&passage=p");
  });
});
