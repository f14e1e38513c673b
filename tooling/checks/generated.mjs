import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./command.mjs";

// Read before any step runs: the build writes this file anew.
const schemaFile = join(root, "apps/server/schema.graphql");
const schemaAsFound = existsSync(schemaFile) ? readFileSync(schemaFile, "utf8") : null;

/** What is generated and committed must be what its sources give now. */
export async function checkGenerated(command) {
  const failures = [];
  const isCurrent = (await command(process.execPath, ["apps/server/dist/emit-schema.js", "--check"])) === 0;
  if (!isCurrent || readFileSync(schemaFile, "utf8") !== schemaAsFound) {
    failures.push("apps/server/schema.graphql was not what the classes give; build the server and commit it");
  }
  const stale = await staleTypes(command);
  if (stale !== null) failures.push(stale);
  return { passed: 2 - failures.length, failed: failures.length, skipped: 0, failures };
}

/** Generates the page's types anew and compares; the committed ones are put back as they were. */
async function staleTypes(command) {
  const generated = join(root, "apps/web/src/gql");
  const kept = mkdtempSync(join(tmpdir(), "lectern-gql-"));
  cpSync(generated, kept, { recursive: true });
  try {
    const before = contents(generated);
    if ((await command("pnpm", ["--filter", "@lectern/web", "run", "generate"])) !== 0) return "the page's types could not be generated";
    return before === contents(generated) ? null : "apps/web/src/gql is not what schema.graphql and the page's queries give; run generate";
  } finally {
    cpSync(kept, generated, { recursive: true });
    rmSync(kept, { recursive: true, force: true });
  }
}

function contents(folder) {
  const files = readdirSync(folder).sort();
  return JSON.stringify(files.map((file) => [file, readFileSync(join(folder, file), "utf8")]));
}
