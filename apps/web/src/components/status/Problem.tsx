import type { ReactNode } from "react";
import { type Message, t } from "../../i18n/language.js";

interface Props {
  problem: {
    file?: string | null;
    row?: number | null;
    line?: number | null;
    column?: number | null;
    code: string;
    message: string;
    advice: string;
  };
  children?: ReactNode;
}

/** Why a document could not be read: where, what, and what to do. */
export function Problem({ problem, children }: Props) {
  return (
    <div className="problem">
      <h3 className="problem-place">
        {[problem.file ?? t("The text"), ...placesOf(problem)].join(", ")} <code>{problem.code}</code>
      </h3>
      <p>{problem.message}</p>
      <p className="problem-advice">{problem.advice}</p>
      {children && <p className="fact-line">{children}</p>}
    </div>
  );
}

function placesOf({ row, line, column }: Props["problem"]): string[] {
  const places: [Message, number | null | undefined][] = [
    ["row {number}", row],
    ["line {number}", line],
    ["column {number}", column],
  ];
  return places.flatMap(([name, number]) => (typeof number === "number" ? [t(name, { number })] : []));
}
