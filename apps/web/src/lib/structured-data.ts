import type { RecordCitationFragment } from "../gql/graphql.js";
import { citedName, placeName } from "./cited-name.js";

/** A passage or work that is quoted, as schema.org says it: https://schema.org/Quotation. */
export function quotationsIn(citations: readonly RecordCitationFragment[]): object[] {
  return citations.flatMap(({ methods, state, printed, studyText, place }) => {
    if (!methods.includes("QUOTATION") || state !== "RESOLVED" || studyText === null) return [];
    const name = citedName(studyText.title, studyText.language, place && placeName(place));
    return [{ "@type": "Quotation", text: printed, isBasedOn: { "@type": "CreativeWork", name } }];
  });
}

/** People, each once. */
export function people(names: readonly (string | undefined)[]): object[] {
  return [...new Set(names.filter((name) => name !== undefined))].map((name) => ({ "@type": "Person", name }));
}

/** Works, each once. */
export function works(titles: readonly (string | undefined)[]): object[] {
  return [...new Set(titles.filter((title) => title !== undefined))].map((name) => ({ "@type": "CreativeWork", name }));
}

/** What is known of it: without what is null or empty. */
export function known(data: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(
    Object.entries(data).filter(
      ([, value]) => value !== null && value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
