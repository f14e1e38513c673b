import { useEffect } from "react";

export interface PageHead {
  /** Title of the tab; empty for the archive's own name. */
  title: string;
  /** What the page is, in a sentence, for search engines and previews. */
  description?: string | undefined;
  /** What the page shows, as schema.org says it. */
  data?: object | undefined;
  /** Address of the feed that follows what the page shows. */
  feed?: string | undefined;
}

const DESCRIPTION = "An archive of meetings, speeches and study texts that shows its evidence";

/** Head of the page that is being drawn where there is no document. */
let drawn = { title: "", description: DESCRIPTION, structured: "", feed: "" };

/** Puts into the head of the document what stands for the page elsewhere: title, description, canonical address, structured data. */
export function usePageHead({ title, description = DESCRIPTION, data, feed = "" }: PageHead): void {
  const structured = structuredData(data);
  if (typeof document === "undefined") drawn = { title, description, structured, feed };
  useEffect(() => {
    document.title = titleOf(title);
    element("meta", 'name="description"').setAttribute("content", description);
    element("link", 'rel="canonical"').setAttribute("href", window.location.origin + window.location.pathname);
    const script = element("script", 'type="application/ld+json"');
    script.textContent = structured;
    return () => script.remove();
  }, [title, description, structured]);
  useEffect(() => {
    if (feed === "") return;
    const link = element("link", 'type="application/atom+xml"');
    link.setAttribute("rel", "alternate");
    link.setAttribute("href", feed);
    return () => link.remove();
  }, [feed]);
}

/** The same as HTML, of the page that was drawn last: for the server. */
export function headOfDrawnPage({ origin, pathname }: URL): string {
  const { title, description, structured, feed } = drawn;
  return [
    `<title>${escaped(titleOf(title))}</title>`,
    `<meta name="description" content="${escaped(description)}">`,
    `<link rel="canonical" href="${escaped(origin + pathname)}">`,
    feed === "" ? "" : `<link type="application/atom+xml" rel="alternate" href="${escaped(feed)}">`,
    structured === "" ? "" : `<script type="application/ld+json">${structured.replaceAll("<", "\\u003c")}</script>`,
  ].join("");
}

function titleOf(title: string): string {
  return title === "" ? "Lectern" : `${title} · Lectern`;
}

function structuredData(data: PageHead["data"]): string {
  return data === undefined ? "" : JSON.stringify({ "@context": "https://schema.org", ...data });
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

function element(name: "meta" | "link" | "script", attribute: string): HTMLElement {
  const found = document.head.querySelector<HTMLElement>(`${name}[${attribute}]`);
  if (found) return found;
  const made = document.createElement(name);
  const [key = "", value = ""] = attribute.split("=");
  made.setAttribute(key, value.replaceAll('"', ""));
  return document.head.appendChild(made);
}
