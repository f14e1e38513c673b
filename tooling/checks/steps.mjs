import { checkDependencies } from "./dependencies.mjs";
import { checkGenerated } from "./generated.mjs";
import { command, commandStep } from "./command.mjs";
import { runPages, runTests } from "./vitest.mjs";

/** Each step gives { passed, failed, skipped, failures?, notRun? }; a step that is one command counts as one. */
export const steps = [
  {
    name: "build",
    about: "every package compiles, and the page is built",
    run: commandStep("pnpm", ["exec", "turbo", "run", "build", "--output-logs=errors-only"]),
  },
  {
    name: "types",
    about: "sources and tests of every package agree with their types",
    run: commandStep("pnpm", ["exec", "turbo", "run", "types", "--output-logs=errors-only"]),
  },
  { name: "lint", about: "biome: form and common faults", run: commandStep("pnpm", ["exec", "biome", "ci", "--error-on-warnings", "."]) },
  { name: "dependencies", about: "who may import whom", run: checkDependencies },
  {
    name: "unused",
    about: "knip: files, exports and dependencies that nobody uses",
    run: commandStep("pnpm", ["exec", "knip", "--config", "tooling/checks/knip.json", "--no-progress"]),
  },
  { name: "generated", about: "schema.graphql and the page's types are what their sources give", run: () => checkGenerated(command) },
  { name: "tests", about: "unit tests, and API tests on a real Postgres", run: runTests },
  { name: "pages", about: "page tests in a real Chromium", run: runPages },
];
