// A process that uses the Postgres in a folder, so that tests can kill it, run it as another user, or without a tool.
//   node user.mjs FOLDER [stop | leave]     says one line of JSON, then waits (or gives Postgres back, or ends without)
import { startPostgres } from "../dist/index.js";

const [folder, then] = process.argv.slice(2);
try {
  const { url, adopted, stop } = await startPostgres(folder);
  console.log(JSON.stringify({ url, adopted }));
  if (then === "stop") await stop();
  else if (then === "leave") process.exit(0);
  else setInterval(() => {}, 60_000);
} catch (error) {
  console.log(JSON.stringify({ code: error.code, message: error.message }));
  process.exitCode = 1;
}
