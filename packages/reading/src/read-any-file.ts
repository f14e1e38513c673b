import { type Budget, newBudget } from "./archives/part.js";
import { readMail, readMailbox } from "./archives/read-mail.js";
import { readZip } from "./archives/read-zip.js";
import { documentOfFile } from "./document-of.js";
import { type ContainerFormat, isContainer, mediaTypes } from "./formats/format.js";
import { recogniseFormat } from "./formats/recognise.js";
import { readPdf } from "./pdf/read-pdf.js";
import { faultOfBytes, problemOfFault, readFile } from "./read-file.js";
import type { ReadHints, ReadResult } from "./read-types.js";

/**
 * The documents in the bytes of one file of any format that Lectern reads, PDFs, mail and archives among them. Bad input
 * never throws: it is a problem that names the place and what to do.
 */
export function readAnyFile(bytes: Uint8Array, hints: ReadHints): Promise<ReadResult> {
  return readWithin(bytes, hints, newBudget());
}

/** Whether a file is a PDF, mail or archive: those that `readAnyFile` alone opens, by libraries that bytes may lead astray. */
export function isContainerFile(bytes: Uint8Array, hints: ReadHints): boolean {
  const format = hints.row === undefined && faultOfBytes(bytes, hints.fileName) === null ? recogniseFormat(bytes, hints) : null;
  return format !== null && isContainer(format);
}

async function readWithin(bytes: Uint8Array, hints: ReadHints, budget: Budget): Promise<ReadResult> {
  const format = hints.row === undefined && faultOfBytes(bytes, hints.fileName) === null ? recogniseFormat(bytes, hints) : null;
  if (format === null || !isContainer(format)) return readFile(bytes, hints);
  try {
    return await containerReaders[format](bytes, hints, budget);
  } catch (fault) {
    return { documents: [], problems: [problemOfFault(fault, hints)] };
  }
}

const containerReaders: Record<ContainerFormat, (bytes: Uint8Array, hints: ReadHints, budget: Budget) => Promise<ReadResult>> = {
  pdf: readPdfFile,
  zip: (bytes, hints, budget) => readZip(bytes, hints, budget, readWithin),
  eml: (bytes, hints, budget) => readMail(bytes, hints, budget, readWithin),
  mbox: (bytes, hints, budget) => readMailbox(bytes, hints, budget, readWithin),
};

async function readPdfFile(bytes: Uint8Array, hints: ReadHints): Promise<ReadResult> {
  const { content, problems } = await readPdf(bytes, hints.fileName, hints.recognised);
  const read = documentOfFile(content, bytes, mediaTypes.pdf, hints);
  return { documents: read.documents, problems: [...problems, ...read.problems] };
}
