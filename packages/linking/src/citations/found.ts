import type { Link } from "@lectern/schema";
import { CitationState } from "@lectern/schema/kind";
import { SpanIndex } from "../span-index.js";

/** The citations of a text that are found so far. */
export class Found {
  readonly links: Link[] = [];
  private readonly places = new SpanIndex<Link>();

  add(link: Link): void {
    this.links.push(link);
    this.places.add(link.start, link.end, link);
  }

  /** Adds a link where none stands yet, and says whether it did. */
  addIfFree(link: Link): boolean {
    const isFree = !this.places.overlaps(link.start, link.end);
    if (isFree) this.add(link);
    return isFree;
  }

  overlaps(start: number, end: number): boolean {
    return this.places.overlaps(start, end);
  }

  /** Those that name a work, held or not, in order of their starts. */
  naming(): Link[] {
    return this.links.filter(({ state }) => state !== CitationState.REJECTED).sort((a, b) => a.start - b.start);
  }
}
