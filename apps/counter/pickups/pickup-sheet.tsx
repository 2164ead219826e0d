import { useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { dayAndClock } from "#packages/ui/format.ts";
import { asProblem } from "#packages/ui/problem.ts";
import { Sheet } from "#packages/ui/sheet.tsx";
import { toast } from "#packages/ui/toast.tsx";
import { phoneNow, useCounter } from "../counter.ts";
import { Glyph } from "../glyph.tsx";
import { useText } from "../text.ts";
import type { Pickup } from "./use-pickups.ts";
import { goodsText } from "./words.ts";

interface PickupSheetProps {
  pickup: Pickup;
  onScan(): void;
  onChange(): void;
  onClose(): void;
}

/** One order: what it is, and the two ways to hand it over. */
export function PickupSheet({ pickup, onScan, onChange, onClose }: PickupSheetProps) {
  const { staff } = useCounter();
  const { t, lang } = useText();
  const [byHand, setByHand] = useState(false);
  const at = (moment: number | null) =>
    moment === null ? "—" : dayAndClock(moment, staff.timeZone, lang, phoneNow());
  if (byHand) {
    return <ByHand pickup={pickup} onDone={() => { onChange(); onClose(); }} onClose={onClose} />;
  }
  return (
    <Sheet title={goodsText(pickup.goods)} closeLabel={t("kit.close")} onClose={onClose}>
      <dl className="facts facts-sheet">
        <div>
          <dt>{t("pickups.number")}</dt>
          <dd>{pickup.number.replace(/(\d{4})(?=\d)/g, "$1 ")}</dd>
        </div>
        <div><dt>{t("pickups.member")}</dt><dd>{pickup.memberMasked ?? "—"}</dd></div>
        <div><dt>{t("pickups.paidAt")}</dt><dd>{at(pickup.paidAt)}</dd></div>
        {pickup.collectedAt === null ? (
          <div><dt>{t("pickups.until")}</dt><dd>{at(pickup.releaseAt)}</dd></div>
        ) : (
          <div><dt>{t("pickups.got")}</dt><dd>{at(pickup.collectedAt)}</dd></div>
        )}
      </dl>
      {pickup.collectedAt === null ? (
        <div className="pickup-acts">
          <Button wide className="big" onClick={onScan}>
            <Glyph name="scan" size={22} /> {t("pickups.scan")}
          </Button>
          <Button wide look="plain" className="big" onClick={() => setByHand(true)}>
            {t("pickups.byHand")}
          </Button>
        </div>
      ) : null}
    </Sheet>
  );
}

interface ByHandProps {
  pickup: Pickup;
  onDone(): void;
  onClose(): void;
}

function ByHand({ pickup, onDone, onClose }: ByHandProps) {
  const { api, brand } = useCounter();
  const { t } = useText();
  const [busy, setBusy] = useState(false);
  async function hand(): Promise<void> {
    setBusy(true);
    try {
      const path = { brand: brand.key, orderId: pickup.orderId };
      await api.call("markHandedOver", { path });
      toast(t("pickups.handed"), "good");
    } catch (thrown) {
      const { title, next } = asProblem(thrown);
      toast(`${title} ${next}`, "bad");
    }
    onDone();
  }
  return (
    <Sheet title={t("pickups.byHandTitle")} closeLabel={t("kit.close")} onClose={onClose}>
      <p className="lead">{t("pickups.byHandText")}</p>
      <div className="pickup-acts">
        <Button wide className="big" busy={busy} onClick={() => void hand()}>
          {t("pickups.byHandYes")}
        </Button>
      </div>
    </Sheet>
  );
}
