import { createTestDatabase } from "@lectern/postgres";
import { migrate, openDatabase } from "@lectern/storage";
import { foldKey } from "@lectern/text";
import pg from "pg";
import { PostgresIndex } from "../src/index.js";
import { searchContract } from "./contract.js";

searchContract("Postgres", async () => {
  const database = await createTestDatabase({ template: prepare });
  const pool = new pg.Pool({ connectionString: database.url, max: 6 });
  const index = new PostgresIndex(pool);
  await index.configure();
  return {
    index,
    async close() {
      await index.close();
      await pool.end();
      await database.drop();
    },
  };
});

async function prepare(url: string): Promise<void> {
  const database = await openDatabase(url, { foldKey });
  await migrate(database);
  await database.close();
}
