// The commands of package.json, for a machine that has nothing but Node >= 18 and npm. Imports only what Node brings.
//   node tooling/boot/boot.mjs start | lectern ARGS | test ARGS | soak ARGS | eval ARGS | bench ARGS
// Brings the pinned Node and pnpm where they are missing, installs, builds what changed, then runs the command.
// Standard output belongs to the command alone: every word of boot, of the installer and of the build goes to standard error.
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { BootError } from "./boot-error.mjs";
import { withLock } from "./lock.mjs";
import { endAs, run } from "./run.mjs";
import { ensureToolchain } from "./toolchain.mjs";
import { ensureBuilt, ensureInstalled } from "./workspace.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const ARCHIVE = ["@lectern/server", "@lectern/web"];
/**
 * What each command runs, and the packages it needs built (null for all): a fault in the tools of developers stops no
 * archive, and the checks count the build among themselves.
 */
const COMMANDS = {
  start: { run: ["apps/server/dist/main.js", "start"], needs: ARCHIVE },
  lectern: { run: ["apps/server/dist/main.js"], needs: ARCHIVE },
  test: { run: ["tooling/checks/run-checks.mjs"], needs: [] },
  soak: { run: ["tooling/checks/run-soak.mjs"], needs: null },
  eval: { run: ["tooling/eval/dist/main.js"], needs: null },
  bench: { run: ["tooling/bench/dist/main.js"], needs: null },
};

const [command, ...given] = process.argv.slice(2);
// npm takes the first "--" away, other package managers pass it on.
const rest = given[0] === "--" ? given.slice(1) : given;
try {
  if (!Object.hasOwn(COMMANDS, command ?? "")) throw new BootError(`Say one of: ${Object.keys(COMMANDS).join(", ")}.`);
  const {
    run: [file, ...fixed],
    needs,
  } = COMMANDS[command];
  const tools = await withLock(join(root, ".lectern", "boot.lock"), () => prepare(needs));
  const env = { ...tools.env, LECTERN_CALLER_DIR: callerFolder() };
  endAs(await run(tools.node, [join(root, file), ...fixed, ...rest], { cwd: root, env, stdio: "inherit" }));
} catch (error) {
  if (!(error instanceof BootError)) throw error;
  console.error(`lectern: ${error.message}`);
  process.exitCode = 1;
}

async function prepare(needs) {
  const tools = await ensureToolchain(root);
  await ensureInstalled(root, tools);
  if (needs?.length !== 0) await ensureBuilt(root, tools, needs);
  return tools;
}

/** `npm run` stands in the project's folder and tells in INIT_CWD where it was called; without npm we stand there ourselves. */
function callerFolder() {
  const here = process.cwd();
  return resolve(here) === resolve(root) ? (process.env.INIT_CWD ?? here) : here;
}
