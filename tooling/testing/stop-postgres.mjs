// The tests' Postgres is started by the first test that asks for a database; here the end of the run stops it.
import { stopTestPostgres } from "@lectern/postgres";

/** Tells the tests which run they are of: what many files start from is made once in a run, with the code of that run. */
export function setup(project) {
  const provide = () => project.provide("run", `${process.pid} ${Date.now()}`);
  provide();
  project.onTestsRerun(provide);
}

export const teardown = () => stopTestPostgres();
