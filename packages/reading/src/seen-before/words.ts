/** Words in small letters and single Han characters, without marks: what two sentences are compared by. */
export function wordsOf(sentence: string): string[] {
  return (
    sentence
      .toLowerCase()
      .replace(/['‘’ʼ]/gu, "")
      .match(/\p{Script=Han}|[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}

export function isHanText(words: string[]): boolean {
  let han = 0;
  for (const word of words) if (/^\p{Script=Han}/u.test(word)) han++;
  return han * 2 > words.length;
}
