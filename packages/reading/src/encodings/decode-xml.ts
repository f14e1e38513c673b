import { declaredEncoding } from "./declared.js";

/** Characters of a part of a package: by its byte order mark or declaration, else UTF-8, as XML 1.0 (appendix F) has it. */
export function decodeXml(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  return new TextDecoder(declaredEncoding(bytes, undefined) ?? "utf-8").decode(bytes);
}
