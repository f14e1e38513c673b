import type { FastifyRequest } from "fastify";

const SIGNS: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as it stands in XML; characters that XML does not know are left out. */
export function xml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 has no way to write
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign);
}

/** Address of this server as its caller knows it: https://archive.example */
export function originOf(request: FastifyRequest): string {
  const forwarded = request.headers["x-forwarded-proto"];
  const protocol = forwarded === "https" ? "https" : request.protocol;
  return `${protocol}://${request.host}`;
}
