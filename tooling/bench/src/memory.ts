import { existsSync, globSync, readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * Bytes of memory that a process and those that it started take, what they share counted once (PSS of Linux); null elsewhere.
 */
export function memoryOf(pid: number): number | null {
  if (!existsSync("/proc/self/smaps_rollup")) return null;
  const children = childrenOf();
  const sum = (one: number): number => ownMemory(one) + (children.get(one) ?? []).reduce((total, child) => total + sum(child), 0);
  return sum(pid);
}

/** Bytes that this process needs: what is left once all that nobody uses any more is given back. */
export function memoryHeld(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function childrenOf(): Map<number, number[]> {
  const children = new Map<number, number[]>();
  for (const file of globSync("/proc/[0-9]*/stat")) {
    const [pid, parent] = readOrNothing(file)
      .replace(/\(.*\)/su, "")
      .split(/\s+/)
      .flatMap((field, i) => (i === 0 || i === 2 ? [Number(field)] : []));
    if (pid !== undefined && parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  return children;
}

function ownMemory(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB/m.exec(readOrNothing(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) * 1024;
}

/** A process may end while it is looked at. */
function readOrNothing(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
