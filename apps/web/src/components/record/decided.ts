import type { RecordSourceFragment } from "../../gql/graphql.js";
import { t } from "../../i18n/language.js";
import { fieldOfSchema } from "../../lib/field-labels.js";

export type StandingDecision = RecordSourceFragment["decisions"][number];

/** Finds what people decided on values: of each the last correction or rejection counts, and a confirmation where there is none. */
export class DecisionIndex {
  private readonly byField = new Map<string, StandingDecision>();

  /** Decisions that hold, oldest first. */
  constructor(decisions: readonly StandingDecision[]) {
    for (const one of decisions) {
      const place = `${one.recordId} ${fieldOfSchema(one.field ?? "")}`;
      if (one.action !== "CONFIRM" || !this.byField.has(place)) this.byField.set(place, one);
    }
  }

  /** The decision on one field of a record that holds; null where nobody has decided. */
  on(recordId: string, field: string): StandingDecision | null {
    return this.byField.get(`${recordId} ${field}`) ?? null;
  }
}

/** Whether the value is a person's, or no value by a person's word, and not what was read. */
export function isOverruled(decision: StandingDecision | null): decision is StandingDecision {
  return decision !== null && decision.action !== "CONFIRM";
}

/** What a person said of a value, and who: "corrected by Ada". */
export function decidedWords({ action, by }: Pick<StandingDecision, "action" | "by">): string {
  if (action === "CONFIRM") return t("confirmed by {name}", { name: by });
  return action === "REJECT" ? t("rejected by {name}", { name: by }) : t("corrected by {name}", { name: by });
}
