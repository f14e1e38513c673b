import { command, commandStep } from "./command.mjs";
import { checkDependencies } from "./dependencies.mjs";
import { turboStep } from "./every-package.mjs";
import { checkGenerated } from "./generated.mjs";
import { runPages, runTests } from "./vitest.mjs";

/** Each step gives { passed, failed, skipped, failures?, notRun? }; a step that is one command counts as one. */
export const steps = [
  {
    name: "build",
    about: "every package compiles, and the page is built",
    run: turboStep("build", "tsconfig.build.json"),
  },
  {
    name: "types",
    about: "sources and tests of every package agree with their types",
    run: turboStep("types", "tsconfig.json"),
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
