import type { Evidenced, Span } from "@lectern/schema";

/** A value read from the text: what is printed there, quotation marks and spaces folded. */
export function fromText(text: string, span: Span, method: string, confidence = 0.9): Evidenced {
  const printed = text.slice(span[0], span[1]);
  return { value: foldPrinted(printed), printed, span, method, confidence };
}

/** A value that stands for what is printed: a day, a number. */
export function meaning(text: string, span: Span, value: string, method: string, confidence = 0.9): Evidenced {
  return { value, printed: text.slice(span[0], span[1]), span, method, confidence };
}

/** A value that metadata gave; its place is in the method, not in the text. */
export function fromMetadata(value: string, method: string): Evidenced {
  return { value, printed: value, span: null, method, confidence: 1 };
}

/** Line breaks and runs of space to one space (none behind the hyphen of a word broken over lines), curly quotation marks to plain ones: the value of printed words. */
export function foldPrinted(printed: string): string {
  // Chinese names have nothing to fold.
  if (!FOLDED.test(printed)) return printed;
  return printed
    .replace(/(?<=\p{L})-\s+(?!(?:and|or|to)\b)(?=\p{L})/gu, "-")
    .replace(/[\s\u3000]+/g, " ")
    .replace(/[‘’ʼ]/g, "'")
    .replace(/[“”„]/g, '"')
    .trim();
}

const FOLDED = /[\s\u3000‘’ʼ“”„-]/u;
