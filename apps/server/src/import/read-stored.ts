import { isContainerFile, READER_VERSION, readFile } from "@lectern/reading";
import type { Draft } from "@lectern/schema";
import type { Linked, Reading, StoredBytes } from "@lectern/storage";
import type { Archive } from "../archive.js";
import { linkDraft } from "./link-draft.js";
import { parseStored } from "./named-settings.js";
import { readBy } from "./plain-collection.js";
import { readInThread } from "./read-in-thread.js";

/** Stored bytes, read as they would be today. Throws where they no longer read as a document. */
export async function readStored(stored: StoredBytes): Promise<Omit<Reading, "linked">> {
  const { name, settings } = stored.collection;
  // Settings that came with the text itself stand before those of its collection.
  const collection = readBy(parseStored(isRecord(stored.hints.collection) ? stored.hints.collection : settings, name));
  const hints = { fileName: stored.place ?? "text.txt", mediaType: stored.mediaType, ...stored.hints, ...(collection && { collection }) };
  const { documents, problems } = isContainerFile(stored.bytes, hints)
    ? await readInThread(stored.bytes, hints)
    : readFile(stored.bytes, hints);
  const draft = documents[0]?.draft;
  if (!draft) throw new Error(problems.map(({ message }) => message).join(" ") || "its bytes no longer read as a document");
  return { draft, readerVersion: READER_VERSION };
}

/** The links of a draft that is read again. They are made once more where the study texts have changed meanwhile. */
export async function linkStored(archive: Archive, draft: Draft): Promise<Linked> {
  const catalogue = await archive.catalogue.any();
  return { links: linkDraft(draft, catalogue), linking: catalogue.linking };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
