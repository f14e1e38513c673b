import type { Act, Mention } from "./people.js";

/** 刘院长 is 分管院长刘振华, where the acts tell of one person of that surname whose office ends with that title. */
export function withFullChineseNames(text: string, acts: Act[]): Act[] {
  const named = acts.flatMap((act) => act.who.people).filter(({ name }) => name[1] - name[0] > 1);
  const fuller = (mention: Mention): Mention => {
    const { name, role } = mention;
    if (name[1] - name[0] !== 1 || !role || role[0] !== name[1]) return mention;
    const surname = text.slice(...name);
    const title = text.slice(...role);
    const found = named.filter((one) => text.startsWith(surname, one.name[0]) && one.role && text.slice(...one.role).endsWith(title));
    const [only] = found;
    const isOne = new Set(found.map((one) => text.slice(...one.name))).size === 1;
    return only && isOne ? { name: only.name, role: only.role, at: name[0] } : mention;
  };
  return acts.map((act) => ({ ...act, who: { ...act.who, people: act.who.people.map(fuller) } }));
}
