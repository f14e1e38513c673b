import { writeFileSync } from "node:fs";

/**
 * Writes what a run of vitest came to, as JSON into LECTERN_TEST_REPORT. Vitest's own JSON leaves out why a test was
 * skipped, and calls a test pending that never came to its end.
 */
export default class Reporter {
  onTestRunEnd(modules, unhandledErrors) {
    const files = modules.map((module) => ({
      file: module.moduleId,
      project: module.project.name,
      errors: [...module.errors(), ...[...module.children.allSuites()].flatMap((suite) => suite.errors())].map(firstLine),
      tests: [...module.children.allTests()].map((test) => {
        const { state, note, errors } = test.result();
        const ms = Math.round(test.diagnostic()?.duration ?? 0);
        return { name: test.fullName, state, ms, note, error: errors?.[0] && firstLine(errors[0]) };
      }),
    }));
    writeFileSync(process.env.LECTERN_TEST_REPORT, JSON.stringify({ files, unhandled: unhandledErrors.map(firstLine) }));
  }
}

const firstLine = (error) => String(error.message ?? error).split("\n")[0];
