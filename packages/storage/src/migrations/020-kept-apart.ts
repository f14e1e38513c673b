import type { Migration } from "./index.js";

/** People may say that two records are two, and not to be suggested as one. */
export const keptApart: Migration = {
  name: "020-kept-apart",
  sql: `
ALTER TABLE decision DROP CONSTRAINT decision_action_known,
  ADD CONSTRAINT decision_action_known CHECK (action IN ('CONFIRM', 'REJECT', 'CORRECT', 'MERGE', 'KEEP_APART', 'WITHDRAW', 'UNDO', 'PURGE'));
`,
};
