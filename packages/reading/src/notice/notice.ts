import type { Draft, Evidenced, HeldDate, MeetingDraft, Span } from "@lectern/schema";
import { DocumentKind, SpeechKind } from "@lectern/schema/kind";
import { foldKey } from "@lectern/text";
import { latestDay } from "../date-field.js";
import { fromMetadata, fromText } from "../evidence.js";
import { type FieldContext, readField } from "../fields.js";
import { readEnglishActs } from "./acts-en.js";
import { findChineseActs } from "./acts-zh.js";
import { findCitedWorks } from "./cited-works.js";
import { parseDateValue } from "./dates.js";
import { findEvents } from "./events.js";
import { readHead } from "./head.js";
import { findHeldDate, heldFromField } from "./held-date.js";
import { knownInNews } from "./known-names.js";
import { labelledPlace } from "./labels.js";
import {
  findActingBody,
  findBodyThatMet,
  findEnglishBody,
  findEnglishKind,
  findEnglishPlace,
  findEnglishTheme,
  findHeadingBody,
} from "./meeting-en.js";
import { findChineseBody, findChineseKind, findChinesePlace, findChineseTheme } from "./meeting-zh.js";
import { type Act, gatherRoster, type Mention } from "./people.js";
import { canonicalPhrase } from "./phrase-families.js";
import { findPoints } from "./points.js";
import { type Prose, quotedSpans, readProse } from "./prose.js";
import { findQuantities } from "./quantities.js";
import { printFrom, readingCopy } from "./reading-copy.js";
import { mentionsWithRole } from "./roles-zh.js";
import { findSetPhrases } from "./set-phrases.js";
import { withFullChineseNames } from "./surname-and-title-zh.js";

/** Reads a notice: a piece of prose that tells of a meeting. */
export function readNotice(draft: Draft, context: FieldContext, phrases: string[]): void {
  const stored = draft.text;
  draft.text = readingCopy(stored);
  readCopy(draft, context, phrases);
  if (draft.text !== stored) printFrom(stored, draft);
  draft.text = stored;
}

function readCopy(draft: Draft, context: FieldContext, phrases: string[]): void {
  const { text, blocks } = draft;
  const prose = readProse(text, blocks, proseSpan(draft));
  draft.meeting = readMeeting(draft, context, prose);
  const english = prose.isChinese ? null : knownInNews(draft, prose);
  const told = english
    ? readEnglishActs(prose, english.context)
    : { acts: withFullChineseNames(text, findChineseActs(prose)), statements: [] };
  const { acts } = told;
  const elsewhere = english ? [...english.titled, ...rolesToFill(text, acts, english.named)] : mentionsWithRole(prose, acts);
  const roster = gatherRoster(text, acts, SpeechKind.PRESIDER_REMARKS, elsewhere);
  draft.presiders = withField(roster.presiders, readField(context, "presider"));
  draft.speeches = roster.speeches;
  draft.groupSpeakers = roster.groupSpeakers;
  draft.attendees = roster.attendees;
  draft.points = findPoints(prose, told, true);
  readWords(draft, prose, phrases);
}

/** Mentions with an office of persons whose acts stand beside none. */
function rolesToFill(text: string, acts: Act[], named: Mention[]): Mention[] {
  const nameOf = ({ name }: Mention) => foldKey(text.slice(...name));
  const inOffice = new Set(acts.flatMap(({ who }) => who.people.filter(({ role }) => role).map(nameOf)));
  return named.filter((mention) => mention.role && !inOffice.has(nameOf(mention)));
}

/** What any text may hold: works it cites, set phrases, events, quantities. */
export function readWords(draft: Draft, prose: Prose, phrases: string[]): void {
  const { text } = draft;
  draft.citedWorks = findCitedWorks(prose);
  const titles = draft.citedWorks.flatMap((work) => work.spans);
  const theme = draft.meeting?.theme?.span;
  const about = draft.speeches.flatMap((speech) => (speech.about?.span && isTitle(text, speech.about.span) ? [speech.about.span] : []));
  // In a speech, what is quoted at length is quoted from somewhere: it is no formula.
  // Minutes quote motions, projects and turns of speech: of formulas only the known ones count there.
  const isEnglishMinutes = draft.kind === DocumentKind.MINUTES && !prose.isChinese;
  const longest = isEnglishMinutes ? 0 : draft.kind === DocumentKind.SPEECH ? 8 : 24;
  const found = findSetPhrases(prose, phrases, { titles: [...titles, ...(theme ? [theme] : [])], speeches: about }, longest);
  draft.setPhrases = found.map((phrase) => {
    const canonical = canonicalPhrase(phrase.value);
    return canonical === undefined ? phrase : { ...phrase, canonical };
  });
  draft.events = findEvents(prose);
  const quoted = quotedSpans(text, prose.span, '“”《》""');
  const locators = draft.citedWorks.flatMap((work) => (work.locator?.span ? [work.locator.span] : []));
  draft.quantities = findQuantities(prose, [...quoted, ...locators]);
}

/** The title of a report stands in marks and is no set phrase. */
function isTitle(text: string, [start, end]: Span): boolean {
  return /[“《「"]/u.test(text[start - 1] ?? "") && /[”》」"]/u.test(text[end] ?? "");
}

export function proseSpan(draft: Pick<Draft, "text" | "blocks">): Span {
  return readHead(draft.text, draft.blocks, true).body;
}

/** Minutes whose head is lost still tell of votes. */
const RECORDS_VOTES = /\bby unanimous vote\b|\bvotes? for this action\b|\bCommittee ratified\b/iu;

/** The meeting: what the collection's fields say, else what the prose says. */
export function readMeeting(draft: Draft, context: FieldContext, prose: Prose): MeetingDraft {
  const title = draft.title?.span ?? null;
  const { text } = prose;
  const body: { span: Span; method: string; confidence?: number } | null = prose.isChinese
    ? findChineseBody(prose, title)
    : (findEnglishBody(prose, title) ??
      (draft.kind === DocumentKind.MINUTES ? findHeadingBody(text) : null) ??
      findBodyThatMet(prose) ??
      (draft.kind === DocumentKind.MINUTES || RECORDS_VOTES.test(text.slice(0, 8000)) ? findActingBody(prose) : null));
  const kind = prose.isChinese ? findChineseKind(prose, title) : findEnglishKind(prose, title, body?.span ?? null);
  const theme = prose.isChinese ? findChineseTheme(prose) : findEnglishTheme(prose);
  const place = labelledPlace(text) ?? (prose.isChinese ? findChinesePlace(prose) : findEnglishPlace(prose, title));
  const settled = context.settings?.body;
  return {
    heldOn:
      fieldDate(context) ?? findHeldDate(prose, { publishedOn: latestDay(draft.publishedOn), title, titleWords: draft.title?.value ?? "" }),
    body:
      readField(context, "body") ??
      (body
        ? fromText(text, body.span, body.method, body.confidence ?? 0.85)
        : settled
          ? fromMetadata(settled, "collection.yaml: body")
          : null),
    kind: readField(context, "meetingKind") ?? (kind && fromText(text, kind, "kind of meeting as printed", 0.85)),
    theme: readField(context, "theme") ?? (theme && fromText(text, theme, "theme: behind 'theme' or 主题", 0.9)),
    place: readField(context, "place") ?? (place && fromText(text, place, "place: held in X, 在X召开, 地点：X", 0.75)),
  };
}

/** The held date that a field of the collection gives. */
export function fieldDate(context: FieldContext): HeldDate | null {
  const field = readField(context, "heldOn");
  const value = field && parseDateValue(field.value);
  return field && value ? heldFromField(field, value) : null;
}

function withField(presiders: Draft["presiders"], field: Evidenced | null): Draft["presiders"] {
  if (!field || presiders.some((one) => one.name.value === field.value)) return presiders;
  return [{ name: field, role: null }, ...presiders];
}
