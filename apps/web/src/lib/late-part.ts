import { type ComponentType, type LazyExoticComponent, lazy } from "react";
import { isServerThere } from "./use-server-back.js";

/** How often code that could not be had is asked for again while the server is away, in milliseconds. */
const EVERY = 3_000;

/**
 * A part of a page whose code is loaded once it is wanted. While the server is away it is waited for, and the page around it stays
 * as it is; what fails although the server answers is the page's fault to show.
 */
export function latePart<Props>(load: () => Promise<ComponentType<Props>>): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: await onceThere(load) }));
}

async function onceThere<Part>(load: () => Promise<Part>): Promise<Part> {
  for (;;) {
    try {
      return await load();
    } catch {
      if (await isServerThere()) return await load();
      await new Promise((resolve) => setTimeout(resolve, EVERY));
    }
  }
}
