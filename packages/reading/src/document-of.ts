import type { Draft, ReadProblem } from "@lectern/schema";
import { ProblemCode } from "@lectern/schema/kind";
import { documentKind } from "./document-kind.js";
import type { FieldContext } from "./fields.js";
import type { Content } from "./formats/content.js";
import { makeDraft } from "./make-draft.js";
import { problem } from "./problems.js";
import type { ReadHints, ReadResult } from "./read-types.js";
import type { Outline } from "./study-text/outline.js";
import { findRecord } from "./turns/find-record.js";

/** The bytes that one document is made of: those of its file, or of its row. */
export interface Piece {
  bytes: Uint8Array;
  mediaType: string;
  /** Row within the file, from 1; null where the file is the document. */
  row: number | null;
}

/** The one document that a file is. */
export function documentOfFile(content: Content, bytes: Uint8Array, mediaType: string, hints: ReadHints): ReadResult {
  if (content.text.trim() === "") return { documents: [], problems: [empty(hints.fileName, "has markup, but no words")] };
  return documentOf(contextOf(content, null, hints), { bytes, mediaType, row: null }, hints);
}

/** What the fields of a document are read from. Texts that may be minutes are looked through for turns of speakers. */
export function contextOf(found: Content, row: Record<string, unknown> | null, hints: ReadHints): FieldContext {
  const mayBeRecord =
    found.record === null && found.kind === null && (hints.collection?.kind ?? "minutes") === "minutes" && !hints.collection?.studyText;
  const content = mayBeRecord ? { ...found, record: findRecord(found.text, found.blocks) } : found;
  return { settings: hints.collection, fileName: hints.fileName, content, row, side: hints.side ?? null };
}

export function documentOf(
  context: FieldContext,
  piece: Piece,
  hints: ReadHints,
  outline: Outline | null = null,
  problems: ReadProblem[] = [],
): ReadResult {
  const draft = makeDraft(context, documentKind(context), hints, outline, problems);
  const id = draft.givenId ?? (piece.row === null ? null : String(piece.row));
  const place = id === null ? hints.fileName : `${hints.fileName}#${id}`;
  return {
    documents: [{ draft, ...piece, place, hints: storedHints(hints, piece, draft) }],
    problems: problems.map((one) => ({ ...one, row: one.row ?? piece.row })),
  };
}

export function empty(fileName: string, what: string): ReadProblem {
  return problem(ProblemCode.EMPTY, `${fileName} ${what}`, "Fetch the document again, or leave it out with exclude in collection.yaml.");
}

/** What is needed besides the bytes and the collection's settings to read a document again. */
function storedHints(hints: ReadHints, piece: Pick<Piece, "mediaType" | "row">, draft: Draft): Record<string, unknown> {
  const { fileName, publishedOn, phrases, people, side, recognised } = hints;
  return {
    fileName,
    mediaType: piece.mediaType,
    ...(piece.row === null ? {} : { row: piece.row }),
    ...(publishedOn === undefined ? {} : { publishedOn }),
    ...(phrases === undefined ? {} : { phrases }),
    ...(people === undefined ? {} : { people: peopleOf(draft, people) }),
    ...(side === undefined ? {} : { side }),
    ...(recognised === undefined ? {} : { recognised }),
  };
}

/** Of a list of persons, those whom the document names. */
function peopleOf(draft: Draft, people: Record<string, string>): Record<string, string> {
  const speakers = new Set(draft.speeches.map(({ speaker }) => speaker?.value));
  return Object.fromEntries(Object.entries(people).filter(([, name]) => speakers.has(name)));
}
