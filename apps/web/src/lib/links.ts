import type { SearchKind } from "../gql/graphql.js";

const FOLDERS: Record<SearchKind, string> = { MEETING: "meetings", SPEECH: "speeches", STUDY_TEXT: "texts" };

export interface Place {
  /** Start in the source's text, in UTF-16 code units. */
  start: number;
  /** End, exclusive. */
  end: number;
}

/** Address of a record; `at` lights those words of its source and opens it at the first that are named: /meetings/ID?at=120-154,98-103. */
export function recordPath(kind: SearchKind, id: string, at: readonly Place[] = []): string {
  const places = at.map(({ start, end }) => `${start}-${end}`).join();
  return `/${FOLDERS[kind]}/${encodeURIComponent(id)}${places === "" ? "" : `?at=${places}`}`;
}

/** Address of a study text at one of its passages. */
export function passagePath(studyTextId: string, passageId: string): string {
  return `/texts/${encodeURIComponent(studyTextId)}?passage=${encodeURIComponent(passageId)}`;
}

/** The words an address points at (`at=120-154,98-103`), those it opens first; none where it names something else. */
export function readPlaces(at: string | null): Place[] {
  if (at === null || !/^\d+-\d+(,\d+-\d+)*$/.test(at)) return [];
  const places = at.split(",").map((place) => place.split("-").map(Number));
  return places.flatMap(([start = 0, end = 0]) => (end > start ? [{ start, end }] : []));
}

/** The study text, and its passage where one is named, that an address of this archive leads to; null for any other. */
export function readTarget(address: string): { studyText: string; passage: string | null } | null {
  const found = /\/texts\/([0-9a-f-]{36})(?:\?([^#]*))?/i.exec(address.trim());
  const [, studyText, query] = found ?? [];
  return studyText === undefined ? null : { studyText, passage: new URLSearchParams(query ?? "").get("passage") };
}
