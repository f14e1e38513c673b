import { describe, expect, it } from "vitest";
import { type CatalogueData, compactCatalogue, joinCatalogues, openCatalogue, packCatalogue } from "./catalogue.js";
import { catalogueFromBytes, catalogueToBytes } from "./catalogue-bytes.js";
import type { CataloguePassage } from "./kinds.js";
import { linkText } from "./link-text.js";
import { testCatalogue, textsOf } from "./testing.js";

const whole = testCatalogue();
const { works, styles } = whole.data;

const TEXTS = [
  "He read from the third volume of “The Keeper's Handbook”: “No storm was ever weathered by a keeper who read the glass only after the wind had risen.”",
  "《中华人民共和国灯港法》第二条规定：“凡入港之船，皆应减速缓行，鸣笛示警，并悬挂识别旗帜。” § 1-204.23 and John 3:16-17 say so, too.",
  "As it is written: the keeper is my pilot; I shall not drift among the shallows of the evening. No rope shall lie across the quay after the evening bell has been rung twice.",
  "The Charter, article 2, section 3, and “The Pilot's Own Book”, chapter 4.",
];

const links = (data: CatalogueData) => TEXTS.map((text) => linkText({ text, date: "2020-01-01" }, openCatalogue(data)));

/** Each work as a catalogue of its own, with all versions of it. */
function parts(): CatalogueData[] {
  const passages = textsOf(whole).map(({ work, version, locator, text }, index): CataloguePassage => {
    const levels = whole.passages.levels(index);
    const passage = whole.passages.key(index);
    return { work, locator, text, ...(version && { version }), ...(levels && { levels }), ...(passage && { passage }) };
  });
  return [...new Set(works.map(({ work }) => work))].map((key) =>
    packCatalogue(
      works.filter(({ work }) => work === key),
      passages.filter(({ work }) => work === key),
      styles.filter(({ work }) => work === key),
    ),
  );
}

describe("catalogues that are joined", () => {
  it("link as one that was built at once", () => {
    expect(links(joinCatalogues(parts()))).toEqual(links(whole.data));
  });

  it("link the same however they were joined, one after the other or through bytes", () => {
    const oneByOne = parts().reduce((joined, part) => joinCatalogues([joined, part]));
    const throughBytes = joinCatalogues(parts().map((part) => catalogueFromBytes(catalogueToBytes(part))));
    expect(links(oneByOne)).toEqual(links(whole.data));
    expect(links(throughBytes)).toEqual(links(whole.data));
    expect(links(catalogueFromBytes(catalogueToBytes(joinCatalogues(parts()))))).toEqual(links(whole.data));
  });

  it("find nothing in a work that was taken out, and all of it again when it is put back", () => {
    const joined = joinCatalogues(parts());
    const taken = joined.works.flatMap(({ work }, index) => (work === "psalter" ? [index] : []));
    const without = joinCatalogues([joined], taken);
    expect(JSON.stringify(links(joined))).toContain("psalter");
    expect(JSON.stringify(links(without))).not.toContain("psalter");
    const compact = compactCatalogue(without);
    expect(compact.gone).toEqual([]);
    expect(compact.works.length).toBe(works.length - 1);
    expect(links(compact)).toEqual(links(without));
    const back = joinCatalogues([without, ...parts().filter((part) => part.works[0]?.work === "psalter")]);
    expect(JSON.stringify(links(back))).toContain("psalter");
    expect(links(compactCatalogue(back)).map((all) => all.length)).toEqual(links(whole.data).map((all) => all.length));
  });

  it("leave their parts as they were", () => {
    const [first, ...rest] = parts();
    const before = catalogueToBytes(first as CatalogueData);
    joinCatalogues([first as CatalogueData, ...rest], [0]);
    expect(catalogueToBytes(first as CatalogueData)).toEqual(before);
  });
});

describe("the bytes of a catalogue", () => {
  it("are refused where they were cut off, or are none", () => {
    const bytes = catalogueToBytes(whole.data);
    expect(() => catalogueFromBytes(bytes.subarray(0, bytes.length - 64))).toThrow(/cut off/);
    expect(() => catalogueFromBytes(new Uint8Array(3))).toThrow(/no segment/);
  });

  it("are not made of a catalogue with works that are gone", () => {
    expect(() => catalogueToBytes(joinCatalogues([whole.data], [0]))).toThrow(/compact it first/);
  });
});
