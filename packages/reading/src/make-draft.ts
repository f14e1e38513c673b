import type { DateField, Draft, Evidenced, ReadProblem } from "@lectern/schema";
import { DocumentKind } from "@lectern/schema/kind";
import { detectLanguage, readableCase } from "@lectern/text";
import { dateOf, dayOf } from "./date-field.js";
import { emptyDraft } from "./empty-draft.js";
import { fromMetadata, fromText } from "./evidence.js";
import { type FieldContext, guessAddress, guessField, readField } from "./fields.js";
import { findAddressLine } from "./formats/address-line.js";
import { asStored, type JoinedText, joinLines } from "./joined-lines.js";
import type { KindFound } from "./kind-found.js";
import { readMinutes } from "./minutes/minutes.js";
import { readHead } from "./notice/head.js";
import { readNotice } from "./notice/notice.js";
import type { ReadHints } from "./read-types.js";
import { sentencePrints } from "./seen-before/sentence-prints.js";
import { readSpeech } from "./speech.js";
import type { Outline } from "./study-text/outline.js";
import { readStudyText } from "./study-text/study-text.js";
import { readRecord } from "./turns/read-record.js";

/**
 * The draft of one document: what its metadata and its collection say, and what its kind's grammar reads from its words.
 * `outline` is the division of a study text that came divided, as rows or JSON.
 */
export function makeDraft(
  context: FieldContext,
  { kind, reason }: KindFound,
  hints: ReadHints,
  outline: Outline | null,
  problems: ReadProblem[],
): Draft {
  const { text, blocks } = context.content;
  const isNarrative = !context.content.record && (kind === DocumentKind.NOTICE || kind === DocumentKind.MINUTES);
  const draft = draftOfMetadata(context, kind, reason, hints, isNarrative ? joinLines(text, blocks) : context.content);
  const phrases = [...(context.settings?.phrases ?? []), ...(hints.phrases ?? [])];
  if (kind === DocumentKind.STUDY_TEXT) readStudyText(draft, context, outline, problems);
  else if (context.content.record) readRecord(draft, context, context.content.record, phrases);
  else if (kind === DocumentKind.SPEECH) readSpeech(draft, context, phrases);
  else if (kind === DocumentKind.MINUTES) readMinutes(draft, context, phrases);
  else readNotice(draft, context, phrases);
  nameBody(draft.meeting);
  if (kind !== DocumentKind.STUDY_TEXT) draft.sentences = sentencePrints(draft.text, draft.blocks);
  return draft.text === text ? draft : asStored(draft, context.content);
}

function draftOfMetadata(
  context: FieldContext,
  kind: DocumentKind,
  kindReason: string,
  hints: ReadHints,
  { text, blocks }: JoinedText,
): Draft {
  const { content, settings } = context;
  const isMarkedUp = (content.record?.format ?? null) !== null;
  const isNarrative = !isMarkedUp && (kind === DocumentKind.NOTICE || kind === DocumentKind.MINUTES);
  const head = readHead(text, blocks, isNarrative);
  const field = (name: Parameters<typeof readField>[1]) => readField(context, name) ?? (settings ? null : guessField(context, name));
  // Minutes name themselves in their heading; a file's first marked heading may be any item of them.
  const ownHeading = kind === DocumentKind.MINUTES && /^(?:\w+\s+)?minutes\b/iu.test(head.title?.value ?? "") ? head.title : null;
  const language = field("language")?.value ?? settings?.language ?? languageTag(content.language) ?? detectLanguage(text);
  return {
    ...emptyDraft({ kind, kindReason, language, text, blocks }),
    encoding: content.encoding,
    title: field("title") ?? ownHeading ?? titleOf(content.title, text) ?? (kind === DocumentKind.STUDY_TEXT ? null : head.title),
    publishedOn: publishedOn(field("publishedOn"), context, head.publishedOn, hints),
    capturedOn: dayOf(field("capturedOn")) ?? head.capturedOn,
    correctedOn: dayOf(field("correctedOn")) ?? head.correctedOn,
    publisher: field("publisher") ?? (settings?.publisher ? fromMetadata(settings.publisher, "collection.yaml") : null),
    licence: field("licence")?.value ?? settings?.licence ?? null,
    url: field("url") ?? addressOf(context),
    givenId: field("id")?.value ?? null,
  };
}

/** What metadata gives as the address, else a line of the text itself. */
function addressOf(context: FieldContext): Evidenced | null {
  const { url, text } = context.content;
  if (url) return fromMetadata(url.value, url.method);
  const given = guessAddress(context);
  if (given) return given;
  const line = findAddressLine(text);
  return line && fromText(text, line.span, "line of the address", 0.95);
}

function titleOf(title: FieldContext["content"]["title"], text: string): Evidenced | null {
  if (!title) return null;
  return title.span ? fromText(text, title.span, title.method, 1) : fromMetadata(title.value, title.method);
}

/** What the document says of itself comes before what its file is called, and that before what the caller knows. */
function publishedOn(field: Evidenced | null, { content }: FieldContext, head: Evidenced | null, hints: ReadHints): DateField | null {
  const told = dateOf(field);
  const isOwn = field !== null && field.method !== "file name" && field.method !== "collection.yaml";
  if (told && isOwn) return told;
  const metadata = content.publishedOn && dateOf(fromMetadata(content.publishedOn.value, content.publishedOn.method));
  if (metadata || head || told) return metadata ?? head ?? told;
  return hints.publishedOn ? dateOf(fromMetadata(hints.publishedOn, "given by the caller")) : null;
}

function languageTag(declared: string | null): string | null {
  return declared && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/i.test(declared) ? (declared.split("-", 1)[0]?.toLowerCase() ?? null) : null;
}

/** What a heading prints in capitals is its value, as printed; the archive names the body as running text would. */
function nameBody(meeting: Draft["meeting"]): void {
  const name = meeting?.body && readableCase(meeting.body.value);
  if (meeting && name && name !== meeting.body?.value) meeting.bodyName = name;
}
