import { plural, t } from "../i18n/language.js";

/** "23 times in 9 sources". */
export function timesInSources({ occurrenceCount, sourceCount }: { occurrenceCount: number; sourceCount: number }): string {
  return t("{times} in {sources}", {
    times: plural(occurrenceCount, "{count} time", "{count} times"),
    sources: plural(sourceCount, "{count} source", "{count} sources"),
  });
}
