import "reflect-metadata";
import { readFileSync, writeFileSync } from "node:fs";
import { lexicographicSortSchema, printSchema } from "graphql";
import { makeSchema } from "./graphql/schema.js";

const file = new URL("../schema.graphql", import.meta.url);
const wanted = `# Emitted by apps/server/src/emit-schema.ts from the entities and the resolvers. Not to be edited by hand.

${printSchema(lexicographicSortSchema(makeSchema()))}
`;

if (process.argv.includes("--check")) check();
else if (committed() !== wanted) writeFileSync(file, wanted);

function check(): void {
  if (committed() === wanted) return;
  process.stderr.write("apps/server/schema.graphql differs from the resolvers. Build apps/server and commit the file.\n");
  process.exitCode = 1;
}

function committed(): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
