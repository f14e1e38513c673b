import "reflect-metadata";
import { Command } from "commander";
import { EXIT } from "./commands/command.js";
import { doctorCommand } from "./commands/doctor.js";
import { exportCommand, restoreCommand } from "./commands/export.js";
import { importCommand } from "./commands/import.js";
import { keysCommand } from "./commands/keys.js";
import { linkCommand } from "./commands/link.js";
import { migrateCommand } from "./commands/migrate.js";
import { readCommand } from "./commands/read.js";
import { reindexCommand } from "./commands/reindex.js";
import { removeCommand } from "./commands/remove.js";
import { rereadCommand } from "./commands/reread.js";
import { serveCommand, startCommand } from "./commands/serve.js";
import { statusCommand } from "./commands/status.js";

const HELP = `
Every command has --help with examples. Data goes to standard output, words to standard error.
Exit codes: ${EXIT.ok} done, ${EXIT.problems} problems found, ${EXIT.usage} wrong use or settings, ${EXIT.unreachable} database not reachable,
${EXIT.fault} a fault or a full disk, ${EXIT.interrupted} interrupted. docs/operating.md tells more.
`;

const program = new Command("lectern")
  .description("An archive of meetings, speeches and study texts that shows its evidence.")
  .addHelpText("after", HELP)
  .showHelpAfterError("(lectern help names the commands)")
  .exitOverride((error) => process.exit(error.exitCode === 0 ? EXIT.ok : EXIT.usage));

for (const made of [
  startCommand(),
  serveCommand(),
  importCommand(),
  readCommand(),
  linkCommand(),
  statusCommand(),
  doctorCommand(),
  removeCommand(),
  rereadCommand(),
  reindexCommand(),
  exportCommand(),
  restoreCommand(),
  keysCommand(),
  migrateCommand(),
]) {
  program.addCommand(inheriting(made));
}

await program.parseAsync();

/** Wrong use of a command ends with the same code as wrong use of the program. */
function inheriting(made: Command): Command {
  made.copyInheritedSettings(program);
  for (const inner of made.commands) inner.copyInheritedSettings(program);
  return made;
}
