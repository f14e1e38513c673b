import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { projectFolder } from "../src/env.js";

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  child: ChildProcess;
  /** What it has written so far. */
  stdout(): string;
  stderr(): string;
  ended: Promise<Ended>;
}

export interface RunOptions {
  env?: Record<string, string>;
  cwd?: string;
  input?: string;
  uid?: number;
}

const MAIN = projectFolder("apps/server/dist/main.js");

/** Starts `lectern ARGS` as a process of its own, from the compiled files. */
export function start(args: string[], { env = {}, cwd = process.cwd(), input, uid }: RunOptions = {}): Running {
  if (!existsSync(MAIN)) throw new Error("apps/server is not built: run its build before these tests");
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(LECTERN_|DATABASE_URL|PORT|HOST|INIT_CWD|VITEST|NODE_ENV)/.test(name)),
  );
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd,
    env: { ...inherited, LECTERN_CALLER_DIR: cwd, ...env },
    stdio: ["pipe", "pipe", "pipe"],
    ...(uid !== undefined && { uid, gid: uid }),
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.stdin.on("error", () => {});
  child.stdin.end(input ?? "");
  const ended = once(child, "close").then(([code, signal]): Ended => ({ code, signal, stdout, stderr }));
  return { child, stdout: () => stdout, stderr: () => stderr, ended };
}

export function lectern(args: string[], options?: RunOptions): Promise<Ended> {
  return start(args, options).ended;
}

/** Waits until `isSo`; fails after a minute, with what it waited for. */
export async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited in vain for ${what}`);
}

export function jsonLines(text: string) {
  return text
    .trim()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}
