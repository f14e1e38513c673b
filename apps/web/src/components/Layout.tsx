import { Suspense, useEffect, useRef } from "react";
import { Outlet, useLocation, useNavigationType } from "react-router";
import { t } from "../i18n/language.js";
import { PageBoundary } from "./PageBoundary.js";
import { SiteHeader } from "./SiteHeader.js";
import { Skeleton } from "./Skeleton.js";

/** What every page stands in: skip link, header, the page itself, footer. */
export function Layout() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useFocusOnNavigation(main, pathname);
  return (
    <>
      <a className="skip-link" href="#main">
        {t("Skip to the page")}
      </a>
      <SiteHeader />
      <main id="main" ref={main} tabIndex={-1}>
        <PageBoundary key={pathname}>
          <Suspense fallback={<Skeleton lines={6} />}>
            <Outlet />
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

/**
 * A new page gets the focus and starts at its top, so that a screen reader reads it and Tab goes on from there. Going
 * back keeps the browser's own scroll position; a page that took the focus itself (a search box) keeps it.
 */
function useFocusOnNavigation(main: React.RefObject<HTMLElement | null>, pathname: string): void {
  const shown = useRef(pathname);
  const kind = useNavigationType();
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    if (kind !== "POP") window.scrollTo(0, 0);
    if (main.current?.contains(document.activeElement)) return;
    main.current?.focus({ preventScroll: true });
  }, [pathname, kind, main]);
}
