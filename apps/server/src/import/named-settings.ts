import { type CollectionSettings, parseCollection } from "@lectern/reading";
import { collectionByName, type Database } from "@lectern/storage";
import { namedCollection } from "./plain-collection.js";

/** The settings of the collection of this name, as the archive holds them; those of a new one where it holds none. */
export async function settingsFor(database: Database, name: string): Promise<CollectionSettings> {
  const held = await collectionByName(database, name);
  return held ? parseStored(held.settings, name) : namedCollection(name);
}

/** Settings as they were stored: lists that were left out stand in them as empty ones. */
export function parseStored(settings: object, name: string): CollectionSettings {
  // JSON is YAML.
  const parsed = parseCollection(JSON.stringify(withoutEmpty(settings)), `the settings of ${name}`);
  if ("settings" in parsed) return parsed.settings;
  throw new Error(parsed.problems.map(({ message }) => message).join(" "));
}

function withoutEmpty(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const kept = Object.entries(value).map(([name, inner]) => [name, withoutEmpty(inner)] as const);
  return Object.fromEntries(kept.filter(([, inner]) => typeof inner !== "object" || (inner !== null && Object.keys(inner).length > 0)));
}
