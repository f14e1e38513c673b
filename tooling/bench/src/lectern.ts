import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** Runs a command of Lectern over an archive of its own, as a user would; resolves to its standard output. */
export async function lectern(project: string, archive: string, args: string[]): Promise<string> {
  const child = spawnLectern(project, archive, args);
  let output = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  const [code] = (await once(child, "close")) as [number | null];
  // 1 says that some documents had problems: they are counted, not fatal.
  if (code !== 0 && code !== 1) throw new Error(`lectern ${args.join(" ")} ended with ${code}`);
  return output;
}

/** A running server and the address of its API. */
export async function serveArchive(
  project: string,
  archive: string,
  settings: Record<string, string> = {},
): Promise<{ graphql: string; pid: number; stop(): Promise<void> }> {
  const child = spawnLectern(project, archive, ["serve"], { PORT: "0", ...settings });
  const graphql = await addressOf(child);
  return {
    graphql,
    // It has answered, so that it runs.
    pid: child.pid as number,
    async stop() {
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}

async function addressOf(child: ChildProcess): Promise<string> {
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error("the server has no output");
  const lines: string[] = [];
  for (const stream of [stdout, stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      lines.push(line);
      const port = /http:\/\/[\w.[\]:]+:(\d+)\/graphql/.exec(line)?.[1];
      if (port) child.emit("address", port);
    });
  }
  const port = await Promise.race([
    once(child, "address").then(([found]) => String(found)),
    once(child, "exit").then(() => Promise.reject(new Error(`the server ended: ${lines.join("\n")}`))),
  ]);
  return `http://localhost:${port}/graphql`;
}

function spawnLectern(project: string, archive: string, args: string[], more: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, [join(project, "apps/server/dist/main.js"), ...args], {
    env: { ...process.env, LECTERN_DATA: archive, ...more },
    stdio: ["ignore", "pipe", args[0] === "serve" ? "pipe" : "inherit"],
  });
}
