import type { ReactNode } from "react";

/** A small label; `tone` says how it is meant, never by colour alone. */
export function Pill({ tone = "plain", children }: { tone?: "plain" | "accent" | "warn" | "good"; children: ReactNode }) {
  return <span className={`pill pill-${tone}`}>{children}</span>;
}
