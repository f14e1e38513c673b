import "graphiql/style.css";
import "./explorer.css";
import { GraphiQL } from "graphiql";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { EXAMPLES } from "./examples.js";
import { askServer } from "./fetcher.js";

const root = document.getElementById("explorer");
if (root === null) throw new Error("explorer.html has no element #explorer");

createRoot(root).render(
  <StrictMode>
    <GraphiQL fetcher={askServer} defaultTabs={EXAMPLES} defaultEditorToolsVisibility="variables" shouldPersistHeaders={false}>
      <GraphiQL.Logo>
        <a href="/" className="explorer-name">
          Lectern
        </a>
      </GraphiQL.Logo>
    </GraphiQL>
  </StrictMode>,
);
