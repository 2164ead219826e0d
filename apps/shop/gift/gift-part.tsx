import { useEffect, useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Notice } from "#packages/ui/feedback.tsx";
import { dayAndClock } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { Sheet } from "#packages/ui/sheet.tsx";
import { toast } from "#packages/ui/toast.tsx";
import { VoucherTicket } from "#packages/ui/voucher-ticket.tsx";
import type { Voucher } from "../api.ts";
import { promiseOf } from "../benefit.ts";
import { navigate } from "../router.ts";
import { useShop } from "../shop.ts";
import { conditionOf, placesOf, windowOf } from "../wallet-screen.tsx";
import { useText } from "./words.ts";

const giftHours = 24;

/** Below a voucher: give it to a friend; or, while it waits or is gone, what became of it. */
export function GiftPart({ voucher, reload }: { voucher: Voucher; reload(): void }) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  if (voucher.state === "gift_open" || voucher.state === "given") {
    return <Away voucher={voucher} reload={reload} />;
  }
  const close = () => {
    setOpen(false);
    reload();
  };
  return (
    <>
      <Button wide look="plain" onClick={() => setOpen(true)}>
        {t("gift.open")}
      </Button>
      {open ? (
        <Sheet title={t("gift.title")} closeLabel={t("kit.close")} onClose={close}>
          <Giving voucher={voucher} />
        </Sheet>
      ) : null}
    </>
  );
}

function Giving({ voucher }: { voucher: Voucher }) {
  const { api, path } = useShop();
  const { t } = useText();
  const [link, setLink] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  async function make(): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    try {
      const { token } = await api.giveVoucher(voucher.voucherId);
      setLink(`${location.origin}${path("/g")}#${token}`);
    } catch (thrown) {
      setProblem(asProblem(thrown));
    } finally {
      setBusy(false);
    }
  }
  if (link) return <Link link={link} />;
  return (
    <div className="gift-box">
      <p>{t("gift.about", { hours: giftHours })}</p>
      {(voucher.giftsLeft ?? 0) > 1 ? (
        <p>{t("gift.times", { count: voucher.giftsLeft ?? 0 })}</p>
      ) : null}
      {problem ? <Notice {...problem} /> : null}
      <Button wide data-first busy={busy} onClick={() => void make()}>
        {t("gift.make")}
      </Button>
    </div>
  );
}

function Link({ link }: { link: string }) {
  const { t } = useText();
  const copy = () =>
    navigator.clipboard
      .writeText(link)
      .then(() => toast(t("gift.copied")), () => toast(t("gift.copyFailed"), "bad"));
  // The sheet of the phone's own; a page on plain http has none.
  const share = "share" in navigator
    ? () => navigator.share({ url: link }).catch(() => undefined)
    : null;
  return (
    <div className="gift-box">
      <p role="status">
        <strong>{t("gift.ready")}</strong>
      </p>
      <output className="gift-link" aria-label={t("gift.linkLabel")}>{link}</output>
      <p>{t("gift.once")}</p>
      {share ? (
        <Button wide onClick={() => void share()}>{t("gift.share")}</Button>
      ) : null}
      <Button wide look={share ? "soft" : "main"} onClick={() => void copy()}>
        {t("gift.copy")}
      </Button>
    </div>
  );
}

/** A voucher that waits for a friend, or that a friend has. */
function Away({ voucher, reload }: { voucher: Voucher; reload(): void }) {
  const { brand, now, path } = useShop();
  const { t, lang } = useText();
  useEffect(() => scrollTo(0, 0), []);
  const timeOf = (at: number) => dayAndClock(at, brand.timeZone, lang, now());
  const waits = voucher.state === "gift_open";
  const note = waits
    ? t("gift.waitingNote", { time: timeOf(voucher.giftUntil ?? voucher.validTo) })
    : t("gift.givenNote", { time: timeOf(voucher.givenAt ?? voucher.validTo) });
  return (
    <div className="page page-narrow">
      <h1>{t(waits ? "gift.waiting" : "gift.given")}</h1>
      <p className="page-lead">{note}</p>
      <VoucherTicket
        {...promiseOf(voucher, brand)}
        title={inLang(lang, voucher.title, voucher.titleEn)}
        terms={[conditionOf(voucher, brand), placesOf(voucher)]}
        note={windowOf(voucher, brand, now())}
        faded
      />
      <div className="gift-acts">
        {waits ? <TakeBack voucherId={voucher.voucherId} reload={reload} /> : null}
        <Button wide look="plain" onClick={() => navigate(path("/wallet"), true)}>
          {t("gift.wallet")}
        </Button>
      </div>
    </div>
  );
}

function TakeBack({ voucherId, reload }: { voucherId: string; reload(): void }) {
  const { api } = useShop();
  const { t } = useText();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  async function takeBack(): Promise<void> {
    setBusy(true);
    try {
      await api.takeBackGift(voucherId);
      toast(t("gift.tookBack"));
      reload();
    } catch (thrown) {
      setProblem(asProblem(thrown));
      reload();
    } finally {
      setBusy(false);
    }
  }
  return (
    <>
      {problem ? <Notice {...problem} /> : null}
      <Button wide busy={busy} onClick={() => void takeBack()}>
        {t("gift.takeBack")}
      </Button>
    </>
  );
}
