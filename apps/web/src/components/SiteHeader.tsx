import { NavLink } from "react-router";

const PLACES = [
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

export function SiteHeader() {
  return (
    <header className="site-header">
      <NavLink to="/" className="site-name" aria-label="Lectern, to the search">
        <svg viewBox="0 0 32 32" width="22" height="22" aria-hidden="true">
          <path d="M3 7l13 4 13-4v4l-13 4L3 11z" />
          <path d="M14.5 15h3v10h-3zM8 25h16v3H8z" />
        </svg>
        Lectern
      </NavLink>
      <nav aria-label="Archive">
        <ul>
          {PLACES.map(({ to, name }) => (
            <li key={to}>
              <NavLink to={to} end={to === "/"}>
                {name}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}
