import { type ReactNode, useEffect } from "react";

/** Heading of a page; also the title of its tab. `kicker` stands small above it: what kind of thing this is. */
export function PageTitle({ title, kicker, lang, children }: { title: string; kicker?: ReactNode; lang?: string; children?: ReactNode }) {
  usePageTitle(title);
  return (
    <header className="page-title">
      {kicker && <p className="kicker">{kicker}</p>}
      <h1 lang={lang}>{title}</h1>
      {children}
    </header>
  );
}

/** Title of the tab while a page is shown: "Water plan · Lectern". */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = title === "" ? "Lectern" : `${title} · Lectern`;
  }, [title]);
}
