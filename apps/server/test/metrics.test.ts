import { afterAll, beforeAll, expect, it } from "vitest";
import { importSample } from "./sample.js";
import { openTestArchive, type TestArchive } from "./test-archive.js";

let test: TestArchive;

beforeAll(async () => {
  test = await openTestArchive();
});

afterAll(() => test.close());

async function metrics(): Promise<Map<string, number>> {
  const { statusCode, body } = await test.app.inject({ url: "/metrics", headers: { host: "localhost" } });
  expect(statusCode).toBe(200);
  const lines = body.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ") + 1))]));
}

it("tells Prometheus what waits, how far the index is, and how long searches take", async () => {
  await test.archive.database.query("INSERT INTO outbox (source_id, written_at) VALUES (gen_random_uuid(), now() - interval '90 seconds')");
  const before = await metrics();
  expect(before.get("lectern_database_up")).toBe(1);
  expect(before.has("lectern_copy_up")).toBe(test.archive.index.copy !== null);
  expect(before.get("lectern_index_waiting_sources")).toBe(1);
  expect(before.get("lectern_index_waiting_seconds")).toBeGreaterThanOrEqual(90);
  expect(before.get("lectern_indexed_up_to_timestamp_seconds")).toBeLessThan(Date.now() / 1_000 - 80);
  await importSample(test.archive);
  await test.ask('{ search(query: "harbour") { total } }');
  const after = await metrics();
  expect(after.get("lectern_index_waiting_sources")).toBe(0);
  expect(after.get('lectern_search_seconds_count{engine="POSTGRES",degraded="false"}')).toBeGreaterThanOrEqual(1);
  expect(after.get('lectern_request_seconds_count{route="/graphql",status="200"}')).toBeGreaterThanOrEqual(1);
  expect(after.get("lectern_open_problems")).toBe(
    Number((await test.ask("{ archive { counts { openProblems } } }")).data.archive.counts.openProblems),
  );
});
