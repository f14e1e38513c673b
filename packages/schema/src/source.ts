import { GraphQLDateTimeISO, GraphQLLocalDate } from "graphql-scalars";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from "typeorm";
import { Collection } from "./collection.js";
import { isSha256, oneOf } from "./constraints.js";
import type { Block } from "./draft.js";
import { DatePrecision, DocumentKind } from "./kind.js";

@ObjectType({ description: "A text as received. Never altered: a new capture is a new version." })
@Entity()
@Index("source_url_unique", ["url"], { unique: true, where: "url IS NOT NULL AND given_id IS NULL" })
@Index("source_url_given_id_unique", ["url", "givenId"], { unique: true, where: "url IS NOT NULL AND given_id IS NOT NULL" })
@Index("source_place_unique", ["collectionId", "place"], { unique: true, where: "place IS NOT NULL" })
@Index("source_given_id", ["collectionId", "givenId"], { where: "given_id IS NOT NULL" })
@Index("source_hash", ["hash"])
@Index("source_text_hash", ["textHash", "collectionId"])
@Index("source_linked_generation", ["linkedGeneration"])
@Check("source_version_positive", "version_number > 0")
@Check("source_published_precision_in_list", oneOf("published_precision", DatePrecision))
@Check("source_published_precision_known", "published_on IS NULL OR published_precision IS NOT NULL")
@Check("source_kind_known", oneOf("kind", DocumentKind))
@Check("source_hash_is_sha256", isSha256("hash"))
@Check("source_text_hash_is_sha256", isSha256("text_hash"))
export class Source {
  @Field(() => ID, { description: "Lasting id of the source." })
  @PrimaryColumn("uuid")
  id!: string;

  @Column("uuid")
  collectionId!: string;

  @ManyToOne(() => Collection, { onDelete: "RESTRICT" })
  @JoinColumn()
  collection?: Relation<Collection>;

  @Field(() => DocumentKind, { description: "What the document was taken for." })
  @Column("text")
  kind!: DocumentKind;

  @Field(() => String, { description: "Why it was taken for that." })
  @Column("text")
  kindReason!: string;

  @Field(() => String, { nullable: true, description: "Address it was captured from." })
  @Column("text", { nullable: true })
  url!: string | null;

  @Field(() => String, { nullable: true, description: "Place in its collection: the path of the file, and the row where a file has many." })
  @Column("text", { nullable: true })
  place!: string | null;

  /** Id that its collection gives it (a column, a field), unique within the collection. */
  @Column("text", { nullable: true })
  givenId!: string | null;

  @Field(() => String, { nullable: true, description: "Title as printed." })
  @Column("text", { nullable: true })
  title!: string | null;

  @Field(() => String, { description: "Language of the text, as a BCP 47 tag." })
  @Column("text")
  language!: string;

  @Field(() => String, { nullable: true, description: "Who published it." })
  @Column("text", { nullable: true })
  publisher!: string | null;

  @Field(() => String, { nullable: true, description: "Licence or terms." })
  @Column("text", { nullable: true })
  licence!: string | null;

  @Field(() => String, { description: "Media type of the bytes." })
  @Column("text")
  mediaType!: string;

  @Field(() => String, { description: "SHA-256 of the bytes of the current version, in hexadecimal." })
  @Column("text")
  hash!: string;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: "Day of publication; the first day of the month or year where no more is known (see publishedPrecision).",
  })
  @Column("date", { nullable: true })
  publishedOn!: string | null;

  @Field(() => DatePrecision, { nullable: true, description: "How exactly the day of publication is known." })
  @Column("text", { nullable: true })
  publishedPrecision!: DatePrecision | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: "Day on which it was captured, where that is known." })
  @Column("date", { nullable: true })
  capturedOn!: string | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: "Day of the last correction that the text itself names." })
  @Column("date", { nullable: true })
  correctedOn!: string | null;

  @Field(() => GraphQLDateTimeISO, { description: "When its first version was stored here." })
  @Column("timestamptz")
  storedAt!: Date;

  @Field(() => Int, { description: "Number of the current version, from 1." })
  @Column("integer", { default: 1 })
  versionNumber!: number;

  @Field(() => String, {
    description: "The plain text of the current version, that every span points into (UTF-16 code units, end exclusive).",
  })
  @Column("text")
  text!: string;

  /** SHA-256 of `text`: what finds a document again that has no address and no place. */
  @Column("text")
  textHash!: string;

  /** SHA-256 of the draft that was stored: equal bytes with an equal draft are an unchanged document. */
  @Column("text")
  draftHash!: string;

  /** Paragraphs and headings of `text`. */
  @Column("jsonb", { default: [] })
  blocks!: Block[];

  /** Version of the reader that read it; `lectern reread` brings it up to date. */
  @Column("text")
  readerVersion!: string;

  /** Generation of the catalogue of study texts that its links were made with; an older one is linked again. */
  @Column("integer", { default: 0 })
  linkedGeneration!: number;

  /** Version of the linker that made its links; another one makes them again. */
  @Column("text", { default: "" })
  linkerVersion!: string;

  /** Whether neither it nor its collection is withdrawn: what every reader asks for. */
  @Column("boolean", { default: true })
  shown!: boolean;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: "When it was withdrawn; null while it is shown." })
  @Column("timestamptz", { nullable: true })
  withdrawnAt!: Date | null;
}

@ObjectType({ description: "One capture of a source." })
@Entity()
@Unique("source_version_number_unique", ["sourceId", "number"])
@Index("source_version_hash", ["hash"])
@Check("source_version_number_positive", "number > 0")
export class SourceVersion {
  @Field(() => ID, { description: "Id of the version." })
  @PrimaryColumn("uuid")
  id!: string;

  @Column("uuid")
  sourceId!: string;

  @ManyToOne(() => Source, { onDelete: "CASCADE" })
  @JoinColumn()
  source?: Relation<Source>;

  @Field(() => Int, { description: "Number, from 1." })
  @Column("integer")
  number!: number;

  @Field(() => String, { description: "SHA-256 of the bytes, in hexadecimal." })
  @Column("text")
  hash!: string;

  @ManyToOne(() => Blob, { onDelete: "RESTRICT" })
  @JoinColumn({ name: "hash" })
  blob?: Relation<Blob>;

  /** Null for the current version, whose text stands in the source. */
  @Field(() => String, { description: "The plain text of this version." })
  @Column("text", { nullable: true })
  text!: string | null;

  @Field(() => String, { description: "Media type of the bytes." })
  @Column("text")
  mediaType!: string;

  /** Collection and place that it came from: a source with an address may be captured at several. */
  @Column("uuid")
  collectionId!: string;

  @ManyToOne(() => Collection, { onDelete: "RESTRICT" })
  @JoinColumn()
  collection?: Relation<Collection>;

  @Column("text", { nullable: true })
  place!: string | null;

  @Field(() => GraphQLDateTimeISO, { description: "When it was stored here." })
  @Column("timestamptz")
  storedAt!: Date;

  /** How the bytes were read: file name, media type, row, given metadata; what `lectern reread` starts from. */
  @Column("jsonb", { default: {} })
  hints!: Record<string, unknown>;
}

/** Bytes as received, once per hash. */
@Entity()
@Check("blob_hash_is_sha256", isSha256("hash"))
export class Blob {
  @PrimaryColumn("text")
  hash!: string;

  @Column("bytea")
  bytes!: Buffer;
}
