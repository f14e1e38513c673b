import { t } from "../../i18n/language.js";

type Years = ReadonlyMap<number, number>;

/** Two counts year by year: bars side by side, and the same figures as a table. */
export function PairedYears({ one, other, names }: { one: Years; other: Years; names: readonly [string, string] }) {
  const known = [...one.keys(), ...other.keys()];
  if (known.length === 0) return null;
  const [first, last] = [Math.min(...known), Math.max(...known)];
  const years = Array.from({ length: last - first + 1 }, (_, place) => first + place);
  const highest = Math.max(1, ...one.values(), ...other.values());
  const height = (count: number | undefined) => (count ? Math.max(2, (count / highest) * 58) : 0);
  return (
    <figure className="year-chart paired-years">
      <svg viewBox={`0 0 ${years.length * 10} 60`} preserveAspectRatio="none" aria-hidden="true">
        {years.map((year, place) => (
          <g key={year}>
            <rect className="of-one" x={place * 10 + 1} width={3.8} y={60 - height(one.get(year))} height={height(one.get(year))} />
            <rect className="of-other" x={place * 10 + 5.2} width={3.8} y={60 - height(other.get(year))} height={height(other.get(year))} />
          </g>
        ))}
      </svg>
      <div className="year-chart-ends" aria-hidden="true">
        <span>{first}</span>
        {last > first && <span>{last}</span>}
      </div>
      <table className="visually-hidden">
        <caption>{t("Records of each year")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("Year")}</th>
            <th scope="col">{names[0]}</th>
            <th scope="col">{names[1]}</th>
          </tr>
        </thead>
        <tbody>
          {years.map((year) => (
            <tr key={year}>
              <th scope="row">{year}</th>
              <td>{one.get(year) ?? 0}</td>
              <td>{other.get(year) ?? 0}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
