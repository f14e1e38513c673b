import { spawn } from "node:child_process";
import { picturesOfPages, type RecognisedPage, type RecognisedText } from "@lectern/reading";
import { pageOfTable } from "./recognised-table.js";

/** So long may one page take, and so many pages of one file are recognised. */
const MAX_MILLISECONDS = 300_000;
const MAX_PAGES = 500;
/** Languages that documents are recognised in, where tesseract has them, when nothing tells which they are in. */
const USUAL = ["eng", "chi_sim", "chi_tra"];
const BY_TAG: Record<string, string[]> = {
  en: ["eng"],
  zh: ["chi_sim", "chi_tra"],
  de: ["deu"],
  fr: ["fra"],
  es: ["spa"],
  it: ["ita"],
  pt: ["por"],
  ru: ["rus"],
  ja: ["jpn"],
  ko: ["kor"],
  nl: ["nld"],
  pl: ["pol"],
  gl: ["glg"],
  ca: ["cat"],
};

interface Tesseract {
  version: string;
  languages: string[];
}

let found: Promise<Tesseract | null> | undefined;

/**
 * The words on those pages of a PDF that are pictures, as tesseract recognises them, with how sure it is; null where it is not
 * installed. `language` is the tag of the collection, where it says one. A page that it fails on, or takes too long for, is
 * left out, and stays a problem of the file.
 */
export async function recognisePages(bytes: Uint8Array, language: string | undefined): Promise<RecognisedText | null> {
  found ??= findTesseract();
  const tesseract = await found;
  if (tesseract === null) return null;
  const pages: RecognisedPage[] = [];
  for await (const { page, png } of picturesOfPages(bytes)) {
    const table = await run(["stdin", "stdout", "-l", languagesFor(language, tesseract.languages), "--psm", "3", "tsv"], png).catch(
      () => null,
    );
    if (table !== null) pages.push(pageOfTable(table, page));
    if (pages.length >= MAX_PAGES) break;
  }
  return { engine: tesseract.version, pages };
}

async function findTesseract(): Promise<Tesseract | null> {
  try {
    const version = await run(["--version"]);
    const languages = (await run(["--list-langs"]))
      .split("\n")
      .slice(1)
      .map((line) => line.trim())
      .filter(Boolean);
    return { version: version.split("\n", 1)[0]?.trim() || "tesseract", languages };
  } catch {
    return null;
  }
}

function languagesFor(tag: string | undefined, installed: string[]): string {
  const wanted = BY_TAG[tag?.split("-", 1)[0] ?? ""] ?? USUAL;
  const held = wanted.filter((language) => installed.includes(language));
  return held.length > 0 ? held.join("+") : (installed.find((language) => language !== "osd") ?? "eng");
}

/** What tesseract prints. Rejects where it is not there, fails, or takes too long. */
function run(args: string[], input?: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn("tesseract", args, {
      stdio: ["pipe", "pipe", "pipe"],
      timeout: MAX_MILLISECONDS,
      env: { ...process.env, OMP_THREAD_LIMIT: "1" },
    });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (code === 0) resolve(Buffer.concat(output).toString("utf8"));
      else reject(new Error(`tesseract ended with ${signal ?? code}: ${Buffer.concat(errors).toString("utf8").trim().slice(0, 300)}`));
    });
    // A child that ended before it took its input is told by its end.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}
