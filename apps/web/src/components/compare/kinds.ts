import type { SearchFilter } from "../../gql/graphql.js";
import type { Message } from "../../i18n/language.js";

/** What two of can be compared, as the address says it. */
export type Kind = "people" | "bodies" | "phrases";

export const KINDS: Record<Kind, { choose: Message; filter: (id: string) => SearchFilter }> = {
  people: { choose: "Compare with another person", filter: (id) => ({ speaker: [id] }) },
  bodies: { choose: "Compare with another body", filter: (id) => ({ body: [id] }) },
  phrases: { choose: "Compare with another phrase", filter: (id) => ({ phrase: [id] }) },
};

/** /compare?of=people&one=ID&other=ID; without the other one, it is chosen there. */
export function comparePath(kind: Kind, one: string, other?: string): string {
  return `/compare?${new URLSearchParams({ of: kind, one, ...(other !== undefined && { other }) })}`;
}
