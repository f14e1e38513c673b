import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/layout.css";
import "./styles/components.css";
import { ApolloProvider } from "@apollo/client/react";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { apollo } from "./apollo.js";
import { preferredLanguage, speak, useLanguage } from "./i18n/language.js";
import { chosenTheme, showTheme } from "./lib/theme.js";
import { bringPage, bringWhatIsPointedAt, Pages } from "./router.js";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no element #root");

/** In another language every page is drawn anew: what is said is no state of any of them. */
function Page() {
  return <Pages key={useLanguage()} />;
}

showTheme(chosenTheme());
await Promise.all([speak(preferredLanguage()), bringPage(location.pathname)]);
bringWhatIsPointedAt();
createRoot(root).render(
  <StrictMode>
    <ApolloProvider client={apollo}>
      <Page />
    </ApolloProvider>
  </StrictMode>,
);
