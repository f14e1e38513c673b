import { isId, purge, type Removal, undoWithdraw, withdraw } from "@lectern/storage";
import type { Command } from "commander";
import { settle } from "../settle.js";
import { CommandError, command, EXIT, printJson, say } from "./command.js";
import { count } from "./progress.js";
import { runWithArchive } from "./run-with-archive.js";

interface RemoveOptions {
  collection?: string;
  undo?: boolean;
  purge?: boolean;
  note?: string;
  json?: boolean;
}

export function removeCommand(): Command {
  return command("remove", "Withdraw a source or a collection from page, API, index and links; show it again; or delete it for good.", [
    "remove 0198f2c4-7e1a-7c3b-9d55-2f6f1f0c9a11",
    "remove --collection notices --note 'asked for by the publisher'",
    "remove --collection notices --undo",
    "remove --collection notices --purge",
  ])
    .argument("[source]", "id of a source")
    .option("--collection <name>", "a whole collection, by name")
    .option("--undo", "show again what was withdrawn")
    .option("--purge", "delete for good what was withdrawn before; this cannot be undone")
    .option("--note <text>", "why, in your own words")
    .option("--json", "print the count as one JSON line")
    .action((source: string | undefined, options: RemoveOptions) =>
      runWithArchive(async (archive) => {
        const removal = removalOf(source, options);
        const { act, done } = actionOf(options);
        const sources = await act(archive.database, removal, "command line", options.note ?? null);
        await settle(archive);
        if (options.json) printJson({ sources });
        say(`${count(sources, "source")} ${done}.`);
        return EXIT.ok;
      }),
    );
}

function removalOf(source: string | undefined, { collection }: RemoveOptions): Removal {
  if (source !== undefined && collection === undefined) {
    if (isId(source)) return { sourceId: source };
    throw new CommandError(`"${source}" is no id of a source. A collection goes by its name: remove --collection '${source}'`);
  }
  if (source === undefined && collection !== undefined) return { collection };
  throw new CommandError("Give the id of a source, or --collection NAME.");
}

function actionOf({ undo, purge: forGood }: RemoveOptions): { act: typeof withdraw; done: string } {
  if (undo && forGood) throw new CommandError("--undo and --purge cannot stand together.");
  if (undo) return { act: undoWithdraw, done: "shown again" };
  return forGood ? { act: purge, done: "deleted for good" } : { act: withdraw, done: "withdrawn; --undo shows them again" };
}
