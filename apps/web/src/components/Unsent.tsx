import { plural } from "../i18n/language.js";
import { useUnsent } from "../lib/unsent.js";

/** Says that what was done waits for a server that is away: on every page, whatever was done where. */
export function Unsent() {
  const count = useUnsent();
  return (
    <p aria-live="polite" className="unsent note note-warn">
      {count > 0 &&
        plural(
          count,
          "The archive does not answer. {count} thing you did waits here: keep this page open, and it is sent once the archive is back.",
          "The archive does not answer. {count} things you did wait here: keep this page open, and they are sent once the archive is back.",
        )}
    </p>
  );
}
