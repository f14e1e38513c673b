/** Milliseconds that each piece of work takes, with so many under way at one time. */
export async function timeAll<T>(items: readonly T[], inFlight: number, work: (item: T) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  const waiting = [...items];
  const runOn = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      const started = performance.now();
      await work(item);
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, runOn));
  return times;
}

export function percentile(times: number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
