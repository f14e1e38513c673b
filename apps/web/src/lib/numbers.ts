import { numberFormat } from "../i18n/formatters.js";
import { locale, plural } from "../i18n/language.js";

/** 1234567 as 1,234,567. */
export function formatCount(count: number): string {
  return numberFormat(locale()).format(count);
}

/** 0.1234 as 12%; small shares keep two figures. */
export function formatShare(share: number): string {
  return numberFormat(locale(), { style: "percent", maximumSignificantDigits: share < 0.1 ? 2 : 3 }).format(share);
}

/** 1536 as "1.5 kB"; a kB has 1,000 bytes. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return plural(bytes, "{count} byte", "{count} bytes");
  const [amount, unit] = bytes < 1_000_000 ? [bytes / 1_000, "kB"] : [bytes / 1_000_000, "MB"];
  return `${amount < 10 ? amount.toFixed(1) : Math.round(amount)} ${unit}`;
}
