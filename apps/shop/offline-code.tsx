import { useEffect, useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Notice } from "#packages/ui/feedback.tsx";
import { countdown, dayAndClock } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { QrCode } from "#packages/ui/qr-code.tsx";
import { Sheet } from "#packages/ui/sheet.tsx";
import { useClock } from "#packages/ui/use-clock.ts";
import { useLoad } from "#packages/ui/use-load.ts";
import type { OfflineCode } from "./api.ts";
import { serverNow } from "./clock.ts";
import { keepCode, keptCode } from "./offline-kept.ts";
import { useShop } from "./shop.ts";
import { useText } from "./text.ts";

/**
 * The offline QR of one voucher: fetched for one store while there is a network, shown without
 * one. It may be days since the voucher was opened, so that the code is looked for on the phone.
 */
export function OfflineCodePart({ voucherId }: { voucherId: string }) {
  const { brand } = useShop();
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const [code, setCode] = useState(() => keptCode(brand.key, voucherId));
  const now = useClock(serverNow);
  const live = code && code.until > now ? code : null;
  return (
    <>
      <Button wide look="plain" onClick={() => setOpen(true)}>
        {live ? t("offline.show") : t("offline.open")}
      </Button>
      {open ? (
        <Sheet
          title={t("offline.title")}
          closeLabel={t("kit.close")}
          onClose={() => setOpen(false)}
        >
          {live ? <LiveCode code={live} now={now} /> : null}
          {live ? null : <StoreChoice voucherId={voucherId} onCode={setCode} />}
        </Sheet>
      ) : null}
    </>
  );
}

function LiveCode({ code, now }: { code: OfflineCode; now: number }) {
  const { brand } = useShop();
  const { t, lang } = useText();
  const name = inLang(lang, code.storeName ?? "", code.storeNameEn);
  const held = dayAndClock(code.holdUntil, brand.timeZone, lang, now);
  return (
    <div className="show-box">
      <div className="show-qr">
        <QrCode value={code.text} label={t("offline.qr")} />
      </div>
      <p className="show-number">{countdown(code.until, now)}</p>
      <p>{t("offline.only", { name })}</p>
      <p className="show-hint">{t("offline.held", { name, time: held })}</p>
    </div>
  );
}

interface StoreChoiceProps {
  voucherId: string;
  onCode(code: OfflineCode): void;
}

function StoreChoice({ voucherId, onCode }: StoreChoiceProps) {
  const { api, brand } = useShop();
  const { t, lang } = useText();
  const stores = useLoad("offline stores", () => api.offlineStores());
  const [busy, setBusy] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => setProblem(stores.problem), [stores.problem]);

  async function fetchFor(storeId: string): Promise<void> {
    setBusy(storeId);
    setProblem(undefined);
    try {
      const code = await api.offlineCode(voucherId, storeId);
      keepCode(brand.key, voucherId, code);
      onCode(code);
    } catch (thrown) {
      setProblem(asProblem(thrown));
    } finally {
      setBusy(undefined);
    }
  }
  return (
    <div className="show-box">
      <p>{t("offline.about")}</p>
      {problem ? <Notice {...problem} /> : null}
      {stores.data?.items.length === 0 ? <p>{t("offline.noStore")}</p> : null}
      {stores.data?.items.map((store) => (
        <Button
          key={store.storeId}
          wide
          look="soft"
          busy={busy === store.storeId}
          onClick={() => void fetchFor(store.storeId)}
        >
          {inLang(lang, store.name, store.nameEn)}
        </Button>
      ))}
    </div>
  );
}
