export {
  buildCatalogue,
  type Catalogue,
  type CatalogueData,
  compactCatalogue,
  joinCatalogues,
  openCatalogue,
  packCatalogue,
} from "./catalogue.js";
export { catalogueFromBytes, catalogueToBytes, SEGMENT_FORMAT } from "./catalogue-bytes.js";
export { findCitations } from "./citations/find-citations.js";
export { describeLocator } from "./citations/locator-index.js";
export {
  type CatalogueLine,
  collectCatalogue,
  type FormatProblem,
  type Parsed,
  type PublicLink,
  type PublicTarget,
  parseCatalogue,
  parseCatalogueLine,
  parseStyles,
  parseTextLine,
  toPublicLink,
  toPublicLinks,
} from "./formats.js";
export type { CataloguePassage, CatalogueWork, CitationStyle, CitationStyleLevel } from "./kinds.js";
export { linkText } from "./link-text.js";
export { findQuotations } from "./quotations/find-quotations.js";
export type { TextToLink } from "./text-to-link.js";
export { LINKER_VERSION } from "./version.js";
