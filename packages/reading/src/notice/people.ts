import type { Evidenced, PersonInRole, Span, SpeechDraft } from "@lectern/schema";
import { SpeechKind } from "@lectern/schema/kind";
import { foldPrinted, fromText } from "../evidence.js";

/** A person as printed at one place. */
export interface Mention {
  name: Span;
  role: Span | null;
  /** Where the words that stand for the person begin at this place, where these are not the name: an office. */
  at?: number;
}

/** Who did something: named persons, or a group. */
export interface Doers {
  people: Mention[];
  group: Span | null;
}

/** Where the words that stand for a person begin, with the role. */
export function startOf({ name, role, at }: Mention): number {
  return at ?? (role ? Math.min(role[0], name[0]) : name[0]);
}

export const nobody: Doers = { people: [], group: null };

export type Act =
  | { kind: "presided"; who: Doers; at: number; method: string }
  | { kind: "attended"; who: Doers; at: number; method: string }
  | {
      kind: "spoke";
      who: Doers;
      at: number;
      method: string;
      speech: SpeechKind;
      printedKind: Span | null;
      about: Span | null;
      isReport: boolean;
      /** Thanks and wishes, which are remarks of one who says nothing else, and nothing of one who presides. */
      isCourtesy?: boolean;
      /** Questions are remarks too of one who says nothing else. */
      isQuestion?: boolean;
    };

export interface Roster {
  presiders: PersonInRole[];
  speeches: SpeechDraft[];
  groupSpeakers: Evidenced[];
  attendees: Evidenced[];
}

type Spoke = Extract<Act, { kind: "spoke" }>;

/**
 * Puts the acts of a text together: one entry per person and act, each with the fullest role that is printed for it.
 * `elsewhere` are places of the text that name these persons with a role and tell of no act; `chair` is who is known to preside.
 */
export function gatherRoster(
  text: string,
  acts: Act[],
  presiderRemarks: SpeechKind,
  elsewhere: Mention[] = [],
  chair: PersonInRole[] = [],
): Roster {
  const roles = rolesByName(text, [...acts.flatMap((act) => act.who.people), ...elsewhere]);
  const roster: Gathering = {
    presiders: new Map(chair.map((one) => [one.name.value, one])),
    speeches: new Map(),
    speakers: new Set(),
    groupSpeakers: new Map(),
    attendees: new Map(),
  };
  for (const act of acts.toSorted((a, b) => a.at - b.at)) {
    if (act.kind === "presided") addPresiders(text, act, roles, roster);
    else if (act.kind === "spoke" && !act.isReport) addSpeeches(text, act, roles, roster);
  }
  // Words that are only reported make a speech where nothing else says that the person spoke.
  const reported = acts.filter((act): act is Spoke => act.kind === "spoke" && act.isReport);
  for (const act of reported) if (!act.isCourtesy && !act.isQuestion) addReported(text, act, roles, roster, presiderRemarks);
  for (const act of reported) if (act.isCourtesy || act.isQuestion) addReported(text, act, roles, roster, presiderRemarks);
  for (const act of acts) if (act.kind === "attended") addAttendees(text, act, roster);
  const { presiders, speeches, groupSpeakers, attendees } = roster;
  return {
    presiders: [...presiders.values()],
    speeches: [...speeches.values()],
    groupSpeakers: [...groupSpeakers.values()],
    attendees: [...attendees.values()],
  };
}

/** A roster while it is put together, by names, so that long texts with many speakers take no longer for each. */
interface Gathering {
  presiders: Map<string, PersonInRole>;
  /** By name and kind of speech. */
  speeches: Map<string, SpeechDraft>;
  speakers: Set<string>;
  groupSpeakers: Map<string, Evidenced>;
  attendees: Map<string, Evidenced>;
}

function rolesByName(text: string, mentions: Mention[]): Map<string, Span> {
  const roles = new Map<string, Span>();
  for (const { name, role } of mentions) {
    const key = keyOf(text, name);
    const known = roles.get(key);
    if (role && (!known || known[1] - known[0] < role[1] - role[0])) roles.set(key, role);
  }
  return roles;
}

function keyOf(text: string, name: Span): string {
  return foldPrinted(text.slice(...name)).toLowerCase();
}

function roleOf(text: string, mention: Mention, roles: Map<string, Span>, method: string): Evidenced | null {
  const fullest = roles.get(keyOf(text, mention.name)) ?? null;
  const role = mention.role && !(fullest && isShortFor(text, mention, fullest)) ? mention.role : fullest;
  if (!role) return null;
  return role === mention.role
    ? fromText(text, role, `${method}: role beside the name`, 0.9)
    : fromText(text, role, `${method}: role beside the name elsewhere`, 0.8);
}

/** 副司长 for 住房和城乡建设部城市建设司副司长: the words that a fuller role ends with, or a title behind the name beside a role before it. */
function isShortFor(text: string, { name, role }: Mention, fullest: Span): boolean {
  if (!role || role[1] - role[0] >= fullest[1] - fullest[0]) return false;
  return text.slice(...fullest).endsWith(text.slice(...role)) || (role[0] > name[0] && role[0] - name[1] <= 1);
}

function addPresiders(text: string, act: Act, roles: Map<string, Span>, roster: Gathering): void {
  for (const mention of act.who.people) {
    const name = fromText(text, mention.name, act.method, 0.95);
    if (!roster.presiders.has(name.value)) roster.presiders.set(name.value, { name, role: roleOf(text, mention, roles, "presider") });
  }
}

/** Kinds of which a person's every act is one of its own: motions are counted one by one. */
const EACH_COUNTS = new Set<SpeechKind>([SpeechKind.PROPOSAL, SpeechKind.SECONDING]);
/** Kinds beside which words that are reported make a speech of their own. */
const APART = new Set<SpeechKind>([...EACH_COUNTS, SpeechKind.WRITTEN_REPORT]);

function addSpeeches(text: string, act: Spoke, roles: Map<string, Span>, roster: Gathering): void {
  if (act.who.group) addOnce(roster.groupSpeakers, fromText(text, act.who.group, act.method, 0.8));
  for (const mention of act.who.people) {
    // Words that are only reported tell less surely of a speech than its own verb.
    const speaker = fromText(text, mention.name, act.method, act.isReport ? 0.8 : 0.92);
    const about = act.about ? fromText(text, act.about, "what the speech was about", 0.8) : null;
    const key = `${speaker.value}\u0000${act.speech}${EACH_COUNTS.has(act.speech) ? `\u0000${act.at}` : ""}`;
    const known = roster.speeches.get(key);
    if (!APART.has(act.speech)) roster.speakers.add(speaker.value);
    if (known) {
      known.about ??= about;
      continue;
    }
    roster.speeches.set(key, {
      speaker,
      role: roleOf(text, mention, roles, "speaker"),
      kind: act.speech,
      printedKind: act.printedKind ? fromText(text, act.printedKind, "kind of speech as printed", 0.9) : null,
      about,
      textSpan: null,
    });
  }
}

function addReported(text: string, act: Spoke, roles: Map<string, Span>, roster: Gathering, presiderRemarks: SpeechKind): void {
  for (const mention of act.who.people) {
    const value = foldPrinted(text.slice(...mention.name));
    if (roster.speakers.has(value) || (act.isCourtesy && roster.presiders.has(value))) continue;
    // 在讲话中强调 names a speech; words that are only reported are the remarks of who presides.
    const isRemark = act.printedKind === null && roster.presiders.has(value);
    addSpeeches(text, { ...act, who: { people: [mention], group: null }, speech: isRemark ? presiderRemarks : act.speech }, roles, roster);
  }
}

function addAttendees(text: string, act: Act, roster: Gathering): void {
  if (act.who.group) addOnce(roster.attendees, fromText(text, act.who.group, act.method, 0.85));
  for (const mention of act.who.people) {
    const name = fromText(text, mention.name, act.method, 0.9);
    if (!roster.presiders.has(name.value) && !roster.speakers.has(name.value)) addOnce(roster.attendees, name);
  }
}

function addOnce(known: Map<string, Evidenced>, value: Evidenced): void {
  if (!known.has(value.value)) known.set(value.value, value);
}
