/** Language tag for words of which only the script can be seen: it chooses their fonts, and with them quotation marks and apostrophes. */
export function scriptTag(words: string): string {
  return /\p{Script=Han}/u.test(words) ? "zh" : "und";
}
