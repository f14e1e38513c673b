import type { Link, LinkTarget, Locator } from "@lectern/schema";
import { type CataloguePassage, type CatalogueWork, type CitationStyle, type CitationStyleLevel, LEVELS, type Level } from "./kinds.js";
import type { TextToLink } from "./text-to-link.js";

/** Something in an input file that cannot be used: where it stands, and what would be right. */
export interface FormatProblem {
  /** Line of the file, from 1; null where the whole file is meant. */
  line: number | null;
  message: string;
}

/** A catalogue line: one passage with what it says about its work. */
export interface CatalogueLine {
  passage: CataloguePassage;
  work: CatalogueWork;
}

export type Parsed<T> = { value: T } | { problem: FormatProblem };

/**
 * One line of a catalogue file: `{ "work", "aliases"?, "locator", "text", "date"?, "version"? }`, and `"title"`,
 * `"language"`, `"levels"`, `"passage"` where they are known. `line` is its number, for the message.
 */
export function parseCatalogueLine(json: string, line: number): Parsed<CatalogueLine> {
  const fields = parseObject(json, line);
  if ("problem" in fields) return fields;
  const { work, title, aliases, locator, text, date, version, language, levels, passage } = fields.value;
  const wrong = firstWrong(line, [
    [typeof work === "string" && work !== "", '"work" must be a text that is not empty'],
    [title === undefined || typeof title === "string", '"title" must be a text'],
    [aliases === undefined || isTexts(aliases), '"aliases" must be a list of texts'],
    [typeof locator === "string", '"locator" must be a text, "" for the work as a whole'],
    [typeof text === "string", '"text" must be a text, "" where only the locator is known'],
    [date === undefined || date === null || isDate(date), '"date" must be a year, a month or a day like "2021-03-01"'],
    [version === undefined || version === null || typeof version === "string", '"version" must be a text'],
    [language === undefined || typeof language === "string", '"language" must be a text like "en"'],
    [passage === undefined || typeof passage === "string", '"passage" must be a text'],
    [levels === undefined || isLocator(levels), `"levels" must have one value for each of its levels: ${LEVELS.join(", ")}`],
  ]);
  if (wrong) return { problem: wrong };
  const optional = {
    ...(typeof version === "string" ? { version } : {}),
  };
  return {
    value: {
      work: {
        work: work as string,
        title: (title as string | undefined) ?? (work as string),
        aliases: (aliases as string[] | undefined) ?? [],
        ...(typeof language === "string" ? { language } : {}),
        ...(typeof date === "string" ? { publishedOn: date } : {}),
        ...optional,
      },
      passage: {
        work: work as string,
        locator: locator as string,
        text: text as string,
        ...(typeof passage === "string" ? { passage } : {}),
        ...(levels === undefined ? {} : { levels: levels as Locator }),
        ...optional,
      },
    },
  };
}

/**
 * The works and passages of catalogue lines, in their order. Aliases that several lines of a work give are joined; a
 * line with an empty locator and an empty text names its work and is no passage.
 */
export function collectCatalogue(lines: Iterable<CatalogueLine>): { works: CatalogueWork[]; passages: CataloguePassage[] } {
  const works = new Map<string, CatalogueWork>();
  const passages: CataloguePassage[] = [];
  for (const { work, passage } of lines) {
    const key = `${work.work}\u0000${work.version ?? ""}`;
    const known = works.get(key);
    if (known === undefined) works.set(key, { ...work, aliases: [...new Set(work.aliases)] });
    else {
      for (const alias of work.aliases) if (!known.aliases.includes(alias)) known.aliases.push(alias);
      if (known.title === known.work && work.title !== work.work) known.title = work.title;
      known.publishedOn ??= work.publishedOn ?? null;
    }
    if (passage.locator !== "" || passage.text !== "") passages.push(passage);
  }
  return { works: [...works.values()], passages };
}

/** A whole catalogue file. Lines that cannot be read are left out and named in `problems`. */
export function parseCatalogue(jsonl: string): { works: CatalogueWork[]; passages: CataloguePassage[]; problems: FormatProblem[] } {
  const lines: CatalogueLine[] = [];
  const problems: FormatProblem[] = [];
  jsonl.split("\n").forEach((json, index) => {
    if (json.trim() === "") return;
    const parsed = parseCatalogueLine(json, index + 1);
    if ("problem" in parsed) problems.push(parsed.problem);
    else lines.push(parsed.value);
  });
  return { ...collectCatalogue(lines), problems };
}

/** One line of a file of texts to link: `{ "id", "text", "date"?, "language"?, "at"? }`. */
export function parseTextLine(json: string, line: number): Parsed<{ id: string; text: TextToLink }> {
  const fields = parseObject(json, line);
  if ("problem" in fields) return fields;
  const { id, text, date, language, at } = fields.value;
  const wrong = firstWrong(line, [
    [typeof id === "string" || typeof id === "number", '"id" must be a text'],
    [typeof text === "string", '"text" must be a text'],
    [date === undefined || date === null || isDate(date), '"date" must be a year, a month or a day like "2021-03-01"'],
    [language === undefined || language === null || typeof language === "string", '"language" must be a text like "en"'],
    [at === undefined || at === null || isPlace(at), '"at" must be the place of the text in a work, { "work", "locator" }'],
  ]);
  if (wrong) return { problem: wrong };
  const rest = {
    ...(typeof date === "string" ? { date } : {}),
    ...(typeof language === "string" ? { language } : {}),
    ...(isPlace(at) ? { at } : {}),
  };
  return { value: { id: String(id), text: { text: text as string, ...rest } } };
}

/** A styles file: a list of styles, or one style. See docs/linking.md for its fields. */
export function parseStyles(json: string): Parsed<CitationStyle[]> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (fault) {
    return { problem: { line: lineOfFault(json, fault), message: `not JSON: ${(fault as Error).message}` } };
  }
  const styles: unknown[] = Array.isArray(parsed) ? parsed : [parsed];
  for (const [index, style] of styles.entries()) {
    const wrong = wrongInStyle(style);
    if (wrong !== null) return { problem: { line: null, message: `style ${index + 1}: ${wrong}` } };
  }
  return { value: styles as CitationStyle[] };
}

/** A link in the public form of `lectern link`. Offsets are UTF-16 code units, end exclusive. */
export interface PublicLink {
  start: number;
  end: number;
  methods: Link["methods"];
  state: Link["state"];
  work: string;
  printedTitle: string | null;
  printedLocator: string | null;
  locator: Locator | null;
  targets: PublicTarget[];
  candidates: PublicTarget[];
  score: number;
  fidelity: Link["fidelity"];
  reason: string;
}

export type PublicTarget = Omit<LinkTarget, "locator"> & { locator: string | null };

/** The output line of one text: `{ "id", "links": [...] }`. */
export function toPublicLinks(id: string, links: Link[]): { id: string; links: PublicLink[] } {
  return { id, links: links.map(toPublicLink) };
}

/** One link with its fields in the documented order. */
export function toPublicLink(link: Link): PublicLink {
  const { start, end, methods, state, work, printedTitle, printedLocator, locator, targets, candidates, score, fidelity, reason } = link;
  return { start, end, methods, state, work, printedTitle, printedLocator, locator, targets, candidates, score, fidelity, reason };
}

function parseObject(json: string, line: number): Parsed<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(json);
    if (isRecord(value)) return { value };
    return { problem: { line, message: "must be an object in braces" } };
  } catch (fault) {
    return { problem: { line, message: `not JSON: ${(fault as Error).message}` } };
  }
}

function firstWrong(line: number, rules: [isRight: boolean, message: string][]): FormatProblem | null {
  const wrong = rules.find(([isRight]) => !isRight);
  return wrong ? { line, message: wrong[1] } : null;
}

const styleFields = ["work", "aliases", "before", "levels"];
const levelFields = ["level", "words", "values", "names"];

function wrongInStyle(style: unknown): string | null {
  if (!isRecord(style)) return "must be an object in braces";
  const unknown = Object.keys(style).find((field) => !styleFields.includes(field));
  if (unknown !== undefined) return `"${unknown}" is no field of a style; its fields are ${styleFields.join(", ")}`;
  if (typeof style.work !== "string" || style.work === "") return '"work" must be the key of a work';
  if (style.aliases !== undefined && !isTexts(style.aliases)) return '"aliases" must be a list of texts';
  if (style.before !== undefined && !(isTexts(style.before) && style.before.every((mark) => mark.trim() !== "")))
    return '"before" must be a list of texts like "§"';
  if (style.levels === undefined) return null;
  if (!Array.isArray(style.levels)) return '"levels" must be a list';
  for (const [index, level] of style.levels.entries()) {
    const wrong = wrongInLevel(level);
    if (wrong !== null) return `level ${index + 1}: ${wrong}`;
  }
  return null;
}

function wrongInLevel(level: unknown): string | null {
  if (!isRecord(level)) return "must be an object in braces";
  const unknown = Object.keys(level).find((field) => !levelFields.includes(field));
  if (unknown !== undefined) return `"${unknown}" is no field of a level; its fields are ${levelFields.join(", ")}`;
  const { level: name, words, values, names } = level as Partial<Record<keyof CitationStyleLevel, unknown>>;
  if (!LEVELS.includes(name as Level)) return `"level" must be one of ${LEVELS.join(", ")}`;
  if (words !== undefined && !isTexts(words)) return '"words" must be a list of texts';
  if (values !== undefined && !["number", "code", "name"].includes(values as string)) return '"values" must be number, code or name';
  if (names !== undefined && !(isRecord(names) && Object.values(names).every(isTexts)))
    return '"names" must give a list of abbreviations for each name';
  return null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isPlace(value: unknown): value is NonNullable<TextToLink["at"]> {
  if (!isRecord(value)) return false;
  const { work, locator, version } = value;
  return typeof work === "string" && typeof locator === "string" && (version === undefined || typeof version === "string");
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function isDate(value: unknown): boolean {
  return typeof value === "string" && /^\d{4}(-\d{2}(-\d{2})?)?$/.test(value);
}

function isLocator(value: unknown): boolean {
  return (
    isRecord(value) &&
    Object.entries(value).every(
      ([level, place]) => LEVELS.includes(level as Level) && (["string", "number"].includes(typeof place) || Array.isArray(place)),
    )
  );
}

/** The line that a fault of JSON.parse names by its position, where it does. */
function lineOfFault(json: string, fault: unknown): number | null {
  const position = /position (\d+)/.exec((fault as Error).message)?.[1];
  return position === undefined ? null : json.slice(0, Number(position)).split("\n").length;
}
