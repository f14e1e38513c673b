import { useSyncExternalStore } from "react";
import { prefer, preference } from "../lib/preferences.js";
import { numberFormat, pluralRules } from "./formatters.js";
import type { Messages } from "./zh.js";

export type Language = "en" | "zh";

/** What the page says, in English: the English words are the name of a message, the other languages stand in files. */
export type Message = keyof Messages;

export type Values = Readonly<Record<string, string | number>>;

/** Languages of the page, each by its own name and with the locale that its dates and numbers follow. */
export const LANGUAGES: Record<Language, { name: string; locale: string }> = {
  en: { name: "English", locale: "en-GB" },
  zh: { name: "中文", locale: "zh-Hans-CN" },
};

let current: Language = "en";
let messages: Messages | null = null;
let explanation: ((words: string) => string) | null = null;
const listeners = new Set<() => void>();

/** A message in the language of the page; `{name}` in it stands for a value, and a number is written as people do. */
export function t(message: Message, values: Values = {}): string {
  return templateOf(message).replace(/\{(\w+)\}/g, (hole, name: string) => written(values[name] ?? hole));
}

/** A message about a count, `{count}` in it: `plural(2, "{count} meeting", "{count} meetings")`. Which form it is, Intl says. */
export function plural(count: number, one: string, other: Message, values: Values = {}): string {
  if (current !== "en" || pluralRules("en").select(count) !== "one") return t(other, { ...values, count });
  return one.replace(/\{(\w+)\}/g, (hole, name: string) => written(name === "count" ? count : (values[name] ?? hole)));
}

/** A message before its values are put in. */
export function templateOf(message: Message): string {
  return messages?.[message] ?? message;
}

/** A method or reason, which the API gives in English, in the language of the page. */
export function explain(words: string): string {
  return (explanation ?? explainInEnglish)(words);
}

/** How a date became known is given by a name. */
const BASES: Readonly<Record<string, string>> = {
  PRINTED: "as printed",
  METADATA: "given with the document",
  PUBLICATION_DAY: "the day of publication",
  YEAR_AND_MONTH_FROM_PUBLICATION: "year and month from the date of publication",
  YEAR_FROM_PUBLICATION: "year from the date of publication",
  YEAR_FROM_TITLE: "year from the title",
  YEAR_FROM_TEXT: "year from another date of the text",
  YEAR_FROM_DOCUMENT_NUMBER: "year from the number of the document",
};

function explainInEnglish(words: string): string {
  return words.replace(/(?<=date: )[A-Z_]+$/, (basis) => BASES[basis] ?? basis);
}

/** What Intl is asked for: en-GB, zh-Hans-CN. */
export function locale(): string {
  return LANGUAGES[current].locale;
}

export function useLanguage(): Language {
  return useSyncExternalStore(
    subscribe,
    () => current,
    () => current,
  );
}

/** The language that was chosen here before, else the first of a reader's that the page speaks. */
export function preferredLanguage(languages: readonly string[] = navigator.languages): Language {
  const wanted = [preference("language") ?? "", ...languages].map((tag) => tag.slice(0, 2).toLowerCase());
  return wanted.find((tag): tag is Language => tag in LANGUAGES) ?? "en";
}

/** What a language says in the place of English; null for English itself. */
export async function wordsOf(language: Language): Promise<typeof import("./zh.js") | null> {
  return language === "zh" ? await import("./zh.js") : null;
}

/** Says everything in a language from now on, with its words. */
export function sayIn(language: Language, words: Awaited<ReturnType<typeof wordsOf>>): void {
  messages = words?.zh ?? null;
  explanation = words?.explainInChinese ?? null;
  current = language;
  for (const listener of listeners) listener();
}

/** Speaks a language from now on, once its messages are there. */
export async function speak(language: Language): Promise<void> {
  sayIn(language, await wordsOf(language));
  document.documentElement.lang = languageTag(language);
}

/** As HTML names it: which Chinese is spoken is said, too. */
export function languageTag(language: Language): string {
  return language === "zh" ? "zh-Hans" : language;
}

/** Speaks a language, and remembers it in this browser. */
export async function chooseLanguage(language: Language): Promise<void> {
  await speak(language);
  prefer("language", language);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function written(value: string | number): string {
  return typeof value === "number" ? numberFormat(locale()).format(value) : value;
}
