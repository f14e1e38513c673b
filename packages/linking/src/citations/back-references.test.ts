import { describe, expect, test } from "vitest";
import { buildCatalogue } from "../catalogue.js";
import type { TextToLink } from "../text-to-link.js";
import { findCitations } from "./find-citations.js";

const articles = ["第一条", "第二条", "第五条"];
const catalogue = buildCatalogue(
  [
    { work: "lamps", title: "Lamp Oil Act of 1978", aliases: [] },
    { work: "charter", title: "Charter of the Free Harbour", aliases: [] },
    { work: "water", title: "中华人民共和国灯港管理法", aliases: [] },
    { work: "rules", title: "灯港管理条例", aliases: [] },
  ],
  [
    ...["lamps", "charter"].flatMap((work) => [1, 2, 3].map((n) => ({ work, locator: `Section ${n}`, text: "" }))),
    ...["water", "rules"].flatMap((work) => articles.map((locator) => ({ work, locator, text: "" }))),
  ],
);

function citationsOf(text: string, rest: Partial<TextToLink> = {}) {
  return findCitations({ text, ...rest }, catalogue).map(({ start, end, work, targets }) => [
    text.slice(start, end),
    work,
    targets.map(({ locator }) => locator).join(", "),
  ]);
}

describe("a work named before", () => {
  test("is meant by ibid., with the same place or another", () => {
    expect(citationsOf("Charter of the Free Harbour, section 2. Ibid. Ibid., section 3. 同上。").slice(1)).toEqual([
      ["Ibid.", "charter", "Section 2"],
      ["Ibid., section 3", "charter", "Section 3"],
      ["同上", "charter", "Section 3"],
    ]);
  });

  test("is not meant by ibid. behind a reference in brackets to something else", () => {
    const text = "The Charter of the Free Harbour stands. He was wrong [1753rd meeting, para. 47], and she was right [ibid.].";
    expect(citationsOf(text)).toHaveLength(1);
  });

  test("is not meant by ibid. where what is quoted before it names the work", () => {
    const cited = (text: string) => citationsOf(text).length;
    expect(cited("He wrote: “The Charter of the Free Harbour stands.” (Ibid.)")).toBe(1);
    expect(cited("The Charter of the Free Harbour says: “All lamps stand.” (Ibid.)")).toBe(2);
  });

  test("is the last one of its kind, not the last", () => {
    const text = "The Lamp Oil Act of 1978 and the Charter of the Free Harbour agree; section 2 of that Act says so.";
    expect(citationsOf(text).at(-1)).toEqual(["section 2 of that Act", "lamps", "Section 2"]);
    expect(citationsOf("《灯港管理法》与《灯港管理条例》并行，该法第五条、该条例第二条均有规定。").slice(2)).toEqual([
      ["该法第五条", "water", "第五条"],
      ["该条例第二条", "rules", "第二条"],
    ]);
  });

  test("is none where no such work was named, or it has no such place", () => {
    expect(citationsOf("Section 2 of that Act. Ibid. 同上。该法第五条。")).toEqual([]);
    expect(citationsOf("The Charter of the Free Harbour; section 2 of that Act, and section 9 of that Charter.")).toHaveLength(1);
  });

  test("is the work that the text itself is in, where it says 本法", () => {
    expect(citationsOf("本法第五条", { at: { work: "water", locator: "第一条" } })).toEqual([["本法第五条", "water", "第五条"]]);
    expect(citationsOf("本法第五条")).toEqual([]);
  });
});

test("a short name that the text gives a work stands for it from there on", () => {
  const english = "The Act rests. The Lamp Oil Act of 1978 (hereinafter “the Act”) is old. Section 3 of the Act is new.";
  expect(citationsOf(english).slice(1)).toEqual([["Section 3 of the Act", "lamps", "Section 3"]]);
  const chinese = "根据《灯港管理法》（以下简称《港法》）的规定，《港法》第二条适用。";
  expect(citationsOf(chinese).slice(1)).toEqual([
    ["《港法》", "water", ""],
    ["《港法》第二条", "water", "第二条"],
  ]);
});
