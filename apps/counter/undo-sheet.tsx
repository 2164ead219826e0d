import { useState } from "react";
import { Notice } from "#packages/ui/feedback.tsx";
import { Icon } from "#packages/ui/icon.tsx";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { Sheet } from "#packages/ui/sheet.tsx";
import type { UndoReason } from "./api.ts";
import { useText } from "./text.ts";

const reasons: readonly UndoReason[] = [
  "scanned_by_mistake",
  "wrong_bill",
  "member_changed_mind",
  "goods_returned",
  "training",
  "other",
];

interface UndoSheetProps {
  undo(reason: UndoReason): Promise<void>;
  onClose(): void;
  onUndone(): void;
}

/** One tap is the reason and the undo: who opened this sheet has decided already. */
export function UndoSheet({ undo, onClose, onUndone }: UndoSheetProps) {
  const { t } = useText();
  const [busy, setBusy] = useState<UndoReason>();
  const [problem, setProblem] = useState<Problem>();

  async function choose(reason: UndoReason): Promise<void> {
    setBusy(reason);
    setProblem(undefined);
    try {
      await undo(reason);
      onUndone();
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(undefined);
    }
  }

  return (
    <Sheet title={t("undo.title")} closeLabel={t("kit.close")} onClose={onClose}>
      <p className="quiet undo-lead">{t("undo.lead")}</p>
      {problem ? <Notice title={problem.title} next={problem.next} /> : null}
      <ul className="choices">
        {reasons.map((reason) => (
          <li key={reason}>
            <button
              type="button"
              className="choice"
              disabled={busy !== undefined}
              aria-busy={busy === reason}
              onClick={() => void choose(reason)}
            >
              <span className="choice-words">
                <strong>{t(`undo.${reason}`)}</strong>
              </span>
              <Icon name="next" />
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
