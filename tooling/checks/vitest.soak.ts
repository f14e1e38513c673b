import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  test: {
    root: at("../.."),
    fsModuleCache: false,
    include: ["{apps,packages}/*/{src,test}/**/*.soak.ts"],
    setupFiles: [at("../testing/reflect.mjs")],
    globalSetup: [at("../testing/stop-postgres.mjs")],
    fileParallelism: false,
    testTimeout: 1_800_000,
    hookTimeout: 600_000,
  },
});
