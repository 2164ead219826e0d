import { Button, Dropdown } from "antd";
import { useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";

const reasons = ["unreachable", "not_wanted", "not_needed"] as const;

interface TaskActsProps {
  readonly task: { readonly taskId: string; readonly state: string };
}

/** Done in one tap; left out for one of three reasons, but never where the member has a problem. */
export function TaskActs({ task }: TaskActsProps) {
  const brand = useBrand();
  const { t } = useText();
  const done = useWrite("finishCareTask", { done: t("care.doneSaid") });
  const skip = useWrite("skipCareTask", { done: t("care.skipped") });
  if (task.state !== "open" && task.state !== "trouble") return null;
  const path = { ...brand.path, taskId: task.taskId };
  const items = reasons.map((key) => ({ key, label: t(`care.reason.${key}`) }));
  const choose = (reason: string) =>
    skip.mutate({ path, body: { reason: reason as (typeof reasons)[number] } });
  return (
    <span className="c-actions">
      {task.state === "open" ? (
        <Dropdown trigger={["click"]} menu={{ items, onClick: ({ key }) => choose(key) }}>
          <Button size="small" type="text" loading={skip.isPending} title={t("care.skipWhy")}>
            {t("care.skip")}
          </Button>
        </Dropdown>
      ) : null}
      <Button
        size="small"
        type="primary"
        loading={done.isPending}
        onClick={() => done.mutate({ path })}
      >
        {t("care.done")}
      </Button>
    </span>
  );
}
