/** The last word while it is being typed, within quotation marks or not; empty where it is finished or a sign. */
export function unfinishedWord(query: string): string {
  const word = /[^\s"“”()*＊-]*$/.exec(query)?.[0] ?? "";
  return ["AND", "OR", "NOT"].includes(word) ? "" : word;
}
