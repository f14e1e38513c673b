import { memo, type PointerEvent, type SyntheticEvent, useEffect, useMemo, useRef, useState } from "react";
import type { Place } from "../../lib/links.js";
import { rowAt, spansByRow } from "../../lib/text-rows.js";
import { useMedia } from "../../lib/use-media.js";
import { useMarkFound } from "../rows/found-words.js";
import { PaneRows, type RowsHandle, WindowRows } from "../rows/Rows.js";
import { cutIntoSegments, type Paragraph, type Segment, type Span } from "./cut-text.js";
import { valueElementId } from "./evidence.js";
import { usePointedAmong, usePointing } from "./pointing.js";
import { SEEN } from "./SeenBefore.js";
import { goToValue, goToWords, scrollPaneToWords, showText, TEXT_PANE } from "./show-words.js";

interface Props {
  text: string;
  language: string;
  /** The paragraphs of the text, in order; all its words stand in them. */
  paragraphs: readonly Paragraph[];
  spans: readonly Span[];
  /** What each key is called, for the description of its words: "Held", "Cites". */
  names: ReadonlyMap<string, string>;
  /** Words that the address points at; it opens at the first of them. */
  places?: readonly Place[];
  /** The part of the text that is this record's own; null for all of it. */
  own: { start: number; end: number } | null;
  /** How the rows are moved from outside. */
  rows?: React.RefObject<RowsHandle | null>;
}

/** Key of the words that the address points at. */
const PLACE_KEY = "place";

/** Height of a paragraph before it is measured, in pixels. */
const ESTIMATE = 110;

/** Where the pane stands beside the record, it scrolls by itself; below it, the window does. */
const STACKED = "(max-width: 56rem)";

/**
 * The source's text with the words of every value marked. It is put on the page as text, piece by piece: whatever the
 * source holds, it never becomes markup. Of a long one only what is in sight is on the page.
 */
export function SourceText({ text, language, paragraphs, spans, names, places = NOWHERE, own, rows: given }: Props) {
  const pointing = usePointing();
  const [pane, setPane] = useState<HTMLElement | null>(null);
  const ownRows = useRef<RowsHandle>(null);
  const rows = given ?? ownRows;
  const isStacked = useMedia(STACKED);
  const all = useMemo(() => [...spans, ...places.map((place) => ({ key: PLACE_KEY, ...place }))], [spans, places]);
  const spansOfRows = useMemo(() => spansByRow(paragraphs, all), [paragraphs, all]);

  useEffect(
    () =>
      showText({
        rowOf(key, start = 0) {
          const those = all.filter((span) => span.key === key);
          const span = those.find((one) => one.start >= start) ?? those[0];
          return span === undefined ? null : rowAt(paragraphs, span.start);
        },
        reveal: (row) => rows.current?.reveal(row),
      }),
    [all, paragraphs, rows],
  );
  useEffect(() => pointing.subscribe(() => showPointed(pointing.current())), [pointing]);
  useEffect(() => {
    const [first] = places;
    if (first === undefined) return;
    // After the layout has put a new page to its top.
    const frame = requestAnimationFrame(() => void goToWords(PLACE_KEY, first.start));
    return () => cancelAnimationFrame(frame);
  }, [places]);
  useEffect(() => {
    if (places.length > 0 || own === null || isStacked || pane === null) return;
    rows.current?.reveal(rowAt(paragraphs, own.start), "start");
  }, [places, own, paragraphs, isStacked, pane, rows]);

  const point = (event: SyntheticEvent) => {
    const keys = keysAt(event.target);
    pointing.point(keys === null ? null : { keys, side: "text" });
  };
  const leave = (event: PointerEvent) => {
    if (keysAt(event.target) !== null && keysAt(event.relatedTarget) === null) pointing.point(null);
  };
  const row = (index: number, measure: (element: HTMLElement | null) => void) => {
    const paragraph = paragraphs[index];
    return (
      paragraph && (
        <TextParagraph
          key={paragraph.start}
          index={index}
          measure={measure}
          text={text}
          paragraph={paragraph}
          spans={spansOfRows[index] ?? NONE}
          names={names}
          isOwn={own === null ? null : paragraph.start < own.end && paragraph.end > own.start}
        />
      )
    );
  };
  const common = { count: paragraphs.length, estimate: ESTIMATE, handle: rows, children: row };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the marked words within are links; this only listens for them
    <div
      id={TEXT_PANE}
      ref={setPane}
      className="source-text record-text"
      lang={language}
      onPointerOver={point}
      onPointerOut={leave}
      onFocus={point}
      onBlur={() => pointing.point(null)}
    >
      {isStacked ? <WindowRows {...common} /> : pane && <PaneRows {...common} pane={pane} />}
    </div>
  );
}

const NONE: readonly Span[] = [];
const NOWHERE: readonly Place[] = [];

function showPointed(pointed: ReturnType<ReturnType<typeof usePointing>["current"]>): void {
  const key = pointed?.side === "record" ? pointed.keys[0] : undefined;
  if (key !== undefined) void scrollPaneToWords(key);
}

function keysAt(target: EventTarget | null): string[] | null {
  const piece = target instanceof Element ? target.closest<HTMLElement>("[data-keys]") : null;
  return piece?.dataset.keys?.split(" ") ?? null;
}

interface ParagraphProps {
  index: number;
  measure: (element: HTMLElement | null) => void;
  text: string;
  paragraph: Paragraph;
  spans: readonly Span[];
  names: ReadonlyMap<string, string>;
  isOwn: boolean | null;
}

const TextParagraph = memo(function TextParagraph({ index, measure, text, paragraph, spans, names, isOwn }: ParagraphProps) {
  const element = useRef<HTMLParagraphElement>(null);
  const segments = useMemo(() => cutIntoSegments(text, paragraph, spans), [text, paragraph, spans]);
  const keys = useMemo(() => new Set(spans.map(({ key }) => key)), [spans]);
  const pointed = usePointedAmong(keys);
  useMarkFound(element, index);
  const classes = [`block-${paragraph.kind}`, isOwn === true && "is-own", isOwn === false && "is-others"].filter(Boolean);
  return (
    <p
      ref={(p) => {
        element.current = p;
        measure(p);
      }}
      data-index={index}
      className={classes.join(" ")}
    >
      {segments.map((segment) => (
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
  const isSeen = keys.some((one) => one.startsWith(SEEN));
  const className = `words${isPointed ? " is-pointed" : ""}${keys.includes(PLACE_KEY) ? " is-place" : ""}${width > LONG ? " is-long" : ""}${isSeen ? " is-seen" : ""}`;
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
