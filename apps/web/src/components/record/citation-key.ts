/** Key by which a citation and its words in the text know each other. */
export function citationKey(id: string): string {
  return `citation.${id}`;
}
