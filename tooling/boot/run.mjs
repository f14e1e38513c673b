import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { BootError, explain } from "./boot-error.mjs";

// One program runs at a time; what is sent to boot is meant for it. npm and the terminal may both deliver the same signal.
let current = null;
let stopped = null;
const SAME_SIGNAL_MS = 500;
let lastSignal = { name: "", at: 0 };

for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => passOn(name));

// The scripts of package.json say `exec`, so that the shell which npm runs them in makes room for us: it would keep an
// interrupt to itself until we ended, which we then never would. Where whoever runs us dies all the same, we stop.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    passOn("SIGTERM");
  }, 250);
  watch.unref();
}

function passOn(name) {
  const isRepeated = lastSignal.name === name && Date.now() - lastSignal.at < SAME_SIGNAL_MS;
  lastSignal = { name, at: Date.now() };
  stopped ??= name;
  if (current === null) endAs({ signal: name });
  // A terminal that goes away is an order to stop like any other.
  else if (!isRepeated) current.kill(name === "SIGHUP" ? "SIGTERM" : name);
}

/** Runs a program to its end; a signal sent to us is passed on to it. Answers its exit code or signal. */
export function run(program, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, options);
    current = child;
    child.once("error", (error) => {
      current = null;
      reject(new BootError(`${program} cannot be run: ${error.message}. ${explain(error.message) ?? ""}`));
    });
    child.once("close", (code, signal) => {
      current = null;
      resolve({ code, signal });
    });
    options.watch?.(child);
  });
}

/**
 * Runs a step of the preparation, its words in the file `log`. When it fails they are shown, and what they mean is thrown: an
 * installer's lists say nothing to whoever starts an archive.
 */
export async function must(what, program, args, { log, ...options }) {
  let words = "";
  const end = await run(program, args, {
    ...options,
    stdio: ["ignore", "pipe", "pipe"],
    watch(child) {
      for (const stream of [child.stdout, child.stderr]) {
        stream.on("data", (chunk) => {
          words += chunk;
        });
      }
    },
  });
  writeLog(log, `${what}: ${program} ${args.join(" ")}\n${words}\n`);
  if (stopped) endAs({ signal: stopped });
  if (end.code === 0) return;
  process.stderr.write(words.slice(-20_000));
  throw new BootError(`${what} failed (${end.signal ?? `exit ${end.code}`}). ${explain(words) ?? "The lines above say why."}`);
}

/** A log that cannot be written, on a full disk say, is no reason to stop: the step itself tells. */
function writeLog(file, words) {
  try {
    writeFileSync(file, words);
  } catch {}
}

/** Ends this process the way the program ended, so that a caller sees no difference. */
export function endAs({ code, signal }) {
  if (!signal) process.exit(code ?? 1);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
  // Windows ends at once; elsewhere the signal is delivered before anything else runs.
  setTimeout(() => process.exit(1), 1_000);
  return new Promise(() => {});
}
