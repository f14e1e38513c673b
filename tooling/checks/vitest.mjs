import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { relative, join } from "node:path";
import { whyNoBrowser } from "@lectern/testing/browser";
import { command, root } from "./command.mjs";

/** Unit tests and API tests. */
export function runTests() {
  return vitest("tests", ["--project", "!pages"]);
}

/** Page tests; where no browser can run they are skipped, out loud. */
export async function runPages() {
  const reason = await whyNoBrowser();
  if (reason === null) return vitest("pages", ["--project", "pages"]);
  return { passed: 0, failed: 0, skipped: 1, notRun: [`all page tests. ${reason}`] };
}

async function vitest(name, args) {
  const report = join(root, ".lectern", "test", `${name}.json`);
  mkdirSync(join(root, ".lectern", "test"), { recursive: true });
  rmSync(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await command("pnpm", ["exec", "vitest", "run", ...args, ...reporters]);
  const counted = countReport(report);
  // A run can fail without a failed test: an unhandled error, or no test at all.
  if (code !== 0 && counted.failed === 0) {
    counted.failed = 1;
    counted.failures.push(`vitest ended with ${code}`);
  }
  return counted;
}

function countReport(report) {
  const { testResults } = JSON.parse(readFileSync(report, "utf8"));
  const counted = { passed: 0, failed: 0, skipped: 0, failures: [], notRun: [] };
  for (const { name, assertionResults, status, message } of testResults) {
    const file = relative(root, name);
    for (const test of assertionResults) {
      if (test.status === "passed") counted.passed++;
      else if (test.status === "failed") {
        counted.failed++;
        counted.failures.push(`${file}: ${test.fullName}`);
      } else {
        counted.skipped++;
        counted.notRun.push(`${file}: ${test.fullName}${reasonOf(test)}`);
      }
    }
    if (status === "failed" && !assertionResults.some((test) => test.status === "failed")) {
      counted.failed++;
      counted.failures.push(`${file}: ${message ?? "could not be run"}`);
    }
  }
  return counted;
}

function reasonOf(test) {
  const note = test.meta?.skipped ?? test.failureMessages?.[0];
  return note ? `. ${note}` : "";
}
