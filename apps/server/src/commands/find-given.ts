import { ProblemCode } from "@lectern/schema/kind";
import type { Env } from "../env.js";
import { type FileProblem, type FoundFiles, findFiles, UnusableCollection } from "../import/find-files.js";
import { CommandError, EXIT } from "./command.js";
import { describeProblem } from "./progress.js";

/** The files that the paths of a command line mean. A collection.yaml given for them that cannot be used is wrong use. */
export async function findGiven(paths: string[], { callerFolder }: Env, collectionFile: string | undefined): Promise<FoundFiles> {
  try {
    return await findFiles(paths, { callerFolder, collectionFile });
  } catch (error) {
    if (!(error instanceof UnusableCollection)) throw error;
    throw new CommandError(error.problems.map(({ file, problem }) => describeProblem(file, problem)).join("\n"));
  }
}

/** What a command ends with that could not use some of its paths: settings with faults are wrong use, a path that is none is a problem. */
export function exitCodeOf(problems: FileProblem[]): number {
  if (problems.some(({ problem }) => problem.code === ProblemCode.BAD_COLLECTION)) return EXIT.usage;
  return problems.length > 0 ? EXIT.problems : EXIT.ok;
}
