import { CitationState } from "@lectern/schema/kind";
import { describe, expect, it } from "vitest";
import { testCatalogue } from "../testing.js";
import { findCitations } from "./find-citations.js";

const catalogue = testCatalogue();
const find = (text: string, date?: string) =>
  findCitations({ text, ...(date === undefined ? {} : { date }) }, catalogue).map((link) => ({
    ...link,
    printed: text.slice(link.start, link.end),
  }));

describe("a title with its locator", () => {
  it.each([
    ["He lectured on the fourth volume of “The Keeper’s Handbook: On the Tending of Lamps”.", { volume: 4 }],
    ["See Keeper's Handbook, volume 4, chapter two, for oil.", { volume: 4, chapter: 2 }],
    ["volumes 1 and 2 of the Keeper's Handbook", { volume: [[1], [2]] }],
    ["学习《守灯手册》第四卷。", { volume: 4 }],
    ["学习《守灯手册（第四卷）》。", { volume: 4 }],
    ["《守燈手冊》第一卷、第二卷", { volume: [[1], [2]] }],
    ["Under Article II, Section 3 of the Charter we meet.", { article: 2, section: 3 }],
    ["根据《灯港法》第二条第一款，", { article: 2, paragraph: 1 }],
    ["根据灯港法第二条，", { article: 2 }],
  ])("is read from %s", (text, locator) => {
    const [link] = find(text);
    expect(link).toMatchObject({ state: CitationState.RESOLVED, locator });
    expect(link?.targets.length).toBeGreaterThan(0);
  });

  it("of one word is named by whoever calls it theirs", () => {
    expect(find("May this house live up to its Charter.")).toHaveLength(1);
    expect(find("May each house live up to a Charter.")).toEqual([]);
    expect(find("We have our Charter, and the old Charter stands.").map(({ printed }) => printed)).toEqual(["Charter", "Charter"]);
  });

  it("of one word is none in a long text that says nothing of whose it is", () => {
    const padding = "They spoke of roofs and drains, and of the price of coal. ".repeat(30);
    expect(find(`${padding}It stands in our Charter.`)).toEqual([]);
    expect(find(`${padding}It stands in Article 2 of the Charter.`)).toHaveLength(1);
    expect(find(`${padding}It stands in our Charter. Long live the free harbour!`)).toHaveLength(1);
    expect(find(`${padding}They read the Charter of the Free Harbour. It stands in our Charter.`)).toHaveLength(2);
  });

  it("of one word is named without an article where the text names the work, but not as part of another name", () => {
    const named = "The Charter of the Free Harbour binds us. ";
    const bare = (text: string) => find(text).filter(({ printed }) => printed === "Charter");
    expect(bare(`${named}They keep to Charter principles.`)).toHaveLength(1);
    expect(bare("They keep to Charter principles.")).toEqual([]);
    for (const other of ["the Atlantic Charter", "a Charter", "their Charter on Tides", "old Charter 77"])
      expect(bare(`${named}They speak of ${other.replace(/^the /, "")} today.`)).toEqual([]);
  });

  it("in Chinese is none at the end of another title", () => {
    expect(find("会议听取了关于海上活动与灯港法第二条的汇报。")).toEqual([]);
    expect(find("会议学习了航道法与灯港法第二条。").map(({ work }) => work)).toEqual(["port-law"]);
  });

  it("spans the words that cite and no others", () => {
    expect(find("He lectured on the fourth volume of “Keeper’s Handbook”, then left.")[0]?.printed).toBe(
      "the fourth volume of “Keeper’s Handbook”",
    );
    expect(find("学习《守灯手册》第四卷，并讨论。")[0]?.printed).toBe("《守灯手册》第四卷");
    expect(find("Under Article II, Section 3 of the Charter we meet.")[0]?.printed).toBe("Article II, Section 3 of the Charter");
  });

  it("points to the passages that the locator names", () => {
    expect(find("《守灯手册》第三卷第二章")[0]?.targets).toEqual([{ work: "handbook", locator: "Volume 3, Chapter 2", passage: "h3.2" }]);
    expect(find("Article II of the Charter")[0]?.targets).toHaveLength(3);
  });

  it("stays with the work where the work has no such place, and says so", () => {
    const [link] = find("as the ninth volume of the Keeper's Handbook says");
    expect(link).toMatchObject({ state: CitationState.RESOLVED, work: "handbook", targets: [] });
    expect(link?.reason).toContain("has no volume 9");
  });

  it("is ambiguous where the locator occurs in several volumes", () => {
    const [link] = find("chapter 2 of the Keeper's Handbook");
    expect(link?.state).toBe(CitationState.AMBIGUOUS);
    expect(link?.candidates.map(({ passage }) => passage)).toEqual(["h1.2", "h2.2", "h3.2", "h4.2"]);
  });

  it("is ambiguous where two works bear the title", () => {
    const [link] = find("the Rules of the Quay, section 1");
    expect(link?.state).toBe(CitationState.AMBIGUOUS);
    expect(link?.candidates.map(({ work }) => work)).toEqual(["rules-a", "rules-b"]);
  });

  it("means the version that stood on the day of the text", () => {
    expect(find("《灯港法》第二条", "2010-01-01")[0]?.targets[0]?.version).toBe("2001");
    expect(find("《灯港法》第二条", "2020-01-01")[0]?.targets[0]?.version).toBe("2019");
    expect(find("《灯港法》第二条")[0]?.reason).toContain("newest of 2 versions");
  });

  it("is not seen in words that only look like it", () => {
    expect(find("the charter of a ship, and the constitution of her crew")).toEqual([]);
    expect(find("Chartered ships pay more.")).toEqual([]);
    expect(find("The Charter of Economic Rights was read.")).toEqual([]);
    expect(find("中华人民共和国灯港法律体系日益完善，中华人民共和国灯港法治不断进步。")).toEqual([]);
    expect(find("他说《守灯手册学习纲要》")[0]?.state).toBe(CitationState.CITED_NOT_HELD);
  });
});

describe("scripture", () => {
  it.each([
    ["John 3:16", ["John 3:16"]],
    ["John iii. 16", ["John 3:16"]],
    ["Jn. 3:16-18", ["John 3:16", "John 3:17", "John 3:18"]],
    ["John 3:16, 18; 4:1", ["John 3:16", "John 3:18", "John 4:1"]],
    ["John 3:18-4:1", ["John 3:18", "John 4:1"]],
    ["1 Cor. xiii. 4", ["1 Corinthians 13:4"]],
    ["First Corinthians 13:4", ["1 Corinthians 13:4"]],
    ["first epistle of John, iv. 8", ["1 John 4:8"]],
    ["First Epistle to the Corinthians, chapter 13, verse 4", ["1 Corinthians 13:4"]],
    ["John, chapter 3, verse 16", ["John 3:16"]],
    ["Jude 3", ["Jude 1:3"]],
    ["Psalm 23", ["Psalms 23:1", "Psalms 23:2"]],
  ])("is cited by %s", (text, locators) => {
    const links = find(`He read ${text} aloud.`);
    expect(links).toHaveLength(1);
    expect(links[0]?.targets.map(({ locator }) => locator)).toEqual(locators);
    expect(links[0]?.printed).toBe(text);
  });

  it.each([
    ["John 3:16: he says", "John 3:16"],
    ["(John 3:16.) And then", "John 3:16"],
    ["John 3:16-18: read it", "John 3:16-18"],
    ["the third chapter of John was", "the third chapter of John"],
    ["verse 16 of the third chapter of John was", "verse 16 of the third chapter of John"],
    ["Psalm 23: he says", "Psalm 23"],
  ])("is cited in “%s” with the words %s", (text, printed) => {
    expect(find(`He read ${text}`).map((link) => [link.printed, link.state])).toEqual([[printed, CitationState.RESOLVED]]);
  });

  it("reads a verse, not the whole chapter, before a colon", () => {
    expect(find("John 3:17: let us read.")[0]?.targets.map(({ locator }) => locator)).toEqual(["John 3:17"]);
  });

  it("takes time in proportion to the citations", () => {
    find("John 3:16, ".repeat(2000));
    const time = (count: number): number => {
      const started = process.cpuUsage();
      expect(find("John 3:16, ".repeat(count))).toHaveLength(count);
      const { user, system } = process.cpuUsage(started);
      return user + system;
    };
    const one = Math.min(time(1000), time(1000));
    expect(time(10_000) / one).toBeLessThan(30);
  });

  it("parts John 3:16 from 1 John 4:8 behind it", () => {
    expect(find("John 3:16, 1 John 4:8").map(({ printed }) => printed)).toEqual(["John 3:16", "1 John 4:8"]);
  });

  it("is not cited by a genitive and a number behind it", () => {
    expect(find("The first chapter of Jude's letter")).toHaveLength(1);
    expect(find("Under Standing Order Psalm's 23 we met.")).toEqual([]);
  });

  it("is not cited by a first name and a number", () => {
    expect(find("John 3 years later; he met John, 16 sailors and Jude.")).toEqual([]);
  });

  it("is rejected where the book has no such verse", () => {
    expect(find("John 33:99")[0]).toMatchObject({ state: CitationState.REJECTED, targets: [] });
  });
});

describe("a locator without a title", () => {
  const contextual = (text: string) => find(text).map(({ printed, state, work, locator }) => [printed, state, work, locator]);

  it.each([
    ["In the Keeper's Handbook there is a line for this. The third volume says so.", "The third volume", { volume: 3 }],
    ["The Keeper's Handbook is old; I mean the last letter of the fourth volume.", "the fourth volume", { volume: 4 }],
    [
      "The Keeper's Handbook asks for it, in the second chapter of the third volume.",
      "the second chapter of the third volume",
      { chapter: 2, volume: 3 },
    ],
    ["He read volume 4 of the Keeper's Handbook and lectured on its second chapter.", "second chapter", { volume: 4, chapter: 2 }],
    ["《守灯手册》常读常新，第四卷说得好。", "第四卷", { volume: 4 }],
  ])("goes on with the work named before it: %s", (text, printed, locator) => {
    expect(contextual(text)[1]).toEqual([printed, CitationState.RESOLVED, "handbook", locator]);
  });

  it("is ambiguous where several works named before it have the place", () => {
    const links = find("They compared 《灯港法》第三条 with the Charter, and said that article 2 was short.");
    const link = links.find(({ printed }) => printed === "article 2");
    expect(link?.state).toBe(CitationState.AMBIGUOUS);
    expect([...new Set(link?.candidates.map(({ work }) => work))]).toEqual(["port-law", "charter"]);
  });

  it.each([
    "The Keeper's Handbook is old. He keeps the third volume of his diary here.",
    "He read the Keeper's Handbook.\n\nThe first chapter was dull.",
    "The third volume says so.",
    "He read the Keeper's Handbook and 《港口管理办法》. The third volume says so.",
    "学习《灯港法》。我讲三条。第一条，木料要干。第二条，绳子要净。",
    "They read the Keeper's Handbook in the ninth volume of its years.",
  ])("is none of the work's in: %s", (text) => {
    expect(find(text).filter(({ printedTitle, state }) => printedTitle === null && state !== CitationState.REJECTED)).toEqual([]);
  });
});

describe("a code behind a section mark", () => {
  it("cites the work whose style says so, each code of a list by itself", () => {
    const links = find("under § 1-204.23(c)(1) and §§ 1-101, 2-301 and 2-302 of the book");
    expect(links.map(({ printed }) => printed)).toEqual(["§ 1-204.23(c)(1)", "§§ 1-101", "2-301", "2-302"]);
    expect(links.every(({ work, targets }) => work === "code" && targets.length === 1)).toBe(true);
  });

  it("is left alone where another work's abbreviation stands before it", () => {
    expect(find("42 U.S.C. § 1-101 and 29 C.F.R. § 1910.1")).toEqual([]);
  });

  it("may follow the title", () => {
    expect(find("Harbour Official Code § 1-102")[0]).toMatchObject({
      printed: "Harbour Official Code § 1-102",
      locator: { section: "1-102" },
    });
  });
});

describe("a work that is not held", () => {
  it("is wanted when it is printed as a title", () => {
    expect(find("学习《港口管理办法》第三条")[0]).toMatchObject({
      state: CitationState.CITED_NOT_HELD,
      work: "港口管理办法",
      locator: { article: 3 },
      printed: "《港口管理办法》第三条",
    });
    expect(find("He studied “The Rights of Ferrymen”, chapter two.")[0]).toMatchObject({
      work: "The Rights of Ferrymen",
      locator: { chapter: 2 },
    });
  });

  it("is no slogan, no speech and no title of the speaker's own report", () => {
    expect(find("We must strengthen the “four lamps” and cry “Forward Together Now”.")).toEqual([]);
    expect(find("He said “The Bell is old.” in a book")).toEqual([]);
    expect(find("作了题为《扬帆起航》的报告")).toEqual([]);
  });

  it("is what reading saw, where reading saw any", () => {
    const text = "They read Songs of the Ferry, and cried 《乌有》.";
    const start = text.indexOf("Songs");
    const span: [number, number] = [start, start + 18];
    const title = { value: "Songs of the Ferry", printed: "Songs of the Ferry", span, method: "title", confidence: 1 };
    const links = findCitations({ text, citedWorks: [{ title, locator: null, resolvedLocator: null, spans: [span] }] }, catalogue);
    expect(links).toHaveLength(1);
    expect(links[0]).toMatchObject({ state: CitationState.CITED_NOT_HELD, work: "Songs of the Ferry", start });
  });
});
