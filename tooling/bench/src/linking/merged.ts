import { buildCatalogue, type Catalogue, type CataloguePassage } from "@lectern/linking";

/** One catalogue of the works and passages of several. */
export function merged(catalogues: Catalogue[]): Catalogue {
  const works = catalogues.flatMap(({ data }) => data.works);
  const styles = catalogues.flatMap(({ data }) => data.styles);
  return buildCatalogue(works, catalogues.flatMap(passagesOf), styles);
}

function passagesOf({ works, passages }: Catalogue): CataloguePassage[] {
  return Array.from({ length: passages.length }, (_, passage) => {
    const { work = "", version } = works[passages.work(passage)] ?? {};
    const key = passages.key(passage);
    const levels = passages.levels(passage);
    return {
      work,
      ...(version === undefined ? {} : { version }),
      ...(key === undefined ? {} : { passage: key }),
      ...(levels === null ? {} : { levels }),
      locator: passages.locator(passage),
      text: passages.text(passage),
    };
  });
}
