import { t } from "../i18n/language.js";
/** How one document of an upload ended. */
export interface UploadedDocument {
  collection: string | null;
  file: string;
  row: number | null;
  outcome: "STORED" | "UPDATED" | "UNCHANGED" | "PROBLEM";
  sourceId: string | null;
  problem: { code: string; message: string; advice: string; line?: number | null; column?: number | null } | null;
}

/** What the server says when an upload is done. */
export interface UploadReport {
  stored: number;
  updated: number;
  unchanged: number;
  problems: number;
  /** Files that were passed over, because Lectern does not read their format. */
  ignored: string[];
  seconds: number;
  documents: UploadedDocument[];
}

/** An upload that was refused or broke off: in words, with the API's code where it gave one. */
export class UploadRefused extends Error {
  constructor(
    message: string,
    readonly code: string | null,
  ) {
    super(message);
  }
}

interface Upload {
  files: readonly File[];
  collection: string;
  /** Null for who is signed in. */
  key: string | null;
  /** Told how much has been sent, from 0 to 1. */
  onSent: (share: number) => void;
}

/** Sends files to POST /import, and returns how each of their documents ended. By XMLHttpRequest, since fetch tells no progress. */
export function uploadFiles({ files, collection, key, onSent }: Upload): Promise<UploadReport> {
  const form = new FormData();
  // Before the files: the server reads a form in order.
  if (collection !== "") form.append("collection", collection);
  for (const file of files) form.append("files", file, file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/import");
    if (key !== null) request.setRequestHeader("authorization", `Bearer ${key}`);
    request.upload.onprogress = ({ loaded, total }) => onSent(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const answer = readAnswer(request.responseText);
      if (isReport(answer)) resolve(answer);
      else reject(refusal(answer, request.status));
    };
    request.onerror = () =>
      reject(
        new UploadRefused(
          t("The connection broke off. Nothing that was stored is lost: send the files again, what is there already stays as it is."),
          null,
        ),
      );
    request.send(form);
  });
}

function readAnswer(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isReport(answer: unknown): answer is UploadReport {
  return typeof answer === "object" && answer !== null && "documents" in answer && Array.isArray(answer.documents);
}

function refusal(answer: unknown, status: number): UploadRefused {
  const first = (answer as { errors?: { message?: string; extensions?: { code?: string } }[] } | null)?.errors?.[0];
  return new UploadRefused(first?.message ?? t("The server answered with HTTP {status}.", { status }), first?.extensions?.code ?? null);
}
