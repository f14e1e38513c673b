import { useVirtualizer, useWindowVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { type ReactNode, type RefObject, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useMedia } from "../../lib/use-media.js";

/** How a text of many rows is moved from outside. */
export interface RowsHandle {
  /** Brings a row into sight, to the middle where it was out of it. */
  reveal(row: number, align?: "center" | "start"): void;
  /** The first and the last row in sight; null before anything is. */
  inSight(): { first: number; last: number } | null;
}

interface Props {
  count: number;
  /** Height of a row before it is measured, in pixels. */
  estimate: number;
  handle: RefObject<RowsHandle | null>;
  /** Hears of the rows that are on the page, whenever they change. */
  onSight?: (first: number, last: number) => void;
  /** A row, whose outermost element takes `data-index` and `measure`. */
  children: (row: number, measure: (element: HTMLElement | null) => void) => ReactNode;
}

/** Rows beyond those in sight that are on the page: texts of as many rows are there as a whole. */
const OVERSCAN = 30;

/** Height of what stays at the top of the window while its rows scroll, in pixels: no row is brought behind it. */
const TOOLS = 96;

/** Rows of a text that scrolls with the window. Only those in sight, and some around them, are on the page; in print all are. */
export function WindowRows(props: Props) {
  const start = useRef<HTMLDivElement>(null);
  const scrollMargin = useOffsetTop(start);
  const rows = useWindowVirtualizer({
    count: props.count,
    estimateSize: () => props.estimate,
    overscan: OVERSCAN,
    scrollMargin,
    scrollPaddingStart: TOOLS,
  });
  return <RowsInSight {...props} rows={rows} start={start} margin={scrollMargin} />;
}

/** The same for a text that scrolls within an element. */
export function PaneRows({ pane, ...props }: Props & { pane: HTMLElement }) {
  const start = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: props.count,
    estimateSize: () => props.estimate,
    overscan: OVERSCAN,
    getScrollElement: () => pane,
  });
  return <RowsInSight {...props} rows={rows} start={start} margin={0} />;
}

interface InSightProps<Scroller extends Element | Window> extends Props {
  rows: Virtualizer<Scroller, Element>;
  start: RefObject<HTMLDivElement | null>;
  /** Where the rows begin in what scrolls, in pixels. */
  margin: number;
}

function RowsInSight<Scroller extends Element | Window>({ count, rows, start, margin, handle, onSight, children }: InSightProps<Scroller>) {
  const isPrinting = useIsPrinting();
  useImperativeHandle(
    handle,
    () => ({
      reveal: (row, align = "center") => rows.scrollToIndex(row, { align }),
      inSight: () => (rows.range === null ? null : { first: rows.range.startIndex, last: rows.range.endIndex }),
    }),
    [rows],
  );
  const shown = rows.getVirtualItems();
  const [first, last] = [shown[0]?.index, shown.at(-1)?.index];
  useEffect(() => {
    if (first !== undefined && last !== undefined) onSight?.(first, last);
  }, [first, last, onSight]);
  const before = (shown[0]?.start ?? margin) - margin;
  const after = rows.getTotalSize() - ((shown.at(-1)?.end ?? margin) - margin);
  if (isPrinting) return Array.from({ length: count }, (_, row) => children(row, () => undefined));
  return (
    <>
      <div ref={start} aria-hidden="true" style={{ height: before }} />
      {shown.map(({ index }) => children(index, rows.measureElement))}
      <div aria-hidden="true" style={{ height: Math.max(0, after) }} />
    </>
  );
}

/** Where an element begins in the document, in pixels; told anew when what stands above it grows or shrinks. */
function useOffsetTop(element: RefObject<HTMLElement | null>): number {
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    const measure = () => setOffset(Math.round((element.current?.getBoundingClientRect().top ?? 0) + window.scrollY));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [element]);
  return offset;
}

function useIsPrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  const isPrint = useMedia("print");
  useEffect(() => {
    const before = () => flushSync(() => setPrinting(true));
    const after = () => setPrinting(false);
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return () => {
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
    };
  }, []);
  return isPrinting || isPrint;
}
