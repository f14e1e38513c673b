import { useEffect } from "react";

export interface PageHead {
  /** Title of the tab; empty for the archive's own name. */
  title: string;
  /** What the page is, in a sentence, for search engines and previews. */
  description?: string | undefined;
  /** What the page shows, as schema.org says it. */
  data?: object | undefined;
}

const DESCRIPTION = "An archive of meetings, speeches and study texts that shows its evidence";

/** Puts into the head of the document what stands for the page elsewhere: title, description, canonical address, structured data. */
export function usePageHead({ title, description = DESCRIPTION, data }: PageHead): void {
  const structured = data === undefined ? "" : JSON.stringify({ "@context": "https://schema.org", ...data });
  useEffect(() => {
    document.title = title === "" ? "Lectern" : `${title} · Lectern`;
    element("meta", 'name="description"').setAttribute("content", description);
    element("link", 'rel="canonical"').setAttribute("href", window.location.origin + window.location.pathname);
    const script = element("script", 'type="application/ld+json"');
    script.textContent = structured;
    return () => script.remove();
  }, [title, description, structured]);
}

function element(name: "meta" | "link" | "script", attribute: string): HTMLElement {
  const found = document.head.querySelector<HTMLElement>(`${name}[${attribute}]`);
  if (found) return found;
  const made = document.createElement(name);
  const [key = "", value = ""] = attribute.split("=");
  made.setAttribute(key, value.replaceAll('"', ""));
  return document.head.appendChild(made);
}
