import { plural, t } from "../../i18n/language.js";
import { scriptTag } from "../../lib/script-tag.js";
import "../../styles/record.css";
import { useEffect, useMemo, useRef, useState } from "react";
import type { LinkPastedTextQuery } from "../../gql/graphql.js";
import { stateLabel } from "../../lib/labels.js";
import { EmptyState } from "../EmptyState.js";
import { paragraphsOf } from "../record/cut-text.js";
import { Pointing, PointingContext } from "../record/pointing.js";
import { SourceText } from "../record/SourceText.js";
import { LinkEntry, type TextLink, textLinkKey } from "./LinkEntry.js";
import type { TextToLink } from "./LinkForm.js";

/** The links of a text beside the text itself, each pointing at the other. */
export function LinkedText({ asked, found }: { asked: TextToLink; found: LinkPastedTextQuery["linkText"] }) {
  const [pointing] = useState(() => new Pointing());
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { links } = found;
  const spans = useMemo(() => links.map((link) => ({ key: textLinkKey(link), start: link.start, end: link.end })), [links]);
  const names = useMemo(() => new Map(links.map((link) => [textLinkKey(link), nameOf(link)])), [links]);
  const paragraphs = useMemo(() => paragraphsOf(asked.text, []), [asked.text]);
  const language = asked.language ?? scriptTag(asked.text);
  return (
    <PointingContext value={pointing}>
      <div className="record link-result">
        <section className="record-part" aria-labelledby="links-heading">
          <h2 id="links-heading" ref={heading} tabIndex={-1}>
            {plural(found.totalCount, "{count} link", "{count} links")}
          </h2>
          {links.length === 0 && (
            <EmptyState title={t("Nothing is cited or quoted here")}>
              <p>{t("No title or passage of the archive’s study texts, and no title in title marks, was found in this text.")}</p>
            </EmptyState>
          )}
          {links.length < found.totalCount && (
            <p className="note">
              {t("The first {count} are shown. Take the rest of the text by itself to see more.", { count: links.length })}
            </p>
          )}
          <ol className="citations">
            {links.map((link) => (
              <LinkEntry key={textLinkKey(link)} link={link} lang={asked.language ?? undefined} />
            ))}
          </ol>
        </section>
        <section className="record-source" aria-labelledby="linked-text-heading">
          <h2 id="linked-text-heading">{t("Your text")}</h2>
          <SourceText text={asked.text} language={language} paragraphs={paragraphs} spans={spans} names={names} own={null} />
        </section>
      </div>
    </PointingContext>
  );
}

function nameOf({ studyText, title, targets, state }: TextLink): string {
  const place = [studyText?.title ?? title, targets[0]?.locator].filter(Boolean).join(", ");
  return place === "" ? stateLabel(state) : `${stateLabel(state)}: ${place}`;
}
