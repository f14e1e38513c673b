// A Chromium out of npm packages, for machines that have none: fetched by the first `npm test` into .lectern/tools.
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const CHROMIUM = "153.0.0";
const FONTS = "0.4.3";
const tools = fileURLToPath(new URL("../../.lectern/tools", import.meta.url));

/** Why the packaged Chromium cannot run here, as a sentence; null where it can. */
export function whyNotPackaged() {
  if (process.platform === "linux" && process.arch === "x64") return null;
  return `There is no Chrome or Chromium here, and the packaged one is for x64 Linux only (this is ${process.platform} on ${process.arch}).`;
}

/** Executable and environment of the packaged Chromium; fetches it where it is not there yet. */
export async function packagedChromium() {
  const folder = fetched(`chromium-${CHROMIUM}`, [`@sparticuz/chromium@${CHROMIUM}`]);
  // It unpacks into the temporary folder and takes whatever lies there already, of whatever version: so, one of our own.
  const unpacked = join(folder, "unpacked");
  mkdirSync(unpacked, { recursive: true });
  const outside = process.env.TMPDIR;
  process.env.TMPDIR = unpacked;
  try {
    const { default: chromium } = await import(entryOf(folder, "@sparticuz/chromium"));
    const executablePath = await chromium.executablePath();
    return { executablePath, env: { ...(await librariesFor(executablePath, folder, unpacked)) } };
  } finally {
    if (outside === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = outside;
  }
}

/** Libraries that a bare machine lacks (libnss3 and libnspr4 foremost) lie in the package as an archive. */
async function librariesFor(executablePath, folder, unpacked) {
  const { stdout } = spawnSync("ldd", [executablePath], { encoding: "utf8" });
  if (stdout && !stdout.includes("not found")) return {};
  const { inflate } = await import(entryOf(folder, "@sparticuz/chromium"));
  await inflate(join(folder, "node_modules", "@sparticuz", "chromium", "bin", "al2023.tar.br"));
  return { LD_LIBRARY_PATH: [join(unpacked, "al2023", "lib"), process.env.LD_LIBRARY_PATH].filter(Boolean).join(":") };
}

/** FONTCONFIG_FILE with a Chinese font, where the machine has none: without one, pictures show boxes. */
export function chineseFonts() {
  if (process.platform !== "linux" || hasChineseFont()) return {};
  const folder = fetched(`noto-sans-sc-${FONTS}`, [`@expo-google-fonts/noto-sans-sc@${FONTS}`]);
  const file = join(folder, "fonts.conf");
  writeFileSync(file, FONTS_CONF(join(folder, "node_modules", "@expo-google-fonts", "noto-sans-sc"), join(folder, "cache")));
  return { FONTCONFIG_FILE: file };
}

function hasChineseFont() {
  const { status, stdout } = spawnSync("fc-list", [":lang=zh-cn", "family"], { encoding: "utf8" });
  return status === 0 && stdout.trim() !== "";
}

const FONTS_CONF = (fonts, cache) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${fonts}</dir>
  <cachedir>${cache}</cachedir>
</fontconfig>
`;

/** Unpacks beside and renames: an interrupted run leaves nothing that looks whole. */
function fetched(name, packages) {
  const folder = join(tools, name);
  if (existsSync(folder)) return folder;
  mkdirSync(tools, { recursive: true });
  const fresh = mkdtempSync(join(tools, `browser-${name}-`));
  console.error(`lectern: fetching ${packages.join(" and ")} for the page tests`);
  try {
    const quiet = ["--ignore-scripts", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"];
    execFileSync(process.platform === "win32" ? "npm.cmd" : "npm", ["install", "--prefix", ".", ...quiet, ...packages], {
      cwd: fresh,
      stdio: ["ignore", 2, 2],
    });
    // mkdtemp closes its folder to everybody else.
    chmodSync(fresh, 0o755);
    if (!existsSync(folder)) renameSync(fresh, folder);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return folder;
}

function entryOf(folder, name) {
  return pathToFileURL(createRequire(join(folder, "entry.js")).resolve(name)).href;
}
