import { afterAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../src/test-database.js";
import { query } from "./folders.js";

const made: TestDatabase[] = [];
afterAll(async () => {
  for (const database of made) await database.drop();
});

async function create(options?: Parameters<typeof createTestDatabase>[0]): Promise<TestDatabase> {
  const database = await createTestDatabase(options);
  made.push(database);
  return database;
}

it("gives each caller a database of its own, made from a template that is prepared once", async () => {
  let prepared = 0;
  const template = async (url: string) => {
    prepared++;
    await query(url, "CREATE TABLE word (word text)");
  };
  const [one, two] = await Promise.all([create({ template }), create({ template })]);
  await query(one.url, "INSERT INTO word VALUES ('only here')");
  expect(await query(two.url, "SELECT * FROM word")).toEqual([]);
  expect(prepared).toBe(1);
});

it("leaves no half-made template when preparing one fails", async () => {
  let attempts = 0;
  const template = async (url: string) => {
    await query(url, "CREATE TABLE word (word text)");
    if (++attempts === 1) throw new Error("the migration is wrong");
  };
  await expect(create({ template })).rejects.toThrow("the migration is wrong");
  expect(await query((await create({ template })).url, "SELECT * FROM word")).toEqual([]);
});

it("drops the database although a client still holds it", async () => {
  const database = await createTestDatabase();
  const held = query(database.url, "SELECT pg_sleep(30)");
  const cut = expect(held).rejects.toThrow();
  await new Promise((resolve) => setTimeout(resolve, 200));
  await database.drop();
  await cut;
  await expect(query(database.url, "SELECT 1")).rejects.toMatchObject({ code: "3D000" });
});
