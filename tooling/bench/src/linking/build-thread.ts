import { parentPort, workerData } from "node:worker_threads";
import { packCatalogue } from "@lectern/linking";
import { passagesOf, realPassages } from "./passages.js";
import { threadSeconds } from "./timing.js";

/** Packs so many passages and sends the plain memory; the thread ends, and with it all that it made on the way. */
const { sets, texts, passages: wanted } = workerData as { sets: string; texts: string | null; passages: number };
const passages = passagesOf(realPassages(sets, texts), wanted);
const characters = passages.reduce((sum, { text }) => sum + text.length, 0);
const start = threadSeconds();
const wall = performance.now();
const data = packCatalogue([], passages);
parentPort?.postMessage({ data, characters, seconds: threadSeconds() - start, wall: (performance.now() - wall) / 1000 });
