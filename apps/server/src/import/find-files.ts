import { type Dirent, existsSync, type Stats } from "node:fs";
import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { parseStyles } from "@lectern/linking";
import { belongsTo, type CollectionSettings, parseCollection } from "@lectern/reading";
import type { ReadProblem } from "@lectern/schema";
import { ProblemCode } from "@lectern/schema/kind";
import { glob } from "tinyglobby";
import { plainCollection } from "./plain-collection.js";
import { withSideFiles } from "./side-files.js";

/** A file of a collection. */
export interface FoundFile {
  /** Where it lies. */
  path: string;
  /** Its path in the words of the caller. */
  given: string;
  /** Its path relative to the collection's folder, "/" between the parts. */
  place: string;
  bytes: number;
  /** Its bytes, where they did not come from a file. */
  content?: Uint8Array;
  /** What has to be known to read it again, besides the collection. */
  hints?: Record<string, unknown>;
}

/** A collection, and those of its files that are to be imported. */
export interface FoundCollection {
  /** What its files are read by. */
  settings: CollectionSettings;
  /** What is stored as the settings of the collection: the same, but for a text that was handed in with settings of its own. */
  stored: CollectionSettings;
  /** Whether a collection.yaml says what it is. */
  isDeclared: boolean;
  folder: string;
  /** Where the files lie that its settings name, where that is not its folder. */
  settingsFolder?: string;
  /** Whether a file's place says which source it is; not so for a text that was handed in. */
  keepsPlaces: boolean;
  files: FoundFile[];
  /** Whether all of its folder was looked through, so that files no longer there can be told. */
  isWhole: boolean;
  /** Files that were passed over, because Lectern does not read their format. */
  ignored: string[];
  problems: FileProblem[];
}

export interface FileProblem {
  file: string;
  problem: ReadProblem;
}

export interface FoundFiles {
  collections: FoundCollection[];
  /** What was wrong with the paths themselves, or with a collection.yaml. */
  problems: FileProblem[];
}

/** The collection.yaml that was given for all paths is not there, or has faults: nothing can be read by it. */
export class UnusableCollection extends Error {
  constructor(readonly problems: FileProblem[]) {
    super(problems.map(({ problem }) => problem.message).join("\n"));
  }
}

const COLLECTION_FILES = ["collection.yaml", "collection.yml"];

export interface FindOptions {
  /** What the paths are relative to. */
  callerFolder: string;
  /** A collection.yaml that all of them belong to. */
  collectionFile?: string | undefined;
  /** The settings of a collection that all of them belong to. */
  settings?: CollectionSettings | undefined;
}

/**
 * The files that paths (files, folders, globs) mean, by the collection they belong to: the one that is given, else that of
 * the nearest collection.yaml in their folder or above it, else one that is named after their folder.
 */
export async function findFiles(paths: string[], { callerFolder, collectionFile, settings }: FindOptions): Promise<FoundFiles> {
  const finder = new Finder(callerFolder, settings ?? null);
  if (collectionFile !== undefined) await finder.useCollection(resolve(callerFolder, collectionFile));
  for (const path of paths) await finder.add(path);
  const { collections, problems } = finder.found();
  return { collections: await Promise.all(collections.map(withSideFiles)), problems };
}

class Finder {
  readonly problems: FileProblem[] = [];
  private readonly collections = new Map<string, FoundCollection>();
  private readonly taken = new Set<string>();
  private isGivenAbsolute = false;
  private givenFolder: string | undefined;
  private namedFolder: string | null = null;

  constructor(
    private readonly callerFolder: string,
    private given: CollectionSettings | null,
  ) {}

  async useCollection(file: string): Promise<void> {
    this.given = await this.readCollection(file);
    this.givenFolder = dirname(file);
    if (this.given === null) throw new UnusableCollection(this.problems);
  }

  async add(path: string): Promise<void> {
    const absolute = resolve(this.callerFolder, path);
    this.isGivenAbsolute = isAbsolute(path);
    const about = await this.statOf(absolute);
    if (about?.isDirectory()) return this.addFolder(absolute);
    if (about) return this.addFile(absolute, about, true);
    if (!existsSync(absolute) && /[*?[\]{}]/.test(path)) return this.addGlob(path);
    const code = existsSync(absolute) ? ProblemCode.NOT_READABLE : ProblemCode.NOT_FOUND;
    this.problems.push(code === ProblemCode.NOT_FOUND ? notFound(path) : notReadable(path));
  }

  found(): FoundFiles {
    const collections = [...this.collections.values()].filter(
      ({ files, problems, isWhole }) => files.length > 0 || problems.length > 0 || isWhole,
    );
    // What is cited comes before what cites, so that fewer texts have to be linked twice.
    const isCited = ({ settings }: FoundCollection) => (settings.kind === "study-text" ? 0 : 1);
    return { collections: collections.sort((one, other) => isCited(one) - isCited(other)), problems: this.problems };
  }

  private async addGlob(pattern: string): Promise<void> {
    const paths = await glob(pattern, { cwd: this.callerFolder, absolute: true, onlyFiles: true, expandDirectories: false });
    if (paths.length === 0) this.problems.push(notFound(pattern));
    for (const path of paths.sort()) {
      const about = await this.statOf(path);
      if (about) await this.addFile(path, about, false);
    }
  }

  /** A file by itself. One that the user named is taken even where its collection leaves it out. */
  private async addFile(path: string, about: Stats, isNamed: boolean): Promise<void> {
    if (COLLECTION_FILES.includes(basename(path))) return;
    const declared = this.given ? null : await this.declaredAbove(dirname(path));
    if (declared === "broken") return;
    const collection = declared ?? this.collectionOf(this.given ?? plainCollection(dirname(path)), this.given !== null, dirname(path));
    const place = placeIn(collection.folder, path);
    if (!isNamed && !belongsTo(collection.settings, place)) return void collection.ignored.push(place);
    this.takeOnce(collection, path, about.size);
  }

  private async addFolder(folder: string): Promise<void> {
    const above = this.given ? null : await this.declaredAbove(folder);
    if (above === "broken") return;
    const collection = above ?? this.collectionOf(this.given ?? plainCollection(folder), this.given !== null, folder);
    if (collection.folder === folder) collection.isWhole = true;
    this.namedFolder = folder;
    await this.walk(folder, collection, await realpath(folder));
  }

  /** Everything under a folder. A folder within it that has a collection.yaml is a collection of its own. */
  private async walk(folder: string, collection: FoundCollection, root: string): Promise<void> {
    let entries: Dirent[];
    try {
      entries = await readdir(folder, { withFileTypes: true });
    } catch {
      collection.isWhole = false;
      if (folder === this.namedFolder) this.problems.push(notReadable(this.asGiven(folder)));
      else collection.problems.push(notReadable(placeIn(collection.folder, folder)));
      return;
    }
    const inner = this.given ? undefined : entries.find((entry) => COLLECTION_FILES.includes(entry.name));
    if (inner && folder !== collection.folder) {
      const settings = await this.readCollection(join(folder, inner.name));
      if (settings === null) return;
      const own = this.collectionOf(settings, true, folder);
      own.isWhole = true;
      return this.walk(folder, own, root);
    }
    for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
      if (entry.name.startsWith(".") || COLLECTION_FILES.includes(entry.name)) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) await this.walk(path, collection, root);
      else if (entry.isSymbolicLink()) await this.followLink(path, collection, root);
      else if (entry.isFile()) await this.take(path, collection);
    }
  }

  /** A link to a file within the folder is that file; one that leads out of the folder is not followed. */
  private async followLink(path: string, collection: FoundCollection, root: string): Promise<void> {
    const target = await realpath(path).catch(() => null);
    const place = placeIn(collection.folder, path);
    if (target === null) return void collection.problems.push(leadsNowhere(place));
    if (target !== root && !target.startsWith(root + sep)) return void collection.problems.push(outsideFolder(place, target));
    const about = await this.statOf(path);
    if (about?.isFile()) await this.take(path, collection);
  }

  private async take(path: string, collection: FoundCollection): Promise<void> {
    const place = placeIn(collection.folder, path);
    if (!belongsTo(collection.settings, place)) return void collection.ignored.push(place);
    const about = await this.statOf(path);
    if (about) this.takeOnce(collection, path, about.size);
    else collection.problems.push(notReadable(place));
  }

  /** The collection of the nearest collection.yaml in a folder or above it; null where there is none. */
  private async declaredAbove(folder: string): Promise<FoundCollection | "broken" | null> {
    for (let at = folder; ; at = dirname(at)) {
      const known = this.collections.get(at);
      if (known?.isDeclared) return known;
      const file = COLLECTION_FILES.map((name) => join(at, name)).find((name) => existsSync(name));
      if (file) {
        const settings = await this.readCollection(file);
        return settings === null ? "broken" : this.collectionOf(settings, true, at);
      }
      if (dirname(at) === at) return null;
    }
  }

  private async readCollection(file: string): Promise<CollectionSettings | null> {
    const yaml = await readFile(file, "utf8").catch(() => null);
    if (yaml === null) {
      this.problems.push(existsSync(file) ? notReadable(file) : notFound(file));
      return null;
    }
    const parsed = parseCollection(yaml, file);
    const problems = "settings" in parsed ? faultsOfStyles(parsed.settings, file) : parsed.problems.map((problem) => ({ file, problem }));
    this.problems.push(...problems);
    return "settings" in parsed && problems.length === 0 ? parsed.settings : null;
  }

  private collectionOf(settings: CollectionSettings, isDeclared: boolean, folder: string): FoundCollection {
    const known = this.collections.get(folder);
    if (known) return known;
    const made: FoundCollection = {
      settings,
      stored: settings,
      isDeclared,
      folder,
      ...(this.givenFolder !== undefined && { settingsFolder: this.givenFolder }),
      keepsPlaces: true,
      files: [],
      isWhole: false,
      ignored: [],
      problems: [],
    };
    this.collections.set(folder, made);
    return made;
  }

  /** Paths that overlap name a file more than once. */
  private takeOnce(collection: FoundCollection, path: string, bytes: number): void {
    if (this.taken.has(path)) return;
    this.taken.add(path);
    collection.files.push({ path, given: this.asGiven(path), place: placeIn(collection.folder, path), bytes });
  }

  /** A path in the words of the caller. */
  private asGiven(path: string): string {
    return this.isGivenAbsolute ? path : placeIn(this.callerFolder, path);
  }

  private statOf(path: string): Promise<Stats | null> {
    return stat(path).catch(() => null);
  }
}

/** How a study text is cited is linking's business, so reading passes it on as it is. */
function faultsOfStyles({ studyText }: CollectionSettings, file: string): FileProblem[] {
  const parsed = parseStyles(JSON.stringify((studyText?.styles ?? []).map((style) => ({ ...style, work: "this work" }))));
  if ("value" in parsed) return [];
  const message = `${file}: "studyText.styles": ${parsed.problem.message}`;
  return [fileProblem(file, ProblemCode.BAD_COLLECTION, message, "docs/linking.md has examples of styles.")];
}

function placeIn(folder: string, path: string): string {
  return relative(folder, path).split(sep).join("/");
}

function notFound(file: string): FileProblem {
  return fileProblem(
    file,
    ProblemCode.NOT_FOUND,
    `There is nothing at ${file}.`,
    "Check the path; it is relative to the folder you stand in.",
  );
}

function notReadable(file: string): FileProblem {
  return fileProblem(
    file,
    ProblemCode.NOT_READABLE,
    `This user may not read ${file}.`,
    "Give this user the right to read it, then import again.",
  );
}

function leadsNowhere(file: string): FileProblem {
  const message = `${file} is a link to something that is not there.`;
  return fileProblem(file, ProblemCode.NOT_FOUND, message, "Mend the link or delete it, then import again.");
}

function outsideFolder(file: string, target: string): FileProblem {
  const message = `${file} is a link that leads out of its folder, to ${target}.`;
  return fileProblem(file, ProblemCode.OUTSIDE_FOLDER, message, "Put the file itself into the folder, or import its own folder.");
}

export function fileProblem(file: string, code: ProblemCode, message: string, advice: string): FileProblem {
  return { file, problem: { code, message, advice, row: null, line: null, column: null } };
}
