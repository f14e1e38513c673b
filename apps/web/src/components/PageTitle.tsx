import type { ReactNode } from "react";
import { usePageHead } from "../lib/page-head.js";

interface Props {
  title: string;
  /** Title of the tab, where it says more than the heading: the passage that is open. */
  tab?: string;
  /** Stands small above it: what kind of thing this is. */
  kicker?: ReactNode;
  lang?: string;
  /** For search engines and previews: a sentence, and what schema.org calls it. */
  description?: string;
  data?: object;
  children?: ReactNode;
}

/** Heading of a page; also the title of its tab. */
export function PageTitle({ title, tab = title, kicker, lang, description, data, children }: Props) {
  usePageHead({ title: tab, description, data });
  return (
    <header className="page-title">
      {kicker && <p className="kicker">{kicker}</p>}
      <h1 lang={lang}>{title}</h1>
      {children}
    </header>
  );
}
