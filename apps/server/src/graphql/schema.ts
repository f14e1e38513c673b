import type { GraphQLSchema } from "graphql";
import { buildSchemaSync } from "type-graphql";
import { AccuracyResolver } from "./resolvers/accuracy.js";
import { AlikeResolver } from "./resolvers/alike.js";
import { ArchiveResolver } from "./resolvers/archive.js";
import { BodyResolver } from "./resolvers/body.js";
import { CitationCandidateResolver, CitationResolver } from "./resolvers/citation.js";
import {
  BodyOfCitationsResolver,
  CitationCountsResolver,
  PassageCountsResolver,
  SpeakerOfCitationsResolver,
  StudyTextCountsResolver,
  WantedWorkCountsResolver,
} from "./resolvers/citation-counts.js";
import { ConcordanceResolver } from "./resolvers/concordance.js";
import { CitedPassageResolver, CountedPassageResolver } from "./resolvers/counted-passage.js";
import { DecisionResolver } from "./resolvers/decision.js";
import { BodyEncountersResolver, EncounterResolver, PersonEncountersResolver } from "./resolvers/encounter.js";
import { ImportOutcomeReportResolver, ImportRunResolver } from "./resolvers/import.js";
import { LinkedPlaceResolver, TextLinkResolver, TextLinksResolver } from "./resolvers/link-text.js";
import { AppearanceResolver, MeetingResolver, PointResolver } from "./resolvers/meeting.js";
import { MinutesResolver } from "./resolvers/minutes.js";
import { PersonResolver, PersonRoleResolver } from "./resolvers/person.js";
import { PhraseOccurrenceResolver, SetPhraseResolver } from "./resolvers/phrase.js";
import { ReportResolver } from "./resolvers/report.js";
import { MergeSuggestionResolver, ReviewResolver } from "./resolvers/review.js";
import { SearchResolver, SearchResultResolver } from "./resolvers/search.js";
import { SeenBeforeResolver } from "./resolvers/seen-before.js";
import { EvidenceResolver, SourceResolver } from "./resolvers/source.js";
import { SpeechResolver } from "./resolvers/speech.js";
import { PassageResolver, SectionResolver, StudyTextResolver } from "./resolvers/study-text.js";
import { WantedWorkResolver } from "./resolvers/wanted-work.js";

/** The schema of the API, made from the entities and the resolvers. */
export function makeSchema(): GraphQLSchema {
  return buildSchemaSync({
    resolvers: [
      AccuracyResolver,
      AlikeResolver,
      AppearanceResolver,
      ArchiveResolver,
      BodyEncountersResolver,
      BodyOfCitationsResolver,
      BodyResolver,
      CitationCandidateResolver,
      CitationCountsResolver,
      CitationResolver,
      ConcordanceResolver,
      CitedPassageResolver,
      CountedPassageResolver,
      DecisionResolver,
      EncounterResolver,
      EvidenceResolver,
      ImportOutcomeReportResolver,
      ImportRunResolver,
      LinkedPlaceResolver,
      MeetingResolver,
      MergeSuggestionResolver,
      MinutesResolver,
      PassageCountsResolver,
      PassageResolver,
      PersonEncountersResolver,
      PersonResolver,
      PersonRoleResolver,
      PhraseOccurrenceResolver,
      PointResolver,
      ReportResolver,
      ReviewResolver,
      SearchResolver,
      SearchResultResolver,
      SectionResolver,
      SeenBeforeResolver,
      SetPhraseResolver,
      SourceResolver,
      SpeechResolver,
      SpeakerOfCitationsResolver,
      StudyTextCountsResolver,
      StudyTextResolver,
      TextLinkResolver,
      TextLinksResolver,
      WantedWorkCountsResolver,
      WantedWorkResolver,
    ],
    validate: false,
  });
}
