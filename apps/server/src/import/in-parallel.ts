/**
 * Does `work` for each item, at most `most` at one time, in their order. Begins no other once `isStopped` says so or one has
 * failed; those under way are waited for, then the first failure is thrown.
 */
export async function inParallel<T>(
  items: Iterable<T>,
  most: number,
  isStopped: () => boolean,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = items[Symbol.iterator]();
  const failures: unknown[] = [];
  const worker = async () => {
    while (!isStopped() && failures.length === 0) {
      const next = waiting.next();
      if (next.done) return;
      await work(next.value).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: most }, worker));
  if (failures.length > 0) throw failures[0];
}
