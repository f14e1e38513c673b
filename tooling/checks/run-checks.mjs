// What `npm test` runs: every step in turn, all of them even when one fails, and an honest count at the end.
//   node tooling/checks/run-checks.mjs [--only STEP,STEP] [--help]
import { parseArgs } from "node:util";
import { steps } from "./steps.mjs";

const { values } = parseArgs({ options: { only: { type: "string" }, help: { type: "boolean", short: "h" } } });
if (values.help) {
  console.log(`npm test -- [--only STEP,...]\nSteps: ${steps.map(({ name }) => name).join(", ")}`);
  process.exit(0);
}
const wanted = values.only?.split(",") ?? steps.map(({ name }) => name);
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`npm test: no such step: ${unknown.join(", ")}. Steps: ${steps.map(({ name }) => name).join(", ")}`);
  process.exit(2);
}

const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
const notRun = [];
for (const step of steps.filter(({ name }) => wanted.includes(name))) {
  const started = Date.now();
  console.log(`\n=== ${step.name}: ${step.about}`);
  const result = await step.run().catch((error) => ({ passed: 0, failed: 1, skipped: 0, failures: [String(error?.stack ?? error)] }));
  for (const key of ["passed", "failed", "skipped"]) total[key] += result[key];
  failures.push(...(result.failures ?? []).map((line) => `${step.name}: ${line}`));
  notRun.push(...(result.notRun ?? []).map((line) => `${step.name}: ${line}`));
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`=== ${step.name}: ${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped in ${seconds} s`);
}
for (const line of notRun) console.log(`\n!!! NOT RUN  ${line}`);
for (const line of failures) console.log(`\n--- FAILED  ${line}`);
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
// A run in which nothing was checked has shown nothing.
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
