import { z } from "zod";

/** The sets of labelled notices: two halves, and those that were labelled later (`docs/evaluation.md` says of which kind). */
export const HALVES = ["A", "B", "C", "D1", "D2", "E", "F"] as const;
export type Half = (typeof HALVES)[number];

/** `for` names the entry that an alternative stands for, `forKind` which of that person's entries where there are several. */
const person = z.object({
  name: z.string(),
  role: z.string().nullish(),
  kind: z.string().optional(),
  for: z.string().optional(),
  forKind: z.string().optional(),
});
const work = z.object({ title: z.string(), locator: z.string().nullish(), for: z.string().optional() });

/** Where a labelled text stands in a folder of corpora: a whole file, its first characters, a row, or lines of a table of parallel texts. */
const place = z.object({
  file: z.string(),
  row: z.string().optional(),
  end: z.int().positive().optional(),
  set: z.string().optional(),
  lines: z.tuple([z.int(), z.int()]).optional(),
  column: z.string().optional(),
});

/** What was said under a verb: offsets into the text as it stands in its file, in UTF-16 code units, end exclusive. */
const point = z.object({ verb: z.string(), start: z.int().nonnegative(), end: z.int().positive() });

const values = z.object({
  publicationDate: z.string().nullish(),
  meetingDate: z.string().nullish(),
  dateDetail: z.object({ partial: z.string().nullish(), end: z.string().nullish(), halfDay: z.string().nullish() }).partial().nullish(),
  points: z.array(point).optional(),
  pointsOptional: z.array(point).default([]),
  organization: z.string().nullish(),
  presiders: z.array(person),
  speakers: z.array(person),
  groupSpeakers: z.array(z.object({ who: z.string() })).default([]),
  citedWorks: z.array(work),
  untitledRefs: z.array(z.string()).default([]),
  setPhrases: z.array(z.string()),
  setPhrasesOptional: z.array(z.string()).default([]),
  alternatives: z
    .object({
      meetingDate: z.array(z.string()),
      organization: z.array(z.string()),
      presiders: z.array(person),
      speakers: z.array(person),
      citedWorks: z.array(work),
    })
    .partial()
    .nullish(),
});

/** One labelled notice, in the shape that `docs/evaluation.md` describes. Unknown keys are kept out. */
const labelled = values.extend({
  id: z.string(),
  file: z.string().optional(),
  place: place.optional(),
  half: z.enum(HALVES).optional(),
  language: z.string(),
  /** The text itself, where the label carries it. */
  text: z.string().optional(),
  /** Whether only some of its values were labelled: the others count neither way, but for those that are `rejected`. */
  partial: z.boolean().optional(),
  rejected: values.partial().optional(),
});

export type Labelled = z.infer<typeof labelled>;
/** What a label says of a text, without the text. */
export type LabelledValues = z.infer<typeof values>;
export type Place = z.infer<typeof place>;

/**
 * Parses a file of labels: one JSON object, or the JSON lines of `lectern export labels`, whose links are left out. Throws a
 * message that names the document and field at fault.
 */
export function parseGold(json: string, file: string): Labelled[] {
  const given: unknown = file.endsWith(".jsonl") ? { documents: linesOf(json).filter(({ kind }) => kind !== "LINKS") } : JSON.parse(json);
  const result = z.object({ documents: z.array(labelled) }).safeParse(given);
  if (result.success) return result.data.documents;
  const issue = result.error.issues[0];
  throw new Error(`${file}: ${issue?.path.join(".")}: ${issue?.message}`);
}

function linesOf(jsonl: string): { kind?: unknown }[] {
  return jsonl
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line));
}
