import { lazy, Suspense, useState } from "react";
import { newKey } from "#packages/sdk/index.ts";
import { Button } from "#packages/ui/button.tsx";
import { inLang } from "#packages/ui/i18n.ts";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { toast } from "#packages/ui/toast.tsx";
import { VoucherTicket } from "#packages/ui/voucher-ticket.tsx";
import type { Offer } from "./api.ts";
import { claimNote, promiseOf, termsOf } from "./benefit.ts";
import { ClaimSheet, type ClaimStep } from "./claim-sheet.tsx";
import { refusalSteps } from "./flash/refusal-steps.ts";
import { navigate } from "./router.ts";
import { useShop } from "./shop.ts";
import { useText } from "./text.ts";

const RefusedSheet = lazy(async () => {
  const screens = await import("./flash/screens.tsx");
  await screens.loadMore();
  return { default: screens.RefusedSheet };
});

interface OfferListProps {
  offers: Offer[];
  storeId: string;
  onClaimed(offerId: string): void;
}

/** The offers of a store. Known members claim with one tap, others through a sheet. */
export function OfferList({ offers, storeId, onClaimed }: OfferListProps) {
  const { api, member, setMember, first } = useShop();
  const { t } = useText();
  const [busy, setBusy] = useState<string>();
  const [open, setOpen] = useState<{ offer: Offer; key: string; step: ClaimStep }>();
  const [refused, setRefused] = useState<Problem>();

  async function claim(offer: Offer, key: string): Promise<void> {
    const input = { storeId, ...(first.touchId ? { touchId: first.touchId } : {}) };
    try {
      const { voucherId } = await api.claim(offer.offerId, input, key);
      onClaimed(offer.offerId);
      setOpen({ offer, key, step: { name: "done", voucherId } });
    } catch (thrown) {
      const problem = asProblem(thrown);
      if (refusalSteps(problem).length === 0) throw thrown;
      setOpen(undefined);
      setRefused(problem);
    }
  }

  async function onClaim(offer: Offer): Promise<void> {
    const key = newKey();
    if (!member) return setOpen({ offer, key, step: { name: "sign-in" } });
    setBusy(offer.offerId);
    try {
      await claim(offer, key);
    } catch (thrown) {
      const problem = asProblem(thrown);
      if (problem.status !== 401) return toast(`${problem.title} ${problem.next}`, "bad");
      setMember(null);
      setOpen({ offer, key, step: { name: "sign-in" } });
    } finally {
      setBusy(undefined);
    }
  }

  return (
    <section className="offers" aria-label={t("store.offers")}>
      {offers.map((offer, place) => (
        <OfferTicket
          key={offer.offerId}
          offer={offer}
          first={place === 0}
          busy={busy === offer.offerId}
          onClaim={() => void onClaim(offer)}
        />
      ))}
      {open ? (
        <ClaimSheet
          offer={open.offer}
          step={open.step}
          claim={() => claim(open.offer, open.key)}
          onClose={() => setOpen(undefined)}
        />
      ) : null}
      {refused ? (
        <Suspense>
          <RefusedSheet problem={refused} onClose={() => setRefused(undefined)} />
        </Suspense>
      ) : null}
    </section>
  );
}

interface OfferTicketProps {
  offer: Offer;
  first: boolean;
  busy: boolean;
  onClaim(): void;
}

function OfferTicket({ offer, first, busy, onClaim }: OfferTicketProps) {
  const { brand, now, path } = useShop();
  const { t, lang } = useText();
  const title = inLang(lang, offer.title, offer.titleEn);
  const gone = offer.stockLeft === 0 && !offer.claimedByMe;
  return (
    <div className={first ? "offer offer-first" : "offer"}>
      <VoucherTicket
        {...promiseOf(offer, brand)}
        title={title}
        terms={termsOf(offer, brand)}
        note={claimNote(offer, brand, now())}
        faded={gone}
        action={
          offer.claimedByMe ? (
            <Button
              look="soft"
              aria-label={`${t("offer.claimed")} ${title}`}
              onClick={() => navigate(path("/wallet"))}
            >
              {t("offer.claimed")}
            </Button>
          ) : (
            <Button
              look={first ? "main" : "soft"}
              busy={busy}
              disabled={gone}
              aria-label={`${gone ? t("offer.gone") : t("offer.claim")} ${title}`}
              onClick={onClaim}
            >
              {gone ? t("offer.gone") : t("offer.claim")}
            </Button>
          )
        }
      />
    </div>
  );
}
