import { sources } from "./001-sources.js";
import { records } from "./002-records.js";
import { links } from "./003-links.js";
import { work } from "./004-work.js";
import { search } from "./005-search.js";
import { corrections } from "./006-corrections.js";
import { searchCopy } from "./007-search-copy.js";
import { problemCodes } from "./008-problem-codes.js";
import { importTally } from "./009-import-tally.js";
import { segments } from "./010-segments.js";
import { evaluations } from "./011-evaluations.js";
import { publishedPrecision } from "./012-published-precision.js";
import { printedHeadings } from "./013-printed-headings.js";
import { formulas } from "./014-formulas.js";
import { titlesOfKinds } from "./015-titles-of-kinds.js";
import { derivedIds } from "./016-derived-ids.js";
import { minutesAndPrints } from "./017-minutes-and-prints.js";
import { textsByHash } from "./018-texts-by-hash.js";
import { keyWrites } from "./019-key-writes.js";
import { keptApart } from "./020-kept-apart.js";
import { copyOnServers } from "./021-copy-on-servers.js";
import { rebuildLock } from "./022-rebuild-lock.js";
import { relinkClaims } from "./023-relink-claims.js";
import { indexCorrections } from "./024-index-corrections.js";
import { sharpS } from "./025-sharp-s.js";
import { copyArrangement } from "./026-copy-arrangement.js";

/**
 * A step forward of the database: plain SQL, run once, in one transaction, never edited once landed.
 * To add one: write `NNN-name.ts` beside this file, exporting a Migration whose name is the file's, and put it at the end
 * of the list below. A step that changes a table of an entity changes the entity as well; `schemaDifference` tells when
 * the two disagree. Tables that are no entity (those of search, say) are the migration's alone.
 */
export interface Migration {
  /** The file's name: "001-sources". What the table `migration` remembers. */
  name: string;
  sql: string;
}

/** In the order in which they run. */
export const migrations: Migration[] = [
  sources,
  records,
  links,
  work,
  search,
  corrections,
  searchCopy,
  problemCodes,
  importTally,
  segments,
  evaluations,
  publishedPrecision,
  printedHeadings,
  formulas,
  titlesOfKinds,
  derivedIds,
  minutesAndPrints,
  textsByHash,
  keyWrites,
  keptApart,
  copyOnServers,
  rebuildLock,
  relinkClaims,
  indexCorrections,
  sharpS,
  copyArrangement,
];
