import { GraphQLDateTimeISO } from "graphql-scalars";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, PrimaryColumn } from "typeorm";
import { isSha256, oneOf } from "./constraints.js";
import { RecordKind } from "./kind.js";

@ObjectType({
  description: "A reader's word that a link or a value is wrong, for someone with a key to look at. It changes nothing by itself.",
})
@Entity()
@Index("report_record", ["recordId"])
@Index("report_open_unique", ["key"], { unique: true, where: "closed_at IS NULL" })
@Check("report_record_kind_known", oneOf("record_kind", RecordKind))
@Check("report_key_is_sha256", isSha256("key"))
@Check("report_times_positive", "times > 0")
export class Report {
  @Field(() => ID, { description: "Id of the report." })
  @PrimaryColumn("uuid")
  id!: string;

  @Field(() => RecordKind, { description: "Type of the record: CITATION for a link." })
  @Column("text")
  recordKind!: RecordKind;

  @Field(() => ID, { description: "The record it is about." })
  @Column("uuid")
  recordId!: string;

  @Field(() => String, { nullable: true, description: "The field it is about; null for the whole record." })
  @Column("text", { nullable: true })
  field!: string | null;

  @Field(() => String, { nullable: true, description: "What would be right, in the reader's words." })
  @Column("text", { nullable: true })
  proposal!: string | null;

  @Field(() => String, { nullable: true, description: "Why, in the reader's words: those of the first who said so." })
  @Column("text", { nullable: true })
  note!: string | null;

  @Field(() => Int, { description: "How often the same was reported while it was open." })
  @Column("integer", { default: 1 })
  times!: number;

  @Field(() => GraphQLDateTimeISO, { description: "When it was first reported." })
  @Column("timestamptz")
  firstAt!: Date;

  @Field(() => GraphQLDateTimeISO, { description: "When it was last reported." })
  @Column("timestamptz")
  lastAt!: Date;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: "When it was dealt with; null while it waits." })
  @Column("timestamptz", { nullable: true })
  closedAt!: Date | null;

  @Field(() => String, { nullable: true, description: "Name of the key it was closed with." })
  @Column("text", { nullable: true })
  closedBy!: string | null;

  /** SHA-256 of what it says: the same again is the same report. */
  @Column("text")
  key!: string;
}
