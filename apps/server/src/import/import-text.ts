import type { CollectionSettings } from "@lectern/reading";
import { DocumentKind, ImportOutcome } from "@lectern/schema";
import { collectionByName } from "@lectern/storage";
import type { Archive } from "../archive.js";
import { badInput } from "../graphql/errors.js";
import type { ImportOutcomeReport } from "../graphql/resolvers/import.js";
import { importFiles } from "../import-documents.js";
import type { DocumentOutcome } from "./import-run.js";
import { parseStored } from "./named-settings.js";
import { namedCollection } from "./plain-collection.js";

/** A text that is handed in, and what is known of it. */
export interface TextToImport {
  text: string;
  title?: string;
  kind?: DocumentKind;
  publishedOn?: string;
  url?: string;
  language?: string;
  collection?: string;
}

const PASTED = "pasted";
const FILE_NAME = "text.txt";

const KINDS = {
  [DocumentKind.NOTICE]: "notices",
  [DocumentKind.SPEECH]: "speeches",
  [DocumentKind.MINUTES]: "minutes",
  [DocumentKind.STUDY_TEXT]: "study-text",
} as const;

/** Imports one text that has no place of its own: a text with a known address, or known words, is the source it was before. */
export async function importText(archive: Archive, input: TextToImport, by: string): Promise<ImportOutcomeReport> {
  const stored = await storedSettings(archive, input.collection ?? PASTED);
  const settings = withKnown(stored, input);
  const content = new TextEncoder().encode(input.text);
  const documents: DocumentOutcome[] = [];
  await importFiles(
    archive,
    {
      problems: [],
      collections: [
        {
          settings,
          stored,
          isDeclared: true,
          folder: "",
          keepsPlaces: false,
          files: [{ path: "", given: FILE_NAME, place: FILE_NAME, bytes: content.length, content, hints: { collection: settings } }],
          isWhole: false,
          ignored: [],
          problems: [],
        },
      ],
    },
    { origin: input.title ?? "a text", by, listener: { onDocument: (outcome) => void documents.push(outcome) } },
  );
  return toReport(documents);
}

async function storedSettings(archive: Archive, name: string): Promise<CollectionSettings> {
  const held = await collectionByName(archive.database, name);
  if (held) return parseStored(held.settings, name);
  return asBadInput(`A collection cannot be called ${JSON.stringify(name)}`, () => namedCollection(name));
}

/** The settings with what the caller knows of this one text. They go with the text, so that it is read again in the same way. */
function withKnown(stored: CollectionSettings, input: TextToImport): CollectionSettings {
  const known = { title: input.title, publishedOn: input.publishedOn, url: input.url, language: input.language };
  const fields = Object.fromEntries(Object.entries(known).flatMap(([name, value]) => (value ? [[name, [{ value }]]] : [])));
  const kind = input.kind ? KINDS[input.kind] : stored.kind;
  const { studyText, ...rest } = stored;
  const settings = {
    ...rest,
    ...(kind && { kind }),
    ...(kind === "study-text" && studyText && { studyText }),
    fields: { ...stored.fields, ...fields },
  };
  return asBadInput("What is known of the text cannot be used", () => parseStored(settings, "the text"));
}

function asBadInput<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw badInput(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function toReport(documents: DocumentOutcome[]): ImportOutcomeReport {
  const done = documents.find(({ outcome }) => outcome !== ImportOutcome.PROBLEM);
  return {
    outcome: done?.outcome ?? ImportOutcome.PROBLEM,
    sourceId: done?.sourceId ?? null,
    problems: documents.flatMap(({ problem }) => (problem ? [{ ...problem, file: null }] : [])),
  };
}
