// The tests' Postgres is started by the first test that asks for a database; here the end of the run stops it.
import { stopTestPostgres } from "@lectern/postgres";

export const teardown = () => stopTestPostgres();
