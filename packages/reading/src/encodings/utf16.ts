import { isUtf8Sample } from "./utf8.js";

export type Utf16 = "utf-16le" | "utf-16be";

/** Bytes looked at to tell UTF-16. */
const SAMPLE = 8192;

/** UTF-16 without a byte order mark: Western text has a zero in every second byte; Chinese text has its stops and commas at even offsets. */
export function utf16WithoutMark(bytes: Uint8Array): Utf16 | null {
  if (bytes.length % 2 !== 0) return null;
  const sample = bytes.subarray(0, SAMPLE);
  let even = 0;
  let odd = 0;
  for (let i = 0; i < sample.length; i += 2) {
    if (sample[i] === 0) even++;
    if (sample[i + 1] === 0) odd++;
  }
  const half = sample.length / 2;
  if (odd > half * 0.4 && even < half * 0.05) return "utf-16le";
  if (even > half * 0.4 && odd < half * 0.05) return "utf-16be";
  if (half < 4 || isUtf8Sample(sample)) return null;
  if (looksChinese(sample, 1, 0)) return "utf-16le";
  return looksChinese(sample, 0, 1) ? "utf-16be" : null;
}

function looksChinese(sample: Uint8Array, high: number, low: number): boolean {
  let fitting = 0;
  let marks = 0;
  const units = Math.floor(sample.length / 2);
  for (let i = 0; i + 1 < sample.length; i += 2) {
    const unit = ((sample[i + high] as number) << 8) | (sample[i + low] as number);
    if (unit === 0x3002 || unit === 0xff0c || unit === 0x3001 || unit === 0x0a || unit === 0x20) marks++;
    if (
      (unit >= 0x4e00 && unit <= 0x9fff) ||
      (unit >= 0x3000 && unit <= 0x301f) ||
      (unit >= 0xff00 && unit <= 0xffef) ||
      (unit >= 0x0a && unit < 0x7f)
    )
      fitting++;
  }
  return fitting >= units * 0.95 && marks >= Math.max(1, units * 0.01);
}
