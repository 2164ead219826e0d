import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Segmented } from "antd";
import { useState } from "react";
import { type Item, useAnswer, usePages } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { dayName } from "../../parts/days.ts";
import { type Column, Listing } from "../../parts/listing.tsx";
import { Empty, Note } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { UnitPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";
import { PlanDrawer } from "./plan-drawer.tsx";
import { TaskActs } from "./task-acts.tsx";

type Task = Item<"listCareTasks">;

const views = ["due", "overdue", "waiting"] as const;

interface Search {
  readonly show?: (typeof views)[number];
  readonly storeId?: string;
}

/** What service is still owed, the first due first; filters live in the address. */
export function CarePage() {
  const brand = useBrand();
  const { t } = useText();
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const [planning, setPlanning] = useState(false);
  const change = (more: Partial<Record<keyof Search, string | undefined>>) =>
    void navigate({ to: ".", search: { ...search, ...more } as never, replace: true });
  const show = search.show ?? "due";
  const pages = usePages("listCareTasks", {
    path: brand.path, query: { limit: 50, ...search, show },
  });
  const plan = useAnswer("getCarePlan", { path: brand.path });
  const open = brand.may("stores.write") ? (
    <Button onClick={() => setPlanning(true)}>{t("care.plan")}</Button>
  ) : null;
  const missing = plan.data && plan.data.template === null;
  return (
    <>
      <PageHead title={t("care.title")} lead={t("care.lead")} actions={open} />
      {missing ? <Note tone="plain" title={t("care.noPlan")} next={t("care.noPlanNext")} /> : null}
      <div className="c-orders-filter">
        <Segmented
          aria-label={t("care.show")}
          value={show}
          onChange={(next) => change({ show: next })}
          options={views.map((value) => ({ value, label: t(`care.${value}`) }))}
        />
        <UnitPick
          label={t("care.store")}
          kind="store"
          value={search.storeId}
          onChange={(storeId) => change({ storeId })}
        />
      </div>
      <Listing
        label={t("care.title")}
        pages={pages}
        columns={useColumns()}
        keyOf={(one) => one.taskId}
        empty={<Empty title={t("care.empty")} next={t("care.emptyNext")} />}
      />
      {planning && plan.data ? (
        <PlanDrawer plan={plan.data} onClose={() => setPlanning(false)} />
      ) : null}
    </>
  );
}

function useColumns(): Column<Task>[] {
  const brand = useBrand();
  const { t, lang } = useText();
  return [
    { key: "step", title: t("care.step"), head: true, cell: (one) => <What task={one} /> },
    {
      key: "due",
      title: t("care.dueDay"),
      cell: (one) => (
        <>
          {dayName(one.dueDay, lang)}
          {one.overdue ? (
            <> <span className="c-state c-state-closed">{t("care.late")}</span></>
          ) : null}
        </>
      ),
    },
    { key: "who", title: t("care.member"), cell: (one) => one.memberMasked ?? "—" },
    {
      key: "store",
      title: t("care.store"),
      cell: (one) => brand.named({ name: one.storeName, nameEn: one.storeNameEn }),
    },
    { key: "of", title: t("care.of"), cell: (one) => <Of task={one} /> },
    { key: "act", title: "", end: true, cell: (one) => <TaskActs task={one} /> },
  ];
}

function What({ task }: { task: Task }) {
  const brand = useBrand();
  const { t } = useText();
  const solved = task.state === "waiting" && task.answer === "trouble";
  return (
    <>
      {brand.named(task)}
      {task.state === "trouble" ? (
        <small className="c-care-trouble">
          {t("care.trouble")}{task.answerText ? `：${task.answerText}` : ""}
        </small>
      ) : (
        <small>{solved ? t("care.solved") : task.needsAnswer ? t("care.needsAnswer") : ""}</small>
      )}
    </>
  );
}

function Of({ task }: { task: Task }) {
  const brand = useBrand();
  const { t } = useText();
  const number = task.number.replace(/(\d{4})(?=\d)/g, "$1 ");
  if (task.subjectKind === "booking") return <>{t("care.booking")} {number}</>;
  return <Link to={`/${brand.key}/orders/${task.subjectId}`}>{number}</Link>;
}
