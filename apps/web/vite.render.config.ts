import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { inlineDocuments } from "./inline-documents.js";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The page as a module for the server, which draws pages with it: everything it needs is in it. */
export default defineConfig({
  plugins: [inlineDocuments(), react()],
  define: { "process.env.NODE_ENV": JSON.stringify("production") },
  ssr: { noExternal: true },
  publicDir: false,
  build: { ssr: at("src/render.tsx"), outDir: at("dist/render"), target: "node24", emptyOutDir: true },
});
