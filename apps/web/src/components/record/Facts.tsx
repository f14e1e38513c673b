import { type ReactNode, useId } from "react";
import { useDecisionOn } from "./source-context.js";
import { Value, type ValueProps } from "./Value.js";

/** A part of a record: a heading and named values. */
export function Facts({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <RecordPart heading={heading}>
      <dl className="facts">{children}</dl>
    </RecordPart>
  );
}

/** One named value of a record. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface ValueFactProps extends ValueProps {
  name: string;
  /** What stands under the value. */
  below?: ReactNode;
}

/** A value of a record under its name; nothing where there is none, unless a person said so. */
export function ValueFact({ name, below, ...value }: ValueFactProps) {
  const decision = useDecisionOn(value.recordId, value.field);
  if (value.children == null && decision === null) return null;
  return (
    <Fact name={name}>
      <Value {...value} />
      {below}
    </Fact>
  );
}

/** A part of a record under a heading of its own. */
export function RecordPart({ heading, children }: { heading: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="record-part" aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      {children}
    </section>
  );
}
