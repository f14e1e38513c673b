import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { dayOfDraft, firstAppearances, type ReadDocument, type SeenSentence, toHtmlPage, toPublicFormat } from "@lectern/reading";
import type { Env } from "../env.js";
import { print, printJson, say } from "./command.js";
import { describeDocument } from "./describe-document.js";
import { count } from "./progress.js";

/** A document as the command was given it. */
export interface GivenDocument {
  document: ReadDocument;
  given: string;
  id: string;
}

interface OutputOptions {
  json?: boolean;
  html?: string;
}

/** Prints each document as soon as it is read, or writes its page. */
export class DocumentOutput {
  private readonly pages = new Set<string>();

  constructor(
    private readonly options: OutputOptions,
    private readonly env: Env,
  ) {}

  add(document: GivenDocument): Promise<void> {
    return this.put(document, null);
  }

  finish(): Promise<void> {
    if (this.options.html !== undefined) say(`${count(this.pages.size, "page")} in ${this.options.html}`);
    return Promise.resolve();
  }

  protected async put(given: GivenDocument, seen: SeenSentence<GivenDocument>[] | null): Promise<void> {
    const { document, id } = given;
    if (this.options.html !== undefined) await this.writePage(given, this.options.html, seen ?? []);
    if (this.options.json) printJson({ ...toPublicFormat(document, given.given), id, ...(seen && { seenBefore: seen.map(publicSeen) }) });
    else if (this.options.html === undefined)
      print([describeDocument(document, given.given), ...(seen ?? []).map(describeSeen)].join("\n"));
  }

  private async writePage({ document, given, id }: GivenDocument, folder: string, seen: SeenSentence<GivenDocument>[]): Promise<void> {
    const path = resolve(this.env.callerFolder, folder);
    await mkdir(path, { recursive: true });
    const name = this.freeName(id);
    await writeFile(
      join(path, name),
      toHtmlPage(
        document.draft,
        given,
        seen.map(({ span, first }) => ({ span, first: first.document.given, day: first.day })),
      ),
    );
  }

  private freeName(id: string): string {
    const stem =
      id
        .replaceAll(/[^\p{L}\p{N}._-]+/gu, "-")
        .replace(/^[.-]+/, "")
        .slice(0, 120) || "document";
    let name = `${stem}.html`;
    for (let number = 2; this.pages.has(name.toLowerCase()); number++) name = `${stem}-${number}.html`;
    this.pages.add(name.toLowerCase());
    return name;
  }
}

/** Holds all documents until the last is read, since the earliest of them may come last. */
export class HeldOutput extends DocumentOutput {
  private readonly held: GivenDocument[] = [];

  override async add(document: GivenDocument): Promise<void> {
    this.held.push(document);
  }

  override async finish(): Promise<void> {
    const seen = firstAppearances(
      this.held.map((document) => ({ document, draft: document.document.draft, day: dayOfDraft(document.document.draft) })),
    );
    for (const document of this.held) await this.put(document, seen.get(document) ?? []);
    await super.finish();
  }
}

function publicSeen({ span, first, sameness }: SeenSentence<GivenDocument>): object {
  return { span, first: { id: first.document.id, file: first.document.given, span: first.span, day: first.day }, sameness };
}

function describeSeen({ span, first }: SeenSentence<GivenDocument>): string {
  return `  seen before: ${span[0]}-${span[1]}, first in ${first.document.given} (${first.day})`;
}
