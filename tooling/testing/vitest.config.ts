import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Packages whose classes carry decorators, or that load such classes. */
const DECORATED = new Set(["schema", "storage", "search", "server"]);

/** Packages whose tests ask for a database. */
const STORING = new Set(["storage", "search", "postgres", "server"]);

const FOLDERS = {
  schema: "packages/schema",
  text: "packages/text",
  reading: "packages/reading",
  linking: "packages/linking",
  storage: "packages/storage",
  search: "packages/search",
  postgres: "packages/postgres",
  server: "apps/server",
  web: "apps/web",
  eval: "tooling/eval",
  bench: "tooling/bench",
  boot: "tooling/boot",
  checks: "tooling/checks",
};

export default defineConfig({
  resolve: {
    // Vite would load graphql's .mjs files while libraries in node_modules load its .js files: two copies, and
    // "Cannot use GraphQLObjectType from another module or realm".
    alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }],
  },
  test: {
    // The cache of transforms on disk does not notice a changed tsconfig, and decorators depend on it.
    fsModuleCache: false,
    // The files of a project share what one of them has loaded: to load it takes longer than most of them do.
    isolate: false,
    // Much of what is tested waits for a database or for another process, so that one core less than there are is too few.
    maxWorkers: Math.max(2, availableParallelism()),
    projects: [...Object.entries(FOLDERS).map(([name, folder]) => packageTests(name, folder)), pageTests()],
  },
});

function packageTests(name: string, folder: string): TestProjectInlineConfiguration {
  return {
    extends: true,
    test: {
      name,
      root: at(folder),
      // Said outright, because dist holds compiled files as well.
      include: ["src/**/*.test.{ts,tsx}", "test/**/*.test.{ts,mjs}"],
      setupFiles: DECORATED.has(name) ? [at("tooling/testing/reflect.mjs")] : [],
      globalSetup: STORING.has(name) ? [at("tooling/testing/stop-postgres.mjs")] : [],
      // A test may start Postgres, or a dozen processes one after the other, on a machine that is busy.
      testTimeout: 120_000,
      hookTimeout: 120_000,
    },
  };
}

/** One browser against one server at a time: two at once on a small machine would measure each other. */
function pageTests(): TestProjectInlineConfiguration {
  return {
    extends: true,
    test: {
      name: "pages",
      root: at("apps/web"),
      include: ["e2e/**/*.spec.ts"],
      globalSetup: [at("apps/web/e2e/serve-sample.ts")],
      setupFiles: [at("apps/web/e2e/after-each.ts")],
      fileParallelism: false,
      // Polling gives up after a second unless told otherwise; a busy machine takes longer to draw a page.
      expect: { poll: { timeout: 20_000 } },
      testTimeout: 180_000,
      hookTimeout: 300_000,
    },
  };
}
