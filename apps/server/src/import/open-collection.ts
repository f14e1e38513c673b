import { existsSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { CollectionSettings } from "@lectern/reading";
import { DocumentKind } from "@lectern/schema";
import { collectionByName, type Database, ensureCollection, type HeldPlace, heldPlaces } from "@lectern/storage";
import type { FoundCollection } from "./find-files.js";
import { asJson } from "./plain-collection.js";

/** A collection while its files are imported. */
export interface OpenCollection {
  id: string;
  name: string;
  settings: CollectionSettings;
  keepsPlaces: boolean;
  isWhole: boolean;
  /** Places of the files that this run found. */
  files: Set<string>;
  /** Whether its collection.yaml is the one that its documents were read by. */
  isReadAsBefore: boolean;
  /** What the archive holds of it, by place. */
  held: Map<string, HeldPlace>;
  /** Places that the files of this run have. */
  seen: Set<string>;
  isPresent: (place: string) => boolean;
}

/** Stores what a collection is, and looks up what the archive holds of it. */
export async function openCollection(database: Database, found: FoundCollection): Promise<OpenCollection> {
  const { settings, folder } = found;
  const before = await collectionByName(database, settings.name);
  const id = await ensureCollection(database, toCollection(settings, found.stored));
  const files = new Set(found.files.map(({ place }) => place));
  const seen = new Set<string>();
  return {
    id,
    name: settings.name,
    settings,
    keepsPlaces: found.keepsPlaces,
    isWhole: found.isWhole,
    files,
    isReadAsBefore: before !== null && isDeepStrictEqual(before.settings, asJson(found.stored)),
    held: await heldPlaces(database, id),
    seen,
    isPresent: (place) => seen.has(place) || files.has(place) || (!isRow(place) && existsSync(join(folder, place))),
  };
}

/** Places that were held when the import began and are no longer there. A file that was moved is there, at its new place. */
export async function placesGone(database: Database, collection: OpenCollection, failedFiles: Set<string>): Promise<string[]> {
  const isGone = (place: string) => !collection.isPresent(place) && !failedFiles.has(fileOf(place));
  const gone = [...collection.held.keys()].filter(isGone);
  if (gone.length === 0) return [];
  const heldNow = await heldPlaces(database, collection.id);
  return gone.filter((place) => heldNow.has(place));
}

const KINDS = {
  notices: DocumentKind.NOTICE,
  speeches: DocumentKind.SPEECH,
  minutes: DocumentKind.MINUTES,
  "study-text": DocumentKind.STUDY_TEXT,
} as const;

function toCollection(settings: CollectionSettings, stored: CollectionSettings): Parameters<typeof ensureCollection>[1] {
  return {
    name: settings.name,
    title: stored.title ?? null,
    kind: stored.kind ? KINDS[stored.kind] : null,
    publisher: stored.publisher ?? null,
    language: stored.language ?? null,
    licence: stored.licence ?? null,
    isSample: stored.sample,
    settings: stored,
  };
}

/** A row of a file of rows has its id or number after the file's name. */
function isRow(place: string): boolean {
  return place.includes("#");
}

function fileOf(place: string): string {
  return place.replace(/#[^#]*$/, "");
}
