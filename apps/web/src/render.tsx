import { type ASTVisitor, type DocumentNode, print, visit } from "graphql";
import { renderToString } from "react-dom/server";
import { createStillApollo } from "./apollo.js";
import { App } from "./app.js";
import { type Language, languageTag, preferredLanguage, sayIn, wordsOf } from "./i18n/language.js";
import { ANSWERS } from "./lib/drawn.js";
import type { Question } from "./lib/page-code.js";
import { headOfDrawnPage } from "./lib/page-head.js";
import { readPreferencesFrom } from "./lib/preferences.js";
import { chosenTheme } from "./lib/theme.js";
import { bringQuestion } from "./router.js";

const WORDS = { en: await wordsOf("en"), zh: await wordsOf("zh") };

/** A request for a page. */
export interface PageRequest {
  /** The built index.html. */
  template: string;
  url: URL;
  /** Of the request: the cookies, and the languages that its reader understands (Accept-Language). */
  cookies: string;
  languages: string;
  /** Asks the API in the name of who sent the request. */
  ask(request: { query: string; variables: object }): Promise<{ data?: object | null; errors?: unknown }>;
}

/** Used by one page after the other: nothing is waited for between the answer that it is given and the page that is made of it. */
const client = createStillApollo();

/**
 * The HTML of a page. One that asks a first question (see `question` of a route) comes with the answer to it, and may be drawn with
 * that, so that it can be read before its code is there, or without; any other is the template, which the code fills. Where the
 * question has no answer, the page asks it again and says why.
 */
export async function renderPage({ template, url, cookies, languages, ask }: PageRequest): Promise<string> {
  const question = await bringQuestion(url.pathname, url.searchParams);
  const answer = question === null ? null : await answerTo(question, ask);
  readPreferencesFrom(cookies);
  const themed = inTheme(template);
  if (question === null || answer === null) return themed;
  client.writeQuery({ query: question.query, variables: question.variables, data: answer });
  try {
    const filled = question.isDrawn ? draw(themed, url, preferredLanguage(byPreference(languages))) : themed;
    return withAnswers(filled, JSON.stringify(client.cache.extract()));
  } finally {
    forget();
  }
}

/** Puts the page of an address into the template, with its head. */
function draw(template: string, url: URL, language: Language): string {
  sayIn(language, WORDS[language]);
  const page = renderToString(<App client={client} at={url.pathname + url.search} />);
  return (
    template
      .replace(/(?<=<html [^>]*lang=")\w+/, languageTag(language))
      .replace(/<title>.*?<\/title>|<meta name="description"[^>]*>/g, "")
      .replace("</head>", () => `${headOfDrawnPage(url)}</head>`)
      // Styles and fonts come first: what they show does not wait for script.
      .replaceAll('rel="modulepreload"', 'rel="modulepreload" fetchpriority="low"')
      .replace(/<div id="root">.*(?=<!-- end of the page -->)/s, () => `<div id="root" data-drawn="${language}">${page}</div>`)
  );
}

/** A data block: no script that runs, so that the content policy has no word in it. */
function withAnswers(template: string, answers: string): string {
  const block = `<script type="application/json" id="${ANSWERS}">${answers.replaceAll("<", "\\u003c")}</script>`;
  return template.replace("<!-- end of the page -->", () => block);
}

/** Empties the cache. Restoring an empty one would also forget how each document is understood, which costs as much as drawing. */
function forget(): void {
  client.cache.evict({ id: "ROOT_QUERY" });
  client.cache.gc();
}

async function answerTo({ query, variables }: Question, ask: PageRequest["ask"]): Promise<object | null> {
  try {
    const { data, errors } = await ask({ query: textOf(query), variables });
    return errors === undefined ? (data ?? null) : null;
  } catch {
    return null;
  }
}

const WITHOUT_UNMASK: ASTVisitor = { Directive: ({ name }) => (name.value === "unmask" ? null : undefined) };

const texts = new WeakMap<DocumentNode, string>();

/** A document as the client sends it: with the names of types, and without what only the client understands. */
function textOf(query: DocumentNode): string {
  const text = texts.get(query) ?? print(visit(client.cache.transformDocument(query), WITHOUT_UNMASK));
  texts.set(query, text);
  return text;
}

/** `zh-CN,zh;q=0.9,en;q=0.8`: the tags, the most wanted first. */
function byPreference(header: string): string[] {
  return header
    .split(",")
    .map((entry) => entry.trim().split(";q="))
    .sort(([, a], [, b]) => Number(b ?? 1) - Number(a ?? 1))
    .map(([tag = ""]) => tag);
}

function inTheme(template: string): string {
  const theme = chosenTheme();
  return theme === "auto" ? template : template.replace("<html ", `<html data-theme="${theme}" `);
}
