import { createHash } from "node:crypto";
import { basename } from "node:path";
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

function asName(name: string): string {
  const kept = name
    .replace(/[^\p{L}\p{N}._-]+/gu, "-")
    .replace(/^[^\p{L}\p{N}]+|-+$/gu, "")
    .slice(0, 60);
  return kept || "files";
}
