const COUNT = new Intl.NumberFormat("en");

/** 1234567 as 1,234,567. */
export function formatCount(count: number): string {
  return COUNT.format(count);
}

/** "1 meeting", "1,232 meetings". */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** 1536 as "1.5 kB"; a kB has 1,000 bytes. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return countOf(bytes, "byte");
  const [amount, unit] = bytes < 1_000_000 ? [bytes / 1_000, "kB"] : [bytes / 1_000_000, "MB"];
  return `${amount < 10 ? amount.toFixed(1) : Math.round(amount)} ${unit}`;
}
