import { startTransition } from "react";
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
client.cache.restore(JSON.parse(document.getElementById(ANSWERS)?.textContent ?? "{}"));
// As a transition it is drawn in short pieces, between which the browser answers its reader.
startTransition(() => {
  if (drawnRoot()?.dataset.drawn === language) hydrateRoot(root, <App client={client} />);
  else createRoot(root).render(<App client={client} />);
});
