import { EXIT, say } from "./command.js";

/** A signal that is aborted by the first Ctrl-C (or SIGTERM); the second one ends the process at once. */
export function interruptSignal(onFirst: string): AbortSignal {
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    say(`\n${onFirst} Press Ctrl-C again to stop at once.`);
    controller.abort();
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  return controller.signal;
}
