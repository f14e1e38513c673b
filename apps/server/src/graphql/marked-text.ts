import { splitSentences } from "@lectern/text";
import { Field, Int, ObjectType } from "type-graphql";

@ObjectType({ description: "A range of a text, in UTF-16 code units, end exclusive." })
export class Mark {
  @Field(() => Int, { description: "Start, in UTF-16 code units." })
  start!: number;

  @Field(() => Int, { description: "End, exclusive." })
  end!: number;
}

@ObjectType({ description: "Words of a source with parts of them marked. Plain text: never to be taken for markup." })
export class MarkedText {
  @Field(() => String, { description: "The words." })
  text!: string;

  @Field(() => [Mark], { description: "The marked parts, as offsets into `text`." })
  marks!: Mark[];

  @Field(() => Int, { description: "Where `text` starts in the text of the source." })
  start!: number;
}

/** How far a sentence is looked for to either side of a span; a longer one is cut there. */
const REACH = 1_000;

/** The sentence (or sentences) around a span of a text, with the span marked. Offsets are UTF-16 code units, end exclusive. */
export function sentenceAround(text: string, start: number, end: number): MarkedText {
  const from = Math.max(0, start - REACH);
  const window = text.slice(from, Math.min(text.length, end + REACH));
  const touched = splitSentences(window).filter((sentence) => sentence[0] < end - from && sentence[1] > start - from);
  const first = Math.min(touched[0]?.[0] ?? start - from, start - from);
  const last = Math.max(touched.at(-1)?.[1] ?? end - from, end - from);
  return { text: window.slice(first, last), marks: [{ start: start - from - first, end: end - from - first }], start: from + first };
}
