import type { Block, Span, SpeechDraft } from "@lectern/schema";
import { trimRange } from "../formats/text.js";
import { isChineseName } from "../notice/names-zh.js";
import type { Mention } from "../notice/people.js";
import { isPersonName } from "../notice/person-en.js";
import { turnOf } from "./turn.js";

const TITLE =
  "(?:Councill?or|Cllr\\.?|Alderman|Mayor|Deputy Mayor|Chair(?:man|woman|person)?|Mr\\.?|Mrs\\.?|Ms\\.?|Dr\\.?|Senator|Commissioner|Speaker|Minister|President|The Chair|His Worship|Her Worship|Madam Speaker)";
const ENGLISH = new RegExp(
  `^(?<title>(?:${TITLE}\\s+){0,2})(?<name>(?:\\p{Lu}[\\p{L}.'’-]*\\s*){1,4}?)(?:\\s*\\([^()\\n]{2,60}\\))?\\s*:\\s+(?=\\S)`,
  "u",
);
const CHINESE = /^(?<name>[\p{Script=Han}·]{2,8})(?<title>委员|代表|主席|市长|局长|书记|先生|女士|同志)?[：:]\s*(?=\S)/u;
/** Labels that stand before a colon and are no speakers. */
const NO_SPEAKER =
  /^(?:present|members|officials|apologies|agenda|item|date|time|venue|place|signed|dated|chair|minutes|note|total|moved|seconded|carried|motion|resolved|decision|action|re|subject|in favou?r|against|absent|links?|(?:audio|video|github|google|previous|next)\s+\p{L}+)\b/iu;

/** Speaking turns that are plainly marked: a name and a colon at the beginning of a paragraph, up to the next one. */
export function findTurns(text: string, blocks: Block[], isChinese: boolean, present: Mention[]): SpeechDraft[] {
  const isListed = listed(text, present);
  const starts: { mention: Mention; from: number; at: number }[] = [];
  for (const block of blocks) {
    const mark = markOf(text, block.span, isChinese);
    if (mark && (mark.mention.role || isListed(mark.mention))) starts.push(mark);
  }
  // One label with a colon may be anything; turns come at least in pairs.
  if (starts.length < 2) return [];
  return starts.flatMap(({ mention, from }, index): SpeechDraft[] => {
    const end = starts[index + 1]?.at ?? text.length;
    const words: Span = trimRange(text, from, endOfTurn(blocks, from, end));
    return words[1] > words[0] ? [turnOf(text, mention, words)] : [];
  });
}

/** Where those present are listed, a name before a colon is one of theirs, in whole or in part: "Voting Question:" is none. */
function listed(text: string, present: Mention[]): (mention: Mention) => boolean {
  const words = new Set(
    present.flatMap(({ name }) =>
      text
        .slice(...name)
        .toLowerCase()
        .split(/\s+/),
    ),
  );
  return ({ name }) =>
    words.size === 0 ||
    text
      .slice(...name)
      .toLowerCase()
      .split(/\s+/)
      .some((word) => words.has(word));
}

function markOf(text: string, [start, end]: Span, isChinese: boolean): { mention: Mention; from: number; at: number } | null {
  const head = text.slice(start, Math.min(end, start + 120));
  const match = (isChinese ? CHINESE : ENGLISH).exec(head);
  const name = match?.groups?.name?.trim();
  if (!match || !name || NO_SPEAKER.test(head)) return null;
  const title = match.groups?.title?.trim() ?? "";
  const isName = isChinese ? isChineseName(name) : (title !== "" || name.split(/\s+/).length >= 2) && isPersonName(name);
  if (!isName) return null;
  const nameAt = start + head.indexOf(name, isChinese ? 0 : (match.groups?.title ?? "").length);
  const titleAt = title === "" ? -1 : start + (isChinese ? name.length : head.indexOf(title));
  const isForm = /^(?:Mr|Mrs|Ms|Dr)\.?$|^(?:先生|女士|同志)$/u.test(title);
  return {
    mention: { name: [nameAt, nameAt + name.length], role: titleAt < 0 || isForm ? null : [titleAt, titleAt + title.length] },
    from: start + match[0].length,
    at: start,
  };
}

/** A turn ends before the next heading. */
function endOfTurn(blocks: Block[], from: number, end: number): number {
  const heading = blocks.find((block) => block.kind === "heading" && block.span[0] > from && block.span[0] < end);
  return heading ? heading.span[0] : end;
}
