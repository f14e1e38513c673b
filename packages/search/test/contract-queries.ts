import { expect, it } from "vitest";
import { SearchQueryError } from "../src/index.js";
import { ALL_FACETS, LIBRARY, record, request, sourcesOf } from "./library.js";
import { filledWith, type OpenIndex } from "./open-index.js";

export function queries(open: () => Promise<OpenIndex>): void {
  const library = filledWith(open, LIBRARY);
  const found = async (query: string) => (await library.search(request(query))).hits.map((hit) => hit.recordId);
  const foundInAnyOrder = async (query: string) => (await found(query)).sort();

  it("finds records by a word in the text, the title, the names or a passage", async () => {
    expect(await found("storms ")).toEqual(["harbour"]);
    expect(await found("Remarks ")).toEqual(["undated"]);
    expect(await foundInAnyOrder("Ames ")).toEqual(["bridge", "harbour"]);
    expect(await found("toll ")).toEqual(["charter"]);
  });

  it("finds an exact phrase in the title and the text alone, however long, and plain words in the names as well", async () => {
    expect(await foundInAnyOrder("Oda Lind ")).toContain("winter");
    expect(await found('"Tobias Ames"')).toEqual([]);
    const name = "Commission for the Lamps, ".repeat(12).trim();
    const two = [
      record("named", { names: [name], text: "The lamps were lit." }),
      record("printed", { text: `The lamps were lit by the ${name}` }),
    ];
    const some = await open();
    try {
      await some.index.put(sourcesOf(two));
      const ids = async (query: string) => (await some.index.search(request(query))).hits.map((hit) => hit.recordId).sort();
      expect(await ids(`"${name}"`)).toEqual(["printed"]);
      expect(await ids(`-"${name}" lamps `)).toEqual(["named"]);
      expect(await ids("commission lamps ")).toEqual(["named", "printed"]);
    } finally {
      await some.close();
    }
  });

  it("puts a title that holds the word before texts that do", async () => {
    expect((await found("harbour "))[0]).toBe("harbour");
    expect((await found("winter "))[0]).toBe("winter");
  });

  it("wants all words, wherever in a record they stand", async () => {
    expect(await found("lind granaries ")).toEqual(["winter"]);
    expect(await found("harbour masons ships ")).toEqual(["harbour"]);
    const answer = await library.search(request("city consent "));
    expect([answer.matching, answer.hits.map((hit) => hit.recordId)]).toEqual(["ALL", ["charter"]]);
  });

  it("ignores case, quotation marks and the number of a noun", async () => {
    expect(await foundInAnyOrder("CITIES ")).toEqual(["charter", "harbour"]);
    expect(await found("storm ")).toEqual(["harbour"]);
  });

  it("takes the last word for unfinished, and only while nothing follows it", async () => {
    expect(await found("granar")).toEqual(["winter"]);
    expect(await found("hard gran")).toEqual(["winter"]);
    expect((await library.search(request("gran "))).total).toBe(0);
  });

  it("puts the word itself before words that begin with it", async () => {
    const some = await open();
    try {
      await some.index.put(
        sourcesOf([record("longer", { text: "The portal was open." }), record("itself", { text: "The port was open." })]),
      );
      expect((await some.index.search(request("port"))).hits.map((hit) => hit.recordId)).toEqual(["itself", "longer"]);
    } finally {
      await some.close();
    }
  });

  it("finds a misspelt word and says what it searched for", async () => {
    for (const [typed, meant, id] of [
      ["granaris", "granaries", "winter"],
      ["pateince", "patience", "winter"],
      ["adjurned", "adjourned", "bridge"],
      ["comission", "commission", "bridge"],
      ["storsm", "storms", "harbour"],
    ] as const) {
      const answer = await library.search(request(`${typed} `));
      expect([typed, answer.hits.map((hit) => hit.recordId)]).toEqual([typed, [id]]);
      expect(answer.corrections).toEqual([{ typed, searched: expect.arrayContaining([meant]) as string[] }]);
    }
    expect((await library.search(request("storms "))).corrections).toEqual([]);
    expect((await library.search(request("tol "))).corrections).toEqual([]);
  });

  it("leaves out what stands behind a minus", async () => {
    expect(await foundInAnyOrder("peace -winter ")).toEqual(["charter", "harbour", "undated"]);
    expect(await foundInAnyOrder('peace -"long crossing"')).toEqual(["charter", "harbour", "winter"]);
    expect(await foundInAnyOrder("港口 -城市")).toEqual([]);
    expect(await foundInAnyOrder("-peace -会议 -會議 ")).toEqual(["bridge"]);
  });

  it("takes no word that is left out for misspelt", async () => {
    const some = await open();
    try {
      await some.index.put(sourcesOf([record("a", { text: "The nuclear age." }), record("b", { text: "An unclear age." })]));
      for (const query of ["nuclear -nuclear ", 'nuclear -"nuclear"']) {
        const { hits, corrections } = await some.index.search(request(query));
        expect([query, hits, corrections]).toEqual([query, [], []]);
      }
      const { hits } = await some.index.search(request("nuclaer -nuclear "));
      expect(hits).toEqual([]);
      expect((await some.index.search(request("nuclaer "))).hits.map(({ recordId }) => recordId)).toEqual(["a"]);
    } finally {
      await some.close();
    }
  });

  it("takes either side of OR, which binds tighter than a space", async () => {
    expect(await foundInAnyOrder("masons OR granaries ")).toEqual(["harbour", "winter"]);
    expect(await foundInAnyOrder("peace masons OR granaries ")).toEqual(["harbour", "winter"]);
    expect(await foundInAnyOrder('"hard winter" OR "long crossing" OR toll ')).toEqual(["charter", "undated", "winter"]);
    expect(await found("OR OR ")).toEqual([]);
    expect(await foundInAnyOrder("masons OR ")).toEqual(["harbour"]);
  });

  it("finds every word that begins as what stands before a star, not the last one alone", async () => {
    expect(await found("granar* hard ")).toEqual(["winter"]);
    expect(await found("gran* hard ")).toEqual(["winter"]);
    expect(await found("storm* cit* ")).toEqual(["harbour"]);
    expect(await found('"hard wint*" ')).toEqual(["winter"]);
    expect(await foundInAnyOrder("peace -wint* ")).toEqual(await foundInAnyOrder("peace -winter "));
    expect((await library.search(request("granar* "))).corrections).toEqual([]);
  });

  it("takes AND for all words and NOT for a minus", async () => {
    expect(await foundInAnyOrder("lind AND granaries ")).toEqual(["winter"]);
    expect(await foundInAnyOrder("peace NOT winter ")).toEqual(["charter", "harbour", "undated"]);
    expect(await foundInAnyOrder('peace AND NOT "long crossing"')).toEqual(["charter", "harbour", "winter"]);
  });

  it("gives records that hold most words where none holds all", async () => {
    const answer = await library.search(request("granaries patience quarters zeppelin "));
    expect([answer.matching, answer.total, answer.hits.map((hit) => hit.recordId)]).toEqual(["MOST", 1, ["winter"]]);
    expect((await library.search(request("x granaries 1 "))).hits.map((hit) => hit.recordId)).toEqual(["winter"]);
    expect((await library.search(request("granaries xyzzy zeppelin "))).total).toBe(0);
    expect((await library.search(request("x a zeppelin "))).total).toBe(0);
    const exact = await library.search(request('peace "granaries are high"'));
    expect([exact.matching, exact.total]).toEqual(["ALL", 0]);
  });

  it("finds exact phrases with their punctuation, in whole words, and never across a record's parts", async () => {
    expect(await found('"storms did not stop us"')).toEqual(["harbour"]);
    expect(await found('"stop us. Cities GROW"')).toEqual(["harbour"]);
    expect(await found('"stop us.  Cities"')).toEqual(["harbour"]);
    expect(await found('"stop us cities"')).toEqual([]);
    expect(await found('"art"')).toEqual([]);
    expect(await found('"children’s children"')).toEqual(["harbour"]);
    expect(await found('"will stand for a hundred years"')).toEqual(["bridge"]);
    expect(await found('"north bank bridge"')).toEqual([]);
    expect(await found('"hard winter" ')).toEqual(["winter"]);
  });

  it("reads an open quotation mark to the end, its last word unfinished", async () => {
    expect(await found('"granaries are lo')).toEqual(["winter"]);
    expect(await found("“hard wint")).toEqual(["winter"]);
    expect(await found('peace "long cro')).toEqual(["undated"]);
    expect((await library.search(request('"'))).total).toBe(LIBRARY.length);
  });

  it("finds Chinese words and phrases of any length, simplified or traditional", async () => {
    for (const query of [
      "人民为中心",
      "人民為中心",
      "以人民为中心的发展思想",
      '"以人民为中心"',
      '"以人民為中心的發展思想"',
      '"民为中"',
      '"民為"',
      "座谈会 OR 古籍",
    ]) {
      const expected = query.startsWith("座") ? ["ancient", "digital", "port-zh"] : ["ancient", "digital"];
      expect([query, await foundInAnyOrder(query)]).toEqual([query, expected]);
    }
    expect(await found("图书馆 数字化")).toEqual(["digital"]);
    expect(await foundInAnyOrder("發展")).toEqual(["ancient", "digital", "port-zh"]);
    expect(await found('"民中"')).toEqual([]);
    expect(await found('"户"')).toEqual(["port-zh"]);
    expect(await found("门户港口")).toEqual(["port-zh"]);
    expect(await found("林岚")).toEqual(["digital"]);
  });

  it("answers one letter, signs, and words that no text holds", async () => {
    for (const query of [
      "a",
      "q",
      "§",
      "?!",
      "()",
      "'",
      "\\",
      "%",
      "_",
      ":*",
      "&",
      "|",
      "!",
      "<->",
      "a:b",
      "''",
      "\0",
      "🙂",
      "-",
      "--",
      '-"',
      '""',
      "OR",
      "*",
    ]) {
      const answer = await library.search(request(query, { facets: ALL_FACETS }));
      expect(answer.total).toBeGreaterThanOrEqual(answer.hits.length);
    }
    expect((await library.search(request("§"))).total).toBe(0);
    expect((await library.search(request("xyzzy plugh "))).total).toBe(0);
  });

  it("refuses a query that is too long, saying so", async () => {
    await expect(library.search(request("a ".repeat(2_001)))).rejects.toThrow(SearchQueryError);
    await expect(library.search(request(Array.from({ length: 60 }, (_, i) => `w${i}`).join(" ")))).rejects.toThrow(/60 words/);
    await expect(library.search(request("peace", { from: "yesterday" }))).rejects.toThrow(SearchQueryError);
  });

  it("completes the unfinished last word, most frequent first", async () => {
    expect(await library.suggest("the har", 5)).toEqual(["harbour", "hard"]);
    expect(await library.suggest("图", 5)).toContain("图书馆");
    expect(await library.suggest("圖書", 5)).toContain("图书馆");
    expect(await library.suggest("harbour ", 5)).toEqual([]);
    expect(await library.suggest("", 5)).toEqual([]);
  });
}
