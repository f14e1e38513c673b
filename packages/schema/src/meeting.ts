import { GraphQLLocalDate } from "graphql-scalars";
import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import { Body } from "./body.js";
import { oneOf } from "./constraints.js";
import type { MinutesDraft } from "./draft.js";
import { AppearancePart, DateBasis, DatePrecision, HalfDay, MotionOutcome } from "./kind.js";
import { Person } from "./person.js";
import { Source } from "./source.js";

registerEnumType(DatePrecision, { name: "DatePrecision", description: "How exactly a date is known." });
registerEnumType(HalfDay, { name: "HalfDay", description: "Part of the day." });
registerEnumType(DateBasis, { name: "DateBasis", description: "What fixed a held date." });
registerEnumType(MotionOutcome, { name: "MotionOutcome", description: "How a motion ended." });
registerEnumType(AppearancePart, { name: "AppearancePart", description: "What a person or group did at a meeting." });

@ObjectType({ description: "A meeting, as one source tells of it." })
@Entity()
@Index("meeting_source", ["sourceId"])
@Index("meeting_body", ["bodyId"])
@Index("meeting_held_on", ["heldOn"])
@Check("meeting_held_end_after_start", "held_end IS NULL OR held_on IS NULL OR held_end >= held_on")
@Check("meeting_held_precision_known", "held_on IS NULL OR held_precision IS NOT NULL")
@Check("meeting_held_precision_in_list", oneOf("held_precision", DatePrecision))
@Check("meeting_held_half_day_in_list", oneOf("held_half_day", HalfDay))
@Check("meeting_held_basis_in_list", oneOf("held_basis", DateBasis))
export class Meeting {
  @Field(() => ID, { description: "Lasting id of the meeting." })
  @PrimaryColumn("uuid")
  id!: string;

  @Column("uuid")
  sourceId!: string;

  @ManyToOne(() => Source, { onDelete: "CASCADE" })
  @JoinColumn()
  source?: Relation<Source>;

  @Column("uuid", { nullable: true })
  bodyId!: string | null;

  @ManyToOne(() => Body, { nullable: true, onDelete: "RESTRICT" })
  @JoinColumn()
  body?: Relation<Body> | null;

  @Field(() => String, {
    nullable: true,
    description: "What the meeting is called on its page: its theme, else the source's title, else its kind.",
  })
  @Column("text", { nullable: true })
  title!: string | null;

  @Field(() => String, { nullable: true, description: "Theme, as printed." })
  @Column("text", { nullable: true })
  theme!: string | null;

  @Field(() => String, { nullable: true, description: "Kind, as printed: mobilization meeting, 座谈会." })
  @Column("text", { nullable: true })
  kind!: string | null;

  @Field(() => String, { nullable: true, description: "Place, as printed." })
  @Column("text", { nullable: true })
  place!: string | null;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: "First day on which it was held; the first day of the month or year where no more is known (see heldPrecision).",
  })
  @Column("date", { nullable: true })
  heldOn!: string | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: "Last day of a meeting of several days." })
  @Column("date", { nullable: true })
  heldEnd!: string | null;

  @Field(() => String, { nullable: true, description: "What is known of the date without a year: --12-19." })
  @Column("text", { nullable: true })
  heldPartial!: string | null;

  @Field(() => DatePrecision, { nullable: true, description: "How exactly the held date is known." })
  @Column("text", { nullable: true })
  heldPrecision!: DatePrecision | null;

  @Field(() => HalfDay, { nullable: true, description: "Part of the day, where printed." })
  @Column("text", { nullable: true })
  heldHalfDay!: HalfDay | null;

  @Field(() => DateBasis, { nullable: true, description: "What fixed the held date." })
  @Column("text", { nullable: true })
  heldBasis!: DateBasis | null;

  /** Of minutes: apologies, agenda, motions and votes, as reading found them. */
  @Column("jsonb", { nullable: true })
  minutes!: MinutesDraft | null;
}

@ObjectType({ description: "A person or a group at a meeting, with the role as printed." })
@Entity()
@Index("appearance_meeting", ["meetingId"])
@Index("appearance_person", ["personId"])
@Check("appearance_someone", "person_id IS NOT NULL OR group_name IS NOT NULL")
@Check("appearance_part_known", oneOf("part", AppearancePart))
export class Appearance {
  @Field(() => ID, { description: "Lasting id of the appearance." })
  @PrimaryColumn("uuid")
  id!: string;

  @Column("uuid")
  meetingId!: string;

  @ManyToOne(() => Meeting, { onDelete: "CASCADE" })
  @JoinColumn()
  meeting?: Relation<Meeting>;

  @Column("uuid", { nullable: true })
  personId!: string | null;

  @ManyToOne(() => Person, { nullable: true, onDelete: "RESTRICT" })
  @JoinColumn()
  person?: Relation<Person> | null;

  @Field(() => AppearancePart, { description: "What was done." })
  @Column("text")
  part!: AppearancePart;

  @Field(() => String, { nullable: true, description: "A group as printed, where no person is named: all party members and cadres." })
  @Column("text", { nullable: true })
  groupName!: string | null;

  @Field(() => String, { nullable: true, description: "Role as printed." })
  @Column("text", { nullable: true })
  role!: string | null;

  @Field(() => Int, { description: "Order of appearance in the source, from 0." })
  @Column("integer")
  position!: number;

  /** Whether a person said that the text tells of no such thing: kept, so that the next reading does not bring it back, and not shown. */
  @Column("boolean", { default: false })
  isRejected!: boolean;
}

@ObjectType({ description: "What a meeting requested, emphasized, called for." })
@Entity()
@Index("point_meeting", ["meetingId"])
@Check("point_span", "start_offset >= 0 AND end_offset > start_offset")
export class Point {
  @Field(() => ID, { description: "Lasting id of the point." })
  @PrimaryColumn("uuid")
  id!: string;

  @Column("uuid")
  meetingId!: string;

  @ManyToOne(() => Meeting, { onDelete: "CASCADE" })
  @JoinColumn()
  meeting?: Relation<Meeting>;

  @Field(() => String, { description: "The verb as printed: requested, 强调." })
  @Column("text")
  verb!: string;

  @Field(() => String, { description: "The whole point, as printed." })
  @Column("text")
  text!: string;

  @Field(() => Int, { description: "Start in the source's text, in UTF-16 code units." })
  @Column("integer", { name: "start_offset" })
  start!: number;

  @Field(() => Int, { description: "End in the source's text, exclusive." })
  @Column("integer", { name: "end_offset" })
  end!: number;

  @Field(() => Int, { description: "Order in the source, from 0." })
  @Column("integer")
  position!: number;

  /** Whether a person said that the text tells of no such thing: kept, so that the next reading does not bring it back, and not shown. */
  @Column("boolean", { default: false })
  isRejected!: boolean;
}
