import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { ImportOutcome } from "@lectern/schema";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Archive } from "../archive.js";
import type { Env } from "../env.js";
import { clientError } from "../graphql/errors.js";
import { type FindOptions, findFiles } from "../import/find-files.js";
import type { DocumentOutcome } from "../import/import-run.js";
import { settingsFor } from "../import/named-settings.js";
import { importFiles } from "../import-documents.js";
import { callerOf, refuse, sendError } from "./caller.js";
import { wroteWith } from "./reads.js";

/** Files of one upload. */
export const MOST_FILES = 1_000;

const UPLOADS = "uploads";

/**
 * POST /import: files as multipart/form-data, with a key. A field `collection` names the collection they go to; a file
 * collection.yaml among them says how they are read. Answers with how each document ended, and the counts.
 */
export async function acceptUpload(archive: Archive, env: Env, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { key, isUnknown } = await callerOf(request, archive);
  if (key === null) return refuse(reply, isUnknown);
  if (!request.isMultipart()) return sendError(reply, 415, "BAD_USER_INPUT", "Send the files as multipart/form-data.");

  const folder = await makeFolder(env);
  try {
    const { collection, names } = await receive(request, folder);
    if (names.length === 0) return sendError(reply, 400, "BAD_USER_INPUT", "There is no file in the request.");
    const found = await findFiles(names, { callerFolder: folder, ...(await howToRead(archive, names, collection)) });
    const documents: DocumentOutcome[] = [];
    const listener = { onDocument: (outcome: DocumentOutcome) => void documents.push(outcome) };
    const report = await importFiles(archive, found, { origin: `upload of ${describe(names)}`, by: key.name, listener });
    await wroteWith(archive, key);
    const hasStored = documents.some(({ outcome }) => outcome !== ImportOutcome.PROBLEM);
    return reply.code(hasStored || documents.length === 0 ? 200 : 422).send({ ...report, documents });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function makeFolder(env: Env): Promise<string> {
  const folder = join(env.dataFolder, "uploads");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return mkdtemp(join(folder, "upload-"));
}

/** Puts the files into a folder, by their own names; a path in a name is cut off. */
async function receive(request: FastifyRequest, folder: string): Promise<{ collection: string; names: string[] }> {
  const names: string[] = [];
  let collection = UPLOADS;
  for await (const part of request.parts()) {
    if (part.type === "field") {
      if (part.fieldname === "collection" && typeof part.value === "string" && part.value !== "") collection = part.value;
      continue;
    }
    const name = basename(part.filename.replaceAll("\\", "/"));
    if (name === "" || name.startsWith(".") || names.includes(name)) {
      throw clientError(
        "BAD_USER_INPUT",
        `The files need names of their own, without a dot at the beginning: ${JSON.stringify(part.filename)} is not one.`,
      );
    }
    await writeFile(join(folder, name), await part.toBuffer());
    names.push(name);
  }
  return { collection, names };
}

async function howToRead(archive: Archive, names: string[], collection: string): Promise<Pick<FindOptions, "collectionFile" | "settings">> {
  const collectionFile = names.find((name) => /^collection\.ya?ml$/.test(name));
  return collectionFile === undefined ? { settings: await settingsFor(archive.database, collection) } : { collectionFile };
}

function describe(names: string[]): string {
  return names.length === 1 ? (names[0] ?? "") : `${names.length} files`;
}
