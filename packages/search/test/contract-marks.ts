import { expect, it } from "vitest";
import type { MarkedText } from "../src/index.js";
import { LIBRARY, record, request, sourcesOf } from "./library.js";
import { madeText, randomFrom } from "./made-texts.js";
import { filledWith, type OpenIndex } from "./open-index.js";

export function marks(open: () => Promise<OpenIndex>): void {
  const library = filledWith(open, LIBRARY);
  const first = async (query: string) => {
    const [hit] = (await library.search(request(query))).hits;
    if (hit === undefined) throw new Error(`nothing found for ${query}`);
    return hit;
  };
  const marked = ({ text, marks: spans }: MarkedText) => spans.map(([start, end]) => text.slice(start, end));

  it("marks words, forms, slips, beginnings and phrases where they stand", async () => {
    expect(marked((await first("storm ")).snippet)).toEqual(["storms"]);
    expect(marked((await first("pateince ")).snippet)).toEqual(["patience"]);
    expect(marked((await first("granar")).snippet)).toEqual(["granaries"]);
    expect(marked((await first('"river is frozen"')).snippet)).toEqual(["river is frozen"]);
    expect(marked((await first("ferryman crossing ")).snippet)).toEqual(["ferryman", "crossing"]);
    expect(marked((await first('children "count the masts"')).snippet)).toEqual(["children", "children", "count the masts"]);
  });

  it("marks traditional characters for a simplified query and the other way round", async () => {
    expect(marked((await first('"传承文脉"')).snippet)).toEqual(["傳承文脈"]);
    expect(marked((await first("古籍保护")).title)).toEqual(["古籍保護"]);
    expect(marked((await first('"不能只做樣子"')).snippet)).toEqual(["不能只做样子"]);
  });

  it("marks the title", async () => {
    expect(marked((await first("harbour opening ")).title)).toEqual(["opening", "harbour"]);
    expect(marked((await first("数字化")).title)).toEqual(["数字化"]);
  });

  it("gives the passage of a study text that it shows, and where the snippet stands in the source", async () => {
    const hit = await first("toll consent ");
    expect([hit.passageId, hit.snippet.start, hit.matchingPassages]).toEqual(["article-3", 123, 1]);
    expect(hit.snippet.text).toBe("No toll is taken at the harbour without the consent of the council.");
    expect((await first("council charter ")).matchingPassages).toBe(0);
    expect((await library.search(request("council "))).hits.find((one) => one.recordId === "charter")?.matchingPassages).toBe(2);
  });

  it("counts the matching passages of named records and over time, without a page as well", async () => {
    for (const query of ["council ", '"the council"', "toll consent "]) {
      const { hits } = await library.search(request(query));
      const named = hits.map(({ recordId }) => recordId);
      const answer = await library.search(request(query, { first: 0, countedIn: [...named, "nothing"], timeline: "YEAR" }));
      expect(named.map((id) => answer.passageCounts.get(id) ?? 0)).toEqual(hits.map(({ matchingPassages }) => matchingPassages));
      expect([answer.hits, answer.passageCounts.has("nothing")]).toEqual([[], false]);
      const dated = LIBRARY.filter(({ recordId, heldOn }) => heldOn !== null && named.includes(recordId));
      expect(answer.timeline?.reduce((sum, { count }) => sum + count, 0)).toBe(dated.length);
    }
  });

  it("counts the passages that match unless told not to, and shows the same ones", async () => {
    const [counted] = (await library.search(request("council "))).hits;
    const [bare] = (await library.search(request("council ", { isCounting: false }))).hits;
    expect(counted?.matchingPassages).toBeGreaterThan(0);
    expect({ ...bare, matchingPassages: 0 }).toEqual({ ...counted, matchingPassages: 0 });
  });

  it("cuts snippets out of the source at the borders of words, around the words that stand closest together", async () => {
    const random = randomFrom(7);
    const filler = () => madeText(random, 3_000).replace(/harbour|council/gi, "river");
    const text = `${filler()} harbour ${filler()} The council then went down to the harbour, and the council stayed. ${filler()} council ${filler()}`;
    const some = await open();
    try {
      await some.index.put(sourcesOf([record("long", { text })]));
      const [hit] = (await some.index.search(request("harbour council "))).hits;
      const snippet = hit?.snippet as MarkedText & { start: number };
      expect(text.slice(snippet.start, snippet.start + snippet.text.length)).toBe(snippet.text);
      expect(snippet.text.length).toBeLessThanOrEqual(240);
      expect(snippet.text).toContain("The council then went down to the harbour");
      expect(marked(snippet).map((word) => word.toLowerCase())).toEqual(["council", "harbour", "council"]);
    } finally {
      await some.close();
    }
  });

  it("shows the beginning of a record that only its title or names were found by", async () => {
    const hit = await first("Edith ");
    expect([hit.matchingPassages, hit.snippet.marks, hit.snippet.text.startsWith("Fellow citizens")]).toEqual([0, [], true]);
    const [newest] = (await library.search(request(""))).hits;
    expect([newest?.recordId, newest?.snippet.text.startsWith("港口建设座谈会召开。")]).toEqual(["port-zh", true]);
  });

  it("marks a phrase that runs from one passage into the next", async () => {
    const text = ["The pilot came aboard. The ferry left. ", "Nobody waved, and the quay was empty."];
    const passages = text.map((piece, ordinal) => ({
      ordinal,
      start: ordinal === 0 ? 40 : 40 + (text[0] as string).length,
      text: piece,
      passageId: null,
    }));
    const some = await open();
    try {
      await some.index.put(sourcesOf([record("long", { passages })]));
      const [hit] = (await some.index.search(request('quay "ferry left. Nobody waved"'))).hits;
      expect(marked(hit?.snippet as MarkedText)).toEqual(["ferry left. Nobody waved", "quay"]);
    } finally {
      await some.close();
    }
  });
}
