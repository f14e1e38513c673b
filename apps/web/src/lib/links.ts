import type { SearchKind } from "../gql/graphql.js";

const FOLDERS: Record<SearchKind, string> = { MEETING: "meetings", SPEECH: "speeches", STUDY_TEXT: "texts" };

export interface Place {
  /** Start in the source's text, in UTF-16 code units. */
  start: number;
  /** End, exclusive. */
  end: number;
}

/** Address of a record; `at` opens it at those words of its source: /meetings/ID?at=120-154. */
export function recordPath(kind: SearchKind, id: string, at?: Place | null): string {
  return `/${FOLDERS[kind]}/${encodeURIComponent(id)}${at ? `?at=${at.start}-${at.end}` : ""}`;
}

/** Address of a study text at one of its passages. */
export function passagePath(studyTextId: string, passageId: string): string {
  return `/texts/${encodeURIComponent(studyTextId)}?passage=${encodeURIComponent(passageId)}`;
}

/** The words an address points at (`at=120-154`); null where it names none, or something else. */
export function readPlace(parameters: URLSearchParams): Place | null {
  const found = /^(\d+)-(\d+)$/.exec(parameters.get("at") ?? "");
  if (found === null) return null;
  const place = { start: Number(found[1]), end: Number(found[2]) };
  return place.end > place.start ? place : null;
}

/** The study text, and its passage where one is named, that an address of this archive leads to; null for any other. */
export function readTarget(address: string): { studyText: string; passage: string | null } | null {
  const found = /\/texts\/([0-9a-f-]{36})(?:\?([^#]*))?/i.exec(address.trim());
  const [, studyText, query] = found ?? [];
  return studyText === undefined ? null : { studyText, passage: new URLSearchParams(query ?? "").get("passage") };
}
