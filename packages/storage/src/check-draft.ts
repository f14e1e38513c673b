import type { Draft, Span } from "@lectern/schema";
import { StorageError } from "./errors.js";

/**
 * Holds a draft to what its type cannot say: every span lies within its text, and locators are unique in their work.
 * Throws BAD_DRAFT: a fault of reading, which must not reach the archive as evidence of something else.
 */
export function checkDraft(draft: Draft): void {
  for (const [name, span] of spansOf(draft)) {
    if (span[0] < 0 || span[1] < span[0] || span[1] > draft.text.length) {
      throw new StorageError(
        "BAD_DRAFT",
        `The span ${span[0]} to ${span[1]} of ${name} lies outside its text of ${draft.text.length} characters.`,
      );
    }
  }
  const locators = new Set<string>();
  for (const { locator } of draft.studyText?.passages ?? []) {
    if (locators.has(locator)) throw new StorageError("BAD_DRAFT", `The locator "${locator}" stands twice in one study text.`);
    locators.add(locator);
  }
}

/** All spans anywhere in a draft, with the property they stand in. */
function* spansOf(value: unknown, name = "the draft"): Generator<[string, Span]> {
  if (typeof value !== "object" || value === null) return;
  for (const [property, inner] of Object.entries(value)) {
    if (property === "resolvedLocator" || property === "levels") continue;
    if (isSpanProperty(property) && isSpan(inner)) yield [`${name}`, inner];
    else if (property === "spans" && Array.isArray(inner)) for (const span of inner.filter(isSpan)) yield [name, span];
    else yield* spansOf(inner, Array.isArray(value) ? name : property);
  }
}

function isSpanProperty(property: string): boolean {
  return property === "span" || property.endsWith("Span");
}

function isSpan(value: unknown): value is Span {
  return Array.isArray(value) && value.length === 2 && value.every((offset) => typeof offset === "number");
}
