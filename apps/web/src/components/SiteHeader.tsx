import { useEffect, useState } from "react";
import { type Message, t } from "../i18n/language.js";
import { Link, PlaceLink, useLocation } from "../lib/navigation.js";
import { SignedIn, SiteTools } from "./SiteTools.js";

const PLACES: ReadonlyArray<{ to: string; name: Message }> = [
  { to: "/", name: "Search" },
  { to: "/texts", name: "Texts" },
  { to: "/people", name: "People" },
  { to: "/bodies", name: "Bodies" },
  { to: "/phrases", name: "Phrases" },
  { to: "/wanted", name: "Wanted" },
  { to: "/link", name: "Link" },
  { to: "/import", name: "Import" },
  { to: "/status", name: "Status" },
];

/** Name of the archive, its places, and the reader's own settings. On a narrow screen the places fold under a button. */
export function SiteHeader() {
  const [isOpen, setOpen] = useState(false);
  const { pathname } = useLocation();
  useEffect(() => setOpen(false), [pathname]);
  return (
    <header className="site-header">
      <Link to="/" className="site-name" aria-label={t("Lectern, to the search")}>
        <svg viewBox="0 0 32 32" width="22" height="22" aria-hidden="true">
          <path d="M3 7l13 4 13-4v4l-13 4L3 11z" />
          <path d="M14.5 15h3v10h-3zM8 25h16v3H8z" />
        </svg>
        <span translate="no">Lectern</span>
      </Link>
      <nav id="places" className="site-places" aria-label={t("Archive")} data-open={isOpen || undefined}>
        <ul>
          {PLACES.map(({ to, name }) => (
            <li key={to}>
              <PlaceLink to={to} end={to === "/"}>
                {t(name)}
              </PlaceLink>
            </li>
          ))}
          <li className="site-places-own">
            <SignedIn />
          </li>
        </ul>
      </nav>
      <div className="site-tools">
        <SiteTools />
        <button type="button" className="site-menu" aria-expanded={isOpen} aria-controls="places" onClick={() => setOpen(!isOpen)}>
          {t("Menu")}
        </button>
      </div>
    </header>
  );
}
