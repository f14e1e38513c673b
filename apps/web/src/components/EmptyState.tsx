import type { ReactNode } from "react";

/** Says that there is nothing here, and what would put something here. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <section className="state">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
