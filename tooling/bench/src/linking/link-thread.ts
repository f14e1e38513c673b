import { parentPort, workerData } from "node:worker_threads";
import { type CatalogueData, findQuotations, openCatalogue } from "@lectern/linking";
import { threadSeconds } from "./timing.js";

/** Links the texts that it is sent against the passages whose memory it shares. */
const catalogue = openCatalogue((workerData as { data: CatalogueData }).data);
parentPort?.on("message", (texts: string[]) => {
  const start = threadSeconds();
  const found = texts.reduce((sum, text) => sum + findQuotations({ text }, catalogue).length, 0);
  parentPort?.postMessage({ found, seconds: threadSeconds() - start });
});
parentPort?.postMessage("ready");
