import { useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Notice } from "#packages/ui/feedback.tsx";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { Sheet } from "#packages/ui/sheet.tsx";
import { toast } from "#packages/ui/toast.tsx";
import { useShop } from "../shop.ts";
import { useText } from "./words.ts";

/** Reports the card lost: asked once more, since only a store can undo it. */
export function LossSheet({ onClose, onChanged }: { onClose(): void; onChanged(): void }) {
  const { api, brand } = useShop();
  const { t } = useText();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  async function block(): Promise<void> {
    setBusy(true);
    try {
      await api.call("blockMyStoredCard", { path: { brand: brand.key } });
      toast(t("loss.done"), "good");
      onChanged();
      onClose();
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
    }
  }

  return (
    <Sheet title={t("loss.title")} closeLabel={t("kit.close")} onClose={onClose}>
      <div className="stored-sheet">
        <p>{t("loss.note")}</p>
        <p className="quiet">{t("stored.lostNote")}</p>
        {problem ? <Notice {...problem} /> : null}
        <Button wide look="danger" busy={busy} onClick={() => void block()}>
          {t("loss.confirm")}
        </Button>
      </div>
    </Sheet>
  );
}
