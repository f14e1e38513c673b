import { memo, type PointerEvent, type SyntheticEvent, useEffect, useMemo } from "react";
import type { Place } from "../../lib/links.js";
import { cutIntoSegments, type Paragraph, paragraphsOf, type Segment, type Span } from "./cut-text.js";
import { valueElementId } from "./evidence.js";
import { usePointedAmong, usePointing } from "./pointing.js";
import { findWords, goToValue, goToWords, scrollPaneTo, TEXT_PANE } from "./show-words.js";

interface Props {
  text: string;
  language: string;
  blocks: readonly Paragraph[];
  spans: readonly Span[];
  /** What each key is called, for the description of its words: "Held", "Cites". */
  names: ReadonlyMap<string, string>;
  /** Words that the address points at. */
  place: Place | null;
  /** The part of the text that is this record's own; null for all of it. */
  own: { start: number; end: number } | null;
}

/** Key of the words that the address points at. */
const PLACE_KEY = "place";

/**
 * The source's text with the words of every value marked. It is put on the page as text, piece by piece: whatever the
 * source holds, it never becomes markup.
 */
export function SourceText({ text, language, blocks, spans, names, place, own }: Props) {
  const pointing = usePointing();
  const paragraphs = useMemo(() => {
    const all = place ? [...spans, { key: PLACE_KEY, ...place }] : spans;
    return paragraphsOf(text, blocks).map((paragraph) => ({ ...paragraph, segments: cutIntoSegments(text, paragraph, all) }));
  }, [text, blocks, spans, place]);

  useEffect(() => pointing.subscribe(() => showPointed(pointing.current())), [pointing]);
  useEffect(() => {
    if (place === null) return;
    // After the layout has put a new page to its top.
    const frame = requestAnimationFrame(() => goToWords(PLACE_KEY));
    return () => cancelAnimationFrame(frame);
  }, [place]);
  useEffect(() => {
    if (place !== null || own === null) return;
    const first = document.getElementById(TEXT_PANE)?.querySelector<HTMLElement>(".is-own");
    if (first) scrollPaneTo(first);
  }, [place, own]);

  const point = (event: SyntheticEvent) => {
    const keys = keysAt(event.target);
    pointing.point(keys === null ? null : { keys, side: "text" });
  };
  const leave = (event: PointerEvent) => {
    if (keysAt(event.target) !== null && keysAt(event.relatedTarget) === null) pointing.point(null);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the marked words within are links; this only listens for them
    <div
      id={TEXT_PANE}
      className="source-text record-text"
      lang={language === "und" ? undefined : language}
      onPointerOver={point}
      onPointerOut={leave}
      onFocus={point}
      onBlur={() => pointing.point(null)}
    >
      {paragraphs.map((paragraph) => (
        <TextParagraph
          key={paragraph.start}
          paragraph={paragraph}
          names={names}
          isOwn={own === null ? null : paragraph.start < own.end && paragraph.end > own.start}
        />
      ))}
    </div>
  );
}

function showPointed(pointed: ReturnType<ReturnType<typeof usePointing>["current"]>): void {
  const key = pointed?.side === "record" ? pointed.keys[0] : undefined;
  const words = key === undefined ? null : findWords(key);
  if (words) scrollPaneTo(words);
}

function keysAt(target: EventTarget | null): string[] | null {
  const piece = target instanceof Element ? target.closest<HTMLElement>("[data-keys]") : null;
  return piece?.dataset.keys?.split(" ") ?? null;
}

interface ParagraphProps {
  paragraph: Paragraph & { segments: Segment[] };
  names: ReadonlyMap<string, string>;
  isOwn: boolean | null;
}

const TextParagraph = memo(function TextParagraph({ paragraph, names, isOwn }: ParagraphProps) {
  const keys = useMemo(() => new Set(paragraph.segments.flatMap((segment) => segment.keys)), [paragraph]);
  const pointed = usePointedAmong(keys);
  const classes = [`block-${paragraph.kind}`, isOwn === true && "is-own", isOwn === false && "is-others"].filter(Boolean);
  return (
    <p className={classes.join(" ")}>
      {paragraph.segments.map((segment) => (
        <Piece key={segment.start} segment={segment} pointed={pointed} names={names} />
      ))}
    </p>
  );
});

/** A value of more letters than this is a paragraph; underlined like a word it would outshout all within it. */
const LONG = 100;

/** Marked words: the first piece of a value's words is a link to the value, so that a keyboard gets there too. */
function Piece({ segment, pointed, names }: { segment: Segment; pointed: string | null; names: ReadonlyMap<string, string> }) {
  const { text, start, keys, isFirst, width } = segment;
  const [key] = keys.filter((one) => one !== PLACE_KEY);
  if (keys.length === 0) return text;
  const isPointed = pointed !== null && keys.includes(pointed);
  const className = `words${isPointed ? " is-pointed" : ""}${keys.includes(PLACE_KEY) ? " is-place" : ""}${width > LONG ? " is-long" : ""}`;
  const described = { "data-keys": keys.join(" "), "data-start": start, className };
  if (key === undefined)
    return (
      <mark {...described} tabIndex={isFirst ? -1 : undefined}>
        {text}
      </mark>
    );
  if (!isFirst) return <span {...described}>{text}</span>;
  return (
    <a
      {...described}
      href={`#${valueElementId(key)}`}
      aria-description={names.get(key)}
      onClick={(event) => {
        event.preventDefault();
        goToValue(key);
      }}
    >
      {text}
    </a>
  );
}
