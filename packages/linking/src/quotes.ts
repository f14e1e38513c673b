/** Words between marks in a source: `[open, close)` with the marks, `[start, end)` without them. */
export interface MarkedSpan {
  open: number;
  start: number;
  end: number;
  close: number;
  /** 《》〈〉 hold titles; quotation marks hold speech or titles; italics (_so_, *so*) emphasis or titles. */
  kind: "title" | "quote" | "italic";
}

const PAIRS = new Map<string, { close: string; kind: MarkedSpan["kind"] }>([
  ["《", { close: "》", kind: "title" }],
  ["〈", { close: "〉", kind: "title" }],
  ["“", { close: "”", kind: "quote" }],
  ["「", { close: "」", kind: "quote" }],
  ["『", { close: "』", kind: "quote" }],
  ["«", { close: "»", kind: "quote" }],
  ["‘", { close: "’", kind: "quote" }],
]);
const anyMark = /[《〈“「『«‘》〉”」』»’"_*]|(?<![A-Za-z])'[A-Za-z]/;

/** Quotations longer than this are not closed; a mark was lost. */
const LONGEST = 4000;

/** The same of single straight marks, which apostrophes look like. */
const LONGEST_SINGLE = 400;

const interesting = /[《〈“「『«‘》〉”」』»’"'_*]|\n\s*\n/g;

/** Words that an apostrophe shortens at their beginning: it opens nothing. */
const shortened = /^'(?:tis|twas|twere|twill|em|til|cause|gainst|midst|neath|\d)/i;

/** All marked spans of a text, inner ones included, in order of their starts. An unclosed mark opens nothing. */
export function findMarkedSpans(text: string): MarkedSpan[] {
  if (!anyMark.test(text)) return [];
  const spans: MarkedSpan[] = [];
  const open: { at: number; close: string; kind: MarkedSpan["kind"] }[] = [];
  let straight = -1;
  let single = -1;
  const emphasis: Record<string, number> = {};
  interesting.lastIndex = 0;
  for (let match = interesting.exec(text); match !== null; match = interesting.exec(text)) {
    const at = match.index;
    const mark = match[0];
    const pair = PAIRS.get(mark);
    if (mark.length > 1) {
      // A paragraph's end closes what was forgotten; curly quotations may run on over paragraphs.
      straight = -1;
      single = -1;
      for (const key of Object.keys(emphasis)) delete emphasis[key];
    } else if (pair !== undefined) {
      open.push({ at, ...pair });
      if (open.length > 16) open.shift();
    } else if (mark === '"') {
      if (straight >= 0 && at - straight <= LONGEST) add(straight, at, "quote");
      straight = straight >= 0 ? -1 : at;
    } else if (mark === "'") {
      toggleSingle(at);
    } else if (mark === "_" || mark === "*") {
      toggleEmphasis(mark, at);
    } else if (mark !== "’" || !isLetter(text.charCodeAt(at + 1))) {
      closeCurly(mark, at);
    }
  }
  return spans.sort((a, b) => a.open - b.open || b.close - a.close);

  function add(from: number, at: number, kind: MarkedSpan["kind"]): void {
    if (at > from + 1) spans.push({ open: from, start: from + 1, end: at, close: at + 1, kind });
  }

  function closeCurly(mark: string, at: number): void {
    for (let i = open.length - 1; i >= 0; i--) {
      const candidate = open[i];
      if (candidate?.close !== mark) continue;
      if (at - candidate.at <= LONGEST) add(candidate.at, at, candidate.kind);
      open.length = i;
      return;
    }
  }

  function toggleSingle(at: number): void {
    const isBehindLetter = isWord(text.charCodeAt(at - 1));
    if (isWord(text.charCodeAt(at + 1))) {
      if (!isBehindLetter && !shortened.test(text.slice(at, at + 8))) single = at;
    } else if (single >= 0 && !isSpace(text.charCodeAt(at - 1))) {
      if (at - single <= LONGEST_SINGLE) add(single, at, "quote");
      single = -1;
    }
  }

  function toggleEmphasis(mark: string, at: number): void {
    const from = emphasis[mark];
    if (from !== undefined && at - from <= 200 && !isSpace(text.charCodeAt(at - 1))) {
      add(from, at, "italic");
      delete emphasis[mark];
    } else if (!isSpace(text.charCodeAt(at + 1)) && !isLetter(text.charCodeAt(at - 1))) emphasis[mark] = at;
  }
}

function isLetter(unit: number): boolean {
  return ((unit | 32) >= 97 && (unit | 32) <= 122) || (unit >= 0xc0 && unit <= 0x24f);
}

function isWord(unit: number): boolean {
  return isLetter(unit) || (unit >= 48 && unit <= 57);
}

function isSpace(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13) || Number.isNaN(unit);
}
