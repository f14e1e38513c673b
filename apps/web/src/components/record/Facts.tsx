import { type ReactNode, useId } from "react";

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
