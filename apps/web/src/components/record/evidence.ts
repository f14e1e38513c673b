import type { RecordSourceFragment } from "../../gql/graphql.js";

export type EvidenceOfValue = RecordSourceFragment["evidence"][number];

/** Finds where the values of records came from. */
export class EvidenceIndex {
  private readonly byField = new Map<string, EvidenceOfValue[]>();

  constructor(evidence: readonly EvidenceOfValue[]) {
    for (const one of evidence) {
      const place = `${one.recordId} ${one.field}`;
      const found = this.byField.get(place);
      if (found) found.push(one);
      else this.byField.set(place, [one]);
    }
  }

  /** All evidence of one field of a record, in the order of the text. */
  of(recordId: string, field: string): readonly EvidenceOfValue[] {
    return this.byField.get(`${recordId} ${field}`) ?? [];
  }
}

/** Key by which a value and its words in the text know each other. */
export function valueKey(recordId: string, field: string): string {
  return `${recordId}.${field}`;
}

/** Key of what was read besides a record's fields: each stands for itself. */
export function looseKey({ id }: { id: string }): string {
  return `evidence.${id}`;
}

/** Id of a value's element on the page. */
export function valueElementId(key: string): string {
  return `value-${key}`;
}

/** Key of the value that an element of that id shows; null for any other id. */
export function keyOfElement(id: string): string | null {
  return /^value-(.+)$/.exec(id)?.[1] ?? null;
}
