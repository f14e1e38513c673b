import type { XmlElement } from "../xml/parse-xml.js";
import { attributeOf, childrenOf, findElement } from "../xml/xml-tree.js";

/** Formats that need no definition and show a date (ECMA-376, 18.8.30). */
const BUILT_IN = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);

/** Numbers of the cell styles that show a number as a date. */
export function dateStyles(styles: XmlElement | null): Set<number> {
  const formats = styles && findElement(styles, "numFmts");
  const own = new Set(
    (formats ? childrenOf(formats) : [])
      .filter((format) => /[yd]/i.test((attributeOf(format, "formatCode") ?? "").replace(/"[^"]*"|\[[^\]]*\]|\\./g, "")))
      .map((format) => Number(attributeOf(format, "numFmtId"))),
  );
  const cells = styles && findElement(styles, "cellXfs");
  const found = new Set<number>();
  (cells ? childrenOf(cells, "xf") : []).forEach((style, index) => {
    const format = Number(attributeOf(style, "numFmtId") ?? 0);
    if (BUILT_IN.has(format) || own.has(format)) found.add(index);
  });
  return found;
}

/** Day of a serial number: days since 1899-12-30. */
export function isoDate(serial: number): string {
  const milliseconds = Math.floor(serial) * 86_400_000 + Date.UTC(1899, 11, 30);
  return Number.isFinite(milliseconds) && Math.abs(serial) < 3_000_000 ? new Date(milliseconds).toISOString().slice(0, 10) : String(serial);
}
