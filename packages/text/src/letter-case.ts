/** Words that stay small within a name. */
const SMALL = new Set([
  "a",
  "an",
  "the",
  "of",
  "for",
  "and",
  "or",
  "in",
  "on",
  "at",
  "to",
  "by",
  "de",
  "del",
  "la",
  "le",
  "van",
  "von",
  "der",
]);
/** Short words that are letters and no words. */
const INITIALS = /^(?:UN|EU|US|USA|UK|UAE|NATO|UNESCO|WHO|WTO|IMF|ASEAN|BRICS|AI|IT|HR|[IVX]{2,}|\p{Lu}{1,2}\.|[^AEIOUYÀ-ß]{2,})$/u;

/**
 * A name that is printed all in capitals, as headings print it, in the letters in which running text would: "HARBOUR BOARD OF
 * THE CITY" is "Harbour Board of the City". Any other name is as it was; so is a single word of up to five letters, which may
 * be initials.
 */
export function readableCase(name: string): string {
  const letters = name.replace(/[^\p{L}]/gu, "");
  if (letters !== letters.toUpperCase() || letters === letters.toLowerCase() || (letters.length <= 5 && !/\s/u.test(name))) return name;
  return name.replace(/[\p{L}\p{M}]+\.?(?:['’][\p{L}\p{M}]+)*/gu, (word, at: number) => {
    const small = word.toLowerCase();
    if (at > 0 && SMALL.has(small)) return small;
    if (INITIALS.test(word)) return word;
    // "O'BRIEN" and "MEN'S": a name goes on behind O and D.
    return small.replace(/^\p{L}|(?<=^[od]['’])\p{L}/gu, (letter) => letter.toUpperCase());
  });
}
