import { expect, it } from "vitest";
import {
  FACETS,
  type FacetName,
  type FoundFirst,
  type SearchAnswer,
  type SearchIndex,
  SearchQueryError,
  type SearchRecord,
  type SearchRequest,
} from "../src/index.js";
import { countFacets, filterRecords, holdsPhrase, textsOf } from "./brute-force.js";
import { ALL_FACETS, record, request, sourcesOf } from "./library.js";
import { madeText, pick, randomFrom } from "./made-texts.js";
import { filledWith, type OpenIndex } from "./open-index.js";

export function lists(open: () => Promise<OpenIndex>): void {
  const seed = 20_221_123;
  const records = madeRecords(seed, 240);
  const index = filledWith(open, records);
  const withWord = (word: string) => records.filter((one) => textsOf(one).some((text) => holdsPhrase(text, word)));

  it("tells which records and facets it found while their texts are still to be read", async () => {
    const told: FoundFirst[] = [];
    const answer = await index.search(request("harbour ", { facets: ALL_FACETS, onFound: (found) => void told.push(found) }));
    expect(told).toEqual([{ recordIds: answer.hits.map(({ recordId }) => recordId), facets: answer.facets }]);
    expect(answer.hits.length).toBeGreaterThan(1);
  });

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
        filters: randomFilters(random, records, 0.25),
        excluded: randomFilters(random, records, 0.1),
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
        for (const value of [...(asked.filters[facet] ?? []), ...(asked.excluded?.[facet] ?? [])])
          if (!counts.has(value)) counts.set(value, 0);
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

  it("leaves out what is excluded, and still counts it for its own facet", async () => {
    const asked = request('"harbour"', { excluded: { language: ["zh"] }, facets: ["language"], first: 1_000 });
    const answer = await index.search(asked);
    const matching = withWord("harbour");
    expect(answer.hits.map((hit) => hit.recordId).sort()).toEqual(
      matching
        .filter((one) => one.language !== "zh")
        .map((one) => one.recordId)
        .sort(),
    );
    const chinese = matching.filter((one) => one.language === "zh").length;
    expect(answer.facets.language).toContainEqual({ value: "zh", count: chinese });
    const other = { ...asked, excluded: { language: ["en"] } };
    await expect(index.search({ ...other, after: answer.hits[0]?.cursor ?? "" })).rejects.toThrow(SearchQueryError);
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

export function madeRecords(seed: number, count: number): SearchRecord[] {
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

export function randomFilters(random: () => number, records: SearchRecord[], share: number): SearchRequest["filters"] {
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
    if (random() < share) filters[facet] = [...new Set(Array.from({ length: 1 + Math.floor(random() * 4) }, values[facet]))];
  }
  return filters;
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
