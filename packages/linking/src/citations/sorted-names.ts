/** Names with their places, in order of their words, so that all that begin alike stand side by side. */
export class SortedNames {
  private readonly names: [text: string, places: number[]][];

  constructor(names: [text: string, places: number[]][]) {
    this.names = names.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  }

  /** Places of the names that begin with `start` and whose rest is such a one, each place once and in order. */
  placesUnder(start: string, isRest: (rest: string) => boolean): number[] {
    const places = new Set<number>();
    for (let at = this.firstFrom(start); this.names[at]?.[0].startsWith(start); at++) {
      const [text, its] = this.names[at] as [string, number[]];
      if (isRest(text.slice(start.length))) for (const place of its) places.add(place);
    }
    return [...places].sort((a, b) => a - b);
  }

  private firstFrom(start: string): number {
    let [low, high] = [0, this.names.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.names[middle] as [string, number[]])[0] < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
