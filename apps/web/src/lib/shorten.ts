/** The beginning of some words in one line: at most `longest` letters (UTF-16 code units), an ellipsis where there were more. */
export function shorten(words: string, longest = 90): string {
  const line = words.replace(/\s+/g, " ").trim();
  return line.length <= longest ? line : `${line.slice(0, longest).trimEnd()}…`;
}
