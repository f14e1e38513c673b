/** Words to be taken along, and where they stand. */
export interface CitedWords {
  /** Empty for the record as a whole. */
  words: string;
  /** Title, place in it, who said it, when: what is known of it, in this order. */
  parts: ReadonlyArray<string | null | undefined>;
  url: string;
}

/** Words with their citation, as they are pasted into a text: “words” (Title, Volume 4, Wen Yuge, 3 May 2021). https://... */
export function writeCitation({ words, parts, url }: CitedWords): string {
  const cited = parts.filter((part) => part !== null && part !== undefined && part !== "").join(", ");
  const quoted = words.replace(/\s+/g, " ").trim();
  return quoted === "" ? `${cited}. ${url}` : `“${quoted}” (${cited}). ${url}`;
}

/** What is selected within an element; empty where nothing is. */
export function selectedWithin(element: Element | null): string {
  const selection = window.getSelection();
  if (element === null || selection === null || selection.isCollapsed) return "";
  return selection.anchorNode && element.contains(selection.anchorNode) ? selection.toString() : "";
}

/** Whether the clipboard took it: a browser refuses it to a page that is not served safely. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
