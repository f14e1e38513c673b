/** A year, in seconds. */
const LONG = 365 * 24 * 60 * 60;

/** Cookies of who asks for the page that is being drawn, where it is drawn by the server. */
let cookiesOfReader = "";

/** To be called before the server draws a page, with the cookies that its reader's browser sent. */
export function readPreferencesFrom(cookies: string): void {
  cookiesOfReader = cookies;
}

/** What was chosen in this browser, as a cookie: the server draws the first page by it. Null where nothing was. */
export function preference(name: string): string | null {
  const cookies = typeof document === "undefined" ? cookiesOfReader : document.cookie;
  const kept = cookies.split("; ").find((cookie) => cookie.startsWith(`lectern_${name}=`));
  return kept?.slice(kept.indexOf("=") + 1) ?? null;
}

/** Remembers a choice in this browser; null forgets it. Where the browser keeps no cookies, it holds until the page is loaded anew. */
export function prefer(name: string, value: string | null): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API that the rule wants is not there without HTTPS
  document.cookie = `lectern_${name}=${value ?? ""}; path=/; samesite=lax; max-age=${value === null ? 0 : LONG}`;
}
