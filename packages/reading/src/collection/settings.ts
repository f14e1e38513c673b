import { LocatorLevel } from "@lectern/schema/kind";
import { z } from "zod";

const nonEmpty = z.string().min(1);
/** Words, or a number or date that YAML took for more than words. */
const words = z.union([nonEmpty, z.number()]).transform(String);
const pattern = nonEmpty.superRefine((source, context) => {
  const fault = patternFault(source);
  if (fault) context.addIssue({ code: "custom", message: fault });
});

function oneOrMore<T extends z.ZodType>(one: T) {
  return z.union([one, z.array(one).min(1)]).transform((value) => (Array.isArray(value) ? value : [value]) as z.output<T>[]);
}

const levelName = z.enum(Object.values(LocatorLevel).map((level) => level.toLowerCase() as LevelName));

const cut = { pattern: pattern.optional(), as: z.enum(["name"]).optional() };

const fieldSource = z.union([
  z.strictObject({ column: words, ...cut }),
  z.strictObject({ fileName: pattern, as: cut.as, value: words.optional() }),
  z.strictObject({ frontMatter: nonEmpty, ...cut }),
  z.strictObject({ heading: z.int().min(1).max(6), ...cut }),
  z.strictObject({ line: pattern, as: cut.as }),
  z.strictObject({ meta: nonEmpty, ...cut }),
  z.strictObject({ side: words, ...cut }),
  z.strictObject({ value: words }),
]);
const fieldSources = oneOrMore(fieldSource).optional();

const fields = z.strictObject({
  id: fieldSources,
  url: fieldSources,
  title: fieldSources,
  text: fieldSources,
  language: fieldSources,
  publishedOn: fieldSources,
  capturedOn: fieldSources,
  correctedOn: fieldSources,
  heldOn: fieldSources,
  publisher: fieldSources,
  licence: fieldSources,
  body: fieldSources,
  meetingKind: fieldSources,
  theme: fieldSources,
  place: fieldSources,
  presider: fieldSources,
  speaker: fieldSources,
  role: fieldSources,
  author: fieldSources,
  edition: fieldSources,
  aliases: fieldSources,
});

const byHeadings = z.strictObject({
  by: z.literal("headings"),
  /** From the widest to the narrowest; a level may have several patterns. */
  levels: z
    .array(z.strictObject({ level: levelName, heading: pattern, locator: z.string().optional(), runsThrough: z.boolean().default(false) }))
    .min(1),
  passages: z.enum(["paragraphs", "sections"]).default("paragraphs"),
  from: pattern.optional(),
  until: pattern.optional(),
  skip: oneOrMore(pattern).optional(),
  locator: nonEmpty.optional(),
});

const byRows = z.strictObject({
  by: z.literal("rows"),
  /** Column of the locator. */
  locator: words,
  /** Column of the words. */
  text: words,
  /** Named groups are levels: `^(?<book>.+) (?<chapter>\d+):(?<verse>\d+)$`. */
  pattern: pattern.optional(),
  /** Columns that hold the levels, where they are not parts of the locator. */
  levels: z.partialRecord(levelName, words).optional(),
});

const byJson = z.strictObject({
  by: z.literal("json"),
  at: nonEmpty.optional(),
  levels: z
    .array(
      z.strictObject({
        level: levelName,
        heading: nonEmpty.optional(),
        number: nonEmpty.optional(),
        items: nonEmpty.optional(),
        text: nonEmpty.optional(),
      }),
    )
    .min(1),
  locator: nonEmpty.optional(),
});

const studyText = z.strictObject({
  title: words.optional(),
  aliases: oneOrMore(words).default([]),
  author: words.optional(),
  edition: words.optional(),
  publishedOn: words.optional(),
  divide: z.discriminatedUnion("by", [byHeadings, byRows, byJson]).optional(),
  /** How the work is cited; linking reads these. */
  styles: z.array(z.record(z.string(), z.unknown())).default([]),
});

/** A file beside the documents; never one outside of their folder. */
const sideFile = nonEmpty.refine(
  (path) => !/^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)/.test(path),
  "must lie in the folder of the collection",
);

/** A table that tells of documents in other files: who spoke, in what office. */
const side = z.strictObject({
  /** Path of the table within the collection's folder. */
  file: sideFile,
  /** For each column named here, a pattern over the document's path; the row whose values are what the patterns find is the document's. */
  match: z.record(nonEmpty, pattern).refine((columns) => Object.keys(columns).length > 0, "names no column"),
});

export const collectionSchema = z
  .strictObject({
    name: nonEmpty.regex(
      /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u,
      "starts with a letter or digit and holds letters, digits, '.', '_' and '-' only",
    ),
    title: words.optional(),
    kind: z.enum(["notices", "speeches", "minutes", "study-text"]).optional(),
    publisher: words.optional(),
    language: nonEmpty.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "must be a language tag such as en, zh or zh-Hant").optional(),
    licence: words.optional(),
    body: words.optional(),
    sample: z.boolean().default(false),
    include: oneOrMore(nonEmpty).default([]),
    exclude: oneOrMore(nonEmpty).default([]),
    columns: z.array(words).min(1).optional(),
    rows: nonEmpty.optional(),
    side: side.optional(),
    people: sideFile.optional(),
    fields: fields.default({}),
    phrases: z.array(nonEmpty).default([]),
    studyText: studyText.optional(),
  })
  .superRefine((settings, context) => {
    if (settings.studyText && settings.kind && settings.kind !== "study-text") {
      context.addIssue({
        code: "custom",
        path: ["studyText"],
        message: `belongs to a collection of kind study-text, and kind is ${settings.kind}`,
      });
    }
    const divide = settings.studyText?.divide;
    if (divide?.by === "rows" && !divide.pattern && !divide.levels) {
      context.addIssue({
        code: "custom",
        path: ["studyText", "divide"],
        message: "needs pattern (its named groups are levels) or levels (the columns that hold them)",
      });
    }
  });

export type LevelName = Lowercase<LocatorLevel>;
/** Where the value of a field comes from: a column, the file name, front matter, a heading, a line, a meta tag, or a fixed value. */
export type FieldSource = z.output<typeof fieldSource>;
export type FieldName = keyof z.output<typeof fields>;
/**
 * What a collection.yaml says of the documents it covers: which they are and how they are read. Plain JSON, so that it
 * can be stored beside them; docs/collections.md describes every field with examples.
 */
export type CollectionSettings = z.output<typeof collectionSchema>;
export type StudyTextSettings = z.output<typeof studyText>;
export type DivideByHeadings = z.output<typeof byHeadings>;
export type DivideByRows = z.output<typeof byRows>;
export type DivideByJson = z.output<typeof byJson>;

/** Compiles a pattern of collection.yaml. */
export function compilePattern(source: string): RegExp {
  return new RegExp(source, "u");
}

function patternFault(source: string): string | null {
  try {
    compilePattern(source);
    return null;
  } catch (fault) {
    return `is not a pattern that can be used: ${fault instanceof Error ? fault.message : String(fault)}`;
  }
}
