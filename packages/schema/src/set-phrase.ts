import { Field, ID, Int, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from "typeorm";
import { Source } from "./source.js";

@ObjectType({ description: "A formula that speeches and notices repeat." })
@Entity()
@Unique("set_phrase_key_unique", ["key"])
@Check("set_phrase_key_not_empty", "key <> ''")
export class SetPhrase {
  @Field(() => ID, { description: "Lasting id of the phrase." })
  @PrimaryColumn("uuid")
  id!: string;

  /** The canonical form folded for comparison. */
  @Column("text")
  key!: string;

  @Field(() => String, { description: "Canonical form." })
  @Column("text")
  canonical!: string;

  @Field(() => [String], { description: "Other forms it is printed in." })
  @Column("text", { array: true, default: [] })
  variants!: string[];

  @Field(() => String, { nullable: true, description: "What it stands for, where a person has said so." })
  @Column("text", { nullable: true })
  expansion!: string | null;

  @Field(() => String, { description: "Language, as a BCP 47 tag." })
  @Column("text")
  language!: string;
}

@ObjectType({ description: "One place where a set phrase stands." })
@Entity()
@Unique("phrase_occurrence_unique", ["phraseId", "sourceId", "start"])
@Index("phrase_occurrence_source", ["sourceId"])
@Check("phrase_occurrence_span", "start_offset >= 0 AND end_offset > start_offset")
export class PhraseOccurrence {
  @Field(() => ID, { description: "Id of the occurrence." })
  @PrimaryColumn("uuid")
  id!: string;

  @Column("uuid")
  phraseId!: string;

  @ManyToOne(() => SetPhrase, { onDelete: "CASCADE" })
  @JoinColumn()
  phrase?: Relation<SetPhrase>;

  @Column("uuid")
  sourceId!: string;

  @ManyToOne(() => Source, { onDelete: "CASCADE" })
  @JoinColumn()
  source?: Relation<Source>;

  @Field(() => Int, { description: "Start in the source's text, in UTF-16 code units." })
  @Column("integer", { name: "start_offset" })
  start!: number;

  @Field(() => Int, { description: "End in the source's text, exclusive." })
  @Column("integer", { name: "end_offset" })
  end!: number;

  @Field(() => String, { description: "The words at that span." })
  @Column("text")
  printed!: string;
}
