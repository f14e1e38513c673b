import { afterEach, expect, it } from "vitest";
import { FACETS } from "../src/index.js";
import { ALL_FACETS, LIBRARY, record, request, sourcesOf } from "./library.js";
import type { OpenIndex } from "./open-index.js";

export function changes(open: () => Promise<OpenIndex>): void {
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
