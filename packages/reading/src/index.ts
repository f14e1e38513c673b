export { belongsTo } from "./collection/belongs-to.js";
export { parseCollection } from "./collection/parse-collection.js";
export type { CollectionSettings, FieldName, FieldSource, StudyTextSettings } from "./collection/settings.js";
export { emptyDraft } from "./empty-draft.js";
export { type SeenMark, toHtmlPage } from "./html-page.js";
export { type PagePicture, picturesOfPages } from "./pdf/page-pictures.js";
export { toPublicFormat } from "./public-format.js";
export { isContainerFile, readAnyFile } from "./read-any-file.js";
export { readDocument, readFile } from "./read-file.js";
export {
  MAX_DOCUMENT_BYTES,
  READER_VERSION,
  type ReadDocument,
  type ReadHints,
  type ReadResult,
  type RecognisedPage,
  type RecognisedText,
} from "./read-types.js";
export { type DatedDocument, dayOfDraft, firstAppearances, type SeenSentence } from "./seen-before/first-appearances.js";
export { sameness } from "./seen-before/same-sentence.js";
export { readPeople, readSideTable, type SideTable } from "./side-files.js";
