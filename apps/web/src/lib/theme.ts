import { prefer, preference } from "./preferences.js";

export type Theme = "auto" | "light" | "dark";

export const THEMES: readonly Theme[] = ["auto", "light", "dark"];

/** The theme that was chosen in this browser; the system's where none was. */
export function chosenTheme(): Theme {
  const chosen = preference("theme");
  return THEMES.find((theme) => theme === chosen) ?? "auto";
}

/** Shows the page in a theme, and remembers it in this browser. The server sends every page in that theme. */
export function chooseTheme(theme: Theme): void {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  prefer("theme", theme === "auto" ? null : theme);
}
