import type { Plugin, Rolldown } from "vite";
import { ADDRESSES } from "./src/addresses.js";

/**
 * Writes `preloads.json`: for each address of the page the tags that have a browser fetch its code along with what every page
 * needs, and not after that has run. The server puts them into the page's head.
 */
export function preloadPages(): Plugin {
  return {
    name: "preload-pages",
    // After what holds styles alone has been taken out of the bundle.
    enforce: "post",
    apply: "build",
    generateBundle(_options, bundle) {
      const tags = Object.entries(ADDRESSES).map(([path, name]) => [path, tagsOf(["main", `routes/${name}`], bundle)]);
      this.emitFile({ type: "asset", fileName: "preloads.json", source: JSON.stringify(Object.fromEntries(tags)) });
    },
  };
}

/** Tags for modules that the entry loads when it runs, and for all that these need. Styles stand before what is drawn in them. */
function tagsOf(modules: string[], bundle: Rolldown.OutputBundle): string {
  const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
  const neededOf = (file: string) => {
    const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/${file}`));
    if (chunk === undefined) throw new Error(`${file} has no file of its own`);
    return neededBy(chunk, bundle);
  };
  const always = neededOf("index.html");
  const needed = [...new Set(modules.flatMap((name) => neededOf(`src/${name}.tsx`)))].filter((chunk) => !always.includes(chunk));
  const styles = new Set(needed.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]));
  return [
    ...[...styles].map((fileName) => `<link rel="stylesheet" crossorigin href="/${fileName}">`),
    ...needed.map(({ fileName }) => `<link rel="modulepreload" crossorigin href="/${fileName}">`),
  ].join("");
}

/** A file of script and all that it imports before it runs. */
function neededBy(
  chunk: Rolldown.OutputChunk,
  bundle: Rolldown.OutputBundle,
  found = new Set<Rolldown.OutputChunk>(),
): Rolldown.OutputChunk[] {
  found.add(chunk);
  for (const fileName of chunk.imports) {
    const imported = bundle[fileName];
    if (imported?.type === "chunk" && !found.has(imported)) neededBy(imported, bundle, found);
  }
  return [...found];
}
