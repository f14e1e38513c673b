import { RecordKind } from "@lectern/schema";
import { currentId } from "./correctable.js";
import type { Database } from "./data-source.js";
import { StorageError } from "./errors.js";
import { prepared, writeRows } from "./rows.js";
import { keepAliases, resolveShared } from "./shared-records.js";
import type { Transaction } from "./transaction.js";
import { isId } from "./uuid.js";

/** The record's id, through merges. Throws NOT_FOUND. */
export async function requireRecord(transaction: Transaction, kind: RecordKind, id: string): Promise<string> {
  const current = isId(id) ? await currentId(transaction, id) : null;
  const { rows } = await transaction.query(
    prepared("SELECT FROM identity WHERE id = $1 AND kind = $2 AND redirect_to IS NULL AND retired_at IS NULL", [current, kind]),
  );
  if (current === null || rows.length === 0)
    throw new StorageError("NOT_FOUND", `There is no ${kind.toLowerCase().replaceAll("_", " ")} ${id}.`);
  return current;
}

/**
 * The person or body that a correction names: by its id, or as `{ name }`, which is the one of that name or a new one.
 * Null for nobody. Throws NOT_FOUND, BAD_VALUE.
 */
export async function requireReference(
  database: Database,
  transaction: Transaction,
  property: string,
  to: unknown,
): Promise<string | null> {
  const kind = property === "personId" ? RecordKind.PERSON : RecordKind.BODY;
  if (to === null) return null;
  if (typeof to !== "object") return requireRecord(transaction, kind, String(to));
  const name = "name" in to && typeof to.name === "string" ? to.name.trim() : "";
  const shared = await resolveShared(database, transaction, [{ kind, name }], "und");
  const id = shared.idOf(kind, name);
  if (id === null) throw new StorageError("BAD_VALUE", `A ${kind.toLowerCase()} is given by its id, or as { "name": "..." }.`);
  await writeRows(database, transaction, shared.tables);
  await keepAliases(transaction, shared.newForms);
  return id;
}
