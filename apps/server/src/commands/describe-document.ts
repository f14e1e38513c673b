import type { ReadDocument } from "@lectern/reading";
import type { MotionDraft } from "@lectern/schema";
import { count } from "./progress.js";

/** What was read, for people: one line for each value. */
export function describeDocument({ draft, row }: ReadDocument, file: string): string {
  const { meeting, presiders, speeches, groupSpeakers, attendees, points, citedWorks, setPhrases, events, quantities, studyText } = draft;
  const held = meeting?.heldOn;
  const all = (what: string, values: { value: string }[]) => [...new Set(values.map(({ value }) => `  ${what}: ${value}`))];
  const lines = [
    `${file}${row === null ? "" : ` row ${row}`}: ${draft.kind} (${draft.kindReason}), ${draft.language}, ${count(draft.text.length, "character")}`,
    draft.title && `  title: ${draft.title.value}`,
    draft.publishedOn && `  published: ${draft.publishedOn.value.slice(0, SHOWN[draft.publishedOn.precision ?? "DAY"])}`,
    held && `  held: ${describeHeld(held)} (${held.basis})`,
    meeting?.body && `  body: ${meeting.body.value}`,
    meeting?.kind && `  kind: ${meeting.kind.value}`,
    meeting?.place && `  place: ${meeting.place.value}`,
    meeting?.theme && `  theme: ${meeting.theme.value}`,
    ...presiders.map(({ name, role }) => `  presided: ${name.value}${role ? `, ${role.value}` : ""}`),
    ...speeches.map(
      ({ speaker, role, kind }) => `  spoke: ${speaker?.value ?? "nobody is named"}${role ? `, ${role.value}` : ""} (${kind})`,
    ),
    ...all("spoke for many", groupSpeakers),
    ...all("attended", attendees),
    ...(draft.minutes?.apologies ?? []).map(({ value }) => `  sent apologies: ${value}`),
    ...(draft.minutes?.agenda ?? []).map(({ number, title }) => `  item${number === null ? "" : ` ${number}`}: ${title.value}`),
    ...(draft.minutes?.motions ?? []).map(describeMotion),
    ...points.map(({ verb, text }) => `  ${verb.value}: ${text.value}`),
    ...citedWorks.map(({ title, locator }) => `  cites: ${title.value}${locator ? `, ${locator.value}` : ""}`),
    ...all("phrase", setPhrases),
    ...all("event", events),
    ...all("quantity", quantities),
    studyText &&
      `  study text: ${studyText.title.value}, ${count(studyText.sections.length, "section")}, ${count(studyText.passages.length, "passage")}`,
  ];
  return lines.filter((line) => line !== null && line !== undefined && line !== "").join("\n");
}

const SHOWN = { YEAR: 4, MONTH: 7, DAY: 10 };

/** 2022-09-27, afternoon; 2022-09; 2022-05-02 to 2022-05-04 */
function describeHeld({
  date,
  end,
  partial,
  precision,
  halfDay,
}: NonNullable<NonNullable<ReadDocument["draft"]["meeting"]>["heldOn"]>): string {
  const first = date?.slice(0, SHOWN[precision]) ?? partial ?? "?";
  const days = end === null || end === date ? first : `${first} to ${end}`;
  return halfDay === null ? days : `${days}, ${halfDay.toLowerCase()}`;
}

/** "moved by Olsen, seconded by Kallas: the dues stay (CARRIED, 12 for, 3 against)" */
function describeMotion({ text, movedBy, secondedBy, outcome, vote }: MotionDraft): string {
  const names = (people: { value: string }[]) => people.map(({ value }) => value).join(", ");
  const { inFavour = null, against = null, abstained = null } = vote?.counts ?? {};
  const how = [
    outcome,
    vote?.unanimous && "unanimously",
    inFavour !== null && `${inFavour} for`,
    against !== null && `${against} against`,
    abstained !== null && `${abstained} abstained`,
  ].filter((part) => typeof part === "string");
  const who = [movedBy.length > 0 && `moved by ${names(movedBy)}`, secondedBy.length > 0 && `seconded by ${names(secondedBy)}`].filter(
    Boolean,
  );
  return `  motion ${who.join(", ")}${text ? `: ${text.value}` : ""}${how.length > 0 ? ` (${how.join(", ")})` : ""}`;
}
