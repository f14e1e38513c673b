import type { FacetName, SearchExclusion, SearchFilter, SearchKind, SearchSort } from "../gql/graphql.js";
import type { Message } from "../i18n/language.js";
import type { LineOrder } from "./concordance.js";

/** A search as its address says it: /?q=peace&kind=SPEECH&from=2021&sort=newest */
export interface SearchState {
  query: string;
  /** Values chosen of each facet. */
  chosen: Record<FacetName, string[]>;
  /** Values of each facet whose records stay out. */
  excluded: Record<FacetName, string[]>;
  /** A year, month or day as typed: 2021, 2021-05, 2021-05-01; empty where there is none. */
  from: string;
  to: string;
  sort: SearchSort;
  /** Record by record, or line by line. */
  view: "RECORDS" | "LINES";
  /** What lines are sorted by. */
  lines: LineOrder;
  /** What the bars over time show: how many records, or their share of all. */
  bars: "COUNT" | "SHARE";
}

/** Changes the search that the address stands for at this moment; the address shows it as a new step of the history, or in place. */
export type ChangeSearch = (change: (now: SearchState) => SearchState, isNewStep?: boolean) => void;

/** Facets in the order in which they are shown, and how the address names them. */
export const FACETS: ReadonlyArray<{ name: FacetName; parameter: string; filter: keyof SearchExclusion; title: Message }> = [
  { name: "KIND", parameter: "kind", filter: "kind", title: "Kind" },
  { name: "YEAR", parameter: "year", filter: "year", title: "Year" },
  { name: "BODY", parameter: "body", filter: "body", title: "Body" },
  { name: "SPEAKER", parameter: "speaker", filter: "speaker", title: "Speaker" },
  { name: "CITED_WORK", parameter: "work", filter: "citedWork", title: "Cited work" },
  { name: "PHRASE", parameter: "phrase", filter: "phrase", title: "Set phrase" },
  { name: "LANGUAGE", parameter: "language", filter: "language", title: "Language" },
  { name: "COLLECTION", parameter: "collection", filter: "collection", title: "Collection" },
];

const KINDS: ReadonlySet<string> = new Set<SearchKind>(["MEETING", "SPEECH", "STUDY_TEXT"]);

const SORTS: Record<string, SearchSort> = { newest: "NEWEST", oldest: "OLDEST" };

const LINE_ORDERS: Record<string, LineOrder> = { oldest: "OLDEST", left: "LEFT", right: "RIGHT", match: "MATCH", speaker: "SPEAKER" };

/** The search an address asks for. What it does not understand it leaves out: an old link still opens. */
export function readSearch(address: URLSearchParams): SearchState {
  const chosen = {} as SearchState["chosen"];
  const excluded = {} as SearchState["excluded"];
  for (const { name, parameter } of FACETS) {
    chosen[name] = valuesOf(address, name, parameter);
    excluded[name] = valuesOf(address, name, EXCLUDED + parameter);
  }
  return {
    query: address.get("q") ?? "",
    chosen,
    excluded,
    from: address.get("from") ?? "",
    to: address.get("to") ?? "",
    sort: SORTS[(address.get("sort") ?? "").toLowerCase()] ?? "RELEVANCE",
    view: address.get("view") === "lines" ? "LINES" : "RECORDS",
    lines: LINE_ORDERS[(address.get("lines") ?? "").toLowerCase()] ?? "NEWEST",
    bars: address.get("bars") === "share" ? "SHARE" : "COUNT",
  };
}

/** What stands before the name of a facet whose values are left out: not-kind=SPEECH. */
const EXCLUDED = "not-";

function valuesOf(address: URLSearchParams, name: FacetName, parameter: string): string[] {
  const values = [...new Set(address.getAll(parameter).filter((value) => value !== ""))];
  return name === "KIND" ? values.filter((value) => KINDS.has(value)) : values;
}

/** The address of a search; what stands at its default is left out. */
export function writeSearch(search: SearchState): URLSearchParams {
  const address = new URLSearchParams();
  if (search.query.trim() !== "") address.set("q", search.query);
  for (const { name, parameter } of FACETS) {
    for (const value of search.chosen[name]) address.append(parameter, value);
    for (const value of search.excluded[name]) address.append(EXCLUDED + parameter, value);
  }
  if (search.from !== "") address.set("from", search.from);
  if (search.to !== "") address.set("to", search.to);
  if (search.sort !== "RELEVANCE") address.set("sort", search.sort.toLowerCase());
  if (search.view === "LINES") address.set("view", "lines");
  if (search.lines !== "NEWEST") address.set("lines", search.lines.toLowerCase());
  if (search.bars === "SHARE") address.set("bars", "share");
  return address;
}

/** A link to a search, for what differs from an empty one. */
export function searchPath(
  search: Partial<Omit<SearchState, "chosen" | "excluded">> & { chosen?: Partial<SearchState["chosen"]> },
): string {
  const chosen = { ...NOTHING.chosen, ...search.chosen };
  const address = writeSearch({ ...NOTHING, ...search, chosen }).toString();
  return address === "" ? "/" : `/?${address}`;
}

/** The search of nothing: what `/` alone stands for. */
export const NOTHING: SearchState = readSearch(new URLSearchParams());

/** Whether nothing is asked at all, so that the start page is shown. */
export function isNothing(search: SearchState): boolean {
  return writeSearch(search).size === 0;
}

/** Whether anything narrows the hits besides the words. */
export function isNarrowed(search: SearchState): boolean {
  return search.from !== "" || search.to !== "" || countChosen(search) > 0;
}

/** How many values are chosen or left out. */
export function countChosen({ chosen, excluded }: SearchState): number {
  return FACETS.reduce((sum, { name }) => sum + chosen[name].length + excluded[name].length, 0);
}

/** The same words, orders and views, narrowed by nothing. */
export function withoutFilters(search: SearchState): SearchState {
  const { chosen, excluded, from, to } = NOTHING;
  return { ...search, chosen, excluded, from, to };
}

/** Whether the first day asked for lies behind the last one, so that no day is left. */
export function isReversed({ from, to }: Pick<SearchState, "from" | "to">): boolean {
  const [first, last] = [firstDay(from), lastDay(to)];
  return first !== null && last !== null && first > last;
}

/** Dates the other way round. */
export function withDatesSwapped(search: SearchState): SearchState {
  return { ...search, from: search.to, to: search.from };
}

/** Each filter of a search by itself: what it is called, and the search without it. */
export function withoutEach(search: SearchState): { title: Message; without: SearchState }[] {
  const { chosen, excluded } = search;
  const facets = FACETS.filter(({ name }) => chosen[name].length + excluded[name].length > 0);
  return [
    ...facets.map(({ name, title }) => ({
      title,
      without: { ...search, chosen: { ...chosen, [name]: [] }, excluded: { ...excluded, [name]: [] } },
    })),
    ...(search.from !== "" || search.to !== "" ? [{ title: "Held" as const, without: { ...search, from: "", to: "" } }] : []),
  ];
}

/** The filter of the API for a search; null where nothing narrows it. A date that cannot be read narrows nothing. */
export function filterOf(search: SearchState): SearchFilter | null {
  const filter: Record<string, unknown> = valuesByFilter(search.chosen);
  const excluded = valuesByFilter(search.excluded);
  if (Object.keys(excluded).length > 0) filter.not = excluded;
  const from = firstDay(search.from);
  const to = lastDay(search.to);
  if (from !== null) filter.from = from;
  if (to !== null) filter.to = to;
  return Object.keys(filter).length === 0 ? null : (filter as SearchFilter);
}

function valuesByFilter(values: SearchState["chosen"]): Record<string, string[]> {
  return Object.fromEntries(FACETS.filter(({ name }) => values[name].length > 0).map(({ name, filter }) => [filter, values[name]]));
}

/** First day of a year, month or day as typed: 2021 is 2021-01-01; null for anything else. */
export function firstDay(typed: string): string | null {
  const parts = readDate(typed);
  return parts === null ? null : writeDate(parts.year, parts.month ?? 1, parts.day ?? 1);
}

/** Last day of a year, month or day as typed: 2021-02 is 2021-02-28; null for anything else. */
export function lastDay(typed: string): string | null {
  const parts = readDate(typed);
  if (parts === null) return null;
  const month = parts.month ?? 12;
  return writeDate(parts.year, month, parts.day ?? daysIn(parts.year, month));
}

function readDate(typed: string): { year: number; month: number | null; day: number | null } | null {
  const found = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(typed.trim());
  if (found === null) return null;
  const year = Number(found[1]);
  const month = found[2] === undefined ? null : Number(found[2]);
  const day = found[3] === undefined ? null : Number(found[3]);
  if (year === 0 || (month !== null && (month < 1 || month > 12))) return null;
  if (day !== null && (day < 1 || day > daysIn(year, month ?? 12))) return null;
  return { year, month, day };
}

/** Day 0 of the month after. `setUTCFullYear`, because the constructor takes the years 0 to 99 for 1900 to 1999. */
function daysIn(year: number, month: number): number {
  const day = new Date(0);
  day.setUTCFullYear(year, month, 0);
  return day.getUTCDate();
}

function writeDate(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
