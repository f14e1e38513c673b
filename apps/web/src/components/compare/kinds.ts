import type { SearchFilter } from "../../gql/graphql.js";
import type { Message } from "../../i18n/language.js";

/** What two of can be compared, as the address says it. */
export type Kind = "people" | "bodies" | "phrases";

export const KINDS: Record<Kind, { one: Message; choose: Message; filter: (id: string) => SearchFilter }> = {
  people: { one: "Person", choose: "Compare with another person", filter: (id) => ({ speaker: [id] }) },
  bodies: { one: "Body", choose: "Compare with another body", filter: (id) => ({ body: [id] }) },
  phrases: { one: "Phrase", choose: "Compare with another phrase", filter: (id) => ({ phrase: [id] }) },
};

/** /compare?of=people&one=ID: the other one is chosen there. */
export function comparePath(kind: Kind, one: string): string {
  return `/compare?${new URLSearchParams({ of: kind, one })}`;
}
