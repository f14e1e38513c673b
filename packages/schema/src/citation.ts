import { GraphQLJSONObject } from "graphql-scalars";
import { Field, Float, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import { oneOf } from "./constraints.js";
import type { LinkTarget, Locator } from "./draft.js";
import { CitationMethod, CitationState, Fidelity } from "./kind.js";
import { Meeting } from "./meeting.js";
import { Source } from "./source.js";
import { Speech } from "./speech.js";
import { Passage, StudyText } from "./study-text.js";

registerEnumType(CitationMethod, {
  name: "CitationMethod",
  description: "How a link was made: by naming the work, or by repeating its words.",
});
registerEnumType(CitationState, { name: "CitationState", description: "What became of a citation." });
registerEnumType(Fidelity, { name: "Fidelity", description: "How a quotation stands to the passage it repeats." });

@ObjectType({ description: "A link from a span of a source to a study text or one of its passages." })
@Entity()
@Index("citation_source", ["sourceId", "start"])
@Index("citation_speech", ["speechId"])
@Index("citation_meeting", ["meetingId"])
@Index("citation_study_text", ["studyTextId"])
@Index("citation_passage", ["passageId"])
@Index("citation_title_key", ["titleKey"])
@Index("citation_bare_candidates", { synchronize: false })
@Check("citation_span", "start_offset >= 0 AND end_offset > start_offset")
@Check("citation_resolved_has_target", "state <> 'RESOLVED' OR study_text_id IS NOT NULL")
@Check("citation_score_range", "score >= 0 AND score <= 1")
@Check("citation_not_held_has_title", "state <> 'CITED_NOT_HELD' OR title_key IS NOT NULL")
@Check("citation_passage_has_work", "passage_id IS NULL OR study_text_id IS NOT NULL")
@Check("citation_state_known", oneOf("state", CitationState))
@Check("citation_fidelity_known", oneOf("fidelity", Fidelity))
@Check("citation_methods_known", "methods <@ ARRAY['CITATION', 'QUOTATION'] AND cardinality(methods) > 0")
export class Citation {
  @Field(() => ID, { description: "Lasting id of the citation." })
  @PrimaryColumn("uuid")
  id!: string;

  @Column("uuid")
  sourceId!: string;

  @ManyToOne(() => Source, { onDelete: "CASCADE" })
  @JoinColumn()
  source?: Relation<Source>;

  @Column("uuid", { nullable: true })
  speechId!: string | null;

  @ManyToOne(() => Speech, { nullable: true, onDelete: "SET NULL" })
  @JoinColumn()
  speech?: Relation<Speech> | null;

  @Column("uuid", { nullable: true })
  meetingId!: string | null;

  @ManyToOne(() => Meeting, { nullable: true, onDelete: "SET NULL" })
  @JoinColumn()
  meeting?: Relation<Meeting> | null;

  @Column("uuid", { nullable: true })
  studyTextId!: string | null;

  @ManyToOne(() => StudyText, { nullable: true })
  @JoinColumn()
  studyText?: Relation<StudyText> | null;

  @Column("uuid", { nullable: true })
  passageId!: string | null;

  @ManyToOne(() => Passage, { nullable: true, onDelete: "SET NULL" })
  @JoinColumn()
  passage?: Relation<Passage> | null;

  @Field(() => [CitationMethod], { description: "How the link was made." })
  @Column("text", { array: true })
  methods!: CitationMethod[];

  @Field(() => CitationState, { description: "What became of it." })
  @Column("text")
  state!: CitationState;

  @Field(() => Int, { description: "Start in the source's text, in UTF-16 code units." })
  @Column("integer", { name: "start_offset" })
  start!: number;

  @Field(() => Int, { description: "End in the source's text, exclusive." })
  @Column("integer", { name: "end_offset" })
  end!: number;

  @Field(() => String, { description: "The words at that span." })
  @Column("text")
  printed!: string;

  @Field(() => String, { nullable: true, description: "Title of the work as printed, where it is named." })
  @Column("text", { nullable: true })
  title!: string | null;

  /** The title in full, folded for comparison: groups the wanted list. Of a mere kind of document that only this text calls so, with the id of the source. */
  @Column("text", { nullable: true })
  titleKey!: string | null;

  @Field(() => String, { nullable: true, description: "Locator as printed: the fourth volume, 第十条." })
  @Column("text", { nullable: true })
  printedLocator!: string | null;

  @Field(() => GraphQLJSONObject, { nullable: true, description: "Locator as understood, level by level." })
  @Column("jsonb", { nullable: true })
  locator!: Locator | null;

  @Field(() => Int, { nullable: true, description: "Where the shared words start in the passage's text." })
  @Column("integer", { nullable: true })
  passageStart!: number | null;

  @Field(() => Int, { nullable: true, description: "Where the shared words end in the passage's text, exclusive." })
  @Column("integer", { nullable: true })
  passageEnd!: number | null;

  /** All passages meant, where it is more than one. */
  @Column("jsonb", { default: [] })
  targets!: LinkTarget[];

  /** What else it could mean, where it is ambiguous. */
  @Column("jsonb", { default: [] })
  candidates!: LinkTarget[];

  @Field(() => Float, { description: "How sure the link is, from 0 to 1." })
  @Column("real")
  score!: number;

  @Field(() => Fidelity, { nullable: true, description: "How the words stand to the passage, for a quotation." })
  @Column("text", { nullable: true })
  fidelity!: Fidelity | null;

  @Field(() => String, { description: "Why the link was made, in one line." })
  @Column("text")
  reason!: string;

  /** Whether nothing but its words speaks for a quotation: only such a one may be found to be a formula. */
  @Column("boolean", { default: false })
  isBare!: boolean;

  /** The reason that linking gave, where the spread of its words shows that a quotation is a formula; else null. */
  @Column("text", { nullable: true })
  linkedReason!: string | null;

  @Field(() => String, { description: "Version of the linker that made it." })
  @Column("text")
  linkerVersion!: string;

  @Field(() => String, { nullable: true, description: "Who confirmed, corrected or rejected it; null where nobody has." })
  @Column("text", { nullable: true })
  decidedBy!: string | null;
}

/** A passage that a citation means: one row for each of a range or list, so that "who cites this" is one look-up. */
@Entity()
@Index("citation_target_passage", ["passageId"])
export class CitationTarget {
  @PrimaryColumn("uuid")
  citationId!: string;

  @ManyToOne(() => Citation, { onDelete: "CASCADE" })
  @JoinColumn()
  citation?: Relation<Citation>;

  /** Order among the citation's targets, from 0. */
  @PrimaryColumn("integer")
  position!: number;

  @Column("uuid")
  passageId!: string;

  @ManyToOne(() => Passage, { onDelete: "CASCADE" })
  @JoinColumn()
  passage?: Relation<Passage>;
}
