import { whyNoOwnMeilisearch } from "@lectern/testing/meilisearch";
import { it } from "vitest";
import { killAll } from "./kill-all.js";

const reason = whyNoOwnMeilisearch();
const seed = Math.floor(Math.random() * 1e6);

/** The short form of `npm run soak`. */
it(`holds every document exactly once, in its last version, after kills of everything and cuts of the network (seed ${seed})`, async ({
  skip,
}) => {
  if (reason !== null) return skip(reason);
  await killAll({ documents: 60, kills: 6, seed });
});
