const COUNT = new Intl.NumberFormat("en");

/** 1234567 as 1,234,567. */
export function formatCount(count: number): string {
  return COUNT.format(count);
}

/** "1 meeting", "1,232 meetings". */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
