import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import { chineseFonts, packagedChromium, whyNotPackaged } from "./packaged-browser.mjs";

/**
 * A real Chromium: the one LECTERN_CHROMIUM names, else a Chrome or Chromium of the machine, else the packaged one.
 * @throws Error that says why there is none.
 */
export async function launchBrowser() {
  const { executablePath, env } = await findBrowser();
  return chromium.launch({
    executablePath,
    headless: true,
    // Not the package's own flags: --single-process ends the browser after one page, and --disable-web-security
    // would hide faults. The second keeps the browser from calling out in the background.
    args: ["--no-sandbox", "--disable-background-networking"],
    env: { ...process.env, ...env },
  });
}

/** Why page tests cannot run on this machine, as a sentence; null when they can. Fetches the packaged browser. */
export async function whyNoBrowser() {
  if (systemBrowser() === null && whyNotPackaged() !== null) return whyNotPackaged();
  try {
    const browser = await launchBrowser();
    await browser.close();
    return null;
  } catch (error) {
    return `Chromium does not start here: ${String(error.message ?? error).split("\n")[0]}`;
  }
}

async function findBrowser() {
  const fonts = chineseFonts();
  const executablePath = systemBrowser();
  if (executablePath !== null) return { executablePath, env: fonts };
  const reason = whyNotPackaged();
  if (reason !== null) throw new Error(reason);
  const packaged = await packagedChromium();
  return { executablePath: packaged.executablePath, env: { ...fonts, ...packaged.env } };
}

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

function systemBrowser() {
  const named = process.env.LECTERN_CHROMIUM;
  if (named) return named;
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...PLACES].find((path) => existsSync(path)) ?? null;
}
