import { globSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { whyNoBrowser } from "@lectern/testing/browser";
import { command, root } from "./command.mjs";
import { countTests } from "./count-tests.mjs";

/** Unit tests and API tests. */
export function runTests() {
  return vitest("tests", ["--project", "!pages"], "{apps,packages,tooling}/*/{src,test}/**/*.test.{ts,tsx,mjs}");
}

/** Page tests; where no browser can run they are skipped, out loud. */
export async function runPages() {
  const reason = await whyNoBrowser();
  if (reason === null) return vitest("pages", ["--project", "pages"], "apps/*/e2e/**/*.spec.ts");
  return { passed: 0, failed: 0, skipped: 1, notRun: [`all page tests. ${reason}`] };
}

async function vitest(name, args, pattern) {
  const report = join(root, ".lectern", "test", `${name}.json`);
  mkdirSync(join(root, ".lectern", "test"), { recursive: true });
  rmSync(report, { force: true });
  const env = { ...process.env, LECTERN_TEST_REPORT: report };
  // A forgotten `.only` would leave the others out.
  const fixed = ["--allowOnly=false", "--reporter=default", "--reporter=./tooling/checks/reporter.mjs"];
  const code = await command("pnpm", ["exec", "vitest", "run", "--config", "tooling/testing/vitest.config.ts", ...args, ...fixed], { env });
  const counted = countTests(read(report), globSync(pattern, { cwd: root, exclude: ["**/node_modules"] }).map(slashed));
  // A run can fail without a failed test: a fault in its set-up, say.
  if (code !== 0 && counted.failed === 0) {
    counted.failed = 1;
    counted.failures.push(`vitest ended with ${code}`);
  }
  return counted;
}

function read(file) {
  const { files, unhandled } = JSON.parse(readFileSync(file, "utf8"));
  return { unhandled, files: files.map((entry) => ({ ...entry, file: slashed(relative(root, entry.file)) })) };
}

const slashed = (path) => path.split(sep).join("/");
