import { GraphQLJSONObject, GraphQLLocalDate } from "graphql-scalars";
import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from "typeorm";
import { oneOf } from "./constraints.js";
import type { Locator } from "./draft.js";
import { DatePrecision, LocatorLevel } from "./kind.js";
import { Source } from "./source.js";

registerEnumType(LocatorLevel, { name: "LocatorLevel", description: "Level of a study text, from the widest to the narrowest." });

@ObjectType({ description: "A text that speeches cite: a book, a law, a scripture, a charter." })
@Entity()
@Check("study_text_published_precision_in_list", oneOf("published_precision", DatePrecision))
@Check("study_text_published_precision_known", "published_on IS NULL OR published_precision IS NOT NULL")
@Unique("study_text_source_unique", ["sourceId"])
export class StudyText {
  @Field(() => ID, { description: "Lasting id of the study text." })
  @PrimaryColumn("uuid")
  id!: string;

  @Column("uuid")
  sourceId!: string;

  @ManyToOne(() => Source, { onDelete: "CASCADE" })
  @JoinColumn()
  source?: Relation<Source>;

  @Field(() => String, { description: "Title." })
  @Column("text")
  title!: string;

  @Field(() => [String], { description: "Other titles it is cited by." })
  @Column("text", { array: true, default: [] })
  aliases!: string[];

  @Field(() => String, { nullable: true, description: "Author." })
  @Column("text", { nullable: true })
  author!: string | null;

  @Field(() => String, { nullable: true, description: "Edition." })
  @Column("text", { nullable: true })
  edition!: string | null;

  @Field(() => String, { description: "Language, as a BCP 47 tag." })
  @Column("text")
  language!: string;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: "Day of publication; the first day of the month or year where no more is known (see publishedPrecision).",
  })
  @Column("date", { nullable: true })
  publishedOn!: string | null;

  @Field(() => DatePrecision, { nullable: true, description: "How exactly the day of publication is known." })
  @Column("text", { nullable: true })
  publishedPrecision!: DatePrecision | null;

  @Field(() => Int, { description: "How many passages it has." })
  @Column("integer", { default: 0 })
  passageCount!: number;
}

@ObjectType({ description: "A volume, chapter or section of a study text." })
@Entity()
@Index("section_study_text", ["studyTextId", "position"])
@Index("section_parent", ["parentId"])
@Check("section_level_known", oneOf("level", LocatorLevel))
export class Section {
  @Field(() => ID, { description: "Lasting id of the section." })
  @PrimaryColumn("uuid")
  id!: string;

  @Column("uuid")
  studyTextId!: string;

  @ManyToOne(() => StudyText, { onDelete: "CASCADE" })
  @JoinColumn()
  studyText?: Relation<StudyText>;

  @Field(() => ID, { nullable: true, description: "The section that it is part of." })
  @Column("uuid", { nullable: true })
  parentId!: string | null;

  @ManyToOne(() => Section, { nullable: true, onDelete: "CASCADE" })
  @JoinColumn()
  parent?: Relation<Section> | null;

  @Field(() => LocatorLevel, { description: "Its level." })
  @Column("text")
  level!: LocatorLevel;

  @Field(() => String, { nullable: true, description: "Number or name within its parent: 4, Genesis." })
  @Column("text", { nullable: true })
  number!: string | null;

  @Field(() => String, { nullable: true, description: "Heading, as printed." })
  @Column("text", { nullable: true })
  heading!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Number and heading as the text prints them: CHAPTER I. GENERAL PROVISIONS, 第一章 总则. Null where it prints none.",
  })
  @Column("text", { nullable: true })
  printed!: string | null;

  @Field(() => Int, { description: "Order in the study text, from 0." })
  @Column("integer")
  position!: number;
}

@ObjectType({ description: "The smallest part of a study text that can be cited: a verse, an article, a paragraph." })
@Entity()
@Unique("passage_locator_unique", ["studyTextId", "locator"], { deferrable: "INITIALLY DEFERRED" })
@Index("passage_position", ["studyTextId", "position"])
@Index("passage_section", ["sectionId"])
@Check("passage_span", "start_offset >= 0 AND end_offset >= start_offset")
export class Passage {
  @Field(() => ID, { description: "Lasting id of the passage." })
  @PrimaryColumn("uuid")
  id!: string;

  @Column("uuid")
  studyTextId!: string;

  @ManyToOne(() => StudyText, { onDelete: "CASCADE" })
  @JoinColumn()
  studyText?: Relation<StudyText>;

  @Column("uuid", { nullable: true })
  sectionId!: string | null;

  @ManyToOne(() => Section, { nullable: true, onDelete: "SET NULL" })
  @JoinColumn()
  section?: Relation<Section> | null;

  @Field(() => String, { description: "How it is cited: Genesis 1:1, Article 10, 第十条." })
  @Column("text")
  locator!: string;

  @Field(() => GraphQLJSONObject, { description: 'The locator level by level: {"chapter": 1, "verse": 1}.' })
  @Column("jsonb", { default: {} })
  levels!: Locator;

  @Field(() => String, { description: "Its words." })
  @Column("text")
  text!: string;

  @Field(() => Int, { description: "Start in the source's text, in UTF-16 code units." })
  @Column("integer", { name: "start_offset" })
  start!: number;

  @Field(() => Int, { description: "End in the source's text, exclusive." })
  @Column("integer", { name: "end_offset" })
  end!: number;

  @Field(() => Int, { description: "Order in the study text, from 0." })
  @Column("integer")
  position!: number;
}
