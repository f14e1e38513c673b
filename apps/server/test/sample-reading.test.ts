import { readFileSync } from "node:fs";
import { foldKey } from "@lectern/text";
import { beforeAll, describe, expect, it } from "vitest";
import { projectFolder } from "../src/env.js";
import { jsonLines, lectern } from "./command-line.js";
import type { Data } from "./test-archive.js";

const SAMPLE = projectFolder("tooling/sample-archive");
const { documents }: { documents: Data[] } = JSON.parse(readFileSync(`${SAMPLE}/expected.json`, "utf8"));

let read: Data[];
beforeAll(async () => {
  read = jsonLines((await lectern(["read", SAMPLE, "--json"])).stdout);
});

/** What the sample archive says, by the program and by a careful reader: see its README. */
describe("the sample archive", () => {
  it("has no document that nobody expected", () => expect(read).toHaveLength(documents.length));

  it.each(documents.map((document) => [nameOf(document), document] as const))("%s", (_, expected) => {
    const found = read.filter(({ file, row }) => file.endsWith(`${expected.collection}/${expected.file}`) && row === expected.row);
    expect(found).toHaveLength(1);
    expect(told(found[0], expected)).toEqual(asserted(expected));
  });
});

function nameOf({ collection, file, row }: Data): string {
  return `${collection}/${file}${row === null ? "" : ` row ${row}`}`;
}

/** What a careful reader took from a document, in the form of `told`. */
function asserted(expected: Data): Data {
  const { kind, language, publishedOn, title, url, correctedOn } = expected;
  const named = { kind, language, publishedOn, title: title && foldKey(title), url, correctedOn };
  if (kind === "STUDY_TEXT") return named;
  return {
    ...named,
    heldOn: expected.heldOn,
    body: foldKey(expected.body ?? ""),
    presiders: expected.presiders.map(({ name, role }: Data) => [name, role]),
    speeches: expected.speeches.map(({ speaker, role, kind }: Data) => [speaker, role, kind]),
    attendees: expected.attendees.map(foldKey).toSorted(),
    pointVerbs: expected.pointVerbs,
    setPhrases: expected.setPhrases.map(foldKey).toSorted(),
  };
}

/** The same of the draft, as far as it is asserted: turns of minutes, further points and further phrases are not. */
function told(draft: Data, expected: Data): Data {
  const value = (one: Data) => one?.value ?? null;
  const named = {
    kind: draft.kind,
    language: draft.language,
    publishedOn: value(draft.publishedOn),
    title: expected.title && foldKey(value(draft.title) ?? ""),
    url: expected.url && value(draft.url),
    correctedOn: expected.correctedOn && value(draft.correctedOn),
  };
  if (draft.kind === "STUDY_TEXT") return named;
  const held = draft.meeting?.heldOn ?? draft.speeches.find(({ givenOn }: Data) => givenOn)?.givenOn ?? null;
  const phrases = new Set(draft.setPhrases.flatMap(({ value, printed }: Data) => [foldKey(value), foldKey(printed)]));
  const remaining = draft.points.map(({ verb }: Data) => value(verb));
  return {
    ...named,
    heldOn: held && Object.fromEntries(Object.keys(expected.heldOn ?? { date: "" }).map((key) => [key, held[key]])),
    body: foldKey(value(draft.meeting?.body) ?? ""),
    presiders: draft.presiders.map(({ name, role }: Data) => [value(name), value(role)]),
    speeches:
      draft.kind === "MINUTES"
        ? []
        : draft.speeches.map(({ speaker, role, kind }: Data, index: number) => [
            value(speaker),
            value(role),
            expected.speeches[index]?.kind === null ? null : kind,
          ]),
    attendees: draft.attendees.map((one: Data) => foldKey(one.value)).toSorted(),
    pointVerbs: expected.pointVerbs.filter((verb: string) => {
      const at = remaining.indexOf(verb);
      if (at !== -1) remaining.splice(0, at + 1);
      return at !== -1;
    }),
    setPhrases: expected.setPhrases
      .map(foldKey)
      .filter((phrase: string) => phrases.has(phrase))
      .toSorted(),
  };
}
