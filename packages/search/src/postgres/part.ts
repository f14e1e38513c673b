import { isWaiting } from "./copied.js";
import type { Ask } from "./pool.js";
import { isOfShare, type Share } from "./versions.js";

/** Sources that one server is to hold. */
export interface PartCounts {
  sources: number;
  /** Those that the index which is searched has yet to hear of. */
  waiting: number;
  /** Those that the index which is being built has. */
  built: number;
}

export async function countPart(ask: Ask, share: Share): Promise<PartCounts> {
  const [counts] = await ask<PartCounts>(
    `SELECT count(*) FILTER (WHERE documents > 0)::int AS sources, count(*) FILTER (WHERE ${isWaiting("sent")})::int AS waiting,
       count(*) FILTER (WHERE documents > 0 AND sent_next = version)::int AS built
     FROM search_source WHERE ${isOfShare(share)}`,
  );
  return counts as PartCounts;
}
