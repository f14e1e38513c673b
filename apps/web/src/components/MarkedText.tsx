import { cutAtMarks } from "../lib/marks.js";

export interface Marked {
  text: string;
  /** Offsets into `text`, in UTF-16 code units, end exclusive. */
  marks: ReadonlyArray<{ start: number; end: number }>;
}

/** Words of a source with parts of them marked. The words stay text: whatever they hold never becomes markup. */
export function MarkedText({ value, lang }: { value: Marked; lang?: string }) {
  return (
    <span lang={lang}>
      {cutAtMarks(value.text, value.marks).map((piece) => (piece.isMarked ? <mark key={piece.start}>{piece.text}</mark> : piece.text))}
    </span>
  );
}
