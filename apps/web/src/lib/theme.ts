export type Theme = "auto" | "light" | "dark";

export const THEMES: readonly Theme[] = ["auto", "light", "dark"];

const PLACE = "lectern.theme";

/** The theme that was chosen in this browser; the system's where none was. */
export function chosenTheme(): Theme {
  try {
    const stored = localStorage.getItem(PLACE);
    return THEMES.find((theme) => theme === stored) ?? "auto";
  } catch {
    return "auto";
  }
}

/** Shows the page in a theme, and remembers it in this browser. */
export function chooseTheme(theme: Theme): void {
  showTheme(theme);
  try {
    if (theme === "auto") localStorage.removeItem(PLACE);
    else localStorage.setItem(PLACE, theme);
  } catch {
    // A browser that forbids storage: the choice holds until the page is loaded anew.
  }
}

export function showTheme(theme: Theme): void {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
