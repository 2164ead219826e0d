import { useState } from "react";
import type { Answer } from "#packages/sdk/index.ts";
import { Button } from "#packages/ui/button.tsx";
import { Card } from "#packages/ui/card.tsx";
import { inLang } from "#packages/ui/i18n.ts";
import { asProblem } from "#packages/ui/problem.ts";
import { toast } from "#packages/ui/toast.tsx";
import { useLoad } from "#packages/ui/use-load.ts";
import { useShop } from "../shop.ts";
import { useText } from "./words.ts";

type Closing = Answer<"getMyClosing">;
type Task = Closing["tasks"][number];

/** After the goods: what the store still does for the member, and the member's own word. */
export function OrderCare({ subjectId, state }: { subjectId: string; state: string }) {
  const { api, brand } = useShop();
  const { t } = useText();
  const asked = useLoad(`care ${subjectId} ${state}`, () =>
    api.call("getMyClosing", { path: { brand: brand.key, subjectId } }));
  const [changed, setChanged] = useState<Closing>();
  const closing = changed ?? asked.data;
  const tasks = closing?.tasks ?? [];
  if (!closing || tasks.length === 0) return null;
  return (
    <Card title={t(closing.qualifiedAt ? "care.allDone" : "care.title")}>
      <ul className="care-steps">
        {tasks.map((task) => <Step key={task.taskId} task={task} onChange={setChanged} />)}
      </ul>
    </Card>
  );
}

interface StepProps {
  task: Task;
  onChange(closing: Closing): void;
}

function Step({ task, onChange }: StepProps) {
  const { t, lang } = useText();
  return (
    <li className={`care-step care-${task.state}`}>
      <p>
        <span>{inLang(lang, task.name, task.nameEn)}</span>
        <strong>{t(`care.state.${task.state}`)}</strong>
      </p>
      {task.needsAnswer && task.state !== "skipped" ? (
        <Word task={task} onChange={onChange} />
      ) : null}
    </li>
  );
}

/** Two answers; a problem takes a few words, and can also be told after all was well. */
function Word({ task, onChange }: StepProps) {
  const { api, brand } = useShop();
  const { t } = useText();
  const [telling, setTelling] = useState(false);
  const [words, setWords] = useState("");
  const [busy, setBusy] = useState(false);
  const say = async (answer: "well" | "trouble") => {
    setBusy(true);
    try {
      const path = { brand: brand.key, taskId: task.taskId };
      const said = answer === "trouble" ? words.trim() || null : null;
      onChange(await api.call("answerCareTask", { path, body: { answer, text: said } }));
      setTelling(false);
      toast(t(answer === "well" ? "care.thanks" : "care.told"), "good");
    } catch (thrown) {
      const problem = asProblem(thrown);
      toast(`${problem.title} ${problem.next}`, "bad");
    }
    setBusy(false);
  };
  if (telling) {
    return (
      <form
        className="care-tell"
        onSubmit={(event) => {
          event.preventDefault();
          void say("trouble");
        }}
      >
        <label>
          <span>{t("care.what")}</span>
          <textarea
            rows={3}
            maxLength={500}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </label>
        <Button wide busy={busy}>{t("care.send")}</Button>
        <Button wide look="plain" type="button" onClick={() => setTelling(false)}>
          {t("care.back")}
        </Button>
      </form>
    );
  }
  const well = task.answer === "well";
  return (
    <>
      {task.answer === "trouble" ? (
        <p className="quiet">
          {t(task.doneAt ? "care.solved" : "care.heard")}
          {task.answerText ? ` “${task.answerText}”` : ""}
        </p>
      ) : null}
      {well ? null : <p className="care-ask">{t("care.ask")}</p>}
      <div className="care-acts">
        {well ? null : (
          <Button busy={busy} onClick={() => void say("well")}>{t("care.well")}</Button>
        )}
        {task.answer === "trouble" ? null : (
          <Button look="plain" onClick={() => setTelling(true)}>{t("care.trouble")}</Button>
        )}
      </div>
    </>
  );
}
