import { randomBytes } from "node:crypto";
import { ApiKey } from "@lectern/schema";
import type { Database } from "./data-source.js";
import { postgresCode, StorageError } from "./errors.js";
import { sha256 } from "./hashing.js";
import { hydrate, selectList } from "./rows.js";
import { newId } from "./uuid.js";

/** Makes a key. The secret is given this once; the archive keeps only its hash. Throws NAME_TAKEN, BAD_VALUE. */
export async function createKey(database: Database, name: string): Promise<{ name: string; secret: string }> {
  const trimmed = name.trim();
  if (trimmed === "") throw new StorageError("BAD_VALUE", "A key has a name, so that every decision says who made it.");
  const secret = `lectern_${randomBytes(32).toString("base64url")}`;
  try {
    await database.query("INSERT INTO api_key (id, name, hash, created_at) VALUES ($1, $2, $3, now())", [newId(), trimmed, sha256(secret)]);
  } catch (error) {
    if (error instanceof StorageError && postgresCode(error.cause) === "23505") {
      throw new StorageError("NAME_TAKEN", `There is a key named "${trimmed}" already.`, {
        advice: "Give another name, or revoke that key first.",
        cause: error,
      });
    }
    throw error;
  }
  return { name: trimmed, secret };
}

/** All keys, those revoked included, oldest first. */
export async function listKeys(database: Database): Promise<ApiKey[]> {
  const rows = await database.query<object>(`SELECT ${selectList(database, ApiKey, "k")} FROM api_key k ORDER BY k.created_at, k.id`);
  return rows.map((row) => hydrate(ApiKey, row));
}

/** Whether there was a key of that name to revoke. */
export async function revokeKey(database: Database, name: string): Promise<boolean> {
  const rows = await database.query("UPDATE api_key SET revoked_at = now() WHERE name = $1 AND revoked_at IS NULL RETURNING id", [name]);
  return rows.length > 0;
}

/** The key that a secret belongs to; null where there is none or it was revoked. Its last use is noted to the minute. */
export async function findKey(database: Database, secret: string): Promise<ApiKey | null> {
  const [row] = await database.query<object>(
    `WITH used AS (
       UPDATE api_key SET last_used_at = now()
       WHERE hash = $1 AND revoked_at IS NULL AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')
     )
     SELECT ${selectList(database, ApiKey, "k")} FROM api_key k WHERE k.hash = $1 AND k.revoked_at IS NULL`,
    [sha256(secret)],
  );
  return row === undefined ? null : hydrate(ApiKey, row);
}
