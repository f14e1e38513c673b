import type { ApolloClient } from "@apollo/client";
import { useApolloClient } from "@apollo/client/react";
import { useMemo } from "react";
import { graphql } from "../../gql/index.js";

const CONFIRM_VALUE = graphql(`
  mutation ConfirmValue($record: ID!, $field: String) {
    confirmValue(record: $record, field: $field) {
      id
    }
  }
`);

const REJECT_VALUE = graphql(`
  mutation RejectValue($record: ID!, $field: String) {
    rejectValue(record: $record, field: $field) {
      id
    }
  }
`);

const CORRECT_VALUE = graphql(`
  mutation CorrectValue($record: ID!, $field: String!, $value: JSON) {
    correctValue(record: $record, field: $field, value: $value) {
      id
    }
  }
`);

const CONFIRM_LINK = graphql(`
  mutation ConfirmLink($id: ID!) {
    confirmCitation(id: $id) {
      id
      decisions {
        id
      }
    }
  }
`);

const REJECT_LINK = graphql(`
  mutation RejectLink($id: ID!) {
    rejectCitation(id: $id) {
      id
      decisions {
        id
      }
    }
  }
`);

const RETARGET_LINK = graphql(`
  mutation RetargetLink($id: ID!, $studyText: ID!, $passages: [ID!]!) {
    retargetCitation(id: $id, studyText: $studyText, passages: $passages) {
      id
      decisions {
        id
      }
    }
  }
`);

const MERGE = graphql(`
  mutation MergeRecords($record: ID!, $into: ID!) {
    merge(record: $record, into: $into) {
      id
    }
  }
`);

const KEEP_APART = graphql(`
  mutation KeepApart($record: ID!, $other: ID!) {
    keepApart(record: $record, other: $other) {
      id
    }
  }
`);

const UNDO = graphql(`
  mutation UndoDecision($id: ID!) {
    undoDecision(id: $id) {
      id
    }
  }
`);

const CLOSE_REPORT = graphql(`
  mutation CloseReport($id: ID!) {
    closeReport(id: $id) {
      id
      closedAt
    }
  }
`);

/** Fields whose value is a person or body: given by name. */
const NAMED: ReadonlySet<string> = new Set(["person", "body"]);

/** What an editor decides; each gives the id of the decision, by which it is taken back. */
export interface Decisions {
  confirmValue(record: string, field: string | null): Promise<string>;
  rejectValue(record: string, field: string | null): Promise<string>;
  /** An empty text is no value. */
  correctValue(record: string, field: string, value: string): Promise<string>;
  confirmLink(id: string): Promise<string>;
  rejectLink(id: string): Promise<string>;
  retargetLink(id: string, studyText: string, passages: string[]): Promise<string>;
  merge(record: string, into: string): Promise<string>;
  keepApart(record: string, other: string): Promise<string>;
  undo(decision: string): Promise<string>;
  closeReport(id: string): Promise<void>;
}

export function useDecisions(): Decisions {
  const client = useApolloClient();
  return useMemo(() => decisionsOf(client), [client]);
}

function decisionsOf(client: ApolloClient): Decisions {
  const last = (decisions: readonly { id: string }[] | undefined) => decisions?.at(-1)?.id ?? "";
  return {
    confirmValue: async (record, field) =>
      (await client.mutate({ mutation: CONFIRM_VALUE, variables: { record, field } })).data?.confirmValue.id ?? "",
    rejectValue: async (record, field) =>
      (await client.mutate({ mutation: REJECT_VALUE, variables: { record, field } })).data?.rejectValue.id ?? "",
    async correctValue(record, field, typed) {
      const right = typed.trim();
      const value = right === "" ? null : NAMED.has(field) ? { name: right } : right;
      return (await client.mutate({ mutation: CORRECT_VALUE, variables: { record, field, value } })).data?.correctValue.id ?? "";
    },
    confirmLink: async (id) => last((await client.mutate({ mutation: CONFIRM_LINK, variables: { id } })).data?.confirmCitation.decisions),
    rejectLink: async (id) => last((await client.mutate({ mutation: REJECT_LINK, variables: { id } })).data?.rejectCitation.decisions),
    retargetLink: async (id, studyText, passages) =>
      last((await client.mutate({ mutation: RETARGET_LINK, variables: { id, studyText, passages } })).data?.retargetCitation.decisions),
    merge: async (record, into) => (await client.mutate({ mutation: MERGE, variables: { record, into } })).data?.merge.id ?? "",
    keepApart: async (record, other) =>
      (await client.mutate({ mutation: KEEP_APART, variables: { record, other } })).data?.keepApart.id ?? "",
    undo: async (id) => (await client.mutate({ mutation: UNDO, variables: { id } })).data?.undoDecision.id ?? "",
    async closeReport(id) {
      await client.mutate({ mutation: CLOSE_REPORT, variables: { id } });
    },
  };
}
