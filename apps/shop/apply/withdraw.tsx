import { useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Notice } from "#packages/ui/feedback.tsx";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { type Application, useCalls } from "./calls.ts";
import { useText } from "./words.ts";

interface WithdrawProps {
  application: Application;
  onChange(application: Application): void;
}

/** Asked twice: what is withdrawn has to be applied for anew. */
export function Withdraw({ application, onChange }: WithdrawProps) {
  const { t } = useText();
  const calls = useCalls();
  const [sure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Problem>();

  async function withdraw(): Promise<void> {
    setBusy(true);
    await calls.withdraw(application.applicationId).then(
      onChange,
      (thrown: unknown) => setFailed(asProblem(thrown)),
    );
    setBusy(false);
  }

  if (!sure) {
    return (
      <Button wide look="plain" onClick={() => setSure(true)}>{t("application.withdraw")}</Button>
    );
  }
  return (
    <section className="apply-sure">
      <p>{t("application.withdrawSure")}</p>
      {failed ? <Notice {...failed} /> : null}
      <Button wide look="danger" busy={busy} onClick={() => void withdraw()}>
        {t("application.withdraw")}
      </Button>
      <Button wide look="soft" onClick={() => setSure(false)}>{t("application.keepIt")}</Button>
    </section>
  );
}
