import { Link } from "react-router";
import { EmptyState } from "../components/EmptyState.js";
import { usePageTitle } from "../components/PageTitle.js";

/** For an address that leads nowhere, and for a record that is not there or was withdrawn. */
export function Component() {
  usePageTitle("Not found");
  return (
    <EmptyState title="There is nothing at this address">
      <p>The record may have been withdrawn, or the address may hold a slip.</p>
      <p>
        <Link to="/">Search the archive</Link>
      </p>
    </EmptyState>
  );
}
