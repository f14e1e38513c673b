export { EngineError, type EngineFault } from "./meilisearch/engine-error.js";
export { SUPPORTED_VERSIONS } from "./meilisearch/server.js";
export { MeilisearchIndex, type MeilisearchOptions } from "./meilisearch-index.js";
export { LONGEST_QUERY, MOST_TERMS } from "./parse-query.js";
export type { SearchConnection, SearchPool } from "./postgres/pool.js";
export { PostgresIndex } from "./postgres-index.js";
export { type SearchMaterial, searchRecordsOf } from "./records-of.js";
export * from "./search-index.js";
export * from "./search-record.js";
