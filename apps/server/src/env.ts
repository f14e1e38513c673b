import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

/** What the environment says, checked. docs/operating.md has the table of settings. */
export interface Env {
  /** A Postgres of the user's own; null for the embedded one. */
  databaseUrl: string | null;
  /** Replicas of that Postgres, which requests may read from; none unless named. */
  databaseReadUrls: string[];
  /** The Meilisearch, or several that share the archive, that searches are answered from; null for Postgres alone. */
  meilisearch: { url: string[]; masterKey: string | null } | null;
  host: string;
  port: number;
  /** Folder of the embedded database, the admin key and uploads in progress. */
  dataFolder: string;
  /** Whether reading needs a key, too. */
  reading: "open" | "key";
  /** Names, besides localhost and `host`, by which browsers may address this server. */
  allowedHosts: string[];
  /** Longest time that one request may take. */
  requestSeconds: number;
  /** Connections to the database that requests may use at once. */
  poolSize: number;
  /** Where the user stands: paths on the command line are relative to it. */
  callerFolder: string;
}

/** The environment has faults; the message lists all of them. */
export class EnvError extends Error {}

const PROJECT_FOLDER = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .regex(/^-?\d{1,9}$/, "is not a whole number")
    .transform(Number)
    .refine((number) => number >= from && number <= to, `is not between ${from} and ${to}`);

const settings = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/./, "does not start with postgres://. Give it as postgres://user:password@host:5432/database")
    .optional(),
  DATABASE_READ_URLS: z
    .string()
    .regex(
      /^\s*postgres(ql)?:\/\/[^\s,]+(\s*,\s*postgres(ql)?:\/\/[^\s,]+)*\s*$/,
      "is not a list of addresses that start with postgres://, with commas between them",
    )
    .default(""),
  MEILISEARCH_URL: z
    .string()
    .transform(listed)
    .refine((urls) => urls.length > 0 && urls.every((url) => /^https?:\/\/[^/]/i.test(url)), {
      error: "does not start with http://. Give it as http://host:7700, several with commas between them",
      abort: true,
    })
    .refine((urls) => urls.every((url) => URL.canParse(url)), {
      error: "is no address of a server: a host has no such name, or a port is not from 1 to 65535. Give it as http://host:7700",
      abort: true,
    })
    .refine((urls) => !urls.some(holdsMore), {
      error:
        "holds more than the address of a server. Give the master key in MEILISEARCH_API_KEY, not in the address as user:password@ or ?key=",
      abort: true,
    })
    .transform((urls) => urls.map(inOneForm))
    .refine((urls) => new Set(urls).size === urls.length, "names a server twice. Each holds a part of its own")
    .optional(),
  MEILISEARCH_API_KEY: z.string().optional(),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, "is not a host name or address")
    .default("localhost"),
  PORT: wholeNumber(0, 65_535).default(4_000),
  LECTERN_DATA: z.string().optional(),
  LECTERN_READING: z.enum(["open", "key"], "is neither open nor key").default("open"),
  LECTERN_ALLOWED_HOSTS: z
    .string()
    .regex(/^[\w.:, -]*$/, "is not a list of host names with commas between them")
    .default(""),
  LECTERN_REQUEST_SECONDS: wholeNumber(1, 600).default(20),
  LECTERN_POOL: wholeNumber(2, 200).default(10),
  LECTERN_CALLER_DIR: z.string().optional(),
  INIT_CWD: z.string().optional(),
});

/** The settings, from `process.env` unless others are given. Throws an EnvError that lists all faults at once. */
export function readEnv(variables: Record<string, string | undefined> = process.env): Env {
  const result = settings.safeParse(withSecrets(withoutEmpty(variables)));
  if (!result.success) throw new EnvError(describeFaults(result.error.issues, variables));
  const given = result.data;
  const callerFolder = given.LECTERN_CALLER_DIR ?? given.INIT_CWD ?? process.cwd();
  return {
    databaseUrl: given.DATABASE_URL ?? null,
    databaseReadUrls: listed(given.DATABASE_READ_URLS),
    meilisearch: given.MEILISEARCH_URL === undefined ? null : { url: given.MEILISEARCH_URL, masterKey: given.MEILISEARCH_API_KEY ?? null },
    host: given.HOST,
    port: given.PORT,
    dataFolder: given.LECTERN_DATA === undefined ? projectFolder(".lectern") : resolve(callerFolder, given.LECTERN_DATA),
    reading: given.LECTERN_READING,
    allowedHosts: listed(given.LECTERN_ALLOWED_HOSTS),
    requestSeconds: given.LECTERN_REQUEST_SECONDS,
    poolSize: given.LECTERN_POOL,
    callerFolder,
  };
}

/** Whether an address has a user, a password, a query or a fragment, none of which the client sends. */
function holdsMore(address: string): boolean {
  const { username, password } = new URL(address);
  return username !== "" || password !== "" || /[?#]/.test(address);
}

/** An address as all write it who mean the same one: the host in small letters, without a port that goes without saying or a slash at its end. */
function inOneForm(address: string): string {
  return new URL(address).href.replace(/\/+$/, "");
}

function listed(text: string): string[] {
  return text.split(/[\s,]+/).filter((entry) => entry !== "");
}

/** The folder of a part of the project: `apps/web/dist`. */
export function projectFolder(path: string): string {
  return resolve(PROJECT_FOLDER, path);
}

/** A variable that is set to nothing is one that is not set. */
function withoutEmpty(variables: Record<string, string | undefined>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
}

/** An address may hold a password. */
const SECRET = new Set(["DATABASE_URL", "DATABASE_READ_URLS", "MEILISEARCH_URL", "MEILISEARCH_API_KEY"]);

/** A secret may stand in a file, which `NAME_FILE` names: what others can see of a process is its environment. */
function withSecrets(variables: Record<string, string | undefined>): Record<string, string | undefined> {
  const read = [...SECRET].flatMap((name): [string, string][] => {
    const file = variables[`${name}_FILE`];
    if (file === undefined || variables[name] !== undefined) return [];
    try {
      return [[name, readFileSync(file, "utf8").trim()]];
    } catch (cause) {
      throw new EnvError(`${name}_FILE=${file} cannot be read. Give the path of a file that holds ${name}, or set ${name} itself.`, {
        cause,
      });
    }
  });
  return { ...variables, ...Object.fromEntries(read) };
}

function describeFaults(issues: z.core.$ZodIssue[], variables: Record<string, string | undefined>): string {
  const faults = issues.map((issue) => {
    const name = String(issue.path[0]);
    const value = SECRET.has(name) ? "..." : variables[name];
    return `  ${name}=${value} ${issue.message}.`;
  });
  const count = faults.length === 1 ? "a fault" : `${faults.length} faults`;
  return `The settings in the environment have ${count}:\n${faults.join("\n")}\ndocs/operating.md has the table of settings.`;
}
