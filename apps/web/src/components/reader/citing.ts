/** Whose citations a study text is shaded by: parts of the address, each null where all count. */
export interface Citing {
  speaker: string | null;
  body: string | null;
  fromYear: number | null;
  toYear: number | null;
}

const NAMES = { speaker: "speaker", body: "body", fromYear: "from", toYear: "to" } as const;

/** /texts/ID?speaker=ID&from=2019&to=2021 */
export function readCiting(address: URLSearchParams): Citing {
  const year = (name: string) => (/^\d{4}$/.test(address.get(name) ?? "") ? Number(address.get(name)) : null);
  return {
    speaker: address.get(NAMES.speaker),
    body: address.get(NAMES.body),
    fromYear: year(NAMES.fromYear),
    toYear: year(NAMES.toYear),
  };
}

/** The address with these citations chosen, and all else in it as it was. */
export function writeCiting(address: URLSearchParams, citing: Citing): URLSearchParams {
  const written = new URLSearchParams(address);
  for (const [key, name] of Object.entries(NAMES)) {
    const value = citing[key as keyof Citing];
    if (value === null) written.delete(name);
    else written.set(name, String(value));
  }
  return written;
}

/** How often a passage is cited. */
export interface Cited {
  /** By a quotation, or by its own place. */
  itself: number;
  /** Within a volume or chapter that is cited as a whole. */
  around: number;
}

export const UNCITED: Cited = { itself: 0, around: 0 };
