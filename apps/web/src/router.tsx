import { type ComponentType, lazy } from "react";
import { ADDRESSES } from "./addresses.js";
import { Layout } from "./components/Layout.js";
import { Route, Switch } from "./lib/navigation.js";

const MODULES = import.meta.glob<{ Component: ComponentType }>("./routes/*.tsx");

/** A page's code is loaded when it is first opened. */
function page(name: string): ComponentType {
  const load = MODULES[`./routes/${name}.tsx`];
  if (load === undefined) throw new Error(`there is no page ${name} in routes`);
  return lazy(async () => ({ default: (await load()).Component }));
}

const PAGES = Object.entries(ADDRESSES).map(([path, name]) => [path, page(name)] as const);
const NotFound = page("not-found");

/** Shows the page of the address. */
export function Pages() {
  return (
    <Layout>
      <Switch>
        {PAGES.map(([path, Page]) => (
          <Route key={path} path={path} component={Page} />
        ))}
        <Route component={NotFound} />
      </Switch>
    </Layout>
  );
}
