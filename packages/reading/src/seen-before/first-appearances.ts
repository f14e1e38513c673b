import type { Draft, SentencePrint, Span } from "@lectern/schema";
import { DatePrecision } from "@lectern/schema/kind";
import { sameness } from "./same-sentence.js";

/** A sentence that stands almost word for word in an earlier document. */
export interface SeenSentence<T> {
  span: Span;
  first: { document: T; span: Span; day: string };
  /** From 0.92 to 1: the share of words that both have in one order. */
  sameness: number;
}

/** A document with the day that it is known by and the sentences it may be known again by. */
export interface DatedDocument<T> {
  document: T;
  draft: Pick<Draft, "text" | "sentences">;
  day: string | null;
}

/** The day that a document is put in order by: when its meeting was held, else when it was published; null where neither is known to the day. */
export function dayOfDraft({ meeting, publishedOn }: Pick<Draft, "meeting" | "publishedOn">): string | null {
  const held = meeting?.heldOn;
  if (held?.date && held.precision === DatePrecision.DAY) return held.date;
  return publishedOn && (publishedOn.precision ?? DatePrecision.DAY) === DatePrecision.DAY ? publishedOn.value : null;
}

/** Earlier sentences that share a fingerprint, which are compared word for word; the earliest ones. */
const CANDIDATES = 8;

/** Of several documents the sentences that stand in one of an earlier day, each with the first such place. Undated documents count neither way. */
export function firstAppearances<T>(documents: DatedDocument<T>[]): Map<T, SeenSentence<T>[]> {
  const dated = documents.filter((one): one is Dated<T> => one.day !== null).sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const known = new Map<number, Place<T>[]>();
  const found = new Map<T, SeenSentence<T>[]>();
  for (const one of dated) {
    const sentences = one.draft.sentences ?? [];
    found.set(
      one.document,
      sentences.flatMap((sentence) => firstOf(one, sentence, known) ?? []),
    );
    for (const { span, prints } of sentences) {
      for (const print of prints) {
        const places = known.get(print) ?? [];
        if (places.length === 0) known.set(print, places);
        if (places.length < CANDIDATES) places.push({ one, span });
      }
    }
  }
  return found;
}

type Dated<T> = DatedDocument<T> & { day: string };
interface Place<T> {
  one: Dated<T>;
  span: Span;
}

function firstOf<T>(document: Dated<T>, { span, prints }: SentencePrint, known: Map<number, Place<T>[]>): SeenSentence<T> | null {
  const words = document.draft.text.slice(...span);
  const candidates = [...new Set(prints.flatMap((print) => known.get(print) ?? []))]
    .filter(({ one }) => one.day < document.day)
    .sort((a, b) => (a.one.day < b.one.day ? -1 : 1));
  for (const { one, span: firstSpan } of candidates) {
    const same = sameness(words, one.draft.text.slice(...firstSpan));
    if (same > 0) return { span, first: { document: one.document, span: firstSpan, day: one.day }, sameness: same };
  }
  return null;
}
