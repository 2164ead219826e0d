import { useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Icon } from "#packages/ui/icon.tsx";
import { asProblem } from "#packages/ui/problem.ts";
import { Sheet } from "#packages/ui/sheet.tsx";
import { toast } from "#packages/ui/toast.tsx";
import type { Product } from "./product.ts";
import { useShop } from "../shop.ts";
import { SignInForm } from "../sign-in-form.tsx";
import { useText } from "./words.ts";

/** A coming product is waited for with one tap, and left with another. */
export function Reminder({ product }: { product: Product }) {
  const { api, member, acted } = useShop();
  const { t } = useText();
  const [wanted, setWanted] = useState<boolean>();
  const waits = wanted ?? product.subscribed;
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);

  async function want(next: boolean): Promise<void> {
    setBusy(true);
    try {
      await api.waitFor(product.productId, next);
      setWanted(next);
      acted();
    } catch (thrown) {
      const problem = asProblem(thrown);
      toast(`${problem.title} ${problem.next}`, "bad");
    }
    setBusy(false);
  }

  return (
    <section className="product-buy">
      {waits ? (
        <p className="product-waits" role="status">
          <Icon name="check" />
          <strong>{t("preview.waiting")}</strong>
          <button type="button" disabled={busy} onClick={() => void want(false)}>
            {t("preview.stop")}
          </button>
        </p>
      ) : (
        <Button wide busy={busy} onClick={() => (member ? void want(true) : setAsking(true))}>
          <Icon name="clock" size={18} /> {t("preview.wait")}
        </Button>
      )}
      <p className="quiet">{t("preview.note")}</p>
      {asking ? (
        <Sheet
          title={t("preview.signIn")}
          closeLabel={t("kit.close")}
          onClose={() => setAsking(false)}
        >
          <SignInForm
            confirm={t("signIn.confirm")}
            why={t("signIn.why")}
            onSignedIn={async () => {
              setAsking(false);
              await want(true);
            }}
          />
        </Sheet>
      ) : null}
    </section>
  );
}
