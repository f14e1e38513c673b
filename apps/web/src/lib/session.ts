import { useEffect, useSyncExternalStore } from "react";

/** Whose key this browser has signed in with; null for nobody, undefined until the server has said. */
type Name = string | null | undefined;

let name: Name;
let asked = false;
const listeners = new Set<() => void>();

/** Name of the key that this browser has signed in with; null where it has not. */
export function useSignedIn(): Name {
  useEffect(() => {
    if (!asked) void ask();
  }, []);
  return useSyncExternalStore(
    subscribe,
    () => name,
    () => undefined,
  );
}

/** Signs in with a key; the server keeps it in a cookie that no script can read. False where the key is not known. */
export async function signIn(key: string): Promise<boolean> {
  const answer = await fetch("/session", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ key }),
  });
  if (answer.status === 401) return false;
  if (!answer.ok) throw new TypeError("fetch failed");
  tell(((await answer.json()) as { name: string }).name);
  return true;
}

/** Address of the page to sign in on, which leads back to an address of this archive. */
export function signInPath(back: string | null): string {
  return back === null ? "/sign-in" : `/sign-in?back=${encodeURIComponent(back)}`;
}

/** Where a page to sign in on leads back to; null where it names nothing, or no address of this archive. */
export function backFrom(parameters: URLSearchParams): string | null {
  const back = parameters.get("back");
  return back !== null && /^\/(?![/\\])/.test(back) ? back : null;
}

export async function signOut(): Promise<void> {
  await fetch("/session", { method: "DELETE" });
  tell(null);
}

/** A server that does not answer knows nobody: the page goes on as for a reader, and asks again when it is loaded anew. */
async function ask(): Promise<void> {
  asked = true;
  const answer = await fetch("/session").catch(() => null);
  tell(answer?.ok ? ((await answer.json()) as { name: string | null }).name : null);
}

function tell(now: Name): void {
  name = now;
  asked = true;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
