import type { ReactNode } from "react";
import { Link, useLocation } from "../lib/navigation.js";
import { signInPath } from "../lib/session.js";

/** The way to signing in, and from there back to this page; to the value `opened` on it, where one is named. */
export function SignInLink({ opened, children }: { opened?: string | undefined; children: ReactNode }) {
  const { pathname, search } = useLocation();
  const here = pathname.startsWith("/sign-in") ? null : `${pathname}${search}${opened === undefined ? "" : `#${opened}`}`;
  return <Link to={signInPath(here)}>{children}</Link>;
}
