import type { Answer } from "#packages/sdk/index.ts";
import { useAnswer } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { dayName } from "../../parts/days.ts";
import { useText } from "../../text.ts";
import { TaskActs } from "../care/task-acts.tsx";

type Closing = Answer<"getClosing">;
type Task = Closing["tasks"][number];

const refetchInterval = 5_000;

/** The two closings of an order or a booking side by side, and the steps between them. */
export function ClosingPart({ subjectId }: { subjectId: string }) {
  const brand = useBrand();
  const { t } = useText();
  const may = brand.may("care.work");
  const path = { ...brand.path, subjectId };
  const found = useAnswer("getClosing", { path }, { enabled: may, refetchInterval });
  const closing = found.data;
  if (!may || !closing?.transactionClosedAt) return null;
  const open = closing.tasks.filter(({ state }) => state !== "complete" && state !== "skipped");
  const hint = closing.qualifiedAt || open.length === 0
    ? t("closing.qualifiedHint")
    : t("closing.stepsOpen", { count: open.length });
  return (
    <fieldset className="c-fields">
      <legend>{t("closing.title")}</legend>
      <div className="c-closings">
        <p className="c-closing-met">
          <span>{t("closing.transaction")}</span>
          <strong>{brand.at(closing.transactionClosedAt)}</strong>
          <small>{t("closing.transactionHint")}</small>
        </p>
        <p className={closing.qualifiedAt ? "c-closing-met" : ""}>
          <span>{t("closing.qualified")}</span>
          <strong>
            {closing.qualifiedAt ? brand.at(closing.qualifiedAt) : t("closing.notYet")}
          </strong>
          <small>{hint}</small>
        </p>
      </div>
      {closing.tasks.length === 0 ? <p className="c-quiet">{t("closing.nothing")}</p> : null}
      <ol className="c-care-list">
        {closing.tasks.map((task) => <StepLine key={task.taskId} task={task} />)}
      </ol>
    </fieldset>
  );
}

const looks = {
  open: "running", trouble: "closed", waiting: "paused", complete: "done", skipped: "paused",
} as const;

function StepLine({ task }: { task: Task }) {
  const brand = useBrand();
  const { t, lang } = useText();
  const reason = task.skipReason ? t(`care.reason.${task.skipReason}`) : "";
  const due = task.state === "open" || task.state === "trouble";
  return (
    <li>
      <span>
        {brand.named(task)}
        <small>
          {due ? t("closing.until", { day: dayName(task.dueDay, lang) }) : ""}
          {task.answer ? ` ${t(`closing.answer.${task.answer}`)}` : ""}
          {task.answerText ? `：${task.answerText}` : ""}
        </small>
      </span>
      <span className={`c-state c-state-${looks[task.state]}`}>
        {t(`closing.state.${task.state}`, { reason })}
      </span>
      <TaskActs task={task} />
    </li>
  );
}
