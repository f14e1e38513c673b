import { createContext } from "react";
import { EvidenceIndex } from "./evidence.js";

export interface SourceOfRecord {
  text: string;
  /** BCP 47 tag of the text. */
  language: string;
  evidence: EvidenceIndex;
}

/** The source that the record on this page was read from. */
export const SourceContext = createContext<SourceOfRecord>({ text: "", language: "und", evidence: new EvidenceIndex([]) });
