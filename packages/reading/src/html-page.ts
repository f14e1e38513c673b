import type { Draft, Evidenced, HeldDate, Span } from "@lectern/schema";
import { FACT_FROM } from "@lectern/schema/kind";
import { escapeHtml } from "./escape-html.js";
import { type Mark, markedBlocks } from "./marked-blocks.js";

/** A sentence that stood in an earlier document. */
export interface SeenMark {
  span: Span;
  /** Name of the earlier document. */
  first: string;
  day: string;
}

/**
 * One document as a page of its own: what was read of it, and its text with the words marked that each value came from. Uses
 * no scripts and fetches nothing; all that is printed is escaped.
 */
export function toHtmlPage(draft: Draft, file: string, seen: SeenMark[] = []): string {
  const values = valuesOf(draft);
  const marks: Mark[] = [
    ...values.flatMap(({ label, value }, index) =>
      value.span
        ? [{ span: value.span, id: `v${index}`, kind: kindOf(label), title: `${label}: ${value.value}\n${value.method}, ${share(value)}` }]
        : [],
    ),
    ...seen.map(({ span, first, day }) => ({ span, id: null, kind: "seen", title: `seen before, first in ${first} (${day})` })),
  ];
  const title = draft.title?.value ?? file;
  return `<!doctype html>
<html lang="${escapeHtml(draft.language)}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
<header><h1>${escapeHtml(title)}</h1><p>${escapeHtml(`${file} · ${draft.kind}: ${draft.kindReason}`)}</p></header>
<main>
<section aria-label="Values"><table>
${values.map(row).join("\n")}
</table></section>
<article aria-label="Text">
${markedBlocks(draft.text, draft.blocks, marks)}
</article>
</main>
</html>
`;
}

interface Labelled {
  label: string;
  value: Evidenced;
}

function valuesOf(draft: Draft): Labelled[] {
  const { meeting, minutes } = draft;
  const label = (name: string, value: Evidenced | null | undefined): Labelled[] => (value ? [{ label: name, value }] : []);
  return [
    ...label("title", draft.title),
    ...label("published", draft.publishedOn),
    ...label("held", meeting?.heldOn && heldValue(meeting.heldOn)),
    ...label("body", meeting?.body),
    ...label("kind", meeting?.kind),
    ...label("theme", meeting?.theme),
    ...label("place", meeting?.place),
    ...draft.presiders.flatMap(({ name, role }) => [...label("presided", name), ...label("role", role)]),
    ...draft.speeches.flatMap(({ speaker, role, kind, about }) => [
      ...label(`spoke (${inWords(kind)})`, speaker),
      ...label("role", role),
      ...label("about", about),
    ]),
    ...draft.groupSpeakers.flatMap((group) => label("spoke for many", group)),
    ...draft.attendees.flatMap((one) => label("attended", one)),
    ...(minutes?.apologies ?? []).flatMap((one) => label("sent apologies", one)),
    ...(minutes?.agenda ?? []).flatMap(({ title }) => label("item", title)),
    ...(minutes?.motions ?? []).flatMap(({ text, printedOutcome, outcome }) => [
      ...label("motion", text),
      ...label(inWords(outcome ?? "outcome"), printedOutcome),
    ]),
    ...draft.points.flatMap(({ verb, text }) => label(`point (${verb.value})`, text)),
    ...draft.citedWorks.flatMap(({ title, locator }) => [...label("cites", title), ...label("place in it", locator)]),
    ...draft.setPhrases.flatMap((phrase) => label("phrase", phrase)),
    ...draft.events.flatMap((event) => label("event", event)),
    ...draft.quantities.flatMap((quantity) => label("quantity", quantity)),
  ];
}

function heldValue({ date, partial, printed, span, basis }: HeldDate): Evidenced {
  return { value: date ?? partial ?? "", printed, span, method: inWords(basis), confidence: 1 };
}

/** YEAR_FROM_TITLE: "year from title". */
function inWords(name: string): string {
  return name.toLowerCase().replaceAll("_", " ");
}

/** A class of the style below: one for a kind of value. */
function kindOf(label: string): string {
  const first = /^\p{L}+/u.exec(label)?.[0] ?? "";
  return KINDS[first] ?? "other";
}

const KINDS: Record<string, string> = {
  held: "date",
  published: "date",
  body: "body",
  presided: "person",
  spoke: "person",
  attended: "person",
  sent: "person",
  role: "role",
  point: "point",
  motion: "point",
  cites: "work",
  place: "work",
  phrase: "phrase",
};

function row({ label, value }: Labelled, index: number): string {
  const words = escapeHtml(value.value.length > 160 ? `${value.value.slice(0, 160)}…` : value.value);
  const shown = value.span ? `<a href="#v${index}">${words}</a>` : words;
  const suggestion = value.confidence < FACT_FROM ? " <small>a suggestion</small>" : "";
  return `<tr><th scope="row">${escapeHtml(label)}<td>${shown}${suggestion}<td><small>${escapeHtml(`${value.method}, ${share(value)}`)}</small>`;
}

function share({ confidence }: Evidenced): string {
  return `sure to ${Math.round(confidence * 100)}%`;
}

const STYLE = `
body{font:16px/1.55 system-ui,"Noto Sans SC",sans-serif;color:#222;background:#fff;margin:0 auto;max-width:82rem;padding:1rem}
h1{font-size:1.3rem;margin:0}header p{color:#555;margin:.2rem 0 1rem}
main{display:grid;grid-template-columns:minmax(18rem,26rem) 1fr;gap:2rem}
section{position:sticky;top:0;align-self:start;max-height:100vh;overflow:auto}
table{border-collapse:collapse;table-layout:fixed;width:100%;font-size:.85rem;overflow-wrap:anywhere}
th{text-align:left;font-weight:600;width:6.5rem}td+td{width:7rem;overflow-wrap:normal}td a{color:inherit;text-decoration-color:#bbb}
th,td{padding:.15rem .5rem .15rem 0;vertical-align:top;border-bottom:1px solid #eee}small{color:#666}
article p,article h2{margin:.6rem 0;white-space:pre-line}article h2{font-size:1.1rem}article p.item{margin-left:1.2rem}
mark{background:none;color:inherit;border-bottom:2px solid #999}
mark.date{background:#fde9c8}mark.body{background:#d8ecd8}mark.person{background:#d6e4f7}mark.role{background:#e9f1fb}
mark.work{background:#ecdcf3}mark.phrase{background:#f9dada}mark.point{border-bottom:2px dotted #5a7}mark.seen{color:#767676}
mark:target,mark:has(a:target){outline:3px solid #c60}
@media(max-width:60rem){main{display:block}section{position:static;max-height:none}}
@media(prefers-color-scheme:dark){body{background:#1b1b1b;color:#eee}header p,small{color:#aaa}th,td{border-color:#333}a{color:#9cf}
mark.date{background:#5a4520}mark.body{background:#23482a}mark.person{background:#20406b}mark.role{background:#26384f}mark.work{background:#4a2c57}mark.phrase{background:#5c2a2a}mark.seen{color:#999}}
`;
