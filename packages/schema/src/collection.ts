import { GraphQLDateTimeISO, GraphQLJSONObject } from "graphql-scalars";
import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Check, Column, Entity, PrimaryColumn, Unique } from "typeorm";
import { oneOf } from "./constraints.js";
import { DocumentKind } from "./kind.js";

registerEnumType(DocumentKind, { name: "DocumentKind", description: "What a document is taken for." });

@ObjectType({ description: "Documents that came together and share a publisher, a language, a licence and a way of being read." })
@Entity()
@Unique("collection_name_unique", ["name"])
@Check("collection_kind_known", oneOf("kind", DocumentKind))
@Check("collection_name_not_empty", "name <> ''")
export class Collection {
  @Field(() => ID, { description: "Lasting id of the collection." })
  @PrimaryColumn("uuid")
  id!: string;

  @Field(() => String, { description: "Short name, unique in the archive." })
  @Column("text")
  name!: string;

  @Field(() => String, { nullable: true, description: "Title for people." })
  @Column("text", { nullable: true })
  title!: string | null;

  @Field(() => DocumentKind, { nullable: true, description: "What its documents are, where the collection says so." })
  @Column("text", { nullable: true })
  kind!: DocumentKind | null;

  @Field(() => String, { nullable: true, description: "Who published the documents." })
  @Column("text", { nullable: true })
  publisher!: string | null;

  @Field(() => String, { nullable: true, description: "Language of the documents, as a BCP 47 tag." })
  @Column("text", { nullable: true })
  language!: string | null;

  @Field(() => String, { nullable: true, description: "Licence or terms of the documents." })
  @Column("text", { nullable: true })
  licence!: string | null;

  @Field(() => Boolean, { description: "Whether this is a made-up sample that came with Lectern." })
  @Column("boolean", { default: false })
  isSample!: boolean;

  @Field(() => GraphQLJSONObject, { description: "The settings its documents are read by (collection.yaml)." })
  @Column("jsonb", { default: {} })
  settings!: Record<string, unknown>;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: "When it was withdrawn; null while it is shown." })
  @Column("timestamptz", { nullable: true })
  withdrawnAt!: Date | null;
}
