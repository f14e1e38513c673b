import type { SearchAnswer } from "@lectern/search";
import { collectDefaultMetrics, Histogram, Registry } from "prom-client";

/** What the server tells Prometheus. */
export const registry = new Registry();
collectDefaultMetrics({ register: registry, prefix: "lectern_" });

/** Bounds of the classes in which times are counted. */
export const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20];

const searches = new Histogram({
  name: "lectern_search_seconds",
  help: "How long the index took to answer a search, by the engine that did; degraded where another one should have.",
  labelNames: ["engine", "degraded"],
  buckets: SECONDS,
  registers: [registry],
});

/** Notes how long a search took, and who answered. */
export async function timed(search: () => Promise<SearchAnswer>): Promise<SearchAnswer> {
  const end = searches.startTimer();
  const answer = await search();
  end({ engine: answer.engine, degraded: String(answer.degraded) });
  return answer;
}
