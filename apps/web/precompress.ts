import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import type { Plugin } from "vite";

const compress = promisify(brotliCompress);

/** Smaller files fit into one packet as they are. */
const LEAST = 1_024;

/** Of 11: what the last two levels save is a hundredth, for ten times the work. */
const QUALITY = 9;

/** Lays a packed copy beside every file of script and style, so that the server packs none of them for every reader anew. */
export function precompress(): Plugin {
  return {
    name: "precompress",
    apply: "build",
    async writeBundle({ dir = "" }, bundle) {
      const files = Object.keys(bundle).filter((file) => /\.(js|css|svg)$/.test(file));
      await Promise.all(files.map((file) => packBeside(join(dir, file))));
    },
  };
}

async function packBeside(file: string): Promise<void> {
  const content = await readFile(file);
  if (content.length < LEAST) return;
  await writeFile(`${file}.br`, await compress(content, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } }));
}
