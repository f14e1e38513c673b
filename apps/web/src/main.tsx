import { createRoot, hydrateRoot } from "react-dom/client";
import { createApollo } from "./apollo.js";
import { App } from "./app.js";
import { preferredLanguage, speak } from "./i18n/language.js";
import { ANSWERS, drawnRoot } from "./lib/drawn.js";
import { bringPage, bringWhatIsPointedAt } from "./router.js";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no element #root");

const client = createApollo();
const language = preferredLanguage();
await Promise.all([speak(language), bringPage(location.pathname)]);
bringWhatIsPointedAt();
const drawn = drawnRoot();
if (drawn?.dataset.drawn === language) {
  client.cache.restore(JSON.parse(document.getElementById(ANSWERS)?.textContent ?? "{}"));
  hydrateRoot(drawn, <App client={client} />);
} else {
  createRoot(root).render(<App client={client} />);
}
