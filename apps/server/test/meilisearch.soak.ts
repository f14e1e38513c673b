import { whyNoOwnMeilisearch } from "@lectern/testing/meilisearch";
import { it } from "vitest";
import { killAll } from "./kill-all.js";

const reason = whyNoOwnMeilisearch();
const kills = Number(process.env.LECTERN_SOAK_KILLS ?? 200);
const documents = Number(process.env.LECTERN_SOAK_DOCUMENTS ?? 5_000);
const seed = Number(process.env.LECTERN_SOAK_SEED ?? Math.floor(Math.random() * 1e6));

it(`holds every document exactly once, in its last version, after ${kills} kills over ${documents} documents (LECTERN_SOAK_SEED=${seed})`, async ({
  skip,
}) => {
  if (reason !== null) return skip(reason);
  console.log(`killed with seed ${seed}: ${JSON.stringify(await killAll({ documents, kills, seed }))}`);
});
