import { CitationState } from "@lectern/schema/kind";
import { describe, expect, it } from "vitest";
import { buildCatalogue } from "./catalogue.js";
import type { CataloguePassage, CatalogueWork } from "./kinds.js";
import { linkText } from "./link-text.js";
import { testCatalogue } from "./testing.js";

const catalogue = testCatalogue();
/** Milliseconds that a text of 300 thousand units may take on a busy machine; a search that does not grow in proportion takes hours. */
const LONGEST = 20_000;

function timeOf(text: string): number {
  const start = performance.now();
  linkText({ text }, catalogue);
  return performance.now() - start;
}

describe("a text that is made to take long", () => {
  const size = 300_000;
  const many = (piece: string): string => piece.repeat(Math.floor(size / piece.length));
  const texts: Record<string, string> = {
    "one letter": many("x"),
    "one Han character": many("国"),
    "one digit": many("7"),
    "numerals without an end": `volume ${many("i")} of the Charter, volume ${many("mcm")}`,
    "codes without an end": `§ ${many("1-")}`,
    "subdivisions without an end": `§ 1-101${many("(a)")}`,
    "spaces between title and locator": `Charter of the Free Harbour${many(" ")}volume 4`,
    "spaces behind a locator": `volume 4${many(" ")}of Charter, chapter 2${many("\n ")}of`,
    "spaces in a list": `§§ 1-101,${many(" ")}1-102 and${many("\t")}2-301`,
    "words of levels": many("chapter "),
    ordinals: many("the first second third "),
    "ordinals and levels": many("the first chapter of the second volume of "),
    "Chinese ordinals": many("第一"),
    "Chinese locators": many("第一条、"),
    "scripture in a row": many("John 3:16, "),
    "verses in a row": `John 3:${many("16, ")}`,
    "titles in a row": many("Charter "),
    "opening brackets": many("《"),
    "brackets within brackets": `${"《".repeat(size / 2)}${"》".repeat(size / 2)}`,
    "quotation marks": many('"'),
    "curly quotation marks": `${"“".repeat(size / 2)}${"”".repeat(size / 2)}`,
    "emphasis marks": many("_a "),
    "short names in a row": many("Charter of the Free Harbour (hereinafter “the Act”), section 2 of that Act, ibid. ").slice(0, size / 3),
    "references to nothing": `Charter of the Free Harbour ${many("section 2 of that Act ")}`,
    dots: many(". "),
    "elisions in a quotation": `“For the lamp${many(" ...")} was given unto the shore”`,
    "one passage again and again": many("For the lamp was given unto the shore, that whosoever saileth by it should not founder. "),
    "halves of pairs": many("\ud83d"),
  };
  for (const [name, text] of Object.entries(texts)) {
    it(`of ${name} is linked in time that does not explode`, () => expect(timeOf(text)).toBeLessThan(LONGEST), LONGEST * 3);
  }

  it("of 50 MB without a space is linked in time in proportion to it", () => {
    expect(timeOf("abcdefghij".repeat(5_000_000))).toBeLessThan(120_000);
  }, 240_000);
});

describe("an odd catalogue", () => {
  const act = "No rope shall lie across the quay after the evening bell has been rung twice.";

  it("with two works of one title links it to neither, and names both", () => {
    const works = ["a", "b"].map((work) => ({ work, title: "Rules of the Quay", aliases: [] }));
    const [link] = linkText({ text: "See the Rules of the Quay." }, buildCatalogue(works, []));
    expect(link).toMatchObject({ state: CitationState.AMBIGUOUS, targets: [], candidates: [{ work: "a" }, { work: "b" }] });
  });

  it("with a common word as an alias links no use of the word in small letters", () => {
    const works = [{ work: "act", title: "Harbour Act of 1901", aliases: ["the Act", "Act"] }];
    const held = buildCatalogue(works, [{ work: "act", locator: "Section 1", text: act }]);
    expect(linkText({ text: "They act in the act of a play, and act well; an act is an act." }, held)).toEqual([]);
    expect(linkText({ text: "Section 1 of the Act forbids it." }, held)).toMatchObject([
      { work: "act", targets: [{ locator: "Section 1" }] },
    ]);
  });

  it("with titles of one character, or of none, links only what marks or locators make a title", () => {
    const works: CatalogueWork[] = ["诗", "A", "", "…", "()*+?[\\"].map((title, i) => ({ work: `w${i}`, title, aliases: ["", " "] }));
    const held = buildCatalogue(works, []);
    expect(linkText({ text: "诗人写诗，A or B? () *+?[\\ …" }, held)).toEqual([]);
    expect(linkText({ text: "《诗》有之。" }, held)).toMatchObject([{ work: "w0", state: CitationState.RESOLVED }]);
  });

  it("with signs of regular expressions in its titles and marks is searched by its letters", () => {
    const works = [{ work: "w", title: "(a+)+$ Rules 1-1", aliases: ["[a-z]*"] }];
    const style = { work: "w", before: ["(.*)*"], levels: [{ level: "section" as const, words: ["(x+x+)+y"], values: "code" as const }] };
    const held = buildCatalogue(works, [{ work: "w", locator: "1-101", text: "" }], [style]);
    const start = performance.now();
    const links = linkText({ text: `${"a".repeat(50_000)}! (.*)* 1-101, ${"x".repeat(50_000)}` }, held);
    expect(links).toMatchObject([{ work: "w", targets: [{ locator: "1-101" }] }]);
    expect(performance.now() - start).toBeLessThan(LONGEST);
  });

  it("that its owner changes while texts are linked is linked to as it was", () => {
    const works: CatalogueWork[] = [{ work: "w", title: "Quay Rules", aliases: [] }];
    const passages: CataloguePassage[] = [{ work: "w", locator: "Section 1", text: act }];
    const held = buildCatalogue(works, passages);
    const before = linkText({ text: `Quay Rules, section 1: ${act}` }, held);
    works.push({ work: "v", title: "Quay Rules", aliases: [] });
    passages[0] = { work: "w", locator: "Section 9", text: "Other words." };
    expect(linkText({ text: `Quay Rules, section 1: ${act}` }, held)).toEqual(before);
    expect(before.map(({ state }) => state)).toEqual([CitationState.RESOLVED, CitationState.RESOLVED]);
  });

  it("is looked for in a text with offsets that are no places of it: those alone are left out", () => {
    const title = { value: "A Lost Book", printed: "A Lost Book", span: [8, 19] as [number, number], method: "", confidence: 1 };
    const spans: [number, number][] = [
      [8, 19],
      [-5, 3],
      [19, 8],
      [8, 8],
      [1.5, 4],
      [Number.NaN, 4],
      [0, 1e9],
    ];
    const cited = { title, locator: null, resolvedLocator: null, spans };
    const links = linkText(
      { text: "We read A Lost Book.", citedWorks: [cited], at: { work: "none", locator: "9" } },
      buildCatalogue([], []),
    );
    expect(links.map(({ start, end, state }) => [start, end, state])).toEqual([[8, 19, CitationState.CITED_NOT_HELD]]);
  });

  it("with places that are none, and texts of nothing, is held all the same", () => {
    const odd: CataloguePassage[] = ["", " ", "§", "::", "第条", "Chapter", "\ud800"].map((locator) => ({
      work: "w",
      locator,
      text: "\u0000",
    }));
    expect(linkText({ text: "Chapter of w, § and 第条" }, buildCatalogue([], odd))).toEqual([]);
    expect(linkText({ text: "" }, buildCatalogue([], []))).toEqual([]);
  });
});
