import { Suspense } from "react";
import { latePart } from "../../lib/late-part.js";
import { useSignedIn } from "../../lib/session.js";
import type { Kind } from "../compare/kinds.js";
import type { SplitEntry } from "./SplitForm.js";

/** Loaded for who has signed in. */
const EditShared = latePart(async () => (await import("./EditShared.js")).EditShared);

/** What who has a key can do about a person, body or phrase; nothing for a reader. */
export function Editors(props: { kind: Kind; id: string; entries?: readonly SplitEntry[] }) {
  const name = useSignedIn();
  if (!name) return null;
  return (
    <Suspense>
      <EditShared entries={NONE} {...props} />
    </Suspense>
  );
}

const NONE: readonly SplitEntry[] = [];
