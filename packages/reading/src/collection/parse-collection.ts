import type { ReadProblem } from "@lectern/schema";
import { ProblemCode } from "@lectern/schema/kind";
import { type Document, isMap, isNode, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { problem } from "../problems.js";
import { type CollectionSettings, collectionSchema } from "./settings.js";

interface Place {
  line: number | null;
  column: number | null;
}
type Path = readonly PropertyKey[];
type Issue = z.core.$ZodIssue;

const ADVICE = "Mend the line that is named; docs/collections.md has an example of each shape.";

/**
 * The settings that a collection.yaml holds, or everything that is wrong with it at once: each problem names line and field.
 * An unknown field is an error, so that a misspelt one is never passed over in silence.
 */
export function parseCollection(yaml: string, fileName: string): { settings: CollectionSettings } | { problems: ReadProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const say = (message: string, place: Place) =>
    problem(ProblemCode.BAD_COLLECTION, `${fileName}${place.line === null ? "" : `, line ${place.line}`}: ${message}`, ADVICE, place);

  if (document.errors.length > 0) {
    return { problems: document.errors.map((error) => say(error.message.split("\n", 1)[0] ?? "", placeAt(lines, error.pos[0]))) };
  }
  if (!isMap(document.contents)) return { problems: [say("there are no settings in it", { line: null, column: null })] };

  const result = collectionSchema.safeParse(document.toJS({ maxAliasCount: 100 }), { reportInput: true });
  if (result.success) return { settings: result.data };
  const problems = result.error.issues.flatMap((issue) =>
    describeIssue(issue, issue.path).map(({ message, path }) => say(message, placeOf(document, lines, path))),
  );
  return { problems: problems.sort((one, other) => (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0)) };
}

interface Description {
  message: string;
  path: Path;
}

function describeIssue(issue: Issue, path: Path): Description[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ message: `the field "${[...path, key].map(String).join(".")}" is not known`, path: [...path, key] }));
  }
  if (issue.code === "invalid_union" && issue.errors.length > 0) return describeNearest(issue.errors, issue.input, path);
  if (issue.code === "invalid_union") return [{ message: `"${path.map(String).join(".")}" must be one of headings, rows, json`, path }];
  const field = path.length > 0 ? `"${path.map(String).join(".")}"` : "the collection";
  return [{ message: `${field} ${claim(issue)}`, path }];
}

/** Of the alternatives of a union, the one whose own member is present was meant; else all are named. */
function describeNearest(alternatives: Issue[][], input: unknown, path: Path): Description[] {
  const isMapping = typeof input === "object" && input !== null && !Array.isArray(input);
  const nested = alternatives.flat().find((issue) => issue.code === "invalid_union" && issue.path.length <= (Array.isArray(input) ? 1 : 0));
  if (nested && nested.code === "invalid_union" && nested.errors.length > 0)
    return describeNearest(nested.errors, nested.input ?? input, [...path, ...nested.path]);
  const meant = alternatives.find((issues) => !issues.some(isMissing));
  if (meant) return meant.flatMap((issue) => describeIssue(issue, [...path, ...issue.path]));
  const field = path.map(String).join(".");
  if (isMapping || path.includes("fields")) {
    const [misspelt] = isMapping ? Object.keys(input) : [];
    if (misspelt !== undefined)
      return [{ message: `the field "${field}.${misspelt}" is not known; ${SOURCES}`, path: [...path, misspelt] }];
    return [{ message: `"${field}" names no source; ${SOURCES}`, path }];
  }
  return [{ message: `"${field}" has a value of a wrong kind`, path }];
}

const SOURCES = "a source is a column, fileName, frontMatter, heading, line, meta or value";

/** Whether the member that an alternative is known by is not there. */
function isMissing(issue: Issue): boolean {
  if (issue.code === "invalid_union") return issue.input === undefined;
  return issue.code === "invalid_type" && (issue.path.length === 0 || issue.input === undefined);
}

function claim(issue: Issue): string {
  if (issue.code === "invalid_type") return issue.input === undefined ? "is missing" : `must be ${kindName(issue.expected)}`;
  if (issue.code === "invalid_value")
    return issue.input === undefined ? "is missing" : `must be one of ${issue.values.map(String).join(", ")}`;
  if (issue.code === "too_small") return issue.origin === "number" ? `must be at least ${issue.minimum}` : "must not be empty";
  if (issue.code === "too_big") return `must be at most ${issue.maximum}`;
  return issue.message;
}

function kindName(kind: string): string {
  const names: Record<string, string> = {
    string: "text",
    object: "a group of fields",
    array: "a list",
    boolean: "true or false",
    int: "a whole number",
  };
  return names[kind] ?? `a ${kind}`;
}

function placeOf(document: Document, lines: LineCounter, path: Path): Place {
  for (let length = path.length; length > 0; length--) {
    const offset = offsetOf(document, path.slice(0, length));
    if (offset !== null) return placeAt(lines, offset);
  }
  return { line: 1, column: 1 };
}

/** Where the key of a path stands, or the member of a list. */
function offsetOf(document: Document, path: Path): number | null {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1) as unknown[], true);
  if (isMap(parent)) {
    const pair = parent.items.find((item) => String(item.key) === String(path.at(-1)));
    return pair && isNode(pair.key) && pair.key.range ? pair.key.range[0] : null;
  }
  const node = document.getIn(path as unknown[], true);
  return isNode(node) && node.range ? node.range[0] : null;
}

function placeAt(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}
