import { type Catalogue, LINKER_VERSION, openCatalogue } from "@lectern/linking";
import { type Database, type Linking, readCatalogueGeneration, readCatalogueWorks } from "@lectern/storage";
import { EMPTY, type GrowingTexts, renewTexts } from "./held-texts.js";

/** The study texts that are held, ready for linking, with the generation they stand at. */
export interface ArchiveCatalogue {
  /** As plain memory that threads can share. */
  held: GrowingTexts;
  catalogue: Catalogue;
  linking: Linking;
}

/** How long a catalogue is used before it is asked whether it still stands. */
const TRUSTED_MILLISECONDS = 2_000;

/**
 * Keeps one catalogue in memory and brings it up to date when the study texts have changed: a text that came is added to
 * what is there, one that went is taken out, and none of the others is read again.
 */
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
    const before = this.held;
    const isCurrent = before !== null && (await readCatalogueGeneration(this.database)) === before.linking.generation;
    const now = isCurrent ? before : await this.renew(before);
    this.held = now;
    this.checkedAt = Date.now();
    return now;
  }

  private async renew(before: ArchiveCatalogue | null): Promise<ArchiveCatalogue> {
    const { generation, works } = await readCatalogueWorks(this.database);
    const held = await renewTexts(this.database, before?.held ?? EMPTY, works);
    const earlier = before?.held.line === held.line ? before.catalogue : null;
    return { held, catalogue: openCatalogue(held.data, earlier), linking: { generation, linkerVersion: LINKER_VERSION } };
  }
}
