import { type ReactNode, Suspense, useEffect, useRef } from "react";
import { t } from "../i18n/language.js";
import { drawnRoot } from "../lib/drawn.js";
import { useLocation, useWasHistoryStep } from "../lib/navigation.js";
import { PageBoundary } from "./PageBoundary.js";
import { SiteHeader } from "./SiteHeader.js";
import { Skeleton } from "./Skeleton.js";
import { Unsent } from "./Unsent.js";

/** What every page stands in: skip link, header, the page itself, footer. */
export function Layout({ children }: { children: ReactNode }) {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useFocusOnNavigation(main, pathname);
  return (
    <>
      <a className="skip-link" href="#main">
        {t("Skip to the page")}
      </a>
      <SiteHeader />
      <Unsent />
      <main id="main" ref={main} tabIndex={-1}>
        <PageBoundary key={pathname}>
          <Suspense fallback={<Skeleton lines={6} />}>
            {children}
            <Answering />
          </Suspense>
        </PageBoundary>
      </main>
      <footer className="site-footer">
        <p>{t("Every value opens the sentence it came from.")}</p>
        <p>
          <a href="/graphql">{t("API explorer")}</a>
        </p>
      </footer>
    </>
  );
}

/** Says that the page answers from now on: before, what the server has drawn only looks like it. */
function Answering() {
  useEffect(() => drawnRoot()?.removeAttribute("data-drawn"), []);
  return null;
}

/**
 * A new page gets the focus and starts at its top, so that a screen reader reads it and Tab goes on from there. Going
 * back keeps the browser's own scroll position; a page that took the focus itself (a search box) keeps it.
 */
function useFocusOnNavigation(main: React.RefObject<HTMLElement | null>, pathname: string): void {
  const shown = useRef(pathname);
  const wasHistoryStep = useWasHistoryStep();
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    if (!wasHistoryStep()) window.scrollTo(0, 0);
    if (main.current?.contains(document.activeElement)) return;
    main.current?.focus({ preventScroll: true });
  }, [pathname, main, wasHistoryStep]);
}
