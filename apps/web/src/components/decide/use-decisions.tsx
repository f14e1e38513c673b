import type { ApolloClient, OperationVariables, TypedDocumentNode } from "@apollo/client";
import { useApolloClient } from "@apollo/client/react";
import { useMemo } from "react";
import { graphql } from "../../gql/index.js";
import { sendOnceBack } from "../../lib/unsent.js";

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

const REOPEN_REPORT = graphql(`
  mutation ReopenReport($id: ID!) {
    reopenReport(id: $id) {
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
  reopenReport(id: string): Promise<void>;
}

export function useDecisions(): Decisions {
  const client = useApolloClient();
  return useMemo(() => decisionsOf(client), [client]);
}

/** No decision is lost while the server is away: it is sent once the server is back. */
function decisionsOf(client: ApolloClient): Decisions {
  const send = <Data, Variables extends OperationVariables>(mutation: TypedDocumentNode<Data, Variables>, variables: Variables) =>
    sendOnceBack(async () => (await client.mutate<Data>({ mutation, variables })).data);
  const last = (decisions: readonly { id: string }[] | undefined) => decisions?.at(-1)?.id ?? "";
  return {
    confirmValue: async (record, field) => (await send(CONFIRM_VALUE, { record, field }))?.confirmValue.id ?? "",
    rejectValue: async (record, field) => (await send(REJECT_VALUE, { record, field }))?.rejectValue.id ?? "",
    async correctValue(record, field, typed) {
      const right = typed.trim();
      const value = right === "" ? null : NAMED.has(field) ? { name: right } : right;
      return (await send(CORRECT_VALUE, { record, field, value }))?.correctValue.id ?? "";
    },
    confirmLink: async (id) => last((await send(CONFIRM_LINK, { id }))?.confirmCitation.decisions),
    rejectLink: async (id) => last((await send(REJECT_LINK, { id }))?.rejectCitation.decisions),
    retargetLink: async (id, studyText, passages) =>
      last((await send(RETARGET_LINK, { id, studyText, passages }))?.retargetCitation.decisions),
    merge: async (record, into) => (await send(MERGE, { record, into }))?.merge.id ?? "",
    keepApart: async (record, other) => (await send(KEEP_APART, { record, other }))?.keepApart.id ?? "",
    undo: async (id) => (await send(UNDO, { id }))?.undoDecision.id ?? "",
    async closeReport(id) {
      await send(CLOSE_REPORT, { id });
    },
    async reopenReport(id) {
      await send(REOPEN_REPORT, { id });
    },
  };
}
