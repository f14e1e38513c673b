import { mkdir, open, readFile, rm, stat, utimes } from "node:fs/promises";
import { dirname } from "node:path";
import { BootError, explain } from "./boot-error.mjs";

const BEAT_MS = 2_000;
const DEAD_AFTER_MS = 30_000;
const POLL_MS = 100;

/** Runs `work` while no other boot does. A lock whose process has gone, or whose heart stopped, counts as free. */
export async function withLock(file, work) {
  await mkdir(dirname(file), { recursive: true }).catch(complain);
  for (let told = false; !(await take(file)); await pause(POLL_MS)) {
    if (await isAbandoned(file)) await rm(file, { force: true });
    else if (!told) console.error("lectern: waiting for another start, which is installing or building");
    told = true;
  }
  const heart = setInterval(() => utimes(file, new Date(), new Date()).catch(() => {}), BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(heart);
    await rm(file, { force: true });
  }
}

async function take(file) {
  try {
    const handle = await open(file, "wx");
    await handle.write(String(process.pid));
    await handle.close();
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    return complain(error);
  }
}

async function isAbandoned(file) {
  const [words, times] = await Promise.all([readFile(file, "utf8").catch(() => null), stat(file).catch(() => null)]);
  if (words === null || times === null) return false;
  return Date.now() - times.mtimeMs > DEAD_AFTER_MS || (words !== "" && !isAlive(Number(words)));
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function complain(error) {
  throw new BootError(`${error.message}. ${explain(error.message) ?? ""}`);
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
