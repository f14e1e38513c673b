import { Fragment, type ReactNode } from "react";
import { type Message, templateOf } from "./language.js";

/** A message with elements in it: `<Say message="Searched {word} for {typed}." word={<b>lamp</b>} typed="lmap" />`. */
export function Say({ message, ...values }: { message: Message } & Record<string, ReactNode>) {
  return templateOf(message)
    .split(/\{(\w+)\}/)
    .map((piece, place) => <Fragment key={`${place} ${piece}`}>{place % 2 === 0 ? piece : values[piece]}</Fragment>);
}
