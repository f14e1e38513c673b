import { type CollectionSettings, parseCollection } from "@lectern/reading";
import { collectionByName, type Database } from "@lectern/storage";
import { namedCollection } from "./plain-collection.js";

/** The settings of the collection of this name, as the archive holds them; those of a new one where it holds none. */
export async function settingsFor(database: Database, name: string): Promise<CollectionSettings> {
  const held = await collectionByName(database, name);
  return held ? parseStored(held.settings, name) : namedCollection(name);
}

/** Settings as they were stored. They were checked when they came. */
export function parseStored(settings: Record<string, unknown>, name: string): CollectionSettings {
  // JSON is YAML.
  const parsed = parseCollection(JSON.stringify(settings), `the stored settings of ${name}`);
  if ("settings" in parsed) return parsed.settings;
  throw new Error(parsed.problems.map(({ message }) => message).join(" "));
}
