import { useEffect, useRef } from "react";

/** How often a server that is away is asked whether it is back, in milliseconds. */
const EVERY = 3_000;

/** Calls `act` whenever the server says that it is well; only its health is asked for. Returns how to stop. */
export function watchForServer(act: () => void): () => void {
  const look = async () => {
    if (await isServerThere()) act();
  };
  const timer = setInterval(() => void look(), EVERY);
  const online = () => void look();
  window.addEventListener("online", online);
  return () => {
    clearInterval(timer);
    window.removeEventListener("online", online);
  };
}

/** Calls `act` once the server answers again, while `isAway`. The page stays as it is meanwhile. */
export function useServerBack(isAway: boolean, act: (() => void) | undefined): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    if (isAway) return watchForServer(() => latest.current?.());
  }, [isAway]);
}

/** Whether the server answers at this moment. */
export async function isServerThere(): Promise<boolean> {
  const answer = await fetch("/health").catch(() => null);
  return answer?.ok ?? false;
}
