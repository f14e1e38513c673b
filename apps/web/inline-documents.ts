import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const GENERATED = fileURLToPath(new URL("src/gql/graphql.ts", import.meta.url));

/** `graphql(` with its document, which holds no backquote and no hole. */
const CALL = /\bgraphql\(\s*`([^`]*)`,?\s*\)/g;

/**
 * Puts each document where it is asked for. `graphql("...")` looks a document up among those of all pages, so that the first
 * page would load the documents of every other one, and each twice: as text and parsed.
 */
export function inlineDocuments(): Plugin {
  const documents = new Map<string, string>();
  return {
    name: "inline-documents",
    enforce: "pre",
    apply: "build",
    buildStart() {
      for (const [, name = "", literal = ""] of readFileSync(GENERATED, "utf8").matchAll(
        /^export const (\w+) = (\{.*\}) as unknown as /gm,
      )) {
        documents.set(name, literal);
      }
    },
    transform(code, id) {
      if (!/\/src\/.*\.tsx$/.test(id) || !code.includes("graphql(`")) return null;
      return { code: code.replace(CALL, (_, source: string) => literalOf(source, documents)), map: null };
    },
  };
}

function literalOf(source: string, documents: ReadonlyMap<string, string>): string {
  const [, kind, name] = /\b(query|mutation|fragment)\s+(\w+)/.exec(source) ?? [];
  // A fragment stands in the documents that use it; its own call is only for the types.
  if (kind === "fragment") return "undefined";
  const literal = documents.get(`${name}Document`);
  if (literal === undefined) throw new Error(`${name} is not among the generated documents; run "pnpm --filter @lectern/web generate"`);
  return `(${literal})`;
}
