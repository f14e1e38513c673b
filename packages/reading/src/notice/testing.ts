import type { Draft } from "@lectern/schema";
import { readDocument } from "../read-file.js";

/** The draft of a notice. */
export const read = (text: string, hints: { publishedOn?: string; phrases?: string[] } = {}): Draft =>
  readDocument(new TextEncoder().encode(text), { fileName: "notice.txt", ...hints });

/** Who presided, spoke and attended, with names and roles as their values. */
export const who = (draft: Draft) => ({
  presiders: draft.presiders.map(({ name, role }) => [name.value, role?.value ?? null]),
  speeches: draft.speeches.map(({ speaker, role, kind, about }) => [
    speaker?.value ?? null,
    role?.value ?? null,
    kind,
    about?.value ?? null,
  ]),
  attendees: draft.attendees.map((one) => one.value),
});
