import type { Block, Span } from "@lectern/schema";
import { escapeHtml } from "./escape-html.js";

/** Words to mark: their kind is a class, their title is shown when pointed at, and their first place bears the id. */
export interface Mark {
  span: Span;
  id: string | null;
  kind: string;
  title: string;
}

/** A text as paragraphs and headings with its marks. Marks may overlap: each stretch between two of their ends bears all that cover it. */
export function markedBlocks(text: string, blocks: Block[], marks: Mark[]): string {
  const sorted = marks.filter(({ span }) => span[1] > span[0]).sort((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1]);
  const whole: Block[] = blocks.length > 0 ? blocks : [{ kind: "paragraph", level: 0, span: [0, text.length] }];
  const html: string[] = [];
  let open: Mark[] = [];
  let next = 0;
  for (const { kind, span } of whole) {
    while (next < sorted.length && (sorted[next] as Mark).span[0] < span[1]) open.push(sorted[next++] as Mark);
    open = open.filter((mark) => mark.span[1] > span[0]);
    const tag = kind === "heading" ? "h2" : "p";
    html.push(`<${tag}${kind === "item" ? ' class="item"' : ""}>${markedStretch(text, span, open)}</${tag}>`);
  }
  return html.join("\n");
}

function markedStretch(text: string, [start, end]: Span, marks: Mark[]): string {
  const edges = [...new Set([start, end, ...marks.flatMap(({ span }) => span)])]
    .filter((edge) => edge >= start && edge <= end)
    .sort((a, b) => a - b);
  return edges
    .slice(0, -1)
    .map((from, index) => {
      const to = edges[index + 1] as number;
      const covering = marks.filter(({ span }) => span[0] <= from && span[1] >= to);
      const words = escapeHtml(text.slice(from, to));
      if (covering.length === 0) return words;
      const anchors = covering.flatMap(({ id, span }) => (id !== null && Math.max(span[0], start) === from ? [id] : []));
      const [id, ...others] = anchors;
      const classes = [...new Set(covering.map(({ kind }) => kind))].join(" ");
      const title = [...new Set(covering.map((mark) => mark.title))].join("\n");
      return `<mark${id ? ` id="${id}"` : ""} class="${classes}" title="${escapeHtml(title)}">${others.map((other) => `<a id="${other}"></a>`).join("")}${words}</mark>`;
    })
    .join("");
}
