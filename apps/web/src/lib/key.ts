const PLACE = "lectern.key";

/** The key that was given on this page, kept until the tab is closed; null where none was given. */
export function readKey(): string | null {
  return kept ?? readSession();
}

/** Keeps a key until the tab is closed; null forgets it. */
export function keepKey(key: string | null): void {
  kept = key;
  try {
    if (key === null) sessionStorage.removeItem(PLACE);
    else sessionStorage.setItem(PLACE, key);
  } catch {
    // A browser that forbids storage: the key lives in memory until the page is loaded anew.
  }
}

let kept: string | null = null;

function readSession(): string | null {
  try {
    return sessionStorage.getItem(PLACE);
  } catch {
    return null;
  }
}
