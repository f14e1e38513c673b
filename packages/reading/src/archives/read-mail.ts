import PostalMime, { type Attachment, type Email } from "postal-mime";
import { documentOfFile } from "../document-of.js";
import { normaliseNewlines } from "../encodings/decode.js";
import { type Content, plainContent } from "../formats/content.js";
import { formatOfMediaType, formatOfName } from "../formats/format.js";
import { readHtml } from "../formats/html.js";
import { blocksOfText } from "../formats/text.js";
import type { ReadHints, ReadResult } from "../read-types.js";
import { type Budget, innerPath, type ReadPart, readPartOf } from "./part.js";

const MAX_ATTACHMENTS = 200;

/** A message (.eml): its text with subject, day and sender, and each attachment of a format that is read as a document of its own. */
export async function readMail(bytes: Uint8Array, hints: ReadHints, budget: Budget, read: ReadPart): Promise<ReadResult> {
  const mail = await PostalMime.parse(bytes, { attachmentEncoding: "arraybuffer", forceRfc822Attachments: true });
  const content = contentOf(mail);
  const attachments = mail.attachments.filter(isRead).slice(0, MAX_ATTACHMENTS);
  // A letter that only carries its attachments has no text of its own.
  const result =
    content.text.trim() === "" && attachments.length > 0
      ? { documents: [], problems: [] }
      : documentOfFile(content, bytes, "message/rfc822", hints);
  const names = new Set<string>();
  for (const [i, attachment] of attachments.entries()) {
    const part = await readPartOf(hints, uniqueName(attachment, i, names), bytesOf(attachment), mediaTypeOf(attachment), budget, read);
    result.documents.push(...part.documents);
    result.problems.push(...part.problems);
  }
  return result;
}

/** The messages of a mailbox (.mbox), each a document with its own bytes. */
export async function readMailbox(bytes: Uint8Array, hints: ReadHints, budget: Budget, read: ReadPart): Promise<ReadResult> {
  const result: ReadResult = { documents: [], problems: [] };
  for (const [i, message] of messagesOf(bytes).entries()) {
    const part = await readPartOf(hints, `${i + 1}.eml`, message, "message/rfc822", budget, read);
    result.documents.push(...part.documents);
    result.problems.push(...part.problems);
  }
  return result;
}

function contentOf(mail: Email): Content {
  const isPlain = mail.text !== undefined && mail.text.trim() !== "";
  const text = normaliseNewlines(mail.text ?? "").trimEnd();
  const content = isPlain || mail.html === undefined ? plainContent(text, blocksOfText(text)) : readHtml(mail.html);
  const subject = mail.subject?.trim();
  const day = dayOf(mail);
  return {
    ...content,
    title: subject ? { value: subject, span: null, method: "subject of the message" } : null,
    publishedOn: day ? { value: day, method: "date of the message" } : null,
    meta: { ...content.meta, ...headersOf(mail) },
  };
}

/** Headers as metadata, for `fields: { speaker: { meta: from } }`; of the sender the name, where there is one. */
function headersOf(mail: Email): Record<string, string> {
  const headers = Object.fromEntries(mail.headers.map(({ key, value }) => [key, value]).reverse());
  const sender = mail.from?.name || mail.from?.address;
  return { ...headers, ...(sender && { from: sender }), ...(mail.subject && { subject: mail.subject }) };
}

/** The day as the sender's clock had it. */
function dayOf(mail: Email): string | null {
  const header = mail.headers.find(({ key }) => key === "date")?.value ?? "";
  const [, day, month, year] = /(\d{1,2})\s+([A-Z][a-z]{2})[a-z]*\s+(\d{4})/.exec(header) ?? [];
  const number = "JanFebMarAprMayJunJulAugSepOctNovDec".indexOf(month ?? "?") / 3 + 1;
  return day && Number.isInteger(number) && number >= 1 ? `${year}-${String(number).padStart(2, "0")}-${day.padStart(2, "0")}` : null;
}

function isRead(attachment: Attachment): boolean {
  const isShownInText = attachment.related === true && attachment.disposition !== "attachment";
  return !isShownInText && (formatOfName(attachment.filename ?? "") ?? formatOfMediaType(attachment.mimeType)) !== null;
}

/** The media type decides only where the name does not. */
function mediaTypeOf({ filename, mimeType }: Attachment): string | undefined {
  return formatOfName(filename ?? "") === null ? mimeType : undefined;
}

function uniqueName({ filename }: Attachment, index: number, taken: Set<string>): string {
  const name = innerPath(filename ?? `attachment-${index + 1}`);
  const unique = taken.has(name) ? `${index + 1}/${name}` : name;
  taken.add(unique);
  return unique;
}

function bytesOf({ content }: Attachment): Uint8Array {
  return typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content);
}

/** Messages begin with a line "From " behind an empty one; such lines inside of them are marked with ">" (RFC 4155). */
function messagesOf(bytes: Uint8Array): Uint8Array[] {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  return source
    .split(/(?:^|\r?\n\r?\n)From [^\r\n]*\r?\n/)
    .filter((message) => message.trim() !== "")
    .map((message) => new Uint8Array(Buffer.from(message.replace(/^>(>*From )/gm, "$1"), "latin1")));
}
