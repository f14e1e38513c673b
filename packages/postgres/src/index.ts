export { PostgresError, type PostgresErrorCode } from "./errors.js";
export { type RunningPostgres, type StartOptions, startPostgres, stopIfUnused } from "./start-postgres.js";
export { createTestDatabase, stopTestPostgres, type TestDatabase, type TestDatabaseOptions } from "./test-database.js";
