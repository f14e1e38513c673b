import type { Link } from "@lectern/schema";
import { CitationState } from "@lectern/schema/kind";
import { foldKey, isGenericTitle } from "@lectern/text";

/**
 * Links to works that are not held, where these are named by their kind alone: 《决定》 is the work whose title was last given
 * in full before it, if that ends with the same words (《关于深化改革的决定》……《决定》); else it names a work within its text alone.
 */
export function nameGenericWorks(links: Link[]): Link[] {
  const named: Link[] = [];
  return links
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
    .map((link) => {
      if (link.state !== CitationState.CITED_NOT_HELD) return link;
      if (!isGenericTitle(link.work)) {
        named.push(link);
        return link;
      }
      const kind = foldKey(link.work).replace(/^the /u, "");
      const full = named.findLast(({ work }) => endsWith(foldKey(work), kind));
      if (full === undefined) return { ...link, isGeneric: true };
      return { ...link, work: full.work, reason: `“${full.work}” is named before it, and no work of this title is held` };
    });
}

/** A word of an alphabetic script is not the end of another: "Fact" does not end with "Act". */
function endsWith(title: string, kind: string): boolean {
  return title.endsWith(kind) && (/\p{Script=Han}/u.test(kind) || /\W$/u.test(title.slice(0, -kind.length)));
}
