import { RecordKind } from "@lectern/schema";
import { expect, it } from "vitest";
import { pairOf, suggestMerges } from "./merge-suggestions.js";

const suggested = (
  names: Record<string, string[] | null>,
  apart: string[] = [],
  around: (name: string) => string[] = () => ["council"],
  kind = RecordKind.PERSON,
) =>
  suggestMerges(
    kind,
    Object.entries(names).map(([name, meetings]) => ({ id: name, name, meetings, around: around(name) })),
    new Set(apart),
  ).map(({ fromId, intoId }) => `${fromId} > ${intoId}`);

it("takes a surname with a title for a form of the one full name that has it", () => {
  expect(suggested({ "Mr. HOLM": ["a"], "Verity Holm": ["b"], "Dominic Pell": ["b"] })).toEqual(["Mr. HOLM > Verity Holm"]);
});

it("suggests nothing where several fit, or both are named at one meeting", () => {
  expect(suggested({ Holm: null, "Verity Holm": null, "Casper Holm": null })).toEqual([]);
  expect(suggested({ "Mr. HOLM": ["a", "c"], "Verity Holm": ["c"] })).toEqual([]);
});

it("suggests nobody twice of whom a person said that they are two, but the one who is left", () => {
  const apart = [pairOf("Verity Holm", "Holm")];
  expect(suggested({ Holm: null, "Verity Holm": null }, apart)).toEqual([]);
  expect(suggested({ Holm: null, "Verity Holm": null, "Casper Holm": null }, apart)).toEqual(["Holm > Casper Holm"]);
});

it("leaves out a single word that shares nothing with the longer name, and begins with those that share most", () => {
  const names = { Holm: null, "Verity Holm": null, "Dr. Casper Pell": null, "Casper Ivo Pell": null, Moor: null, "Ida Moor": null };
  const bodies: Record<string, string[]> = {
    Moor: ["council", "bureau"],
    "Ida Moor": ["bureau", "council"],
    Holm: ["a"],
    "Verity Holm": ["b"],
  };
  expect(suggested(names, [], (name) => bodies[name] ?? [])).toEqual(["Moor > Ida Moor", "Dr. Casper Pell > Casper Ivo Pell"]);
});

it("knows the same name in other letters, once", () => {
  expect(suggested({ "VERITY HOLM": null, "Verity Holm": null })).toEqual(["Verity Holm > VERITY HOLM"]);
});

it("takes no body for one of its parts, nor for itself together with another", () => {
  const bodies = (...names: string[]) =>
    suggested(Object.fromEntries(names.map((name) => [name, null])), [], () => ["gazette"], RecordKind.BODY);
  expect(bodies("City Council", "secretariat of the City Council")).toEqual([]);
  expect(bodies("City of Ternhaven", "Harbour Committee of the City Council of Ternhaven")).toEqual([]);
  expect(bodies("Water Bureau", "Harbour Bureau and the Water Bureau")).toEqual([]);
  expect(bodies("市图书档案馆", "市教育局与市图书档案馆")).toEqual([]);
  expect(bodies("the Water Bureau", "Municipal Water Bureau")).toEqual(["the Water Bureau > Municipal Water Bureau"]);
});

it("takes a Chinese body for the one whose name ends with its own, and leaves people's names alone", () => {
  expect(suggested({ 市水务局: null, 燕鸥港市水务局: null, 市教育局: null })).toEqual(["市水务局 > 燕鸥港市水务局"]);
  expect(suggested({ 白奥: null, 李白奥: null })).toEqual([]);
});
