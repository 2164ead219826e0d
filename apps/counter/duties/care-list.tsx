import { useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Empty } from "#packages/ui/feedback.tsx";
import { inFours } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Sheet } from "#packages/ui/sheet.tsx";
import { useCounter } from "../counter.ts";
import { useText } from "../text.ts";
import { useAct } from "./use-act.ts";
import type { Task } from "./use-duties.ts";

interface CareListProps {
  readonly tasks: readonly Task[];
  onChange(): void;
}

/** Service steps that are due at this store, the first due first: done by one tap. */
export function CareList({ tasks, onChange }: CareListProps) {
  const { t } = useText();
  const [skipping, setSkipping] = useState<Task>();
  if (tasks.length === 0) {
    return <Empty icon="check" title={t("duties.careNone")} next={t("duties.careNoneNext")} />;
  }
  return (
    <>
      <ul className="duty-list">
        {tasks.map((task) => (
          <li key={task.taskId}>
            <TaskCard task={task} onChange={onChange} onSkip={() => setSkipping(task)} />
          </li>
        ))}
      </ul>
      {skipping ? (
        <SkipSheet task={skipping} onChange={onChange} onClose={() => setSkipping(undefined)} />
      ) : null}
    </>
  );
}

interface TaskCardProps {
  readonly task: Task;
  onChange(): void;
  onSkip(): void;
}

function TaskCard({ task, onChange, onSkip }: TaskCardProps) {
  const { brand } = useCounter();
  const { t, lang } = useText();
  const { busy, run } = useAct(onChange);
  const path = { brand: brand.key, taskId: task.taskId };
  const trouble = task.state === "trouble";
  const tone = trouble || task.overdue ? "duty duty-late" : "duty";
  const day = t(task.overdue ? "duties.late" : "duties.until", { day: task.dueDay.slice(5) });
  return (
    <article className={tone}>
      <span className="row-words">
        <strong>{inLang(lang, task.name, task.nameEn)}</strong>
        <small>{[task.memberMasked, inFours(task.number)].filter(Boolean).join(" · ")}</small>
        <small>
          {[day, task.needsAnswer ? t("duties.needsAnswer") : ""].filter(Boolean).join(" · ")}
        </small>
        {trouble ? (
          <small className="duty-bad">
            {t("duties.trouble")}{task.answerText ? `：${task.answerText}` : ""}
          </small>
        ) : null}
      </span>
      <span className="duty-acts">
        <Button
          className="big"
          busy={busy}
          onClick={() => void run("duties.doneSaid", (api) => api.call("finishCareTask", { path }))}
        >
          {t(trouble ? "duties.solved" : "duties.done")}
        </Button>
        {trouble ? null : (
          <Button look="plain" onClick={onSkip}>{t("duties.skip")}</Button>
        )}
      </span>
    </article>
  );
}

const reasons = ["unreachable", "not_wanted", "not_needed"] as const;

interface SkipSheetProps {
  readonly task: Task;
  onChange(): void;
  onClose(): void;
}

function SkipSheet({ task, onChange, onClose }: SkipSheetProps) {
  const { brand } = useCounter();
  const { t } = useText();
  const { busy, run } = useAct(() => {
    onChange();
    onClose();
  });
  const path = { brand: brand.key, taskId: task.taskId };
  return (
    <Sheet title={t("duties.skipWhy")} closeLabel={t("kit.close")} onClose={onClose}>
      <div className="pickup-acts">
        {reasons.map((reason) => (
          <Button
            key={reason}
            wide
            look="soft"
            className="big"
            busy={busy}
            onClick={() => void run("duties.skipped", (api) =>
              api.call("skipCareTask", { path, body: { reason } }))}
          >
            {t(`duties.reason.${reason}`)}
          </Button>
        ))}
      </div>
    </Sheet>
  );
}
