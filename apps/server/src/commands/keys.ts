import { createKey, listKeys, revokeKey } from "@lectern/storage";
import type { Command } from "commander";
import { CommandError, command, EXIT, print, printJson, say } from "./command.js";
import { runWithArchive } from "./run-with-archive.js";

export function keysCommand(): Command {
  const keys = command("keys", "Create, list and revoke the keys that may write.", [
    "keys create alice",
    "keys list --json",
    "keys revoke alice",
  ]);
  keys
    .command("create")
    .description("Make a key. It is shown this once: only its hash is stored.")
    .argument("<name>", "whose key it is; stands beside every decision made with it")
    .option("--json", "print name and key as one JSON line")
    .action((name: string, { json }: { json?: boolean }) =>
      runWithArchive(async ({ database }) => {
        const key = await createKey(database, name);
        if (json) printJson({ name: key.name, key: key.secret });
        else print(key.secret);
        say(`This is the key of ${key.name}. Keep it: it is not shown again.`);
        return EXIT.ok;
      }),
    );
  keys
    .command("list")
    .description("List the keys by name, with when they were made, last used and revoked.")
    .option("--json", "print one JSON line for each key")
    .action(({ json }: { json?: boolean }) =>
      runWithArchive(async ({ database }) => {
        for (const { name, createdAt, lastUsedAt, revokedAt } of await listKeys(database)) {
          if (json) printJson({ name, createdAt, lastUsedAt, revokedAt });
          else
            print(
              `${name}  made ${day(createdAt)}  ${lastUsedAt ? `used ${day(lastUsedAt)}` : "never used"}${revokedAt ? `  revoked ${day(revokedAt)}` : ""}`,
            );
        }
        return EXIT.ok;
      }),
    );
  keys
    .command("revoke")
    .description("Revoke a key: nothing more can be done with it. Decisions made with it keep its name.")
    .argument("<name>", "whose key it is")
    .action((name: string) =>
      runWithArchive(async ({ database }) => {
        if (!(await revokeKey(database, name)))
          throw new CommandError(`There is no key of the name ${name}. \`keys list\` names them all.`);
        say(`The key of ${name} is revoked.`);
        return EXIT.ok;
      }),
    );
  return keys;
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
