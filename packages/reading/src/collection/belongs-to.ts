import { formatOfName } from "../formats/format.js";
import type { CollectionSettings } from "./settings.js";

/**
 * Whether a path (relative to the collection's folder, "/" between its parts) belongs to the collection.
 * A pattern without "/" is matched against the file's own name, in any folder: `*.txt`.
 * Without `include`, every file of a format that Lectern reads belongs, but for hidden ones.
 */
export function belongsTo(settings: Pick<CollectionSettings, "include" | "exclude">, path: string): boolean {
  const parts = path.split("/");
  const name = parts.at(-1) ?? "";
  if (name === "collection.yaml" || name === "collection.yml") return false;
  if (settings.exclude.some((glob) => matchesGlob(glob, path))) return false;
  if (settings.include.length > 0) return settings.include.some((glob) => matchesGlob(glob, path));
  return !parts.some((part) => part.startsWith(".")) && formatOfName(name) !== null;
}

function matchesGlob(glob: string, path: string): boolean {
  const plain = glob.replace(/^\.?\//, "");
  const subject = plain.includes("/") ? path : (path.split("/").at(-1) ?? "");
  return globPattern(plain.endsWith("/") ? `${plain}**` : plain).test(subject);
}

const compiled = new Map<string, RegExp>();

function globPattern(glob: string): RegExp {
  const known = compiled.get(glob);
  if (known) return known;
  const made = new RegExp(`^${translateGlob(glob)}$`, "u");
  compiled.set(glob, made);
  return made;
}

function translateGlob(glob: string): string {
  const pieces = glob.match(/\*\*\/|\*+|\?|\{[^{}]*\}|\[[^\]]+\]|[^*?{}[\]]+|./gu) ?? [];
  return pieces.map(translatePiece).join("");
}

function translatePiece(piece: string): string {
  if (piece === "**/") return "(?:[^/]+/)*";
  if (piece === "**") return ".*";
  if (/^\*+$/.test(piece)) return "[^/]*";
  if (piece === "?") return "[^/]";
  if (piece.length > 1 && piece.startsWith("{")) return `(?:${piece.slice(1, -1).split(",").map(translateGlob).join("|")})`;
  if (piece.length > 2 && piece.startsWith("["))
    return `[${piece
      .slice(1, -1)
      .replace(/^!/, "^")
      .replace(/[\\[\]&~]/g, "\\$&")}]`;
  return piece.replace(/[.*+?^${}()|[\]\\/]/gu, "\\$&");
}
