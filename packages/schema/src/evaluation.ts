import { GraphQLDateTimeISO } from "graphql-scalars";
import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, PrimaryColumn } from "typeorm";

@ObjectType({ description: "How well one kind of link or value was found in a labelled set." })
export class EvaluationMeasure {
  @Field(() => String, { description: "What was measured, as the evaluation calls it: all, citation, held date." })
  name!: string;

  @Field(() => Float, { description: "Share of what was found that is right, from 0 to 1." })
  precision!: number;

  @Field(() => Float, { description: "Share of what is there that was found, from 0 to 1." })
  recall!: number;

  @Field(() => Float, { description: "Both in one figure: their harmonic mean." })
  f1!: number;

  @Field(() => Int, { description: "How many were found and are right." })
  tp!: number;

  @Field(() => Int, { description: "How many were found and are wrong." })
  fp!: number;

  @Field(() => Int, { description: "How many were missed." })
  fn!: number;
}

@ObjectType({ description: "An evaluation of reader or linker on a labelled set, as the command `eval` made it." })
@Entity()
@Index("evaluation_set", ["set", "storedAt"])
@Check("evaluation_set_not_empty", "set <> ''")
export class Evaluation {
  @Field(() => ID, { description: "Id of the evaluation." })
  @PrimaryColumn("uuid")
  id!: string;

  @Field(() => String, { description: "Name of the labelled set." })
  @Column("text")
  set!: string;

  @Field(() => String, { description: "Version of what was evaluated." })
  @Column("text")
  engine!: string;

  @Field(() => [EvaluationMeasure], { description: "What was measured." })
  @Column("jsonb")
  measures!: EvaluationMeasure[];

  @Field(() => GraphQLDateTimeISO, {
    description: "When its figures were brought here; of those that came with Lectern, the day they were measured on.",
  })
  @Column("timestamptz")
  storedAt!: Date;
}
