import { existsSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { inlineDocuments } from "./inline-documents.js";
import { precompress } from "./precompress.js";
import { preloadPages } from "./preload-pages.js";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Where the API answers while the page is served by `vite` for development. */
const API = process.env.LECTERN_API ?? "http://localhost:4000";

/** Two pages: the archive's own, and the explorer of the API, whose libraries the first one never loads. */
const pages = { page: at("index.html"), explorer: at("explorer.html") };

/** /import is a page for who opens it, and the API's for who sends files there. */
const proxy = {
  "/graphql": API,
  "/health": API,
  "/session": API,
  "/feed.atom": API,
  "/import": { target: API, bypass: (request: IncomingMessage) => (request.method === "GET" ? request.url : undefined) },
};

/** What runs before the page's code has come. */
const FIRST = /vite\/preload-helper|\/src\/lib\/(drawn|painted)/;

const BASE =
  /node_modules\/(react|react-dom|scheduler|@apollo\/client|rxjs|@wry\/[a-z]+|optimism|tslib|wouter|regexparam|use-sync-external-store)\//;

export default defineConfig({
  plugins: [inlineDocuments(), react(), preloadPages(), precompress()],
  build: {
    target: "es2022",
    rolldownOptions: {
      input: Object.values(pages).filter((page) => existsSync(page)),
      // What every page needs comes in one piece: it is smaller when compressed together, and stays cached over releases.
      // What many pages share comes in another: a request for each of its small modules costs more than the module.
      output: {
        codeSplitting: {
          groups: [
            { name: "first", test: FIRST, priority: 1 },
            { name: "base", test: BASE },
            { name: "common", test: /\/src\//, minShareCount: 8 },
          ],
        },
      },
    },
    // The server's content policy allows no inline script and no data: address, so nothing is put into the page itself.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy },
  preview: { proxy },
});
