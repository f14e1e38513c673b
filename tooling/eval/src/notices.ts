import { readFileSync } from "node:fs";
import { READER_VERSION, readDocument } from "@lectern/reading";
import { foldKey, splitSentences } from "@lectern/text";
import { carryExtents } from "./extents.js";
import { type Half, type Labelled, type LabelledValues, parseGold } from "./gold.js";
import { bytesOfNotice } from "./labelled-notice.js";
import { addCounts, type Counts, compare, type Measure, type Mistake, measure } from "./measure.js";

type Draft = ReturnType<typeof readDocument>;

export interface NoticeReport {
  set: "notices";
  measures: Record<string, Measure>;
  /** Mean F1 over fields, each field alike. */
  macroF1: number;
  documents: number;
  engine: string;
  mistakes: Mistake[];
}

/** What is compared of a document, field by field: keys of what was expected, of what reading gave, and of what counts neither way. */
interface FieldComparison {
  expected: string[];
  given: string[];
  neutral: string[];
  standsFor?: Map<string, string>;
}

/** Reads the labelled notices under `texts`, of one half where `half` is given, and compares them with their labels. */
export function evaluateNotices(texts: string, goldFile: string, half?: Half): NoticeReport {
  const documents = parseGold(readFileSync(goldFile, "utf8"), goldFile).filter((label) => !half || label.half === half);
  const totals = new Map<string, Counts>();
  const mistakes: Mistake[] = [];
  for (const gold of documents) {
    const fileName = gold.file ?? `${gold.id}.txt`;
    const bytes = bytesOfNotice(texts, gold);
    const draft = readDocument(bytes, { fileName, publishedOn: gold.publicationDate ?? undefined });
    const raw = new TextDecoder().decode(bytes);
    for (const [field, fields] of Object.entries(gold.partial ? compareDecided(gold, draft, raw) : compareAll(gold, draft, raw))) {
      const { counts, wrong, missed } = compare(fields.expected, fields.given, fields.neutral, fields.standsFor);
      for (const name of [field, `${field} (${gold.language})`])
        totals.set(name, addCounts(totals.get(name) ?? { tp: 0, fp: 0, fn: 0 }, counts));
      for (const value of missed)
        mistakes.push({ document: gold.id, field, kind: "missed", value, sentence: sentenceWith(draft.text, value) });
      for (const value of wrong)
        mistakes.push({ document: gold.id, field, kind: "wrong", value, sentence: sentenceWith(draft.text, value) });
    }
  }
  const measures = Object.fromEntries([...totals].map(([field, counts]) => [field, measure(counts)]));
  const fields = Object.entries(measures).filter(([field]) => !field.includes("("));
  const macroF1 = fields.reduce((sum, [, { f1 }]) => sum + f1, 0) / fields.length;
  return { set: "notices", measures, macroF1, documents: documents.length, engine: READER_VERSION, mistakes };
}

/** Fields that have one value: where it is labelled, every other one is wrong. */
const SINGLE = new Set(["held date", "last day", "half day", "body"]);

/** Of a text that is labelled in part: what was not labelled is neutral, what was rejected is wrong. */
function compareDecided(gold: Labelled, draft: Draft, raw: string): Record<string, FieldComparison> {
  const rejected = compareAll({ ...NOTHING, ...gold.rejected }, draft, raw);
  return Object.fromEntries(
    Object.entries(compareAll(gold, draft, raw)).map(([field, comparison]) => {
      const wrong = rejected[field]?.expected.filter((value) => !comparison.expected.includes(value)) ?? [];
      const isDecided = comparison.expected.length + wrong.length > 0;
      const neutral = SINGLE.has(field) && isDecided ? [] : comparison.given.filter((value) => !wrong.includes(value));
      return [field, { ...comparison, neutral }];
    }),
  );
}

const NOTHING: LabelledValues = {
  presiders: [],
  speakers: [],
  groupSpeakers: [],
  points: [],
  pointsOptional: [],
  citedWorks: [],
  untitledRefs: [],
  setPhrases: [],
  setPhrasesOptional: [],
};

function compareAll(gold: LabelledValues, draft: Draft, raw: string): Record<string, FieldComparison> {
  return { ...compareFields(gold, draft), ...comparePoints(gold, draft, raw) };
}

function compareFields(gold: LabelledValues, draft: Draft): Record<string, FieldComparison> {
  const name = (person: { name: string }) => foldKey(person.name);
  const alternatives = gold.alternatives ?? {};
  const speakers = draft.speeches.flatMap(({ speaker, role, kind }) =>
    speaker === null ? [] : [{ name: speaker.value, role: role?.value ?? null, kind }],
  );
  const groups = gold.groupSpeakers.map((group) => foldKey(group.who));
  return {
    "held date": {
      expected: present(gold.meetingDate ?? gold.dateDetail?.partial),
      given: present(draft.meeting?.heldOn?.date ?? draft.meeting?.heldOn?.partial),
      neutral: alternatives.meetingDate ?? [],
    },
    "last day": {
      expected: present(gold.dateDetail?.end),
      given: present(draft.meeting?.heldOn?.end),
      neutral: [],
    },
    ...(gold.dateDetail?.halfDay !== undefined && {
      "half day": { expected: present(gold.dateDetail.halfDay), given: present(draft.meeting?.heldOn?.halfDay), neutral: [] },
    }),
    body: {
      expected: present(gold.organization).map(foldBody),
      given: present(draft.meeting?.body?.value).map(foldBody),
      neutral: (alternatives.organization ?? []).map(foldBody),
      standsFor: new Map((alternatives.organization ?? []).map((other) => [foldBody(other), foldBody(gold.organization ?? "")])),
    },
    presiders: {
      expected: gold.presiders.map(name),
      given: draft.presiders.map((presider) => foldKey(presider.name.value)),
      ...alternativesOf(gold.presiders, alternatives.presiders, name),
    },
    "presider roles": {
      expected: gold.presiders.filter((person) => person.role).map(withRole),
      given: draft.presiders
        .filter((presider) => presider.role)
        .map((presider) => withRole({ name: presider.name.value, role: presider.role?.value })),
      ...alternativesOf(gold.presiders, alternatives.presiders, withRole),
    },
    speakers: {
      expected: gold.speakers.map(name),
      given: speakers.map(name),
      ...withNeutral(groups, alternativesOf(gold.speakers, alternatives.speakers, name)),
    },
    "speakers with kind": {
      expected: gold.speakers.map(withKind),
      given: speakers.map(withKind),
      ...alternativesOf(gold.speakers, alternatives.speakers, withKind),
    },
    "speaker roles": {
      expected: unique(gold.speakers.filter((person) => person.role).map(withRole)),
      given: unique(speakers.filter((person) => person.role).map(withRole)),
      ...alternativesOf(gold.speakers, alternatives.speakers, withRole),
    },
    "cited works": {
      expected: gold.citedWorks.map(withLocator),
      given: draft.citedWorks.map((cited) => withLocator({ title: cited.title.value, locator: cited.locator?.value })),
      ...withNeutral(
        gold.untitledRefs.map((title) => withLocator({ title, locator: null })),
        alternativesOf(gold.citedWorks.map(named), alternatives.citedWorks?.map(named), withLocator),
      ),
    },
    "set phrases": {
      expected: unique(gold.setPhrases.map(foldKey)),
      given: unique(draft.setPhrases.map((phrase) => foldKey(phrase.value))),
      neutral: gold.setPhrasesOptional.map(foldKey),
    },
  };
}

/** Points by the sentences they reach over in the text that was read; a label's offsets are into the text as it stands in its file. */
function comparePoints(gold: LabelledValues, draft: Draft, raw: string): Record<string, FieldComparison> {
  if (!gold.points) return {};
  const carry = carryExtents(raw, draft.text);
  const extentOf = ({ start, end }: { start: number; end: number }) => {
    const extent = carry(start, end);
    return extent ? sentencesOf(draft.text, ...extent) : `${raw.slice(start, start + 12)} | not in the text read`;
  };
  return {
    points: {
      expected: gold.points.map(extentOf),
      given: draft.points.map(({ text: { span } }) => (span ? sentencesOf(draft.text, ...span) : "")),
      neutral: gold.pointsOptional.map(extentOf),
    },
  };
}

/** The sentences that a stretch reaches over, as their first and last place: the extent of a point. */
function sentencesOf(text: string, start: number, end: number): string {
  const within = splitSentences(text).filter(([from, to]) => from < end && to > start);
  const from = within[0]?.[0] ?? start;
  return `${text.slice(from, from + 12)} | ${from}-${within.at(-1)?.[1] ?? end}`;
}

function alternativesOf<T extends { name: string; kind?: string | undefined; for?: string | undefined; forKind?: string | undefined }>(
  entries: T[],
  others: T[] | undefined,
  key: (entry: T) => string,
) {
  const neutral: string[] = [];
  const standsFor = new Map<string, string>();
  for (const other of others ?? []) {
    const entry = entries.find(({ name, kind }) => name === other.for && kind === (other.forKind ?? kind));
    if (entry) standsFor.set(key(other), key(entry));
    else neutral.push(key(other));
  }
  return { neutral, standsFor };
}

function withNeutral(more: string[], { neutral, standsFor }: ReturnType<typeof alternativesOf>) {
  return { neutral: [...more, ...neutral], standsFor };
}

const withRole = (person: { name: string; role?: string | null | undefined }) => `${foldKey(person.name)} | ${foldKey(person.role ?? "")}`;
const withKind = (person: { name: string; kind?: string | undefined }) =>
  `${foldKey(person.name)} | ${(person.kind ?? "").toUpperCase().replaceAll(/[- ]/g, "_").replace("PROPOSER", "PROPOSAL").replace("SECONDER", "SECONDING")}`;
const named = (work: Labelled["citedWorks"][number]) => ({ ...work, name: work.title });
const withLocator = (work: { title: string; locator?: string | null | undefined }) =>
  `${foldKey(work.title)} | ${foldKey(work.locator ?? "")}`;
const foldBody = (body: string) => foldKey(body).replace(/^the /, "");
const present = (value: string | null | undefined) => (value ? [value] : []);
const unique = (values: string[]) => [...new Set(values)];

/** The line of the text that holds the first words of a value, for people to look at. */
function sentenceWith(text: string, value: string): string {
  const words = value.split(" | ")[0] ?? value;
  const line = text.split("\n").find((candidate) => foldKey(candidate).includes(words));
  return line ? line.slice(0, 300) : "";
}
