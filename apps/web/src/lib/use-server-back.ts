import { useEffect, useRef } from "react";

/** How often a server that is away is asked whether it is back, in milliseconds. */
const EVERY = 3_000;

/** Calls `act` once the server answers again, while `isAway`. Only its health is asked for, so that the page stays as it is meanwhile. */
export function useServerBack(isAway: boolean, act: (() => void) | undefined): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    if (!isAway) return;
    const look = async () => {
      if (await isServerThere()) latest.current?.();
    };
    const timer = setInterval(() => void look(), EVERY);
    const online = () => void look();
    window.addEventListener("online", online);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", online);
    };
  }, [isAway]);
}

/** Whether the server answers at this moment. */
export async function isServerThere(): Promise<boolean> {
  const answer = await fetch("/health").catch(() => null);
  return answer?.ok ?? false;
}
