import { parentPort } from "node:worker_threads";
import { buildCatalogue, type Catalogue, findCitations, linkText, openCatalogue } from "@lectern/linking";
import type { Link } from "@lectern/schema";
import type { FromThread, ToThread } from "./messages.js";

let catalogue: Catalogue = buildCatalogue([], []);
let line = -1;

parentPort?.on("message", (message: ToThread) => {
  let answer: FromThread;
  try {
    answer = { links: carryOut(message) };
  } catch (error) {
    answer = { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  parentPort?.postMessage(answer);
});

function carryOut(message: ToThread): Link[] {
  if (message.kind === "link")
    return message.how === "citations alone" ? findCitations(message.text, catalogue) : linkText(message.text, catalogue);
  catalogue = openCatalogue(message.data, message.line === line ? catalogue : null);
  line = message.line;
  return [];
}
