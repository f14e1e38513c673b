import { GraphQLLocalDate } from "graphql-scalars";
import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import { oneOf } from "./constraints.js";
import { DatePrecision, SpeechKind } from "./kind.js";
import { Meeting } from "./meeting.js";
import { Person } from "./person.js";
import { Source } from "./source.js";

registerEnumType(SpeechKind, { name: "SpeechKind", description: "Kind of a speech." });

@ObjectType({ description: "A speech: reported in a notice, or held in full." })
@Entity()
@Index("speech_source", ["sourceId"])
@Index("speech_meeting", ["meetingId"])
@Index("speech_person", ["personId"])
@Index("speech_given_on", ["givenOn"])
@Check("speech_span", "(start_offset IS NULL) = (end_offset IS NULL) AND (start_offset IS NULL OR end_offset > start_offset)")
@Check("speech_kind_known", oneOf("kind", SpeechKind))
@Check("speech_given_precision_known", oneOf("given_precision", DatePrecision))
@Check("speech_given_has_precision", "given_on IS NULL OR given_precision IS NOT NULL")
export class Speech {
  @Field(() => ID, { description: "Lasting id of the speech." })
  @PrimaryColumn("uuid")
  id!: string;

  @Column("uuid")
  sourceId!: string;

  @ManyToOne(() => Source, { onDelete: "CASCADE" })
  @JoinColumn()
  source?: Relation<Source>;

  @Column("uuid", { nullable: true })
  meetingId!: string | null;

  @ManyToOne(() => Meeting, { nullable: true, onDelete: "CASCADE" })
  @JoinColumn()
  meeting?: Relation<Meeting> | null;

  @Column("uuid", { nullable: true })
  personId!: string | null;

  @ManyToOne(() => Person, { nullable: true, onDelete: "RESTRICT" })
  @JoinColumn()
  person?: Relation<Person> | null;

  @Field(() => String, { nullable: true, description: "Title, where it has one; else what it was about." })
  @Column("text", { nullable: true })
  title!: string | null;

  @Field(() => String, { nullable: true, description: "Role of the speaker, as printed." })
  @Column("text", { nullable: true })
  role!: string | null;

  @Field(() => SpeechKind, { description: "Kind of the speech." })
  @Column("text")
  kind!: SpeechKind;

  @Field(() => String, { nullable: true, description: "Kind as printed: a mobilization speech, 辅导报告." })
  @Column("text", { nullable: true })
  printedKind!: string | null;

  @Field(() => String, { nullable: true, description: "What it was about, as printed." })
  @Column("text", { nullable: true })
  about!: string | null;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: "Day on which it was given; the first day of the month or year where no more is known (see givenPrecision).",
  })
  @Column("date", { nullable: true })
  givenOn!: string | null;

  @Field(() => DatePrecision, { nullable: true, description: "How exactly the day on which it was given is known." })
  @Column("text", { nullable: true })
  givenPrecision!: DatePrecision | null;

  @Field(() => Int, { nullable: true, description: "Where its words start in the source's text; null where it is only reported." })
  @Column("integer", { name: "start_offset", nullable: true })
  start!: number | null;

  @Field(() => Int, { nullable: true, description: "Where its words end in the source's text, exclusive." })
  @Column("integer", { name: "end_offset", nullable: true })
  end!: number | null;

  @Field(() => Int, { description: "Order in the source, from 0." })
  @Column("integer")
  position!: number;

  /** Whether a person said that the text tells of no such thing: kept, so that the next reading does not bring it back, and not shown. */
  @Column("boolean", { default: false })
  isRejected!: boolean;
}
