import { EXIT, say } from "./command.js";

/** A terminal sends Ctrl-C to every process of ours, and those above pass it on: within this time it is the same one. */
const SAME_SIGNAL_MS = 500;

/** A signal that is aborted by the first Ctrl-C (or SIGTERM, or a terminal that is closed); the second one ends the process at once. */
export function interruptSignal(onFirst: string): AbortSignal {
  const controller = new AbortController();
  let first = 0;
  const onSignal = () => {
    if (controller.signal.aborted) {
      if (Date.now() - first > SAME_SIGNAL_MS) process.exit(EXIT.interrupted);
      return;
    }
    first = Date.now();
    say(`\n${onFirst} Press Ctrl-C again to stop at once.`);
    controller.abort();
  };
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, onSignal);
  return controller.signal;
}
