import { ADDRESSES } from "./addresses.js";
import { Layout } from "./components/Layout.js";
import { Route, Router, type RouterOptions, Switch } from "./lib/navigation.js";
import { bringInTime, type PageCode, type PageModule, pageCode, type Question } from "./lib/page-code.js";

const MODULES = import.meta.glob<PageModule>("./routes/*.tsx");

function page(path: string, name: string): PageCode {
  const load = MODULES[`./routes/${name}.tsx`];
  if (load === undefined) throw new Error(`there is no page ${name} in routes`);
  return pageCode(path, load);
}

const PAGES = Object.entries(ADDRESSES).map(([path, name]) => ({ path, code: page(path, name) }));
const NOT_FOUND = page("", "not-found");

const codeOf = (pathname: string): PageCode => PAGES.find(({ code }) => code.matches(pathname))?.code ?? NOT_FOUND;

/** Waits for the code of the page at an address, if not for long. */
export function bringPage(pathname: string): Promise<void> {
  return bringInTime(codeOf(pathname));
}

/** What the page at an address asks first, with its code; null where it does not say. */
export async function bringQuestion(pathname: string, parameters: URLSearchParams): Promise<Question | null> {
  const { question } = await codeOf(pathname).bring();
  return question?.(parameters, pathname.split("/")[2] ?? "") ?? null;
}

/** The page that a link is on stays until the next one can be shown. */
const whenHere: RouterOptions["aroundNav"] = (navigate, to, options) => {
  const code = codeOf(to.replace(/[?#].*$/, ""));
  if (code.isHere()) navigate(to, options);
  else void bringInTime(code).then(() => navigate(to, options));
};

/** Has the code of a page come while its link is being pointed at. */
export function bringWhatIsPointedAt(): void {
  const bring = ({ target }: Event) => {
    const link = target instanceof Element ? target.closest("a") : null;
    if (link?.origin !== location.origin) return;
    const code = codeOf(link.pathname);
    if (!code.isHere()) code.bring().catch(() => undefined);
  };
  for (const event of ["pointerover", "focusin"]) document.addEventListener(event, bring);
}

/** Shows the page of the address: the document's own, or the one that is given. */
export function Pages({ at }: { at: string | undefined }) {
  return (
    <Router aroundNav={whenHere} ssrPath={at}>
      <Layout>
        <Switch>
          {PAGES.map(({ path, code }) => (
            <Route key={path} path={path} component={code.Page} />
          ))}
          <Route component={NOT_FOUND.Page} />
        </Switch>
      </Layout>
    </Router>
  );
}
