import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/layout.css";
import "./styles/components.css";
import { ApolloProvider } from "@apollo/client/react";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { apollo } from "./apollo.js";
import { Pages } from "./router.js";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no element #root");

createRoot(root).render(
  <StrictMode>
    <ApolloProvider client={apollo}>
      <Pages />
    </ApolloProvider>
  </StrictMode>,
);
