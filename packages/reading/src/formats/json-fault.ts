/** Where JSON breaks, as a line and column from 1; null where it reads. Linear, and not recursive: depth does not matter. */
export function findJsonFault(text: string): { line: number; column: number } | null {
  const offset = faultOffset(text);
  if (offset === null) return null;
  let line = 1;
  let start = 0;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) {
    line++;
    start = at + 1;
  }
  return { line, column: offset - start + 1 };
}

const SPACE = /[ \t\n\r]*/y;
const TOKEN =
  /([{}[\],:])|("(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

type Wanted = "value" | "key" | "colon" | "next" | "value-or-end" | "key-or-end";

function faultOffset(text: string): number | null {
  const open: ("{" | "[")[] = [];
  let wanted: Wanted = "value";
  for (let at = 0; ; ) {
    SPACE.lastIndex = at;
    at += SPACE.exec(text)?.[0].length ?? 0;
    if (at === text.length) return wanted === "next" && open.length === 0 ? null : at;
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text);
    const next: Wanted | null = token && step(wanted, token[1], token[2] !== undefined, open);
    if (!token || next === null) return at;
    wanted = next;
    at += token[0].length;
  }
}

/** What may follow a token; null where the token may not stand there. */
function step(wanted: Wanted, mark: string | undefined, isString: boolean, open: ("{" | "[")[]): Wanted | null {
  const inside = open.at(-1);
  if (mark === undefined) {
    if (wanted === "value" || wanted === "value-or-end") return "next";
    return isString && (wanted === "key" || wanted === "key-or-end") ? "colon" : null;
  }
  if (mark === "{" || mark === "[") {
    if (wanted !== "value" && wanted !== "value-or-end") return null;
    open.push(mark);
    return mark === "{" ? "key-or-end" : "value-or-end";
  }
  if (mark === ":") return wanted === "colon" ? "value" : null;
  if (mark === ",") return wanted === "next" && inside ? (inside === "{" ? "key" : "value") : null;
  const mayClose = wanted === "next" || wanted === (mark === "}" ? "key-or-end" : "value-or-end");
  if (!mayClose || inside !== (mark === "}" ? "{" : "[")) return null;
  open.pop();
  return "next";
}
