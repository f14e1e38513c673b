import { type Message, t } from "../i18n/language.js";

const FIELDS: Record<string, Message> = {
  heldOn: "Held",
  heldBasis: "Year of the day it was held",
  body: "Body",
  kind: "Kind",
  theme: "Theme",
  place: "Place",
  title: "Title",
  publishedOn: "Published",
  capturedOn: "Captured",
  correctedOn: "Corrected",
  publisher: "Publisher",
  person: "Person",
  groupName: "Group",
  role: "Role",
  printedKind: "Kind of speech",
  about: "What the speech was about",
  verb: "Point",
  givenOn: "Given",
};

/** A field as the schema names it: a person or body is kept by its id, so that what is said of `personId` is said of `person`. */
export function fieldOfSchema(kept: string): string {
  return kept.replace(/Id$/, "");
}

/** A field of the API as a reader calls it; its own name where readers have none. */
export function fieldLabel(field: string): string {
  const name = FIELDS[field];
  return name === undefined ? field : t(name);
}

/** The form that a typed value has to have, for fields where not any words do. */
export function formOf(field: string): string | undefined {
  return /(On|End)$/.test(field) ? t("A day as YYYY-MM-DD; empty for none") : undefined;
}
