import { t } from "../../i18n/language.js";
import { Link } from "../../lib/navigation.js";
import { PageTitle } from "../PageTitle.js";
import { Skeleton } from "../Skeleton.js";

/** A record's page while it is on its way: values on one side, text on the other. */
export function RecordSkeleton({ label }: { label: string }) {
  return (
    <div className="record">
      <Skeleton lines={8} label={label} />
      <div aria-hidden="true">
        <Skeleton lines={10} label="" />
      </div>
    </div>
  );
}

/** For an id that leads to no record, or to one that was withdrawn. */
export function RecordMissing({ title }: { title: string }) {
  return (
    <PageTitle title={title}>
      <p>{t("It may have been withdrawn, or the address may hold a slip. Ids are never given to another record.")}</p>
      <p>
        <Link to="/">{t("Search the archive")}</Link>
      </p>
    </PageTitle>
  );
}
