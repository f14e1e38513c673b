import type { Draft, Evidenced, ReadProblem } from "@lectern/schema";
import { dateOf } from "../date-field.js";
import { fromMetadata, fromText } from "../evidence.js";
import { type FieldContext, readField, readFields } from "../fields.js";
import { divideByHeadings, headingDivision } from "./by-headings.js";
import { lookForDivision } from "./by-looking.js";
import type { Outline } from "./outline.js";

/** Fills in a study text: its title and who made it, and its passages, by `outline` or by the headings of its text. */
export function readStudyText(draft: Draft, context: FieldContext, outline: Outline | null, problems: ReadProblem[]): void {
  const settings = context.settings?.studyText;
  const title =
    readField(context, "title") ??
    (settings?.title ? fromMetadata(settings.title, "collection.yaml") : null) ??
    draft.title ??
    firstLine(context);
  const published = dateOf(settings?.publishedOn ? fromMetadata(settings.publishedOn, "collection.yaml") : null);
  draft.title = title;
  draft.publishedOn = dateOf(readField(context, "publishedOn")) ?? published ?? draft.publishedOn;
  const aliases = [...readFields(context, "aliases").map((alias) => alias.value), ...(settings?.aliases ?? [])];
  draft.studyText = {
    title,
    aliases: [...new Set(aliases)].filter((alias) => alias !== title.value),
    author: readField(context, "author")?.value ?? settings?.author ?? null,
    edition: readField(context, "edition")?.value ?? settings?.edition ?? null,
    ...(outline ?? outlineOf(context, problems)),
  };
}

function outlineOf(context: FieldContext, problems: ReadProblem[]): Outline {
  const divide = context.settings?.studyText?.divide;
  const division = divide?.by === "headings" ? headingDivision(divide) : lookForDivision(context.content);
  return divideByHeadings(context.content, division, context.fileName, problems);
}

/** The first line of the text, or the file's name where that is too long for a title. */
function firstLine({ content, fileName }: FieldContext): Evidenced {
  const block = content.blocks[0];
  if (block && block.span[1] - block.span[0] <= 200) return fromText(content.text, block.span, "first line", 0.6);
  const name = fileName.split("/").at(-1) ?? fileName;
  return fromMetadata(name.replace(/\.[A-Za-z0-9]+$/, ""), "file name");
}
