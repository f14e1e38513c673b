import { afterAll, beforeAll, expect, it } from "vitest";
import { PostgresIndex, RebuildingError, type SourceRecords } from "../src/index.js";
import { LIBRARY, request, sourcesOf } from "./library.js";
import { openPool } from "./open-engine.js";

let opened: Awaited<ReturnType<typeof openPool>>;
let index: PostgresIndex;

beforeAll(async () => {
  opened = await openPool();
  index = new PostgresIndex(opened.pool);
  await index.put(sourcesOf(LIBRARY));
});

afterAll(() => opened?.close());

/** A rebuild that stands still after its first source, until it is told to go on. */
function slowRebuild(): { hasBegun: Promise<void>; goOn: () => void; done: Promise<void> } {
  const [begun, going] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  async function* slowly(): AsyncIterable<SourceRecords> {
    begun.resolve();
    await going.promise;
    yield* sourcesOf(LIBRARY);
  }
  const done = index.rebuild(slowly());
  return { hasBegun: begun.promise, goOn: () => going.resolve(), done };
}

async function* all(): AsyncIterable<SourceRecords> {
  yield* sourcesOf(LIBRARY);
}

it("is done by one at a time", async () => {
  const first = slowRebuild();
  await first.hasBegun;
  await expect(index.rebuild(all())).rejects.toThrow(RebuildingError);
  first.goOn();
  await first.done;
  await index.rebuild(all());
  expect((await index.search(request(""))).total).toBe(LIBRARY.length);
});

it("is begun anew at once where who did it has gone", async () => {
  const lost = slowRebuild();
  await lost.hasBegun;
  // Other tests have locks on the same server.
  const { rows } = await opened.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  expect(rows).toHaveLength(1);
  await index.put(sourcesOf(LIBRARY));
  await index.rebuild(all());
  lost.goOn();
  await expect(lost.done).rejects.toThrow("given up");
  expect((await index.search(request(""))).total).toBe(LIBRARY.length);
});
