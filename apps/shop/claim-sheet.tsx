import { Button } from "#packages/ui/button.tsx";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { Sheet } from "#packages/ui/sheet.tsx";
import { VoucherTicket } from "#packages/ui/voucher-ticket.tsx";
import type { Offer } from "./api.ts";
import { promiseOf, termsOf } from "./benefit.ts";
import { navigate } from "./router.ts";
import { SignInForm } from "./sign-in-form.tsx";
import { useShop } from "./shop.ts";
import { useText } from "./text.ts";

export type ClaimStep = { name: "sign-in" } | { name: "done"; voucherId: string };

interface ClaimSheetProps {
  offer: Offer;
  step: ClaimStep;
  claim(): Promise<void>;
  onClose(): void;
}

/** From the tap on an offer to the voucher: phone number and code once, then the ticket. */
export function ClaimSheet({ offer, step, claim, onClose }: ClaimSheetProps) {
  const { brand } = useShop();
  const { t, lang } = useText();
  const { big } = promiseOf(offer, brand);
  const done = step.name === "done";
  return (
    <Sheet
      title={done ? t("claim.done") : t("claim.title")}
      closeLabel={t("kit.close")}
      onClose={onClose}
    >
      {step.name === "done" ? (
        <Done offer={offer} voucherId={step.voucherId} onClose={onClose} />
      ) : (
        <>
          <p className="claim-what">
            <strong>{big}</strong>
            <span>{inLang(lang, offer.title, offer.titleEn)}</span>
          </p>
          <SignInForm confirm={t("claim.confirm")} why={t("claim.why")} onSignedIn={claim} />
        </>
      )}
    </Sheet>
  );
}

interface DoneProps {
  offer: Offer;
  voucherId: string;
  onClose(): void;
}

function Done({ offer, voucherId, onClose }: DoneProps) {
  const { brand, path } = useShop();
  const { t, lang } = useText();
  return (
    <div className="claim-done">
      <span className="claim-tick">
        <Icon name="check" size={34} />
      </span>
      <p role="status">{t("claim.doneNote")}</p>
      <VoucherTicket
        {...promiseOf(offer, brand)}
        title={inLang(lang, offer.title, offer.titleEn)}
        terms={termsOf(offer, brand)}
      />
      <Button wide data-first onClick={() => navigate(path(`/wallet/${voucherId}`))}>
        {t("claim.show")}
      </Button>
      <Button wide look="plain" onClick={onClose}>
        {t("claim.later")}
      </Button>
    </div>
  );
}
