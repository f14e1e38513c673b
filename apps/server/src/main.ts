import "reflect-metadata";
import { Command } from "commander";
import { EXIT } from "./commands/command.js";

const HELP = `
Every command has --help with examples. Data goes to standard output, words to standard error.
Exit codes: ${EXIT.ok} done, ${EXIT.problems} problems found, ${EXIT.usage} wrong use or settings, ${EXIT.unreachable} database not reachable,
${EXIT.fault} a fault or a full disk, ${EXIT.interrupted} interrupted. docs/operating.md tells more.
`;

/** Only the command that is asked for is loaded: `read` and `link` start without the database's libraries. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  start: async () => (await import("./commands/serve.js")).startCommand(),
  serve: async () => (await import("./commands/serve.js")).serveCommand(),
  import: async () => (await import("./commands/import.js")).importCommand(),
  read: async () => (await import("./commands/read.js")).readCommand(),
  link: async () => (await import("./commands/link.js")).linkCommand(),
  status: async () => (await import("./commands/status.js")).statusCommand(),
  doctor: async () => (await import("./commands/doctor.js")).doctorCommand(),
  remove: async () => (await import("./commands/remove.js")).removeCommand(),
  reread: async () => (await import("./commands/reread.js")).rereadCommand(),
  reindex: async () => (await import("./commands/reindex.js")).reindexCommand(),
  export: async () => (await import("./commands/export.js")).exportCommand(),
  restore: async () => (await import("./commands/export.js")).restoreCommand(),
  keys: async () => (await import("./commands/keys.js")).keysCommand(),
  migrate: async () => (await import("./commands/migrate.js")).migrateCommand(),
};

const program = new Command("lectern")
  .description("An archive of meetings, speeches and study texts that shows its evidence.")
  .addHelpText("after", HELP)
  .showHelpAfterError("(`npm run lectern -- help` names the commands)")
  .exitOverride((error) => process.exit(error.exitCode === 0 ? EXIT.ok : EXIT.usage));

const asked = COMMANDS[process.argv[2] ?? ""];
for (const load of asked ? [asked] : Object.values(COMMANDS)) program.addCommand(inheriting(await load()));

await program.parseAsync();

/** Wrong use of a command ends with the same code as wrong use of the program. */
function inheriting(made: Command): Command {
  made.copyInheritedSettings(program);
  for (const inner of made.commands) inner.copyInheritedSettings(program);
  return made;
}
