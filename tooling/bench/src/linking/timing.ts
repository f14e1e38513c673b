/** How fast something went over texts: seconds of this thread's own time, whatever else the machine does. */
export interface Speed {
  name: string;
  seconds: number;
  characters: number;
  /** What it found, to show that it did the work. */
  found: number;
}

/** Seconds that are measured at least, over and over the same texts. */
const LEAST = 1;

/** Warms up on some of the texts, then goes over all of them until it took long enough to say how long. */
export function speedOf(name: string, texts: string[], find: (text: string) => number): Speed {
  const warm = threadSeconds();
  for (let i = 0; i < texts.length && threadSeconds() - warm < LEAST / 2; i++) find(texts[i] as string);
  let rounds = 0;
  let found = 0;
  const start = threadSeconds();
  do {
    for (const text of texts) found += find(text);
    rounds++;
  } while (threadSeconds() - start < LEAST);
  const seconds = threadSeconds() - start;
  return { name, seconds, characters: rounds * lengthOf(texts), found: Math.round(found / rounds) };
}

export function threadSeconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1e6;
}

export function lengthOf(texts: string[]): number {
  return texts.reduce((sum, { length }) => sum + length, 0);
}

/** Million characters a second. Of English text that is MB/s. */
export function rateOf({ characters, seconds }: Speed): number {
  return characters / 1e6 / seconds;
}

/** A row for each, with its rate as a ratio to the first one's. */
export function printSpeeds(title: string, speeds: Speed[]): void {
  console.log(`\n${title}`);
  const [first] = speeds;
  for (const speed of speeds) {
    const ratio = first === undefined || speed === first ? "" : `  Lectern is ${(rateOf(first) / rateOf(speed)).toFixed(2)} times as fast`;
    console.log(
      `  ${speed.name.padEnd(44)} ${rateOf(speed).toFixed(3).padStart(9)} M chars/s  found ${String(speed.found).padStart(6)}${ratio}`,
    );
  }
}
