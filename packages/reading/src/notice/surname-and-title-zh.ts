import type { Act, Mention } from "./people.js";
import { chinesePersonEnding } from "./people-zh.js";

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
  return acts.map((act) => ({ ...act, who: { ...act.who, people: act.who.people.map((one) => withFirstName(text, fuller(one))) } }));
}

/** 鲁伊斯 is 安娜·鲁伊斯, where the text names her so. */
function withFirstName(text: string, mention: Mention): Mention {
  const name = text.slice(...mention.name);
  if (name.length < 2 || /[·•・]/u.test(name)) return mention;
  const dot = ["·", "•", "・"].map((mark) => text.indexOf(mark + name)).find((at) => at > 0);
  if (dot === undefined) return mention;
  const end = dot + 1 + name.length;
  const full = chinesePersonEnding(text, Math.max(0, dot - FARTHEST), end);
  if (full?.name[1] !== end || full.name[0] >= dot) return mention;
  return { name: full.name, role: mention.role ?? full.role, at: mention.at ?? mention.name[0] };
}

/** Characters before a middle dot in which the first name and its office stand. */
const FARTHEST = 60;
