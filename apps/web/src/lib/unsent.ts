import { useSyncExternalStore } from "react";
import { explainError } from "./errors.js";
import { watchForServer } from "./use-server-back.js";

/** How many things that somebody did wait for the server to be back. */
let unsent = 0;
const listeners = new Set<() => void>();

/** Sends what somebody did; where the server is away it waits until it is back, and sends it then. Throws any other fault. */
export async function sendOnceBack<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (!explainError(error).isAway) throw error;
  }
  change(+1);
  try {
    await serverBack();
  } finally {
    change(-1);
  }
  return sendOnceBack(send);
}

/** How many things wait to be sent. */
export function useUnsent(): number {
  return useSyncExternalStore(
    subscribe,
    () => unsent,
    () => 0,
  );
}

function serverBack(): Promise<void> {
  return new Promise((resolve) => {
    const stop = watchForServer(() => {
      stop();
      resolve();
    });
  });
}

/** What waits lives in this page alone: who closes it is asked first. */
function change(by: 1 | -1): void {
  unsent += by;
  if (unsent > 0) window.addEventListener("beforeunload", ask);
  else window.removeEventListener("beforeunload", ask);
  for (const listener of listeners) listener();
}

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
