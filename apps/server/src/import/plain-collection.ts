import { createHash } from "node:crypto";
import { basename } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { type CollectionSettings, parseCollection } from "@lectern/reading";

/**
 * The collection of a folder that has no collection.yaml. Its name holds a part of a hash of the folder's path, so that two
 * folders called "notices" stay two collections; its title is the folder's name.
 */
export function plainCollection(folder: string): CollectionSettings {
  const name = basename(folder) || "files";
  const hash = createHash("sha256").update(folder).digest("hex").slice(0, 6);
  return namedCollection(`${asName(name)}-${hash}`, name);
}

/** A collection of which nothing is known but its name. */
export function namedCollection(name: string, title: string | null = null): CollectionSettings {
  // JSON is YAML.
  const parsed = parseCollection(JSON.stringify({ name, ...(title && { title }) }), "the collection");
  if ("settings" in parsed) return parsed.settings;
  throw new Error(parsed.problems.map(({ message }) => message).join(" "));
}

/**
 * What a document of a collection is read by: nothing where the collection only has a name, so that reading looks for itself
 * at what the columns of a table are called.
 */
export function readBy(settings: CollectionSettings): CollectionSettings | undefined {
  const isPlain = isDeepStrictEqual(asJson(settings), asJson(namedCollection(settings.name, settings.title ?? null)));
  return isPlain ? undefined : settings;
}

/** As it comes back from the database: without what is undefined. */
export function asJson(settings: CollectionSettings): unknown {
  return JSON.parse(JSON.stringify(settings));
}

function asName(name: string): string {
  const kept = name
    .replace(/[^\p{L}\p{N}._-]+/gu, "-")
    .replace(/^[^\p{L}\p{N}]+|-+$/gu, "")
    .slice(0, 60);
  return kept || "files";
}
