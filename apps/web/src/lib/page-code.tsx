import type { DocumentNode } from "@apollo/client";
import { type ComponentType, lazy, useState } from "react";

/** What a page asks the archive. */
export interface Question {
  query: DocumentNode;
  variables: object;
  /** Whether the server draws the page with the answer; else it sends the answer along, and the browser draws it at once. */
  isDrawn: boolean;
}

/** A page as its file of `routes` has it. */
export interface PageModule {
  Component: ComponentType;
  /** What it asks first at an address with these parameters, `id` being what stands behind /people/: the page comes with the answer. Null for nothing. */
  question?(parameters: URLSearchParams, id: string): Question | null;
}

/** The code of a page, which is loaded when it is first needed. */
export interface PageCode {
  /** Matches the addresses that it shows: `/people/:id`. */
  matches(pathname: string): boolean;
  isHere(): boolean;
  bring(): Promise<PageModule>;
  Page: ComponentType;
}

/**
 * Longest wait for the code of a page before something else is shown in its place, in milliseconds. What comes out of Suspense
 * is kept waiting by React for 300 ms from when its skeleton was shown, so that no skeleton is the quicker way.
 */
const PATIENCE = 300;

export function pageCode(path: string, load: () => Promise<PageModule>): PageCode {
  const pattern = new RegExp(`^${path.replace(/:\w+/g, "[^/]+")}/?$`);
  let loaded: ComponentType | null = null;
  const bring = async () => {
    const module = await load();
    loaded = module.Component;
    return module;
  };
  const Late = lazy(async () => ({ default: (await bring()).Component }));
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
