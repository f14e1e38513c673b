import { Body, Identity, Person, RecordKind, SetPhrase } from "@lectern/schema";
import type { Database } from "./data-source.js";
import { prepared, type TableRows } from "./rows.js";
import type { Transaction } from "./transaction.js";
import { newId } from "./uuid.js";

/** Records that many sources share, the same wherever the folded name is the same. */
export type SharedKind = RecordKind.PERSON | RecordKind.BODY | RecordKind.SET_PHRASE;

/** A name as printed, of something that sources share. */
export interface SharedName {
  kind: SharedKind;
  name: string;
  /** The form printed here, of a phrase that another form stands for. */
  form?: string;
}

/** Ids of the shared records that a document names, and the rows that are still to be written for them. */
export interface SharedIds {
  /** Null for a name that has no letters. */
  idOf(kind: SharedKind, name: string): string | null;
  tables: TableRows[];
  /** Known records that are printed here in a form not seen before. */
  newForms: { id: string; name: string }[];
}

/** Looks shared names up by their keys, through merges, and gives new ids to those that are new. */
export async function resolveShared(
  database: Database,
  transaction: Transaction,
  names: SharedName[],
  language: string,
): Promise<SharedIds> {
  const slotOf = (kind: SharedKind, name: string) => `${kind}|${database.foldKey(name)}`;
  const wanted = new Map<string, SharedName & { key: string }>();
  for (const name of names) {
    const key = database.foldKey(name.name);
    const slot = `${name.kind}|${key}`;
    if (key !== "" && !wanted.has(slot)) wanted.set(slot, { ...name, key });
  }
  const known = await findShared(transaction, [...wanted.values()]);
  const fresh = [...wanted]
    .filter(([slot]) => !known.has(slot))
    .map(([slot, name]) => ({ ...name, slot, id: newId(), forms: formsOf(names, (one) => slotOf(one.kind, one.name) === slot) }));
  const freshIds = new Map(fresh.map((name) => [name.slot, name.id]));
  return {
    idOf: (kind, name) => known.get(slotOf(kind, name))?.id ?? freshIds.get(slotOf(kind, name)) ?? null,
    tables: newSharedRows(fresh, language),
    newForms: names.flatMap(({ kind, name, form = name }) => {
      const record = known.get(slotOf(kind, name));
      return record === undefined || record.forms.includes(form) ? [] : [{ id: record.id, name: form }];
    }),
  };
}

/** Forms of a phrase, besides the one that stands for it. */
function formsOf(names: SharedName[], isMeant: (name: SharedName) => boolean): string[] {
  const forms = names.filter((one) => one.form !== undefined && one.form !== one.name && isMeant(one)).map((one) => one.form as string);
  return [...new Set(forms)];
}

/** A shared record that is there, with all forms of its name. */
interface KnownShared {
  id: string;
  forms: string[];
}

async function findShared(transaction: Transaction, names: { kind: SharedKind; key: string }[]): Promise<Map<string, KnownShared>> {
  if (names.length === 0) return new Map();
  const { rows } = await transaction.query<KnownShared & { kind: string; key: string }>(
    prepared(
      `WITH RECURSIVE found AS (
         SELECT w.kind, w.key, i.id, i.redirect_to
         FROM unnest($1::text[], $2::text[]) AS w(kind, key)
         JOIN identity i ON i.kind = w.kind AND i.key = w.key AND i.source_id IS NULL
         UNION ALL
         SELECT f.kind, f.key, i.id, i.redirect_to FROM found f JOIN identity i ON i.id = f.redirect_to
       )
       SELECT f.kind, f.key, f.id, coalesce(p.aliases, b.aliases, s.variants) || coalesce(p.name, b.name, s.canonical) AS forms
       FROM found f LEFT JOIN person p ON p.id = f.id LEFT JOIN body b ON b.id = f.id LEFT JOIN set_phrase s ON s.id = f.id
       WHERE f.redirect_to IS NULL`,
      [names.map((name) => name.kind), names.map((name) => name.key)],
    ),
  );
  return new Map(rows.map(({ kind, key, ...record }) => [`${kind}|${key}`, record]));
}

type FreshName = SharedName & { key: string; id: string; forms: string[] };

/** In the order of their keys, so that two imports that bring the same names wait for each other instead of crossing. */
function newSharedRows(fresh: FreshName[], language: string): TableRows[] {
  const sorted = fresh.toSorted((a, b) => (a.kind + a.key < b.kind + b.key ? -1 : 1));
  const of = (kind: SharedKind) => sorted.filter((name) => name.kind === kind);
  const named = ({ id, key, name }: FreshName) => ({ id, key, name, aliases: [] });
  return [
    { entity: Identity, rows: sorted.map(({ id, kind, key }) => identityRow({ id, kind, sourceId: null, key, span: null })) },
    { entity: Person, rows: of(RecordKind.PERSON).map(named) },
    { entity: Body, rows: of(RecordKind.BODY).map(named) },
    {
      entity: SetPhrase,
      rows: of(RecordKind.SET_PHRASE).map(({ id, key, name, forms }) => ({
        id,
        key,
        canonical: name,
        variants: forms,
        language: forms.length > 0 ? languageOfPhrase(name) : language,
      })),
    },
  ];
}

/** The form that stands for a phrase may be of another language than the text. */
function languageOfPhrase(words: string): string {
  return /\p{Script=Han}/u.test(words) ? "zh" : "en";
}

/** A row of the register of ids, for a record that is there. */
export function identityRow(record: {
  id: string;
  kind: RecordKind;
  sourceId: string | null;
  key: string;
  span: [number, number] | null;
}): object {
  const { span, ...rest } = record;
  return { ...rest, start: span?.[0] ?? null, end: span?.[1] ?? null, redirectTo: null, retiredAt: null };
}

/** Keeps the forms in which known people, bodies and phrases are printed here for the first time. */
export async function keepAliases(transaction: Transaction, newForms: SharedIds["newForms"]): Promise<void> {
  if (newForms.length === 0) return;
  const ofTable = (table: string, name: string, forms: string) =>
    `SELECT p.id, array_agg(p.name) AS names FROM printed p JOIN ${table} x ON x.id = p.id AND p.name <> x.${name} AND p.name <> ALL (x.${forms}) GROUP BY p.id`;
  await transaction.query(
    prepared(
      `WITH printed AS (SELECT DISTINCT id, name FROM unnest($1::uuid[], $2::text[]) AS p(id, name)),
       people AS (UPDATE person t SET aliases = t.aliases || n.names FROM (${ofTable("person", "name", "aliases")}) n WHERE t.id = n.id),
       bodies AS (UPDATE body t SET aliases = t.aliases || n.names FROM (${ofTable("body", "name", "aliases")}) n WHERE t.id = n.id)
       UPDATE set_phrase t SET variants = t.variants || n.names FROM (${ofTable("set_phrase", "canonical", "variants")}) n WHERE t.id = n.id`,
      [newForms.map((form) => form.id), newForms.map((form) => form.name)],
    ),
  );
}
