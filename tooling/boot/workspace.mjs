import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { must } from "./run.mjs";

// Without a network the answer shall come in seconds, not after minutes.
const BRISK = ["--config.fetchRetries=3", "--config.fetchRetryMintimeout=1000", "--config.fetchRetryMaxtimeout=5000"];

/** Installs from the lockfile when it is not the one that was installed last. */
export async function ensureInstalled(root, tools) {
  const stamp = join(root, "node_modules", ".lectern-installed");
  const wanted = createHash("sha256")
    .update(tools.id)
    .update(readFileSync(join(root, "pnpm-lock.yaml")))
    .update(manifests(root))
    .digest("hex");
  if (readStamp(stamp) === wanted) return;
  console.error("lectern: installing the packages (about a minute the first time)");
  // The lockfile is as much ours as the code beside it: its policies were checked by the `pnpm install` that wrote it. To
  // check them here again would ask the registry about each of its 800 packages.
  const args = ["install", "--frozen-lockfile", "--trust-lockfile", ...BRISK];
  await must("Installing the packages", tools.pnpm, args, { cwd: root, env: tools.env, log: join(root, ".lectern", "install.log") });
  writeFileSync(stamp, wanted);
}

/**
 * Builds the packages `names` and what they need (null: all) when a source changed since the last build, by name,
 * size and time: looking takes milliseconds, turbo a second.
 */
export async function ensureBuilt(root, tools, names) {
  const stamp = join(root, "node_modules", `.lectern-built${names ? `-${names.map((name) => name.split("/")[1]).join("-")}` : ""}`);
  const folders = packagesOf(root).filter((folder) => names === null || !folder.startsWith(join(root, "tooling")));
  const wanted = fingerprint(root, folders);
  if (readStamp(stamp) === wanted && folders.every(isBuilt)) return;
  console.error("lectern: building");
  const filters = (names ?? []).map((name) => `--filter=${name}...`);
  const args = ["exec", "turbo", "run", "build", ...filters, "--output-logs=errors-only", "--no-update-notifier"];
  await must("Building", tools.pnpm, args, { cwd: root, env: tools.env, log: join(root, ".lectern", "build.log") });
  writeFileSync(stamp, wanted);
}

function readStamp(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

function packagesOf(root) {
  return ["apps", "packages", "tooling"]
    .flatMap((group) => readdirSync(join(root, group)).map((name) => join(root, group, name)))
    .filter((folder) => existsSync(join(folder, "package.json")));
}

/** The lockfile does not name every field of a manifest that matters to an install: scripts of workspace packages, say. */
function manifests(root) {
  return [join(root, "pnpm-workspace.yaml"), join(root, "package.json"), ...packagesOf(root).map((folder) => join(folder, "package.json"))]
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
}

function isBuilt(folder) {
  const { scripts } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return !scripts?.build || existsSync(join(folder, "dist"));
}

// Not sources: what installs and builds write. schema.graphql is emitted by the server's build.
const SKIPPED = new Set(["node_modules", "dist", ".turbo", "coverage", "test", "e2e", "schema.graphql"]);

function fingerprint(root, folders) {
  const hash = createHash("sha256");
  for (const file of ["turbo.json", "tsconfig.base.json", "pnpm-lock.yaml"]) describe(join(root, file), hash);
  for (const folder of folders) walk(folder, hash);
  return hash.digest("hex");
}

function walk(folder, hash) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (SKIPPED.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) walk(path, hash);
    else describe(path, hash);
  }
}

function describe(file, hash) {
  const { size, mtimeMs } = statSync(file);
  hash.update(`${file}\0${size}\0${mtimeMs}\n`);
}
