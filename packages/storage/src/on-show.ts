/** People and bodies are on show while a source on show names them. */
export const NAMED_PERSON = `(EXISTS (SELECT FROM appearance a JOIN meeting m ON m.id = a.meeting_id JOIN source s ON s.id = m.source_id WHERE a.person_id = p.id AND NOT a.is_rejected AND s.shown)
  OR EXISTS (SELECT FROM speech x JOIN source s ON s.id = x.source_id WHERE x.person_id = p.id AND NOT x.is_rejected AND s.shown))`;
export const MEETING_BODY = `(EXISTS (SELECT FROM meeting m JOIN source s ON s.id = m.source_id WHERE m.body_id = b.id AND s.shown)
  OR EXISTS (SELECT FROM body c JOIN meeting m ON m.body_id = c.id JOIN source s ON s.id = m.source_id WHERE c.parent_id = b.id AND s.shown))`;
/** A set phrase is on show while a source on show uses it. */
export const PHRASE_IN_USE =
  "EXISTS (SELECT FROM phrase_occurrence o JOIN source s ON s.id = o.source_id WHERE o.phrase_id = f.id AND s.shown)";
