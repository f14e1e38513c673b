import { GraphQLLocalDate } from "graphql-scalars";
import { Field, ID, InputType } from "type-graphql";
import { SearchKind } from "./search-enums.js";

@InputType({ description: "Values of facets. The values are those that facets name." })
export class SearchExclusion {
  @Field(() => [SearchKind], { nullable: true, description: "Kinds of record." })
  kind?: SearchKind[] | null;

  @Field(() => [ID], { nullable: true, description: "Bodies that met." })
  body?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "People who spoke." })
  speaker?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Years of holding, as four digits; undated for records without a date." })
  year?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Cited works: ids of study texts, and wanted:KEY for works that are not held." })
  citedWork?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Set phrases." })
  phrase?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Languages, as BCP 47 tags." })
  language?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Names of collections." })
  collection?: string[] | null;
}

@InputType({
  description: "What hits are narrowed by. Any of the values within a facet, all facets together. The values are those that facets name.",
})
export class SearchFilter extends SearchExclusion {
  @Field(() => GraphQLLocalDate, { nullable: true, description: "Held on this day or later. Undated records stay out." })
  from?: string | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: "Held on this day or earlier. Undated records stay out." })
  to?: string | null;

  @Field(() => SearchExclusion, { nullable: true, description: "Records that have any of these values stay out." })
  not?: SearchExclusion | null;
}
