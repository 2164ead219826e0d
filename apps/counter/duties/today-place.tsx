import { type ReactNode, useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { Tabs } from "#packages/ui/tabs.tsx";
import type { Loaded } from "#packages/ui/use-load.ts";
import { useCounter } from "../counter.ts";
import { useText } from "../text.ts";
import { TodayScreen } from "../today-screen.tsx";
import { ApplicationList } from "./application-list.tsx";
import { CareList } from "./care-list.tsx";
import { ReviewList } from "./review-list.tsx";
import { useDuties } from "./use-duties.ts";

type Part = "redemptions" | "care" | "applications" | "reviews";

/** The day of the store: what was redeemed, and what it still owes to members. */
export function TodayPlace() {
  const { staff } = useCounter();
  const { t } = useText();
  const [part, setPart] = useState<Part>("redemptions");
  const duties = useDuties();
  if (!staff.caresFor && !staff.worksApplications && !staff.answersReviews) {
    return <TodayScreen />;
  }
  const counted = ({ data }: Loaded<readonly unknown[]>) => (data ? { count: data.length } : {});
  const tabs = [
    { key: "redemptions" as const, label: t("duties.redemptions") },
    ...(staff.caresFor
      ? [{ key: "care" as const, label: t("duties.care"), ...counted(duties.tasks) }]
      : []),
    ...(staff.worksApplications
      ? [{
          key: "applications" as const,
          label: t("duties.applications"),
          ...counted(duties.applications),
        }]
      : []),
    ...(staff.answersReviews
      ? [{ key: "reviews" as const, label: t("duties.reviews"), ...counted(duties.reviews) }]
      : []),
  ];
  return (
    <div className="duties">
      <Tabs<Part> label={t("duties.title")} tabs={tabs} chosen={part} onChoose={setPart}>
        {part === "redemptions" ? <TodayScreen /> : null}
        {part === "care" ? (
          <Known found={duties.tasks}>
            {(tasks) => <CareList tasks={tasks} onChange={duties.tasks.reload} />}
          </Known>
        ) : null}
        {part === "reviews" ? (
          <Known found={duties.reviews}>
            {(items) => <ReviewList items={items} onChange={duties.reviews.reload} />}
          </Known>
        ) : null}
        {part === "applications" ? (
          <Known found={duties.applications}>
            {(items) => <ApplicationList items={items} onChange={duties.applications.reload} />}
          </Known>
        ) : null}
      </Tabs>
    </div>
  );
}

interface KnownProps<Data> {
  readonly found: Loaded<Data>;
  children(data: Data): ReactNode;
}

function Known<Data>({ found, children }: KnownProps<Data>) {
  const { t } = useText();
  if (found.data) return <div className="page">{children(found.data)}</div>;
  if (!found.problem) return <div className="page"><Skeleton label={t("kit.loading")} /></div>;
  const { title, next } = found.problem;
  return (
    <div className="page">
      <Notice
        title={title}
        next={next}
        action={<Button look="plain" onClick={found.reload}>{t("kit.retry")}</Button>}
      />
    </div>
  );
}
