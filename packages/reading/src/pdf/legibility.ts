import type { PdfPage } from "./open-pdf.js";

/** Whether a page has words. Fonts that do not say which characters they show leave control characters, or those of nobody. */
export function hasWords({ items }: PdfPage): boolean {
  const text = items.map((item) => item.text).join("");
  const strange = text.match(/[\p{Cc}\p{Co}\p{Cn}\ufffd]/gu)?.length ?? 0;
  return text.trim().length > 0 && strange <= text.length * 0.3;
}

/** Whether a page shows words that only its picture tells. */
export function needsRecognition(page: PdfPage): boolean {
  return page.isPicture || (page.items.length > 0 && !hasWords(page));
}
