import type { LinkTarget, Locator } from "@lectern/schema";
import { CitationState } from "@lectern/schema/kind";
import type { Catalogue, HeldWork } from "../catalogue.js";
import { groupEditions } from "../editions.js";

/** More passages than this are given as one target, the place as a whole. */
const MOST_TARGETS = 200;

/** What a title and its locator come to. */
export interface Resolution {
  state: CitationState;
  work: HeldWork;
  passages: number[];
  targets: LinkTarget[];
  candidates: LinkTarget[];
  /** Follows the words "“Title” ..." in a reason. */
  reason: string;
  /** False where the work is known but the place is not. */
  isExact: boolean;
}

/** Targets that were asked for of late, by their passages: the same are cited again and again. */
const known = new WeakMap<Catalogue, Map<number, Readonly<LinkTarget>>>();
const MOST_KNOWN = 1 << 16;

/** The target that stands for one passage of the catalogue. */
export function passageTarget(catalogue: Catalogue, passage: number): Readonly<LinkTarget> {
  let targets = known.get(catalogue);
  if (targets === undefined || targets.size > MOST_KNOWN) {
    targets = new Map();
    known.set(catalogue, targets);
  }
  let target = targets.get(passage);
  if (target === undefined) {
    const { passages, works } = catalogue;
    const key = passages.key(passage);
    const work = works[passages.work(passage)] as HeldWork;
    target = { ...workTarget(work, passages.locator(passage)), ...(key === undefined ? {} : { passage: key }) };
    targets.set(passage, Object.freeze(target));
  }
  return target;
}

/** The targets that stand for passages of one work; for very many, the place that they make. */
export function passageTargets(catalogue: Catalogue, work: HeldWork, passages: number[], place: string): LinkTarget[] {
  return passages.length > MOST_TARGETS ? [workTarget(work, place)] : passages.map((passage) => passageTarget(catalogue, passage));
}

/** The target that stands for a work as a whole, or for a place in it that is no passage of its own. */
export function workTarget(work: HeldWork, locator: string | null): LinkTarget {
  return { work: work.work, locator, ...(work.version === undefined ? {} : { version: work.version }) };
}

/**
 * One of the works that a title names, at a locator. Several versions or editions of one work are one work: the date of the
 * text chooses among them. Several works are ambiguous, unless the locator exists in one of them only.
 */
export function resolveTitle(catalogue: Catalogue, works: HeldWork[], locator: Locator | null, date: string | null): Resolution {
  const [first] = works;
  if (works.length === 1 && first !== undefined) return resolveIn(catalogue, first, locator);
  const chosen = groupEditions(catalogue, works, (work) => work).map((versions) => chooseVersion(versions, date));
  const resolutions = chosen.map(({ work, reason }) => withReason(resolveIn(catalogue, work, locator), reason));
  const [only] = resolutions;
  if (only === undefined) throw new Error("resolving a title without works");
  if (resolutions.length === 1) return only;
  const fitting = locator === null ? [] : resolutions.filter(({ isExact }) => isExact);
  const [fit] = fitting;
  if (fitting.length === 1 && fit)
    return withReason(fit, `of the ${resolutions.length} works so called, only “${fit.work.title}” has this place`);
  const rivals = fitting.length > 1 ? fitting : resolutions;
  return {
    ...only,
    state: CitationState.AMBIGUOUS,
    passages: [],
    targets: [],
    candidates: rivals.flatMap(({ targets, candidates, work }) =>
      targets.length + candidates.length > 0 ? [...targets, ...candidates].slice(0, 20) : [workTarget(work, null)],
    ),
    reason: `names ${rivals.length} works that are held: ${rivals
      .map(({ work }) => work.title)
      .slice(0, 5)
      .join("; ")}`,
  };
}

function withReason(resolution: Resolution, reason: string): Resolution {
  return reason === "" ? resolution : { ...resolution, reason: resolution.reason === "" ? reason : `${resolution.reason}; ${reason}` };
}

/** The newest version that is not younger than the text. */
function chooseVersion(versions: HeldWork[], date: string | null): { work: HeldWork; reason: string } {
  const [only] = versions;
  if (versions.length === 1 && only) return { work: only, reason: "" };
  const dated = [...versions].sort((a, b) => (b.publishedOn ?? b.version ?? "").localeCompare(a.publishedOn ?? a.version ?? ""));
  const standing = date === null ? undefined : dated.find((version) => (version.publishedOn ?? version.version ?? "") <= date);
  const work = standing ?? (dated[0] as HeldWork);
  const name = work.version ?? work.publishedOn ?? "undated";
  if (standing) return { work, reason: `the version of ${name} stood on ${date}` };
  return {
    work,
    reason:
      date === null
        ? `the newest of ${versions.length} versions, since the text has no date`
        : `no version is as old as ${date}; the newest, ${name}`,
  };
}

function resolveIn(catalogue: Catalogue, work: HeldWork, locator: Locator | null): Resolution {
  if (locator === null) return toWork(work, null, "");
  const meaning = work.locators.resolve(locator);
  const place = work.locators.describe(locator);
  switch (meaning.kind) {
    case "unknown":
      return toWork(work, place, `${place}; the work is held without its passages`);
    case "untold": {
      const reason = `${place}; the passages of the work do not tell their ${meaning.untold.join(" and ")}`;
      return toWork(work, place, reason);
    }
    case "missing":
      return { ...nowhere(work), isExact: false, reason: `the work has no ${meaning.missing}` };
    case "several":
      return {
        ...nowhere(work),
        state: CitationState.AMBIGUOUS,
        candidates: meaning.places.slice(0, 50).map((passage) => passageTarget(catalogue, passage)),
        reason: `${place} occurs in ${meaning.places.length} places of the work`,
      };
    case "passages": {
      const { passages, missing } = meaning;
      const targets = passageTargets(catalogue, work, passages, place);
      return {
        ...nowhere(work),
        passages,
        targets,
        reason: missing.length === 0 ? place : `${place}; the work has no ${missing.join(", ")}`,
      };
    }
  }
}

/** A work as a whole, or a place in it that is no passage of its own. */
function toWork(work: HeldWork, place: string | null, reason: string): Resolution {
  return {
    state: CitationState.RESOLVED,
    work,
    passages: [],
    targets: [workTarget(work, place)],
    candidates: [],
    isExact: true,
    reason,
  };
}

function nowhere(work: HeldWork): Resolution {
  return { state: CitationState.RESOLVED, work, passages: [], targets: [], candidates: [], isExact: true, reason: "" };
}
