import { type FormEvent, useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { hasValidCheckDigit, normaliseCode } from "#packages/codes/index.ts";
import { Notice } from "#packages/ui/feedback.tsx";
import { Field } from "#packages/ui/field.tsx";
import { money } from "#packages/ui/format.ts";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { Sheet } from "#packages/ui/sheet.tsx";
import { toast } from "#packages/ui/toast.tsx";
import { useShop } from "../shop.ts";
import { useText } from "./words.ts";

const codeLength = 16;

/** A gift card's digits become a part of the member's stored value, once. */
export function GiftCardSheet({ onClose, onChanged }: { onClose(): void; onChanged(): void }) {
  const { api, brand } = useShop();
  const { t, lang } = useText();
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const code = normaliseCode(typed);
  const whole = code.length === codeLength;
  const mistyped = whole && !hasValidCheckDigit(code);

  async function onSubmit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!whole || mistyped || busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const path = { brand: brand.key };
      const { faceMinor } = await api.call("redeemGiftCard", { path, body: { code } });
      toast(t("giftCard.done", { amount: money(faceMinor, brand.currency, lang) }), "good");
      onChanged();
      onClose();
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
    }
  }

  return (
    <Sheet title={t("giftCard.title")} closeLabel={t("kit.close")} onClose={onClose}>
      <form className="stored-sheet" onSubmit={(event) => void onSubmit(event)}>
        <Field
          label={t("giftCard.label")}
          value={typed}
          inputMode="numeric"
          autoComplete="off"
          maxLength={40}
          data-first
          hint={t("giftCard.hint")}
          error={mistyped ? t("giftCard.mistyped") : undefined}
          onChange={(event) => setTyped(event.target.value)}
        />
        {problem ? <Notice {...problem} /> : null}
        <Button type="submit" wide busy={busy} disabled={!whole || mistyped}>
          {t("giftCard.confirm")}
        </Button>
      </form>
    </Sheet>
  );
}
