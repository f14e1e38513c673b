import type { CitingPlaceFragment } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";
import { fidelityLabel } from "../../lib/labels.js";
import { Link } from "../../lib/navigation.js";
import { MarkedText } from "../MarkedText.js";
import { Pill } from "../Pill.js";
import { citingRecord } from "./CitingRecord.js";
import { TimedEntry } from "./TimedEntry.js";

graphql(`
  fragment CitingPlace on Citation {
    id
    start
    end
    fidelity
    sentence {
      text
      marks {
        start
        end
      }
    }
    source {
      ...CitingSource @unmask
    }
  }
`);

/** Who cites: each with its sentence, the citing words marked, and a link that opens the record at them. */
export function CitingList({ citations }: { citations: readonly CitingPlaceFragment[] }) {
  return (
    <ol className="timed-entries">
      {citations.map(({ id, start, end, fidelity, sentence, source }) => {
        const { title, path, when } = citingRecord(source, { start, end });
        return (
          <TimedEntry key={id} when={when}>
            <p lang={source.language}>
              <MarkedText value={sentence} />
            </p>
            <span className="role">
              {path ? (
                <Link to={path} lang={source.language}>
                  {title}
                </Link>
              ) : (
                title
              )}{" "}
              {fidelity && <Pill tone="accent">{fidelityLabel(fidelity)}</Pill>}
            </span>
          </TimedEntry>
        );
      })}
    </ol>
  );
}
