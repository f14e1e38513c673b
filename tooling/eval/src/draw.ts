import { resolve } from "node:path";
import { Command } from "commander";
import { type DrawnLink, drawLinks } from "./linking/draw/draw.js";

/** Characters of the text that are shown on each side of a link. */
const AROUND = 130;
/** Characters of the passage that are shown. */
const OF_PASSAGE = 260;

/** `eval draw`: resolved links for a person to read, who tells which lead to the wrong place. It judges nothing itself. */
export function drawCommand(callerFolder: string): Command {
  return new Command("draw")
    .description("Draws resolved links of whole texts with a seed, each with its sentence and its passage, to be read by a person.")
    .requiredOption("--data <folder>", "folder that holds corpora and linking")
    .option("--number <links>", "how many links", Number, 200)
    .option("--seed <seed>", "another seed draws other texts and links", Number, 1)
    .option("--texts <texts>", "texts of each collection that are linked, at most", Number, 60)
    .action(({ data, number, seed, texts }: { data: string; number: number; seed: number; texts: number }) => {
      const { drawn, strata } = drawLinks({ folder: resolve(callerFolder, data), number, seed, texts });
      drawn.forEach((link, at) => void console.log(`${at + 1}. ${shown(link)}\n`));
      for (const { name, found, drawn: count } of strata) console.log(`${name.padEnd(40)} ${count} of ${found}`);
    });
}

function shown({ stratum, id, link, text, held }: DrawnLink): string {
  const { start, end, targets, candidates, score, fidelity, reason } = link;
  const sentence = `${text.slice(Math.max(0, start - AROUND), start)}[[${text.slice(start, end)}]]${text.slice(end, end + AROUND)}`;
  const [target] = targets;
  const place =
    target === undefined ? `${link.work}, no passage` : `${target.work} ${target.version ?? ""} ${target.locator ?? "as a whole"}`;
  const [from, to] = [target?.passageStart ?? 0, target?.passageEnd ?? 0];
  const passage = `${held.slice(Math.max(0, from - 80), from)}[[${held.slice(from, to)}]]${held.slice(to)}`.slice(0, OF_PASSAGE);
  return [
    `${stratum}  ${id}`,
    `   ${oneLine(sentence)}`,
    `-> ${place}${targets.length > 1 ? ` and ${targets.length - 1} more` : ""}: ${oneLine(held === "" ? "" : passage)}`,
    `   score ${score}, ${fidelity ?? "no quotation"}, ${candidates.length} candidates; ${reason}`,
  ].join("\n");
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}
