import { lazy, Suspense, useState } from "react";
import { chooseLanguage, LANGUAGES, type Language, type Message, t, useLanguage } from "../i18n/language.js";
import { Link } from "../lib/navigation.js";
import { useSignedIn } from "../lib/session.js";
import { chooseTheme, chosenTheme, THEMES, type Theme } from "../lib/theme.js";
import { KeySheet } from "./KeySheet.js";
import { SignInLink } from "./SignInLink.js";

/** The reader's own settings: language and theme. */
export function SiteTools() {
  return (
    <>
      <LanguageSwitch />
      <ThemeSwitch />
      <KeySheet />
      <SignedIn />
    </>
  );
}

/** For who is signed in alone. */
const QueueLink = lazy(async () => ({ default: (await import("./queue/QueueLink.js")).QueueLink }));

/** Whose key is in use, or the way to giving one. */
export function SignedIn() {
  const name = useSignedIn();
  if (!name) return <SignInLink>{t("Sign in")}</SignInLink>;
  return (
    <>
      <Suspense>
        <QueueLink />
      </Suspense>
      <Link to="/sign-in">{name}</Link>
    </>
  );
}

/** Names the other language in that language, as its readers look for it. */
function LanguageSwitch() {
  const language = useLanguage();
  const other: Language = language === "en" ? "zh" : "en";
  return (
    <button type="button" lang={other} onClick={() => void chooseLanguage(other)}>
      {LANGUAGES[other].name}
    </button>
  );
}

const THEME_NAMES: Record<Theme, Message> = {
  auto: "Theme: as the system",
  light: "Theme: light",
  dark: "Theme: dark",
};

const THEME_SHAPES: Record<Theme, string> = {
  auto: "M12 3a9 9 0 100 18 9 9 0 000-18zm0 2v14a7 7 0 010-14z",
  light: "M12 7a5 5 0 100 10 5 5 0 000-10zM11 1h2v4h-2zM11 19h2v4h-2zM1 11h4v2H1zM19 11h4v2h-4z",
  dark: "M20 14.5A8.5 8.5 0 019.5 4a8.5 8.5 0 1010.5 10.5z",
};

function ThemeSwitch() {
  const [theme, setTheme] = useState(chosenTheme);
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "auto";
  const name = t(THEME_NAMES[theme]);
  return (
    <button
      type="button"
      aria-label={name}
      title={name}
      onClick={() => {
        chooseTheme(next);
        setTheme(next);
      }}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={THEME_SHAPES[theme]} />
      </svg>
    </button>
  );
}
