import { foldText } from "@lectern/text";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  FACETS,
  type FacetName,
  type MarkedText,
  type SearchAnswer,
  type SearchIndex,
  SearchQueryError,
  type SearchRecord,
  type SearchRequest,
} from "../src/index.js";
import { countFacets, filterRecords, holdsPhrase, textsOf } from "./brute-force.js";
import { ALL_FACETS, LIBRARY, passagesOf, record, request, sourcesOf } from "./library.js";
import { madeText, pick, randomFrom } from "./made-texts.js";

export interface OpenIndex {
  index: SearchIndex;
  close(): Promise<void>;
}

/** What every engine must do, on a real server. `open` gives an empty index that is nobody else's. */
export function searchContract(name: string, open: () => Promise<OpenIndex>): void {
  describe(`${name}: queries over a small archive`, () => queries(open));
  describe(`${name}: facets, filters, order and pages`, () => lists(open));
  describe(`${name}: snippets and marks`, () => marks(open));
  describe(`${name}: phrases against a scan of the texts`, () => phrases(open));
  describe(`${name}: changes`, () => changes(open));
  describe(`${name}: sizes`, () => sizes(open));
}

function queries(open: () => Promise<OpenIndex>): void {
  const library = filledWith(open, LIBRARY);
  const found = async (query: string) => (await library.search(request(query))).hits.map((hit) => hit.recordId);
  const foundInAnyOrder = async (query: string) => (await found(query)).sort();

  it("finds records by a word in the text, the title, the names or a passage", async () => {
    expect(await found("storms ")).toEqual(["harbour"]);
    expect(await found("Remarks ")).toEqual(["undated"]);
    expect(await foundInAnyOrder("Ames ")).toEqual(["bridge", "harbour"]);
    expect(await found("toll ")).toEqual(["charter"]);
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

  it("takes either side of OR, which binds tighter than a space", async () => {
    expect(await foundInAnyOrder("masons OR granaries ")).toEqual(["harbour", "winter"]);
    expect(await foundInAnyOrder("peace masons OR granaries ")).toEqual(["harbour", "winter"]);
    expect(await foundInAnyOrder('"hard winter" OR "long crossing" OR toll ')).toEqual(["charter", "undated", "winter"]);
    expect(await found("OR OR ")).toEqual([]);
    expect(await foundInAnyOrder("masons OR ")).toEqual(["harbour"]);
  });

  it("gives records that hold most words where none holds all", async () => {
    const answer = await library.search(request("granaries patience quarters zeppelin "));
    expect([answer.matching, answer.total, answer.hits.map((hit) => hit.recordId)]).toEqual(["MOST", 1, ["winter"]]);
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

function lists(open: () => Promise<OpenIndex>): void {
  const seed = 20_221_123;
  const records = madeRecords(seed, 240);
  const index = filledWith(open, records);
  const withWord = (word: string) => records.filter((one) => textsOf(one).some((text) => holdsPhrase(text, word)));

  it("lists everything for an empty query, newest first and undated last, ids deciding ties", async () => {
    const answer = await index.search(request("  ", { first: 1_000 }));
    expect(answer.total).toBe(records.length);
    expect(answer.hits.map((hit) => hit.recordId)).toEqual([...records].sort(byDate(-1)).map((one) => one.recordId));
    const oldest = await index.search(request("", { first: 1_000, sort: "OLDEST" }));
    expect(oldest.hits.map((hit) => hit.recordId)).toEqual([...records].sort(byDate(1)).map((one) => one.recordId));
  });

  it("sorts what words find by date as well", async () => {
    const answer = await index.search(request("harbour ", { first: 1_000, sort: "NEWEST" }));
    const expected = withWord("harbour").sort(byDate(-1));
    expect(answer.hits.map((hit) => hit.recordId)).toEqual(expected.map((one) => one.recordId));
  });

  it(`counts totals and facets exactly, a facet's own filter left out (seed ${seed})`, async () => {
    const random = randomFrom(seed);
    for (let round = 0; round < 60; round++) {
      const word = pick(random, ["", "harbour", "council", "treaty", "图书馆", "发展"]);
      const asked = request(word === "" ? "" : `"${word}"`, {
        filters: randomFilters(random, records),
        from: random() < 0.25 ? `20${10 + Math.floor(random() * 8)}-03-01` : null,
        to: random() < 0.25 ? `20${16 + Math.floor(random() * 8)}-06-30` : null,
        facets: random() < 0.8 ? ALL_FACETS : ["kind", "year"],
        sort: pick(random, ["RELEVANCE", "NEWEST", "OLDEST"] as const),
      });
      const answer = await index.search(asked);
      const matching = word === "" ? records : withWord(word);
      expect([asked, answer.total]).toEqual([asked, filterRecords(matching, asked).length]);
      for (const [facet, counts] of countFacets(matching, asked)) {
        const given = new Map(answer.facets[facet]?.map(({ value, count }) => [value, count]));
        for (const value of asked.filters[facet] ?? []) if (!counts.has(value)) counts.set(value, 0);
        expect([asked, facet, [...given].sort()]).toEqual([asked, facet, [...counts].sort()]);
      }
    }
  });

  it("gives only the facets asked for, the most frequent value first", async () => {
    const answer = await index.search(request("", { facets: ["year", "kind"] }));
    expect(Object.keys(answer.facets).sort()).toEqual(["kind", "year"]);
    const counts = answer.facets.year?.map(({ count }) => count) as number[];
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    expect(answer.facets.year?.some(({ value }) => value === "undated")).toBe(true);
  });

  it("keeps records without a date out of ranges", async () => {
    const answer = await index.search(request("", { from: "0001-01-01", to: "9999-12-31", facets: ["year"], first: 1_000 }));
    expect(answer.total).toBe(records.filter((one) => one.heldOn !== null).length);
    expect(answer.facets.year?.some(({ value }) => value === "undated")).toBe(false);
    expect((await index.search(request("", { filters: { year: ["undated"] } }))).total).toBe(
      records.filter((one) => one.heldOn === null).length,
    );
  });

  it("finds nothing for a filter value that no record has, and an empty list is no filter", async () => {
    expect((await index.search(request("", { filters: { body: ["nobody"] } }))).total).toBe(0);
    expect((await index.search(request("", { filters: { body: [] } }))).total).toBe(records.length);
  });

  it("turns pages by cursor without a gap or a repetition, in every order", async () => {
    for (const sort of ["RELEVANCE", "NEWEST", "OLDEST"] as const) {
      for (const query of ["", "council ", "the harbour ", "发展"]) {
        const whole = await index.search(request(query, { sort, first: 1_000 }));
        const pages = await allPages(index.searchIndex(), request(query, { sort, first: 7 }));
        expect(pages.map((page) => page.total)).toEqual(pages.map(() => whole.total));
        expect(pages.flatMap((page) => page.hits.map((hit) => hit.recordId))).toEqual(whole.hits.map((hit) => hit.recordId));
        expect(pages.map((page) => page.hasNextPage)).toEqual(pages.map((_, i) => i < pages.length - 1));
      }
    }
  });

  it("orders equal hits by date and then by id, the same way every time", async () => {
    const some = await open();
    try {
      const twins = Array.from({ length: 30 }, (_, i) =>
        record(`twin-${String((i * 7) % 30).padStart(2, "0")}`, {
          text: "The lighthouse keeps its lamp.",
          heldOn: i % 3 === 0 ? null : `2020-01-0${1 + (i % 2)}`,
        }),
      );
      await some.index.put(sourcesOf(twins));
      const ids = async () => (await some.index.search(request("lighthouse lamp ", { first: 50 }))).hits.map((hit) => hit.recordId);
      const first = await ids();
      expect(first).toEqual([...twins].sort(byDate(-1)).map((one) => one.recordId));
      await some.index.put(sourcesOf(twins.slice(10, 20)));
      expect(await ids()).toEqual(first);
      const pages = await allPages(some.index, request("lighthouse lamp ", { first: 4 }));
      expect(pages.flatMap((page) => page.hits.map((hit) => hit.recordId))).toEqual(first);
    } finally {
      await some.close();
    }
  });

  it("refuses the cursor of another search", async () => {
    const { hits } = await index.search(request("council ", { first: 1 }));
    const cursor = hits[0]?.cursor as string;
    await expect(index.search(request("harbour ", { after: cursor }))).rejects.toThrow(SearchQueryError);
    await expect(index.search(request("council ", { after: cursor, filters: { kind: ["SPEECH"] } }))).rejects.toThrow(SearchQueryError);
    await expect(index.search(request("council ", { after: "nonsense" }))).rejects.toThrow(SearchQueryError);
  });
}

function marks(open: () => Promise<OpenIndex>): void {
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

function phrases(open: () => Promise<OpenIndex>): void {
  // To repeat a failed run, put the seed of its name here.
  const seeds = [1, Date.now() % 1_000_000];

  it.each(seeds)("finds exactly the records that a scan finds, for random phrases of random length (seed %i)", async (seed) => {
    const random = randomFrom(seed);
    const records = Array.from({ length: 60 }, (_, i) =>
      record(`made-${i}`, {
        title: madeText(random, 30).trim(),
        names: [madeText(random, 12).trim()],
        text: madeText(random, 200 + random() * 9_000),
      }),
    );
    const some = await open();
    try {
      await some.index.put(sourcesOf(records));
      for (let round = 0; round < 150; round++) {
        const phrase = randomPhrase(random, records);
        const answer = await some.index.search(request(`"${phrase}" `, { first: 100 }));
        const expected = records.filter((one) => textsOf(one).some((text) => holdsPhrase(text, phrase)));
        const ids = answer.hits.map((hit) => hit.recordId).sort();
        expect([phrase, ids, answer.total]).toEqual([phrase, expected.map((one) => one.recordId).sort(), expected.length]);
      }
    } finally {
      await some.close();
    }
  });
}

function changes(open: () => Promise<OpenIndex>): void {
  let opened: OpenIndex;
  afterEach(async () => await opened.close());
  const ids = async (query: string) => (await opened.index.search(request(query, { first: 100 }))).hits.map((hit) => hit.recordId).sort();

  it("answers from an empty index", async () => {
    opened = await open();
    const answer = await opened.index.search(request("peace", { facets: ALL_FACETS }));
    expect([answer.total, answer.hits, answer.hasNextPage, answer.matching]).toEqual([0, [], false, "ALL"]);
    for (const facet of FACETS) expect(answer.facets[facet]).toEqual([]);
    expect((await opened.index.search(request(""))).total).toBe(0);
    expect(await opened.index.suggest("pe", 5)).toEqual([]);
    expect(await opened.index.count()).toEqual({ records: 0, passages: 0 });
  });

  it("replaces all that a source had, and removes a source that has nothing left", async () => {
    opened = await open();
    const { index } = opened;
    await index.put([
      {
        sourceId: "s",
        records: [record("a", { sourceId: "s", text: "An old lantern." }), record("b", { sourceId: "s", text: "A lantern, too." })],
      },
    ]);
    expect(await ids("lantern ")).toEqual(["a", "b"]);
    await index.put([
      {
        sourceId: "s",
        records: [record("b", { sourceId: "s", text: "A new beacon." }), record("c", { sourceId: "s", text: "One more beacon." })],
      },
    ]);
    expect([await ids("lantern "), await ids("beacon "), await index.suggest("lan", 5)]).toEqual([[], ["b", "c"], []]);
    expect(await index.count()).toEqual({ records: 2, passages: 2 });
    await index.put([{ sourceId: "s", records: [] }]);
    expect([await ids("beacon "), await ids('"more beacon"'), await index.count()]).toEqual([[], [], { records: 0, passages: 0 }]);
    const facets = (await index.search(request("", { facets: ["kind"] }))).facets;
    expect(facets.kind).toEqual([]);
  });

  it("takes a record along when it moves to another source", async () => {
    opened = await open();
    await opened.index.put([{ sourceId: "one", records: [record("a", { sourceId: "one", text: "The bell tower." })] }]);
    await opened.index.put([{ sourceId: "two", records: [record("a", { sourceId: "two", text: "The bell tower." })] }]);
    await opened.index.put([{ sourceId: "one", records: [] }]);
    expect(await ids("bell ")).toEqual(["a"]);
  });

  it("keeps pages together when records arrive between them", async () => {
    opened = await open();
    const old = Array.from({ length: 20 }, (_, i) =>
      record(`old-${i}`, { text: "The mill wheel.", heldOn: `2019-01-${String(i + 1).padStart(2, "0")}` }),
    );
    await opened.index.put(sourcesOf(old));
    const asked = request("", { sort: "NEWEST", first: 8 });
    const first = await opened.index.search(asked);
    await opened.index.put(sourcesOf([record("newer", { text: "The mill race.", heldOn: "2024-01-01" })]));
    const second = await opened.index.search({ ...asked, after: first.hits.at(-1)?.cursor as string });
    const seen = [...first.hits, ...second.hits].map((hit) => hit.recordId);
    expect(seen).toEqual(
      old
        .reverse()
        .slice(0, 16)
        .map((one) => one.recordId),
    );
  });

  it("lets many write the same sources at once, each wholly or not at all", async () => {
    opened = await open();
    const { index } = opened;
    const version = (n: number) =>
      Array.from({ length: 6 }, (_, i) => ({
        sourceId: `s${i}`,
        records: [0, 1].map((k) =>
          record(`r${i}-${k}`, { sourceId: `s${i}`, text: `version${n} of the ledger, with words${n} of its own`, heldOn: "2020-01-01" }),
        ),
      }));
    await Promise.all(Array.from({ length: 8 }, (_, n) => index.put(n % 2 === 0 ? version(n) : version(n).reverse())));
    expect(await index.count()).toEqual({ records: 12, passages: 12 });
    const counts = await Promise.all(Array.from({ length: 8 }, async (_, n) => (await index.search(request(`version${n} `))).total));
    expect(counts.sort((a, b) => a - b)).toEqual([0, 0, 0, 0, 0, 0, 0, 12]);
  });

  it("is rebuilt while searching and writing go on", async () => {
    opened = await open();
    const { index } = opened;
    const before = Array.from({ length: 40 }, (_, i) =>
      record(`r${i}`, { text: `The almanac of year ${i}. Old wording.`, heldOn: "2020-01-01" }),
    );
    await index.put(sourcesOf(before));
    const totals = new Set<number>();
    let isDone = false;
    const searching = (async () => {
      while (!isDone) totals.add((await index.search(request("almanac ", { facets: ["year"] }))).total);
    })();
    await index.rebuild(
      (async function* () {
        for (const source of sourcesOf(before)) {
          yield source;
          // A newer version of a source that was read, one that is still to be read, and one that goes.
          if (source.sourceId === "source-r10") {
            await index.put(
              sourcesOf([record("r5", { text: "The almanac, new wording." }), record("r30", { text: "The almanac, new wording." })]),
            );
            await index.put([{ sourceId: "source-r20", records: [] }]);
            await index.put(sourcesOf([record("late", { text: "The almanac that came late." })]));
          }
        }
      })(),
    );
    isDone = true;
    await searching;
    expect(await ids('"new wording"')).toEqual(["r30", "r5"]);
    expect(await ids("late ")).toEqual(["late"]);
    expect(await index.count()).toEqual({ records: 40, passages: 40 });
    expect((await index.search(request("almanac ", { facets: ["year"] }))).facets.year).toEqual(
      expect.arrayContaining([{ value: "2020", count: 37 }]),
    );
    for (const total of totals) expect(total).toBeGreaterThanOrEqual(39);
    await index.put([{ sourceId: "source-late", records: [] }]);
    expect(await ids("late ")).toEqual([]);
  });

  it("keeps what it had when a rebuild fails, and can be rebuilt again", async () => {
    opened = await open();
    const { index } = opened;
    await index.put(sourcesOf(LIBRARY));
    await expect(
      index.rebuild(
        (async function* () {
          yield* sourcesOf(LIBRARY.slice(0, 2));
          throw new Error("the lights went out");
        })(),
      ),
    ).rejects.toThrow("the lights went out");
    expect((await index.search(request(""))).total).toBe(LIBRARY.length);
    for (let round = 0; round < 2; round++) {
      await index.rebuild(
        (async function* () {
          yield* sourcesOf(LIBRARY.slice(0, 3));
        })(),
      );
    }
    expect(await index.count()).toEqual({ records: 3, passages: LIBRARY.slice(0, 3).reduce((sum, one) => sum + one.passages.length, 0) });
    await index.put(sourcesOf(LIBRARY));
    expect((await index.search(request(""))).total).toBe(LIBRARY.length);
  });
}

function sizes(open: () => Promise<OpenIndex>): void {
  it("searches the last word of a speech of 70,000 words, and gives it as one hit", async () => {
    const words = Array.from({ length: 70_000 }, (_, i) => `word${i % 5_000}${i % 12 === 11 ? "." : ""}`);
    const text = `${words.join(" ")} At the very end stands the lighthouse keeper.`;
    const opened = await open();
    try {
      await opened.index.put(sourcesOf([record("long", { text }), record("short", { text: "A keeper of bees." })]));
      const { hits, total } = await opened.index.search(request("lighthouse keeper "));
      expect([total, hits[0]?.recordId, hits[0]?.matchingPassages]).toEqual([1, "long", 1]);
      expect(hits[0]?.snippet.text.endsWith("At the very end stands the lighthouse keeper.")).toBe(true);
      const [common] = (await opened.index.search(request("word4321 "))).hits;
      expect(common?.matchingPassages).toBe(passagesOf(text).filter((passage) => /\bword4321\b/.test(passage.text)).length);
      expect((await opened.index.search(request(`"${words.slice(34_000, 34_200).join(" ")}"`))).total).toBe(1);
      expect((await opened.index.search(request(`"${words.slice(34_000, 34_200).join(" ")} no"`))).total).toBe(0);
    } finally {
      await opened.close();
    }
  });

  it("counts a facet of 5,000 values, giving the most frequent and those filtered by", async () => {
    const opened = await open();
    try {
      const records = Array.from({ length: 50 }, (_, i) =>
        record(`r${i}`, {
          text: "A list of works.",
          citedWorks: Array.from({ length: 110 }, (_, k) => (k < 10 ? `often-${k}` : `work-${i * 100 + k}`)),
        }),
      );
      await opened.index.put(sourcesOf(records));
      const answer = await opened.index.search(
        request("", { facets: ["citedWork", "kind"], filters: { citedWork: ["work-4321", "work-77"] } }),
      );
      expect(answer.total).toBe(2);
      expect(answer.facets.kind).toEqual([{ value: "SPEECH", count: 2 }]);
      const counts = answer.facets.citedWork ?? [];
      expect(counts.slice(0, 10).map(({ value, count }) => [value, count])).toEqual(
        Array.from({ length: 10 }, (_, k) => [`often-${k}`, 50]),
      );
      expect(counts.length).toBeGreaterThanOrEqual(100);
      for (const value of ["work-4321", "work-77"]) expect(counts).toContainEqual({ value, count: 1 });
    } finally {
      await opened.close();
    }
  });
}

interface FilledIndex {
  search(request: SearchRequest): Promise<SearchAnswer>;
  suggest(prefix: string, limit: number): Promise<string[]>;
  searchIndex(): SearchIndex;
}

/** An index with these records, open for the tests of one block. */
function filledWith(open: () => Promise<OpenIndex>, records: SearchRecord[]): FilledIndex {
  let opened: OpenIndex;
  beforeAll(async () => {
    opened = await open();
    await opened.index.put(sourcesOf(records));
  });
  afterAll(async () => await opened?.close());
  return {
    search: (asked) => opened.index.search(asked),
    suggest: (prefix, limit) => opened.index.suggest(prefix, limit),
    searchIndex: () => opened.index,
  };
}

function madeRecords(seed: number, count: number): SearchRecord[] {
  const random = randomFrom(seed);
  const some = (prefix: string, values: number, most: number) => [
    ...new Set(Array.from({ length: Math.floor(random() * (most + 1)) }, () => `${prefix}${Math.floor(random() * values)}`)),
  ];
  return Array.from({ length: count }, (_, i) =>
    record(`record-${String((i * 89) % count).padStart(3, "0")}`, {
      kind: pick(random, ["MEETING", "SPEECH", "STUDY_TEXT"] as const),
      sourceId: `source-${Math.floor(i / 2)}`,
      title: madeText(random, 40).trim(),
      heldOn:
        random() < 0.15 ? null : `20${10 + Math.floor(random() * 14)}-${pick(random, ["01", "06", "12"])}-${pick(random, ["01", "15"])}`,
      bodyIds: some("body-", 6, 1),
      speakerIds: some("speaker-", 15, 3),
      citedWorks: some("work-", 20, 4),
      phraseIds: some("phrase-", 9, 3),
      language: pick(random, ["en", "zh"]),
      collection: pick(random, ["speeches", "notices", "minutes"]),
      text: madeText(random, 80 + random() * 600),
    }),
  );
}

function randomFilters(random: () => number, records: SearchRecord[]): SearchRequest["filters"] {
  const filters: SearchRequest["filters"] = {};
  const values: Record<FacetName, () => string> = {
    kind: () => pick(random, ["MEETING", "SPEECH", "STUDY_TEXT"]),
    body: () => `body-${Math.floor(random() * 7)}`,
    speaker: () => `speaker-${Math.floor(random() * 16)}`,
    year: () => pick(random, records).heldOn?.slice(0, 4) ?? "undated",
    citedWork: () => `work-${Math.floor(random() * 21)}`,
    phrase: () => `phrase-${Math.floor(random() * 10)}`,
    language: () => pick(random, ["en", "zh"]),
    collection: () => pick(random, ["speeches", "notices", "minutes", "nowhere"]),
  };
  for (const facet of FACETS) {
    if (random() < 0.25) filters[facet] = [...new Set(Array.from({ length: 1 + Math.floor(random() * 4) }, values[facet]))];
  }
  return filters;
}

function randomPhrase(random: () => number, records: SearchRecord[]): string {
  for (;;) {
    const text = pick(random, textsOf(pick(random, records)));
    const length = pick(random, [1, 2, 3, 4, 6, 10, 20, 40, 90, 180, 260, 600]);
    const start = Math.floor(random() * text.length);
    // Quotation marks end a phrase where it is typed.
    const phrase = text
      .slice(start, start + 1 + Math.floor(random() * length))
      .replace(/["“”„＂「」『』]/g, " ")
      .trim();
    if (phrase !== "" && foldText(phrase).text.trim() !== "") return phrase;
  }
}

async function allPages(index: SearchIndex, asked: SearchRequest): Promise<SearchAnswer[]> {
  const pages = [await index.search(asked)];
  for (let last = pages[0]; last?.hasNextPage; last = pages.at(-1)) {
    pages.push(await index.search({ ...asked, after: last.hits.at(-1)?.cursor as string }));
  }
  return pages;
}

function byDate(direction: 1 | -1) {
  return (a: SearchRecord, b: SearchRecord): number => {
    if (a.heldOn !== b.heldOn) {
      if (a.heldOn === null) return 1;
      if (b.heldOn === null) return -1;
      return a.heldOn < b.heldOn ? -direction : direction;
    }
    return a.recordId < b.recordId ? -1 : 1;
  };
}
