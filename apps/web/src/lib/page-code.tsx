import { type ComponentType, lazy, useState } from "react";

/** The code of a page, which is loaded when it is first needed. */
export interface PageCode {
  /** Matches the addresses that it shows: `/people/:id`. */
  matches(pathname: string): boolean;
  isHere(): boolean;
  bring(): Promise<unknown>;
  Page: ComponentType;
}

/**
 * Longest wait for the code of a page before something else is shown in its place, in milliseconds. What comes out of Suspense
 * is kept waiting by React for 300 ms from when its skeleton was shown, so that no skeleton is the quicker way.
 */
const PATIENCE = 300;

export function pageCode(path: string, load: () => Promise<{ Component: ComponentType }>): PageCode {
  const pattern = new RegExp(`^${path.replace(/:\w+/g, "[^/]+")}/?$`);
  let loaded: ComponentType | null = null;
  const bring = async () => {
    loaded = (await load()).Component;
    return { default: loaded };
  };
  const Late = lazy(bring);
  return {
    matches: (pathname) => pattern.test(pathname),
    isHere: () => loaded !== null,
    bring,
    Page() {
      // Not another one once it has come: the page would begin anew.
      const [Shown] = useState<ComponentType>(() => loaded ?? Late);
      return <Shown />;
    },
  };
}

/** Waits for the code of a page, but not for long, and not for one that cannot be had: showing it says why. */
export async function bringInTime(code: PageCode): Promise<void> {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  await Promise.race([late, code.bring().catch(() => undefined)]);
}
