import "../../styles/choices.css";
import "../../styles/compare.css";
import { useQuery } from "@apollo/client/react";
import { useId, useMemo, useState } from "react";
import type { RosterQuery } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";
import { type Message, plural, t } from "../../i18n/language.js";
import { formatHeld, type Held } from "../../lib/dates.js";
import { partLabel } from "../../lib/labels.js";
import { Pill } from "../Pill.js";
import { RecordPart } from "../record/Facts.js";
import { Skeleton } from "../Skeleton.js";
import { type Attendee, compareRosters, type RosterRow } from "./roster.js";

const ROSTER = graphql(`
  query Roster($earlier: ID!, $later: ID!) {
    earlier: meeting(id: $earlier) {
      ...RosterOfMeeting @unmask
    }
    later: meeting(id: $later) {
      ...RosterOfMeeting @unmask
    }
  }

  fragment RosterOfMeeting on Meeting {
    id
    appearances {
      id
      part
      role
      groupName
      person {
        id
        name
      }
    }
  }
`);

interface Meeting extends Held {
  id: string;
  title: string | null;
  source: { name: string };
}

/** Who came, who went and who moved between two meetings of a body: the latest two, until others are chosen. */
export function RosterDifference({ meetings }: { meetings: readonly Meeting[] }) {
  const [later, setLater] = useState(meetings[0]?.id ?? "");
  const [earlier, setEarlier] = useState(meetings[1]?.id ?? "");
  if (meetings.length < 2) return null;
  return (
    <RecordPart heading={t("Who was there, and in what order: two meetings compared")}>
      <div className="choices">
        <MeetingChoice name={t("Earlier meeting")} meetings={meetings} chosen={earlier} onChoose={setEarlier} />
        <MeetingChoice name={t("Later meeting")} meetings={meetings} chosen={later} onChoose={setLater} />
      </div>
      <Difference earlier={earlier} later={later} />
    </RecordPart>
  );
}

interface ChoiceProps {
  name: string;
  meetings: readonly Meeting[];
  chosen: string;
  onChoose: (id: string) => void;
}

function MeetingChoice({ name, meetings, chosen, onChoose }: ChoiceProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{name}</label>
      <select id={id} value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
        {meetings.map((meeting) => (
          <option key={meeting.id} value={meeting.id}>
            {[formatHeld(meeting), meeting.title ?? (meeting.source.name || t("A meeting"))].filter(Boolean).join(": ")}
          </option>
        ))}
      </select>
    </div>
  );
}

function Difference({ earlier, later }: { earlier: string; later: string }) {
  const answer = useQuery(ROSTER, { variables: { earlier, later } });
  const data = answer.data ?? answer.previousData;
  const rows = useMemo(() => (data ? compareRosters(attendeesOf(data.earlier), attendeesOf(data.later)) : []), [data]);
  if (data === undefined) return <Skeleton lines={4} label={t("Loading who was there")} />;
  const changed = rows.filter(({ changes }) => changes.length > 0).length;
  return (
    <>
      <p role="status" className="small quiet">
        {rows.length === 0 ? t("Neither source says who was there.") : plural(changed, "{count} difference", "{count} differences")}
      </p>
      {rows.length > 0 && (
        <ol className="roster">
          {rows.map((row) => (
            <Row key={row.key} row={row} />
          ))}
        </ol>
      )}
    </>
  );
}

const CHANGES: Record<RosterRow["changes"][number], Message> = {
  CAME: "came",
  WENT: "went",
  MOVED: "moved",
  ROLE: "other role",
  PART: "other part",
};

function Row({ row: { name, before, after, changes, roles, parts } }: { row: RosterRow }) {
  return (
    <li data-changed={changes.length > 0 || undefined}>
      <span className="roster-places" aria-hidden="true">
        {before ?? "–"} → {after ?? "–"}
      </span>
      <span>
        {name}{" "}
        {changes.map((change) => (
          <Pill key={change} tone={change === "CAME" ? "good" : change === "WENT" ? "warn" : "accent"}>
            {t(CHANGES[change])}
          </Pill>
        ))}
        <span className="role">
          {[fromTo(parts.before && partLabel(parts.before), parts.after && partLabel(parts.after)), fromTo(roles.before, roles.after)]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </span>
    </li>
  );
}

/** One thing where both are the same or one is missing; else from what to what. */
function fromTo(before: string | null, after: string | null): string {
  if (before === null || after === null || before === after) return after ?? before ?? "";
  return `${before} → ${after}`;
}

function attendeesOf(meeting: RosterQuery["earlier"]): Attendee[] {
  return (meeting?.appearances ?? []).flatMap(({ part, role, groupName, person }) => {
    const name = person?.name ?? groupName;
    return name ? [{ key: person?.id ?? `group ${name}`, name, part, role }] : [];
  });
}
