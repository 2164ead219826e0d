import { Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { QrCode } from "#packages/ui/qr-code.tsx";
import { Sheet } from "#packages/ui/sheet.tsx";
import { useLoad } from "#packages/ui/use-load.ts";
import { useCounter } from "../counter.ts";
import { useText } from "../text.ts";

/** The code that members scan at the door: held up here, or printed from the console. */
export function DoorSheet({ onClose }: { onClose(): void }) {
  const { api, brand, store } = useCounter();
  const { t } = useText();
  const path = { brand: brand.key, storeId: store.storeId };
  const asked = useLoad(`door ${store.storeId}`, () => api.call("getCheckInCode", { path }));
  return (
    <Sheet full title={t("bookings.door")} closeLabel={t("kit.close")} onClose={onClose}>
      <div className="door">
        {asked.loading ? <Skeleton rows={2} label={t("kit.loading")} /> : null}
        {asked.problem ? <Notice title={asked.problem.title} next={asked.problem.next} /> : null}
        {asked.data ? <QrCode value={asked.data.link} label={t("bookings.doorLabel")} /> : null}
        <p className="lead">{t("bookings.doorNote")}</p>
      </div>
    </Sheet>
  );
}
