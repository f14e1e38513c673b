import type { DocumentKind } from "@lectern/schema/kind";

/** What a document is taken for, and why. */
export interface KindFound {
  kind: DocumentKind;
  reason: string;
}
