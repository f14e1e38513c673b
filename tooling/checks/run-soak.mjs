// Long fault runs, apart from `npm test`: files *.soak.ts, one after the other.
import { command } from "./command.mjs";

process.exitCode = await command("pnpm", ["exec", "vitest", "run", "--config", "tooling/checks/vitest.soak.ts", ...process.argv.slice(2)]);
