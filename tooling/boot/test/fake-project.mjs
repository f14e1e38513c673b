import { spawn } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const boot = fileURLToPath(new URL("..", import.meta.url));
const PNPM = `pnpm-12.21.0-${process.platform}-${process.arch}`;

/**
 * A project that holds the real boot, a server of one file, and in place of pnpm a script that writes down how it was
 * called and then does what `pnpm` says: so that no test needs a registry.
 */
export function fakeProject({ pnpm = "", main = "" } = {}) {
  const root = join(mkdtempSync(join(tmpdir(), "lectern boot ")), "a project");
  const write = (path, text) => {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const name of readdirSync(boot).filter((name) => name.endsWith(".mjs"))) cpSync(join(boot, name), join(root, "tooling/boot", name));
  write("pnpm-lock.yaml", "lockfileVersion: 9\n");
  write("pnpm-workspace.yaml", "packages: [apps/*]\n");
  write("package.json", "{}");
  write("turbo.json", "{}");
  write("tsconfig.base.json", "{}");
  write("packages/empty/package.json", "{}");
  write("apps/server/package.json", JSON.stringify({ scripts: { build: "tsc" } }));
  write("apps/server/src/main.ts", "export {};\n");
  write("apps/server/dist/main.js", main);
  mkdirSync(join(root, "node_modules"));
  const program = join(".lectern/tools", PNPM, "node_modules/@pnpm", `exe.${process.platform}-${process.arch}`, "pnpm");
  write(program, `#!/bin/sh\necho "$*" >> '${join(root, "pnpm-calls")}'\necho words of pnpm\n${pnpm}\n`);
  chmodSync(join(root, program), 0o755);
  return {
    root,
    write,
    read: (path) => readFileSync(join(root, path), "utf8"),
    /** What pnpm was told to do, in order. */
    pnpmCalls: () => (existsSync(join(root, "pnpm-calls")) ? readFileSync(join(root, "pnpm-calls"), "utf8").trimEnd().split("\n") : []),
    spawn: (args, options = {}) =>
      spawn(process.execPath, [join(root, "tooling/boot/boot.mjs"), ...args], {
        cwd: root,
        stdio: "pipe",
        ...options,
        env: cleanEnvironment(options.env),
      }),
    run(args, options) {
      return outcome(this.spawn(args, options));
    },
    remove: () => rmSync(join(root, ".."), { recursive: true, force: true }),
  };
}

/** Ends when the process and all that hold its output have ended. */
export async function outcome(child) {
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"]) child[name].on("data", (chunk) => (said[name] += chunk));
  const [code, signal] = await new Promise((resolve) => child.once("close", (...end) => resolve(end)));
  return { code, signal, ...said };
}

/** Without what the npm that runs these tests says of itself. */
function cleanEnvironment(more) {
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD|LECTERN_)/.test(name));
  return { ...Object.fromEntries(kept), ...more };
}
