import { type ReactNode, useCallback, useEffect, useMemo, useRef } from "react";
import { Link, useSearch, useLocation as useWouterLocation } from "wouter";
import { useHistoryState } from "wouter/use-browser-location";

export { Link, Route, Router, type RouterOptions, Switch, useParams } from "wouter";

export interface Location {
  pathname: string;
  /** With its question mark; empty where there is none. */
  search: string;
  /** What the link that led here handed over. */
  state: Readonly<Record<string, unknown>> | null;
}

/** The address of the page, as it changes. */
export function useLocation(): Location {
  const [pathname] = useWouterLocation();
  const search = useSearch();
  const state = useHistoryState<Location["state"]>();
  return { pathname, search: search === "" ? "" : `?${search}`, state };
}

type SetSearch = (parameters: URLSearchParams | Record<string, string>, options?: { replace?: boolean }) => void;

type Go = (address: string, options?: { replace?: boolean }) => void;

/** The parameters of the address, how to change them, as a new step of the history or in place, and how to go elsewhere. */
export function useSearchParams(): [URLSearchParams, SetSearch, Go] {
  const [pathname, navigate] = useWouterLocation();
  const search = useSearch();
  const parameters = useMemo(() => new URLSearchParams(search), [search]);
  const set = useCallback<SetSearch>(
    (next, options) => {
      const written = new URLSearchParams(next).toString();
      navigate(written === "" ? pathname : `${pathname}?${written}`, options);
    },
    [pathname, navigate],
  );
  return [parameters, set, navigate];
}

/** Whether the last step of the history was one back or forward, asked when a page has been drawn. */
export function useWasHistoryStep(): () => boolean {
  const isStep = useRef(false);
  useEffect(() => {
    const back = () => {
      isStep.current = true;
    };
    const on = () => {
      isStep.current = false;
    };
    window.addEventListener("popstate", back, { capture: true });
    window.addEventListener("pushState", on, { capture: true });
    return () => {
      window.removeEventListener("popstate", back, { capture: true });
      window.removeEventListener("pushState", on, { capture: true });
    };
  }, []);
  return () => isStep.current;
}

interface PlaceLinkProps {
  to: string;
  /** Whether it is current only at its own address, and not at those below it. */
  end?: boolean;
  children: ReactNode;
}

/** A link that says where it leads to the page that is open. */
export function PlaceLink({ to, end = false, children }: PlaceLinkProps) {
  const { pathname } = useLocation();
  const isCurrent = pathname === to || (!end && pathname.startsWith(`${to}/`));
  return (
    <Link to={to} aria-current={isCurrent ? "page" : undefined}>
      {children}
    </Link>
  );
}
