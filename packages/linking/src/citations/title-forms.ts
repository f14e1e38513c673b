/** Further forms of a title that are the same title: without 中华人民共和国, without an edition in brackets at its end, without an article. */
export function derivedTitles(title: string): string[] {
  const forms: string[] = [];
  let form = title.trim();
  const bare = form.replace(/\s*[（(【[][^（()）【】[\]]{1,40}[)）】\]]$/u, "").trim();
  if (bare.length > 0 && bare !== form) {
    forms.push(bare);
    form = bare;
  }
  const short = form.replace(/^(中华人民共和国|中華人民共和國)/u, "");
  if (short.length >= 2 && short !== form) forms.push(short);
  const withoutArticle = form.replace(/^(the|a|an)\s+/i, "");
  if (withoutArticle !== form && /\s/.test(withoutArticle)) forms.push(withoutArticle);
  return forms;
}
