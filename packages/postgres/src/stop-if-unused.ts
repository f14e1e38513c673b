// Started by a process that ended without giving its Postgres back: waits until that process has gone.
import { stopIfUnused } from "./start-postgres.js";

const folder = process.argv[2];
if (folder) await stopIfUnused(folder, 5_000);
