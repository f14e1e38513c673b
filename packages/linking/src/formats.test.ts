import { describe, expect, it } from "vitest";
import { buildCatalogue } from "./catalogue.js";
import { parseCatalogue, parseStyles, parseTextLine, toPublicLinks } from "./formats.js";
import { linkText } from "./link-text.js";

describe("a catalogue file", () => {
  it("is works with their aliases and passages", () => {
    const lines = [
      '{"work":"Rules","aliases":["Quay Rules"],"locator":"Section 1","text":"No rope."}',
      "",
      '{"work":"Rules","locator":"Section 2","text":"","date":"2001"}',
      '{"work":"Rules","locator":"","text":"","aliases":["Old Rules"]}',
    ];
    const { works, passages, problems } = parseCatalogue(lines.join("\n"));
    expect(problems).toEqual([]);
    expect(works).toEqual([{ work: "Rules", title: "Rules", aliases: ["Quay Rules", "Old Rules"], publishedOn: "2001" }]);
    expect(passages.map(({ locator }) => locator)).toEqual(["Section 1", "Section 2"]);
  });

  it("names the line of what it cannot read", () => {
    const { passages, problems } = parseCatalogue(
      '{"work":"A","locator":"1","text":"x"}\n{broken\n{"locator":"1","text":""}\n[1]\n{"work":"A","locator":"2","text":"y","levels":{"tome":1}}',
    );
    expect(passages).toHaveLength(1);
    expect(problems.map(({ line }) => line)).toEqual([2, 3, 4, 5]);
    expect(problems[1]?.message).toContain('"work"');
    expect(problems[3]?.message).toContain("volume");
  });
});

describe("a file of texts", () => {
  it("names the field that is wrong", () => {
    expect(parseTextLine('{"id":"a","text":"b","date":"2020-01-02"}', 1)).toEqual({
      value: { id: "a", text: { text: "b", date: "2020-01-02" } },
    });
    expect(parseTextLine('{"id":"a","text":"b","at":{"work":"Code","locator":"§ 1"}}', 1)).toMatchObject({
      value: { text: { at: { work: "Code", locator: "§ 1" } } },
    });
    expect(parseTextLine('{"id":"a","text":"b","at":"§ 1"}', 6)).toMatchObject({ problem: { message: expect.stringContaining('"at"') } });
    expect(parseTextLine('{"id":"a"}', 7)).toEqual({ problem: { line: 7, message: '"text" must be a text' } });
    expect(parseTextLine('{"id":"a","text":"","date":"yesterday"}', 8)).toMatchObject({ problem: { line: 8 } });
  });
});

describe("a styles file", () => {
  it("is checked field by field", () => {
    expect(parseStyles('{"work":"Code","before":["§"],"levels":[{"level":"section","values":"code"}]}')).toMatchObject({
      value: [{ work: "Code" }],
    });
    expect(parseStyles('[{"work":"A"},{"work":"B","levels":[{"level":"tome"}]}]')).toMatchObject({
      problem: { message: expect.stringContaining("style 2: level 1") },
    });
    expect(parseStyles('[{"work":"A","mark":"§"}]')).toMatchObject({ problem: { message: expect.stringContaining('"mark"') } });
    expect(parseStyles('[\n{"work":}\n]')).toHaveProperty("problem");
  });

  it("names the books and words of a work", () => {
    const styles = parseStyles(
      '[{"work":"Log","levels":[{"level":"volume","words":["folio"]}]},{"work":"Songs","levels":[{"level":"book","values":"name","names":{"Lanterns":["Lant."]}},{"level":"chapter"},{"level":"verse"}]}]',
    );
    if ("problem" in styles) throw new Error(styles.problem.message);
    const catalogue = buildCatalogue(
      [
        { work: "Log", title: "Harbour Log", aliases: [] },
        { work: "Songs", title: "Songs", aliases: [] },
      ],
      [
        { work: "Log", locator: "folio 7", levels: { volume: 7 }, text: "" },
        { work: "Songs", locator: "Lanterns 2:5", text: "" },
      ],
      styles.value,
    );
    const text = "See folio 7 of the Harbour Log, and Lant. ii. 5.";
    const { links } = toPublicLinks("x", linkText({ text }, catalogue));
    expect(links.map(({ start, end, targets }) => [text.slice(start, end), targets[0]?.locator])).toEqual([
      ["folio 7 of the Harbour Log", "folio 7"],
      ["Lant. ii. 5", "Lanterns 2:5"],
    ]);
  });
});
