/** What a document says of itself when it asks which source it is. */
export interface Claim {
  collectionId: string;
  url: string | null;
  /** Whether the address is a line of its text, and not what it was fetched from or is kept under. */
  isUrlPrinted: boolean;
  place: string | null;
  givenId: string | null;
  text: string;
  textHash: string;
}

/** A source that has the address, the place, the id or the text of a claim. */
export interface KnownSource {
  id: string;
  collectionId: string;
  url: string | null;
  place: string | null;
  givenId: string | null;
  textHash: string;
  /** Its text, where the claim is a numbered row with its place, or prints its address: all that the rules compare texts for. */
  text: string | null;
}

/**
 * Which known source a document is, by the first rule that answers; null where it is a new one.
 *
 * 1. **Address.** The same url is the same source, in whatever collection. (A page that holds several documents, each with
 *    an id of its own, is several sources, as long as the other one's place is still there. So are files that were cut from
 *    one page and print its address: unlike texts at places that are both there. The first one has the address.)
 * 2. **Place.** The same place in the same collection is the same source: other bytes are a new version of it. Not so where
 *    both have an address and the addresses differ: the file was given another document to hold.
 * 3. **Given id.** The same id within the collection is the same source, if its old place is gone: the file was renamed.
 * 4. **Text.** The same text in the same collection is the same source, if its old place is gone (it was moved or renamed)
 *    or if it, or the document, has no place (it was handed in). At two places that are both there, it is two sources.
 *
 * A row of a table without ids has only its number for a place, and numbers shift when a row is put in. So such a row is
 * first looked for by its text (within its file, wherever it stands), then by its number if at least half of the words
 * there are still the same.
 */
export function chooseSource(claim: Claim, known: KnownSource[], isPresent: (place: string) => boolean): KnownSource | null {
  const own = known.filter((source) => source.collectionId === claim.collectionId);
  const stands = (source: KnownSource) => standsElsewhere(claim, source, isPresent);
  const address = byAddress(claim, known, stands);
  if (address !== undefined) return address;
  if (isNumberedRow(claim))
    return (
      byTextInFile(claim, own) ??
      byPlace(
        claim,
        own.filter((source) => isAlike(claim, source)),
      ) ??
      null
    );
  return byPlace(claim, own) ?? byGivenId(claim, own, stands) ?? byMovedText(claim, own, stands) ?? null;
}

/**
 * Whether a source has a place other than the claim's which is still there. A place in another collection is taken to be;
 * a row number of the same file says nothing, since another row may have it by now.
 */
export function standsElsewhere(
  claim: Pick<Claim, "collectionId" | "place" | "givenId">,
  source: Pick<KnownSource, "collectionId" | "place">,
  isPresent: (place: string) => boolean,
): boolean {
  if (source.place === null) return false;
  if (source.collectionId !== claim.collectionId) return true;
  if (isNumberedRow(claim) && file(source.place) === file(claim.place)) return false;
  return source.place !== claim.place && isPresent(source.place);
}

/** Whether a place is a row number, which says less than a name or an id. */
export function isNumberedRow(claim: Pick<Claim, "givenId" | "place">): boolean {
  return claim.givenId === null && claim.place !== null && /#\d+$/.test(claim.place);
}

type Stands = (source: KnownSource) => boolean;

function byAddress(claim: Claim, known: KnownSource[], stands: Stands): KnownSource | undefined {
  if (claim.url === null) return undefined;
  const same = known.filter((source) => source.url === claim.url && !isAnotherPart(claim, source, known, stands));
  return same.find((source) => source.givenId === claim.givenId) ?? same[0];
}

/** Whether a source with the claim's address is another document of the page that has this address. */
function isAnotherPart(claim: Claim, source: KnownSource, known: KnownSource[], stands: Stands): boolean {
  if (source.givenId !== null && claim.givenId !== null) return source.givenId !== claim.givenId && stands(source);
  if (!claim.isUrlPrinted || source.text === null || source.collectionId !== claim.collectionId || isAlike(claim, source)) return false;
  // A part that is known at its own place stays that part when the first one goes.
  const isKnownHere = known.some((other) => other.collectionId === claim.collectionId && other.place === claim.place && other.url === null);
  return claim.place !== null && source.place !== claim.place && (stands(source) || isKnownHere);
}

function byPlace(claim: Claim, own: KnownSource[]): KnownSource | undefined {
  return own.find((source) => claim.place !== null && source.place === claim.place && !haveOtherAddresses(claim, source));
}

function byGivenId(claim: Claim, own: KnownSource[], stands: Stands): KnownSource | undefined {
  return own.find(
    (source) => claim.givenId !== null && source.givenId === claim.givenId && !haveOtherAddresses(claim, source) && !stands(source),
  );
}

function byMovedText(claim: Claim, own: KnownSource[], stands: Stands): KnownSource | undefined {
  const same = own.filter((source) => source.textHash === claim.textHash && !haveOtherAddresses(claim, source));
  if (claim.place === null) return same.find((source) => source.place === null) ?? same[0];
  const moved = same.filter((source) => !stands(source));
  return moved.find((source) => fileName(source.place) === fileName(claim.place)) ?? moved[0];
}

function byTextInFile(claim: Claim, own: KnownSource[]): KnownSource | undefined {
  const same = own.filter((source) => source.textHash === claim.textHash && !haveOtherAddresses(claim, source));
  return (
    same.find((source) => source.place === claim.place) ??
    same.find((source) => source.place === null || file(source.place) === file(claim.place))
  );
}

function haveOtherAddresses(claim: Claim, source: KnownSource): boolean {
  return claim.url !== null && source.url !== null && claim.url !== source.url;
}

function file(place: string | null): string | null {
  return place?.replace(/#[^#]*$/, "") ?? null;
}

function fileName(place: string | null): string | null {
  return place?.split("/").at(-1) ?? null;
}

const PIECE = 5;

/** Whether at least half of the shorter text's pieces of five characters stand in the other one: works in every script. */
function isAlike(claim: Claim, source: KnownSource): boolean {
  if (source.text === null || source.textHash === claim.textHash) return true;
  const [a, b] = [pieces(claim.text), pieces(source.text)];
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const piece of few) if (many.has(piece)) shared++;
  return shared * 2 >= few.size;
}

function pieces(text: string): Set<string> {
  const found = new Set<string>();
  for (let start = 0; start + PIECE <= text.length; start++) found.add(text.slice(start, start + PIECE));
  return found;
}
