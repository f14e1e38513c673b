import { migrate } from "@lectern/storage";
import type { Command } from "commander";
import { command, EXIT, printJson, say } from "./command.js";
import { runWithArchive } from "./run-with-archive.js";

export function migrateCommand(): Command {
  return command("migrate", "Bring the tables of the database up to date. Every command that opens the archive does so, too.", [
    "migrate",
    "migrate --json",
  ])
    .option("--json", "print whether it is up to date as one JSON line")
    .action(({ json }: { json?: boolean }) =>
      runWithArchive(async ({ database }) => {
        // Opening the archive has brought it up to date; asking again says that nothing is left.
        const left = await migrate(database);
        if (json) printJson({ isUpToDate: left.length === 0 });
        say("The database is up to date.");
        return EXIT.ok;
      }),
    );
}
