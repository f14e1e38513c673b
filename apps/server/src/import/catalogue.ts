import { buildCatalogue, type Catalogue, type CitationStyle, findCitations, LINKER_VERSION, linkText, parseStyles } from "@lectern/linking";
import { DocumentKind, type Draft, type Link } from "@lectern/schema";
import { type Database, type HeldWork, type Linking, readCatalogue, readCatalogueGeneration } from "@lectern/storage";

/** The study texts that are held, ready for linking, with the generation they stand at. */
export interface ArchiveCatalogue {
  catalogue: Catalogue;
  linking: Linking;
}

/** How long a catalogue is used before it is asked whether it still stands. */
const TRUSTED_MILLISECONDS = 2_000;

/** Keeps one catalogue in memory and builds it anew when the study texts have changed. */
export class CatalogueKeeper {
  private held: ArchiveCatalogue | null = null;
  private building: Promise<ArchiveCatalogue> | null = null;
  private checkedAt = 0;

  constructor(private readonly database: Database) {}

  /** The catalogue as it stood two seconds ago at the earliest. */
  async current(): Promise<ArchiveCatalogue> {
    return this.held && Date.now() - this.checkedAt < TRUSTED_MILLISECONDS ? this.held : this.latest();
  }

  /** The catalogue as it stands. */
  latest(): Promise<ArchiveCatalogue> {
    this.building ??= this.refresh().finally(() => {
      this.building = null;
    });
    return this.building;
  }

  /** Study texts may have come: whoever asks next is given the catalogue as it stands. Nobody asks where nothing has changed. */
  doubt(): void {
    this.checkedAt = 0;
  }

  /** Any catalogue, be it old: its links are made again when the import has ended. */
  async any(): Promise<ArchiveCatalogue> {
    return this.held ?? this.current();
  }

  private async refresh(): Promise<ArchiveCatalogue> {
    const isCurrent = this.held && (await readCatalogueGeneration(this.database)) === this.held.linking.generation;
    if (!isCurrent) this.held = await build(this.database);
    this.checkedAt = Date.now();
    // It was set just now, or had been.
    return this.held as ArchiveCatalogue;
  }
}

async function build(database: Database): Promise<ArchiveCatalogue> {
  const { generation, works, passages } = await readCatalogue(database);
  return { catalogue: buildCatalogue(works, passages, works.flatMap(stylesOf)), linking: { generation, linkerVersion: LINKER_VERSION } };
}

/** How a work is cited, as its collection.yaml says. A style that linking does not understand is left out: it was told of at import. */
export function stylesOf({ work, styles }: HeldWork): CitationStyle[] {
  const parsed = parseStyles(JSON.stringify(styles.map((style) => ({ ...(style as object), work }))));
  return "value" in parsed ? parsed.value : [];
}

/** Citations and quotations of a draft. */
export function linkDraft(draft: Draft, { catalogue }: ArchiveCatalogue): Link[] {
  return linkSource({ ...draft, publishedOn: draft.meeting?.heldOn?.date ?? draft.publishedOn?.value ?? null }, catalogue);
}

/**
 * Citations and quotations of a text. Of a study text only what it cites by name: its own verses would be found in every
 * other edition, and in itself.
 */
export function linkSource(
  source: { kind: DocumentKind; text: string; publishedOn: string | null; language: string; citedWorks?: Draft["citedWorks"] },
  catalogue: Catalogue,
): Link[] {
  const text = {
    text: source.text,
    date: source.publishedOn,
    language: source.language,
    ...(source.citedWorks && { citedWorks: source.citedWorks }),
  };
  return source.kind === DocumentKind.STUDY_TEXT ? findCitations(text, catalogue) : linkText(text, catalogue);
}
