import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Runs a command in the project's folder and shows what it says; resolves to its exit code. */
export function command(name, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(name, args, {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      shell: process.platform === "win32",
      ...options,
    });
    child.on("error", reject);
    child.on("exit", (code, signal) => resolve(signal ? 1 : code));
  });
}

/** A step that is one command: it passes when the command does. */
export function commandStep(name, args) {
  return async () => {
    const code = await command(name, args);
    const failures = code === 0 ? [] : [`${name} ${args.join(" ")} ended with ${code}`];
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, failures };
  };
}
