import { PostgresIndex } from "../src/index.js";
import { searchContract } from "./contract.js";
import { openPool } from "./open-engine.js";

searchContract("Postgres", async () => {
  const { pool, close } = await openPool();
  const index = new PostgresIndex(pool);
  await index.configure();
  return { index, close };
});
