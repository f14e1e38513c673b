import type { CopyState } from "@lectern/search";
import { type ReplicaState, readBacklog } from "@lectern/storage";
import type { FastifyInstance } from "fastify";
import { Gauge, Histogram } from "prom-client";
import type { Archive } from "../archive.js";
import type { Env } from "../env.js";
import { registry, SECONDS } from "../metrics.js";
import { callerOf, refuse } from "./caller.js";

const requests = new Histogram({
  name: "lectern_request_seconds",
  help: "How long a request took, by its address as it is routed and its status.",
  labelNames: ["route", "status"],
  buckets: SECONDS,
  registers: [registry],
});

const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
  new Gauge({ name: `lectern_${name}`, help, labelNames, registers: [] });

const database = gauge("database_up", "1 while the database answers.");
const waiting = gauge("index_waiting_sources", "Sources that have yet to be brought to the index.");
const waitingSeconds = gauge("index_waiting_seconds", "How long the first of them has waited: how far the index is behind.");
const indexedUpTo = gauge("indexed_up_to_timestamp_seconds", "Everything that was stored before this moment is in the index.");
const jobs = gauge("jobs", "Jobs whose time has come.", ["task"]);
const jobSeconds = gauge("job_waiting_seconds", "How long the first of them has waited.", ["task"]);
const problems = gauge("open_problems", "Documents or parts of them that could not be read or indexed.");
const replicaUp = gauge("replica_up", "1 while the replica is read from, by its place in DATABASE_READ_URLS.", ["replica"]);
const replicaBehind = gauge("replica_behind_seconds", "How far the replica is behind the database.", ["replica"]);

/** Told only where there is a copy: a gauge that was never set reads 0, and without Meilisearch nothing is down. */
const ofCopy = {
  up: gauge("copy_up", "1 while searches are answered from the copy in Meilisearch, 0 while Postgres answers in its place."),
  waiting: gauge(
    "copy_waiting_sources",
    "Sources that the copy in Meilisearch has yet to hear of; all that it lacks while it is built anew.",
  ),
  building: gauge("copy_building", "1 while a new index is built in Meilisearch, beside the one that is searched or where there is none."),
  refused: gauge("copy_refused_records", "Records that Meilisearch does not take."),
  bytes: gauge("copy_bytes", "Disk that Meilisearch takes."),
};

/** `GET /metrics`, for Prometheus: numbers alone. Where reading needs a key, so does this. */
export function serveMetrics(app: FastifyInstance, archive: Archive, env: Env): void {
  const told = [database, waiting, waitingSeconds, indexedUpTo, jobs, jobSeconds, problems];
  if (archive.replicas !== null) told.push(replicaUp, replicaBehind);
  if (archive.index.copy !== null) told.push(...Object.values(ofCopy));
  for (const one of told) registry.registerMetric(one);
  // Another server of this process may have no copy.
  app.addHook("onClose", async () => {
    for (const one of told) registry.removeSingleMetric((await one.get()).name);
  });
  app.addHook("onResponse", async (request, reply) => {
    requests.observe({ route: request.routeOptions.url ?? "none", status: reply.statusCode }, reply.elapsedTime / 1_000);
  });
  app.get("/metrics", async (request, reply) => {
    if (env.reading === "key") {
      const { key, isUnknown } = await callerOf(request, archive);
      if (key === null) return refuse(reply, isUnknown);
    }
    await look(archive);
    return reply
      .header("cache-control", "no-store")
      .type(registry.contentType)
      .send(await registry.metrics());
  });
}

/** What waits and what is well, as of now. A database that is away says so, and leaves the rest as it was last seen. */
async function look(archive: Archive): Promise<void> {
  if (archive.replicas !== null) lookAtReplicas(archive.replicas.state());
  try {
    const backlog = await readBacklog(archive.reading);
    database.set(1);
    waiting.set(backlog.indexing);
    waitingSeconds.set(backlog.indexingSeconds);
    indexedUpTo.set(Date.now() / 1_000 - backlog.indexingSeconds);
    problems.set(backlog.openProblems);
    jobs.reset();
    jobSeconds.reset();
    for (const { task, count, seconds } of backlog.jobs) {
      jobs.set({ task }, count);
      jobSeconds.set({ task }, seconds);
    }
    if (archive.index.copy !== null) lookAtCopy(await archive.index.copy.state());
  } catch {
    database.set(0);
  }
}

function lookAtReplicas(states: ReplicaState[]): void {
  replicaBehind.reset();
  for (const [i, { fault, secondsBehind }] of states.entries()) {
    const replica = String(i + 1);
    replicaUp.set({ replica }, fault === null ? 1 : 0);
    if (secondsBehind !== null) replicaBehind.set({ replica }, secondsBehind);
  }
}

function lookAtCopy(state: CopyState): void {
  ofCopy.up.set(state.fault === null ? 1 : 0);
  ofCopy.waiting.set(state.waiting);
  ofCopy.building.set(state.building === null ? 0 : 1);
  ofCopy.refused.set(state.refused.length);
  if (state.bytes !== null) ofCopy.bytes.set(state.bytes);
}
