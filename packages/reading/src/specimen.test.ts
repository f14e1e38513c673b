import { existsSync, readFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import { toPublicFormat } from "./public-format.js";
import { readFile } from "./read-file.js";

/** The document this archive is modelled on lies beside the project, where it is at hand; it is never copied into it. */
const folder = new URL("../../../../shared/corpora/specimen/", import.meta.url);

interface Gold {
  documents: {
    file: string;
    publicationDate: string;
    meetingDate: string;
    organization: string;
    meetingKind: string;
    theme: string;
    presiders: { name: string; role: string }[];
    speakers: { name: string; role: string; kind: string; about?: string }[];
    attendees: string[];
    points: string[];
    citedWorks: { title: string; locator: string; resolvedLocator: object; occurrences: number }[];
    setPhrases: string[];
    eventsMentioned: string[];
    quantities: string[];
  }[];
}

const plain = (words: string) => words.replace(/[“”]/g, '"').replace(/[‘’]/g, "'");

describe("the specimen", () => {
  beforeEach((context) => context.skip(!existsSync(folder), "the specimen is in ../shared/corpora, which is not there"));

  test("comes out complete in every field", () => {
    const gold = (JSON.parse(readFileSync(new URL("gold.json", folder), "utf8")) as Gold).documents[0];
    if (!gold) throw new Error("the specimen has no gold");
    const [document] = readFile(readFileSync(new URL(gold.file, folder)), { fileName: gold.file }).documents;
    if (!document) throw new Error("the specimen was not read");
    const { draft } = document;
    expect(draft.publishedOn).toMatchObject({ value: gold.publicationDate, printed: "2022-09-30" });
    expect(draft.title).toBeNull();
    expect(draft.meeting?.heldOn).toMatchObject({
      date: gold.meetingDate,
      halfDay: "AFTERNOON",
      basis: "YEAR_FROM_PUBLICATION",
      precision: "DAY",
      printed: "the afternoon of September 27th",
    });
    expect(draft.meeting?.body?.value).toBe(gold.organization);
    expect(draft.meeting?.kind?.value).toBe(gold.meetingKind);
    expect(draft.meeting?.theme?.value).toBe(gold.theme);
    expect(draft.presiders.map(({ name, role }) => ({ name: name.value, role: role?.value }))).toEqual(gold.presiders);
    expect(
      draft.speeches.map(({ speaker, role, kind }) => ({
        name: speaker?.value,
        role: role?.value,
        kind: kind.toLowerCase().replace("_", " "),
      })),
    ).toEqual(gold.speakers.map(({ name, role, kind }) => ({ name, role, kind })));
    expect(draft.speeches[1]?.about?.value).toBe(plain(gold.speakers[1]?.about ?? ""));
    expect(draft.attendees.map((one) => one.value)).toEqual(gold.attendees);
    expect(draft.points.map((point) => point.verb.value)).toEqual(gold.points);
    expect(
      draft.citedWorks.map((work) => ({
        title: work.title.value,
        locator: work.locator?.value,
        resolvedLocator: work.resolvedLocator,
        occurrences: work.spans.length,
      })),
    ).toEqual(gold.citedWorks);
    expect(draft.setPhrases.map((one) => one.value).toSorted()).toEqual(gold.setPhrases.toSorted());
    expect(draft.events.map((one) => one.value)).toEqual(gold.eventsMentioned.map(plain));
    expect(draft.quantities.map((one) => one.value)).toEqual(gold.quantities);
  });

  test("prints as one line of the public format", () => {
    const name = "notice-2022-09-30.txt";
    const [document] = readFile(readFileSync(new URL(name, folder)), { fileName: name }).documents;
    if (!document) throw new Error("the specimen was not read");
    const line = JSON.parse(JSON.stringify(toPublicFormat(document, `texts/${name}`)));
    expect(line).toMatchObject({ id: name, file: `texts/${name}`, row: null, language: "en" });
    for (const key of "title text publishedOn meeting presiders speeches groupSpeakers attendees points citedWorks setPhrases events quantities".split(
      " ",
    ))
      expect(line).toHaveProperty(key);
    expect(line.citedWorks[0].spans).toHaveLength(2);
  });
});
