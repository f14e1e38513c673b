import { type ComponentType, lazy } from "react";
import { BrowserRouter, Route, Routes } from "react-router";
import { Layout } from "./components/Layout.js";

/** Addresses and the file that shows each. A page's code is loaded when it is first opened. */
const PAGES: Record<string, string> = {
  "/": "search",
  "/meetings/:id": "meeting",
  "/speeches/:id": "speech",
  "/texts": "texts",
  "/texts/:id": "study-text",
  "/people": "people",
  "/people/:id": "person",
  "/bodies": "bodies",
  "/bodies/:id": "body",
  "/phrases": "phrases",
  "/phrases/:id": "phrase",
  "/wanted": "wanted",
  "/status": "status",
  "/import": "import",
  "*": "not-found",
};

const FILES = import.meta.glob<{ Component: ComponentType }>("./routes/*.tsx");

export function Pages() {
  return (
    <BrowserRouter>
      <Routes>
        <Route element={<Layout />}>
          {ROUTES.map(({ path, Page }) => (
            <Route key={path} path={path} element={<Page />} />
          ))}
        </Route>
      </Routes>
    </BrowserRouter>
  );
}

const ROUTES = Object.entries(PAGES).flatMap(([path, file]) => {
  const load = FILES[`./routes/${file}.tsx`];
  if (load === undefined) return [];
  return [{ path, Page: lazy(async () => ({ default: (await load()).Component })) }];
});
