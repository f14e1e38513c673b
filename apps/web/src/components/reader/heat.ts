import type { Cited } from "./citing.js";

/** Passages are shaded by how often they are cited themselves, in four steps; 0 where only what they lie in is. */
export function heatOf({ itself: count, around }: Cited): 0 | 1 | 2 | 3 | 4 | undefined {
  if (count === 0) return around > 0 ? 0 : undefined;
  return count === 1 ? 1 : count < 4 ? 2 : count < 10 ? 3 : 4;
}

export interface Stretch {
  /** Position of its first passage. */
  from: number;
  /** Citations of its passages themselves, together. */
  count: number;
}

/** A text of `total` passages in at most `most` stretches of equal length, with how often their passages are cited themselves. */
export function stretchesOf(cited: ReadonlyMap<number, Cited>, total: number, most: number): Stretch[] {
  const length = Math.max(1, Math.ceil(total / most));
  const stretches = Array.from({ length: Math.ceil(total / length) }, (_, place) => ({ from: place * length, count: 0 }));
  for (const [position, { itself }] of cited) {
    const stretch = stretches[Math.floor(position / length)];
    if (stretch) stretch.count += itself;
  }
  return stretches;
}
