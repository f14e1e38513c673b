import { useId, useState } from "react";
import { plural, t } from "../../i18n/language.js";
import { Link } from "../../lib/navigation.js";
import { formatCount } from "../../lib/numbers.js";
import { scriptTag } from "../../lib/script-tag.js";

export interface Counted {
  key: string;
  name: string;
  /** Page of it; null where it has none. */
  path: string | null;
  count: number;
}

interface Props {
  heading: string;
  one: readonly Counted[];
  other: readonly Counted[];
  names: readonly [string, string];
}

/** Rows that are shown before more are asked for. */
const FEW = 12;

/** What both have, then what one of them has, each with how often. */
export function PairedCounts({ heading, one, other, names }: Props) {
  const id = useId();
  const [isWhole, setWhole] = useState(false);
  const rows = pair(one, other);
  if (rows.length === 0) return null;
  const shared = rows.filter((row) => row.one > 0 && row.other > 0).length;
  return (
    <section className="record-part" aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      <p className="small quiet">{plural(shared, "{count} in common", "{count} in common")}</p>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t("Name")}</th>
              {names.map((name, place) => (
                <th key={place === 0 ? "one" : "other"} scope="col" className="number" lang={scriptTag(name)}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, isWhole ? undefined : FEW).map((row) => (
              <tr key={row.key} data-shared={(row.one > 0 && row.other > 0) || undefined}>
                <th scope="row" lang={scriptTag(row.name)}>
                  {row.path ? <Link to={row.path}>{row.name}</Link> : row.name}
                </th>
                <td className="number">{row.one > 0 ? formatCount(row.one) : "—"}</td>
                <td className="number">{row.other > 0 ? formatCount(row.other) : "—"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > FEW && !isWhole && (
        <p>
          <button type="button" onClick={() => setWhole(true)}>
            {t("Show all {count}", { count: rows.length })}
          </button>
        </p>
      )}
    </section>
  );
}

function pair(one: readonly Counted[], other: readonly Counted[]) {
  const rows = new Map(one.map(({ count, ...entry }) => [entry.key, { ...entry, one: count, other: 0 }]));
  for (const { count, ...entry } of other) rows.set(entry.key, { ...entry, one: rows.get(entry.key)?.one ?? 0, other: count });
  const both = (row: { one: number; other: number }) => Math.min(row.one, row.other);
  return [...rows.values()].sort((a, b) => both(b) - both(a) || b.one + b.other - a.one - a.other || a.name.localeCompare(b.name));
}
