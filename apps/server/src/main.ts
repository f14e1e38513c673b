import "./production.js";
import "reflect-metadata";
import { enableCompileCache } from "node:module";
import { Command } from "commander";
import { COMMANDS } from "./commands/all-commands.js";
import { EXIT } from "./commands/command.js";

const HELP = `
Every command has --help with examples. Data goes to standard output, words to standard error.
Exit codes: ${EXIT.ok} done, ${EXIT.problems} problems found, ${EXIT.usage} wrong use or settings, ${EXIT.unreachable} database not reachable,
${EXIT.fault} a fault or a full disk, ${EXIT.busy} another process is at it, ${EXIT.interrupted} interrupted. docs/operating.md tells more.
`;

const program = new Command("lectern")
  .description("An archive of meetings, speeches and study texts that shows its evidence.")
  .addHelpText("after", HELP)
  .showHelpAfterError("(`npm run lectern -- help` names the commands)")
  .exitOverride((error) => process.exit(error.exitCode === 0 ? EXIT.ok : EXIT.usage));

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // Who read our output wants no more of it: `lectern read ... | head`.
  if (error.code === "EPIPE") process.exit(EXIT.ok);
  throw error;
});

// A terminal that was closed takes no more words; the work goes on to its end.
process.stderr.on("error", () => {});

// What is loaded from here on is compiled once, not at every start.
enableCompileCache();

const asked = COMMANDS[process.argv[2] ?? ""];
for (const load of asked ? [asked] : Object.values(COMMANDS)) program.addCommand(inheriting(await load()));

await program.parseAsync();

/** Wrong use of a command ends with the same code as wrong use of the program. */
function inheriting(made: Command): Command {
  made.copyInheritedSettings(program);
  for (const inner of made.commands) inner.copyInheritedSettings(program);
  return made;
}
