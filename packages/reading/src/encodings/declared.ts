/** A declaration stands at the head of a file. */
const HEAD = 4096;
const XML = /^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z][\w.:-]{0,40})["']/;
const META = /<meta\b[^>]{0,300}?\bcharset\s*=\s*["']?\s*([A-Za-z][\w.:-]{0,40})/i;
const MEDIA_TYPE = /\bcharset\s*=\s*"?([A-Za-z][\w.:-]{0,40})/i;

/**
 * The encoding that a file declares for itself (`<?xml encoding>`, `<meta charset>`), or its media type does, by the name
 * that the Encoding Standard gives it; null where none is declared, or one that does not exist.
 */
export function declaredEncoding(bytes: Uint8Array, mediaType: string | undefined): string | null {
  const head = new TextDecoder("windows-1252").decode(bytes.subarray(0, HEAD));
  return standardName(XML.exec(head)?.[1] ?? META.exec(head)?.[1] ?? MEDIA_TYPE.exec(mediaType ?? "")?.[1] ?? null);
}

/** The name by which the Encoding Standard knows a label: `gb2312` is "gbk", `latin1` is "windows-1252". */
export function standardName(label: string | null): string | null {
  if (label === null) return null;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}
