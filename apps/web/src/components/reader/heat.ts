/** Passages are shaded by how often they are cited, in four steps. */
export function heatOf(count: number): 1 | 2 | 3 | 4 | undefined {
  if (count === 0) return undefined;
  return count === 1 ? 1 : count < 4 ? 2 : count < 10 ? 3 : 4;
}

export interface Stretch {
  /** Position of its first passage. */
  from: number;
  /** Citations of its passages together. */
  count: number;
}

/** A text of `total` passages in at most `most` stretches of equal length, with how often their passages are cited. */
export function stretchesOf(cited: ReadonlyMap<number, number>, total: number, most: number): Stretch[] {
  const length = Math.max(1, Math.ceil(total / most));
  const stretches = Array.from({ length: Math.ceil(total / length) }, (_, place) => ({ from: place * length, count: 0 }));
  for (const [position, count] of cited) {
    const stretch = stretches[Math.floor(position / length)];
    if (stretch) stretch.count += count;
  }
  return stretches;
}
