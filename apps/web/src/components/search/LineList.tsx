import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef, useState } from "react";
import { linePath } from "../../lib/concordance.js";
import { dateTimeAttribute, formatDate } from "../../lib/dates.js";
import { Link, useLocation } from "../../lib/navigation.js";
import type { Line } from "./Concordance.js";
import { HIT_LINK } from "./use-hit-keys.js";

/** Height of a line before it is measured, in pixels: two rows beside the words on a wide screen, below them on a narrow one. */
const ESTIMATE = { wide: 46, narrow: 76 };

/** Lines with the match in the middle. Only those in sight are on the page, so that thousands scroll like ten. */
export function LineList({ lines }: { lines: readonly Line[] }) {
  const list = useRef<HTMLOListElement>(null);
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => setOffset(list.current?.offsetTop ?? 0), []);
  const isWide = window.matchMedia("(min-width: 44rem)").matches;
  const rows = useWindowVirtualizer({
    count: lines.length,
    estimateSize: () => (isWide ? ESTIMATE.wide : ESTIMATE.narrow),
    overscan: 12,
    scrollMargin: offset,
  });
  const shown = rows.getVirtualItems();
  return (
    <ol ref={list} className="lines">
      <li aria-hidden="true" ref={(element) => element?.style.setProperty("height", `${(shown[0]?.start ?? offset) - offset}px`)} />
      {shown.map(({ index, key }) => {
        const line = lines[index];
        return line && <LineRow key={key} line={line} index={index} total={lines.length} measure={rows.measureElement} />;
      })}
      <li
        aria-hidden="true"
        ref={(element) => element?.style.setProperty("height", `${rows.getTotalSize() - ((shown.at(-1)?.end ?? offset) - offset)}px`)}
      />
    </ol>
  );
}

interface RowProps {
  line: Line;
  index: number;
  total: number;
  measure: (element: HTMLElement | null) => void;
}

function LineRow({ line, index, total, measure }: RowProps) {
  const { search } = useLocation();
  const { left, match, right, language, heldOn, heldPrecision, by, title } = line;
  return (
    <li ref={measure} data-index={index} className="line" aria-posinset={index + 1} aria-setsize={total}>
      <Link to={linePath(line)} state={{ search: `/${search}` }} lang={language} className="line-words source-text" {...HIT_LINK}>
        <span className="line-left">
          <bdi>{flat(left)}</bdi>
        </span>
        <mark>{flat(match)}</mark>
        <span className="line-right">{flat(right)}</span>
      </Link>
      <span className="line-facts">
        <span>
          {heldOn && <time dateTime={dateTimeAttribute(heldOn, heldPrecision)}>{formatDate(heldOn, heldPrecision)}</time>}{" "}
          <span lang={language}>{by}</span>
        </span>
        <span lang={language} title={title ?? undefined}>
          {title}
        </span>
      </span>
    </li>
  );
}

/** A line stays one line; a space of the text stays one. */
function flat(text: string): string {
  return text.replace(/\s+/g, " ");
}
