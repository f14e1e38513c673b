import { expect, it } from "vitest";
import { passagesOf, record, request, sourcesOf } from "./library.js";
import type { OpenIndex } from "./open-index.js";

export function sizes(open: () => Promise<OpenIndex>): void {
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
          citedWorks: [
            ...Array.from({ length: 110 }, (_, k) => (k < 10 ? `often-${k}` : `work-${i * 100 + k}`)),
            // In the order of their code points, not of their code units.
            ...(i === 49 ? ["a 𠀀", "a ﾀ"] : []),
          ],
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
      const once = ["a ﾀ", "a 𠀀", ...Array.from({ length: 5_000 }, (_, k) => `work-${k + 10}`).sort()];
      expect(counts.slice(10)).toEqual([...once.slice(0, 90), "work-4321", "work-77"].map((value) => ({ value, count: 1 })));
      for (const value of ["work-4321", "work-77"]) expect(counts).toContainEqual({ value, count: 1 });
      expect(answer.facetTotals).toEqual({ citedWork: 5_012, kind: 1 });
      const all = await opened.index.search(request("list ", { facets: ["citedWork"], mostValues: 10_000 }));
      expect([all.facets.citedWork?.length, all.facetTotals.citedWork]).toEqual([5_012, 5_012]);
    } finally {
      await opened.close();
    }
  });
}
