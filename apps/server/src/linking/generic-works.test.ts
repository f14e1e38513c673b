import type { Link } from "@lectern/schema";
import { CitationMethod, CitationState } from "@lectern/schema/kind";
import { expect, it } from "vitest";
import { nameGenericWorks } from "./generic-works.js";

function wanted(start: number, work: string, state: CitationState = CitationState.CITED_NOT_HELD): Link {
  const nothing = { printedLocator: null, locator: null, targets: [], candidates: [], fidelity: null };
  return {
    ...nothing,
    start,
    end: start + work.length,
    methods: [CitationMethod.CITATION],
    state,
    work,
    printedTitle: work,
    score: 0.8,
    reason: "",
  };
}

const works = (...links: Link[]) => nameGenericWorks(links).map(({ work, isGeneric }) => (isGeneric ? `${work} of this text` : work));

it("a kind of document is the work last named in full before it that ends so, else one of its text alone", () => {
  expect(works(wanted(0, "决定"), wanted(10, "关于深化改革的决定"), wanted(40, "决定"), wanted(50, "建议"))).toEqual([
    "决定 of this text",
    "关于深化改革的决定",
    "关于深化改革的决定",
    "建议 of this text",
  ]);
  expect(works(wanted(40, "决定"), wanted(0, "关于林业的决定"), wanted(20, "关于水利的决定"))).toEqual([
    "关于林业的决定",
    "关于水利的决定",
    "关于水利的决定",
  ]);
});

it("compares whole words, and leaves works alone that have a name or are held", () => {
  expect(works(wanted(0, "A Plain Fact"), wanted(20, "the Act"), wanted(30, "Harbour Act"), wanted(60, "Act"))).toEqual([
    "A Plain Fact",
    "the Act of this text",
    "Harbour Act",
    "Harbour Act",
  ]);
  const held = wanted(0, "决定", CitationState.RESOLVED);
  expect(nameGenericWorks([held])).toEqual([held]);
});
