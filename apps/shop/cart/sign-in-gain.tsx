import { useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { money } from "#packages/ui/format.ts";
import { Sheet } from "#packages/ui/sheet.tsx";
import { useShop } from "../shop.ts";
import { SignInForm } from "../sign-in-form.tsx";
import type { CartAnswer } from "./answer.ts";
import { useText } from "./words.ts";

/** To a visitor, and only where the server has calculated it: what signing in takes off. */
export function SignInGain({ answer }: { answer: CartAnswer }) {
  const { brand, member } = useShop();
  const { t, lang } = useText();
  const [open, setOpen] = useState(false);
  if (member) return null;
  const gain = answer.asMember
    ? answer.priced.payable.totalMinor - answer.asMember.totalMinor
    : 0;
  const more = gain > 0 ? money(gain, brand.currency, lang) : null;
  return (
    <div className={more ? "cart-gain" : "cart-gain cart-gain-quiet"}>
      <p>
        {more ? <strong>{t("gain.more", { amount: more })}</strong> : null}
        <span>{t("gain.vouchers")}</span>
      </p>
      <Button look="soft" onClick={() => setOpen(true)}>{t("signIn.confirm")}</Button>
      {open ? (
        <Sheet title={t("signIn.title")} closeLabel={t("kit.close")} onClose={() => setOpen(false)}>
          <SignInForm
            confirm={t("signIn.confirm")}
            why={t("signIn.why")}
            onSignedIn={() => setOpen(false)}
          />
        </Sheet>
      ) : null}
    </div>
  );
}
