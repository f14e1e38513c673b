import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { benchSpeeds } from "./linking/speeds.js";

export interface LinkingBench {
  /** Folder of the labelled sets. */
  sets: string;
  /** Folder of running texts, whose sentences are passages too. */
  texts: string | null;
  /** Numbers of passages. */
  sizes: number[];
}

/** Linking: its speed over the labelled sets beside its peers, then against more and more passages. */
export function benchLinking({ sets, texts, sizes }: LinkingBench): void {
  benchSpeeds(sets);
  const script = fileURLToPath(new URL("linking/scale-process.js", import.meta.url));
  for (const size of sizes) execFileSync(process.execPath, [script, sets, texts ?? "", String(size)], { stdio: "inherit" });
}
