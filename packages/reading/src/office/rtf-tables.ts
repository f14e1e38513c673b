import { standardName } from "../encodings/declared.js";

/** Tables stand at the head of a document. */
const HEAD = 400_000;

/** Encodings of the character sets of fonts, by their numbers (Rich Text Format 1.9.1, font table). */
const CHARSETS: Record<number, string> = {
  0: "windows-1252",
  77: "macintosh",
  128: "shift_jis",
  129: "euc-kr",
  134: "gbk",
  136: "big5",
  161: "windows-1253",
  162: "windows-1254",
  163: "windows-1258",
  177: "windows-1255",
  178: "windows-1256",
  186: "windows-1257",
  204: "windows-1251",
  222: "windows-874",
  238: "windows-1250",
};
const CODE_PAGES: Record<string, string> = {
  "932": "shift_jis",
  "936": "gbk",
  "949": "euc-kr",
  "950": "big5",
  "10000": "macintosh",
  "65001": "utf-8",
};

/** The encoding of the document's bytes: that of `\ansicpg`, else Windows-1252. */
export function codePageOf(source: string): string {
  if (/^\s*\{\\rtf\d*[^{]{0,40}\\mac\b/.test(source)) return "macintosh";
  const page = /\\ansicpg(\d{1,5})/.exec(source.slice(0, 1000))?.[1];
  return (page && (CODE_PAGES[page] ?? standardName(`windows-${page}`))) || "windows-1252";
}

export function encodingOfCharset(charset: number | undefined): string | null {
  return charset === undefined ? null : (CHARSETS[charset] ?? null);
}

/** Character sets of fonts, by the fonts' numbers. */
export function fontCharsets(source: string): Map<number, number> {
  const table = groupOf(source, "{\\fonttbl");
  return new Map(
    [...table.matchAll(/\\f(\d{1,5})\b[^;{}]{0,200}?\\fcharset(\d{1,3})/g)].map((match) => [Number(match[1]), Number(match[2])]),
  );
}

/** Levels of the styles that are called headings, by the styles' numbers. */
export function headingStyleNumbers(source: string): Map<number, number> {
  const table = groupOf(source, "{\\stylesheet");
  return new Map(
    [...table.matchAll(/\\s(\d{1,5})\b[^;{}]{0,600}?[ }]heading ([1-6]);/gi)].map((match) => [Number(match[1]), Number(match[2])]),
  );
}

function groupOf(source: string, opening: string): string {
  const start = source.slice(0, HEAD).indexOf(opening);
  if (start === -1) return "";
  let depth = 0;
  for (let i = start; i < source.length && i < start + HEAD; i++) {
    const mark = source[i];
    if (mark === "\\") i++;
    else if (mark === "{") depth++;
    else if (mark === "}" && --depth === 0) return source.slice(start, i);
  }
  return "";
}
