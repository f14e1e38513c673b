import type { ApolloClient } from "@apollo/client";
import { ApolloProvider } from "@apollo/client/react";
import { StrictMode } from "react";
import { useLanguage } from "./i18n/language.js";
import { Pages } from "./router.js";

interface Props {
  client: ApolloClient;
  /** The address, where it is not the document's own: path and parameters. */
  at?: string;
}

/** All of the page, as the browser shows it and as the server draws it. */
export function App({ client, at }: Props) {
  return (
    <StrictMode>
      <ApolloProvider client={client}>
        {/* In another language every page is drawn anew: what is said is no state of any of them. */}
        <Pages key={useLanguage()} at={at} />
      </ApolloProvider>
    </StrictMode>
  );
}
