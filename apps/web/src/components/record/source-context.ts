import { createContext, useContext } from "react";
import { DecisionIndex, type StandingDecision } from "./decided.js";
import { EvidenceIndex } from "./evidence.js";

export interface SourceOfRecord {
  text: string;
  /** BCP 47 tag of the text. */
  language: string;
  evidence: EvidenceIndex;
  decided: DecisionIndex;
}

/** The source that the record on this page was read from. */
export const SourceContext = createContext<SourceOfRecord>({
  text: "",
  language: "und",
  evidence: new EvidenceIndex([]),
  decided: new DecisionIndex([]),
});

/** What a person decided on a value of this page, and holds; null where nobody has. */
export function useDecisionOn(recordId: string, field: string): StandingDecision | null {
  return useContext(SourceContext).decided.on(recordId, field);
}
