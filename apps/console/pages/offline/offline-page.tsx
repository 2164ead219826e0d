import { useState } from "react";
import { useBrand } from "../../brand.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { UnitPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";
import { CapsForm } from "./caps-form.tsx";
import { ConflictList } from "./conflict-list.tsx";
import { DeviceList } from "./device-list.tsx";
import { OfferSwitches } from "./offer-switches.tsx";

/** What counters may take without a network, and what came back that could not simply stand. */
export function OfflinePage() {
  const brand = useBrand();
  const { t } = useText();
  const own = brand.unitsFor("offers.publish")[0] ?? brand.unitsFor("offers.read")[0];
  const [unitId, setUnitId] = useState(own?.unitId);
  return (
    <>
      <PageHead title={t("offline.title")} lead={t("offline.lead")} />
      {brand.may("redemption.undo") ? <ConflictList /> : null}
      {brand.may("redemption.undo") ? <DeviceList /> : null}
      {unitId ? (
        <>
          <section className="c-section">
            <h2>{t("offline.caps")}</h2>
            <UnitPick
              label={t("pick.unit")}
              value={unitId}
              onChange={setUnitId}
              clearable={false}
            />
            <CapsForm key={unitId} unitId={unitId} />
          </section>
          <section className="c-section">
            <h2>{t("offline.offers")}</h2>
            <OfferSwitches />
          </section>
        </>
      ) : null}
    </>
  );
}
