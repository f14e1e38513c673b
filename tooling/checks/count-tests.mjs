/**
 * What a run of vitest came to. A skipped test is never a passed one, and says why; a test that did not come to its
 * end has failed, as has a file of which nothing ran.
 * @param report what reporter.mjs wrote
 * @param expected the test files that are there, so that one which no project runs does not go unnoticed
 */
export function countTests(report, expected) {
  const counted = { passed: 0, failed: 0, skipped: 0, failures: [], notRun: [] };
  const fail = (line) => {
    counted.failed++;
    counted.failures.push(line);
  };
  for (const { file, errors, tests } of report.files) {
    for (const { name, state, note, error } of tests) {
      if (state === "passed") counted.passed++;
      else if (state === "skipped") {
        counted.skipped++;
        counted.notRun.push(`${file}: ${name}. ${note ?? "It does not say why."}`);
      } else fail(`${file}: ${name}. ${error ?? "It did not come to its end."}`);
    }
    for (const error of errors) fail(`${file}: ${error}`);
    if (tests.length === 0 && errors.length === 0) fail(`${file}: holds no test`);
  }
  for (const error of report.unhandled) fail(`outside of any test: ${error}`);
  const ran = new Set(report.files.map(({ file }) => file));
  for (const file of expected) if (!ran.has(file)) fail(`${file}: no project of tooling/testing/vitest.config.ts runs it`);
  if (report.files.length === 0) fail("no test was found");
  return counted;
}
